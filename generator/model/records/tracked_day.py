"""Today as a day that remembers how it was looked at: between which days whatever was made of it comes out the same.

A comparison with another day narrows that span to the days on which it has the same answer; so does asking for the year or
the month. Any other look (as a text, a distance, a number, a key of a set, in a copy) pins it to the one day. A day that is
reckoned from it by adding or taking away some days is followed in the same way.

It passes for a ``date`` and is none, so that nothing written in C can read it unseen: such code refuses it, and
:func:`plain` is what to hand over then.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple, cast

_LAST_MONTH = 12


class Days(NamedTuple):
    """A span of days, both ends included, as their numbers (``date.toordinal``)."""

    first: int
    last: int

    def hold(self, number: int) -> bool:
        """Whether the day of that number is one of them."""
        return self.first <= number <= self.last

    def within(self, other: Days) -> Days:
        """Those that are in both."""
        return Days(max(self.first, other.first), min(self.last, other.last))


EVERY_DAY = Days(date.min.toordinal(), date.max.toordinal())
NO_DAY = Days(EVERY_DAY.last, EVERY_DAY.first)
"""Of what is made anew on every day."""


class _Looks:
    """What was found out of one day, by whatever is reckoned from it."""

    __slots__ = ("first", "last", "missed", "recorded", "so_until", "today")

    def __init__(self, today: date) -> None:
        self.today = today.toordinal()
        self.first, self.last = EVERY_DAY
        self.so_until = EVERY_DAY.last
        self.recorded = False
        self.missed = False
        """Whether anybody looked while nothing was recorded: what came of it may be in anything that is made later on."""

    def since(self, number: int) -> None:
        if number > self.first:
            self.first = number if self.recorded else self.first
            self.missed |= not self.recorded

    def until(self, number: int) -> None:
        if number < max(self.last, self.so_until):
            if self.recorded:
                self.last, self.so_until = min(number, self.last), min(number, self.so_until)
            self.missed |= not self.recorded

    def narrow(self, days: Days) -> None:
        self.since(days.first)
        self.until(days.last)

    def name(self) -> None:
        if self.recorded:
            self.first, self.last = max(self.first, self.today), min(self.last, self.today)
        self.missed |= not self.recorded

    def give_up(self) -> None:
        if self.recorded:
            self.first, self.last = NO_DAY
        self.missed |= not self.recorded


class TrackedDay:
    """Whatever a ``date`` is asked for it answers too, and notes the question. Made by :func:`tracked`."""

    __slots__ = ("_day", "_looks", "_number", "_offset")

    def __init__(self, day: date, looks: _Looks) -> None:
        self._day, self._looks = day, looks
        self._number = day.toordinal()
        self._offset = self._number - looks.today

    @property  # type: ignore[misc]
    def __class__(self) -> type[date]:  # type: ignore[override] # isinstance() takes it for what it stands for
        return date

    def __getattr__(self, name: str) -> Any:
        return getattr(self._pinned(), name)

    def _pinned(self) -> date:
        today = self._looks.today
        self._looks.narrow(Days(today, today))
        return self._day

    def _narrowed(self, first: date, last: date) -> None:
        self._looks.narrow(Days(first.toordinal() - self._offset, last.toordinal() - self._offset))

    @property
    def year(self) -> int:
        year = self._day.year
        self._narrowed(date(year, 1, 1), date(year, _LAST_MONTH, 31))
        return year

    @property
    def month(self) -> int:
        year, month = self._day.year, self._day.month
        is_last = month == _LAST_MONTH
        last = date(year, month, 31) if is_last else date(year, month + 1, 1) - timedelta(days=1)
        self._narrowed(date(year, month, 1), last)
        return month

    def _is_before(self, number: int) -> bool:
        if self._number < number:
            self._looks.until(number - 1 - self._offset)
            return True
        self._looks.since(number - self._offset)
        return False

    def __lt__(self, other: object) -> Any:
        number = _number_of(other)
        return NotImplemented if number is None else self._is_before(number)

    def __le__(self, other: object) -> Any:
        number = _number_of(other)
        return NotImplemented if number is None else self._is_before(number + 1)

    def __gt__(self, other: object) -> Any:
        number = _number_of(other)
        return NotImplemented if number is None else not self._is_before(number + 1)

    def __ge__(self, other: object) -> Any:
        number = _number_of(other)
        return NotImplemented if number is None else not self._is_before(number)

    def __eq__(self, other: object) -> Any:
        number = _number_of(other)
        if number is None:
            return NotImplemented
        if number == self._number:
            self._pinned()
            return True
        self._is_before(number if self._number < number else number + 1)
        return False

    def __ne__(self, other: object) -> Any:
        equal = self.__eq__(other)
        return equal if equal is NotImplemented else not equal

    def __hash__(self) -> int:
        return hash(self._pinned())

    def __add__(self, other: object) -> Any:
        return self._reckoned(lambda day: day + other) if isinstance(other, timedelta) else NotImplemented

    __radd__ = __add__

    def __sub__(self, other: object) -> Any:
        if isinstance(other, timedelta):
            return self._reckoned(lambda day: day - other)
        return self._pinned() - other if isinstance(other, date) else NotImplemented

    def __rsub__(self, other: object) -> Any:
        return other - self._pinned() if isinstance(other, date) else NotImplemented

    def _reckoned(self, reckon: Callable[[date], date]) -> TrackedDay:
        """From some days on, near the ends of the calendar, it cannot be reckoned."""
        try:
            made = TrackedDay(reckon(self._day), self._looks)
        except OverflowError:
            self._pinned()
            raise
        made._narrowed(date.min, date.max)
        return made

    def __str__(self) -> str:
        return str(self._pinned())

    def __repr__(self) -> str:
        return repr(self._pinned())

    def __format__(self, form: str) -> str:
        return format(self._pinned(), form)

    def __reduce__(self) -> Any:
        return self._pinned().__reduce__()

    def __reduce_ex__(self, protocol: object) -> Any:
        """A copy, or what another process gets, is a plain day."""
        return self._pinned().__reduce__()

    def __replace__(self, **changes: int) -> date:
        return self._pinned().replace(**changes)


def _number_of(other: object) -> int | None:
    """``None`` for what no day is compared with."""
    if isinstance(other, datetime) or not isinstance(other, date):
        return None
    return other.toordinal()


def tracked(day: date) -> date:
    """The day, followed from now on."""
    bare_day = bare(day)
    return cast("date", TrackedDay(bare_day, _Looks(bare_day)))


def bare(day: date) -> date:
    """The day itself, not followed: for keys, which name what follows from it, and for what is said of the whole build."""
    return day._day if isinstance(day, TrackedDay) else day


def plain(day: date) -> date:
    """The day itself for a library, whose looks nobody can follow."""
    return day._pinned() if isinstance(day, TrackedDay) else day


def named(day: date) -> date:
    """The day itself, for whatever names it as the day that it is of and says nothing else by it: on another day another is
    named, and all that is said is so still.
    """
    if not isinstance(day, TrackedDay):
        return day
    day._looks.name()
    return day._day


def only(day: date) -> Days:
    """That day and no other."""
    number = bare(day).toordinal()
    return Days(number, number)


class Recording:
    """Between which days all that looked at a day meanwhile would have found the same; known when it has ended."""

    days: Days = EVERY_DAY
    so_until: int = EVERY_DAY.last
    """The last day on which all that was said is so, by its number: of what only names the day (:func:`named`) it may be a later
    one than the last of ``days``.
    """


@contextmanager
def recording(day: date) -> Iterator[Recording]:
    """Note how a day is looked at meanwhile. One within another counts for both.

    A day that is not followed counts as pinned; so does one that somebody looked at before while nothing was recorded.
    """
    found = Recording()
    if not isinstance(day, TrackedDay):
        found.days = only(day)
        found.so_until = found.days.last
        yield found
        return
    looks = day._looks
    outer = (Days(looks.first, looks.last), looks.so_until) if looks.recorded else None
    looks.first, looks.last, looks.so_until, looks.recorded = *EVERY_DAY, EVERY_DAY.last, True
    try:
        yield found
    finally:
        seen, so_until = Days(looks.first, looks.last), looks.so_until
        found.days = only(day) if looks.missed else seen
        found.so_until = looks.today if looks.missed else so_until
        looks.first, looks.last = outer[0].within(seen) if outer else EVERY_DAY
        looks.so_until = min(outer[1], so_until) if outer else EVERY_DAY.last
        looks.recorded = outer is not None


def narrow(day: date, days: Days) -> None:
    """Let a recording know what was found elsewhere: by another process, or when it was worked out for all."""
    if isinstance(day, TrackedDay):
        day._looks.narrow(days)


def made_every_time(day: date) -> None:
    """Let a recording know that what is made meanwhile follows from more than is known, so that it stands for no day, not even
    this one. When it turns is another question.
    """
    if isinstance(day, TrackedDay):
        day._looks.give_up()


def looked_unseen(day: date) -> bool:
    """Whether anybody looked at a followed day while nothing was recorded, so that all that is made since is of that day."""
    return isinstance(day, TrackedDay) and day._looks.missed
