"""PDF files: the text of each page, and every text string that anything in the file leads to.

Notes, form fields, bookmarks, link targets, document properties and XMP are found without a list of them, since the
objects are followed from the trailer on.
"""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from typing import Any

from pypdf import PdfReader
from pypdf.generic import ArrayObject, ByteStringObject, DictionaryObject, StreamObject, TextStringObject

from generator.read.document_text.parts import Part, Reason, Section, Unexaminable, Within

MOST_PAGES = 3_000
MOST_OBJECTS = 500_000
_SKIPPED_KEYS = frozenset({"/Parent", "/Contents", "/Font", "/ID", "/CIDSystemInfo"})
"""What leads back, what :meth:`extract_text` reads, fonts, and the file's own digests. A note's /Contents is a text."""
_MAGICS = {b"PK": ".zip", b"%PDF": ".pdf"}


def pdf_parts(data: bytes, within: Within) -> Iterator[Part]:
    """Every text of the file. ``within`` reads the files that are attached to it."""
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it tells the terminal of every odd object
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise Unexaminable(Reason.LOCKED)
        if len(reader.pages) > MOST_PAGES:
            raise Unexaminable(Reason.TOO_LARGE)
        walk = _Walk()
        for number, page in enumerate(reader.pages, 1):
            yield Part(page.extract_text(), Section.PAGE, number)
            walk.skip(page)
            yield from (Part(text, Section.COMMENTS, number) for text in walk.texts(page))
        yield from (Part(text, Section.PROPERTIES) for text in walk.texts(reader.trailer))
        for inner in walk.files:
            suffix = next((suffix for magic, suffix in _MAGICS.items() if inner.startswith(magic)), "")
            yield from (Part(part.text, Section.EMBEDDED) for part in within(inner, suffix))
    except Unexaminable:
        raise
    except Exception:  # pypdf raises whatever a damaged file makes it meet
        raise Unexaminable(Reason.DAMAGED) from None


class _Walk:
    """Follows objects to every text string, each object once; what was attached gathers in ``files``."""

    def __init__(self) -> None:
        self.files: list[bytes] = []
        self._seen: set[Any] = set()

    def skip(self, page: DictionaryObject) -> None:
        """Do not come back to a page that is followed by itself."""
        if page.indirect_reference:
            self._seen.add(page.indirect_reference.idnum)

    def texts(self, start: Any) -> Iterator[str]:
        open_ = [start]
        while open_:
            found = open_.pop()
            reference = getattr(found, "idnum", None)
            if reference is not None:
                if reference in self._seen:
                    continue
                self._seen.add(reference)
                if len(self._seen) > MOST_OBJECTS:
                    raise Unexaminable(Reason.TOO_LARGE)
            thing = found.get_object() if hasattr(found, "get_object") else found
            if isinstance(thing, TextStringObject | ByteStringObject):
                yield _decoded(thing)
            elif isinstance(thing, ArrayObject):
                open_ += list(thing)
            elif isinstance(thing, DictionaryObject):
                yield from self._stream(thing)
                open_ += [value for key, value in thing.items() if _leads_on(key, value)]

    def _stream(self, thing: DictionaryObject) -> Iterator[str]:
        if not isinstance(thing, StreamObject):
            return
        if thing.get("/Type") == "/EmbeddedFile":
            self.files.append(thing.get_data())
        elif thing.get("/Type") == "/Metadata" or thing.get("/S") == "/JavaScript":
            yield thing.get_data().decode("utf-8", "replace")


def _decoded(text: TextStringObject | ByteStringObject) -> str:
    return text if isinstance(text, str) else text.decode("latin-1")


def _leads_on(key: str, value: Any) -> bool:
    return key not in _SKIPPED_KEYS or (
        key == "/Contents" and isinstance(value, TextStringObject | ByteStringObject)
    )
