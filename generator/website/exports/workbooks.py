"""Tables → an Excel workbook: a sheet for each, the same bytes whenever it is made. The home of openpyxl for writing."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.packaging.core import DocumentProperties
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.writer.excel import ExcelWriter

from generator.website.exports.sheet_xml import rows_xml
from generator.website.exports.sheets import MOST_ROWS, Look, cell_text, width
from generator.website.exports.tables import Table
from generator.website.words.language import Language
from generator.website.words.plain_text import one_line

LONGEST_SHEET_NAME = 31
RESERVED_SHEET_NAME = "history"
_NOT_IN_SHEET_NAMES = str.maketrans(dict.fromkeys("[]:*?/\\", "_"))
EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The first moment a ZIP archive knows: its files bear it instead of the moment of the build."""
COMPRESSION = 5
UNIX = 3
ROWS_AT_ONCE = 500
END_OF_ROWS = b"</sheetData>"
_SHEET = re.compile(r"xl/worksheets/sheet(\d+)\.xml")
FORMATS = {Look.TEXT: "@", Look.DAY: "yyyy-mm-dd", Look.MOMENT: "yyyy-mm-dd hh:mm"}


def workbook(tables: Iterable[Table], language: Language) -> bytes:
    """The .xlsx file, with titles and sheet names in one language."""
    shown = list(_parts(tables))
    book = Workbook(write_only=True)
    names = sheet_names([language.text(table.title) for table in shown])
    rows = [_fill(book.create_sheet(name), table, language) for name, table in zip(names, shown, strict=True)]
    return saved(book, rows)


def saved(book: Workbook, rows: Sequence[Callable[[], Iterator[str]]] = ()) -> bytes:
    """The file of a workbook, the same bytes whenever it is made; ``rows`` are what makes further rows of each sheet."""
    book.properties = DocumentProperties(
        creator=None, created=datetime(*EARLIEST), modified=datetime(*EARLIEST)
    )
    book.calculation = None
    buffer = io.BytesIO()
    archive = _Archive(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=COMPRESSION)
    archive.rows = rows
    ExcelWriter(book, archive).save()
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
    """An archive whose files tell neither when nor on which system they were written, and whose sheets get their rows."""

    rows: Sequence[Callable[[], Iterator[str]]] = ()
    """For each sheet, what makes the rows under its header."""

    def writestr(self, zinfo_or_arcname: Any, data: Any, *_: Any, **__: Any) -> None:
        super().writestr(self._entry(zinfo_or_arcname), data, self.compression, self.compresslevel)

    def write(self, filename: Any, arcname: Any = None, *_: Any, **__: Any) -> None:
        content, sheet = Path(filename).read_bytes(), _SHEET.fullmatch(str(arcname))
        if sheet is None or not self.rows:
            self.writestr(arcname, content)
            return
        entry = self._entry(arcname)
        entry.compress_type, entry._compresslevel = self.compression, self.compresslevel  # type: ignore[attr-defined]
        before, end, after = content.partition(END_OF_ROWS)
        with self.open(entry, "w") as file:
            file.write(before)
            for rows in _batched(self.rows[int(sheet[1]) - 1]()):
                file.write("".join(rows).encode("utf-8"))
            file.write(end + after)

    def _entry(self, name: Any) -> zipfile.ZipInfo:
        entry = zipfile.ZipInfo(str(name), EARLIEST)
        entry.create_system = UNIX
        return entry


def _batched(rows: Iterator[str]) -> Iterator[list[str]]:
    """Some at a time: neither a call for each, nor all of them in memory."""
    while batch := list(islice(rows, ROWS_AT_ONCE)):
        yield batch


def _fill(sheet: Any, table: Table, language: Language) -> Callable[[], Iterator[str]]:
    """Frozen header with the fields' titles, and what makes the rows under it."""
    titles = [language.text(field.label) for field in table.fields]
    letters = [get_column_letter(number) for number in range(1, len(titles) + 1)]
    sheet.freeze_panes = "A2"
    for letter, title, values in zip(letters, titles, table.columns, strict=True):
        sheet.column_dimensions[letter].width = width(title, values)
    sheet.append(_header(sheet, titles))
    styles, separator = {look: _cell(sheet, look).style_id for look in FORMATS}, language.translate("; ")
    rows = zip(*table.columns, strict=True)
    return lambda: rows_xml(rows, letters, styles, separator, 2)


def _header(sheet: Any, titles: Sequence[str]) -> Iterator[Any]:
    """A cell is on paper before the next is asked for, so one is enough."""
    cell = WriteOnlyCell(sheet)
    cell.number_format, cell.font = FORMATS[Look.TEXT], Font(name="Calibri", size=11, bold=True)
    for title in titles:
        cell.value, cell.data_type = cell_text(title), "s"  # a title may begin as a formula does
        yield cell


def _cell(sheet: Any, look: Look) -> Any:
    """A cell that shows what it holds as it should, for the number that its style has in the workbook."""
    cell = WriteOnlyCell(sheet)
    cell.number_format = FORMATS[look]
    if look is Look.TEXT:
        cell.alignment = Alignment(vertical="top", wrap_text=True)
    return cell
