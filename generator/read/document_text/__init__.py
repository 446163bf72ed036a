"""Every text in a document: what is shown, and what is not (comments, properties, hidden sheets, deleted words, alt texts).

:func:`text_of_attachment` reads one document, :func:`~generator.read.document_text.examination.examined` many of them
under a limit of time. What is read is the whole container, not what a reader for the screen would show: python-docx
and openpyxl skip comments, tracked changes, text boxes, custom properties and hidden parts, where such values lie.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from generator.read.document_text.office import office_parts
from generator.read.document_text.parts import Part, Reason, Unexaminable
from generator.read.document_text.pictures import picture_parts
from generator.read.document_text.plain import plain_parts

MOST_BYTES = 100_000_000
DEEPEST = 2
"""Documents within documents that are followed."""
HEAD = 1024
"""Bytes from the beginning that tell what a file is."""
_PICTURES = (b"\x89PNG", b"\xff\xd8", b"GIF8", b"RIFF")
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_TEXTS = frozenset({".csv", ".txt", ".md", ".json", ".xml"})


def text_of_attachment(path: Path) -> tuple[Part, ...]:
    """Every text in the file, with its place. Raises :class:`Unexaminable` if not all of it can be read."""
    return tuple(parts_of_attachment(path))


def parts_of_attachment(path: Path) -> Iterator[Part]:
    """The same, text by text."""
    try:
        if path.stat().st_size > MOST_BYTES:
            raise Unexaminable(Reason.TOO_LARGE)
        data = path.read_bytes()
    except OSError:
        raise Unexaminable(Reason.DAMAGED) from None
    yield from parts_of(data, path.suffix.lower(), 0)


def parts_of(data: bytes, suffix: str, depth: int) -> Iterator[Part]:
    """The same of a document's bytes; what it is follows from how it begins, else from its suffix."""
    if depth > DEEPEST:
        raise Unexaminable(Reason.TOO_DEEP)
    if _is_package(data):
        yield from office_parts(data, lambda inner, ending: parts_of(inner, ending, depth + 1))
    elif _is_pdf(data):
        # Not before: its library starts slowly, and few documents have need of it in the process that asks.
        from generator.read.document_text.pdf import pdf_parts

        yield from pdf_parts(data, lambda inner, ending: parts_of(inner, ending, depth + 1))
    elif data.startswith(_PICTURES):
        yield from picture_parts(data)
    elif data.startswith(_OLE):
        raise Unexaminable(
            Reason.LOCKED if "EncryptedPackage".encode("utf-16-le") in data else Reason.UNKNOWN_KIND
        )
    elif suffix in _TEXTS or not suffix:
        yield from plain_parts(data, suffix)
    else:
        raise Unexaminable(Reason.UNKNOWN_KIND)


def is_container(head: bytes) -> bool:
    """Whether a file that begins so has to be taken apart: a Word or Excel file, or a PDF."""
    return _is_package(head) or _is_pdf(head)


def _is_package(data: bytes) -> bool:
    return data.startswith(b"PK")


def _is_pdf(data: bytes) -> bool:
    return b"%PDF-" in data[:HEAD]
