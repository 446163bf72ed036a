"""Turning documents' terms around by numpy gives what a dictionary of lists gives."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from generator.website.search import inversion
from generator.website.search.inversion import Inversion
from generator.website.search.postings import MOST_DOCUMENTS, read_shard, shard
from generator.website.search.terms import order

TERMS = some.sets(some.text("路网管a2*\U00020000\uf9ff", min_size=1, max_size=2), max_size=6)
DOCUMENTS = some.lists(some.tuples(TERMS, TERMS), max_size=300)
Lists = dict[str, tuple[list[int], list[int]]]


def turned(documents: list[tuple[set[str], set[str]]]) -> Lists:
    """As read again from a shard of all terms."""
    made = Inversion()
    for heading, text in documents:
        made.add(heading, text - heading)
    found = list(made.terms())
    assert [term.name for term in found] == sorted((term.name for term in found), key=order)
    assert all(term.size == len(term.counts) + len(term.gaps) + 3 * len(term.name) for term in found)
    return read_shard(shard(found))


def expected(documents: list[tuple[set[str], set[str]]]) -> Lists:
    lists: Lists = {}
    for number, (heading, text) in enumerate(documents):
        for name in heading:
            lists.setdefault(name, ([], []))[1].append(number)
        for name in text - heading:
            lists.setdefault(name, ([], []))[0].append(number)
    return lists


@given(DOCUMENTS)
def test_every_term_has_its_documents(documents: list[tuple[set[str], set[str]]]) -> None:
    assert turned(documents) == expected(documents)


@given(documents=DOCUMENTS)
def test_it_does_not_matter_how_many_pairs_are_sorted_at_once(
    documents: list[tuple[set[str], set[str]]],
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(inversion, "PAIRS_AT_ONCE", 7)
        assert turned(documents) == expected(documents)


def test_gaps_of_one_two_and_three_bytes() -> None:
    holding = [0, 1, 128, 129, 300, 16_511, 16_900, 40_000, MOST_DOCUMENTS - 1]
    documents = [
        ({"路"}, {"网"}) if number in holding else (set(), {"管"}) for number in range(MOST_DOCUMENTS)
    ]
    assert turned(documents)["路"] == ([], holding)
    assert turned(documents)["网"] == (holding, [])
