"""Rows of cells → rows of a type. The header is understood once a file; each row then costs little."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from generator.model.declared.condition import Value
from generator.model.declared.severity import Severity
from generator.model.findings import rules
from generator.model.findings.finding import Finding
from generator.model.records.record import OWN_LINE, Row, Source
from generator.model.records.shown_number import ShownNumber
from generator.model.text.folding import canonical
from generator.model.text.wording import say
from generator.read.table.cell_text import CellText, Month
from generator.read.table.header import Header, judge_counting, understand_header
from generator.read.table.notes import explains_columns, is_counting, is_note, may_be_note
from generator.read.table.raw import HEADER_WITHIN, MOST_NAMES, RawCells
from generator.read.table.shape import Shape

LONGEST_DAY = len("2026年12月31日")
MOST_LISTED = 5
"""Rows and ranges that one message names."""
_NOTHING: tuple[Value, ...] = ("", ())
_MONTHS = "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec"
_DAY_OF_A_SPREADSHEET = re.compile(
    rf"(?:{_MONTHS})-[0-9]{{2}}|[0-9]{{1,2}}-(?:{_MONTHS})(?:-[0-9]{{2,4}})?|[0-9]{{1,2}}月[0-9]{{1,2}}日|[0-9]{{4}}/[0-9]{{1,2}}/[0-9]{{1,2}}|[一二三四五六七八九十]{{1,2}}月-[0-9]{{2}}",
    re.IGNORECASE,
)
"""What Excel and WPS show when 3-26, 26-3 or 2026-3-26 is typed into a cell that is not formatted as text."""


class KeyedRow(NamedTuple):
    """A row and its key: its own id, or the id of the record above; empty if the cell is."""

    key: str
    row: Row


@dataclass(frozen=True, slots=True)
class OpenTable:
    """A table whose header is understood; ``title`` are the rows above it."""

    header: Header
    title: tuple[RawCells, ...]
    notes: Beside
    body: Iterator[RawCells | Finding]
    """The rows that are rows, and findings; ``notes`` is complete once it is read through."""


def open_table(cells: Iterator[RawCells | Finding], home: Source, shape: Shape) -> OpenTable | list[Finding]:
    """The table whose rows these are; if it is none, what is wrong with it."""
    leading = _leading(cells, HEADER_WITHIN)
    findings = [item for item in leading if isinstance(item, Finding)]
    rows = [item for item in leading if isinstance(item, RawCells)]
    if not rows:
        return findings
    if wide := _too_wide(rows, home):
        return [*findings, wide]
    header, rest = understand_header(rows, home, shape)
    header.findings[:0] = findings
    notes = Beside(header, shape)
    title = tuple(row for row in rows if row.line < header.row.line)
    return OpenTable(header, title, notes, notes.without(itertools.chain(rest, cells)))


def keyed_rows(
    cells: Iterator[RawCells | Finding], home: Source, shape: Shape
) -> Iterator[KeyedRow | Finding]:
    """The rows of a table, whatever it was read from. Rows without a cell that holds anything are none."""
    table = open_table(cells, home, shape)
    if isinstance(table, list):
        yield from table
        return
    header = table.header
    yield from header.findings
    if header.key is not None:
        yield from _Body(header, header.key, shape).rows(table.body)
    else:
        yield from (item for item in table.body if isinstance(item, Finding))
    yield from table.notes.findings()


class Beside:
    """What stands among the rows under a header and is none of them: sums, notes, the header once more; and what is merged
    there.
    """

    def __init__(self, header: Header, shape: Shape) -> None:
        self.header, self.shape = header, shape
        self.width = header.width - len(header.unnamed)
        self.notes: list[RawCells] = []
        self.repeated: list[int] = []
        """The lines on which the header stands once more."""
        self.explaining: int | None = None
        """The line directly under the header, if it explains the columns."""
        self.counted: dict[int, list[str]] = {index: [] for index in header.may_count}
        """What the rows say in columns that may count them."""
        self.merges = list(header.merges)

    def without(self, rows: Iterator[RawCells | Finding]) -> Iterator[RawCells | Finding]:
        """The rows that are rows."""
        key = self.header.key
        for row in itertools.chain(self._first_rows(rows), rows):
            if isinstance(row, RawCells):
                text = row.cells[key] if key is not None and key < len(row.cells) else ""
                if may_be_note(text) and not row.trouble and is_note(row, self.width, key):
                    self.notes.append(row)
                    continue
                if self.header.is_repeated_by(row.cells, self.shape):
                    self.repeated.append(row.line)
                    continue
                for index, said in self.counted.items():
                    said.append(row.cells[index] if index < len(row.cells) else "")
                if row.merges:
                    self.merges.extend((row.line, merge) for merge in row.merges)
            yield row

    def _first_rows(self, rows: Iterator[RawCells | Finding]) -> list[RawCells | Finding]:
        """The first two, without the one that explains the columns."""
        leading = _leading(rows, 2)
        first, below = (*(row for row in leading if isinstance(row, RawCells)), None, None)[:2]
        if first and not first.trouble and explains_columns(first, below, self.width, self.header.key):
            self.explaining = first.line
            leading.remove(first)
        return leading

    def findings(self) -> Iterator[Finding]:
        """One for the rows that are none, one for each other thing that stands there or is merged."""
        for index, said in self.counted.items():
            yield from judge_counting(self.header, index, said, self.shape)
        if self.explaining:
            yield self._no_record()
        if self.notes:
            yield self._no_rows()
        if self.repeated:
            yield self._second_header()
        if self.merges:
            yield self._merged()

    def _no_rows(self) -> Finding:
        first = self.notes[0]
        message = say("This row is a sum or a note, and no row of the table.")
        if len(self.notes) > 1:
            lines = ", ".join(str(row.line) for row in self.notes[:MOST_LISTED])
            more = "…" if len(self.notes) > MOST_LISTED else ""
            message = say("The rows {lines} are sums or notes, and no rows of the table.", lines=lines + more)
        hint = say(
            "Take it out of the table; what is to be published of it belongs into a field of a record."
        )
        return Finding(rules.NOT_A_ROW, self.header.home.at(first.line), message, hint)

    def counting(self) -> set[int]:
        """The columns that count the rows."""
        return {index for index, said in self.counted.items() if is_counting(said)}

    def _no_record(self) -> Finding:
        message = say("This row counts or explains the columns, and is no row of the table.")
        hint = say("Take it out; if it is one all the same, put it below another row.")
        return Finding(rules.NOT_A_ROW, self.header.home.at(self.explaining), message, hint)

    def _second_header(self) -> Finding:
        message = say("The header stands here a second time.")
        if len(self.repeated) > 1:
            lines = ", ".join(map(str, self.repeated[:MOST_LISTED]))
            more = "…" if len(self.repeated) > MOST_LISTED else ""
            message = say("The header stands once more on the lines {lines}.", lines=lines + more)
        hint = say("Keep the header above all rows, and delete it where it stands again.")
        return Finding(rules.TITLE_ROW, self.header.home.at(self.repeated[0]), message, hint)

    def _merged(self) -> Finding:
        line, merge = self.merges[0]
        message = say(
            "The cells {range} are merged: only the first of them holds anything.", range=merge.range
        )
        if len(self.merges) > 1:
            ranges = ", ".join(merge.range for _, merge in self.merges[:MOST_LISTED])
            ranges += "…" if len(self.merges) > MOST_LISTED else ""
            message = say(
                "Cells are merged, and only the first of each holds anything: {ranges}.", ranges=ranges
            )
        hint = say("Undo the merge and write into each cell what holds for its row.")
        return Finding(rules.MERGED_CELLS, self.header.home.at(line, merge.column), message, hint)


def _too_wide(rows: list[RawCells], home: Source) -> Finding | None:
    """A table whose rows became columns: one finding, and none for each of them."""
    for row in rows:
        if sum(1 for cell in row.cells if cell.strip()) > MOST_NAMES:
            message = say("This table has more than {limit} columns.", limit=MOST_NAMES)
            hint = say("Each record is a row, and each field a column: turn the table.")
            return Finding(rules.TOO_MANY_NAMES, home.at(row.line, MOST_NAMES + 1), message, hint)
    return None


def _leading(cells: Iterator[RawCells | Finding], most: int) -> list[RawCells | Finding]:
    """The first rows that hold anything, and the findings among them."""
    leading: list[RawCells | Finding] = []
    rows = 0
    for item in cells:
        if isinstance(item, Finding) or item.flaws or any(map(str.strip, item.cells)):
            leading.append(item)
            rows += isinstance(item, RawCells)
        if rows == most:
            break
    return leading


class _Body:
    """The rows under one header."""

    def __init__(self, header: Header, key: int, shape: Shape) -> None:
        self.header = header
        self.key = key
        self.key_is_text = shape.key.type == "string"
        self.header_key_name = shape.key.name
        self.is_workbook = bool(header.home.sheet)
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
            yield from (replace(finding, record=key) for finding in row_faults(raw, header))
            cells = [*cells, *[""] * (header.width - len(cells))]
        if key or not raw.doubtful:
            row = Row(self._values(cells), header.home.at(raw.line), self.places)
            if self.is_workbook:
                yield from shown_otherwise(row, key)
            if self.key_is_text and _may_be_day(key) and (became := self._became_day(cells[self.key], raw)):
                yield replace(became, record=key)
            yield KeyedRow(key, row)

    def _became_day(self, text: str, raw: RawCells) -> Finding | None:
        """An id of texts that reads as a spreadsheet writes a day for 3-26."""
        is_day = type(text) is CellText and isinstance(text.held, date | Month)
        if not is_day and not _DAY_OF_A_SPREADSHEET.fullmatch(text.strip()):
            return None
        message = say(
            "The id '{id}' is what a spreadsheet makes of an id that looks like a day.", id=text.strip()
        )
        hint = say("If it was typed otherwise, format the column as text and type it again; else leave it.")
        place = self.header.home.at(raw.line, self.key + 1)
        field = self.header_key_name
        return Finding(rules.ID_BECAME_DAY, place, message, hint, field=field, severity=Severity.WARNING)

    def _values(self, cells: list[str]) -> dict[str, Value]:
        values: dict[str, Value] = {}
        for index, name, convert in self.header.columns:
            if (text := cells[index]) or type(text) is CellText:
                value = convert(text)
                if value not in _NOTHING:
                    values[name] = value
        if self.part_remarks:
            for _ in self.part_remarks(values):
                pass
        return values


def _may_be_day(key: str) -> bool:
    """Whether an id is worth a closer look."""
    return 0 < len(key) <= LONGEST_DAY and ("-" in key or "月" in key or "/" in key)


def shown_otherwise(row: Row, key: str) -> Iterator[Finding]:
    """Numbers of the row whose cells show others than they hold."""
    for name, number in row.values.items():
        if type(number) is ShownNumber and not number.is_rounded:
            message = say(
                "The cell shows {shown}, but holds {stored}: pages would show the one, and rules compute with the other.",
                shown=f"{number:f}",
                stored=f"{number.stored:f}",
            )
            hint = say("Type the number as it is to be published, in a cell of the format General.")
            yield Finding(rules.SHOWN_OTHERWISE, row.source_of(name), message, hint, key, name)


def row_faults(raw: RawCells, header: Header) -> Iterator[Finding]:
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
