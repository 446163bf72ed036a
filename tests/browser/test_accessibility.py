"""WCAG 2.2 AA by axe-core (its best practices too): every kind of page, in every scheme, on phone and desktop."""

from __future__ import annotations

import pytest
from barriers import ALL_BUT_CONTRAST, COLOURS, SCHEMES, barriers, barriers_in, in_scheme
from built_site import BuiltSite
from page_kinds import one_of_each_kind
from watching import DESKTOP, PHONE, Opened


def test_every_kind_of_page_is_looked_at(shipped_site: BuiltSite) -> None:
    looked_at = one_of_each_kind(shipped_site)
    for part in ("404.html", "index.html", "about.html", "data.html", "tasks/year/", "/ledger/", "/scores/",
                 "/matrix/", "/compare/", "/drift/", "/question/",
                 "/notice/", "family/", "completeness/", "/page/", "party/index.html", "en/"):  # fmt: skip
        assert any(part in address for address in looked_at), part
    templates = {type.template for type in shipped_site.outcome.disclosure.types}
    assert len(looked_at) >= len(templates) + 15


def test_no_kind_of_page_has_a_barrier(tab: Opened, shipped_site: BuiltSite) -> None:
    """On a desktop or on a phone, by turns. How colours go together is asked of fewer pages, in all schemes, below."""
    watched, found = [tab(viewport=DESKTOP), tab(viewport=PHONE)], list[str]()
    for number, address in enumerate(one_of_each_kind(shipped_site)):
        found += barriers(watched[number % 2].open(address), ALL_BUT_CONTRAST)
    assert not found, "\n".join(found)


def test_no_scheme_brings_a_barrier(tab: Opened, shipped_site: BuiltSite) -> None:
    """A scheme is one list of colours for all pages, so a few pages show it."""
    watched, found = tab(viewport=DESKTOP), list[str]()
    for address in one_of_each_kind(shipped_site)[::6]:
        page = watched.open(address)
        for scheme in SCHEMES:
            in_scheme(page, scheme)
            found += barriers(page, COLOURS)
    assert not found, "\n".join(found)


@pytest.mark.proof
@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_no_kind_of_page_has_a_barrier_in_any_scheme(
    tab: Opened, shipped_site: BuiltSite, viewport: dict[str, int]
) -> None:
    watched, found = tab(viewport=viewport), list[str]()
    for address in one_of_each_kind(shipped_site):
        found += barriers_in(watched.open(address), SCHEMES)
    assert not found, "\n".join(found)


@pytest.mark.parametrize(("scheme", "colour"), [("slate", "#3a3630"), ("contrast", "#ddd")])
def test_a_barrier_of_colour_would_be_found(tab: Opened, scheme: str, colour: str) -> None:
    page = tab().open("about.html")
    in_scheme(page, scheme)
    page.evaluate("colour => { document.querySelector('h1').style.color = colour }", colour)
    assert any("color-contrast" in line for line in barriers(page, COLOURS))
