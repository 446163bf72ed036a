"""Rules on what must have happened by now: outcomes, deadlines, replies, what each period calls for."""

from __future__ import annotations

from datetime import date

from generator.check.calendar.working_days import UnknownYear
from generator.check.rules.case import Case, is_empty
from generator.check.rules.definition import NOT_APPLICABLE, Definition, Problems
from generator.check.rules.phrases import listed
from generator.check.rules.single_record.periods import later
from generator.check.rules.spans import Every, Span, span_of, whole_spans
from generator.model.finding import Finding
from generator.model.kinds import FieldName, RowField, TableName, TheirField
from generator.model.record import Row
from generator.model.rules import Rule
from generator.model.wording import Parameter, say

_WHY_LATE = say("Correct the date if it is mistyped; else say why it was late.")


def outcome_within(
    case: Case, ends: FieldName, outcome: FieldName, days: int, working: bool = True
) -> Problems:
    """``ends``: the last day of a period.
    ``outcome``: the field that says what came of it.
    ``days``: within how many days after the end it is filled in.
    ``working``: whether working days are meant (else calendar days).
    """
    end = case.day(ends)
    if end is not None and not is_empty(case.value(outcome)):
        return
    limit = last_day(case, end, days, working)
    if end is None or limit is None or case.today <= limit:
        yield NOT_APPLICABLE
        return
    message = say(
        "{ends} was {end}; {outcome} was to be made public by {limit} and is still empty.",
        ends=case.label(ends),
        end=end.isoformat(),
        outcome=case.label(outcome),
        limit=limit.isoformat(),
    )
    yield case.problem(message, say("Fill in {field}.", field=case.label(outcome)), field=outcome)


def last_day(case: Case, day: date | None, days: int, working: bool) -> date | None:
    """The last day of a limit that begins the day after ``day``; ``None`` if that is still to come, or cannot be told."""
    if day is None or day > case.today:
        return None
    if not working:
        return later(day, days)
    try:
        return case.world.working_days.after(day, days)
    except UnknownYear:
        return None


def done_within(case: Case, from_: FieldName, to: FieldName, days: int, working: bool = True) -> Problems:
    """``from``: a date.
    ``to``: the date of what is to follow it.
    ``days``: within how many days after it.
    ``working``: whether working days are meant (else calendar days).
    """
    begun, done = case.day(from_), case.day(to)
    limit = last_day(case, begun, days, working)
    if begun is None or limit is None or (done is None and case.today <= limit):
        yield NOT_APPLICABLE
    elif done is None or done > limit:
        label = case.label(to)
        told: dict[str, Parameter] = {
            "start": case.label(from_),
            "day": begun.isoformat(),
            "to": label,
            "limit": limit.isoformat(),
        }
        if done is None:
            message = say(
                "{start} was {day}; {to} was to be {limit} at the latest and is still empty.", **told
            )
            yield case.problem(message, say("Fill in {field}.", field=label), field=to)
        else:
            message = say("{start} was {day}; {to} was to be {limit} at the latest, but is {done}.",
                          done=done.isoformat(), **told)  # fmt: skip
            yield case.problem(message, _WHY_LATE, field=to)


def overdue(case: Case, deadline: FieldName, done: FieldName = "") -> Problems:
    """``deadline``: the last day.
    ``done``: a field that is filled in (or says yes) when the work is done.
    """
    day = case.day(deadline)
    if day is None:
        yield NOT_APPLICABLE
        return
    is_done = bool(done) and not is_empty(case.value(done)) and case.value(done) is not False
    if is_done or case.today <= day:
        return
    message = say(
        "{deadline} was {day}; days since then: {n}.",
        deadline=case.label(deadline),
        day=day.isoformat(),
        n=(case.today - day).days,
    )
    hint = say("Report how far it is, or give the new date as a correction with its reason.")
    if done:
        hint = say("If it is done, fill in {done}; if not, report how far it is.", done=case.label(done))
    yield case.problem(message, hint, field=deadline)


def replied_in_time(
    case: Case,
    from_: FieldName,
    to: FieldName,
    days: int = 0,
    via: FieldName = "",
    via_days: TheirField = "",
    working: bool = True,
) -> Problems:
    """``from``: when it came in.
    ``to``: when it was answered.
    ``days``: the limit in days.
    ``via`` and ``via_days``: the limit is what the record that the reference ``via`` names says in its field
    ``via_days`` (``days`` if it says nothing).
    ``working``: whether working days are meant (else calendar days).
    """
    came, answered = case.day(from_), case.day(to)
    allowed = _days_allowed(case, via, via_days) or days
    limit = last_day(case, came, allowed, working) if allowed else None
    if came is None or limit is None or (answered is None and case.today <= limit):
        yield NOT_APPLICABLE
    elif answered is None or answered > limit:
        yield late_reply(case, to, came, limit, answered)


def late_reply(
    case: Case,
    to: str,
    came: date,
    limit: date,
    answered: date | None,
    table: str = "",
    row: Row | None = None,
) -> Finding:
    """What is said of a reply after its limit, or of none; ``to`` is a field of the record, or of a row of ``table``."""
    label, dates = case.label(to, table), {"came": came.isoformat(), "limit": limit.isoformat()}
    if answered is None:
        message = say(
            "It came in on {came} and was to be answered by {limit}; {to} is still empty.", to=label, **dates
        )
        return case.problem(message, say("Answer it, and fill in {field}.", field=label), field=to, row=row)
    message = say(
        "It came in on {came} and was to be answered by {limit}; {to} is {answered}.",
        to=label,
        answered=answered.isoformat(),
        **dates,
    )
    return case.problem(message, _WHY_LATE, field=to, row=row)


def _days_allowed(case: Case, via: FieldName, via_days: TheirField) -> int:
    """The shortest limit that the named records give; 0 if they give none."""
    if not via or not via_days:
        return 0
    allowed = [case.number(via_days, other.row) for other in case.related(via)]
    return int(min((number for number in allowed if number is not None), default=0))


def rows_per_period(
    case: Case,
    table: TableName,
    date: RowField,
    every: Every,
    from_: FieldName = "",
    to: FieldName = "",
) -> Problems:
    """``table`` and ``date``: the rows and their date.
    ``every``: month, quarter, half or year, each of which has a row once it has passed.
    ``from`` and ``to``: dates between which periods count (else the record's year).
    """
    due = _spans_due(case, every, from_, to)
    if not due:
        yield NOT_APPLICABLE
        return
    days = [day for row in case.rows(table) if (day := case.day(date, row)) is not None]
    present = {span_of(day, every) for day in days}
    missing = [span for span in due if span not in present]
    if missing:
        message = say(
            "{table} has no row for {periods}.",
            table=case.table(table),
            periods=listed([span.label for span in missing]),
        )
        hint = say("Add a row with its {date} in that period.", date=case.label(date, table))
        yield case.problem(message, hint, field=table)


def _spans_due(case: Case, every: Every, from_: FieldName, to: FieldName) -> list[Span]:
    year = _year(case)
    first = case.day(from_) if from_ else year and date(year, 1, 1)
    last = case.day(to) if to else year and date(year, 12, 31)
    if not first or not last or first >= case.today:
        return []
    return list(whole_spans(every, first, min(last, later(case.today, -1))))


def _year(case: Case) -> int | None:
    """The year that a record is about: what its first year field says, else that of its date."""
    for field in case.type.fields:
        if field.type == "year":
            number = case.number(field.name)
            return int(number) if number is not None and date.min.year <= number <= date.max.year else None
    day = case.day(case.type.date_field) if case.type.date_field else None
    return day.year if day else None


DEFINITIONS = (
    Definition(
        Rule("outcome-within", say("When a period is over, what came of it is made public in time.")),
        outcome_within,
        timed=True,
    ),
    Definition(
        Rule("done-within", say("What has to follow is done in time.")),
        done_within,
        timed=True,
    ),
    Definition(Rule("overdue", say("What has a deadline is done by then.")), overdue, timed=True),
    Definition(
        Rule("replied-in-time", say("What people send in is answered within the limit.")),
        replied_in_time,
        timed=True,
        other="via",
        one_of=("days", "via_days"),
    ),
    Definition(
        Rule("rows-per-period", say("Each month, quarter, half-year or year that has passed has its row.")),
        rows_per_period,
        timed=True,
    ),
)
