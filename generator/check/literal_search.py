"""Many literal texts at once: which of them stand in a text, in one pass over it.

They are looked up by their first two characters. A regular expression of them all tries its branches one after the
other at every surname, which took a minute for twenty thousand names where this takes two seconds.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator

SHORTEST = 2
"""Characters of a literal; a single one is a word of every text."""
Pair = tuple[str, str]


class Literals:
    """Texts of two characters or more, found by how they begin."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._by_start: dict[Pair, list[str]] = {}
        for text in sorted(set(texts), key=len, reverse=True):
            if len(text) < SHORTEST:
                raise ValueError(f"shorter than {SHORTEST} characters: {text!r}")
            self._by_start.setdefault((text[0], text[1]), []).append(text)

    def __bool__(self) -> bool:
        return bool(self._by_start)

    def may_stand_in(self, text: str) -> bool:
        """Whether one begins in the text, by its first two characters: false for what is nearly always clean."""
        return not self._by_start.keys().isdisjoint(itertools.pairwise(text))

    def found_in(self, text: str) -> Iterator[tuple[int, str]]:
        """Each place where one begins, with the longest that stands there."""
        for place, pair in enumerate(itertools.pairwise(text)):
            for one in self._by_start.get(pair, ()):
                if text.startswith(one, place):
                    yield place, one
                    break
