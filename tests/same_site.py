"""Whether two built trees are one site in different frames."""

from __future__ import annotations

import re
from pathlib import Path

from building import digests
from html_page import read_page, without_sheets

SHEETS = {"assets/theme.css", "assets/frame.css"}
"""The style sheets of the frames themselves."""
OF_PAGES = re.compile(r"assets/pages\.[0-9a-f]{8}\.min\.css")
"""What is made of them and of ours."""


def around(text: str) -> tuple[str, str, list[str]]:
    """What a page is, whatever frame is around it: its own content, its title, and what it says to machines."""
    page = read_page(text)
    machines = [
        str(sorted(element.attributes.items()))
        for element in page.elements
        if (element.tag == "meta" and {"name", "property"} & set(element.attributes))
        or (element.tag == "link" and element.attributes.get("rel", "").strip() in ("canonical", "alternate"))
    ]
    return without_sheets(page.inner["sl-main"]).strip(), "".join(page.texts("title")), machines


def same_site(one: Path, other: Path) -> None:
    """Same addresses; same bytes of all that is no page; of pages the same content and the same words for machines."""
    files, others = (
        {address: digest for address, digest in digests(site).items() if not OF_PAGES.fullmatch(address)}
        for site in (one, other)
    )
    assert set(files) - SHEETS == set(others) - SHEETS
    for address in (files.keys() & others.keys()) - SHEETS - {"manifest.json"}:
        if files[address] != others[address]:
            assert address.endswith(".html"), address
            pages = [(folder / address).read_text(encoding="utf-8") for folder in (one, other)]
            assert around(pages[0]) == around(pages[1]), address
