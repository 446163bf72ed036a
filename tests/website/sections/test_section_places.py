"""Addresses, years, axes and labels: small things that pages beside records rest on."""

from __future__ import annotations

from datetime import date

from each import each
from hypothesis import given
from hypothesis import strategies as some

from generator.model.declared.section import section_address, value_name
from generator.model.text.folding import canonical, fold
from generator.website.places.years import current_year, elapsed
from generator.website.sections.scores import MOST_TICKS, axis

texts = some.text(min_size=1, max_size=30)


@given(texts, texts, some.none() | some.integers(1, 9), some.none() | some.integers(1, 9))
def test_two_pages_never_stand_at_one_address(one: str, other: str, n: int | None, m: int | None) -> None:
    same = (fold(one) or canonical(one), n) == (fold(other) or canonical(other), m)
    assert (value_name(one, n) == value_name(other, m)) is same


def test_all_spellings_of_a_value_have_one_page() -> None:
    spellings = (
        ("王伟", "王 伟", "王　伟"),
        ("买买提·吐尔逊", "买买提•吐尔逊", "買買提．吐爾遜"),
        ("张伟", "張伟"),
    )
    for alike in spellings:
        assert len({section_address("notes", "person", value) for value in alike}) == 1


def test_a_value_never_takes_the_place_of_the_index() -> None:
    assert section_address("tasks", "unit", "index") == "tasks/unit/~69ndex.html"


def test_a_long_value_has_a_short_name_that_no_other_has() -> None:
    names = {value_name("长" * 200), value_name("长" * 201)}
    assert len(names) == 2
    assert all(len(name) < 100 for name in names)


@each(
    ("year", "day", "share"),
    [
        ("2026", date(2026, 12, 31), 100.0),
        ("2026", date(2026, 11, 24), 89.9),
        ("2025", date(2026, 1, 1), 100.0),
        ("2027", date(2026, 1, 1), 0.0),
        ("undated", date(2026, 1, 1), None),
    ],
)
def test_how_much_of_a_year_is_over(year: str, day: date, share: float | None) -> None:
    assert elapsed(year, day) == share


def test_the_current_year_is_today_s_else_the_latest_before() -> None:
    assert current_year(["2027", "2025", "2024", "undated"], date(2026, 5, 1)) == "2025"
    assert current_year(["2027"], date(2026, 5, 1)) == "2027"
    assert current_year(["undated"], date(2026, 5, 1)) == "undated"


@given(some.lists(some.floats(0, 500), max_size=20))
def test_the_axis_holds_every_score_with_few_ticks(values: list[float]) -> None:
    low, high, step = axis(values)
    assert low < high
    assert all(low <= value <= high for value in values)
    assert len(range(low, high + 1, step)) <= MOST_TICKS + 1
