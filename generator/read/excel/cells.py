"""What the cells of a workbook hold: the one module of the readers that knows openpyxl."""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Iterator
from operator import itemgetter
from typing import Any, NamedTuple

import openpyxl
from openpyxl.utils.datetime import from_excel
from openpyxl.utils.escape import unescape
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.worksheet import Worksheet

from generator.read.excel.number_formats import CHINESE_DAYS, Shown, shown_as
from generator.read.excel.package import Package, broken, too_large

MOST_MERGED = 200_000
"""Cells that merges may cover: the library makes each of them."""
LAST_ROW = 1_048_576
ERROR, NO_RESULT, TEXT = "e", "f", "s"
"""Kinds of cells: an error value, a formula that was never computed, a text. Any other holds a number or a day."""
_TEXTS = frozenset({"s", "str", "inlineStr"})
_SURROGATE = re.compile("[\ud800-\udfff]")
_Place = tuple[str, int, int]


class Cell(NamedTuple):
    """A cell that holds something; ``shown`` makes the text of what is neither text nor error."""

    line: int
    column: int
    kind: str
    value: object
    shown: Shown


class Sheet:
    """A sheet of an opened workbook. ``is_table`` is false for one that holds no cells (a chart)."""

    def __init__(self, workbook: Workbook, sheet: Any) -> None:
        self.name: str = sheet.title
        self.hidden: bool = sheet.sheet_state != "visible"
        self.is_table = isinstance(sheet, Worksheet)
        self._workbook, self._sheet = workbook, sheet

    def cells(self) -> Iterator[Cell]:
        """The cells that hold something, row by row."""
        # Not iter_rows: it makes every cell of the rectangle, seventeen thousand million for one in the last corner.
        for (line, column), cell in sorted(self._sheet._cells.items(), key=itemgetter(0)):
            found = self._workbook.cell(self.name, line, column, cell)
            if found:
                yield found

    def hidden_rows(self) -> set[int]:
        """The rows that nobody sees."""
        return {line for line, row in self._sheet.row_dimensions.items() if row.hidden or row.height == 0}

    def hidden_columns(self) -> list[range]:
        """The columns that nobody sees."""
        columns = self._sheet.column_dimensions.values()
        return [
            range(column.min, (column.max or column.min) + 1)
            for column in columns
            if column.hidden or column.width == 0
        ]

    def merges(self) -> list[tuple[int, int, str]]:
        """What is merged: row and column of the first cell, and the range as Excel writes it."""
        return sorted(
            (merged.min_row, merged.min_col, merged.coord) for merged in self._sheet.merged_cells.ranges
        )


class Workbook:
    """An opened workbook. Raises :class:`NoWorkbook` for bytes that are none."""

    def __init__(self, data: bytes) -> None:
        package = Package(data)
        _refuse_wide_merges(package.ranges)
        self._formulas = _formulas(package.light) if package.has_formulas else frozenset[_Place]()
        self._book = _opened(package.light, data_only=True)
        self._shown: dict[int, Shown] = {}
        self.sheets = tuple(Sheet(self, self._book[name]) for name in self._book.sheetnames)
        if len(self.sheets) != package.sheets:
            raise broken()

    def cell(self, sheet: str, line: int, column: int, cell: Any) -> Cell | None:
        """What the library's ``cell`` holds; nothing if it is blank."""
        kind, value = cell.data_type, cell.value
        if value is None:
            if kind in _TEXTS or (kind != ERROR and (sheet, line, column) not in self._formulas):
                return None
            kind = ERROR if kind == ERROR else NO_RESULT
        if not 0 < line <= LAST_ROW:
            raise broken()
        if isinstance(value, str):
            return Cell(line, column, ERROR if kind == ERROR else TEXT, _unescaped(value), str)
        return Cell(line, column, kind, *self._value(cell, value))

    def _value(self, cell: Any, value: object) -> tuple[object, Shown]:
        if value is None or isinstance(value, bool):
            return value, lambda value: str(value).upper()
        # The id is not to be had from openpyxl otherwise: for those that it does not know, number_format says General.
        id = cell._style.numFmtId
        if id not in self._shown:
            self._shown[id] = shown_as(CHINESE_DAYS.get(id) or _number_format(cell))
        return self._day(value) if id in CHINESE_DAYS else value, self._shown[id]

    def _day(self, value: object) -> object:
        try:
            return from_excel(value, self._book.epoch) if isinstance(value, int | float) else value
        except (OverflowError, ValueError):
            return value


def _number_format(cell: Any) -> str:
    try:
        return str(cell.number_format)
    except IndexError:  # the cell names a format that the workbook does not define
        raise broken() from None


def _refuse_wide_merges(ranges: list[str]) -> None:
    covered = 0
    for text in ranges:
        try:
            size = CellRange(text).size
        except (TypeError, ValueError):
            raise broken() from None
        covered += size["columns"] * size["rows"]
    if covered > MOST_MERGED:
        raise too_large()


def _formulas(light: bytes) -> frozenset[_Place]:
    """Where formulas stand: the library gives either them or their results."""
    book = _opened(light, data_only=False)
    return frozenset(
        (sheet.title, *place)
        for sheet in book.worksheets
        for place, cell in sheet._cells.items()
        if cell.data_type == "f"
    )


def _opened(light: bytes, *, data_only: bool) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return openpyxl.load_workbook(io.BytesIO(light), data_only=data_only, keep_links=False)
        except Exception:  # openpyxl raises whatever its parsers meet in a damaged part
            raise broken() from None


def _unescaped(text: str) -> str:
    """``_x000D_`` and its like as the signs that they stand for; half a pair becomes a replacement sign."""
    text = unescape(text)
    if _SURROGATE.search(text):
        return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text
