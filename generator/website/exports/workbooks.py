"""Tables → an Excel workbook: a sheet for each, the same bytes whenever it is made. The home of openpyxl for writing."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.packaging.core import DocumentProperties
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.writer.excel import ExcelWriter

from generator.model.condition import Value
from generator.website.exports.plain_text import one_line
from generator.website.exports.sheets import MOST_ROWS, Look, cell_text, content, width
from generator.website.exports.tables import Table
from generator.website.language import Language

LONGEST_SHEET_NAME = 31
RESERVED_SHEET_NAME = "history"
_NOT_IN_SHEET_NAMES = str.maketrans(dict.fromkeys("[]:*?/\\", "_"))
EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The first moment a ZIP archive knows: its files bear it instead of the moment of the build."""
COMPRESSION = 5
UNIX = 3
FORMATS = {Look.TEXT: "@", Look.DAY: "yyyy-mm-dd", Look.MOMENT: "yyyy-mm-dd hh:mm"}


def workbook(tables: Iterable[Table], language: Language) -> bytes:
    """The .xlsx file, with titles and sheet names in one language."""
    shown = list(_parts(tables))
    book = Workbook(write_only=True)
    book.properties = DocumentProperties(
        creator=None, created=datetime(*EARLIEST), modified=datetime(*EARLIEST)
    )
    book.calculation = None
    names = sheet_names([language.text(table.title) for table in shown])
    for name, table in zip(names, shown, strict=True):
        _fill(book.create_sheet(name), table, language)
    buffer = io.BytesIO()
    ExcelWriter(book, _Archive(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=COMPRESSION)).save()
    return buffer.getvalue()


def _parts(tables: Iterable[Table]) -> Iterator[Table]:
    """A table that is too long for one sheet goes on in another."""
    room = MOST_ROWS - 1
    for table in tables:
        for start in range(0, max(table.height, 1), room):
            yield table if table.height <= room else table.part(start, start + room)


def sheet_names(titles: Sequence[str]) -> list[str]:
    """Names that Excel takes: short, without its own signs, and no two that differ in case alone."""
    taken, names = {RESERVED_SHEET_NAME}, list[str]()
    for title in titles:
        plain = one_line(title).translate(_NOT_IN_SHEET_NAMES).strip("' ") or "_"
        name, number = plain[:LONGEST_SHEET_NAME].rstrip("' "), 1
        while name.casefold() in taken:
            number += 1
            name = f"{plain[: LONGEST_SHEET_NAME - len(str(number)) - 1]} {number}"
        taken.add(name.casefold())
        names.append(name)
    return names


class _Archive(zipfile.ZipFile):
    """An archive whose files tell neither when nor on which system they were written."""

    def writestr(self, zinfo_or_arcname: Any, data: Any, *_: Any, **__: Any) -> None:
        entry = zipfile.ZipInfo(str(zinfo_or_arcname), EARLIEST)
        entry.create_system = UNIX
        super().writestr(entry, data, self.compression, self.compresslevel)

    def write(self, filename: Any, arcname: Any = None, *_: Any, **__: Any) -> None:
        self.writestr(arcname, Path(filename).read_bytes())


def _fill(sheet: Any, table: Table, language: Language) -> None:
    """Frozen header with the fields' titles, a row for each row."""
    titles = [language.text(field.label) for field in table.fields]
    sheet.freeze_panes = "A2"
    for number, (title, values) in enumerate(zip(titles, table.columns, strict=True), 1):
        sheet.column_dimensions[get_column_letter(number)].width = width(title, values)
    sheet.append(_header(sheet, titles))
    cells, separator = {look: _cell(sheet, look) for look in FORMATS}, language.translate("; ")
    for row in zip(*table.columns, strict=True):
        sheet.append(_row(row, cells, separator))


def _header(sheet: Any, titles: Sequence[str]) -> Iterator[Any]:
    cell = WriteOnlyCell(sheet)
    cell.number_format, cell.font = FORMATS[Look.TEXT], Font(name="Calibri", size=11, bold=True)
    for title in titles:
        yield _written(cell, Look.TEXT, cell_text(title))


def _cell(sheet: Any, look: Look) -> Any:
    cell = WriteOnlyCell(sheet)
    cell.number_format = FORMATS[look]
    if look is Look.TEXT:
        cell.alignment = Alignment(vertical="top", wrap_text=True)
    return cell


def _row(row: Sequence[Value], cells: Mapping[Look, Any], separator: str) -> Iterator[Any]:
    """The cells of a row. A cell is on paper before the next is asked for, so one for each look is enough."""
    for value in row:
        look, held = content(value, separator)
        yield held if look is Look.PLAIN else _written(cells[look], look, held)


def _written(cell: Any, look: Look, held: Value) -> Any:
    """The cell with what it holds: openpyxl takes ``=1`` for a formula and ``#N/A`` for an error unless told."""
    cell.value = held
    if look is Look.TEXT:
        cell.data_type = "s"
    return cell
