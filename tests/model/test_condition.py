from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from each import each
from hypothesis import given
from hypothesis import strategies as some

from generator.model.declared import condition as conditions
from generator.model.declared.condition import TESTS, Condition

TODAY = date(2026, 11, 24)


def holds(operator: str, operand: Any, value: Any, **others: Any) -> bool:
    return conditions.Test("field", operator, operand).holds({"field": value, **others}, TODAY)


@each(
    ("operator", "day_before", "same_day", "day_after"),
    [
        ("before", True, False, False),
        ("on_or_before", True, True, False),
        ("after", False, False, True),
        ("on_or_after", False, True, True),
    ],
)
def test_days_against_today(operator: str, day_before: bool, same_day: bool, day_after: bool) -> None:
    days = [date(2026, 11, 23), TODAY, date(2026, 11, 25)]
    assert [holds(operator, "today", day) for day in days] == [day_before, same_day, day_after]


def test_a_moment_counts_as_its_day() -> None:
    assert holds("on_or_before", "today", datetime(2026, 11, 24, 23, 59))
    assert not holds("after", "today", datetime(2026, 11, 24, 23, 59))


def test_days_against_another_field() -> None:
    assert holds("after", "due", date(2026, 2, 2), due=date(2026, 2, 1))
    assert not holds("after", "due", date(2026, 2, 1), due=date(2026, 2, 1))
    assert not holds("after", "due", date(2026, 2, 2)), "the other field is empty"


@each(("number", "below", "at_least"), [(9, True, False), (10, False, True), (Decimal("9.99"), True, False)])
def test_numbers(number: Any, below: bool, at_least: bool) -> None:
    assert (holds("below", 10, number), holds("at_least", 10, number)) == (below, at_least)


def test_values_that_cannot_be_compared_fail() -> None:
    assert not holds("before", "today", "2026年底前")
    assert not holds("at_least", 100, "很多")
    assert not holds("at_least", "title", 100, title="文")


@each("empty", [None, "", ()])
def test_an_empty_value_passes_no_test_but_empty(empty: Any) -> None:
    assert holds("empty", True, empty)
    assert not holds("empty", False, empty)
    for operator in sorted(TESTS - {"empty"}):
        assert not holds(operator, [], empty), operator


@each("value", ["文", 0, False, ("a",), Decimal(0)])
def test_a_value_is_not_empty(value: Any) -> None:
    assert holds("empty", False, value)
    assert not holds("empty", True, value)


def test_equality_and_membership() -> None:
    assert holds("is", "存在", "存在")
    assert holds("in", ["存在", "无关"], "无关")
    assert holds("not", "存在", "无关")
    assert not holds("not", "存在", "存在")
    assert holds("is", 0, Decimal("0.0"))


def test_all_entries_of_a_condition_must_hold() -> None:
    both = Condition((conditions.Test("a", "is", 1), conditions.Test("b", "is", 2)))
    assert both.holds({"a": 1, "b": 2}, TODAY)
    assert not both.holds({"a": 1, "b": 3}, TODAY)
    assert Condition().holds({}, TODAY)


@given(some.dates(), some.dates())
def test_before_and_on_or_after_are_opposites(value: date, other: date) -> None:
    assert holds("before", other, value) != holds("on_or_after", other, value)
    assert holds("after", other, value) != holds("on_or_before", other, value)
