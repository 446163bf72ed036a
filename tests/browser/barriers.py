"""What axe is asked about, and what it says."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

from generator.website.sections.about.tested import STANDARDS

PLAIN = {"resultTypes": ["violations"], "preload": False, "iframes": False, "selectors": False}
"""Spares axe what nobody reads here: style sheets and media fetched again, frames, an address of each element."""
EVERYTHING = {**PLAIN, "runOnly": {"type": "tag", "values": list(STANDARDS)}}
ALL_BUT_CONTRAST = {**EVERYTHING, "rules": {"color-contrast": {"enabled": False}}}
"""What no sheet of colours can break: contrast takes axe as long as all the rest."""
COLOURS = {**PLAIN, "runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
"""What another scheme can break that the first one keeps: a scheme changes colours and the width of lines."""


def barriers(page: Page, options: Mapping[str, object] = EVERYTHING) -> Iterator[str]:
    """What axe finds on the page as it stands; axe itself is put into it once."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    found = page.evaluate(f"axe.run({json.dumps(options)}).then(result => result.violations)")
    for violation in found:
        for node in violation["nodes"][:3]:
            yield f"{page.url}: {violation['id']}: {node['html'][:120]}"


def barriers_in(page: Page, schemes: Iterable[str]) -> Iterator[str]:
    """The same in several schemes: everything in the first, in the others what colours can break."""
    options = EVERYTHING
    for scheme in schemes:
        in_scheme(page, scheme)
        yield from (f"{scheme}: {line}" for line in barriers(page, options))
        options = COLOURS


def in_scheme(page: Page, scheme: str) -> None:
    page.evaluate("scheme => document.documentElement.setAttribute('data-sl-scheme', scheme)", scheme)
