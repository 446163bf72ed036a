"""What one test over many values says when it fails."""

from __future__ import annotations

import pytest
from each import each


def test_all_values_are_tried_and_all_that_fail_are_named() -> None:
    tried = list[int]()

    @each("number", [1, 2, 3, 4])
    def is_odd(number: int) -> None:
        tried.append(number)
        assert number % 2
        with pytest.raises(ZeroDivisionError):
            _ = 1 // (number - 1)

    with pytest.raises(BaseExceptionGroup, match="3 of 4 values") as failed:
        is_odd()
    assert tried == [1, 2, 3, 4]
    notes = [note for one in failed.value.exceptions for note in one.__notes__]
    assert notes == [f"with {{'number': {number}}}" for number in (2, 3, 4)]


@each(("one", "other"), [(1, 2), (3, 4)])
def test_what_fixtures_give_stands_beside_the_values(
    one: int, other: int, request: pytest.FixtureRequest
) -> None:
    assert other == one + 1
    assert request.node.name == "test_what_fixtures_give_stands_beside_the_values"
