"""A first visit on a slow network: how many bytes each page of the shipped site fetches, by ``benchmarks.page_weight``."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from benchmarks.page_weight import Weight, first_view, heaviest, kind
from built_site import BuiltSite

MOST = 60_000
"""Bytes of a record page's first view, compressed, beside the theme's own style sheets and scripts."""


@pytest.mark.proof
def test_no_page_of_a_record_is_heavier_than_it_may_be(shipped_site: BuiltSite) -> None:
    records = [address for address in shipped_site.pages if kind(address).startswith("record of ")]
    assert len(records) > 150
    weights = {address: first_view(shipped_site.folder, address).own for address in records}
    assert {address: weight for address, weight in weights.items() if weight > MOST} == {}


def test_the_heaviest_page_of_no_kind_is(shipped_site: BuiltSite) -> None:
    weights = {
        kind: first_view(shipped_site.folder, address).own
        for kind, address in heaviest(shipped_site.folder).items()
    }
    assert len(weights) > 30
    assert {kind: weight for kind, weight in weights.items() if weight > MOST} == {}


def test_everything_that_a_page_names_is_weighed(tmp_path: Path) -> None:
    files = {
        "assets/own.css": b"a{}" * 90,
        "assets/own.js": b"x()" * 70,
        "assets/mark.svg": b"<svg/>" * 50,
        "assets/theme.css": b"b{}" * 40,
    }
    page = (
        '<link rel="stylesheet" href="../assets/theme.css"><link rel="stylesheet" href="../assets/own.css">'
        '<link rel="icon" href="../assets/mark.svg"><script src="/assets/own.js" defer></script>'
        '<link rel="canonical" href="https://sample.example/a/b.html"><a href="c.html">c</a><img src="data:image/png;,">'
    )
    for address, content in {**files, "a/b.html": page.encode()}.items():
        (tmp_path / address).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / address).write_bytes(content)
    sizes = [len(gzip.compress(content, 6, mtime=0)) for content in (page.encode(), *files.values())]
    assert first_view(tmp_path, "a/b.html") == Weight(*sizes)
    assert first_view(tmp_path, "a/b.html").own == sum(sizes[:4])
