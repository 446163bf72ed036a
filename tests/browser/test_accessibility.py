"""WCAG 2.2 AA by axe-core (its best practices too): every block of a page, and in the proof every kind of page in every scheme,
on phone and desktop.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from barriers import COLOURS, TARGETS, barriers, barriers_in, in_scheme
from built_site import BuiltSite
from page_kinds import kinds, one_of_each_kind, with_every_block
from visiting import Seen
from watching import DESKTOP, PHONE, Opened

from generator.website.sections.about import tested

PROVED_BY = {
    "keyboard": "browser/test_site.py: test_a_picture_is_walked_through_by_keyboard",
    "targets": "browser/test_site.py: test_what_can_be_pressed_is_large_enough_for_a_finger",
    "narrow": "browser/test_site.py: test_nothing_is_cut_off_at_the_side",
    "no-script": "browser/test_site.py: test_all_is_readable_without_script",
    "languages": "website/test_marked.py: test_no_english_page_holds_a_chinese_text_that_does_not_say_so",
    "paper": "browser/test_site.py: test_on_paper_the_chrome_is_gone",
}


def test_every_kind_of_page_is_looked_at(shipped_site: BuiltSite) -> None:
    looked_at = one_of_each_kind(shipped_site)
    for part in ("404.html", "index.html", "about.html", "data.html", "tasks/year/", "/ledger/", "/scores/",
                 "/matrix/", "/compare/", "/drift/", "/question/",
                 "/notice/", "family/", "completeness/", "/page/", "/unit/index.html", "en/"):  # fmt: skip
        assert any(part in address for address in looked_at), part
    templates = {type.template for type in shipped_site.outcome.disclosure.types}
    assert len(looked_at) >= len(templates) + 15


def test_pages_that_hold_every_block_are_those_of_the_richest_kinds(shipped_site: BuiltSite) -> None:
    pages = one_of_each_kind(shipped_site)
    blocks = with_every_block(shipped_site, pages)
    assert {*blocks} < {*pages}
    for part in ("index.html", "search/", "tasks/year/", "/ledger/", "/notice/", "publicity/2026-"):
        assert any(part in address for address in blocks), part


def test_no_block_of_a_page_has_a_barrier(seen: dict[str, Seen], shipped_site: BuiltSite) -> None:
    """On a desktop, on a phone, or on a phone in the largest print and dark colours, by turns. How colours go together is asked
    of every seventh page: a scheme is one list of colours for all.
    """
    asked = {address for address, page in seen.items() if page.is_asked}
    assert {*with_every_block(shipped_site, one_of_each_kind(shipped_site))} == asked
    found = [line for page in seen.values() for line in page.barriers]
    assert not found, "\n".join(found)


def test_the_statement_claims_what_is_tested_and_no_more(shipped_site: BuiltSite) -> None:
    """Standards, colours and widths are those of the tests themselves (``barriers.py``, ``watching.py``)."""
    assert kinds(shipped_site) == {*tested.KINDS}
    assert AXE_SCRIPT.startswith(f"/*! axe v{tested.AXE}\n")
    assert {*PROVED_BY} == {*tested.PROMISES}
    for place in PROVED_BY.values():
        module, _, name = place.partition(": ")
        text = (Path(__file__).parents[1] / module).read_text(encoding="utf-8")
        assert f"\ndef {name}(" in text, place
    said = shipped_site.pages["governance/accessibility.html"].visible
    for text in (f"axe-core {tested.AXE}", "390 像素、1280 像素", "浅色、深色、高对比", "0000-1234567"):
        assert text in said
    english = shipped_site.pages["en/governance/accessibility.html"].visible
    assert all(kind.text in english for kind in tested.KINDS.values())


@pytest.mark.proof
@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_no_kind_of_page_has_a_barrier_in_any_scheme(
    tab: Opened, shipped_site: BuiltSite, viewport: dict[str, int]
) -> None:
    watched, found = tab(viewport=viewport), list[str]()
    for address in one_of_each_kind(shipped_site):
        found += barriers_in(watched.open(address), tested.SCHEMES, whole=True)
    assert not found, "\n".join(found)


def test_a_barrier_of_colour_would_be_found(tab: Opened) -> None:
    page = tab().open("about.html")
    for scheme, colour in (("dark", "#3a3630"), ("contrast", "#ddd")):
        in_scheme(page, scheme)
        page.evaluate("colour => { document.querySelector('h1').style.color = colour }", colour)
        assert any("color-contrast" in line for line in barriers(page, COLOURS)), scheme


def test_of_rows_that_are_alike_enough_are_looked_at_and_all_that_differ(tab: Opened) -> None:
    page = tab().open("about.html")
    page.evaluate("""() => {
      const row = (place) => `<li class="${place === 7 ? "sl-pale" : ""}"><a href="${place}">Number ${place}</a></li>`;
      document.querySelector("#sl-main").innerHTML += `<ol class="sl-rows">${[...Array(12).keys()].map(row).join("")}</ol>`;
      document.querySelector(".sl-pale a").style.cssText = "color: #ddd; transition: none";
    }""")
    found = list(barriers(page, COLOURS))
    assert any('href="7"' in line and "color-contrast" in line for line in found)
    places = page.locator(".sl-rows [data-alike] a").evaluate_all(
        "all => all.map(one => one.getAttribute('href'))"
    )
    assert places == ["4", "5", "6", "8", "9", "10"]


def test_a_link_in_whose_way_another_stands_would_be_found(tab: Opened) -> None:
    page = tab().open("about.html")
    page.evaluate("""() => {
      for (const place of [0, 12]) {
        const link = Object.assign(document.createElement("a"), {href: "x", textContent: "x"});
        link.style.cssText = `position: absolute; top: ${300 + place}px; left: 10px; height: 12px; width: 12px`;
        document.querySelector("#sl-main").append(link);
      }
    }""")
    assert any("target-size" in line for line in barriers(page, TARGETS))
