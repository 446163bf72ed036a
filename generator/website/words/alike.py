"""Values that read alike are one: which of their spellings stands for all of them where values are grouped and counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from generator.model.text.folding import fold


def shown_for_all(values: Iterable[str], known: Iterable[str] = ()) -> Mapping[str, str]:
    """Each of the values → the spelling that is shown for all that read like it.

    That is the one of the ``known`` that reads so (what a field allows is spelt as its schema has it), else the one that
    occurs most often, the first of several.
    """
    counts = Counter(values)
    best = {fold(value): value for value in reversed(list(known))}
    declared = frozenset(best)
    for value, count in counts.items():
        key = fold(value)
        if key not in declared and (key not in best or count > counts[best[key]]):
            best[key] = value
    return {value: best[fold(value)] for value in counts}
