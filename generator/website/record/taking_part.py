"""How the public takes part in a record: what its page, and the pages that gather what is open, say of how and where."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from generator.disclose.disclosure import Entry
from generator.model.declared.record_type import Field, Show
from generator.website.cells import cell
from generator.website.places.viewpoint import Viewpoint
from generator.website.views import Cell

_PHONE = Field("phone", show=Show.TELEPHONE)


def how_of(view: Viewpoint, entry: Entry) -> Cell | None:
    """How one takes part, in the record's own words."""
    declared = entry.type.participation
    name = declared.how if declared else ""
    if not name or not entry.values.get(name):
        return None
    return cell(entry.type.field(name), entry.values[name], view.language, view.today)


def who_may(view: Viewpoint, entry: Entry) -> str:
    """Who may take part, if not everybody."""
    declared = entry.type.participation
    return view.language.text(declared.who) if declared else ""


def reach_of(view: Viewpoint, entry: Entry) -> tuple[Cell, ...]:
    """Where and when the public can be heard, telephones first; where the record names at most a unit, as the site says."""
    own = tuple(
        cell(entry.type.field(name), entry.values[name], view.language, view.today)
        for name in entry.type.reach
        if entry.values.get(name)
    )
    if entry.type.participation and all(shown.name == entry.type.department for shown in own):
        own = (*site_contact(view), *own)
    return tuple(sorted(own, key=lambda shown: shown.kind != "telephone"))


def site_contact(view: Viewpoint) -> tuple[Cell, ...]:
    """Telephone, address and hours of the body that publishes, as far as ``site.yaml`` says them."""
    return tuple(_site_contact(view))


def _site_contact(view: Viewpoint) -> Iterator[Cell]:
    say, contact = view.language.translate, view.disclosure.site.contact
    if contact.phone:
        shown = cell(_PHONE, contact.phone, view.language, view.today)
        yield replace(shown, label=say("Telephone"))
    for name, label, text in (
        ("address", say("Address"), contact.address),
        ("hours", say("Hours"), contact.hours),
    ):
        if text:
            yield Cell(name, label, view.language.text(text))


def paragraph(text: str) -> str:
    """The first paragraph of a text."""
    return next((line.strip() for line in text.splitlines() if line.strip()), "")
