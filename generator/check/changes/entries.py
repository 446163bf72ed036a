"""The correction entries of a record: which are new, and what of the record each names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from generator.check.changes.texts import as_text
from generator.model.declared.condition import day_of
from generator.model.declared.record_type import CORRECTIONS, RecordType
from generator.model.records.change import CorrectionEntry
from generator.model.records.record import Record, Row


def corrects(type: RecordType) -> bool:
    """Whether records of the type have the common corrections."""
    return CORRECTIONS in type.common


def entries_of(type: RecordType, record: Record) -> tuple[CorrectionEntry, ...]:
    """All correction entries of a record, in order."""
    rows = record.children.get(CORRECTIONS, ()) if corrects(type) else ()
    return tuple(_entry(type, row) for row in rows)


def new_entries(type: RecordType, old: Record, new: Record) -> tuple[CorrectionEntry, ...]:
    """The entries that ``old`` does not have, in order."""
    known = Counter(_said(row) for row in old.children.get(CORRECTIONS, ()))
    fresh = []
    for entry in entries_of(type, new):
        said = _said(entry.row)
        if known[said]:
            known[said] -= 1
        else:
            fresh.append(entry)
    return tuple(fresh)


def _said(row: Row) -> tuple[tuple[str, str], ...]:
    return tuple(sorted((name, as_text(value)) for name, value in row.values.items()))


def _entry(type: RecordType, row: Row) -> CorrectionEntry:
    named = as_text(row.values.get("field"))
    return CorrectionEntry(
        on=day_of(row.values.get("on")),
        kind=as_text(row.values.get("kind")),
        named=named,
        target=type.part_called(named),
        before=as_text(row.values.get("before")),
        after=as_text(row.values.get("after")),
        approver=as_text(row.values.get("approver")),
        row=row,
    )


def names(type: RecordType) -> Iterable[str]:
    """What an entry may name, as people call it."""
    yield from (field.label.base for field in type.fields)
    yield from (table.label.base for table in type.children)
