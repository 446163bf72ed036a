"""What somebody most probably meant: the nearest of the names that there are (difflib's only home)."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from generator.model.folding import fold

NEAR = 0.5
"""Half of the characters: a two-character Chinese name with one of them wrong still finds its own."""
NEARER = 0.6
"""For words of our own, which have more letters."""
NEAREST = 0.7
"""For ids and names of files, which have much in common with one another."""


def nearest(text: str, candidates: Iterable[str], near_enough: float = NEAR) -> str | None:
    """The candidate that reads like ``text``, else the one that looks most like it; nothing if none is near enough."""
    by_fold: dict[str, str] = {}
    for candidate in candidates:
        by_fold.setdefault(fold(candidate), candidate)
    folded = fold(text)
    if folded in by_fold:
        return by_fold[folded]
    found = difflib.get_close_matches(folded, by_fold, 1, near_enough)
    return by_fold[found[0]] if found else None
