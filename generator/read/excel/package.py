"""The container of a workbook: looked at with zipfile alone, and cut to what a table needs, before a library opens it.

What is no workbook is refused by name. The copy that is handed on holds no formulas' texts, links, comments,
drawings, pivot tables, fonts, borders or conditional formats: the library would read, expand and stumble over them.
What is written in the colour of its own background is told from the fonts before (``cell_styles.py``).
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator
from xml.parsers import expat

from generator.model.findings import rules
from generator.model.findings.finding import Finding
from generator.model.findings.rules import Rule
from generator.model.records.record import Source
from generator.model.text.wording import Phrase, say
from generator.read.excel.cell_styles import CellStyles
from generator.read.files.broken_zip import BROKEN_ZIP

MOST_UNPACKED = 200_000_000
"""Bytes that the parts of one workbook may unpack to, so that a small file cannot fill the memory."""
MOST_ELEMENTS = 2_000_000
"""Elements of XML in the parts that are read: two to a number, three to a formula."""
_COSTLY = {"styles.xml": 20, "[Content_Types].xml": 20}
"""As many elements as one of these parts counts for: each takes the library so long."""
LONGEST_STRETCH = 250_000
"""Bytes from one tag to the next: a cell holds at most 32,767 characters, and attributes take more than their share."""
MOST_SHEETS = 100
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
"""How a compound file begins: an .xls, or an .xlsx with a password."""
_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_ENCRYPTED = 0x1
_MAIN_FOLDERS = frozenset({"", "xl"})
_SHEET_FOLDERS = frozenset({"xl/worksheets", "xl/chartsheets", "xl/dialogsheets", "xl/macrosheets"})
_NO_RELATIONS = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>'
_STRICT = {
    b"http://purl.oclc.org/ooxml/spreadsheetml/main": b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    b"http://purl.oclc.org/ooxml/officeDocument/relationships":
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
}  # fmt: skip
"""The names that the strict form of the standard gives to what every program knows by the others."""
_BESIDE_THE_TABLE = (
    b"fonts", b"fills", b"borders", b"cellStyleXfs", b"cellStyles", b"dxfs", b"tableStyles", b"colors", b"definedNames",
    b"pivotCaches", b"conditionalFormatting", b"dataValidations", b"hyperlinks", b"tableParts", b"autoFilter",
    b"headerFooter", b"sheetViews", b"customSheetViews", b"scenarios",
)  # fmt: skip
_BORDER_OF_A_STYLE = re.compile(rb"\sborderId\s*=\s*(?:\"[^\"]*\"|'[^']*')")
_STYLES, _THEME, _PROPERTIES = "styles.xml", "xl/theme/theme1.xml", "docProps/custom.xml"
_LONGEST_PROPERTIES = 1_000_000
"""Bytes of them all."""
LONGEST_PROPERTY = 255
"""Characters that Excel allows one."""
_LONG = re.compile(rb"<[^<]{%d}" % LONGEST_STRETCH)
_NAME = rb"((?:[^\s<>/:]+:)?)"
_ROOT = re.compile(rb"<" + _NAME + rb"(?:workbook|styleSheet|worksheet)[\s>]")
_SHEET = re.compile(rb"<" + _NAME + rb"sheet\s")
_ROW = re.compile(rb"<" + _NAME + rb"row\s[^<>]*?\br\s*=\s*[\"']([^\"']*)")
_FORMULA = re.compile(rb"<" + _NAME + rb"f(?:\s[^<>]*?)?(?:/>|>[^<]*</\1f\s*>)")
_ANY_FORMULA = re.compile(rb"<" + _NAME + rb"f[\s/>]")
_FORMULA_WITH_MORE = re.compile(rb"<" + _NAME + rb"f\s")
_RUN = re.compile(rb"<" + _NAME + rb"rPr>")
"""What is said of a part of a text; that of a whole cell stands among the styles."""
_TEXT_BESIDE_RUNS = re.compile(rb"</" + _NAME + rb"t\s*>\s*<\1r[\s>]")
_SPANNING = re.compile(rb"<" + _NAME + rb"(?:mergeCell|hyperlink)\s([^<]*)")
_RANGE = re.compile(rb"\bref\s*=\s*[\"']([^\"']*)")


class NoWorkbook(Exception):
    """The file cannot be read as a workbook; the finding is made where its path is known."""

    def __init__(self, message: Phrase, hint: Phrase, rule: Rule = rules.NOT_A_WORKBOOK) -> None:
        super().__init__(message.text)
        self.message, self.hint, self.rule = message, hint, rule

    def finding(self, home: Source) -> Finding:
        """The finding at ``home``."""
        return Finding(self.rule, home, self.message, self.hint)


class Package:
    """The parts of one workbook that a table needs. Raises :class:`NoWorkbook` if the bytes are none.

    ``light`` is the workbook made of them alone, ``sheets`` how many it declares, ``has_formulas`` whether any cell
    holds one, ``has_runs`` whether a part of any text has a font of its own, ``ranges`` what is merged, of all sheets,
    ``styles`` what its fonts and fills say, ``properties`` what it says of itself beside its cells (custom document properties).
    """

    def __init__(self, data: bytes) -> None:
        _refuse_other_kinds(data)
        self.sheets, self.has_formulas, self.has_runs = 0, False, False
        self.ranges: list[str] = []
        self._elements = 0
        self._styles = b""
        light = io.BytesIO()
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as archive, zipfile.ZipFile(light, "w") as copy:
                _refuse_odd_entries(archive.infolist())
                for name, part in self._parts(archive):
                    copy.writestr(name, part)
                theme = archive.read(_THEME) if _THEME in archive.namelist() else b""
                said = archive.read(_PROPERTIES) if _PROPERTIES in archive.namelist() else b""
        except BROKEN_ZIP:
            raise broken() from None
        if not 0 < self.sheets <= MOST_SHEETS:
            raise broken()
        self.light = light.getvalue()
        self.styles = CellStyles(self._styles, theme)
        self.properties = custom_properties(said)

    def _parts(self, archive: zipfile.ZipFile) -> Iterator[tuple[str, bytes]]:
        for name in archive.namelist():
            folder, file = posixpath.split(name)
            if folder in _MAIN_FOLDERS and file.endswith(".xml"):
                content = archive.read(name)
                part = _bare(content)
                if file == _STYLES:
                    self._styles, part = content, _with_one_border(part)
                self.sheets += len(_SHEET.findall(part))
                yield name, self._counted(part, _COSTLY.get(file, 1))
            elif folder in _SHEET_FOLDERS and file.endswith(".xml"):
                yield name, self._counted(self._sheet(_bare(archive.read(name))))
            elif file.endswith(".rels"):
                of_main = posixpath.dirname(folder) in _MAIN_FOLDERS
                yield name, self._counted(_bare(archive.read(name))) if of_main else _NO_RELATIONS

    def _sheet(self, part: bytes) -> bytes:
        rows = [number for _, number in _ROW.findall(part)]
        if len(set(rows)) < len(rows):
            raise broken()
        tags = (tag for _, tag in _SPANNING.findall(part))
        self.ranges += [range.decode("latin-1") for tag in tags for range in _RANGE.findall(tag)]
        if not _ANY_FORMULA.search(part):
            return part
        self.has_formulas = True
        part = _FORMULA.sub(rb"<\1f/>", part)
        if _FORMULA_WITH_MORE.search(part):
            raise broken()
        return part

    def _counted(self, part: bytes, weight: int = 1) -> bytes:
        if _RUN.search(part):
            self.has_runs = True
            if _TEXT_BESIDE_RUNS.search(part):  # of these the library would lose the runs
                raise broken()
        self._elements += (part.count(b"<") - part.count(b"</")) * weight
        if self._elements > MOST_ELEMENTS or _LONG.search(part):
            raise too_large()
        return part


def custom_properties(part: bytes) -> dict[str, str]:
    """The texts among a workbook's custom properties, by name; of a part that is not sound, none: they mean nothing to most."""
    found: dict[str, str] = {}
    names: list[str] = []

    def begin(tag: str, attributes: dict[str, str]) -> None:
        if tag.endswith("property"):
            names.append(attributes.get("name", ""))

    def text(data: str) -> None:
        if names:
            found[names[-1]] = (found.get(names[-1], "") + data)[:LONGEST_PROPERTY]

    if len(part) > _LONGEST_PROPERTIES or b"<!DOCTYPE" in part or b"\0" in part:
        return {}
    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.CharacterDataHandler = begin, text
    try:
        parser.Parse(part, True)
    except expat.ExpatError:
        return {}
    return {name: value.strip() for name, value in found.items()}


def _bare(part: bytes) -> bytes:
    """The part without what no table needs. None declares a document type, and so no entity of its own."""
    if b"\0" in part or b"<!DOCTYPE" in part:
        raise broken()
    for strict, usual in _STRICT.items():
        part = part.replace(strict, usual)
    if root := _ROOT.search(part):
        for name in _BESIDE_THE_TABLE:
            part = _without(part, root[1] + name)
    return part


def _with_one_border(styles: bytes) -> bytes:
    """The styles with one border for all: the library asks for that of each cell that is merged."""
    if not (root := _ROOT.search(styles)):
        return styles
    styles = _BORDER_OF_A_STYLE.sub(b"", styles)
    end = b"</" + root[1] + b"styleSheet"
    one = b"<%sborders><%sborder/></%sborders>" % ((root[1],) * 3)
    return styles.replace(end, one + end)


def _without(part: bytes, name: bytes) -> bytes:
    """The part from its beginning to the first element of that name, and on from the end of the last."""
    closing = b"</" + name + b">"
    start, end = part.find(b"<" + name), part.rfind(closing)
    return part[:start] + part[end + len(closing) :] if 0 <= start < end else part


def _refuse_odd_entries(entries: list[zipfile.ZipInfo]) -> None:
    if any(entry.flag_bits & _ENCRYPTED for entry in entries):
        raise _locked()
    names = {entry.filename for entry in entries}
    if len(names) < len(entries) or any(entry.compress_type not in _METHODS for entry in entries):
        raise broken()
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise _with_macros()
    # zipfile gives no part more bytes than its entry promises, so that the promises are what there can be.
    if sum(entry.file_size for entry in entries) > MOST_UNPACKED:
        raise too_large()


def _refuse_other_kinds(data: bytes) -> None:
    if data.startswith(_OLE):
        raise _locked() if "EncryptedPackage".encode("utf-16-le") in data else _old_kind()
    if not data.startswith(b"PK"):
        message = say("The file is called .xlsx, but is no Excel workbook.")
        raise NoWorkbook(
            message, say("Open it in Excel or WPS, and save it as .xlsx; a new name alone is not enough.")
        )


def broken() -> NoWorkbook:
    """The one refusal for whatever is wrong inside."""
    message = say("The workbook is damaged and cannot be read.")
    return NoWorkbook(message, say("Open it in Excel or WPS, and save it again as .xlsx."))


def too_large() -> NoWorkbook:
    """The refusal of what would take too long."""
    message = say("The workbook is too large to be read, or is formatted far beyond its contents.")
    hint = say("Delete the empty rows and columns after the table, or copy the table into a new workbook.")
    return NoWorkbook(message, hint, rules.FILE_TOO_LARGE)


def _locked() -> NoWorkbook:
    message = say("The workbook is locked with a password.")
    return NoWorkbook(message, say("Open it, remove the password, and save it again."))


def _old_kind() -> NoWorkbook:
    message = say("The workbook is of the old kind (.xls) under a new name.")
    return NoWorkbook(message, say("Open it in Excel or WPS, and save it as .xlsx."))


def _with_macros() -> NoWorkbook:
    message = say("The workbook holds macros.")
    return NoWorkbook(message, say("Save it as .xlsx without macros."))
