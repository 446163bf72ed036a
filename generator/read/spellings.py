"""What a key or a header may say, and what it means: names and titles of a table's columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from generator.model.condition import Value
from generator.model.folding import fold
from generator.model.nearest import nearest
from generator.model.record_type import ChildTable, Field
from generator.read.values import Normaliser, clean, normaliser, split_remark

Meaning = Field | ChildTable
_MOST_SOUGHT = 200
_LONGEST_SOUGHT = 100
"""Unknown texts for which a near one is sought, and their length: a file of nothing else must not take for ever."""
_LONGEST_SPELLING = 1000


def _emptying(read: Normaliser, missing: frozenset[str]) -> Normaliser:
    """The reader for cells of which some texts mean nothing."""
    return (lambda text: "" if clean(text) in missing else read(text)) if missing else read


class Spellings:
    """Every spelling of a table's fields and child tables. Names win over titles, earlier ones over later."""

    def __init__(
        self,
        fields: Sequence[Field],
        children: Sequence[ChildTable] = (),
        missing: frozenset[str] = frozenset(),
    ) -> None:
        """``missing`` are texts that mean an empty cell."""
        columns: tuple[Meaning, ...] = (*fields, *children)
        self._typed: dict[str, Meaning | None] = {column.name: column for column in reversed(columns)}
        self._folded: dict[str, Meaning] = {}
        for column in columns:
            self._folded.setdefault(fold(column.name), column)
        for column in columns:
            for spelling in column.spellings():
                self._folded.setdefault(fold(spelling), column)
        self._all = tuple(spelling for column in columns for spelling in column.spellings())
        self.normalisers: dict[str, Normaliser] = {
            field.name: _emptying(normaliser(field), missing) for field in fields
        }
        """How the text of each field becomes its value, by the field's name."""
        self.remarks = tuple((field.name, field.remark) for field in fields if field.remark)
        """The number fields beside which a remark may stand in brackets, each with the field that takes it."""
        self._nearest: dict[str, str | None] = {}

    def meaning(self, text: str) -> Meaning | None:
        """The field or child table that ``text`` spells."""
        if len(text) > _LONGEST_SPELLING:
            return None
        if text not in self._typed:
            self._typed[text] = self._folded.get(fold(text))
        return self._typed[text]

    def nearest(self, text: str) -> str | None:
        """The spelling that an unknown ``text`` most probably means."""
        if text not in self._nearest:
            worth_it = len(self._nearest) < _MOST_SOUGHT and len(text) <= _LONGEST_SOUGHT
            self._nearest[text] = nearest(text, self._all) if worth_it else None
        return self._nearest[text]

    def part_remarks(self, values: dict[str, Value]) -> Iterator[tuple[str, str]]:
        """Parts ``80%（滞后）`` into number and remark, where the remark's field is empty; yields the pairs parted."""
        for name, remark in self.remarks:
            text = values.get(name)
            if isinstance(text, str) and remark not in values and (parts := split_remark(text)):
                number = self.normalisers[name](parts[0])
                if not isinstance(number, str):
                    values[name], values[remark] = number, clean(parts[1])
                    yield name, remark

    def count_known(self, texts: Iterable[str]) -> int:
        """How many of the texts spell something."""
        return sum(1 for text in texts if text.strip() and self.meaning(text))
