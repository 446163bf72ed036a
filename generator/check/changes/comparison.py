"""Two registers → every record that is not to the public what it was, as both would show on one day.

One day for both: what passing time alone makes of a record is no change. A record that stood in the earlier
revision for a day to come counts as public once that day is there, since the site publishes it by itself.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from generator.check.changes.entries import new_entries
from generator.check.changes.narrowing import filled, narrowed
from generator.check.changes.parts import changes_of
from generator.check.changes.public import Key, PublicRegister, former_ids, public_register
from generator.model.declared.record_type import RecordType
from generator.model.records.change import Baseline, Comparison, Difference
from generator.model.records.derived import is_derived
from generator.model.records.record import Record, Register

NO_SCHEMAS: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Pair:
    """Both revisions as the public sees them, and which attachments have other bytes."""

    old: PublicRegister
    new: PublicRegister
    files: frozenset[str] = frozenset()
    renamed: Mapping[Key, Record] = field(default_factory=dict)
    """By type and former id: the record that had it. One that was public before under its own id swallows no other."""


def compare(
    old: Register,
    new: Register,
    as_of: date,
    since: Baseline,
    *,
    unread: int = 0,
    schemas: Mapping[str, str] = NO_SCHEMAS,
) -> Comparison:
    """Everything that differs between ``old``, which is the revision ``since``, and ``new``, whose ``schemas`` have digests."""
    before, after = public_register(old, as_of), public_register(new, as_of)
    renamed = {
        (key[0], id): record
        for key, record in after.records.items()
        if key not in before.records
        for id in former_ids(record)
    }
    pair = Pair(before, after, since.changed_attachments, renamed)
    return Comparison(
        since.name,
        since.day,
        old,
        new,
        (*_kept_or_gone(pair), *_added(pair)),
        unread,
        _dropped(pair),
        narrowed(before, after),
        since.day_of,
        since.commit,
        since.live,
        schemas,
    )


def _kept_or_gone(pair: Pair) -> Iterator[Difference]:
    for key, record in pair.old.records.items():
        successor = pair.new.records.get(key) or pair.renamed.get(key)
        type = pair.new.type(record.type) or pair.old.register.types[record.type]
        if successor is None:
            yield Difference(type, record, None, withheld=pair.new.withheld.get(key, ""))
        elif difference := _changed(pair, type, record, successor):
            yield difference


def _changed(pair: Pair, type: RecordType, old: Record, new: Record) -> Difference | None:
    is_same = old.id == new.id and old.values == new.values and not pair.files and _same_rows(old, new)
    if is_same and not (type.derived and _computed(old) != _computed(new)):
        return None
    changes = tuple(changes_of(pair.old, pair.new, old, new, pair.files))
    entries = new_entries(type, old, new)
    kept = {new.id, *former_ids(new)}
    lost = tuple(id for id in former_ids(old) if id not in kept)
    found = Difference(type, old, new, changes, entries, lost=lost)
    return found if changes or entries or lost or found.renamed else None


def _computed(record: Record) -> list[tuple[int, str]]:
    """Which of its values nobody typed: to a reader that is a difference, if only one of the mark."""
    rows = (record.row, *(row for rows in record.children.values() for row in rows))
    return [
        (place, name) for place, row in enumerate(rows) for name in row.values if is_derived(row.values[name])
    ]


def _same_rows(old: Record, new: Record) -> bool:
    """Whether no row of any child table differs: the quick way past records that nobody touched."""
    if old.children.keys() != new.children.keys():
        return False
    return all(
        [row.values for row in rows] == [row.values for row in new.children[table]]
        for table, rows in old.children.items()
    )


def _added(pair: Pair) -> Iterator[Difference]:
    for key, record in pair.new.records.items():
        known = (key, *((record.type, id) for id in former_ids(record)))
        if not any(name in pair.old.records for name in known):
            yield Difference(pair.new.register.types[record.type], None, record)


def _dropped(pair: Pair) -> Mapping[Key, int]:
    """Fields, tables and columns that a schema no longer has, with the number of public records that filled them in."""
    counts: Counter[Key] = Counter()
    for record in pair.old.records.values():
        old, new = pair.old.register.types[record.type], pair.new.type(record.type)
        if new is not None and (new.fields, new.children) != (old.fields, old.children):
            gone = set(filled(old, record)) - set(_declared(new)) - old.mutable
            counts.update((record.type, name) for name in gone)
    return counts


def _declared(type: RecordType) -> Iterator[str]:
    yield from (field.name for field in type.fields)
    for table in type.children:
        yield table.name
        yield from (f"{table.name}.{field.name}" for field in table.fields)
