"""The beginning of a page before its style sheets have come: there, and as it will be when they have."""

from __future__ import annotations

import pytest
from built_site import BuiltSite
from expecting import expect
from playwright.sync_api import Page, Route
from watching import DESKTOP, MOST_SHIFTED, PHONE, Opened, shifted

from benchmarks.first_content import PAINTED
from benchmarks.page_weight import heaviest

KINDS = ("index.html", "tasks/index.html")
"""For every change, and a record in dark colours; a proof opens one page of each kind in both."""
DARK = {"sunlit.scheme": "dark"}
WAITING = (
    {"sunlit.size": "large"},
    {"sunlit.scheme": "dark", "sunlit.size": "huge"},
    {"sunlit.scheme": "contrast"},
)
"""What a page does not bring along: it begins when the sheet is there."""
LOOKS = """(width) => {
  const drawn = [...document.body.querySelectorAll("*")].filter((one) => one.checkVisibility() && !one.matches("script, link"));
  const last = window.last || (window.last = drawn.at(-1)), before = window.before || (window.before = {});
  const left = /^--|-size$|height|width|-origin$|inset|^bottom$|^cursor$|^transition|^scroll-|tap-highlight|print-color/;
  const changed = [];
  const names = [...getComputedStyle(last)].filter((name) => !left.test(name));
  const looks = drawn.slice(0, drawn.indexOf(last) + 1).flatMap((one) => {
    const box = one.getBoundingClientRect(), goesOn = one.contains(last) && one !== last;
    const place = [box.x, box.y, box.width, goesOn ? 0 : box.height].map(Math.round).join();
    return [null, "::before", "::after"].map((part) => {
      const style = getComputedStyle(one, part);
      const said = part && style.content === "none" ? [] : names.map((name) => name + ": " + style[name]);
      return [one.cloneNode().outerHTML + (part || ""), place, ...said];
    });
  });
  if (!before[width]) before[width] = looks;
  looks.forEach((now, place) => now.forEach((said, line) => {
    if (said !== before[width][place]?.[line]) changed.push([now[0], before[width][place]?.[line], said]);
  }));
  return [looks.length, looks.length - before[width].length, changed.slice(0, 20)];
}"""
"""What is drawn, where it stands and how it looks; once there is more, of just these. How high is left out of what goes on."""


def check(tab: Opened, address: str, choice: dict[str, str]) -> None:
    """Open the page with its sheets held back, look, let them come, and look again."""
    watched = tab(reduced_motion="reduce")
    page, waiting = watched.page, list[Route]()
    page.route("**/*.css", lambda route: waiting.append(route))
    page.route("**/*.js", lambda route: route.fulfill(body=""))  # what they do is no matter of styles
    watched.begin_with(
        f"for (const [name, value] of Object.entries({choice})) localStorage.setItem(name, value)"
    )
    page.goto(watched.home + address, wait_until="commit")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.evaluate(PAINTED)
    expect(page.locator("footer")).to_have_count(0)
    for size in (PHONE, DESKTOP):
        looked_at, _, _ = looks(page, size)
        assert looked_at > 100
    moved = shifted(page)
    page.unroute("**/*.css")
    for route in waiting:
        route.continue_()
    expect(page.locator("footer")).to_be_attached()
    page.wait_for_load_state()
    assert shifted(page) - moved < MOST_SHIFTED
    for size in (DESKTOP, PHONE):
        _, more, changed = looks(page, size)
        assert (more, changed) == (0, []), address


def looks(page: Page, size: dict[str, int]) -> tuple[int, int, list[list[str]]]:
    page.set_viewport_size(size)  # type: ignore[arg-type]
    found: tuple[int, int, list[list[str]]] = page.evaluate(LOOKS, size["width"])
    return found


@pytest.mark.parametrize("address", KINDS)
def test_the_beginning_of_a_page_needs_no_sheet(tab: Opened, address: str) -> None:
    check(tab, address, {})


def test_dark_colours_are_there_from_the_first(tab: Opened) -> None:
    check(tab, "publicity/2026-gs-031.html", DARK)


@pytest.mark.parametrize("choice", WAITING, ids=lambda choice: "-".join(choice.values()))
def test_for_other_choices_a_page_waits_for_its_sheet_and_is_at_once_as_it_stays(
    tab: Opened, choice: dict[str, str]
) -> None:
    watched = tab(reduced_motion="reduce")
    page, waiting = watched.page, list[Route]()
    held = [True]
    page.route("**/*.css", lambda route: waiting.append(route) if held else route.continue_())
    watched.begin_with(
        f"for (const [name, value] of Object.entries({choice})) localStorage.setItem(name, value)"
    )
    page.goto(watched.home + "publicity/2026-gs-031.html", wait_until="commit")
    expect(page.locator("link[rel=stylesheet]")).to_have_count(2)  # before all, and at its place
    assert page.evaluate("performance.getEntriesByName('first-contentful-paint').length") == 0
    held.clear()
    while waiting:
        waiting.pop().continue_()
    page.evaluate(PAINTED)
    sheets = page.evaluate(
        "performance.getEntriesByType('resource').filter((one) => one.name.endsWith('.css')).map((one) => one.name)"
    )
    assert len(set(sheets)) == 1
    expect(page.locator("footer")).to_be_attached()
    assert shifted(page) < MOST_SHIFTED


@pytest.mark.proof
@pytest.mark.parametrize("choice", [{}, DARK], ids=("usual", "dark"))
def test_no_page_of_any_kind_needs_a_sheet_to_begin(
    tab: Opened, shipped_site: BuiltSite, choice: dict[str, str]
) -> None:
    for address in heaviest(shipped_site.folder).values():
        if "/notice/" not in address:
            check(tab, address, choice)
