"""Rules on what must have happened by now: outcomes, deadlines, replies, what each period calls for."""

from __future__ import annotations

from datetime import date

from generator.check.rules.case import Case, is_empty
from generator.check.rules.definition import NOT_APPLICABLE, Definition, Problems
from generator.check.rules.duty import Duties, Duty, later, limit
from generator.check.rules.phrases import listed
from generator.check.rules.spans import Every, Span, span_of, whole_spans
from generator.model.declared.kinds import FieldName, RowField, TableName, TheirField
from generator.model.findings.finding import Finding
from generator.model.findings.rules import Rule
from generator.model.records.record import Row
from generator.model.text.wording import Parameter, Phrase, Wording, say

Day = date
"""Where a parameter is called ``date``."""
_WHY_LATE = say("Correct the date if it is mistyped; else say why it was late.")


def outcome_due(case: Case, ends: str, outcome: str, days: int, working: bool = True, **_: object) -> Duties:
    """What came of a period, while nothing is said of it."""
    end = case.day(ends)
    if end is not None and is_empty(case.value(outcome)):
        yield from _fill_in(case, end, outcome, days, working)


def _fill_in(case: Case, day: date, field: str, days: int, working: bool) -> Duties:
    last_day, certain = limit(case, day, days, working)
    yield Duty(last_day, say("Fill in {field}.", field=case.label(field)), field, certain=certain)


def outcome_within(
    case: Case, ends: FieldName, outcome: FieldName, days: int, working: bool = True
) -> Problems:
    """``ends``: the last day of a period.
    ``outcome``: the field that says what came of it.
    ``days``: within how many days after the end it is filled in.
    ``working``: whether working days are meant (else calendar days).
    """
    end = case.day(ends)
    duty = next(outcome_due(case, ends, outcome, days, working), None)
    if end is None or (duty and not duty.is_late(case.today)):
        yield NOT_APPLICABLE
    elif duty:
        message = say(
            "{ends} was {end}; {outcome} was to be made public by {limit} and is still empty.",
            ends=case.label(ends),
            end=end.isoformat(),
            outcome=case.label(outcome),
            limit=duty.last_day.isoformat(),
        )
        yield case.problem(message, duty.what, field=outcome)


def last_day(case: Case, day: date | None, days: int, working: bool) -> date | None:
    """The last day of a limit that begins the day after ``day``; ``None`` if that is still to come, or cannot be told."""
    if day is None or day > case.today:
        return None
    last, certain = limit(case, day, days, working)
    return last if certain else None


def done_due(case: Case, from_: str, to: str, days: int, working: bool = True, **_: object) -> Duties:
    """What has to follow, while it has not."""
    begun = case.day(from_)
    if begun is not None and case.day(to) is None:
        yield from _fill_in(case, begun, to, days, working)


def done_within(case: Case, from_: FieldName, to: FieldName, days: int, working: bool = True) -> Problems:
    """``from``: a date.
    ``to``: the date of what is to follow it.
    ``days``: within how many days after it.
    ``working``: whether working days are meant (else calendar days).
    """
    begun, done = case.day(from_), case.day(to)
    allowed = last_day(case, begun, days, working)
    duty = next(done_due(case, from_, to, days, working), None)
    if begun is None or allowed is None or (duty and not duty.is_late(case.today)):
        yield NOT_APPLICABLE
    elif done is None or done > allowed:
        label = case.label(to)
        told: dict[str, Parameter] = {
            "start": case.label(from_),
            "day": begun.isoformat(),
            "to": label,
            "limit": allowed.isoformat(),
        }
        if done is None:
            message = say(
                "{start} was {day}; {to} was to be {limit} at the latest and is still empty.", **told
            )
            yield case.problem(message, duty.what if duty else None, field=to)
        else:
            message = say("{start} was {day}; {to} was to be {limit} at the latest, but is {done}.",
                          done=done.isoformat(), **told)  # fmt: skip
            yield case.problem(message, _WHY_LATE, field=to)


def deadline_due(case: Case, deadline: str, done: str = "", **_: object) -> Duties:
    """The work, until it is done."""
    day, said = case.day(deadline), case.value(done) if done else None
    if day is not None and (is_empty(said) or said is False):
        yield Duty(day, _report(case.label(done) if done else None), deadline)


def _report(done: Wording | None) -> Phrase:
    if done is None:
        return say("Report how far it is, or give the new date as a correction with its reason.")
    return say("If it is done, fill in {done}; if not, report how far it is.", done=done)


def overdue(case: Case, deadline: FieldName, done: FieldName = "") -> Problems:
    """``deadline``: the last day.
    ``done``: a field that is filled in (or says yes) when the work is done.
    """
    day = case.day(deadline)
    if day is None:
        yield NOT_APPLICABLE
        return
    for duty in deadline_due(case, deadline, done):
        if duty.is_late(case.today):
            message = say(
                "{deadline} was {day}; days since then: {n}.",
                deadline=case.label(deadline),
                day=day.isoformat(),
                n=(case.today - day).days,
            )
            yield case.problem(message, duty.what, field=deadline)


def reply_due(
    case: Case,
    from_: str,
    to: str,
    days: int = 0,
    via: str = "",
    via_days: str = "",
    working: bool = True,
    **_: object,
) -> Duties:
    """The answer, while there is none."""
    came, allowed = case.day(from_), _days_allowed(case, via, via_days) or days
    if came is not None and allowed and case.day(to) is None:
        last, certain = limit(case, came, allowed, working)
        yield Duty(last, answer(case, to), to, certain=certain)


def answer(case: Case, to: str, table: str = "") -> Phrase:
    """What to do about something that came in."""
    return say("Answer it, and fill in {field}.", field=case.label(to, table))


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
    last = last_day(case, came, allowed, working) if allowed else None
    duty = next(reply_due(case, from_, to, days, via, via_days, working), None)
    if came is None or last is None or (duty and not duty.is_late(case.today)):
        yield NOT_APPLICABLE
    elif answered is None or answered > last:
        yield late_reply(case, to, came, last, answered)


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
        return case.problem(message, answer(case, to, table), field=to, row=row)
    message = say(
        "It came in on {came} and was to be answered by {limit}; {to} is {answered}.",
        to=label,
        answered=answered.isoformat(),
        **dates,
    )
    return case.problem(message, _WHY_LATE, field=to, row=row)


def _days_allowed(case: Case, via: str, via_days: str) -> int:
    """The shortest limit that the named records give; 0 if they give none."""
    if not via or not via_days:
        return 0
    allowed = [case.number(via_days, other.row) for other in case.related(via)]
    return int(min((number for number in allowed if number is not None), default=0))


def row_due(
    case: Case, table: str, date: str, every: Every, from_: str = "", to: str = "", *, until: Day
) -> Duties:
    """A row for each period that lacks one, up to the day ``until``."""
    present = {span_of(day, every) for row in case.rows(table) if (day := case.day(date, row)) is not None}
    for span in _spans(case, every, from_, to, until):
        if span not in present:
            what = say("Add a row to {table} for {period}.", table=case.table(table), period=span.label)
            yield Duty(span.last, what, table)


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
    over = later(case.today, -1)
    if not _spans(case, every, from_, to, over):
        yield NOT_APPLICABLE
        return
    missing = list(row_due(case, table, date, every, from_, to, until=over))
    if missing:
        message = say(
            "{table} has no row for {periods}.",
            table=case.table(table),
            periods=listed([span_of(duty.last_day, every).label for duty in missing]),
        )
        hint = say("Add a row with its {date} in that period.", date=case.label(date, table))
        yield case.problem(message, hint, field=table)


def _spans(case: Case, every: Every, from_: str, to: str, until: date) -> list[Span]:
    """The periods that call for a row and are over by the end of the day ``until``."""
    year = _year(case)
    first = case.day(from_) if from_ else year and date(year, 1, 1)
    last = case.day(to) if to else year and date(year, 12, 31)
    if not first or not last or first > until:
        return []
    return list(whole_spans(every, first, min(last, until)))


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
        due=outcome_due,
    ),
    Definition(
        Rule("done-within", say("What has to follow is done in time.")),
        done_within,
        timed=True,
        due=done_due,
    ),
    Definition(
        Rule("overdue", say("What has a deadline is done by then.")), overdue, timed=True, due=deadline_due
    ),
    Definition(
        Rule("replied-in-time", say("What people send in is answered within the limit.")),
        replied_in_time,
        timed=True,
        due=reply_due,
        other="via",
        one_of=("days", "via_days"),
    ),
    Definition(
        Rule("rows-per-period", say("Each month, quarter, half-year or year that has passed has its row.")),
        rows_per_period,
        timed=True,
        due=row_due,
    ),
)
