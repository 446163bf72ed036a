"""Bytes of an attachment → what they hold, and what in them would act when somebody opens them.

The first bytes decide, as they do for a browser or an office program that mistrusts a name: a page
that was renamed to ``.pdf`` is a page. Of a container only its table of contents is unpacked.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile

from generator.model.files.attachment import Content
from generator.read.files.broken_zip import BROKEN_ZIP
from generator.read.text.decoding import decode

_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_ZIP = b"PK\x03\x04"
_BEGINNINGS = {
    b"%PDF-": Content.PDF,
    b"\x89PNG\r\n\x1a\n": Content.PNG,
    b"\xff\xd8\xff": Content.JPEG,
    _OLE: Content.OLD_OFFICE,
}
_END_OF_ZIP = b"PK\x05\x06"
_SIZE_OF_CONTENTS = 12
"""Where in that last record the length of the table of contents stands (APPNOTE 4.3.16)."""
LONGEST_CONTENTS = 1_000_000
"""Bytes of a container's table of contents: room for ten thousand parts, where a document has a hundred."""
LONGEST_TYPES = 1_000_000
"""Bytes of the part that says what the other parts are."""
_TYPES = "[Content_Types].xml"
_MAIN_PARTS = {
    b"officedocument.wordprocessingml.document.main+xml": Content.DOCX,
    b"officedocument.spreadsheetml.sheet.main+xml": Content.XLSX,
    b"ms-word.document.macroEnabled": Content.DOCX,
    b"ms-excel.sheet.macroEnabled": Content.XLSX,
}
_ACTIVE_PART = re.compile(
    r"vbaproject[^/]*\.bin$|/activex/|/externallinks/|/embeddings/[^/]*\.bin$", re.IGNORECASE
)
"""Macros, controls, links to other workbooks (and commands: DDE), and objects of other programs."""
_FORMULA = re.compile(
    r"(?:^|[,;\t\r\n])[ \"]*((?:[=@＝＠]|[+\-＋－](?![0-9.%eE]*[ \"]*(?:[,;\t\r\n]|$)))[^,;\t\r\n]{0,20})"
)
"""A cell that a spreadsheet takes for a formula; a signed number is none, nor is a dash alone."""


def content_of(data: bytes) -> tuple[Content, str]:
    """What ``data`` hold, and the first thing in them that would act (empty: none was found)."""
    if not data.strip():
        return Content.EMPTY, ""
    for beginning, content in _BEGINNINGS.items():
        if data.startswith(beginning):
            return content, ""
    return _packed(data) if data.startswith(_ZIP) else _text(data)


def _packed(data: bytes) -> tuple[Content, str]:
    try:
        if _length_of_contents(data) > LONGEST_CONTENTS:
            return Content.ARCHIVE, ""
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
            with archive.open(_TYPES) as part:
                types = part.read(LONGEST_TYPES)
    except BROKEN_ZIP:
        return Content.ARCHIVE, ""
    content = next((content for name, content in _MAIN_PARTS.items() if name in types), Content.ARCHIVE)
    return content, next((name for name in names if _ACTIVE_PART.search(name)), "")


def _length_of_contents(data: bytes) -> int:
    at = data.rindex(_END_OF_ZIP) + _SIZE_OF_CONTENTS
    return int(struct.unpack("<L", data[at : at + 4])[0])


def _text(data: bytes) -> tuple[Content, str]:
    text = decode(data)
    if not isinstance(text, str):
        return Content.UNKNOWN, ""
    if text.lstrip().startswith("<"):
        return Content.MARKUP, ""
    formula = _FORMULA.search(text)
    return Content.CSV, formula[1].strip() if formula else ""
