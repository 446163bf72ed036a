"""One record in two revisions → what of it changed: fields, rows and cells of its child tables, files that it names."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from generator.check.changes.public import PublicRegister, told_fields, told_tables
from generator.check.changes.row_matching import match
from generator.check.changes.texts import as_text, is_empty, same
from generator.check.personal.allowance import Allowance
from generator.check.personal.detection import personal_values
from generator.model.declared.condition import Value, reference_ids
from generator.model.declared.record_type import CORRECTIONS, ChildTable, Field, RecordType, Show
from generator.model.declared.site import Country
from generator.model.records.change import Change, ChangeKind, is_personal
from generator.model.records.derived import is_derived
from generator.model.records.record import Record, Row


def changes_of(
    before: PublicRegister, after: PublicRegister, old: Record, new: Record, files: frozenset[str]
) -> Iterator[Change]:
    """Every part that both schemas have and that says something else; what may change is as the earlier schema says."""
    was, now = before.register.types[old.type], after.register.types[new.type]
    known = {field.name for field in told_fields(was)}
    for field in told_fields(now):
        values = old.values.get(field.name), new.values.get(field.name)
        if field.name in known:
            yield from _values(before, after, (was, now), field, values, files)
    tables = {table.name: table for table in was.children}
    for name in told_tables(now):
        if name in tables:
            yield from _rows(before, after, (was, now), now.child(name), old, new, files)
    yield from _rewritten(now, old, new)


Types = tuple[RecordType, RecordType]
"""The type as the earlier and as the later revision declares it."""


def _values(
    before: PublicRegister,
    after: PublicRegister,
    types: Types,
    field: Field,
    values: tuple[Value, Value],
    files: frozenset[str],
    table: ChildTable | None = None,
    row: Row | None = None,
) -> Iterator[Change]:
    """What became of one value: another one, or another file of the same name."""
    place = table.name if table else ""
    name = f"{place}.{field.name}" if place else field.name
    old, new = values
    if is_derived(new) or is_derived(old):
        follows = all(value is None or is_derived(value) for value in values)
        if follows or same(old, new):
            # Nobody typed it, and what it follows from is accounted for by itself.
            if is_derived(old) is not is_derived(new) or not same(old, new):
                yield Change(ChangeKind.COMPUTED, field, table, old, new, row, allowed=True)
            return
    allowed = name in types[0].mutable or (name in types[0].fillable and is_empty(old))
    if not same(old, new):
        old = before.value(types[0], place, field, old)
        new = after.value(types[1], place, field, new)
    if not same(old, new):
        confidential = was_personal(types[0], place, field.name) or takes_out_personal(
            after.allowed, after.countries, old, new
        )
        yield Change(ChangeKind.VALUE, field, table, old, new, row, allowed, confidential)
    elif field.show is Show.ATTACHMENT and files.intersection(reference_ids(new)):
        yield Change(ChangeKind.FILE, field, table, old, new, row, allowed)


def _rows(
    before: PublicRegister,
    after: PublicRegister,
    types: Types,
    table: ChildTable,
    old: Record,
    new: Record,
    files: frozenset[str],
) -> Iterator[Change]:
    earlier = {field.name for field in types[0].child(table.name).fields}
    fields = [field for field in table.fields if field.name in earlier]
    names = [field.name for field in fields]
    mutable, later_on = types[0].mutable, types[0].mutable | types[0].fillable
    free = frozenset(name for name in names if f"{table.name}.{name}" in later_on)
    rows = match(old.children.get(table.name, ()), new.children.get(table.name, ()), names, free)
    for row, later in rows.pairs:
        for field in fields:
            values = row.values.get(field.name), later.values.get(field.name)
            yield from _values(before, after, types, field, values, files, table, later)
    confidential = any(map(is_personal, types[0].child(table.name).fields))
    for row in rows.added:
        yield Change(
            ChangeKind.ROW_ADDED,
            table=table,
            row=row,
            allowed=table.name in mutable,
            confidential=confidential,
        )
    for row in rows.removed:
        told = confidential or any(
            takes_out_personal(after.allowed, after.countries, cell, None) for cell in row.values.values()
        )
        yield Change(ChangeKind.ROW_REMOVED, table=table, row=row, confidential=told)


def _rewritten(type: RecordType, old: Record, new: Record) -> Iterator[Change]:
    """Correction entries that were public and are gone or say something else: those are never rewritten either."""
    before, after = (type.common_rows(CORRECTIONS, record.children) for record in (old, new))
    if not before:
        return
    table = type.child(CORRECTIONS)
    names = [field.name for field in table.fields]
    rows = match(before, after, names, frozenset())
    kept = {id(row): later for row, later in rows.pairs}
    for row in before:
        later = kept.get(id(row))
        if later is None or any(not same(row.values.get(name), later.values.get(name)) for name in names):
            yield Change(ChangeKind.ROW_REMOVED, table=table, row=row)


def was_personal(type: RecordType, table: str, name: str) -> bool:
    """Whether the schema of the earlier revision says so; what the later one says is asked of the field itself."""
    return any(
        place == table and field.name == name and is_personal(field) for place, field in type.all_fields()
    )


def takes_out_personal(
    allowed: Iterable[Allowance], countries: Collection[Country], old: Value, new: Value
) -> bool:
    """Whether a personal value that stood there, and that nothing allows, stands there no more."""
    before, after = as_text(old), as_text(new)
    kept = {(sighting.kind, sighting.value) for sighting in personal_values(after, countries)}
    return any(
        sighting.certain
        and (sighting.kind, sighting.value) not in kept
        and not any(allowance.covers(sighting) for allowance in allowed)
        for sighting in personal_values(before, countries)
    )
