"""The days of an open period → the strip that proves how many are left."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from generator.disclose.disclosure import PeriodDay
from generator.website.words.language import Language


@dataclass(frozen=True, slots=True)
class DayView:
    """One day. ``kind``: rest (a day off), past, today, or left; ``ordinal`` counts working days, 0 for a day off.

    ``today`` is also true of a day off. ``weekday`` is short (五, Fri), ``text`` the day with its weekday.
    """

    iso: str
    number: int
    weekday: str
    text: str
    kind: str
    ordinal: int
    today: bool


@dataclass(frozen=True, slots=True)
class PeriodView:
    """A period that is open now: its ends as texts, whole days left (today included), share gone (0 to 100).

    ``days`` is empty where the days off are not known; ``by_working_days``: the type measures it so.
    """

    starts: str
    ends: str
    days_left: int
    gone: float
    days: tuple[DayView, ...] = ()
    working_left: int = 0
    working_total: int = 0
    by_working_days: bool = False


def day_strip(days: Sequence[PeriodDay], today: date, language: Language) -> Iterator[DayView]:
    """The days in order, working days numbered from 1."""
    ordinal = 0
    for item in days:
        ordinal += item.working
        yield DayView(
            iso=item.day.isoformat(),
            number=item.day.day,
            weekday=language.short_weekday(item.day),
            text=f"{language.short_day(item.day)} {language.weekday(item.day)}",
            kind=_kind(item, today),
            ordinal=ordinal if item.working else 0,
            today=item.day == today,
        )


def _kind(item: PeriodDay, today: date) -> str:
    if not item.working:
        return "rest"
    return "past" if item.day < today else "today" if item.day == today else "left"


def working_days_left(days: Sequence[PeriodDay], today: date) -> int:
    """How many working days remain, ``today`` included if it is one."""
    return sum(item.working for item in days if item.day >= today)
