"""Many literals in one pass find what a search for each of them finds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.check.literal_search import Literals

SIGNS = st.text(alphabet="甲乙丙a.*(", min_size=2, max_size=4)


@given(st.lists(SIGNS, max_size=8), st.text(alphabet="甲乙丙a.*(", max_size=30))
def test_every_place_where_one_begins_is_found_with_the_longest_that_fits(
    texts: list[str], text: str
) -> None:
    expected = {
        start: max(fitting, key=len)
        for start in range(len(text))
        if (fitting := [one for one in texts if text.startswith(one, start)])
    }
    literals = Literals(texts)
    assert dict(literals.found_in(text)) == expected
    assert literals.may_stand_in(text) or not expected


def test_without_any_nothing_is_found() -> None:
    assert not Literals([])
    assert not Literals([]).may_stand_in("甲乙")


def test_a_single_character_is_none() -> None:
    with pytest.raises(ValueError, match="shorter"):
        Literals(["甲"])
