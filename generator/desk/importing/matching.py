"""Which drafts of an office's file are records that are there already, and what the file says otherwise of these."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.check.changes.row_matching import match
from generator.check.changes.texts import is_empty, same
from generator.desk.importing.drafts import Draft
from generator.desk.record_files.edits import Amendment
from generator.model.declared.condition import Value, day_of, reference_ids
from generator.model.declared.record_type import RecordType, Show
from generator.model.records.public_life import FORMER_IDS
from generator.model.records.record import Record, Register, Row
from generator.model.text.folding import fold
from generator.read.table.tables import id_text

_LONG = 12
"""Characters of a text that no two records share by chance."""
_TIMES = frozenset({"date", "datetime", "year", "yearmonth"})
_HALF = 0.5
"""Of a file's rows, so many that stand in a record already make it that record's file."""


@dataclass(frozen=True, slots=True)
class Match:
    """The records that a draft is (one, or several that nothing tells apart), and those that it may be, if it is none."""

    certain: Sequence[Record] = ()
    doubtful: Sequence[Record] = ()


def record_of(draft: Draft, register: Register, type: RecordType) -> Match:
    """The record of a draft's id, else of its title, if no day speaks against it; without a title, of its text.

    A notice of another period is another one, even under the same title: if it lists the same people, only a person knows.
    """
    records = register.records[type.name]
    if id := id_text(draft.values.get(type.id_field)):
        return Match(
            [each for each in records if id in (each.id, *reference_ids(each.values.get(FORMER_IDS)))]
        )
    title = draft.values.get(type.title_field)
    if title:
        alike = [each for each in records if fold(str(title)) == fold(_title(each, type))]
    else:
        alike = [each for each in records if _tells_the_same(draft, each, type)]
    agreeing = [each for each in alike if _agree(draft, each, type)]
    if agreeing:
        return Match(_closest(draft, agreeing) if len(agreeing) > 1 else agreeing)
    listing = [each for each in records if not draft.adds_rows and _lists_same(draft, each)]
    day = draft.values.get(type.date_field or "")
    same_day = [each for each in listing if day and same(day, each.values.get(type.date_field or ""))]
    if same_day:
        return Match(same_day[:1])
    return Match((), [each for each in alike if each in listing or not title])


def lacking(draft: Draft, type: RecordType) -> list[str]:
    """What a record of the type must say, and the draft does not; an id and a title can be proposed."""
    proposed = (type.id_field, type.title_field)
    return [
        each.name
        for each in type.fields
        if each.required and each.name not in proposed and draft.is_empty(each.name)
    ]


def _title(record: Record, type: RecordType) -> str:
    return str(record.values.get(type.title_field) or "")


def _agree(draft: Draft, record: Record, type: RecordType) -> bool:
    """Whether no day and no year of the draft is another than the record's; rows about a record say less than it does."""
    free = type.mutable | type.fillable
    about_it = draft.adds_rows and bool(lacking(draft, type))
    names = (
        [type.date_field or ""] if about_it else [each.name for each in type.fields if each.type in _TIMES]
    )
    pairs = [(draft.values.get(name), record.values.get(name)) for name in names if name not in free]
    return all(same(mine, its) for mine, its in pairs if not is_empty(mine) and not is_empty(its))


def _tells_the_same(draft: Draft, record: Record, type: RecordType) -> bool:
    """Whether the text that stands under the titles of the type is the same in both, and long enough to be no accident."""
    names = [each.name for each in type.fields if each.show is Show.LEDE and each.required]
    texts = [(draft.values.get(name), record.values.get(name)) for name in names]
    return any(isinstance(text, str) and len(text) >= _LONG and same(text, its) for text, its in texts)


def _closest(draft: Draft, records: Sequence[Record]) -> list[Record]:
    """Of several the ones that share most of what the draft says."""

    def shared(record: Record) -> int:
        return sum(same(record.values.get(name), value) for name, value in draft.values.items())

    most = max(map(shared, records))
    return [record for record in records if shared(record) == most]


def _lists_same(draft: Draft, record: Record) -> bool:
    """Whether at least half of the draft's rows stand in the record as they are."""
    rows = [(table, row) for table, rows in draft.children.items() for row in rows]
    found = [
        any(
            all(same(other.values.get(name), value) for name, value in row.values.items())
            for other in record.children.get(table, ())
        )
        for table, row in rows
    ]
    return bool(rows) and sum(found) >= _HALF * len(rows)


def amendment_of(draft: Draft, record: Record, type: RecordType) -> tuple[Amendment, list[str]]:
    """What the file says otherwise of a record; and the fields that are not taken over, since rows about a record do not
    say what it is.
    """
    made, passed = Amendment(record), []
    allowed = type.mutable | type.fillable
    for name, value in draft.values.items():
        if name == type.id_field or is_empty(value) or same(record.values.get(name), value):
            continue
        if draft.about_others and name not in draft.given and name not in allowed:
            passed += [name] if name != type.title_field else []
        else:
            made.values[name] = value
    for table, rows in draft.children.items():
        _rows(made, table, record.children.get(table, ()), rows, adds=draft.adds_rows)
    return made, passed


def _rows(made: Amendment, table: str, old: Sequence[Row], new: Sequence[Row], *, adds: bool) -> None:
    """Rows matched as the comparison of a push matches them; only the columns of the file count."""
    columns = list(dict.fromkeys(name for row in new for name in row.values))
    found = match(old, [_within(row, columns) for row in new], columns, frozenset())
    if adds:
        taken = [
            (row, later) for row, later in found.pairs if _says_the_same(row, later) or _same_day(row, later)
        ]
        came = [later for row, later in found.pairs if (row, later) not in taken]
    else:
        taken, came = list(found.pairs), []
        made.removed += [(table, row) for row in found.removed]
    for row, later in taken:
        cells = dict(_otherwise(row, later))
        if cells:
            made.cells.append((table, row, cells))
    made.added += [(table, later.values) for later in (*came, *found.added)]


def _within(row: Row, columns: Sequence[str]) -> Row:
    return Row({name: row.values[name] for name in columns if name in row.values}, row.source, row.places)


def _otherwise(row: Row, later: Row) -> Iterator[tuple[str, Value]]:
    for name, value in later.values.items():
        if not is_empty(value) and not same(row.values.get(name), value):
            yield name, value


def _says_the_same(row: Row, later: Row) -> bool:
    return not any(_otherwise(row, later))


def _same_day(row: Row, later: Row) -> bool:
    """Whether both are of one day: what was registered for a day once is corrected, and not registered again."""
    days = [(day_of(row.values.get(name)), day_of(value)) for name, value in later.values.items()]
    dated = [(before, after) for before, after in days if after]
    return bool(dated) and all(before == after for before, after in dated)
