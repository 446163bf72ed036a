from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from building import DAY, PROJECT

from benchmarks.search.corpus import write_corpus
from benchmarks.search.engine import Engine, running, write_index
from generator.check.gate import judge
from generator.disclose.disclose import disclose
from generator.disclose.disclosure import Disclosure
from generator.model.page import Page, PageLine

RECORDS = 1300
"""More than one segment."""


def page(address: str, language: str, title: str, *text: str) -> Page:
    """A page that somebody wrote."""
    lines = tuple(PageLine(line, number) for number, line in enumerate(text, 1))
    return Page("", address, language, title, "", "", text=lines)


PAGES = (
    page("about.html", "zh", "关于本站", "这个网站公开什么。", "鹦鹉螺号"),
    page("en/about.html", "en", "About", "What this site shows: nautilus"),
)


def disclosed(root: Path) -> Disclosure:
    verdict = judge(root, DAY)
    assert verdict.fit
    return disclose(verdict.register, verdict.as_of, verdict.checked, verdict.coverage)


@pytest.fixture(scope="session")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Disclosure:
    """Invented records with the unevenness of real text."""
    root = tmp_path_factory.mktemp("corpus")
    write_corpus(root, RECORDS)
    return disclosed(root)


@pytest.fixture(scope="session")
def shipped() -> Disclosure:
    """The project's own records, with pages of ours."""
    return replace(disclosed(PROJECT), pages=PAGES)


@pytest.fixture(scope="session")
def over_corpus(corpus: Disclosure, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    folder = tmp_path_factory.mktemp("corpus-index")
    write_index(corpus, folder)
    with running(folder) as engine:
        yield engine


@pytest.fixture(scope="session")
def over_shipped(shipped: Disclosure, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    folder = tmp_path_factory.mktemp("shipped-index")
    write_index(shipped, folder)
    with running(folder) as engine:
        yield engine
