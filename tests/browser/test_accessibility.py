"""WCAG 2.2 AA by axe-core (its best practices too): every kind of page, in every scheme, on phone and desktop."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pytest
from axe_playwright_python.sync_playwright import Axe
from built_site import BuiltSite
from watching import DESKTOP, PHONE, Opened

SCHEMES = ("default", "slate", "contrast")
STANDARDS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
OPTIONS = {"runOnly": {"type": "tag", "values": list(STANDARDS)}, "resultTypes": ["violations"]}


def kinds(site: BuiltSite) -> Iterator[str]:
    """One page of each kind, in the site's first language, and a few in the other."""
    templates = {type.name: type.template for type in site.outcome.disclosure.types}
    seen: set[tuple[str | None, ...]] = set()
    for address in sorted(site.pages):
        kind = _kind(address.split("/"), templates)
        if kind not in seen:
            seen.add(kind)
            yield address


def _kind(parts: list[str], templates: Mapping[str, str | None]) -> tuple[str | None, ...]:
    """What decides how a page is laid out: its template, or the folder that it shares with its like."""
    if parts[0] == "en":
        return ("en", str(min(len(parts), 3)), "index" if parts[-1] == "index.html" else "page")
    if parts[0] in templates and len(parts) == 2:
        return ("listing",) if parts[-1] == "index.html" else ("record", templates[parts[0]])
    if parts[0] in templates:
        return ("beside records", parts[1])
    return (parts[0],)


@pytest.mark.parametrize(
    ("scheme", "size"),
    [*((scheme, DESKTOP) for scheme in SCHEMES), ("default", PHONE)],
    ids=[*SCHEMES, "phone"],
)
def test_no_page_has_a_barrier(
    tab: Opened, shipped_site: BuiltSite, scheme: str, size: dict[str, int]
) -> None:
    opened = tab(viewport=size)
    found: list[str] = []
    for address in kinds(shipped_site):
        page = opened.open(address)
        page.evaluate("scheme => document.body.setAttribute('data-md-color-scheme', scheme)", scheme)
        for violation in Axe().run(page, options=OPTIONS).response["violations"]:
            found += [
                f"{address}: {violation['id']}: {node['html'][:120]}" for node in violation["nodes"][:3]
            ]
    assert not found, "\n".join(found)
