from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from building import PROJECT
from disclosing import disclosed, finely, segments_of
from made_once import Once
from pages_of_ours import PAGES

from benchmarks.search.corpus import write_corpus
from benchmarks.search.engine import Engine, running, write_index
from generator.disclose.disclosure import Disclosure

RECORDS, UNIT = 600, 512
"""More than one segment, of which the first has more than one bundle of texts."""


@pytest.fixture(scope="session")
def corpus(once: Once) -> Disclosure:
    """Invented records with the unevenness of real text."""
    return once("corpus", _corpus)


def _corpus(root: Path) -> Disclosure:
    write_corpus(root, RECORDS)
    return disclosed(root)


@pytest.fixture(scope="session")
def shipped(once: Once) -> Disclosure:
    """The project's own records, with pages of ours."""
    return replace(once("shipped-records", lambda _: disclosed(PROJECT)), pages=PAGES)


@pytest.fixture(scope="session")
def corpus_index(corpus: Disclosure, once: Once) -> Path:
    return once("corpus-index", partial(_index, corpus))


@pytest.fixture(scope="session")
def shipped_index(shipped: Disclosure, once: Once) -> Path:
    return once("shipped-index", partial(_index, shipped))


@pytest.fixture(scope="session")
def over_corpus(corpus_index: Path) -> Iterator[Engine]:
    with running(corpus_index) as engine:
        yield engine


@pytest.fixture(scope="session")
def over_shipped(shipped_index: Path) -> Iterator[Engine]:
    with running(shipped_index) as engine:
        yield engine


def _index(disclosure: Disclosure, folder: Path) -> Path:
    with segments_of(UNIT):
        write_index(disclosure, folder, finely(UNIT))
    return folder
