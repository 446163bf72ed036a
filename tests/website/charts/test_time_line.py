from __future__ import annotations

from datetime import date, timedelta

from each import each
from hypothesis import given
from hypothesis import strategies as some

from generator.website.charts.time_line import MOST_ROWS, Step, TimeView, elapsed, time_line
from generator.website.words.language import language

TODAY = date(2026, 11, 24)
ZH = language("zh")
dates = some.dates(date(1, 1, 1), date(9999, 12, 31))


def picture(*steps: Step, plan: tuple[date, date] | None = None, today: date = TODAY) -> TimeView:
    found = time_line(steps, today, ZH, plan)
    assert found is not None
    return found


def test_steps_lie_between_the_first_of_the_first_month_and_the_last_of_the_last() -> None:
    shown = picture(
        Step("1 调研", date(2026, 7, 1), date(2026, 7, 31)),
        Step("2 审议", date(2026, 8, 31), date(2026, 8, 31)),
    )
    assert [tick.label for tick in shown.ticks] == ["7月", "8月"]
    assert [bar.days for bar in shown.bars] == [31, 1]
    assert shown.bars[0].x == 0
    assert shown.bars[1].x + shown.bars[1].width <= 100.5
    assert shown.bars[0].when == "2026年7月1日至2026年7月31日"
    assert shown.bars[1].when == "2026年8月31日"
    assert shown.today is None


@each(
    ("last", "labels"),
    [
        (date(2027, 2, 3), ["10月", "11月", "12月", "2027年", "2月"]),
        (date(2027, 8, 3), ["10月", "2027年", "4月", "7月"]),
        (date(2029, 5, 3), ["2026年", "", "2028年", ""]),  # no room on the narrowest screen for each
    ],
)
def test_the_longer_the_time_the_fewer_its_ticks(last: date, labels: list[str]) -> None:
    shown = picture(Step("1", date(2026, 10, 8), date(2026, 10, 9)), Step("2", last, last))
    assert [tick.label for tick in shown.ticks] == labels


def test_today_and_what_is_to_come() -> None:
    shown = picture(
        Step("1", date(2026, 11, 1), date(2026, 11, 9)), Step("2", date(2026, 12, 1), date(2026, 12, 2))
    )
    assert shown.today is not None
    assert shown.bars[0].x < shown.today < shown.bars[1].x
    assert [bar.ahead for bar in shown.bars] == [False, True]


def test_one_note_of_progress_is_a_picture_only_beside_the_time_that_was_given() -> None:
    step = Step("1", date(2026, 6, 30), date(2026, 6, 30), 40.0)
    assert time_line((step,), TODAY, ZH) is None
    shown = picture(step, plan=(date(2026, 5, 1), date(2026, 10, 31)))
    assert shown.plan is not None
    assert shown.plan[0] == 0
    assert shown.bars[0].progress == 40


def test_too_few_days_or_too_many_rows_make_no_picture() -> None:
    day = date(2026, 6, 1)
    assert time_line((Step("1", day, day), Step("2", day, day + timedelta(6))), TODAY, ZH) is None
    many = [Step(str(n), day, day + timedelta(n * 9)) for n in range(MOST_ROWS + 1)]
    assert time_line(many, TODAY, ZH) is None
    assert time_line(many[:-1], TODAY, ZH) is not None
    assert time_line((), TODAY, ZH) is None


@given(some.lists(some.tuples(dates, dates), min_size=2, max_size=6), dates)
def test_nothing_leaves_the_picture_whatever_the_dates(rows: list[tuple[date, date]], today: date) -> None:
    shown = time_line([Step("x", min(row), max(row)) for row in rows], today, ZH)
    if shown is not None:
        places = [*(tick.x for tick in shown.ticks), *(bar.x for bar in shown.bars)]
        assert all(0 <= place <= 100 for place in places)
        assert all(bar.width > 0 and bar.x + bar.width < 101 for bar in shown.bars)
        assert 1 <= len(shown.ticks) <= 24


def test_how_much_of_the_time_is_gone_counts_both_ends() -> None:
    plan = (date(2026, 11, 21), date(2026, 11, 30))
    assert [elapsed(plan, date(2026, 11, day)) for day in (20, 21, 25, 30)] == [0, 10, 50, 100]
    assert elapsed(plan, date(2027, 1, 1)) == 100
    assert elapsed(None, TODAY) is None
    assert elapsed((plan[1], plan[0]), TODAY) is None
