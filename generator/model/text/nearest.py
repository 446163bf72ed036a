"""What somebody most probably meant: the nearest of the names that there are (difflib's only home)."""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Iterable
from functools import cached_property

from generator.model.text.folding import fold

NEAR = 0.5
"""Half of the characters: a two-character Chinese name with one of them wrong still finds its own."""
NEARER = 0.6
"""For words of our own, which have more letters."""
NEAREST = 0.7
"""For ids and names of files, which have much in common with one another."""
LONGEST = 200
"""Characters of a name that is compared: a longer one is a text."""
MOST_LOOKED_AT = 5_000
"""Entries of the index that one search follows."""
MOST_COMPARED = 30
"""Candidates that one search compares character by character: those that have most in common with what is sought."""
MOST_COMPARISONS = 10_000
"""Such comparisons for all searches together; half a millisecond each at the most. Who gets thousands of names wrong has
misspelt none of them."""

_DIGITS = re.compile("[0-9]+")


class Nearest:
    """The names that there are, among which near ones are sought as often as need be, in a time that has an end."""

    def __init__(self, candidates: Iterable[str], near_enough: float = NEAR) -> None:
        """``near_enough``: the share of characters that two names have in common."""
        self._candidates, self._near_enough = candidates, near_enough
        self._comparisons = 0
        self._found: dict[str, str | None] = {}

    def to(self, text: str) -> str | None:
        """The candidate that reads like ``text``, else the one that looks most like it; nothing if none is near enough.

        One with the same numbers is nearer than any other.
        """
        if text not in self._found:
            self._found[text] = self._sought(text)
        return self._found[text]

    def _sought(self, text: str) -> str | None:
        if len(text) > LONGEST:
            return None
        folded = fold(text)
        if folded in self._by_fold:
            return self._by_fold[folded]
        if self._comparisons >= MOST_COMPARISONS:
            return None
        alike = self._alike(folded)
        self._comparisons += len(alike)
        found = difflib.get_close_matches(folded, alike, MOST_COMPARED, self._near_enough)
        same_numbers = (name for name in found if _numbers(name) == _numbers(folded))
        near = next(same_numbers, found[0] if found else "")
        return self._by_fold.get(near)

    @cached_property
    def _by_fold(self) -> dict[str, str]:
        by_fold: dict[str, str] = {}
        for candidate in self._candidates:
            if len(candidate) <= LONGEST:
                by_fold.setdefault(fold(candidate), candidate)
        return by_fold

    def _alike(self, folded: str) -> list[str]:
        """The candidates worth a comparison, in their order: all of a few, else those that share most pairs of characters.

        Of the pairs those that stand in few candidates are looked at first: the others tell nothing.
        """
        if len(self._by_fold) <= MOST_COMPARED:
            return list(self._by_fold)
        places = sorted((self._places.get(pair, []) for pair in _pairs(folded)), key=len)
        shared: Counter[int] = Counter()
        looked_at = 0
        for standing in places:
            looked_at += len(standing)
            if looked_at > MOST_LOOKED_AT:
                break
            shared.update(standing)
        best = sorted(shared, key=lambda place: (-shared[place], place))[:MOST_COMPARED]
        return [self._names[place] for place in sorted(best)]

    @cached_property
    def _names(self) -> list[str]:
        return list(self._by_fold)

    @cached_property
    def _places(self) -> dict[str, list[int]]:
        """For each pair of characters: the candidates in which it stands."""
        places: dict[str, list[int]] = {}
        for place, name in enumerate(self._names):
            for pair in _pairs(name):
                places.setdefault(pair, []).append(place)
        return places


def _numbers(name: str) -> list[int]:
    """The numbers in a name: 032 and 32 are one, 32 and 33 are hardly a slip of the same."""
    return [int(digits) for digits in _DIGITS.findall(name)]


def _pairs(name: str) -> set[str]:
    """The characters of a name and the pairs of neighbours, its two ends among them."""
    return {*name, *map("".join, zip(f" {name}", f"{name} ", strict=True))}


def nearest(text: str, candidates: Iterable[str], near_enough: float = NEAR) -> str | None:
    """The nearest of the candidates, sought once: see :meth:`Nearest.to`."""
    return Nearest(candidates, near_enough).to(text)
