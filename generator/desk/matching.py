"""Which drafts of an office's file are records that are there already, and what the file says otherwise of these."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from generator.check.changes.row_matching import match
from generator.check.changes.texts import is_empty, same
from generator.desk.drafts import Draft
from generator.desk.edits import Amendment
from generator.model.condition import Value, day_of, reference_ids
from generator.model.folding import fold
from generator.model.public_life import FORMER_IDS
from generator.model.record import Record, Register, Row
from generator.model.record_type import RecordType
from generator.read.table.tables import id_text

_LONG = 12
"""Characters of a text that no two records share by chance."""
_HALF = 0.5
"""Of a file's rows, so many that stand in a record already make it that record's file."""


def record_of(draft: Draft, register: Register, type: RecordType) -> list[Record]:
    """The records that a draft may be: the one of its id, else those of its title that agree with all else it says.

    A notice of another period is another one, even under the same title, unless it lists the same people.
    """
    records = register.records[type.name]
    if id := id_text(draft.values.get(type.id_field)):
        return [each for each in records if id in (each.id, *reference_ids(each.values.get(FORMER_IDS)))]
    title = draft.values.get(type.title_field)
    alike = [each for each in records if title and fold(str(title)) == fold(_title(each, type))]
    agreeing = [each for each in alike if _agree(draft, each, type)]
    if len(agreeing) > 1:
        return _closest(draft, agreeing)
    if not agreeing:
        agreeing = [each for each in records if each not in alike and _tells_the_same(draft, each, type)]
    day = draft.values.get(type.date_field or "")
    same_people = (
        each
        for each in records
        if _lists_same(draft, each)
        and (each in alike or (day and each.values.get(type.date_field or "") == day))
    )
    return agreeing or list(same_people)[:1]


def _title(record: Record, type: RecordType) -> str:
    return str(record.values.get(type.title_field) or "")


def _agree(draft: Draft, record: Record, type: RecordType) -> bool:
    """Whether the draft says nothing of the day on which the record is, or the same."""
    day = draft.values.get(type.date_field or "")
    return is_empty(day) or same(day, record.values.get(type.date_field or ""))


def _tells_the_same(draft: Draft, record: Record, type: RecordType) -> bool:
    """Whether a long text of both is the same, and all days are: the title alone was another."""
    long = any(
        isinstance(value, str) and len(value) >= _LONG and same(value, record.values.get(name))
        for name, value in draft.values.items()
        if name != type.title_field and name not in draft.given and name not in draft.beside
    )
    days = [
        (value, record.values.get(name)) for name, value in draft.values.items() if isinstance(value, date)
    ]
    return long and all(same(*pair) for pair in days if not is_empty(pair[1]))


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
