from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from building import DAY, PROJECT
from engine import Engine, running, write_index

from benchmarks.search.corpus import write_corpus
from generator.check.gate import judge
from generator.disclose.disclose import disclose
from generator.disclose.disclosure import Disclosure
from generator.website.search.documents import Article

RECORDS = 1300
"""More than one segment."""
ARTICLES = (
    Article("about.html", "zh", "关于本站", "这个网站公开什么。\n鹦鹉螺号"),
    Article("en/about.html", "en", "About", "What this site shows: nautilus"),
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
    """The project's own records."""
    return disclosed(PROJECT)


@pytest.fixture(scope="session")
def over_corpus(corpus: Disclosure, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    folder = tmp_path_factory.mktemp("corpus-index")
    write_index(corpus, folder)
    with running(folder) as engine:
        yield engine


@pytest.fixture(scope="session")
def over_shipped(shipped: Disclosure, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    folder = tmp_path_factory.mktemp("shipped-index")
    write_index(shipped, folder, ARTICLES)
    with running(folder) as engine:
        yield engine
