"""Record + as-of date → :class:`Life`: announced, live, over, taken down, withdrawn."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from generator.check.calendar.working_days import UnknownYear, WorkingDays
from generator.model.declared.condition import day_of
from generator.model.declared.personal import Grace
from generator.model.declared.record_type import RecordType
from generator.model.records.public_life import TAKE_DOWN, WITHDRAWAL, WITHDRAWN, Life, Stage
from generator.model.records.record import Record
from generator.model.records.withholding import endings


def life_of(type: RecordType, record: Record, as_of: date, calendar: WorkingDays) -> Life:
    """Where the record stands on ``as_of``.

    Period-bound values whose period has no end that can be read are down: nobody can tell for how long they may stand.
    """
    withdrawn = min(_withdrawals(type, record, as_of), default=None)
    if withdrawn:
        return Life(Stage.WITHDRAWN, since=withdrawn)
    last_day = last_public_day(type, record, calendar)
    ended = [day for day, kind in endings(type, record) if kind == TAKE_DOWN and day <= as_of]
    if type.has_period_bound and (last_day is None or as_of > last_day):
        ended += [last_day + timedelta(days=1)] if last_day else [date.max]
    if ended:
        since = min(ended)
        return Life(Stage.TAKEN_DOWN, last_day, None if since == date.max else since)
    if last_day is not None:
        coming = (day for day in _planned(type, record) if day > as_of)
        last_day = min([last_day, *(day - timedelta(days=1) for day in coming)])
    return Life(_stage(type, record, as_of), last_day)


def _planned(type: RecordType, record: Record) -> Iterator[date]:
    """The days from which the record says that its content is no longer public."""
    stated = day_of(type.common_value(WITHDRAWN, record.values))
    yield from (stated,) if stated else ()
    yield from (day for day, kind in endings(type, record) if kind in (WITHDRAWAL, TAKE_DOWN))


def last_public_day(type: RecordType, record: Record, calendar: WorkingDays) -> date | None:
    """The last day on which the record's period-bound values are public, unless it says itself that they go earlier.

    ``None`` without such fields or without an end.
    """
    ends = day_of(record.values.get(type.period.ends)) if type.period and type.has_period_bound else None
    return _with_grace(ends, type.grace, calendar) if ends else None


def _with_grace(ends: date, grace: Grace, calendar: WorkingDays) -> date:
    """Where the days off are not known, working days count as calendar days: too early is the safe side."""
    try:
        last = (
            calendar.after(ends, grace.working_days)
            if grace.working_days
            else ends + timedelta(days=grace.days)
        )
    except UnknownYear:
        last = ends + timedelta(days=grace.working_days)
    except OverflowError:
        last = ends
    return min(last, date.max - timedelta(days=1))  # there is a day after it


def _withdrawals(type: RecordType, record: Record, as_of: date) -> Iterator[date]:
    stated = day_of(type.common_value(WITHDRAWN, record.values))
    yield from ((stated,) if stated and stated <= as_of else ())
    yield from (day for day, kind in endings(type, record) if kind == WITHDRAWAL and day <= as_of)


def _stage(type: RecordType, record: Record, as_of: date) -> Stage:
    starts, ends = (
        (day_of(record.values.get(name)) for name in (type.period.starts, type.period.ends))
        if type.period
        else (None, None)
    )
    if ends and ends < as_of:
        return Stage.OVER
    if starts and starts > as_of:
        return Stage.ANNOUNCED
    return Stage.LIVE if starts and ends else Stage.STANDING
