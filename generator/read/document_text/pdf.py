"""PDF files: the text of each page, and every text string that anything in the file holds, in each of its versions.

Whoever saves a PDF adds to it as a rule: what was there before stays in the file, unreferenced, and everybody who has the file
can bring it back. So each version is read as it was, and then every object that none of them led to. Notes, form fields,
bookmarks, link targets, document properties and XMP are found without a list of them, since the objects are followed from the
trailer on.
"""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Callable, Hashable, Iterator
from dataclasses import replace
from functools import partial
from itertools import chain
from typing import Any, TypeVar, cast

from pypdf import PageObject, PdfReader
from pypdf.generic import (
    ArrayObject,
    ByteStringObject,
    DictionaryObject,
    EncodedStreamObject,
    IndirectObject,
    StreamObject,
    TextStringObject,
    read_object,
)

from generator.read.document_text.loose_text import loose_texts
from generator.read.document_text.parts import Part, Reason, Section, Unexaminable, Within
from generator.read.text.decoding import decode

T = TypeVar("T")
MOST_PAGES = 3_000
MOST_OBJECTS = 500_000
MOST_VERSIONS = 100
_SKIPPED_KEYS = frozenset({"/Parent", "/Contents", "/Font", "/ID", "/CIDSystemInfo"})
"""What leads back, what :meth:`extract_text` reads, fonts, and the file's own digests. A note's /Contents is a text."""
_MAGICS = {b"PK": ".zip", b"%PDF": ".pdf"}
_END = re.compile(rb"%%EOF\r?\n?")
_OBJECT = re.compile(rb"(?<!\d)(\d{1,10})\s{1,8}(\d{1,5})\s{1,8}obj\b")
_OBJECT_ENDS = b"endobj"
_NO_TEXT = frozenset({"/FunctionType", "/ShadingType", "/CMapName", "/Length1", "/N"})
"""Keys of streams that draw, compute or encode."""
_NO_TEXT_KINDS = frozenset({"/Image", "/XRef", "/ObjStm", "/Type1C", "/CIDFontType0C", "/OpenType"})
_FONT_FILES = frozenset({"/FontFile", "/FontFile2", "/FontFile3"})
_CMAP = b"begincmap"
_DRAWING = re.compile(rb"\b(?:BT|T[fjJdm]|cm|re|Do|BI|gs|d[01])\s")
"""Operators of what pages and letters are drawn by: numbers in it are places."""
_JPEG = b"\xff\xd8"


def pdf_parts(data: bytes, within: Within) -> Iterator[Part]:
    """Every text of the file. ``within`` reads the files that are attached to it."""
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it tells the terminal of every odd object
    try:
        file = _File(data)
        found = (file.last_version(), file.earlier_versions(), file.objects_that_nothing_leads_to())
        for part in chain.from_iterable(found):
            # Of the library's texts the signs alone: whoever has them needs the library no more.
            yield replace(part, text=str.__str__(part.text))
        for inner in file.attached:
            suffix = next((suffix for magic, suffix in _MAGICS.items() if inner.startswith(magic)), "")
            yield from (Part(part.text, Section.EMBEDDED) for part in within(inner, suffix))
    except Unexaminable:
        raise
    except Exception:  # pypdf raises whatever a damaged file makes it meet
        raise Unexaminable(Reason.DAMAGED) from None


class _File:
    """A file while it is read: each object once, wherever several versions share it; what was attached gathers in
    ``attached``.
    """

    def __init__(self, data: bytes) -> None:
        self.attached: list[bytes] = []
        self._data = data
        self._ends = [match.end() for match in _END.finditer(data)]
        if len(self._ends) > MOST_VERSIONS:
            raise Unexaminable(Reason.TOO_SLOW)
        self._readers: list[PdfReader] = []
        self._seen: set[Hashable] = set()
        """Places of the objects that were followed."""
        self._contents: set[Hashable] = set()
        """Places of what pages are drawn by, which is read as a page, and of fonts."""
        self._pages: set[frozenset[Hashable]] = set()
        self._shown = ""

    def last_version(self) -> Iterator[Part]:
        """What the file shows, and whatever its trailer leads to."""
        reader = self._opened(self._data)
        for number, page in enumerate(reader.pages, 1):
            text = self._read_page(page, reader)
            yield Part(text, Section.PAGE, number)
            if page.indirect_reference:  # do not come back to a page that is followed by itself
                self._seen.add(_place(page.indirect_reference, reader))
            yield from self._followed(page, reader, Section.COMMENTS, number)
        yield from self._followed(reader.trailer, reader, Section.PROPERTIES)

    def earlier_versions(self) -> Iterator[Part]:
        """What pages showed before, as far as anything that they are made of has changed."""
        for end in reversed(self._ends[:-1]):
            opened = _attempted(partial(self._opened_with_pages, self._data[:end]))
            if opened is None:  # no version ends there: its objects are read one by one
                continue
            reader, pages = opened
            for page in pages:
                if _looks(page, reader) not in self._pages:
                    yield from self._earlier_page(page, reader)

    def objects_that_nothing_leads_to(self) -> Iterator[Part]:
        """What is left in the file of earlier versions, or was put there to be found by those who know of it."""
        known: set[int] = set()
        for reader in self._readers:
            for reference in _references(reader):
                found = _object(reference)
                if isinstance(found, DictionaryObject):
                    self._contents |= {_place(font, reader) for font in _font_files(found)}
                    yield from self._page_taken_out(found, reference, reader)
        for reader in self._readers:
            yield from self._followed(reader.trailer, reader, Section.EARLIER)
            for reference in _references(reader):
                yield from self._followed(reference, reader, Section.EARLIER)
            known |= {
                _skip_blanks(self._data, place) for table in reader.xref.values() for place in table.values()
            }
        done = 0
        while match := _OBJECT.search(self._data, done):
            yield from _loose(self._data[done : match.start()])
            end = self._data.find(_OBJECT_ENDS, match.end())
            end = len(self._data) if end == -1 else end + len(_OBJECT_ENDS)
            if match.start() not in known:
                yield from self._unlisted(match, end)
            done = end
        yield from _loose(self._data[done:])

    def _opened(self, data: bytes) -> PdfReader:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise Unexaminable(Reason.LOCKED)
        if len(reader.pages) > MOST_PAGES:
            raise Unexaminable(Reason.TOO_LARGE)
        self._readers.append(reader)
        return reader

    def _opened_with_pages(self, data: bytes) -> tuple[PdfReader, list[PageObject]]:
        reader = self._opened(data)
        return reader, list(reader.pages)

    def _read_page(self, page: PageObject, reader: PdfReader) -> str:
        if len(self._ends) > 1:  # else there is nothing to compare it with
            self._pages.add(_looks(page, reader))
        self._contents |= _reached([dict.get(page, "/Contents")], reader)
        text = page.extract_text()
        self._shown += "".join(text.split()) + "\n"
        return text

    def _earlier_page(self, page: PageObject, reader: PdfReader) -> Iterator[Part]:
        shown = self._shown
        text = _attempted(partial(self._read_page, page, reader))
        if text and "".join(text.split()) not in shown:
            yield Part(text, Section.EARLIER)

    def _page_taken_out(
        self, found: DictionaryObject, reference: IndirectObject, reader: PdfReader
    ) -> Iterator[Part]:
        if _value(found, "/Type") == "/Page" and _place(reference, reader) not in self._seen:
            page = PageObject(reader, reference)
            page.update(found)
            if _looks(page, reader) not in self._pages:
                yield from self._earlier_page(page, reader)

    def _unlisted(self, match: re.Match[bytes], end: int) -> Iterator[Part]:
        """An object that no version's table names."""
        reader = self._readers[0]
        try:
            stream = io.BytesIO(self._data)
            stream.seek(match.end())
            found = read_object(stream, reader)
            if reader._encryption is not None:
                found = reader._encryption.decrypt_object(found, int(match[1]), int(match[2]))
            parts = list(self._followed(found, reader, Section.EARLIER))
        except Unexaminable:
            raise
        except Exception:  # half of an object, or none
            parts = list(_loose(self._data[match.start() : end]))
        yield from parts

    def _followed(self, start: Any, reader: PdfReader, section: Section, number: int = 0) -> Iterator[Part]:
        """Every text that something leads to, each object once."""
        open_ = [start]
        while open_:
            found = open_.pop()
            place: Hashable = None
            if isinstance(found, IndirectObject):
                place = _place(found, reader)
                if place in self._seen:
                    continue
                self._seen.add(place)
                if len(self._seen) > MOST_OBJECTS:
                    raise Unexaminable(Reason.TOO_LARGE)
            thing = _object(found) if section is Section.EARLIER else found.get_object()
            if isinstance(thing, TextStringObject | ByteStringObject):
                yield from self._string(thing, section, number)
            elif isinstance(thing, ArrayObject):
                open_ += list(thing)
            elif isinstance(thing, DictionaryObject):
                if isinstance(thing, StreamObject) and place not in self._contents:
                    yield from self._stream(thing, section, number)
                self._attach(thing, reader)
                open_ += [value for key, value in thing.items() if _leads_on(key, value)]

    def _string(
        self, text: TextStringObject | ByteStringObject, section: Section, number: int
    ) -> Iterator[Part]:
        plain = text if isinstance(text, str) else text.decode("latin-1")
        if plain.strip():
            yield Part(plain, section, number)

    def _attach(self, thing: DictionaryObject, reader: PdfReader) -> None:
        """The files of a file specification; a stream without a type is one by that alone."""
        files = _value(thing, "/EF")
        for reference in files.values() if isinstance(files, DictionaryObject) else ():
            place = _place(reference, reader) if isinstance(reference, IndirectObject) else id(reference)
            stream = reference.get_object()
            if place not in self._seen and isinstance(stream, StreamObject):
                self._seen.add(place)
                self.attached.append(stream.get_data())

    def _stream(self, thing: StreamObject, section: Section, number: int) -> Iterator[Part]:
        kinds = {_value(thing, "/Type"), _value(thing, "/Subtype")}
        if "/EmbeddedFile" in kinds:
            self.attached.append(thing.get_data())
        elif "/Form" in kinds:
            yield from self._drawn(thing, section, number)
        elif "/Image" in kinds and "DCTDecode" in str(_value(thing, "/Filter")):
            if (picture := thing.get_data()).startswith(_JPEG):
                self.attached.append(picture)
        elif not (kinds & _NO_TEXT_KINDS or _NO_TEXT & thing.keys() or _CMAP in (data := thing.get_data())):
            text = decode(data)
            if isinstance(text, str) and ("/Metadata" in kinds or not _DRAWING.search(data)):
                yield Part(text, section, number)
            else:
                yield from _loose(data)

    def _drawn(self, form: StreamObject, section: Section, number: int) -> Iterator[Part]:
        """What a form shows, as the look of a note or a field does, unless a page was seen to show it."""
        text = _attempted(
            lambda: self._readers[0].pages[0].extract_xform_text(cast("EncodedStreamObject", form))
        )
        if text is None:
            yield from _loose(form.get_data())
        elif "".join(text.split()) not in self._shown:
            yield Part(text, section, number)


def _looks(page: PageObject, reader: PdfReader) -> frozenset[Hashable]:
    """The places of everything that a page shows is made of: where they are the same, so is the page."""
    return frozenset(_reached([dict.get(page, "/Contents"), _resources(page)], reader))


def _resources(page: DictionaryObject) -> Any:
    """Those of the page, or of the group of pages that it stands in."""
    seen: set[int] = set()
    found: Any = page
    while isinstance(found, DictionaryObject) and "/Resources" not in found and id(found) not in seen:
        seen.add(id(found))
        found = _value(found, "/Parent")
    return dict.get(found, "/Resources") if isinstance(found, DictionaryObject) else None


def _reached(starts: list[Any], reader: PdfReader) -> set[Hashable]:
    """The places of all objects that something leads to."""
    places: set[Hashable] = set()
    open_ = starts
    while open_:
        found = open_.pop()
        if isinstance(found, IndirectObject):
            place = _place(found, reader)
            if place in places:
                continue
            places.add(place)
            if len(places) > MOST_OBJECTS:
                raise Unexaminable(Reason.TOO_LARGE)
            found = _object(found)
        if isinstance(found, ArrayObject):
            open_ += list(found)
        elif isinstance(found, DictionaryObject):
            open_ += [value for key, value in found.items() if key not in ("/Parent", "/Length")]
    return places


def _font_files(found: DictionaryObject) -> Iterator[IndirectObject]:
    """What the letters of a font look like."""
    letters = _value(found, "/CharProcs")
    looks = [dict.get(found, key) for key in _FONT_FILES]
    looks += letters.values() if isinstance(letters, DictionaryObject) else ()
    yield from (look for look in looks if isinstance(look, IndirectObject))


def _references(reader: PdfReader) -> Iterator[IndirectObject]:
    """All objects that a version's table names."""
    for generation, table in list(reader.xref.items()):
        yield from (IndirectObject(number, generation, reader) for number in list(table))
    yield from (IndirectObject(number, 0, reader) for number in list(reader.xref_objStm))


def _place(reference: IndirectObject, reader: PdfReader) -> Hashable:
    """Where an object stands in the file, the same for all versions that have it."""
    number, generation = reference.idnum, reference.generation
    if generation == 0 and number in reader.xref_objStm:
        stream, index = reader.xref_objStm[number]
        return reader.xref.get(0, {}).get(stream, id(reader)), index
    place = reader.xref.get(generation, {}).get(number)
    return (id(reader), number) if place is None else place


def _object(found: Any) -> Any:
    """What stands there, of a file that may be broken there."""
    return _attempted(found.get_object)


def _attempted(reading: Callable[[], T]) -> T | None:
    """What reading gives, or nothing where a version that is no longer shown is broken."""
    try:
        return reading()
    except (Unexaminable, MemoryError):
        raise
    except Exception:  # whatever pypdf raises
        return None


def _value(thing: DictionaryObject, key: str) -> Any:
    found = dict.get(thing, key)
    return None if found is None else found.get_object()


def _loose(data: bytes) -> Iterator[Part]:
    yield from (Part(text, Section.EMBEDDED) for text in loose_texts(data))


def _skip_blanks(data: bytes, place: int) -> int:
    while data[place : place + 1].isspace():
        place += 1
    return place


def _leads_on(key: str, value: Any) -> bool:
    return key not in _SKIPPED_KEYS or (
        key == "/Contents" and isinstance(value, TextStringObject | ByteStringObject)
    )
