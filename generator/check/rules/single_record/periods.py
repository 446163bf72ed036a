"""Rules on dates and periods: order, length, working days."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

from generator.check.calendar.working_days import UnknownYear, WorkingDays
from generator.check.rules.case import Case, is_empty
from generator.check.rules.definition import NOT_APPLICABLE, Definition, Problems
from generator.check.rules.duty import later
from generator.model.declared.kinds import FieldName, FieldNames
from generator.model.findings.rules import Rule
from generator.model.records.derived import is_derived
from generator.model.text.wording import Phrase, say

MANY_YEARS = 3
"""More years than this in a row are named by the first and the last of them."""


def in_order(case: Case, fields: FieldNames) -> Problems:
    """``fields``: dates, each no earlier than those before it; empty ones are passed over."""
    filled = [(field, day) for field in fields if (day := case.day(field)) is not None]
    if len(filled) < 2:
        yield NOT_APPLICABLE
    for (earlier, first), (following, second) in pairwise(filled):
        if second < first:
            message = say(
                "{later} ({second}) lies before {earlier} ({first}).",
                later=case.label(following),
                second=second.isoformat(),
                earlier=case.label(earlier),
                first=first.isoformat(),
            )
            hint = say("Correct one of the two: {later} is {first} or after.",
                       later=case.label(following), first=first.isoformat())  # fmt: skip
            yield case.problem(message, hint, field=following)


def after(case: Case, field: FieldName, than: FieldName) -> Problems:
    """``field``: a date.
    ``than``: the date of which it is a later day, not the same.
    """
    day, other = case.day(field), case.day(than)
    if day is None or other is None:
        yield NOT_APPLICABLE
    elif day <= other:
        message = say(
            "{field} is {day}; it must be a day after {than}, which is {other}.",
            field=case.label(field),
            day=day.isoformat(),
            than=case.label(than),
            other=other.isoformat(),
        )
        hint = say("Write {day} or a later day, or correct {than}.",
                   day=later(other, 1).isoformat(), than=case.label(than))  # fmt: skip
        yield case.problem(message, hint, field=field)


def minimum_working_days(case: Case, from_: FieldName, to: FieldName, days: int) -> Problems:
    """``from`` and ``to``: the ends of a period, both counted.
    ``days``: how many working days at least.
    """
    first, last = case.day(from_), case.day(to)
    if first is None or last is None or last < first:
        yield NOT_APPLICABLE
        return
    calendar = case.world.working_days
    try:
        count = calendar.count(first, last)
    except UnknownYear:
        yield NOT_APPLICABLE  # the rule calendar-unknown names the year
        return
    if count < days:
        message = say(
            "The period {first} to {last} has {count:working day|working days}; at least {days:is|are} demanded.",
            first=first.isoformat(),
            last=last.isoformat(),
            count=count,
            days=days,
        )
        yield case.problem(message, _earliest_end(calendar, first, days), field=to)


def _earliest_end(calendar: WorkingDays, first: date, days: int) -> Phrase:
    try:
        day = calendar.after(first, days - calendar.is_working(first))
    except UnknownYear as unknown:
        return say("Let it end later; the holidays of {year} are not announced yet.", year=str(unknown.year))
    return say("With this beginning, the last day is {day} at the earliest.", day=day.isoformat())


def minimum_days(case: Case, from_: FieldName, to: FieldName, days: int, reason: FieldName = "") -> Problems:
    """``from`` and ``to``: the ends of a period, both counted.
    ``days``: how many calendar days at least.
    ``reason``: a field that, filled in, allows fewer.
    """
    first, last = case.day(from_), case.day(to)
    if first is None or last is None or last < first:
        yield NOT_APPLICABLE
        return
    count = (last - first).days + 1
    if count >= days or (reason and not is_empty(case.value(reason))):
        return
    message = say(
        "The period {first} to {last} has {count:day|days}; at least {days:is|are} demanded.",
        first=first.isoformat(),
        last=last.isoformat(),
        count=count,
        days=days,
    )
    end = later(first, days - 1).isoformat()
    hint = say("Let it last until {day} at least.", day=end)
    if reason:
        hint = say("Let it last until {day} at least, or say under {reason} why it is shorter.",
                   day=end, reason=case.label(reason))  # fmt: skip
    yield case.problem(message, hint, field=to)


def ends_on_working_day(case: Case, field: FieldName) -> Problems:
    """``field``: the date that is a working day."""
    day, calendar = case.day(field), case.world.working_days
    try:
        if day is None or calendar.is_working(day):
            if day is None:
                yield NOT_APPLICABLE
            return
    except UnknownYear:
        yield NOT_APPLICABLE  # the rule calendar-unknown names the year
        return
    message = say("{field} ({day}) is no working day.", field=case.label(field), day=day.isoformat())
    yield case.problem(message, _next_working_day(calendar, day), field=field)


def _next_working_day(calendar: WorkingDays, day: date) -> Phrase:
    try:
        following = calendar.after(day, 1)
    except UnknownYear as unknown:
        return say("Let it end later; the holidays of {year} are not announced yet.", year=str(unknown.year))
    return say("The next working day is {day}.", day=following.isoformat())


def calendar_unknown(case: Case, from_: FieldName, to: FieldName) -> Problems:
    """``from`` and ``to``: the ends of a period that is counted in working days."""
    first, last = case.day(from_), case.day(to)
    if first is None or last is None or last < first:
        yield NOT_APPLICABLE
        return
    years = range(first.year, last.year + 1)
    unknown = [year for year in years if not case.world.working_days.knows(year)]
    if unknown:
        named = "/".join(map(str, unknown)) if len(unknown) <= MANY_YEARS else f"{unknown[0]}–{unknown[-1]}"
        message = say(
            "The holidays of {years} are not announced yet: working days cannot be counted.", years=named
        )
        hint = say("When they are, write them into data/calendar/{year}.yaml.", year=str(unknown[0]))
        yield case.problem(message, hint, field=from_ if unknown[0] == first.year else to)


def not_in_future(case: Case, fields: FieldNames) -> Problems:
    """``fields``: dates of what has happened already, none after today."""
    filled = [(field, day) for field in fields if (day := case.day(field)) is not None]
    if not filled:
        yield NOT_APPLICABLE
    for field, day in filled:
        if day > case.today:
            message = say(
                "{field} is {day}, a day that is still to come.", field=case.label(field), day=day.isoformat()
            )
            hint = say("Write the day on which it happened, {today} or before.", today=case.today.isoformat())
            yield case.problem(message, hint, field=field)


def only_after(case: Case, fields: FieldNames, than: FieldName) -> Problems:
    """``fields``: what nobody can know before a day is over.
    ``than``: the date of that day.
    """
    typed = [field for field in fields if not is_derived(case.value(field))]
    end, filled = case.day(than), [field for field in typed if not is_empty(case.value(field))]
    if end is None or not filled:
        yield NOT_APPLICABLE
    elif case.today <= end:
        for field in filled:
            message = say(
                "{field} is filled in already, but {than} is {end}: nobody can know it yet.",
                field=case.label(field),
                than=case.label(than),
                end=end.isoformat(),
            )
            hint = say("Leave it empty until then, or correct {than}.", than=case.label(than))
            yield case.problem(message, hint, field=field)


DEFINITIONS = (
    Definition(
        Rule("in-order", say("Dates follow each other in the order in which things happen.")), in_order
    ),
    Definition(
        Rule("after", say("What comes only when something is over does not come on its last day.")), after
    ),
    Definition(
        Rule(
            "minimum-working-days",
            say("A period lasts a minimum of working days, its first and last day counted."),
        ),
        minimum_working_days,
    ),
    Definition(
        Rule("minimum-days", say("A period lasts a minimum of days, its first and last day counted.")),
        minimum_days,
    ),
    Definition(Rule("ends-on-working-day", say("A period ends on a working day.")), ends_on_working_day),
    Definition(
        Rule("calendar-unknown", say("Working days are counted only in years whose holidays are announced.")),
        calendar_unknown,
        timed=True,
    ),
    Definition(
        Rule("only-after", say("What comes of a period is not said before the period is over.")), only_after
    ),
    Definition(
        Rule("not-in-future", say("What has happened has a date that is not to come.")), not_in_future
    ),
)
