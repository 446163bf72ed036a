"""What the public can still speak to today, for the home page: each matter once, what closes first at the top."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from generator.disclose.disclosure import Disclosure, Entry
from generator.website.cells import cell
from generator.website.listing.row import row_view
from generator.website.overview.views import OpenView
from generator.website.places.viewpoint import Viewpoint
from generator.website.views import Cell

_Key = tuple[str, str]


def open_today(disclosure: Disclosure) -> Sequence[Entry]:
    """The live entries. One to which an entry of another type leads that is open until the same day (a decision, and
    the consultation on it) is the same matter to whoever reads, so only the other stands for both. An entry that is
    itself led to stands for none, so that of entries that lead to each other all stay.
    """
    live = [entry for entries in disclosure.entries.values() for entry in entries if _is_live(entry)]
    ends = {_key(entry): _end(entry) for entry in live}
    leads = {_key(entry): {key for key in _leads_to(entry) if ends.get(key) == _end(entry)} for entry in live}
    led_to = {key for keys in leads.values() for key in keys}
    stood_for = {key for leader, keys in leads.items() if leader not in led_to for key in keys}
    return sorted((entry for entry in live if _key(entry) not in stood_for), key=_end)


def open_view(view: Viewpoint, entry: Entry) -> OpenView:
    """The row of the entry, and the fields that its type declares for whoever wants to be heard."""
    return OpenView(row_view(view, entry), tuple(_reach(view, entry)))


def _reach(view: Viewpoint, entry: Entry) -> Iterator[Cell]:
    for name in entry.type.notice.contact if entry.type.notice else ():
        if entry.values.get(name):
            yield cell(entry.type.field(name), entry.values[name], view.language, view.today)


def _is_live(entry: Entry) -> bool:
    return entry.state is not None and entry.state.look == "live"


def _key(entry: Entry) -> _Key:
    return entry.type.name, entry.id


def _leads_to(entry: Entry) -> Iterator[_Key]:
    """The records of other types that the entry itself names."""
    for links in entry.links:
        if not links.inverse:
            targets = ((target.type.name, target.id) for target in links.targets)
            yield from (key for key in targets if key[0] != entry.type.name)


def _end(entry: Entry) -> date:
    """When the entry's period ends; the end of time without one."""
    value = entry.values.get(entry.type.period.ends) if entry.type.period else None
    return value if isinstance(value, date) else date.max
