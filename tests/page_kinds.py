"""Which pages of a site are laid out alike, so that a sweep opens one of each kind and misses none."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from built_site import BuiltSite

from generator.model.declared.record_type import RecordType
from generator.model.declared.section import (
    GroupsPage,
    LedgerPage,
    MatrixPage,
    QuestionsPage,
    ScoresPage,
    TreePage,
)
from generator.model.files.addresses import GOVERNANCE, record_address

LANGUAGES = ("en",)
"""Those that have a folder of their own."""
TRANSLATED = "translated"
ALONE = {"index.html": "home", "404.html": "not-found"}
BESIDE = {"page": "list"}
"""Folders that no section declares."""
SECTIONS = {
    TreePage: "tree", MatrixPage: "matrix", LedgerPage: "ledger", ScoresPage: "scores", GroupsPage: "groups",
    QuestionsPage: "question",
}  # fmt: skip


def one_of_each_kind(site: BuiltSite) -> list[str]:
    """Of each kind the page that holds most, in the site's first language, and the few kinds of frame in the other."""
    return sorted(_fullest_of_each_kind(site).values())


def with_every_block(site: BuiltSite, addresses: Iterable[str]) -> list[str]:
    """Of these pages as few as hold every class that a style sheet can tell: the others are made of the same blocks."""
    blocks = {address: _classes(site, address) for address in addresses}
    left, chosen = set[str]().union(*blocks.values()), list[str]()
    while left:
        chosen.append(max(blocks, key=lambda address: (len(blocks[address] & left), -_size(site, address))))
        left -= blocks[chosen[-1]]
    return sorted(chosen)


def _classes(site: BuiltSite, address: str) -> set[str]:
    text = (site.folder / address).read_text(encoding="utf-8")
    return {name for names in re.findall(r'class="([^"]*)"', text) for name in names.split()}


def kinds(site: BuiltSite) -> set[str]:
    """What they are called, as the accessibility statement has it (:data:`generator.website.sections.about.tested.KINDS`)."""
    return {kind for kind, *_ in _fullest_of_each_kind(site) if kind != TRANSLATED}


def _fullest_of_each_kind(site: BuiltSite) -> dict[tuple[str, ...], str]:
    types = {type.name: type for type in site.outcome.disclosure.types}
    found: dict[tuple[str, ...], str] = {}
    for address in site.pages:
        kind = _kind(address.split("/"), types)
        if kind not in found or _size(site, address) > _size(site, found[kind]):
            found[kind] = address
    return found


def _size(site: BuiltSite, address: str) -> int:
    return (site.folder / address).stat().st_size


def _kind(parts: list[str], types: Mapping[str, RecordType]) -> tuple[str, ...]:
    """What decides how a page is laid out: its kind, and below that its template, or its own name."""
    is_index = parts[-1] == "index.html"
    if parts[0] in LANGUAGES:
        return (TRANSLATED, str(min(len(parts), 3)), str(is_index))
    type = types.get(parts[0])
    if type is None:
        if parts[0] == GOVERNANCE:
            return ("governance" if is_index else "accessibility",)
        return (ALONE.get(parts[0], "written" if len(parts) == 1 else parts[0]), parts[0])
    if len(parts) == 2:
        return ("list",) if is_index else ("record", type.template)
    sections = {section.page.folder: section.page.__class__ for section in type.pages}
    kind = SECTIONS[sections[parts[1]]] if parts[1] in sections else BESIDE.get(parts[1], parts[1])
    return (kind, parts[1] if kind == "list" else "", str(is_index))


def fullest_records(site: BuiltSite) -> list[str]:
    """The record of each type that holds most, in both languages."""
    addresses = []
    for type in site.outcome.disclosure.types:
        entries = site.outcome.disclosure.entries[type.name]
        fullest = max(entries, key=lambda entry: len(str(entry.values)) + len(str(entry.children)))
        addresses.append(record_address(type.name, fullest.id))
    return [*addresses, *(f"{code}/{address}" for code in LANGUAGES for address in addresses)]
