"""What a browser makes of a page: laid out on the narrowest screen, on a phone, a desktop and on paper, and asked of axe.

The suite looks at pages that together hold every block, where something is most likely to be wrong; proofs look everywhere.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from barriers import ALL_BUT_CONTRAST, AND_TARGETS, COLOURS, barriers, bring_axe, in_scheme
from playwright.sync_api import Page
from watching import CUT_OFF, DESKTOP, PHONE, SMALLEST_PHONE, TOO_SMALL, Tabs, Watched, resize, shifted

from generator.model.files.addresses import SEARCH
from generator.website.sections.about.tested import LEAST_TARGET, SCHEMES

SHEET = {"width": 658, "height": 971}
"""A4 in CSS pixels, less the margins of the style sheet."""
CHROME = ".sl-head__tools, .sl-tabs__list, .sl-crumbs, .sl-prevnext, .sl-pages, [data-sl-print]"
ON_EVERY_PAGE = (".sl-head", ".sl-foot")
WORDS = """() => {
    const tools = [...document.querySelectorAll('[data-sl-script]')];
    tools.forEach(tool => tool.style.setProperty('display', 'none', 'important'));
    const words = document.querySelector('#sl-main').innerText.replace(/打印本页|Print this page/g, '').split(/\\s+/);
    tools.forEach(tool => tool.style.removeProperty('display'));
    return words.filter(Boolean);
}"""
"""Less the tools that only a script can serve: printing, the order of a list."""
LAID_OUT = f"""([size, least]) => {{
    if (size) document.documentElement.dataset.slSize = size; else delete document.documentElement.dataset.slSize;
    const heading = document.querySelector('h1');
    const top = heading?.checkVisibility({{visibilityProperty: true}}) ? heading.getBoundingClientRect().y : 1e9;
    return {{top, cut: ({CUT_OFF})(), small: ({TOO_SMALL})(least)}};
}}"""
ON_PAPER = f"""() => {{
    delete document.documentElement.dataset.slSize;
    return {{cut: ({CUT_OFF})(), looks: {{
    chrome: [...document.querySelectorAll({CHROME!r})].filter(part => part.checkVisibility({{visibilityProperty: true}})).length,
    heading: document.querySelector('h1').checkVisibility({{visibilityProperty: true}}),
    ground: getComputedStyle(document.body).backgroundColor,
    squeezed: [...document.querySelectorAll('.sl-due h3')].filter(title => title.getBoundingClientRect().width < 120).length,
}}}}; }}"""

Layout = tuple[str, dict[str, int], str]
"""What it is called, how large the screen is, and the print that was chosen."""
ON_A_PHONE: Layout = ("phone", PHONE, "")
ON_A_DESKTOP: Layout = ("desktop", DESKTOP, "")
HARDEST: Layout = ("smallest phone, very large print", SMALLEST_PHONE, "huge")
LAYOUTS: Sequence[Layout] = (
    ON_A_PHONE, ("phone, very large print", PHONE, "huge"), HARDEST, ("smallest phone", SMALLEST_PHONE, ""), ON_A_DESKTOP,
)  # fmt: skip
WAYS: Sequence[tuple[Layout, str]] = (
    (ON_A_DESKTOP, ""), (ON_A_PHONE, ""), (("phone, very large print", PHONE, "huge"), "dark"),
)  # fmt: skip
"""How pages are opened, by turns: the layout, and the scheme that their reader chose."""
CHOSEN = "localStorage.setItem('sunlit.{}', '{}');"


@dataclass
class Seen:
    """What is cut off at the side by layout, what is too small for a finger, how far the page moves while it comes, how many
    pixels down its title stands by layout, its words on a desktop, its looks on paper, and its barriers.
    """

    cut_off: dict[str, list[str]] = field(default_factory=dict)
    too_small: list[str] = field(default_factory=list)
    shifted: float = 0
    top: dict[str, float] = field(default_factory=dict)
    words: list[str] = field(default_factory=list)
    on_paper: Mapping[str, object] = field(default_factory=dict)
    barriers: list[str] = field(default_factory=list)
    is_asked: bool = False
    """Whether axe was."""

    def lay_out(self, page: Page, layout: Layout) -> None:
        name, viewport, size = layout
        resize(page, viewport)
        looks: dict[str, Any] = page.evaluate(LAID_OUT, [size, LEAST_TARGET])
        self.cut_off[name], self.top[name] = looks["cut"], looks["top"]
        self.too_small += looks["small"]

    def print_out(self, page: Page) -> None:
        page.set_viewport_size(SHEET)  # type: ignore[arg-type]
        page.emulate_media(media="print")
        looks = page.evaluate(ON_PAPER)
        self.cut_off["paper"], self.on_paper = looks["cut"], looks["looks"]
        page.emulate_media(media="screen")


def open_whole(tab: Watched, address: str) -> Page:
    """The page, and on the search page its facets, which come with the index: they may push something, or be cut off, too."""
    page = tab.open(address)
    if SEARCH in address.split("/"):
        page.wait_for_selector("[data-sl-panel]:not([hidden]) .sl-facet:not([hidden])", state="attached")
    return page


def look_at(tabs: Tabs, host: str, addresses: Sequence[str], widest: Sequence[str]) -> dict[str, Seen]:
    """Each page in its turn on a desktop, on a phone, and on a phone in dark colours and the largest print, then on the
    narrowest screen and on paper. The ``widest`` pages are laid out on the narrowest screen alone. How colours go together
    is asked of every seventh page, in each scheme in its turn, what lies over what is pressed of every eighth. All else is asked
    of all but what stands on every page: of that it is asked once in each way.
    """
    ways, schemes, found = [_lent(tabs, host, *way) for way in WAYS], list(SCHEMES), dict[str, Seen]()
    for tab in ways:
        bring_axe(tab)
    for number, address in enumerate(addresses):
        tab, layout = ways[number % len(ways)], WAYS[number % len(ways)][0]
        resize(tab.page, layout[1])
        page, seen = open_whole(tab, address), Seen()
        seen.shifted = shifted(page)
        options = ALL_BUT_CONTRAST if number % 8 else AND_TARGETS
        seen.barriers += barriers(page, options, but_for=() if number < len(ways) else ON_EVERY_PAGE)
        seen.is_asked = True
        if number % 7 == 0:
            in_scheme(page, schemes[number // 7 % len(schemes)])
            seen.barriers += barriers(page, COLOURS)
        if "/notice/" not in address:  # which is paper, and has none of the site's chrome
            seen.lay_out(page, layout)
            if layout is ON_A_DESKTOP:
                seen.words = page.evaluate(WORDS)
            seen.lay_out(page, HARDEST)
            seen.print_out(page)
        found[address] = seen
    narrowest = _lent(tabs, host, HARDEST, "")
    for address in widest:
        page, seen = open_whole(narrowest, address), Seen()
        seen.shifted = shifted(page)
        seen.lay_out(page, HARDEST)
        found[address] = seen
    assert [line for tab in (*ways, narrowest) for line in tabs.take_back(tab)] == []
    return found


def _lent(tabs: Tabs, host: str, layout: Layout, scheme: str) -> Watched:
    _, viewport, size = layout
    tab = tabs.lend(host, viewport=viewport)
    for name, value in (("size", size), ("scheme", scheme)):
        if value:
            tab.begin_with(CHOSEN.format(name, value))
    return tab
