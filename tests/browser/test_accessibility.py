"""WCAG 2.2 AA by axe-core (its best practices too): every kind of page, in every scheme, on phone and desktop."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from barriers import COLOURS, EVERYTHING
from built_site import BuiltSite
from page_kinds import one_of_each_kind
from playwright.sync_api import Page
from watching import DESKTOP, PHONE, Opened


def barriers(page: Page, address: str, options: object) -> Iterator[str]:
    """What axe finds on the page as it stands; axe itself is put into it once."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    found = page.evaluate(f"axe.run({json.dumps(options)}).then(result => result.violations)")
    for violation in found:
        for node in violation["nodes"][:3]:
            yield f"{address}: {violation['id']}: {node['html'][:120]}"


def in_scheme(page: Page, scheme: str) -> None:
    page.evaluate("scheme => document.body.setAttribute('data-md-color-scheme', scheme)", scheme)


def test_every_kind_of_page_is_looked_at(shipped_site: BuiltSite) -> None:
    looked_at = one_of_each_kind(shipped_site)
    for part in ("404.html", "index.html", "about.html", "data.html", "tasks/year/", "/ledger/", "/scores/",
                 "/matrix/", "/notice/", "family/", "completeness/", "/page/", "party/index.html", "en/"):  # fmt: skip
        assert any(part in address for address in looked_at), part
    templates = {type.template for type in shipped_site.outcome.disclosure.types}
    assert len(looked_at) >= len(templates) + 15


def test_no_page_has_a_barrier_in_any_scheme(tab: Opened, shipped_site: BuiltSite) -> None:
    watched, found = tab(viewport=DESKTOP), list[str]()
    for address in one_of_each_kind(shipped_site):
        page = watched.open(address)
        in_scheme(page, "default")
        found += barriers(page, address, EVERYTHING)
        for scheme in ("slate", "contrast"):
            in_scheme(page, scheme)
            found += barriers(page, f"{address} in {scheme}", COLOURS)
    assert not found, "\n".join(found)


def test_no_page_has_a_barrier_on_a_phone(tab: Opened, shipped_site: BuiltSite) -> None:
    watched, found = tab(viewport=PHONE), list[str]()
    for address in one_of_each_kind(shipped_site):
        found += barriers(watched.open(address), address, EVERYTHING)
    assert not found, "\n".join(found)


@pytest.mark.parametrize(("scheme", "colour"), [("slate", "#3a3630"), ("contrast", "#ddd")])
def test_a_barrier_of_colour_would_be_found(tab: Opened, scheme: str, colour: str) -> None:
    page = tab().open("about.html")
    in_scheme(page, scheme)
    page.evaluate("colour => { document.querySelector('h1').style.color = colour }", colour)
    assert any("color-contrast" in line for line in barriers(page, "about.html", COLOURS))
