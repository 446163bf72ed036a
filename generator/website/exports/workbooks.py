"""Tables → an Excel workbook: a sheet for each, the same bytes whenever it is made.

The package is written here, part by part: it holds no day, no author and no formula, and takes a
fraction of the time that a library for all of Excel needs.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence

from generator.website.exports.plain_text import one_line, xml_attribute
from generator.website.exports.sheets import MOST_ROWS, sheet
from generator.website.exports.tables import Table
from generator.website.language import Language

LONGEST_SHEET_NAME = 31
RESERVED_SHEET_NAME = "history"
_NOT_IN_SHEET_NAMES = str.maketrans(dict.fromkeys("[]:*?/\\", "_"))
EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The first moment a ZIP archive knows: its files bear it instead of the moment of the build."""
COMPRESSION = 5
UNIX = 3
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_STYLES = (
    f'{_HEAD}<styleSheet xmlns="{_MAIN}"><numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/>'
    '<numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd\\ hh:mm"/></numFmts>'
    '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
    '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="5">'
    '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"/>'
    '<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyAlignment="1">'
    '<alignment vertical="top" wrapText="1"/></xf>'
    '<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
    '<xf numFmtId="165" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
    '</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)
"""Cell formats in the order of the numbers in ``sheets``: plain, header, text (format @), day, moment."""


def workbook(tables: Iterable[Table], language: Language) -> bytes:
    """The .xlsx file, with titles and sheet names in one language."""
    parts = list(_parts(tables))
    names = sheet_names([language.text(table.title) for table in parts])
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for address, content in _frame(names):
            _put(archive, address, [content])
        for number, table in enumerate(parts, 1):
            _put(archive, f"xl/worksheets/sheet{number}.xml", sheet(table, language, first=number == 1))
    return buffer.getvalue()


def _parts(tables: Iterable[Table]) -> Iterator[Table]:
    """A table that is too long for one sheet goes on in another."""
    room = MOST_ROWS - 1
    for table in tables:
        for start in range(0, max(table.height, 1), room):
            yield table if table.height <= room else table.part(start, start + room)


def _put(archive: zipfile.ZipFile, address: str, pieces: Iterable[str]) -> None:
    entry = zipfile.ZipInfo(address, EARLIEST)
    entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, UNIX
    archive.writestr(entry, "".join(pieces).encode("utf-8"), compresslevel=COMPRESSION)


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


def _frame(names: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Every part of the package but the sheets."""
    numbers = range(1, len(names) + 1)
    sheets = "".join(
        f'<Override PartName="/xl/worksheets/sheet{number}.xml" ContentType="{_SPREADSHEET}.worksheet+xml"/>'
        for number in numbers
    )
    types = (
        f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_SPREADSHEET}.sheet.main+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{_SPREADSHEET}.styles+xml"/>{sheets}</Types>'
    )
    yield "[Content_Types].xml", types
    yield "_rels/.rels", _relations([("officeDocument", "xl/workbook.xml")])
    listed = "".join(
        f'<sheet name={xml_attribute(name)} sheetId="{number}" r:id="rId{number}"/>'
        for number, name in zip(numbers, names, strict=True)
    )
    book = f'{_HEAD}<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>{listed}</sheets></workbook>'
    yield "xl/workbook.xml", book
    links = [("worksheet", f"worksheets/sheet{number}.xml") for number in numbers]
    yield "xl/_rels/workbook.xml.rels", _relations([*links, ("styles", "styles.xml")])
    yield "xl/styles.xml", _STYLES


def _relations(targets: Sequence[tuple[str, str]]) -> str:
    links = "".join(
        f'<Relationship Id="rId{number}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{links}</Relationships>'
