"""Ids and addresses: where a record's page stands, for good.

A file name keeps lowercase ASCII letters, digits, ``-`` and letters without case (Han, kana …);
each other byte of the id's UTF-8 form becomes ``~`` and two hex digits, so that two ids never
share a file, on any file system, and any id can be typed: ``Int 0804-1996-A``, ``〔2026〕14号``.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from pathlib import Path

from generator.model.attachment import ATTACHMENTS

MAX_FILE_NAME_BYTES = 200
"""Room for a suffix within the 255 bytes that common file systems allow a name."""

OPEN_DATA = "open-data"
"""The folder of the page that leads to all downloads."""
RESERVED_IDS = frozenset({"index"})
RESERVED_TYPES = frozenset(
    {
        "search",
        "assets",
        ATTACHMENTS,
        OPEN_DATA,
        "data",
        "datapackage",
        "feed",
        "en",
        "zh",
        "family",
        "completeness",
        "governance",
        "corrections",
    }
)

MANIFEST = "manifest.json"
"""The address of the list of a built site's files."""
SIGNATURE = f"{MANIFEST}.sig"
"""The address of its signature, where a site is signed."""


def own_manifest(tree: Path) -> Path:
    """Where the whole manifest of a tree stands: beside it, out of reach of a web server."""
    return tree.with_name(f"{tree.name}.{MANIFEST}")


@lru_cache(maxsize=65536)
def file_name(id: str) -> str:
    """The file name, without suffix, of a record id."""
    text = unicodedata.normalize("NFC", id)
    return "".join(char if _stays(char) else _escaped(char) for char in text)


def _stays(char: str) -> bool:
    if char.isascii():
        return char.islower() or char.isdigit() or char == "-"
    return unicodedata.category(char) == "Lo"


def _escaped(char: str) -> str:
    return "".join(f"~{byte:02x}" for byte in char.encode("utf-8", "surrogatepass"))


def is_publishable(id: str) -> bool:
    """Whether the id can stand as an address: not reserved, and its file name not too long."""
    name = file_name(id)
    return bool(name) and name not in RESERVED_IDS and len(name.encode("utf-8")) <= MAX_FILE_NAME_BYTES


def record_address(type: str, id: str) -> str:
    """A record page's address from the site's root."""
    return f"{type}/{file_name(id)}.html"


def twin_address(type: str, id: str) -> str:
    """The address of a record's JSON twin from the site's root; one twin serves all languages."""
    return f"{type}/{file_name(id)}.json"


def notice_address(type: str, id: str) -> str:
    """The address of a record's notice on paper from the site's root; one notice serves all languages."""
    return f"{type}/notice/{file_name(id)}.html"


def attachment_address(path: str) -> str:
    """The address of an attachment from the site's root, by its path; every language leads to the same file."""
    return f"{ATTACHMENTS}/{path}"


def listing_address(type: str, page: int | None = None) -> str:
    """The address of a listing: the newest page, or the page of that number (1 holds the oldest)."""
    return f"{type}/index.html" if page is None else f"{type}/page/{page}.html"


def relative(target: str, base: str) -> str:
    """A link from the page at ``base`` to ``target``, both addresses from the site's root."""
    ours, theirs = base.split("/")[:-1], target.split("/")
    shared = 0
    while shared < min(len(ours), len(theirs) - 1) and ours[shared] == theirs[shared]:
        shared += 1
    return "../" * (len(ours) - shared) + "/".join(theirs[shared:])
