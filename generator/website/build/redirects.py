"""The addresses of ids that a record had before: a page that leads on, and a twin that says the same to programs."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

from generator.disclose.disclosure import Entry
from generator.model.declared.condition import reference_ids
from generator.model.files.addresses import record_address, twin_address
from generator.model.records.public_life import FORMER_IDS
from generator.website.frame.views import HeadView
from generator.website.places.naming import whole_address
from generator.website.places.viewpoint import Viewpoint, language_prefix


@dataclass(frozen=True, slots=True)
class RedirectView:
    """Where a record went: what it is called, its ids before and now, and the link."""

    title: str
    former: str
    id: str
    href: str


def former_ids(entry: Entry) -> tuple[str, ...]:
    """The ids that lead to the entry; none where the type gives the field a meaning of its own."""
    return reference_ids(entry.common(FORMER_IDS))


def redirect_view(view: Viewpoint, entry: Entry, former: str) -> RedirectView:
    """The page at the address of the id ``former``; ``view`` stands there."""
    return RedirectView(view.language.title(entry.title), former, entry.id, view.record(entry).href)


def leading_on(view: Viewpoint, entry: Entry, id: str, href: str) -> HeadView:
    """The head of a page that leads on to the entry's at once, and that search engines do not keep."""
    site, address = view.disclosure.site, record_address(entry.type.name, entry.id)
    place = language_prefix(view.disclosure, view.language.code) + address
    return HeadView(
        description="",
        id=id,
        robots="noindex",
        canonical=whole_address(site, place) if site.url else "",
        refresh=href,
    )


def redirect_twins(entry: Entry) -> Iterator[tuple[str, bytes]]:
    """The twins at the old addresses, one for all languages."""
    name = entry.type.name
    for former in former_ids(entry):
        now = {"type": name, "id": entry.id, "address": twin_address(name, entry.id)}
        content = {"type": name, "id": former, "moved_to": now}
        text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
        yield twin_address(name, former), f"{text}\n".encode()
