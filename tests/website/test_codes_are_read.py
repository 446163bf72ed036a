"""The QR codes as a telephone sees them: read by a decoder, they hold the record's address."""

from __future__ import annotations

import re

import pytest
import zxingcpp
from building import Root

SIZE = 8
"""Pixels of a module."""
PAPER = 4
"""Modules of white around the picture."""
URL = "https://open.sample.example/sub/"
BAR = re.compile(r"M(\d+) (\d+)h(\d+)v1h-\d+z")
SCHEMA = {
    "fields": [
        {"name": "id"}, {"name": "title"}, {"name": "from", "type": "date"}, {"name": "to", "type": "date"},
    ],
    "sunlit": {"title": "公示", "period": {"from": "from", "to": "to"}, "notice": {"contact": []},
               "states": [{"id": "live", "title": "公示中", "look": "live", "when": {}}]},
}  # fmt: skip


def drawn(svg: str) -> memoryview:
    """What the picture shows on white paper: a grey byte a pixel, dark where a bar of the path stands."""
    ((left, top, size),) = [map(int, box) for box in re.findall(r'viewBox="(\d+) (\d+) (\d+) \3"', svg)]
    width = (size + 2 * PAPER) * SIZE
    pixels = bytearray(b"\xff" * width * width)
    bars = BAR.findall(svg)
    assert bars
    for x, y, length in (map(int, bar) for bar in bars):
        for row in range((y - top + PAPER) * SIZE, (y - top + PAPER + 1) * SIZE):
            start = row * width + (x - left + PAPER) * SIZE
            pixels[start : start + length * SIZE] = bytes(length * SIZE)
    return memoryview(bytes(pixels)).cast("B", (width, width))


def read(html: str) -> list[str]:
    """The texts of the codes on a page."""
    found = re.findall(r'<svg(?:(?!</svg>).)*?shape-rendering="crispEdges".*?</svg>', html, re.DOTALL)
    return [code.text for svg in found for code in zxingcpp.read_barcodes(drawn(svg))]


@pytest.mark.parametrize("id", ["gs-1", "〔2026〕14号", "Int 0804-1996-A"])
def test_the_codes_of_notice_and_page_hold_the_address_of_the_page(root: Root, id: str) -> None:
    root.declare("data/site.yaml", {"name": "站", "url": URL})
    root.schema(SCHEMA)
    root.records({"id": id, "title": "甲", "from": "2026-11-20", "to": "2026-11-26"})
    root.build()
    (notice,) = (root.site / "notes/notice").iterdir()
    page = root.site / "notes" / notice.name
    (address,) = read(notice.read_text(encoding="utf-8"))
    assert read(page.read_text(encoding="utf-8")) == [address]
    canonical = [
        e.attributes["href"]
        for e in root.page(f"notes/{page.name}").all("link")
        if e.attributes.get("rel") == "canonical"
    ]
    assert canonical == [address]
    assert address.startswith("https://open.sample.example/")


def test_a_site_that_does_not_know_its_address_prints_no_code(root: Root) -> None:
    root.schema(SCHEMA)
    root.records({"id": "a", "title": "甲", "from": "2026-11-20", "to": "2026-11-26"})
    root.build()
    assert read((root.site / "notes/notice/a.html").read_text(encoding="utf-8")) == []
    assert read((root.site / "notes/a.html").read_text(encoding="utf-8")) == []
