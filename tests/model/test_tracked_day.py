"""Whatever a tracked day is asked, it answers as the day itself does, and the span that is noted is one of the same answers."""

from __future__ import annotations

import copy
import json
import operator
import pickle
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from babel.dates import format_date
from each import each
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Event
from markupsafe import escape

from generator.model.records.derived import DerivedDay
from generator.model.records.tracked_day import (
    EVERY_DAY,
    Days,
    TrackedDay,
    bare,
    looked_unseen,
    made_every_time,
    named,
    narrow,
    only,
    plain,
    recording,
    tracked,
)
from generator.website.words.language import language

TODAY = date(2026, 11, 24)
COMPARISONS = (operator.lt, operator.le, operator.gt, operator.ge, operator.eq, operator.ne)
SOON = st.integers(-40, 40).map(lambda days: TODAY + timedelta(days))
KINDS: tuple[Callable[[date], date], ...] = (
    lambda day: day,
    lambda day: DerivedDay(day.year, day.month, day.day),
)


def looked(look: Callable[[date], Any], today: date = TODAY) -> tuple[Any, Days]:
    day = tracked(today)
    with recording(day) as found:
        answer = look(day)
    return answer, found.days


def answer(look: Callable[[date], Any], today: date) -> Any:
    """What it says of a day that nobody follows; an error is an answer too."""
    try:
        return look(today)
    except (TypeError, OverflowError, ValueError) as error:
        return type(error)


def holds(look: Callable[[date], Any], today: date = TODAY) -> Days:
    """The span that is noted; the answer is right, and on the first and last of its days, near and far, it is the same."""
    said, days = looked(lambda day: answer(look, day), today)
    assert said == answer(look, today)
    assert days.hold(today.toordinal())
    near = range(max(days.first, today.toordinal() - 4), min(days.last, today.toordinal() + 4) + 1)
    for number in {days.first, days.last, *near}:
        assert answer(look, date.fromordinal(number)) == said, date.fromordinal(number)
    return days


@given(
    compare=st.sampled_from(COMPARISONS), kind=st.sampled_from(KINDS), other=SOON,
    shift=st.integers(-20, 20), is_left=st.booleans(),
)  # fmt: skip
def test_a_comparison_narrows_to_the_days_with_the_same_answer_and_no_further(
    compare: Callable[[Any, Any], bool], kind: Callable[[date], date], other: date, shift: int, is_left: bool
) -> None:
    far = kind(other)

    def look(day: date) -> bool:
        day = day + timedelta(shift) if shift else day
        return compare(day, far) if is_left else compare(far, day)

    days = holds(look)
    for beyond in (days.first - 1, days.last + 1):
        if EVERY_DAY.hold(beyond):
            assert answer(look, date.fromordinal(beyond)) != look(TODAY), "the span is as wide as it may be"


LOOKS: dict[str, Callable[[date], Any]] = {
    "isoformat": lambda day: day.isoformat(),
    "strftime": lambda day: day.strftime("%Y-%m-%d"),
    "format": lambda day: f"{day:%j}",
    "f-string": lambda day: f"{day}",
    "percent": lambda day: "%s %r" % (day, day),  # noqa: UP031
    "str": str,
    "repr": repr,
    "hash": hash,
    "set": lambda day: day in {TODAY, date(2026, 1, 1)},
    "dict": lambda day: {TODAY: 1}.get(day),
    "frozenset": lambda day: frozenset([day]) == frozenset([TODAY]),
    "list": lambda day: day in [date(2026, 1, 1), TODAY],
    "min": lambda day: min(day, date(2026, 11, 30)).isoformat(),
    "max": lambda day: max([date(2026, 11, 30), day]) == date(2026, 11, 30),
    "sorted": lambda day: [date(2026, 11, 30), date(2026, 11, 2)].index(
        sorted([date(2026, 11, 30), day, date(2026, 11, 2)])[2]
    ),
    "sorted alone": lambda day: sorted([day, day]) == [TODAY, TODAY],
    "tuples": lambda day: (1, day) < (1, date(2026, 12, 1)),
    "key": lambda day: sorted([3, 1], key=lambda number: (day, number)),
    "day": lambda day: day.day,
    "month": lambda day: day.month,
    "year": lambda day: day.year,
    "toordinal": lambda day: day.toordinal(),
    "weekday": lambda day: day.weekday(),
    "isoweekday": lambda day: day.isoweekday(),
    "isocalendar": lambda day: tuple(day.isocalendar()),
    "timetuple": lambda day: day.timetuple(),
    "ctime": lambda day: day.ctime(),
    "replace": lambda day: day.replace(day=1),
    "since": lambda day: (day - date(2026, 11, 1)).days,
    "until": lambda day: (date(2026, 12, 1) - day).days,
    "derived until": lambda day: (DerivedDay(2026, 12, 1) - day).days,
    "from itself": lambda day: day - day,
    "added": lambda day: (day + timedelta(3)).isoformat(),
    "added from the left": lambda day: (timedelta(3) + day).isoformat(),
    "hours": lambda day: (day - timedelta(hours=25)).isoformat(),
    "taken away": lambda day: (day - timedelta(3)).year,
    "past the end": lambda day: day + timedelta(days=4_000_000),
    "with a moment": lambda day: day == datetime(2026, 11, 24),
    "a moment with it": lambda day: datetime(2026, 11, 24) == day,
    "before a moment": lambda day: day < datetime(2026, 11, 24),
    "a moment before it": lambda day: datetime(2026, 11, 24) < day,
    "a moment since it": lambda day: datetime(2026, 11, 24) - day,
    "with a text": lambda day: day == "2026-11-24",
    "with none": lambda day: day is None or day == None,  # noqa: E711
    "truth": bool,
    "pickle": lambda day: pickle.loads(pickle.dumps(day)),
    "pickle, an old protocol": lambda day: pickle.loads(pickle.dumps(day, 0)),
    "copy": copy.copy,
    "deep copy": lambda day: copy.deepcopy([day]),
    "asdict": lambda day: asdict(_Holder(day)),
    "json": lambda day: json.dumps([day], default=str),
    "json itself": lambda day: json.dumps(day),
    "escaped": lambda day: str(escape(day)),
    "match": lambda day: _matched(day),
    "babel": lambda day: format_date(plain(day), "long", locale="zh"),
    "long": lambda day: language("zh").day(day),
    "short": lambda day: language("en").short_day(day),
    "weekdays": lambda day: language("en").weekday(day) + language("zh").short_weekday(day),
    "name of the month": lambda day: language("en").month_of(day),
    "name of the year": lambda day: language("zh").year_of(day),
    "combined": lambda day: datetime.combine(plain(day), time()),
    "icalendar": lambda day: _event(plain(day)),
}


@dataclass(frozen=True)
class _Holder:
    day: date


def _matched(day: date) -> str:
    match day:
        case date(year=2026, month=11, day=24):
            return "that day"
        case date():
            return "a day"
    return "none"


def _event(day: date) -> bytes:
    event = Event()
    event.add("dtstart", day)
    return bytes(event.to_ical())


@each("look", LOOKS.values(), ids=list(LOOKS))
@each("today", [TODAY, date(2026, 12, 31), date(2026, 1, 1)], ids=str)
def test_every_other_look_is_answered_as_by_the_day_itself_and_pins(
    look: Callable[[date], Any], today: date
) -> None:
    holds(look, today)


CODE_IN_C: dict[str, Callable[[date], Any]] = {
    "combine": lambda day: datetime.combine(day, time()),
    "unbound isoformat": lambda day: date.isoformat(day),
    "unbound comparison": lambda day: date.__lt__(day, TODAY),
    "unbound difference": lambda day: date.__sub__(day, TODAY),
    "unbound format": lambda day: date.__format__(day, ""),
    "unbound hash": lambda day: date.__hash__(day),
    "unbound strftime": lambda day: date.strftime(day, "%d"),
    "field": lambda day: date.day.__get__(day),
}


@each("look", CODE_IN_C.values(), ids=list(CODE_IN_C))
def test_code_in_c_does_not_get_at_it_unseen(look: Callable[[date], Any]) -> None:
    """It refuses, loudly and on every day, or asks as everybody does."""
    day = tracked(TODAY)
    with recording(day) as found:
        try:
            said = look(day)
        except TypeError:
            return
    assert said is NotImplemented or found.days == only(TODAY)


def test_there_is_nothing_of_a_day_that_is_not_seen() -> None:
    special = {name for name in vars(date) if name.startswith("__")} - {
        "__doc__",
        "__new__",
        "__getattribute__",
    }
    assert special <= set(vars(TrackedDay)), "Python looks these up without asking for an attribute"
    for name in {name for name in dir(date) if not name.startswith("__")} - {"year", "month"}:
        _, days = looked(lambda day, name=name: bool(getattr(day, name)))
        assert days == only(TODAY), name
    assert not issubclass(TrackedDay, date), "what is written in C would read it unseen"
    assert isinstance(tracked(TODAY), date)


def test_year_and_month_narrow_to_themselves() -> None:
    assert looked(lambda day: day.year)[1] == Days(
        *(date(2026, month, 31 if month > 1 else 1).toordinal() for month in (1, 12))
    )
    assert looked(lambda day: day.month)[1] == Days(
        date(2026, 11, 1).toordinal(), date(2026, 11, 30).toordinal()
    )
    assert looked(lambda day: (day - timedelta(30)).month)[1] == Days(
        date(2026, 10, 31).toordinal(), date(2026, 11, 30).toordinal()
    )
    holds(lambda day: day.month, date(2024, 2, 29))
    holds(lambda day: day.year, date.max)
    holds(lambda day: day.month, date.max)
    holds(lambda day: day.month, date.min)


def test_what_nobody_looks_at_is_the_same_on_every_day() -> None:
    assert looked(lambda day: bare(day))[1] == EVERY_DAY
    assert looked(lambda day: bool(day))[1] == EVERY_DAY
    assert looked(lambda day: day is day)[1] == EVERY_DAY


def test_a_look_within_a_look_counts_for_both() -> None:
    day = tracked(TODAY)
    with recording(day) as outer:
        assert day < date(2027, 1, 1)
        with recording(day) as inner:
            assert day > date(2026, 1, 1)
    assert inner.days == Days(date(2026, 1, 2).toordinal(), EVERY_DAY.last)
    assert outer.days == Days(inner.days.first, date(2026, 12, 31).toordinal())
    with recording(day) as after:
        pass
    assert after.days == EVERY_DAY


def test_what_only_names_the_day_is_another_tomorrow_and_still_so() -> None:
    day, year_ends = tracked(TODAY), date(2026, 12, 31)
    with recording(day) as outer:
        assert day <= year_ends
        with recording(day) as inner:
            assert named(day) is TODAY
            assert day + timedelta(3) < year_ends
    assert inner.days == outer.days == only(TODAY)
    assert inner.so_until == (year_ends - timedelta(4)).toordinal()
    assert outer.so_until == inner.so_until
    with recording(day) as counts:
        assert named(day) is TODAY
        assert (year_ends - day).days
    assert counts.so_until == TODAY.toordinal()
    with recording(day) as after:
        pass
    assert after.so_until == EVERY_DAY.last
    assert named(TODAY) is TODAY
    with recording(TODAY) as plain_day:
        pass
    assert plain_day.so_until == TODAY.toordinal()
    named(day)
    assert looked_unseen(day)


def test_what_is_made_every_time_stands_for_no_day_and_turns_on_none() -> None:
    day = tracked(TODAY)
    with recording(day) as outer, recording(day) as inner:
        made_every_time(day)
        assert named(day) is TODAY
    for found in (inner, outer):
        assert not found.days.hold(TODAY.toordinal())
        assert found.so_until == EVERY_DAY.last
    made_every_time(day)
    assert looked_unseen(day)
    made_every_time(TODAY)


def test_a_look_that_nobody_recorded_pins_all_that_is_made_after_it() -> None:
    day = tracked(TODAY)
    with recording(day) as before:
        assert day < date(2027, 1, 1)
    assert before.days != only(TODAY)
    assert not looked_unseen(day)
    known = day < date(2027, 1, 1)
    assert looked_unseen(day)
    with recording(day) as after:
        assert known
    assert after.days == only(TODAY)


def test_a_day_that_nobody_follows_counts_as_pinned() -> None:
    with recording(TODAY) as found:
        pass
    assert found.days == only(TODAY)
    narrow(TODAY, EVERY_DAY)


def test_what_another_process_found_counts_here() -> None:
    day = tracked(TODAY)
    with recording(day) as found:
        narrow(day, Days(only(TODAY).first - 3, only(TODAY).last + 4))
        narrow(day, Days(only(TODAY).first - 5, only(TODAY).last + 1))
    assert found.days == Days(only(TODAY).first - 3, only(TODAY).last + 1)
    narrow(day, EVERY_DAY)
    assert not looked_unseen(day)


def test_a_failure_leaves_nothing_recorded_behind() -> None:
    day = tracked(TODAY)
    with pytest.raises(ZeroDivisionError), recording(day):
        assert day.day / 0
    with recording(day) as found:
        pass
    assert found.days == EVERY_DAY
