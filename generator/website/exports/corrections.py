"""All corrections of the disclosure, whatever the type: for the page that lists them and for their feeds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from generator.disclose.disclosure import Disclosure, Entry
from generator.model.declared.condition import Value, day_of
from generator.model.declared.record_type import CORRECTIONS, Field, RecordType
from generator.website.cells import cell
from generator.website.views import Cell
from generator.website.words.language import Language

CORRECTED = "field"
"""The column of a correction that names what of the record was corrected."""


@dataclass(frozen=True, slots=True)
class Correction:
    """One correction of a record; ``number`` counts those of the record from 1, and stays, since rows are only added."""

    entry: Entry
    number: int
    day: date
    values: Mapping[str, Value]

    @property
    def anchor(self) -> str:
        """Where it stands on the record's page."""
        return f"correction-{self.number}"

    def cells(self, language: Language, today: date) -> tuple[Cell, ...]:
        """What it says, in the order of the schema."""
        fields: tuple[Field, ...] = self.entry.type.child(CORRECTIONS).fields
        return correction_cells(self.entry.type, fields, self.values, language, today)


def correction_cells(
    type: RecordType, fields: Sequence[Field], values: Mapping[str, Value], language: Language, today: date
) -> tuple[Cell, ...]:
    """What a correction says in some of its fields; the part of the record that it names is called as other pages call it."""
    return tuple(_cell(type, field, values.get(field.name), language, today) for field in fields)


def _cell(type: RecordType, field: Field, value: Value, language: Language, today: date) -> Cell:
    shown = cell(field, value, language, today)
    part = type.part_called(value) if field.name == CORRECTED and isinstance(value, str) else None
    if part is None:
        return shown
    table, column = part
    labels = [type.child(table).label] if table else []
    if column:
        fields = type.child(table).fields if table else type.fields
        labels += [one.label for one in fields if one.name == column]
    return replace(shown, text=language.joined(map(language.text, labels), " · "))


def has_corrections(disclosure: Disclosure) -> bool:
    """Whether any type has the common corrections, or anything was let through without one: then the site has a page of them."""
    return bool(disclosure.exceptions) or any(CORRECTIONS in type.common for type in disclosure.types)


def all_corrections(disclosure: Disclosure) -> list[Correction]:
    """Newest first; of one day the later of a record before its earlier, else in the order of types and records."""
    found = [
        Correction(entry, number, day, row)
        for type in disclosure.types
        if CORRECTIONS in type.common
        for entry in disclosure.entries[type.name]
        for number, row in enumerate(entry.children.get(CORRECTIONS, ()), 1)
        if (day := day_of(row.get("on"))) is not None
    ]
    return sorted(found, key=lambda item: (item.day, item.number), reverse=True)
