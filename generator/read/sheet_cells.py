"""One sheet of a workbook → rows of texts as its cells show them, and what a table must not have."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from generator.model.finding import Finding
from generator.model.record import Source
from generator.read import sheet_faults as faults
from generator.read.mojibake import ruin_in
from generator.read.number_formats import is_rounded, plain_number
from generator.read.raw import RawCells
from generator.read.sheet_faults import place_of
from generator.read.workbook import TRUE, Sheet, Workbook, number, unescaped
from generator.read.workbook_package import broken, too_large

MOST_COLUMNS = 500
MOST_CELLS = 5_000_000
"""Cells, empty ones that only carry a format included."""
LAST_ROW = 1_048_576
_NO_WIDTH = frozenset({"0", "0.0"})
_TEXTS = frozenset({"v", "t"})


@dataclass(slots=True)
class _Cell:
    """A cell being read."""

    column: int = 0
    kind: str = "n"
    style: int = 0
    is_formula: bool = False
    parts: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Hidden:
    """Hidden rows and columns that hold something, as runs of neighbours."""

    columns: set[int] = field(default_factory=set)
    filled_columns: set[int] = field(default_factory=set)
    filled_rows: list[int] = field(default_factory=list)


def read_sheet(workbook: Workbook, sheet: Sheet, home: Source) -> Iterator[RawCells | Finding]:
    """The rows of a sheet that hold anything, all of one width, after the findings on the sheet as a whole.

    Raises :class:`NoWorkbook` if the sheet cannot be read.
    """
    if not sheet.part:
        yield faults.no_table(home)
        return
    reader = _SheetReader(workbook, home)
    rows = reader.rows(sheet)
    if rows:
        if sheet.hidden:
            yield faults.hidden_sheet(sheet.name, home)
        yield from reader.faults()
    width = max((len(row.cells) for row in rows), default=0)
    for index, row in enumerate(rows):
        rows[index] = None  # type: ignore[call-overload]  # given away one by one, so that memory holds each row once
        row.cells.extend([""] * (width - len(row.cells)))
        yield row


class _SheetReader:
    """One pass over the elements of one sheet."""

    def __init__(self, workbook: Workbook, home: Source) -> None:
        self.home = home
        self.texts, self.shown = workbook.texts, workbook.shown
        self.package = workbook.package
        self.hidden = _Hidden()
        self.merged: list[str] = []
        self.found: list[RawCells] = []
        self.line = self.column = self.count = 0
        self.row_hidden = False
        self.cells: dict[int, str] = {}
        self.flaws: list[Finding] = []
        self.cell: _Cell | None = None
        self.collecting = self.is_aid = False

    def rows(self, sheet: Sheet) -> list[RawCells]:
        self.package.parse(sheet.part, self.start, self.end, self.text)
        return self.found

    def faults(self) -> Iterator[Finding]:
        """What is wrong with a sheet that has rows, as a whole."""
        yield from faults.hidden_rows(self.hidden.filled_rows, self.home)
        yield from faults.hidden_columns(self.hidden.filled_columns, self.home.at(self.found[0].line))
        last_row = max(row.line for row in self.found)
        yield from faults.merges(self.merged, last_row, max(len(row.cells) for row in self.found), self.home)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "c":
            self._start_cell(attributes)
        elif name in _TEXTS:
            self.collecting = self.cell is not None and not self.is_aid
        elif name == "row":
            self._start_row(attributes)
        elif name == "f":
            if self.cell:
                self.cell.is_formula = True
        elif name == "rPh":
            self.is_aid = True
        elif name == "col":
            self._start_column(attributes)
        elif name == "mergeCell":
            self.merged.append(attributes.get("ref", ""))

    def end(self, name: str) -> None:
        if name in _TEXTS:
            self.collecting = False
        elif name == "c" and self.cell:
            self._end_cell(self.cell)
            self.cell = None
        elif name == "row":
            self._end_row()
        elif name == "rPh":
            self.is_aid = False

    def text(self, text: str) -> None:
        if self.collecting and self.cell:
            self.cell.parts.append(text)

    def _start_row(self, attributes: dict[str, str]) -> None:
        self.line = number(attributes["r"]) if "r" in attributes else self.line + 1
        if not 0 < self.line <= LAST_ROW:
            raise broken()
        self.row_hidden = attributes.get("hidden") in TRUE or attributes.get("ht") in _NO_WIDTH
        self.column, self.cells, self.flaws = 0, {}, []

    def _start_column(self, attributes: dict[str, str]) -> None:
        if attributes.get("hidden") in TRUE or attributes.get("width") in _NO_WIDTH:
            first, last = number(attributes.get("min", "")), number(attributes.get("max", ""))
            self.hidden.columns.update(range(first, min(last, MOST_COLUMNS) + 1))

    def _start_cell(self, attributes: dict[str, str]) -> None:
        self.count += 1
        if self.count > MOST_CELLS:
            raise too_large()
        reference = attributes.get("r")
        self.column = place_of(reference)[1] if reference else self.column + 1
        style = attributes.get("s", "0")
        self.cell = _Cell(self.column, attributes.get("t", "n"), number(style))

    def _end_cell(self, cell: _Cell) -> None:
        text = "".join(cell.parts)
        if not text and not (cell.is_formula and cell.kind != "str"):
            return
        if cell.column > MOST_COLUMNS:
            raise too_large()
        text = self._shown(cell, text)
        if text.strip():
            self.cells[cell.column] = text

    def _end_row(self) -> None:
        if not (self.cells or self.flaws):
            return
        width = max(self.cells, default=0)
        cells = [""] * width
        for column, text in self.cells.items():
            cells[column - 1] = text
        self.found.append(RawCells(self.line, self.line, cells, flaws=tuple(self.flaws)))
        if self.row_hidden:
            self.hidden.filled_rows.append(self.line)
        if self.hidden.columns:
            self.hidden.filled_columns |= self.hidden.columns & self.cells.keys()

    def _shown(self, cell: _Cell, text: str) -> str:
        """What the cell shows; empty, with a flaw added, if that is not fit to be read."""
        if cell.kind == "s":
            return self._sound(cell, self._shared(text))
        if cell.kind in ("inlineStr", "str"):
            return self._sound(cell, unescaped(text))
        if cell.kind == "b":
            return "TRUE" if text.strip() in TRUE else "FALSE"
        if cell.kind == "e":
            return self._flawed(faults.error_value(self._place(cell), text))
        if cell.kind == "d":
            return text.replace("T", " ")
        return self._number(cell, text)

    def _shared(self, text: str) -> str:
        index = number(text.strip())
        if index >= len(self.texts):
            raise broken()
        return self.texts[index]

    def _sound(self, cell: _Cell, text: str) -> str:
        ruin = ruin_in(text)
        return self._flawed(ruin.finding(self._place(cell))) if ruin else text

    def _number(self, cell: _Cell, text: str) -> str:
        if not text:
            return self._flawed(faults.no_result(self._place(cell)))
        show = self.shown[cell.style] if cell.style < len(self.shown) else plain_number
        shown = show(text)
        if shown is None:
            return self._flawed(faults.unshown(self._place(cell)))
        if is_rounded(shown):
            return self._flawed(faults.rounded(self._place(cell)))
        return shown

    def _flawed(self, finding: Finding) -> str:
        self.flaws.append(finding)
        return ""

    def _place(self, cell: _Cell) -> Source:
        return self.home.at(self.line, cell.column)
