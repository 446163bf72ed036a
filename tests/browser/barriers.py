"""What axe is asked about, and what it says."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page
from watching import Watched

from generator.website.sections.about.tested import STANDARDS

PLAIN = {"resultTypes": ["violations"], "preload": False, "iframes": False, "selectors": False}
"""Spares axe what nobody reads here: style sheets and media fetched again, frames, an address of each element."""
ALL_BUT_CONTRAST = {
    **PLAIN,
    "runOnly": {"type": "tag", "values": list(STANDARDS)},
    "rules": {"color-contrast": {"enabled": False}, "target-size": {"enabled": False}},
}
"""What no sheet of colours can break: contrast takes axe as long as all the rest, and so do targets."""
AND_TARGETS = {**ALL_BUT_CONTRAST, "rules": {"color-contrast": {"enabled": False}}}
TARGETS = {**PLAIN, "runOnly": {"type": "rule", "values": ["target-size"]}}
"""What lies over what is pressed. How large that is, :func:`watching.too_small` says, and asks for more than axe does."""
COLOURS = {**PLAIN, "runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
"""What another scheme can break that the first one keeps: a scheme changes colours and the width of lines."""


_LESS_MARKS = "axe.configure({rules: [{id: 'target-size', selector: ':not(.sl-mk)'}]})"
"""Each mark of a drawing lies over all of it, and only what is drawn of it can be pressed. Axe takes the whole for the target
and holds every two against each other: on the first page that took four times as long as all else. The proof asks it, too.
"""

_MARK_ALIKE = """() => {
  const told = ["class", "role", "scope", "type", "style", "fill", "stroke", "open", "hidden", "disabled", "lang"];
  const shapes = new Map();
  const shape = (element) => {  // all that a style sheet can tell it by, but for its place
    const own = [...element.attributes].filter(({name}) => !/^(href|id|title)$/.test(name)).map(({name, value}) =>
      told.includes(name) || /^aria-(?!label|controls|describedby|owns|activedescendant)/.test(name) ? name + "=" + value : name);
    const outside = (element.getAttribute("href") ?? "").startsWith("http");
    shapes.set(element, [element.tagName, outside, ...own.sort(), "(", ...[...element.children].map(shape), ")"].join(" "));
    return shapes.get(element);
  };
  shape(document.body);
  for (const {children} of document.body.querySelectorAll("*")) {
    const met = new Map();
    for (const one of children) {
      const times = met.get(shapes.get(one)) ?? 0;
      met.set(shapes.get(one), times + 1);
      one.toggleAttribute("data-alike", times >= 4 && one !== children[children.length - 1]);
    }
  }
}"""
"""Of siblings that are built alike the first four and the last are looked at: their colours can differ by place alone, and
no sheet tells more places apart than the first three, the last, odd and even ones.
"""


def bring_axe(tab: Watched) -> None:
    """Every page of the tab has axe from its beginning, which takes a third of the time of putting it into each."""
    tab.begin_with(f"{AXE_SCRIPT};{_LESS_MARKS}")


def barriers(
    page: Page, options: Mapping[str, object], *, whole: bool = False, but_for: Sequence[str] = ()
) -> Iterator[str]:
    """What axe finds on the page as it stands, ``but_for`` some parts; axe itself is put into it once. Colours are looked at
    where they may differ, unless the ``whole`` is asked for.
    """
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
        if not whole:
            page.evaluate(_LESS_MARKS)
    left_out = [*but_for]
    if options is COLOURS and not whole:
        page.evaluate(_MARK_ALIKE)
        left_out.append("[data-alike]")
    where = json.dumps({"exclude": left_out}) if left_out else "document"
    found = page.evaluate(f"axe.run({where}, {json.dumps(options)}).then(result => result.violations)")
    for violation in found:
        for node in violation["nodes"][:3]:
            yield f"{page.url}: {violation['id']}: {node['html'][:120]}"


def barriers_in(page: Page, schemes: Iterable[str], *, whole: bool = False) -> Iterator[str]:
    """The same in several schemes: everything in the first, in the others what colours can break."""
    for number, scheme in enumerate(schemes):
        in_scheme(page, scheme)
        first = (ALL_BUT_CONTRAST, TARGETS, COLOURS) if whole else (ALL_BUT_CONTRAST, COLOURS)
        for options in (COLOURS,) if number else first:
            yield from (f"{scheme}: {line}" for line in barriers(page, options, whole=whole))


def in_scheme(page: Page, scheme: str) -> None:
    page.evaluate("scheme => document.documentElement.setAttribute('data-sl-scheme', scheme)", scheme)
