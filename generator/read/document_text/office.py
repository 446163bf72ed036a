"""Word and Excel files: every part of the container, whatever it is for.

Read by Python's own zipfile and expat: sizes are checked before anything is unpacked, and a document type (and so any
entity) is refused.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Iterator

from generator.read.document_text.loose_text import loose_texts
from generator.read.document_text.markup import Markup, read_markup
from generator.read.document_text.parts import Part, Reason, Section, Unexaminable, Within
from generator.read.document_text.sheet_cells import shared_strings, sheet_cells, sheet_names
from generator.read.document_text.zip_gaps import bytes_behind_content, bytes_beside_entries, unnamed_entries
from generator.read.files.broken_zip import BROKEN_ZIP
from generator.read.text.decoding import decode

MOST_UNPACKED = 200_000_000
"""Bytes that the entries may unpack to, so that a small file cannot fill the memory."""
MOST_ENTRIES = 20_000
_ENCRYPTED = 0x1
_MARKUP = (".xml", ".rels", ".vml", ".xhtml", ".html")
_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".webp")
_SHEETS, _STRINGS = "xl/worksheets/sheet", "xl/sharedStrings.xml"
_SECTIONS = (
    ("comment", Section.COMMENTS), ("header", Section.HEADERS), ("footer", Section.HEADERS), ("note", Section.NOTES),
    ("docprops", Section.PROPERTIES), ("customxml", Section.PROPERTIES),
)  # fmt: skip


def office_parts(data: bytes, within: Within) -> Iterator[Part]:
    """Every text of the container. ``within`` reads the documents that it holds."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _refuse_bombs(archive.infolist())
            strings = _strings(archive)
            names = sheet_names(archive)
            yield from _plain_parts(archive.comment.decode("utf-8", "replace"), Section.PROPERTIES)
            yield from _parts_beside_entries(data, archive.infolist(), within)
            yield from _plain_parts("\n".join(archive.namelist()), Section.ATTRIBUTES)
            for entry in archive.infolist():
                if entry.filename != _STRINGS:
                    yield from _entry_parts(entry.filename, archive.read(entry), strings, names, within)
    except BROKEN_ZIP:
        raise Unexaminable(Reason.DAMAGED) from None


def _refuse_bombs(entries: list[zipfile.ZipInfo]) -> None:
    if any(entry.flag_bits & _ENCRYPTED for entry in entries):
        raise Unexaminable(Reason.LOCKED)
    # zipfile gives no entry more bytes than it promises, so that the promises are what there can be.
    if len(entries) > MOST_ENTRIES or sum(entry.file_size for entry in entries) > MOST_UNPACKED:
        raise Unexaminable(Reason.TOO_LARGE)


def _parts_beside_entries(data: bytes, entries: list[zipfile.ZipInfo], within: Within) -> Iterator[Part]:
    """What no program for documents shows, and what an earlier one may have left there."""
    for gap in (
        *bytes_beside_entries(data, entries),
        *(behind for entry in entries if (behind := bytes_behind_content(data, entry))),
    ):
        yield from (Part(text, Section.EMBEDDED) for text in loose_texts(gap))
    for name, content in unnamed_entries(data, entries, MOST_UNPACKED):
        try:
            parts = tuple(_entry_parts(name, content, [], {}, within))
        except Unexaminable:
            parts = tuple(Part(text, Section.EMBEDDED) for text in loose_texts(content))
        yield from (Part(part.text, Section.EARLIER) for part in parts)


def _strings(archive: zipfile.ZipFile) -> list[str]:
    return shared_strings(archive.read(_STRINGS)) if _STRINGS in archive.namelist() else []


def _entry_parts(
    name: str, data: bytes, strings: list[str], sheets: dict[str, str], within: Within
) -> Iterator[Part]:
    lower = name.lower()
    if name in sheets or lower.startswith(_SHEETS):
        yield from sheet_cells(data, sheets.get(name, posixpath.basename(name)), strings)
    elif lower.endswith(_MARKUP):
        yield from _markup_parts(read_markup(data), _section(lower))
    elif lower.endswith(_PICTURES) or data.startswith((b"PK", b"%PDF-")):
        yield from (Part(part.text, Section.EMBEDDED) for part in within(data, posixpath.splitext(lower)[1]))
    elif isinstance(text := decode(data), str):
        yield from _plain_parts(text, Section.EMBEDDED)
    else:
        yield from (Part(text, Section.EMBEDDED) for text in loose_texts(data))


def _plain_parts(text: str, section: Section) -> Iterator[Part]:
    if text.strip():
        yield Part(text, section)


def _markup_parts(markup: Markup, section: Section) -> Iterator[Part]:
    if markup.text.strip():
        yield Part(markup.text, section)
    if markup.attributes:
        yield Part(markup.attributes, Section.ATTRIBUTES)


def _section(name: str) -> Section:
    return next((section for word, section in _SECTIONS if word in name), Section.BODY)
