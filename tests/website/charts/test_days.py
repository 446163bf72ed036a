from __future__ import annotations

from datetime import date

from generator.disclose.disclosure import PeriodDay
from generator.website.charts.days import DayView, day_strip, working_days_left
from generator.website.words.language import language

FRIDAY = date(2026, 11, 20)
DAYS = tuple(PeriodDay(date(2026, 11, day), day not in (21, 22)) for day in range(20, 27))


def strip(today: date, days: tuple[PeriodDay, ...] = DAYS, code: str = "zh") -> list[DayView]:
    return list(day_strip(days, today, language(code)))


def kinds(today: date) -> str:
    return " ".join(day.kind for day in strip(today))


def test_each_day_says_what_it_is_and_working_days_are_numbered() -> None:
    shown = strip(date(2026, 11, 24))
    assert [day.kind for day in shown] == ["past", "rest", "rest", "past", "today", "left", "left"]
    assert [day.ordinal for day in shown] == [1, 0, 0, 2, 3, 4, 5]
    assert [day.number for day in shown] == [20, 21, 22, 23, 24, 25, 26]
    assert "".join(day.weekday for day in shown) == "五六日一二三四"
    assert shown[0].iso == "2026-11-20"
    assert shown[0].text == "11月20日 星期五"


def test_weekdays_are_short_in_english_too() -> None:
    assert [day.weekday for day in strip(FRIDAY, code="en")][:3] == ["Fri", "Sat", "Sun"]


def test_a_day_off_stays_one_when_it_is_today() -> None:
    shown = strip(date(2026, 11, 21))
    assert kinds(date(2026, 11, 21)) == "past rest rest left left left left"
    assert [day.today for day in shown] == [False, True, False, False, False, False, False]


def test_the_last_day_and_a_period_of_one_day() -> None:
    assert kinds(date(2026, 11, 26)) == "past rest rest past past past today"
    (only,) = strip(FRIDAY, (PeriodDay(FRIDAY, True),))
    assert (only.kind, only.ordinal) == ("today", 1)


def test_how_many_working_days_are_left() -> None:
    left = {day: working_days_left(DAYS, date(2026, 11, day)) for day in range(20, 28)}
    assert left == {20: 5, 21: 4, 22: 4, 23: 4, 24: 3, 25: 2, 26: 1, 27: 0}
    assert working_days_left((), FRIDAY) == 0
