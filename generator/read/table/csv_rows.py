"""CSV text → rows of cells with true file lines. Quotes that go wrong are named where they open."""

from __future__ import annotations

import csv
import io
import itertools
import re
from collections.abc import Iterator

from generator.model.declared.severity import Severity
from generator.model.findings import rules
from generator.model.findings.finding import Finding
from generator.model.records.record import Source
from generator.model.text.wording import say
from generator.read.table.raw import HEADER_WITHIN, LINE_END, RawCells
from generator.read.table.spellings import Spellings
from generator.read.table.spreadsheet_texts import as_typed, flaw_of, is_worth_a_look

DELIMITERS = (",", ";", "\t")
LARGEST_CELL = 1_000_000_000
"""Characters; more than any file may hold, since the size of the file is what is limited."""
MOST_BROKEN_ROWS = 100
_FULL_WIDTH_SEPARATORS = "，；"


class _Lines:
    """The lines of a file as the csv module wants them, with a position that can be set back."""

    def __init__(self, text: str) -> None:
        self.lines = list(io.StringIO(text, newline=""))
        self.position = 0

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        if self.position >= len(self.lines):
            raise StopIteration
        line = self.lines[self.position]
        self.position += 1
        return line


def read_cells(text: str, path: str, spellings: Spellings) -> Iterator[RawCells | Finding]:
    """The rows of a table, header included, in order. Empty lines are no rows.

    The delimiter is the one that makes most of the header known to ``spellings``.
    """
    if "\r" in text and "\n" not in text:
        text = text.replace("\r", "\n")
    delimiter = find_delimiter(text, spellings)
    if finding := _full_width_separator(text, path, delimiter, spellings):
        yield finding
        return
    lines = _Lines(text)
    rows = _rows(lines, path, delimiter)
    if "\r" in text.replace("\r\n", ""):
        rows = _naming_lone_returns(rows, lines, path)
    yield from _as_meant(rows, Source(path)) if is_worth_a_look(text) else rows


def _as_meant(rows: Iterator[RawCells | Finding], home: Source) -> Iterator[RawCells | Finding]:
    """The rows without what a spreadsheet left in their cells in place of what was meant, and with a flaw for it."""
    for row in rows:
        if isinstance(row, Finding):
            yield row
            continue
        cells = list(map(as_typed, row.cells))
        found = [flaw_of(text, home, row.line, column) for column, text in enumerate(cells, 1)]
        for index, flaw in enumerate(found):
            if flaw and flaw.severity is Severity.ERROR:
                cells[index] = ""
        yield row._replace(cells=cells, flaws=tuple(filter(None, found)))


def find_delimiter(text: str, spellings: Spellings) -> str:
    """The delimiter that the header uses, a comma if there is none."""

    def fitness(delimiter: str) -> tuple[int, int]:
        rows = list(itertools.islice(_lenient_rows(text, delimiter), HEADER_WITHIN))
        known = max((spellings.count_known(row) for row in rows), default=0)
        return known, len(rows[0]) if rows else 0

    return max(DELIMITERS, key=fitness)


def column_after(line_before: str, text_before: str, spellings: Spellings) -> int:
    """The ordinal of the column in which ``line_before`` ends, in a file that begins with ``text_before``."""
    delimiter = find_delimiter(text_before, spellings)
    return max(1, len(next(csv.reader([line_before], delimiter=delimiter), [])))


def _lenient_rows(text: str, delimiter: str) -> Iterator[list[str]]:
    csv.field_size_limit(LARGEST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        yield from (row for row in reader if row)
    except csv.Error:
        return


def _full_width_separator(text: str, path: str, delimiter: str, spellings: Spellings) -> Finding | None:
    leading = list(itertools.islice(_lenient_rows(text, delimiter), HEADER_WITHIN))
    if not leading or len(leading[0]) > 1 or any(map(spellings.count_known, leading)):
        return None
    if not set(leading[0][0]) & set(_FULL_WIDTH_SEPARATORS):
        return None
    message = say("The columns are separated by full-width punctuation, which a CSV file does not know.")
    hint = say("Write half-width commas in the header and in every row, or save the sheet as CSV again.")
    return Finding(rules.FULL_WIDTH_SEPARATOR, Source(path, _first_line(text), 1), message, hint)


def _first_line(text: str) -> int:
    """The line on which the header stands."""
    return next((line for line, content in enumerate(LINE_END.split(text), 1) if content.strip()), 1)


def _rows(lines: _Lines, path: str, delimiter: str) -> Iterator[RawCells | Finding]:
    csv.field_size_limit(LARGEST_CELL)
    doubtful, broken = False, 0
    while lines.position < len(lines.lines):
        reader = csv.reader(lines, delimiter=delimiter, strict=True)
        start = lines.position
        try:
            for cells in reader:
                if cells:
                    yield RawCells(start + 1, lines.position, cells, None, doubtful)
                start = lines.position
        except csv.Error:
            broken += 1
            row = _broken_row(lines, start, path, delimiter)
            yield row._replace(trouble=None, doubtful=True) if doubtful and row.doubtful else row
            doubtful = doubtful or row.doubtful
            lines.position = row.last_line
        if broken > MOST_BROKEN_ROWS:
            yield _given_up(path, lines.position + 1)
            return


def _given_up(path: str, line: int) -> Finding:
    message = say(
        "More than {count} rows have broken quotes; the file is not read on.", count=MOST_BROKEN_ROWS
    )
    hint = say("Save the sheet as CSV again with the program that made it.")
    return Finding(rules.UNCLOSED_QUOTE, Source(path, line, 1), message, hint)


def _broken_row(lines: _Lines, start: int, path: str, delimiter: str) -> RawCells:
    """The row at index ``start``, which the csv module refused, read as well as its first line allows."""
    rest = "".join(lines.lines[start : lines.position])
    opened, column, closed = _bad_quote(rest, delimiter)
    line = start + len(LINE_END.findall(rest, 0, opened)) + 1
    source = Source(path, line, column)
    spans_lines = closed is None or "\n" in rest[opened:closed] or "\r" in rest[opened:closed]
    cells = next(
        csv.reader(io.StringIO("".join(lines.lines[start:line]), newline=""), delimiter=delimiter), []
    )
    finding = _unclosed(source) if spans_lines else _stray(source)
    return RawCells(start + 1, line, cells, finding, doubtful=spans_lines)


def _bad_quote(text: str, delimiter: str) -> tuple[int, int, int | None]:
    """Where the first cell with a broken quote opens (index, column ordinal) and where it seems to close."""
    end = re.escape(delimiter) + r"\r\n"
    sound = re.compile(rf'"[^"]*(?:""[^"]*)*"(?=[{end}]|$)|(?!")[^{end}]*')
    index, column = 0, 1
    while index < len(text) and (cell := sound.match(text, index)):
        index = cell.end()
        column = column + 1 if text[index : index + 1] == delimiter else 1
        index += 1
    closing = re.compile(r'"[^"]*(?:""[^"]*)*"').match(text, index)
    return min(index, len(text)), column, closing.end() if closing else None


def _unclosed(source: Source) -> Finding:
    message = say("The quote that opens here is not closed on its line, so that no row after it is sure.")
    hint = say("Close it at the end of the cell; a quotation mark that belongs to the text is doubled.")
    return Finding(rules.UNCLOSED_QUOTE, source, message, hint)


def _stray(source: Source) -> Finding:
    message = say("Text follows the closing quote of this cell.")
    hint = say("Put the whole cell in quotes and double every quotation mark inside it.")
    return Finding(rules.STRAY_QUOTE, source, message, hint)


def _naming_lone_returns(
    rows: Iterator[RawCells | Finding], lines: _Lines, path: str
) -> Iterator[RawCells | Finding]:
    """Names the first row that a lone carriage return ends where the other rows end otherwise."""
    named = False
    for row in rows:
        if not named and isinstance(row, RawCells) and lines.lines[row.last_line - 1].endswith("\r"):
            named = True
            message = say("This line ends by a carriage return alone, others by a line feed.")
            hint = say("Save the file with one kind of line end; a cell that holds a break goes in quotes.")
            yield Finding(rules.MIXED_LINE_ENDS, Source(path, row.last_line), message, hint)
        yield row
