"""Which pages of a site are laid out alike, so that a sweep opens one of each kind and misses none."""

from __future__ import annotations

from collections.abc import Hashable, Mapping

from built_site import BuiltSite

from generator.model.declared.record_type import RecordType
from generator.model.files.addresses import record_address

LANGUAGES = ("en",)
"""Those that have a folder of their own."""


def one_of_each_kind(site: BuiltSite) -> list[str]:
    """Of each kind the page that holds most, in the site's first language, and the few kinds of frame in the other."""
    types = {type.name: type for type in site.outcome.disclosure.types}
    found: dict[Hashable, str] = {}
    for address in site.pages:
        kind = _kind(address.split("/"), types)
        if kind not in found or _size(site, address) > _size(site, found[kind]):
            found[kind] = address
    return sorted(found.values())


def _size(site: BuiltSite, address: str) -> int:
    return (site.folder / address).stat().st_size


def _kind(parts: list[str], types: Mapping[str, RecordType]) -> Hashable:
    """What decides how a page is laid out: its template, or its own name where there is only one of it."""
    is_index = parts[-1] == "index.html"
    if parts[0] in LANGUAGES:
        return (parts[0], min(len(parts), 3), is_index)
    type = types.get(parts[0])
    if type is None:
        return parts[0]
    if len(parts) == 2:
        return "listing" if is_index else ("record", type.template)
    sections = {section.page.folder: section.page.__class__ for section in type.pages}
    return (sections.get(parts[1], parts[1]), is_index)


def fullest_records(site: BuiltSite) -> list[str]:
    """The record of each type that holds most, in both languages."""
    addresses = []
    for type in site.outcome.disclosure.types:
        entries = site.outcome.disclosure.entries[type.name]
        fullest = max(entries, key=lambda entry: len(str(entry.values)) + len(str(entry.children)))
        addresses.append(record_address(type.name, fullest.id))
    return [*addresses, *(f"{code}/{address}" for code in LANGUAGES for address in addresses)]
