"""What a key or a header may say, and what it means: names and titles of a table's columns."""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Iterable, Sequence

from generator.model.record_type import ChildTable, Field
from generator.read.values import Normaliser, normaliser

Meaning = Field | ChildTable
_NEAR_ENOUGH = 0.5
"""Half of the characters: a two-character Chinese name with one of them wrong still finds its own."""


def fold(text: str) -> str:
    """The form in which spellings are compared: case, width and surrounding space do not matter."""
    return unicodedata.normalize("NFKC", text).strip().casefold()


def nearest(text: str, candidates: Iterable[str]) -> str | None:
    """The candidate that ``text`` most probably means, or nothing that is near enough."""
    by_fold: dict[str, str] = {}
    for candidate in candidates:
        by_fold.setdefault(fold(candidate), candidate)
    found = difflib.get_close_matches(fold(text), by_fold, 1, _NEAR_ENOUGH)
    return by_fold[found[0]] if found else None


class Spellings:
    """Every spelling of a table's fields and child tables. Names win over titles, earlier ones over later."""

    def __init__(self, fields: Sequence[Field], children: Sequence[ChildTable] = ()) -> None:
        columns: tuple[Meaning, ...] = (*fields, *children)
        self._typed: dict[str, Meaning | None] = {column.name: column for column in reversed(columns)}
        self._folded: dict[str, Meaning] = {}
        for column in columns:
            self._folded.setdefault(fold(column.name), column)
        for column in columns:
            for spelling in column.spellings():
                self._folded.setdefault(fold(spelling), column)
        self._all = tuple(spelling for column in columns for spelling in column.spellings())
        self.normalisers: dict[str, Normaliser] = {field.name: normaliser(field) for field in fields}
        """How the text of each field becomes its value, by the field's name."""
        self._nearest: dict[str, str | None] = {}

    def meaning(self, text: str) -> Meaning | None:
        """The field or child table that ``text`` spells."""
        if text not in self._typed:
            self._typed[text] = self._folded.get(fold(text))
        return self._typed[text]

    def nearest(self, text: str) -> str | None:
        """The spelling that an unknown ``text`` most probably means."""
        if text not in self._nearest:
            self._nearest[text] = nearest(text, self._all)
        return self._nearest[text]

    def count_known(self, texts: Iterable[str]) -> int:
        """How many of the texts spell something."""
        return sum(1 for text in texts if text.strip() and self.meaning(text))
