"""In a browser the built-in frame looks like the default one, to the pixel, and has no barrier of its own.

With ``--frame builtin`` all tests of this folder look at the project's own site in that frame; ``make proof`` runs them so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from barriers import ALL_BUT_CONTRAST, barriers, in_scheme
from building import Root
from built_site import BuiltSite
from page_kinds import one_of_each_kind
from playwright.sync_api import Page
from watching import DESKTOP, PHONE, Opened, Watched, serve

from generator.model.files.addresses import SEARCH
from generator.website.sections.about import tested


@pytest.fixture(scope="module")
def homes(framed: Root) -> Iterator[list[str]]:
    served = [serve(folder) for folder in (framed.site, framed.folder / "own")]
    yield [next(server) for server in served]
    for server in served:
        next(server, None)


def picture(page: Page, scheme: str) -> bytes:
    in_scheme(page, scheme)
    return page.screenshot(full_page=True, animations="disabled")


def differing(tabs: list[Watched], address: str, schemes: Iterable[str] = (*tested.SCHEMES,)) -> list[str]:
    """The schemes in which a page does not look the same in both tabs."""
    pages = [tab.open(address) for tab in tabs]
    for page in pages if SEARCH in address.split("/") else ():  # what can be chosen comes with the index
        page.wait_for_selector("[data-sl-panel]:not([hidden]) .sl-facet:not([hidden])", state="attached")
    return [
        f"{address}: {scheme}" for scheme in schemes if len({picture(page, scheme) for page in pages}) > 1
    ]


def test_it_looks_the_same_and_has_no_barrier(tab: Opened, homes: list[str]) -> None:
    found = list[str]()
    for viewport, address, schemes in (
        (PHONE, "index.html", ("light", "contrast")),
        (DESKTOP, "about.html", ("dark",)),
    ):
        tabs = [tab(home, viewport=viewport) for home in homes]
        found += differing(tabs, address, schemes)
        found += barriers(tabs[1].page, ALL_BUT_CONTRAST)
    assert found == []


@pytest.mark.proof
@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_no_kind_of_page_looks_different(
    tab: Opened, shipped_site: BuiltSite, viewport: dict[str, int], tmp_path: Path
) -> None:
    shipped_site.root.build(tmp_path / "own", as_of=shipped_site.day, frame="builtin")
    server = serve(tmp_path / "own")
    tabs = [tab(viewport=viewport), tab(next(server), viewport=viewport)]
    found = [line for address in one_of_each_kind(shipped_site) for line in differing(tabs, address)]
    next(server, None)
    assert found == []
