"""Typed values that the rules would work out follow what they rest on: the number of people, the progress of a parent."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from generator.check.changes.texts import is_empty, same
from generator.check.rules.case import as_number
from generator.check.rules.derivation import Derived, with_derived
from generator.check.rules.engine import bound_rules
from generator.desk.importing.proposals import as_typed
from generator.desk.record_files.edits import Amendment
from generator.model.declared.condition import Value
from generator.model.declared.record_type import RecordType
from generator.model.records.record import Record, Register, Row

_NEAR = Decimal("0.5")
"""By how much a typed number may differ from what is worked out and still be meant as that."""


def computable(type: RecordType, register: Register) -> tuple[str, ...]:
    """The fields of a record that a rule of the type can work out."""
    names = (
        str(rule.arguments.get(rule.definition.computes.of) or "")
        for rule in bound_rules(type, register.types)
        if rule.definition.computes and not rule.definition.computes.by_row
    )
    return tuple(dict.fromkeys(filter(None, names)))


def let_follow(
    amendments: Sequence[Amendment], register: Register, type: RecordType, today: date
) -> list[Amendment]:
    """The amendments, with what follows from them, in these records or others of the type; what was typed otherwise stays."""
    names = computable(type, register)
    if not names or not any(amendments):
        return list(amendments)
    found = {amendment.record.id: amendment for amendment in amendments}
    declared = replace(type, derived=names)
    whole = replace(register, types={**register.types, type.name: declared})
    records = register.records[type.name]
    following = _following(records, names, Derived(with_derived(whole, today), today))
    now = [amended(each, found[each.id]) if each.id in found else each for each in records]
    before, after = (
        with_derived(_without(whole, type, some, following), today).records[type.name]
        for some in (records, now)
    )
    for record, old, new in zip(records, before, after, strict=True):
        own = found.get(record.id)
        for name in following.get(record.id, ()):
            if not (own and name in own.values) and not same(old.values.get(name), new.values.get(name)):
                found.setdefault(record.id, Amendment(record)).values[name] = as_typed(new.values.get(name))
    return list(found.values())


def _following(records: Sequence[Record], names: Sequence[str], derived: Derived) -> dict[str, list[str]]:
    """By id: the typed values that are what would be worked out of all the others."""
    following: dict[str, list[str]] = {}
    for record in records:
        typed = [name for name in names if not is_empty(record.values.get(name))]
        filled = derived.record(_bare(record, typed), lambda *_: True) if typed else record
        meant = [name for name in typed if _meant(record.values.get(name), filled.values.get(name))]
        if meant:
            following[record.id] = meant
    return following


def _meant(typed: Value, worked_out: Value) -> bool:
    number, right = as_number(typed), as_number(worked_out)
    if number is not None and right is not None:
        return abs(number - right) <= _NEAR
    return not is_empty(worked_out) and same(typed, worked_out)


def _without(
    register: Register, type: RecordType, records: Sequence[Record], following: Mapping[str, Sequence[str]]
) -> Register:
    """The register with these records of the type, as if nobody had typed what follows."""
    bare = tuple(_bare(each, following.get(each.id, ())) for each in records)
    return replace(register, records={**register.records, type.name: bare})


def _bare(record: Record, names: Collection[str]) -> Record:
    values = {name: value for name, value in record.values.items() if name not in names}
    return replace(record, row=replace(record.row, values=values)) if names else record


def amended(record: Record, amendment: Amendment) -> Record:
    """The record as it is to be."""
    gone = {id(row) for _, row in amendment.removed}
    cells = {id(row): values for _, row, values in amendment.cells}
    rows: dict[str, list[Row]] = {
        table: [
            replace(row, values={**row.values, **cells.get(id(row), {})})
            for row in kept
            if id(row) not in gone
        ]
        for table, kept in record.children.items()
    }
    for table, values in amendment.added:
        rows.setdefault(table, []).append(Row(values, record.source))
    row = replace(record.row, values={**record.values, **amendment.values})
    return replace(record, row=row, children={table: tuple(kept) for table, kept in rows.items()})
