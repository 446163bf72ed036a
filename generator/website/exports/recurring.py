"""What comes round again, as its type declares it: the first time, how long it takes, and the rule (RFC 5545, 3.3.10)."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import takewhile
from typing import Any
from zoneinfo import ZoneInfo

from generator.disclose.disclosure import Entry
from generator.model.declared.condition import day_of, texts_of
from generator.model.declared.record_type import Recurrence
from generator.website.places.deadlines import is_off

NAME = "recurs"
_TIME = re.compile(r"([0-9]{1,2})[:：]([0-9]{2})(?::00)?")
_DAY = re.compile(r"(?<![0-9])[0-9]{4}-[0-9]{2}-[0-9]{2}(?![0-9])")
_WEEK = re.compile(r"-?[0-9]")
_CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_LONGEST_WAIT = timedelta(days=366)
"""In which even a fifth weekday of a month comes that is no day off."""
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Recurring:
    """``starts`` and ``ends`` are the first time, in the site's time zone; ``rule`` is what icalendar takes for RRULE."""

    entry: Entry
    starts: datetime
    ends: datetime
    rule: Mapping[str, Any]
    place: str
    text: str
    weekday: int
    """0 is Monday."""
    weeks: tuple[int, ...]
    """Which of the month, the last being -1; none: every week."""
    until: date | None
    """The first day on which it is no more."""
    also: tuple[date, ...] = ()
    """The days on which it is besides, earliest first."""

    def days(self, since: date) -> Iterator[date]:
        """The days on which it is, from that day on."""
        for day in _days(max(since, self.starts.date()), self.weekday, self.weeks):
            if self.until is not None and day >= self.until:
                return
            yield day


def recurring(entry: Entry, zone: ZoneInfo) -> Recurring | None:
    """What the entry says of its recurrence; ``None`` if it says too little, never happens, or is withdrawn."""
    declared = entry.type.recurs
    if declared is None or is_off(entry):
        return None
    weekday, weeks = _weekday(entry, declared), _weeks(entry, declared)
    starts, ends = (_time(entry.values.get(name)) for name in (declared.starts, declared.ends))
    since, until = (day_of(entry.values.get(name)) for name in (declared.since, declared.until))
    first = next(_days(since, weekday, weeks), None) if since and weekday is not None else None
    if first is None or weekday is None or starts is None or ends is None or (until and first >= until):
        return None
    begins = datetime.combine(first, starts, zone)
    return Recurring(
        entry,
        begins,
        datetime.combine(first if ends > starts else first + _ONE_DAY, ends, zone),
        _rule(_CODES[weekday], weeks, datetime.combine(until, time(), zone) if until else None),
        str(entry.values.get(declared.place) or ""),
        str(entry.values.get(declared.text) or ""),
        weekday,
        weeks,
        until,
        tuple(day for day in _also(entry, declared) if until is None or day < until),
    )


def left_out(own: Recurring, days_off: Collection[date]) -> list[date]:
    """The days on which the rule would have it, but nobody works, unless the record names them itself."""
    last = max(days_off, default=date.min)
    regular = takewhile(lambda day: day <= last, own.days(date.min))
    return [day for day in regular if day in days_off and day not in own.also]


def next_day(own: Recurring, today: date, days_off: Collection[date]) -> date | None:
    """The next day on which it is, today included; none within a year is none."""
    regular = takewhile(lambda day: day - today <= _LONGEST_WAIT, own.days(today))
    held = (day for day in regular if day not in days_off)
    further = (day for day in own.also if day >= today)
    return min(filter(None, (next(held, None), next(further, None))), default=None)


def _also(entry: Entry, declared: Recurrence) -> Iterator[date]:
    said = " ".join(texts_of(entry.values.get(declared.also)))
    for text in sorted(set(_DAY.findall(said))):
        with suppress(ValueError):  # no day of any calendar
            yield date.fromisoformat(text)


def _rule(code: str, weeks: tuple[int, ...], until: datetime | None) -> Mapping[str, Any]:
    """The last moment of a rule stands in UTC (RFC 5545); it is the one before the day of the end."""
    often = (
        {"freq": "MONTHLY", "byday": [f"{week}{code}" for week in weeks]}
        if weeks
        else {"freq": "WEEKLY", "byday": [code]}
    )
    if until is None:
        return often
    return {**often, "until": (until - timedelta(seconds=1)).astimezone(ZoneInfo("UTC"))}


def _days(since: date, weekday: int, weeks: tuple[int, ...]) -> Iterator[date]:
    """The days from ``since`` on that are this weekday, and one of these of the month."""
    first = since.toordinal() + (weekday - since.weekday()) % 7
    for day in map(date.fromordinal, range(first, date.max.toordinal() + 1, 7)):
        if not weeks or not set(weeks).isdisjoint(_places(day)):
            yield day


def _places(day: date) -> tuple[int, ...]:
    """Which of its weekday in its month a day is, from the beginning, and whether it is the last."""
    number = (day.day - 1) // 7 + 1
    is_last = date.max - day < timedelta(days=7) or (day + timedelta(days=7)).month != day.month
    return (number, -1) if is_last else (number,)


def _weekday(entry: Entry, declared: Recurrence) -> int | None:
    """0 is Monday."""
    allowed = entry.type.field(declared.weekday).constraints["enum"]
    value = entry.values.get(declared.weekday)
    return allowed.index(value) if value in allowed else None


def _weeks(entry: Entry, declared: Recurrence) -> tuple[int, ...]:
    value = entry.values.get(declared.weeks)
    found = {int(number) for number in _WEEK.findall("" if value is None else str(value))}
    return tuple(sorted(number for number in found if 1 <= number <= 5 or number == -1))


def _time(value: object) -> time | None:
    match = _TIME.fullmatch(str(value or ""))
    if match is None or int(match[1]) > 23 or int(match[2]) > 59:
        return None
    return time(int(match[1]), int(match[2]))
