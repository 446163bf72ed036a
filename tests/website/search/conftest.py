from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from building import PROJECT
from disclosing import disclosed
from made_once import Once
from pages_of_ours import PAGES

from benchmarks.search.corpus import write_corpus
from benchmarks.search.engine import Engine, running, write_index
from generator.disclose.disclosure import Disclosure

RECORDS = 1300
"""More than one segment."""


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
def over_corpus(corpus: Disclosure, once: Once) -> Iterator[Engine]:
    with running(once("corpus-index", partial(_index, corpus))) as engine:
        yield engine


@pytest.fixture(scope="session")
def over_shipped(shipped: Disclosure, once: Once) -> Iterator[Engine]:
    with running(once("shipped-index", partial(_index, shipped))) as engine:
        yield engine


def _index(disclosure: Disclosure, folder: Path) -> Path:
    write_index(disclosure, folder)
    return folder
