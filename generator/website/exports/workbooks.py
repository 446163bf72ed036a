"""Tables → an Excel workbook: a sheet for each, the same bytes whenever it is made. The home of openpyxl for writing."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.packaging.core import DocumentProperties
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.writer.excel import ExcelWriter

from generator.website.exports.sheet_xml import Styles, rows_xml, text_cell
from generator.website.exports.sheets import MOST_ROWS, NARROWEST, Look, cell_text, width
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
_SHEET = re.compile(r"xl/worksheets/sheet(\d+)\.xml")
_NAMES = "xl/workbook.xml"
_QUOTES = {'"': "&quot;"}
_NAME = re.compile(r'name="_(\d+)_"')
_COLUMNS_AND_ROWS = re.compile(rb"<cols>.*</sheetData>", re.DOTALL)
FORMATS = {Look.TEXT: "@", Look.DAY: "yyyy-mm-dd", Look.MOMENT: "yyyy-mm-dd hh:mm"}


def workbook(tables: Iterable[Table], language: Language) -> bytes:
    """The .xlsx file, with titles and sheet names in one language."""
    shown = list(_parts(tables))
    names = sheet_names([language.text(table.title) for table in shown])
    files, head, styles = _bare(len(names))
    buffer = io.BytesIO()
    with _archive(buffer) as archive:
        for name, content in files.items():
            if sheet := _SHEET.fullmatch(name):
                table = shown[int(sheet[1]) - 1]
                archive.write_in_parts(name, _sheet(content, table, language, head, styles))
            elif name == _NAMES:
                archive.writestr(name, _named(content.decode(), names))
            else:
                archive.writestr(name, content)
    return buffer.getvalue()


def saved(book: Workbook) -> bytes:
    """The file of a workbook, the same bytes whenever it is made."""
    book.properties = DocumentProperties(
        creator=None, created=datetime(*EARLIEST), modified=datetime(*EARLIEST)
    )
    book.calculation = None
    buffer = io.BytesIO()
    ExcelWriter(book, _archive(buffer)).save()
    return buffer.getvalue()


@lru_cache(maxsize=16)
def _bare(sheets: int) -> tuple[Mapping[str, bytes], int, Styles]:
    """The files of a workbook of so many sheets as openpyxl writes them, each sheet with one column and no row; the number of
    the style of heads, and those of looks.

    Kept, since to make it takes longer than to write some hundred rows, and only names and sheets differ.
    """
    book = Workbook(write_only=True)
    for number in range(sheets):
        sheet = book.create_sheet(f"_{number}_")
        sheet.freeze_panes = "A2"
        sheet.column_dimensions["A"].width = NARROWEST
        head = WriteOnlyCell(sheet, "_")
        head.number_format, head.font = FORMATS[Look.TEXT], Font(name="Calibri", size=11, bold=True)
        sheet.append([head])
    styles = {look: _cell(sheet, look).style_id for look in FORMATS}
    with zipfile.ZipFile(io.BytesIO(saved(book))) as archive:
        return {name: archive.read(name) for name in archive.namelist()}, head.style_id, styles


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


def _named(sheets: str, names: Sequence[str]) -> str:
    """The list of bare sheets with their names."""
    return _NAME.sub(lambda found: f'name="{escape(names[int(found[1])], _QUOTES)}"', sheets)


class _Archive(zipfile.ZipFile):
    """An archive whose files tell neither when nor on which system they were written."""

    def writestr(self, zinfo_or_arcname: Any, data: Any, *_: Any, **__: Any) -> None:
        super().writestr(self._entry(zinfo_or_arcname), data, self.compression, self.compresslevel)

    def write(self, filename: Any, arcname: Any = None, *_: Any, **__: Any) -> None:
        self.writestr(arcname, Path(filename).read_bytes())

    def write_in_parts(self, name: str, parts: Iterable[bytes]) -> None:
        entry = self._entry(name)
        entry.compress_type, entry._compresslevel = self.compression, self.compresslevel  # type: ignore[attr-defined]
        with self.open(entry, "w") as file:
            file.writelines(parts)

    def _entry(self, name: Any) -> zipfile.ZipInfo:
        entry = zipfile.ZipInfo(str(name), EARLIEST)
        entry.create_system = UNIX
        return entry


def _archive(buffer: io.BytesIO) -> _Archive:
    return _Archive(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=COMPRESSION)


def _sheet(bare: bytes, table: Table, language: Language, head: int, styles: Styles) -> Iterator[bytes]:
    """A bare sheet with the columns of a table: their heads, and below them its rows, some at a time: neither a call for each,
    nor all of them in memory.
    """
    before, after = _COLUMNS_AND_ROWS.split(bare)
    titles = [language.text(field.label) for field in table.fields]
    letters = [get_column_letter(number) for number in range(1, len(titles) + 1)]
    widths = enumerate(map(width, titles, table.columns), 1)
    columns = (
        f'<col width="{wide}" customWidth="1" min="{place}" max="{place}" />' for place, wide in widths
    )
    heads = (
        text_cell(f"{letter}1", cell_text(title), head) for letter, title in zip(letters, titles, strict=True)
    )
    yield before
    yield f'<cols>{"".join(columns)}</cols><sheetData><row r="1">{"".join(heads)}</row>'.encode()
    rows = rows_xml(zip(*table.columns, strict=True), letters, styles, language.translate("; "), 2)
    while batch := "".join(islice(rows, ROWS_AT_ONCE)):
        yield batch.encode()
    yield b"</sheetData>" + after


def _cell(sheet: Any, look: Look) -> Any:
    """A cell that shows what it holds as it should, for the number that its style has in the workbook."""
    cell = WriteOnlyCell(sheet)
    cell.number_format = FORMATS[look]
    if look is Look.TEXT:
        cell.alignment = Alignment(vertical="top", wrap_text=True)
    return cell
