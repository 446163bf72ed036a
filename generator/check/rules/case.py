"""One record before the rules: its values, its relatives, the calendar, and how a finding is made."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import TypeVar, cast

from generator.check.calendar.working_days import WorkingDays
from generator.model.declared.condition import Value, day_of, reference_ids, texts_of
from generator.model.declared.record_type import RecordType
from generator.model.findings.finding import Finding
from generator.model.findings.rules import Rule
from generator.model.records.record import Record, Register, Row, Source
from generator.model.records.shown_number import ShownNumber
from generator.model.records.withholding import is_taken_back, reason_to_withhold
from generator.model.text.wording import Phrase, Wording

Kept = TypeVar("Kept")


class World:
    """All that is known while rules judge: the register by id, and the calendar."""

    def __init__(self, register: Register, today: date) -> None:
        self.register, self.today = register, today
        self.working_days = WorkingDays(register.calendar)
        self._kept: dict[Hashable, object] = {}

    def kept(self, key: Hashable, make: Callable[[], Kept]) -> Kept:
        """What ``make`` gives, made once for ``key``: what many records ask of the whole register."""
        if key not in self._kept:
            self._kept[key] = make()
        return cast("Kept", self._kept[key])

    @cached_property
    def by_id(self) -> Mapping[str, Mapping[str, Record]]:
        """Type name → id → record; the first of equal ids."""
        return {
            name: {record.id: record for record in reversed(records)}
            for name, records in self.register.records.items()
        }

    def records_below(self, type: str, id: str) -> Sequence[Record]:
        """In a tree, the records directly below one."""
        return self.below.get((type, id), ())

    @cached_property
    def below(self) -> Mapping[tuple[str, str], Sequence[Record]]:
        """In types that are trees: (type, id) → the records directly below, in file order."""
        found: dict[tuple[str, str], list[Record]] = {}
        for type in self.register.types.values():
            for record in self.register.records[type.name] if type.tree_field else ():
                for parent in reference_ids(record.values.get(type.tree_field or ""))[:1]:
                    found.setdefault((type.name, parent), []).append(record)
        return found


@dataclass(frozen=True, slots=True)
class Case:
    """A record under one rule. Numbers come as ``Decimal``, days as ``date``; what is of another kind is ``None``."""

    record: Record
    type: RecordType
    rule: Rule
    world: World

    @property
    def today(self) -> date:
        return self.world.today

    def value(self, field: str) -> Value:
        return self.record.values.get(field)

    def day(self, field: str, row: Row | None = None) -> date | None:
        return day_of((row or self.record.row).values.get(field))

    def number(self, field: str, row: Row | None = None) -> Decimal | None:
        return as_number((row or self.record.row).values.get(field))

    def rows(self, table: str) -> Sequence[Row]:
        return self.record.children.get(table, ())

    def label(self, field: str, table: str = "") -> Wording:
        """What people call a field of the record, or of one of its child tables."""
        fields = self.type.child(table).fields if table else self.type.fields
        return next((found.label for found in fields if found.name == field), Wording(field))

    def table(self, name: str) -> Wording:
        """What people call a child table."""
        return self.type.child(name).label

    def related(self, field: str, child: str = "") -> Iterator[Record]:
        """The records that a reference field names, as far as they exist."""
        targets = [found.to for found in self.type.relations if found.field == field and found.child == child]
        rows = self.rows(child) if child else (self.record.row,)
        for row in rows:
            for id in reference_ids(row.values.get(field)):
                for target in targets:
                    if id in self.world.by_id[target]:
                        yield self.world.by_id[target][id]

    def below(self) -> Sequence[Record]:
        """In a tree, the records directly below this one."""
        return self.world.records_below(self.type.name, self.record.id)

    def public_below(self) -> Sequence[Record]:
        """Those of them that count for what is said of this one in public; of one that is not public, all that stand."""
        is_public = not reason_to_withhold(self.type, self.record, self.today)
        return [
            record
            for record in self.below()
            if not is_taken_back(self.type, record, self.today)
            and not (is_public and reason_to_withhold(self.type, record, self.today))
        ]

    def problem(
        self, message: Phrase, hint: Phrase | None = None, *, field: str = "", row: Row | None = None
    ) -> Finding:
        """A finding at a field of the record, or of one of its rows; the engine adds severity and basis."""
        source: Source = (row or self.record.row).source_of(field)
        return Finding(self.rule, source, message, hint, self.record.id, field)


@dataclass(frozen=True, slots=True)
class Whole:
    """All records of a type that a rule looks at together."""

    records: Sequence[Record]
    type: RecordType
    rule: Rule
    world: World

    @property
    def today(self) -> date:
        return self.world.today

    def texts(self, record: Record, field: str) -> tuple[str, ...]:
        """The values of a field as texts: none, one, or a list."""
        return texts_of(record.values.get(field))


def as_number(value: Value) -> Decimal | None:
    """A whole or decimal number, of a cell that shows it rounded the one that it holds; yes and no are none."""
    if isinstance(value, ShownNumber):
        return value.stored
    if isinstance(value, Decimal):
        return value if value.is_finite() else None
    return Decimal(value) if isinstance(value, int) and not isinstance(value, bool) else None


def is_empty(value: Value) -> bool:
    """Whether nothing stands there; 0 and no are something."""
    return value is None or value == "" or value == ()
