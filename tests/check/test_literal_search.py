"""Many literals in one pass find what a search for each of them finds."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from generator.check.literal_search import found, trie_pattern

SIGNS = st.text(alphabet="甲乙丙a.*(", min_size=1, max_size=4)


@given(st.lists(SIGNS, max_size=8), st.text(alphabet="甲乙丙a.*(", max_size=30))
def test_every_place_where_a_needle_begins_is_found_with_the_longest_that_fits(
    needles: list[str], text: str
) -> None:
    expected = {
        start: max(fitting, key=len)
        for start in range(len(text))
        if (fitting := [needle for needle in needles if text.startswith(needle, start)])
    }
    assert {match.start(): match[0] for match in found(trie_pattern(needles), text)} == expected


def test_many_long_needles_that_begin_alike_make_no_pattern_that_cannot_be_read() -> None:
    needles = ["甲" * length for length in range(1, 61)]
    assert next(found(trie_pattern(needles), "乙" + "甲" * 60))[0] == "甲" * 60
