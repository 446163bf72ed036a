"""What a page says of the exports that belong to it: links, names and sizes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.disclose.disclosure import Entry
from generator.model.declared.record_type import RecordType
from generator.website.exports.calendars import has_calendar, has_own_calendar
from generator.website.exports.corrections import has_corrections
from generator.website.places.exports import (
    PACKAGE,
    atom_address,
    calendar_address,
    corrections_atom_address,
    corrections_json_address,
    data_address,
    json_feed_address,
    reader_address,
    record_calendar_address,
)
from generator.website.places.viewpoint import Viewpoint, feed_home
from generator.website.views import DownloadView, LinkView

Sizes = Mapping[str, int]
"""The bytes of every download, by its address from the site's root."""
THOUSAND = 1000
_UNITS = ("B", "KB", "MB", "GB")


def downloads(view: Viewpoint, type: RecordType, sizes: Sizes) -> tuple[DownloadView, ...]:
    """The downloads of a type: those that people open first, the description for programs last."""
    return tuple(_downloads(view, type, sizes))


def _downloads(view: Viewpoint, type: RecordType, sizes: Sizes) -> Iterator[DownloadView]:
    language = view.language
    offered = [
        ("Excel", data_address(type.name, "xlsx")),
        ("CSV", data_address(type.name, "csv")),
        (language.translate("CSV with headers in words"), reader_address(type.name, language.code)),
    ]
    offered += [
        (
            language.translate("CSV: {table}").format(table=language.text(child.label)),
            data_address(type.name, "csv", child.name),
        )
        for child in type.children
    ]
    offered += [
        ("JSON", data_address(type.name, "json")),
        (language.translate("What each column means"), PACKAGE),
    ]
    for label, address in offered:
        if address in sizes:
            yield DownloadView(label, view.link_from_root(address), size_note(sizes[address]))


def size_note(size: int) -> str:
    """980 B, 12 KB, 3.4 MB: two digits tell whether a phone should wait."""
    amount, unit = float(size), 0
    while amount >= THOUSAND and unit < len(_UNITS) - 1:
        amount, unit = amount / THOUSAND, unit + 1
    digits = 1 if unit and amount < 10 else 0
    return f"{amount:.{digits}f} {_UNITS[unit]}"


def feeds(view: Viewpoint, type: RecordType) -> tuple[LinkView, ...]:
    """The feeds of a type, in the language of the page where there are any."""
    home = feed_home(view.disclosure, type, view.language.code)
    return (
        LinkView("Atom", view.link_from_root(home + atom_address(type.name))),
        LinkView("JSON Feed", view.link_from_root(home + json_feed_address(type.name))),
    )


def correction_feeds(view: Viewpoint) -> tuple[LinkView, ...]:
    """The feeds of all corrections; empty where no type has any."""
    if not has_corrections(view.disclosure):
        return ()
    return (
        LinkView("Atom", view.link_from_root(corrections_atom_address())),
        LinkView("JSON Feed", view.link_from_root(corrections_json_address())),
    )


def type_calendar(view: Viewpoint, type: RecordType) -> str:
    """The link to a type's calendar; empty if its records have neither a period nor a deadline."""
    return view.link_from_root(calendar_address(type.name)) if has_calendar(type) else ""


def record_calendar(view: Viewpoint, entry: Entry) -> str:
    """The link to a record's own calendar; empty unless its period is open or ahead."""
    if not has_own_calendar(entry, view.disclosure):
        return ""
    return view.link_from_root(record_calendar_address(entry.type.name, entry.id))
