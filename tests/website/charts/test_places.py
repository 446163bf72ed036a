"""Marks do not cover each other, labels neither each other nor the edge, and what is rounded is rounded once."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from itertools import combinations, pairwise

from each import each
from hypothesis import given
from hypothesis import strategies as some

from generator.website.charts.places import EDGE, LEVELS, MARK, none_covered, width_of, with_room
from generator.website.charts.segments import segments
from generator.website.words.figures import per_cent, rounded, signed
from generator.website.words.language import language

PLACES = some.floats(0, 100)


@given(some.lists(PLACES, max_size=LEVELS))
def test_a_few_marks_stand_where_they_belong_on_levels_of_their_own(places: list[float]) -> None:
    found = none_covered(places)
    assert [x for x, _ in found] == [round(min(max(place, EDGE), 100 - EDGE), 2) for place in places]
    for (x, level), (other, below) in combinations(found, 2):
        assert level != below or abs(x - other) >= MARK - 0.01


@given(some.lists(PLACES, max_size=40))
def test_however_many_marks_there_are_they_stay_in_the_picture(places: list[float]) -> None:
    assert all(EDGE <= x <= 100 - EDGE and 0 <= level < LEVELS for x, level in none_covered(places))


@given(some.lists(some.tuples(PLACES, some.sampled_from(["1月", "2026年", "Oct", "10"])), max_size=15))
def test_shown_labels_lie_in_the_picture_and_not_on_each_other(labels: list[tuple[float, str]]) -> None:
    ordered = sorted(labels)
    shown = [
        (left, left + width_of(text))
        for (left, text), (_, is_shown) in zip(
            ordered, with_room((left, text, text) for left, text in ordered), strict=True
        )
        if is_shown
    ]
    assert all(end <= 100 for _, end in shown)
    assert all(one[1] <= next_one[0] for one, next_one in pairwise(shown))


@each(("share", "shown"), [(80.05, "80.1"), (100.0, "100"), (66.25, "66.3"), (0.0, "0")])
def test_a_share_is_rounded_half_up(share: float, shown: str) -> None:
    assert per_cent(share) == shown


def test_a_difference_is_that_of_the_figures_that_are_shown() -> None:
    assert signed(rounded(Decimal("89.85")) - rounded(Decimal("80.05"))) == "+9.8"
    assert signed(rounded(Fraction(1, 3)) - rounded(Fraction(1, 3))) == "0"
    assert signed(Decimal("-2.0")) == "−2"


@given(some.lists(some.integers(0, 10**6), min_size=1, max_size=7).filter(any))
def test_segments_fill_the_bar_and_a_label_fits_its_segment(numbers: list[int]) -> None:
    parts = [(str(place), float(number), str(number), 1) for place, number in enumerate(numbers)]
    found = segments(language("en"), parts, "#row")
    assert len(found) == sum(number > 0 for number in numbers)
    assert all(width_of(part.label) <= float(part.width) for part in found if part.label)
    assert all(float(part.x) + float(part.width) <= 100.2 for part in found)


def test_a_segment_says_what_it_was_before() -> None:
    (part,) = segments(language("en"), [("good", 5.0, "5", 1)], "#row", {"good": "2025: 4, 80%"})
    assert part.mark.facts == "good 5, 100%; 2025: 4, 80%"
