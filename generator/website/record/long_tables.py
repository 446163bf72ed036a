"""Child tables too long for the page of their record → pages of their own, what a script finds in them, and a CSV file.

Which tables these are follows from their rows alone. On the record's page stand the first rows and the way to all of them.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.disclose.disclosure import Entry
from generator.model.declared.condition import Value
from generator.model.declared.record_type import ChildShow, ChildTable, Show
from generator.website.views import Cell

ROWS_A_PAGE = 100
MOST_ROWS = 200
"""Rows of a table that stand on its record's page."""
MOST_BYTES = 120_000
"""About what all tables together may weigh on one page, which has a frame and other content besides: 300 KB is the limit."""
FIRST = 20
"""Rows of a long table that its record's page shows."""
MOST_FOUND = 50_000
"""A longer table has no file of its rows for scripts: its reader would wait too long for it."""
_A_CELL = 150
"""Bytes of markup around a value."""

Rows = Sequence[Mapping[str, Value]]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page of a long table: its number from 1, the place of its first row, and its rows."""

    number: int
    start: int
    rows: Rows


def long_tables(entry: Entry) -> tuple[ChildTable, ...]:
    """The child tables of an entry that have pages of their own: those with too many rows, and the heaviest until the others fit
    on the record's page. Corrections always stand there, since other pages lead to each of them.
    """
    if not any(entry.children.values()):
        return ()
    tables = [table for table in entry.type.children if _is_paged(table, entry.children.get(table.name, ()))]
    weights = {table.name: weight_of(entry.children.get(table.name, ())) for table in tables}
    long = {table.name for table in tables if len(entry.children.get(table.name, ())) > MOST_ROWS}
    left = sum(weight for name, weight in weights.items() if name not in long)
    for name in sorted(weights, key=lambda name: (-weights[name], name)):
        if left <= MOST_BYTES:
            break
        if name not in long and len(entry.children.get(name, ())) > 1:
            long.add(name)
            left -= weights[name]
    return tuple(table for table in tables if table.name in long)


def _is_paged(table: ChildTable, rows: Rows) -> bool:
    """Whether the table can have pages at all: any of its rows shows something."""
    shown = {field.name for field in table.fields if field.show is not Show.HIDDEN}
    return table.show is not ChildShow.CORRECTIONS and any(not shown.isdisjoint(row) for row in rows)


def weight_of(rows: Rows) -> int:
    """About how many bytes rows take on a page."""
    return sum(_weight(row) for row in rows)


def _weight(row: Mapping[str, Value]) -> int:
    return sum(_A_CELL + _bytes(value) for value in row.values())


def _bytes(value: Value) -> int:
    if isinstance(value, str):
        return len(value) if value.isascii() else 3 * len(value)
    return 3 * sum(map(len, value)) if isinstance(value, tuple) else 0


def first_rows(rows: Rows) -> Rows:
    """The rows of a long table that its record's page shows."""
    kept, weight = 0, 0
    for row in rows[:FIRST]:
        weight += _weight(row)
        if kept and weight > MOST_BYTES // 4:
            break
        kept += 1
    return rows[:kept]


def sheets(rows: Rows) -> Iterator[Sheet]:
    """The pages of a long table: so many rows to each, fewer where they are heavy."""
    start, weight, number = 0, 0, 1
    for place, row in enumerate(rows):
        own = _weight(row)
        if place > start and (place - start == ROWS_A_PAGE or weight + own > MOST_BYTES):
            yield Sheet(number, start, rows[start:place])
            start, weight, number = place, 0, number + 1
        weight += own
    yield Sheet(number, start, rows[start:])


def rows_file(rows: Sequence[Sequence[Cell]], pages: Sequence[Sheet]) -> bytes:
    """UTF-8 JSON: ``starts``, the place of the first row of each page, and ``rows``, of each the texts of its cells; a text that
    leads somewhere stands in a list with its address.
    """
    content = {
        "starts": [sheet.start for sheet in pages],
        "rows": [[_found(cell) for cell in row] for row in rows],
    }
    return (json.dumps(content, ensure_ascii=False, separators=(",", ":")) + "\n").encode("utf-8")


def _found(cell: Cell) -> str | list[str]:
    if cell.kind == "link" and len(cell.links) == 1:
        return [cell.links[0].title, cell.links[0].href]
    return cell.text
