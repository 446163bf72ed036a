"""Where the exports stand, from the site's root. No record's page can stand there: they have folders of their own."""

from __future__ import annotations

from generator.model.declared.section import value_name
from generator.model.files.addresses import CATALOG_FILES, COMPLETENESS, DATA, FEED, file_name

DATA_FOLDER = f"{DATA}/"
PACKAGE = f"{DATA_FOLDER}datapackage.json"
COMPLETENESS_DATA = f"{DATA_FOLDER}{COMPLETENESS}.json"
"""No type is called so."""
CATALOG, DATA_JSON = CATALOG_FILES
ROBOTS = "robots.txt"
SITEMAP = "sitemap.xml"
WHOLE_CALENDAR = "all"


def atom_address(type: str = "") -> str:
    """The Atom feed of a type; without a type, of the whole site."""
    return f"{type}/{FEED}/atom.xml" if type else f"{FEED}/atom.xml"


def json_feed_address(type: str) -> str:
    """The JSON Feed of a type."""
    return f"{type}/{FEED}/feed.json"


def group_feed_address(type: str, folder: str, value: str) -> str:
    """The Atom feed of the records of a year or a department: in a folder of its own below the type's feeds."""
    return f"{type}/{FEED}/{folder}/{value_name(value)}.xml"


def corrections_atom_address() -> str:
    """The Atom feed of all corrections."""
    return f"{FEED}/corrections.xml"


def corrections_json_address() -> str:
    """The JSON Feed of all corrections."""
    return f"{FEED}/corrections.json"


def calendar_address(type: str) -> str:
    """The calendar of all records of a type."""
    return f"{type}/calendar/{WHOLE_CALENDAR}.ics"


def record_calendar_address(type: str, id: str) -> str:
    """The calendar of one record. The id ``all`` is written so that it does not take the whole calendar's place."""
    name = file_name(id)
    return f"{type}/calendar/{'~61ll' if name == WHOLE_CALENDAR else name}.ics"


def data_address(type: str, suffix: str, table: str = "") -> str:
    """A download of a type, or of one of its child tables; ``suffix`` is csv, json or xlsx."""
    return DATA_FOLDER + ".".join((type, file_name(table), suffix) if table else (type, suffix))


def reader_address(type: str, language: str) -> str:
    """The records of a type with the headers and words of a language; folders of ``data/`` hold no table's file."""
    return f"{DATA_FOLDER}{language}/{type}.csv"


def sitemap_part_address(number: int) -> str:
    """One part of a sitemap that is too long for one file; the first is 1."""
    return f"sitemap-{number}.xml"
