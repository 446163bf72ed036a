"""Files that records name: what may be attached, and what was found in ``data/attachments/``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

ATTACHMENTS = "attachments"
"""The folder: below ``data/`` where staff put the files, at the top of the site where the public finds them."""


MOST_TEXT = 10_000
"""Characters of a file's text, from its beginning, in which the search finds words."""


class Content(StrEnum):
    """What a file holds, told from its bytes; the name of the file plays no part."""

    PDF = "pdf"
    DOCX = "docx"
    XLSX = "xlsx"
    CSV = "csv"
    """Text in an encoding that tables may have; whether it is a table nobody can tell."""
    PNG = "png"
    JPEG = "jpg"
    MARKUP = "markup"
    OLD_OFFICE = "old-office"
    """The format of Office before 2007, in which newer Office keeps files with a password, too."""
    ARCHIVE = "archive"
    EMPTY = "empty"
    LINK = "link"
    SPECIAL = "special"
    UNREADABLE = "unreadable"
    TOO_LARGE = "too-large"
    UNKNOWN = "unknown"


SUFFIXES: Mapping[str, Content] = {
    ".pdf": Content.PDF,
    ".docx": Content.DOCX,
    ".xlsx": Content.XLSX,
    ".csv": Content.CSV,
    ".png": Content.PNG,
    ".jpg": Content.JPEG,
    ".jpeg": Content.JPEG,
}
"""What may be attached, by the end of its name in lowercase."""

WITH_TEXT = frozenset({Content.PDF, Content.DOCX, Content.XLSX, Content.CSV})
"""In which the search finds words."""

MEDIA_TYPES: Mapping[str, str] = {
    Content.PDF: "application/pdf",
    Content.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Content.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Content.CSV: "text/csv",
    Content.PNG: "image/png",
    Content.JPEG: "image/jpeg",
}
"""Their names in MIME (IANA's registry of media types)."""


class Placeholder(StrEnum):
    """What may stand in the place of a file, as text."""

    POINTER = "pointer"
    """By which a program beside git finds the file elsewhere."""
    LINK = "link"
    """The path of another file, as git writes a link on a computer that knows none."""
    MERGE = "merge"
    """Both sides of a merge that nobody finished."""


@dataclass(frozen=True, slots=True)
class AttachmentFile:
    """A file below ``data/attachments/``.

    ``path`` is what records call it: from that folder on, parted by ``/``, in NFC. ``stored`` is where
    it lies, relative to the root, as the disk has it. ``sha256`` is empty where the file was not read.
    """

    path: str
    stored: str
    content: Content
    size: int = 0
    """Bytes."""
    sha256: str = ""
    active: str = ""
    """The first part or cell in it that would run or fetch something when it is opened; empty: none was found."""
    instead: tuple[Placeholder, int | None] | None = None
    """What stands there in its place, and on which line that shows."""
    text: str = ""
    """What it shows to whoever opens it, up to :data:`MOST_TEXT` characters; the gate reads it. Nothing for pictures."""
