"""What the cells of a workbook hold: the one module of the readers that knows openpyxl."""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Iterator
from datetime import date, datetime, time
from operator import itemgetter
from typing import Any, NamedTuple

from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.reader.excel import ExcelReader
from openpyxl.utils.datetime import WINDOWS_EPOCH
from openpyxl.utils.escape import unescape
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.worksheet import Worksheet

from generator.read.excel.number_formats import CHINESE_DAYS, FROM_1900, FROM_1904, NumberFormat
from generator.read.excel.package import Package, broken, too_large
from generator.read.table.raw import Merge

MOST_MERGED = 200_000
"""Cells that merges may cover: the library makes each of them."""
LAST_ROW = 1_048_576
ERROR, NO_RESULT, TEXT = "e", "f", "s"
"""Kinds of cells: an error value, a formula that was never computed, a text. Any other holds a number or a day."""
LEAST_HEIGHT, LEAST_WIDTH = 2, 0.3
"""In points, and in digits of the usual font: in less nobody sees that anything is there."""
_TEXTS = frozenset({"s", "str", "inlineStr"})
_SURROGATE = re.compile("[\ud800-\udfff]")
_Place = tuple[str, int, int]


class Cell(NamedTuple):
    """A cell that holds something.

    ``text`` is what it shows, of an error its name; nothing if that cannot be told. ``unseen`` says what hides it, ``is_struck``
    whether any of it is struck out.
    """

    line: int
    column: int
    kind: str
    text: str | None
    value: object = None
    unseen: str = ""
    is_struck: bool = False


BY_FORMAT, BY_COLOUR = "format", "colour"
"""What hides the text of a cell."""


class _Look(NamedTuple):
    """How a style shows what a cell holds."""

    format: NumberFormat
    is_general: bool
    hides: bool
    hides_white: bool
    strikes: bool


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
        return {
            line
            for line, row in self._sheet.row_dimensions.items()
            if row.hidden or (row.height is not None and row.height < LEAST_HEIGHT)
        }

    def hidden_columns(self) -> list[range]:
        """The columns that nobody sees."""
        columns = self._sheet.column_dimensions.values()
        return [
            range(column.min, (column.max or column.min) + 1)
            for column in columns
            if column.hidden or column.width < LEAST_WIDTH
        ]

    def merges(self) -> dict[int, list[Merge]]:
        """What is merged, by the row in which it begins."""
        found: dict[int, list[Merge]] = {}
        for merged in sorted(
            self._sheet.merged_cells.ranges, key=lambda merged: (merged.min_row, merged.min_col)
        ):
            found.setdefault(merged.min_row, []).append(Merge(merged.min_col, merged.max_col, merged.coord))
        return found


class Workbook:
    """An opened workbook. Raises :class:`NoWorkbook` for bytes that are none."""

    def __init__(self, data: bytes) -> None:
        package = Package(data)
        _refuse_wide_merges(package.ranges)
        self._formulas = _formulas(package.light) if package.has_formulas else frozenset[_Place]()
        self._book = _opened(package.light, data_only=True, runs=package.has_runs)
        self._first_day = FROM_1900 if self._book.epoch == WINDOWS_EPOCH else FROM_1904
        self._styles = package.styles
        self.properties = package.properties
        self._looks: dict[tuple[int, int, int], _Look] = {}
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
        if kind in (ERROR, NO_RESULT):
            return Cell(line, column, kind, str(value or ""))
        look = self._look(cell)
        if isinstance(value, CellRichText):
            look = look._replace(
                hides=self._hides_a_run(value, cell._style.fillId, look), strikes=_strikes_a_run(value, look)
            )
            value = str(value)
        if isinstance(value, str):
            value, kind = _unescaped(value), TEXT
            text: str | None = value if look.is_general else look.format.shows_text(value)
        elif isinstance(value, bool):
            text = str(value).upper()
        else:
            text = look.format.text_of(_moment(value))
        return Cell(line, column, kind, text, value, _unseen(look, value, text), look.strikes)

    def _hides_a_run(self, runs: CellRichText, fill: int, look: _Look) -> bool:
        """Whether a part of a text is written in the colour of its background; what has no font of its own has the cell's."""
        return any(
            self._styles.hides_run(dict(run.font.color or ()), fill)
            if isinstance(run, TextBlock)
            else look.hides
            for run in runs
            if str(run).strip()
        )

    def _look(self, cell: Any) -> _Look:
        style = cell._style
        # The id is not to be had from openpyxl otherwise: for those that it does not know, number_format says General.
        key = font, fill, number = style.fontId, style.fillId, style.numFmtId
        if key not in self._looks:
            code = CHINESE_DAYS.get(number) or _number_format(cell)
            hides = self._styles.hides(font, fill)
            white = self._styles.hides(font, fill, white=True)
            self._looks[key] = _Look(
                NumberFormat(code, self._first_day),
                code in ("General", "@"),
                hides,
                white and not hides,
                self._styles.strikes(font),
            )
        return self._looks[key]


def _strikes_a_run(runs: CellRichText, look: _Look) -> bool:
    """Whether a part of a text is struck out; what has no font of its own has the cell's."""
    return any(
        bool(run.font.strike) if isinstance(run, TextBlock) else look.strikes
        for run in runs
        if str(run).strip()
    )


def _moment(value: Any) -> Any:
    """What the file names as a day or a time of day, as the moment that it begins with."""
    if isinstance(value, time):
        return datetime.combine(FROM_1900, value)
    if isinstance(value, date) and not isinstance(value, datetime):
        return datetime.combine(value, time())
    return value


def _unseen(look: _Look, value: object, text: str | None) -> str:
    """What hides a cell that holds something. A nought that is not shown is no secret."""
    if text is not None and not text.strip() and value != 0 and str(value).strip():
        return BY_FORMAT
    return BY_COLOUR if look.hides or (look.hides_white and look.format.is_white(value)) else ""


class _Reader(ExcelReader):  # type: ignore[misc] # the library has no types
    """The library's reader, which leaves a number that stands for a day a number: what it shows is told here."""

    def read_worksheets(self) -> None:
        self.wb._date_formats, self.wb._timedelta_formats = set(), set()
        super().read_worksheets()


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


def _opened(light: bytes, *, data_only: bool, runs: bool = False) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            reader = _Reader(io.BytesIO(light), data_only=data_only, keep_links=False, rich_text=runs)
            reader.read()
        except Exception:  # openpyxl raises whatever its parsers meet in a damaged part
            raise broken() from None
    return reader.wb


def _unescaped(text: str) -> str:
    """``_x000D_`` and its like as the signs that they stand for; half a pair becomes a replacement sign."""
    text = unescape(text)
    if _SURROGATE.search(text):
        return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text
