"""Rows of cells → rows of a type. The header is understood once a file; each row then costs little."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from generator.model import rules
from generator.model.condition import Value
from generator.model.finding import Finding
from generator.model.folding import canonical
from generator.model.record import OWN_LINE, Row, Source
from generator.model.wording import say
from generator.read.table.header import Header, understand_header
from generator.read.table.raw import HEADER_WITHIN, MOST_NAMES, RawCells
from generator.read.table.shape import Shape

_NOTHING: tuple[Value, ...] = ("", ())


class KeyedRow(NamedTuple):
    """A row and its key: its own id, or the id of the record above; empty if the cell is."""

    key: str
    row: Row


def keyed_rows(
    cells: Iterator[RawCells | Finding], home: Source, shape: Shape
) -> Iterator[KeyedRow | Finding]:
    """The rows of a table, whatever it was read from. Rows without a cell that holds anything are none."""
    leading = _leading(cells)
    yield from (item for item in leading if isinstance(item, Finding))
    rows = [item for item in leading if isinstance(item, RawCells)]
    if not rows:
        return
    if wide := _too_wide(rows, home):
        yield wide
        return
    header, rest = understand_header(rows, home, shape)
    yield from header.findings
    if header.key is not None:
        yield from _Body(header, header.key, shape).rows(itertools.chain(rest, cells))


def _too_wide(rows: list[RawCells], home: Source) -> Finding | None:
    """A table whose rows became columns: one finding, and none for each of them."""
    for row in rows:
        if sum(1 for cell in row.cells if cell.strip()) > MOST_NAMES:
            message = say("This table has more than {limit} columns.", limit=MOST_NAMES)
            hint = say("Each record is a row, and each field a column: turn the table.")
            return Finding(rules.TOO_MANY_NAMES, home.at(row.line, MOST_NAMES + 1), message, hint)
    return None


def _leading(cells: Iterator[RawCells | Finding]) -> list[RawCells | Finding]:
    """The first rows that hold anything, as many as the header is looked for in."""
    leading: list[RawCells | Finding] = []
    for item in cells:
        if isinstance(item, Finding) or item.flaws or any(map(str.strip, item.cells)):
            leading.append(item)
        if len(leading) == HEADER_WITHIN:
            break
    return leading


class _Body:
    """The rows under one header."""

    def __init__(self, header: Header, key: int, shape: Shape) -> None:
        self.header = header
        self.key = key
        self.read_key = shape.spellings.normalisers[shape.key.name]
        self.part_remarks = shape.spellings.part_remarks if shape.spellings.remarks else None
        self.places = {column.name: (OWN_LINE, column.place + 1) for column in header.columns}
        for name, remark in shape.spellings.remarks:
            if name in self.places:
                self.places.setdefault(remark, self.places[name])

    def rows(self, rows: Iterator[RawCells | Finding]) -> Iterator[KeyedRow | Finding]:
        for raw in rows:
            if isinstance(raw, Finding):
                yield raw
            elif raw.flaws or any(map(str.strip, raw.cells)):
                yield from self._row(raw)

    def _row(self, raw: RawCells) -> Iterator[KeyedRow | Finding]:
        cells, header = raw.cells, self.header
        sound = len(cells) == header.width
        if raw.doubtful and not (sound or raw.trouble):
            return
        key = id_text(self.read_key(cells[self.key])) if self.key < len(cells) else ""
        if not sound or header.unnamed or raw.trouble or raw.flaws:
            yield from (replace(finding, record=key) for finding in _faults(raw, header))
            cells = [*cells, *[""] * (header.width - len(cells))]
        if key or not raw.doubtful:
            yield KeyedRow(key, Row(self._values(cells), header.home.at(raw.line), self.places))

    def _values(self, cells: list[str]) -> dict[str, Value]:
        values: dict[str, Value] = {}
        for index, name, convert in self.header.columns:
            if text := cells[index]:
                value = convert(text)
                if value not in _NOTHING:
                    values[name] = value
        if self.part_remarks:
            for _ in self.part_remarks(values):
                pass
        return values


def _faults(raw: RawCells, header: Header) -> Iterator[Finding]:
    """What is wrong with the row as a whole; a cell under an empty header is named once a column."""
    filled = max((index for index, cell in enumerate(raw.cells, 1) if cell.strip()), default=0)
    fields = {column.place + 1: column.name for column in header.columns}
    yield from (replace(flaw, field=fields.get(flaw.source.column or 0, "")) for flaw in raw.flaws)
    if raw.trouble:
        yield raw.trouble
    elif len(raw.cells) < header.width or filled > max(header.width, len(header.row.cells)):
        yield _ragged(raw, max(filled, min(len(raw.cells), header.width)), header)
    else:
        yield from _nameless(raw, header)


def _nameless(raw: RawCells, header: Header) -> Iterator[Finding]:
    for index in sorted(header.unnamed):
        if index < len(raw.cells) and raw.cells[index].strip():
            header.unnamed.discard(index)
            yield _empty_header(index, raw, header)


def _ragged(raw: RawCells, count: int, header: Header) -> Finding:
    message = say(
        "The row has {count:cell|cells}, the header has {expected}.", count=count, expected=header.width
    )
    if raw.last_line > raw.line:
        hint = say("It runs to line {line}: is a quotation mark too many or missing?", line=raw.last_line)
    elif count > header.width:
        hint = say("A cell that holds the separator itself goes in double quotes.")
    else:
        hint = say("Add the missing separators; an empty cell needs one too.")
    wrong_from = min(count, header.width) + 1
    return Finding(rules.RAGGED_ROW, header.home.at(raw.line, wrong_from), message, hint)


def _empty_header(index: int, raw: RawCells, header: Header) -> Finding:
    message = say("This column has no name, but holds something on line {line}.", line=raw.line)
    hint = say("Write the field's name into the header, or empty the column.")
    return Finding(rules.EMPTY_HEADER, header.home.at(header.row.line, index + 1), message, hint)


def id_text(value: Value) -> str:
    """An id as records and references carry it: a text, whatever the field's type, in the form in which ids are compared.

    What the field itself says stays as it is typed.
    """
    return canonical(value) if isinstance(value, str) else "" if value in (None, ()) else str(value)
