"""Of an index of many segments, the first results come of the newest ones alone, and are the first of all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from pathlib import Path

import pytest
from made_once import Once

from benchmarks.search.engine import Engine, running, write_index
from benchmarks.search.queries import QUERIES
from generator.disclose.disclosure import Disclosure
from generator.website.search.segments import Cutting, in_order

RECORDS, FEW = 600, 2
FIRST = 6
"""Results that a page asks for first."""


@pytest.fixture(scope="module")
def over_many_segments(corpus: Disclosure, once: Once) -> Iterator[Engine]:
    """Some of the corpus in units of 8: five segments, of which the three newest hold a seventh of all."""
    some = {id(entry) for entry in in_order(corpus)[-RECORDS:]}
    entries = {
        name: tuple(entry for entry in own if id(entry) in some) for name, own in corpus.entries.items()
    }

    def index(folder: Path) -> Path:
        write_index(replace(corpus, entries=entries), folder, Cutting(unit=8, always=16, share=2))
        return folder

    with running(once("many-segments", index)) as engine:
        yield engine


def starts(fetched: list[tuple[str, int]]) -> set[int]:
    """The first documents of the segments whose terms were asked for."""
    names = [address.removeprefix("search/index/") for address, _ in fetched]
    return {int(name[1:].partition("-")[0]) for name in names if name[0] in "rf"}


def test_whatever_comes_first_stays_and_is_the_first_of_all(over_many_segments: Engine) -> None:
    for text, sort in product(QUERIES, ("match", "newest")):
        *early, first, last = over_many_segments.answers(text, size=FIRST, sort=sort, early=True)
        assert [answer["isEarly"] for answer in early] == [True] * len(early), text
        assert not first["isEarly"], text
        assert first["hits"] == last["hits"], text
        for answer in early:
            shown = answer["hits"]
            assert shown, text
            assert shown == last["hits"][: len(shown)], text
            assert answer["total"] >= len(shown), text


def test_nobody_waits_for_old_segments_where_the_newest_fill_the_page(over_many_segments: Engine) -> None:
    for text, sort in product(("养老服务", "公开", "督查"), ("match", "newest")):
        answers = over_many_segments.answers(text, size=FEW, sort=sort, early=True, fresh=True)
        asked: set[int] = set()
        for answer in answers:
            asked |= starts(answer["fetched"])
            if len(answer["hits"]) == FEW:
                break
        everything = {start for answer in answers for start in starts(answer["fetched"])}
        assert len(everything) == 5, text
        assert asked == {*sorted(everything)[-3:]}, text
        assert answer["isEarly"], text
