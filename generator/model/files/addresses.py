"""Ids and addresses: where a record's page stands, for good; and :class:`Grant`, where the website may write at all.

A file name keeps lowercase ASCII letters, digits, ``-`` and letters without case (Han, kana …);
each other byte of the id's UTF-8 form becomes ``~`` and two hex digits, so that two ids never
share a file, on any file system, and any id can be typed: ``Int 0804-1996-A``, ``〔2026〕14号``.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, count
from pathlib import Path, PurePosixPath

from generator.model.files.attachment import ATTACHMENTS
from generator.model.text.catalogue import LANGUAGES
from generator.model.text.folding import canonical

MAX_FILE_NAME_BYTES = 200
"""Room for a suffix within the 255 bytes that common file systems allow a name."""

DATA, FEED = "data", "feed"
"""The folders of downloads and of feeds about more than one type. Neither holds a page."""
SEARCH, ASSETS, OPEN_DATA, FAMILY = "search", "assets", "open-data", "family"
OPEN_NAMES = f"{SEARCH}/index/open.bin"
"""Who is on notice now: the one file of the search that names people for a time."""
COMPLETENESS, GOVERNANCE, CORRECTIONS = "completeness", "governance", "corrections"
"""Folders of pages about more than one type: the search, all downloads, families …"""
FRAME_PAGE = "sunlit-frame"
"""The page by which an engine renders a frame; it is never published, and no other page may have its name."""
PAGE_SUFFIX = ".md"
RESERVED_IDS = frozenset({"index"})
OPEN_NOW = "open"
"""The folder of the page of what is open today, unless a type is called so (:func:`open_folder`)."""
_WITH_PAGES = frozenset(
    {SEARCH, ASSETS, OPEN_DATA, FAMILY, COMPLETENESS, GOVERNANCE, CORRECTIONS, ATTACHMENTS}
)
_WITHOUT_PAGES = frozenset({DATA, FEED})
_FILES = frozenset({"", "index", "404", "manifest", "robots", "sitemap", FRAME_PAGE})
"""What files at the top of the site are called, up to the first full stop: nothing in ``.nojekyll``."""
CATALOG_FILES = ("catalog.jsonld", "data.json")
"""What catalogues of data ask for at the top of a site."""
EXCEPTIONS = "exceptions"
"""The folder of ``data/`` that holds exceptions, and no records of a type."""
IMPORTS = "imports"
"""The folder of ``data/`` that says which columns of office files are which fields."""
RESERVED_TYPES = _WITH_PAGES | _WITHOUT_PAGES | frozenset(LANGUAGES) | {"datapackage", EXCEPTIONS, IMPORTS}
"""What no type may be called: its folder would be another's. ``data/datapackage.json`` describes all downloads."""
_NUMBERED = "sitemap-"
"""How the parts of a long sitemap begin."""
_UNSEEN = frozenset(
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u3164\uffa0"
    + "".join(map(chr, (*range(0x180B, 0x1810), *range(0x200B, 0x2010), *range(0x202A, 0x202F))))
    + "".join(map(chr, (*range(0x2060, 0x2070), *range(0xFE00, 0xFE10), 0xFEFF, *range(0xE0000, 0xE1000))))
)
"""Signs that file systems without case leave out when they compare names (Default_Ignorable_Code_Point)."""


@dataclass(frozen=True, slots=True)
class Grant:
    """Where the website may write, on any day and whatever the records are; nowhere else, and nobody else there.

    It follows from the types and the languages, by the first part of an address: families, sections, notices, years,
    downloads all stand in folders that are granted whole. So what people write in ``content/`` can be told apart from it
    once and for all, not only from the pages of today.
    """

    types: frozenset[str]
    languages: frozenset[str]
    open_now: str = OPEN_NOW
    """The folder of the page of what is open today."""

    def gives(self, address: str) -> bool:
        """Whether an address from the site's root is the website's own, by any spelling that a file system or server
        takes for the same. One that leaves the tree is nobody's.
        """
        parts = address.split("/")
        if not {"", ".", ".."}.isdisjoint(parts):
            return False
        if len(parts) > 1 and same_place(parts[0]) in self.languages:
            parts = parts[1:]
        first = same_place(parts[0])
        name = first.partition(".")[0]
        return (
            name in self.types
            or name == self.open_now
            or name in _WITH_PAGES  # as a page too: many servers take search.html for search/
            or name in _FILES
            or name.startswith(_NUMBERED)
            or (first in _WITHOUT_PAGES and len(parts) > 1)
            or (first in CATALOG_FILES and len(parts) == 1)
            or (name in self.languages and len(parts) == 1)
        )


def grant_of(types: Iterable[str], languages: Iterable[str]) -> Grant:
    """What a site with these types (by name) and languages (by code) may write."""
    names = frozenset(map(same_place, types))
    return Grant(names, frozenset(languages), open_folder(names))


def open_folder(types: Iterable[str]) -> str:
    """Where the page of what is open today stands: a type that a site calls so keeps its folder, and the page moves."""
    taken = frozenset(map(same_place, types))
    names = chain((OPEN_NOW,), (f"{OPEN_NOW}-now{number}" for number in chain(("",), count(2))))
    return next(name for name in names if name not in taken)


@dataclass(frozen=True, slots=True)
class PageGrant:
    """Where the pages that people wrote are put: at their own addresses, none of which the website's grant gives."""

    addresses: frozenset[str]

    def gives(self, address: str) -> bool:
        return address in self.addresses


def grant_of_pages(addresses: Iterable[str]) -> PageGrant:
    """What is left for pages that people wrote; those that stand in the website's place have given way before."""
    return PageGrant(frozenset(addresses))


@lru_cache(maxsize=4096)
def same_place(name: str) -> str:
    """The name of a file or folder as the least careful file system sees it: two with the same are one place.

    Some know no case, some no difference between composed and decomposed letters, some leave out what nobody sees, and
    some drop a full stop or a blank at the end.
    """
    if name.isascii() and name == name.lower():
        return name.rstrip(" .")
    seen = "".join(char for char in unicodedata.normalize("NFKC", name) if char not in _UNSEEN)
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKD", seen).casefold()).rstrip(" .")


def address_of_content(path: PurePosixPath) -> str:
    """Where a file of ``content/`` stands on the site, by its path from there: a page as HTML, a picture as it is.

    A page called README stands at the address of its folder.
    """
    if path.suffix.lower() != PAGE_SUFFIX:
        return path.as_posix()
    name = "index" if path.stem == "README" else path.stem
    return (path.parent / f"{name}.html").as_posix()


MANIFEST = "manifest.json"
"""The address of the list of a built site's files."""
SIGNATURE = f"{MANIFEST}.sig"
"""The address of its signature, where a site is signed."""


def own_manifest(tree: Path) -> Path:
    """Where the whole manifest of a tree stands: beside it, out of reach of a web server."""
    return tree.with_name(f"{tree.name}.{MANIFEST}")


def own_tombstones(tree: Path) -> Path:
    """The folder beside a tree of what is to stand at the addresses of files that do not last: out of reach as well."""
    return tree.with_name(f"{tree.name}.tombstones")


@lru_cache(maxsize=65536)
def file_name(id: str) -> str:
    """The file name, without suffix, of a record id."""
    return "".join(char if _stays(char) else _escaped(char) for char in canonical(id))


def _stays(char: str) -> bool:
    if char.isascii():
        return char.islower() or char.isdigit() or char == "-"
    return unicodedata.category(char) == "Lo"


def _escaped(char: str) -> str:
    return "".join(f"~{byte:02x}" for byte in char.encode("utf-8", "surrogatepass"))


def is_publishable(id: str) -> bool:
    """Whether the id can stand as an address: not reserved, and its file name not too long."""
    name = file_name(id)
    return bool(name) and name not in RESERVED_IDS and address_bytes(id) <= MAX_FILE_NAME_BYTES


def address_bytes(id: str) -> int:
    """How many bytes the id takes in an address, of which :data:`MAX_FILE_NAME_BYTES` are the limit."""
    return len(file_name(id).encode("utf-8"))


def record_address(type: str, id: str) -> str:
    """A record page's address from the site's root."""
    return f"{type}/{file_name(id)}.html"


def twin_address(type: str, id: str) -> str:
    """The address of a record's JSON twin from the site's root; one twin serves all languages."""
    return f"{type}/{file_name(id)}.json"


def notice_address(type: str, id: str) -> str:
    """The address of a record's notice on paper from the site's root; one notice serves all languages."""
    return f"{type}/notice/{file_name(id)}.html"


def table_address(type: str, id: str, table: str, page: int = 1) -> str:
    """The address of a page of a record's long child table, from the language's home. Pages of groups may stand in a folder
    ``table`` as well: as files, while each table here has a folder below that.
    """
    return f"{_table_folder(type, id, table)}{'index' if page == 1 else page}.html"


def table_rows_address(type: str, id: str, table: str) -> str:
    """Where the rows of a long child table stand for scripts, from the language's home."""
    return f"{_table_folder(type, id, table)}rows.json"


def table_csv_address(type: str, id: str, table: str) -> str:
    """The address of a long child table as CSV, from the site's root; one file serves all languages."""
    return f"{_table_folder(type, id, table)}rows.csv"


def _table_folder(type: str, id: str, table: str) -> str:
    return f"{type}/table/{file_name(id)}/{file_name(table)}/"


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
