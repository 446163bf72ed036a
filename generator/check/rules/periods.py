"""Rules on dates and periods: order, length, working days, what must have happened by now."""

from __future__ import annotations

from itertools import pairwise

from generator.check.rules.case import Case
from generator.check.rules.definition import NOT_APPLICABLE, Definition, FieldName, FieldNames, Problems
from generator.check.working_days import UnknownYear
from generator.model.rules import Rule
from generator.model.wording import say


def in_order(case: Case, fields: FieldNames) -> Problems:
    """``fields``: dates, each no earlier than those before it; empty ones are passed over."""
    filled = [(field, day) for field in fields if (day := case.day(field)) is not None]
    if len(filled) < 2:
        yield NOT_APPLICABLE
    for (earlier, first), (later, second) in pairwise(filled):
        if second < first:
            message = say(
                "{later} ({second}) lies before {earlier} ({first}).",
                later=case.label(later),
                second=second.isoformat(),
                earlier=case.label(earlier),
                first=first.isoformat(),
            )
            yield case.problem(message, say("Correct one of the two dates."), field=later)


def minimum_working_days(case: Case, from_: FieldName, to: FieldName, days: int) -> Problems:
    """``from`` and ``to``: the ends of a period, both counted; ``days``: how many working days at least."""
    first, last = case.day(from_), case.day(to)
    if first is None or last is None or last < first:
        yield NOT_APPLICABLE
        return
    try:
        count = case.world.working_days.count(first, last)
    except UnknownYear:
        yield NOT_APPLICABLE  # the rule calendar-unknown names the year
        return
    if count < days:
        right = case.world.working_days.after(first, days - case.world.working_days.is_working(first))
        message = say(
            "From {first} to {last} are {count} working days; at least {days} are demanded.",
            first=first.isoformat(),
            last=last.isoformat(),
            count=count,
            days=days,
        )
        yield case.problem(
            message,
            say("With this beginning, the last day is {day} at the earliest.", day=right.isoformat()),
            field=to,
        )


DEFINITIONS = (
    Definition(
        Rule("in-order", say("Dates follow each other in the order in which things happen.")), in_order
    ),
    Definition(
        Rule(
            "minimum-working-days",
            say("A period lasts a minimum of working days, its first and last day counted."),
        ),
        minimum_working_days,
    ),
)
