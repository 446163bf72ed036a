"""One sheet of a workbook → rows of texts as its cells show them, and what a table must not have."""

from __future__ import annotations

import bisect
import itertools
from collections.abc import Iterator

from generator.model.declared.severity import Severity
from generator.model.findings.finding import Finding
from generator.model.records.record import Source
from generator.read.excel import faults
from generator.read.excel.cells import BY_FORMAT, ERROR, NO_RESULT, TEXT, Cell, Sheet
from generator.read.excel.number_formats import is_rounded
from generator.read.excel.package import too_large
from generator.read.table.cell_text import CellText
from generator.read.table.raw import Merge, RawCells
from generator.read.table.spreadsheet_texts import error_value, flaw_of, rounded
from generator.read.text.mojibake import ruin_in

MOST_COLUMNS = 500
MOST_CHARACTERS = 100_000_000
"""Of all cells of a sheet: a text may stand once in the file and in a million cells."""


def read_sheet(sheet: Sheet, home: Source) -> Iterator[RawCells | Finding]:
    """The rows of a sheet that hold anything, all of one width, after the findings on the sheet as a whole.

    Raises :class:`NoWorkbook` if the sheet cannot be read.
    """
    if not sheet.is_table:
        yield faults.no_table(home)
        return
    rows = list(_rows(sheet, home))
    if rows:
        yield from _faults(sheet, rows, home)
    width = max((len(row.cells) for row in rows), default=0)
    merges = _merges_by_row(sheet, [row.line for row in rows], width)
    for index, row in enumerate(rows):
        rows[index] = None  # type: ignore[call-overload]  # given away one by one, so that memory holds each row once
        row.cells.extend([""] * (width - len(row.cells)))
        yield row._replace(merges=tuple(merges[row.line])) if row.line in merges else row


def _merges_by_row(sheet: Sheet, lines: list[int], width: int) -> dict[int, list[Merge]]:
    """What is merged, by the row that holds anything in which it begins, or the one before; what is merged beyond
    the table says nothing.
    """
    found: dict[int, list[Merge]] = {}
    for line, merges in sheet.merges().items():
        row = bisect.bisect_right(lines, line)
        if row and line <= lines[-1]:
            found.setdefault(lines[row - 1], []).extend(merge for merge in merges if merge.column <= width)
    return {line: merges for line, merges in found.items() if merges}


def _rows(sheet: Sheet, home: Source) -> Iterator[RawCells]:
    characters = 0
    for line, found in itertools.groupby(sheet.cells(), lambda cell: cell.line):
        cells: list[str] = []
        flaws = []
        is_struck = False
        for cell in found:
            text, flaw = _text(cell, home)
            if flaw:
                flaws.append(flaw)
            if cell.unseen:
                flaws.append(
                    faults.unseen(home.at(cell.line, cell.column), by_format=cell.unseen == BY_FORMAT)
                )
            if cell.is_struck and text.strip() and not is_struck:
                is_struck = True
                flaws.append(faults.struck_out(home.at(cell.line, cell.column)))
            if text.strip() or type(text) is CellText:
                cells += [""] * (cell.column - 1 - len(cells))
                cells.append(text)
                characters += len(text)
            if cell.column > MOST_COLUMNS or characters > MOST_CHARACTERS:
                raise too_large()
        if cells or flaws:
            yield RawCells(line, line, cells, flaws=tuple(flaws))


def _faults(sheet: Sheet, rows: list[RawCells], home: Source) -> Iterator[Finding]:
    """What is wrong with a sheet that has rows, as a whole."""
    if sheet.hidden:
        yield faults.hidden_sheet(sheet.name, home)
    hidden = sheet.hidden_rows()
    yield from faults.hidden_rows([row.line for row in rows if row.line in hidden], home)
    columns = {column for run in sheet.hidden_columns() for column in run[:MOST_COLUMNS]}
    filled = columns and {column for row in rows for column, text in enumerate(row.cells, 1) if text}
    yield from faults.hidden_columns(columns & filled, home.at(rows[0].line))


def _text(cell: Cell, home: Source) -> tuple[str, Finding | None]:
    """What the cell shows, and what is wrong with that; of what is not fit to be read, nothing."""
    if cell.kind == TEXT and cell.text is not None:
        if ruin := ruin_in(cell.text):
            return "", ruin.finding(home.at(cell.line, cell.column))
        flaw = flaw_of(cell.text, home, cell.line, cell.column)
        return ("" if flaw and flaw.severity is Severity.ERROR else cell.text), flaw
    place = home.at(cell.line, cell.column)
    if cell.kind == ERROR:
        return "", error_value(place, cell.text or "")
    if cell.kind == NO_RESULT:
        return "", faults.no_result(place)
    if cell.text is None:
        return "", faults.unshown(place)
    return ("", rounded(place)) if is_rounded(cell.value) else (cell.text, None)
