"""All corrections of the disclosure, whatever the type: for the page that lists them and for their feeds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from generator.disclose.disclosure import Disclosure, Entry
from generator.model.declared.condition import Value, day_of
from generator.model.declared.record_type import CORRECTIONS, Field
from generator.website.cells import cell
from generator.website.views import Cell
from generator.website.words.language import Language


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
        return tuple(cell(field, self.values.get(field.name), language, today) for field in fields)


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
