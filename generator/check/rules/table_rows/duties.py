"""Rules on what must have happened by now in the rows of a table."""

from __future__ import annotations

from generator.check.rules.case import Case, is_empty
from generator.check.rules.definition import NOT_APPLICABLE, Definition, Problems
from generator.check.rules.duty import Duties, Duty, limit
from generator.check.rules.single_record.duties import answer, last_day, late_reply
from generator.model.declared.condition import ALWAYS, Condition
from generator.model.declared.kinds import RowField, RowWhere, TableName
from generator.model.findings.rules import Rule
from generator.model.text.wording import say


def rows_due(
    case: Case, table: str, deadline: str, done: str, where: Condition = ALWAYS, **_: object
) -> Duties:
    """The work of each row, until it is done."""
    for row in case.rows(table):
        day, said = case.day(deadline, row), row.values.get(done)
        is_open = is_empty(said) or said is False
        if day is not None and is_open and where.holds(row.values, case.today):
            what = say(
                "If it is done, fill in {done}; if not, report how far it is.", done=case.label(done, table)
            )
            yield Duty(day, what, deadline, row, table)


def rows_overdue(
    case: Case, table: TableName, deadline: RowField, done: RowField, where: RowWhere = ALWAYS
) -> Problems:
    """``table`` and ``deadline``: the rows and their last day.
    ``done``: the field of the row that is filled in (or says yes) when the work is done.
    ``where``: only in rows that fit.
    """
    rows = [row for row in case.rows(table) if case.day(deadline, row) is not None]
    if not any(where.holds(row.values, case.today) for row in rows):
        yield NOT_APPLICABLE
    for duty in rows_due(case, table, deadline, done, where):
        if duty.is_late(case.today):
            message = say(
                "{deadline} of this row was {day}; days since then: {n}.",
                deadline=case.label(deadline, table),
                day=duty.last_day.isoformat(),
                n=(case.today - duty.last_day).days,
            )
            yield case.problem(message, duty.what, field=deadline, row=duty.row)


def replies_due(
    case: Case, table: str, from_: str, to: str, days: int, working: bool = True, **_: object
) -> Duties:
    """The answer to each row, while there is none."""
    for row in case.rows(table):
        came = case.day(from_, row)
        if came is not None and case.day(to, row) is None:
            last, certain = limit(case, came, days, working)
            yield Duty(last, answer(case, to, table), to, row, table, certain)


def rows_replied_in_time(
    case: Case, table: TableName, from_: RowField, to: RowField, days: int, working: bool = True
) -> Problems:
    """``table`` and ``from``: the rows and when each came in.
    ``to``: when it was answered.
    ``days``: the limit in days.
    ``working``: whether working days are meant (else calendar days).
    """
    judged = False
    open_ones = {id(duty.row): duty for duty in replies_due(case, table, from_, to, days, working)}
    for row in case.rows(table):
        came, answered, duty = case.day(from_, row), case.day(to, row), open_ones.get(id(row))
        last = last_day(case, came, days, working)
        if came is None or last is None or (duty and not duty.is_late(case.today)):
            continue
        judged = True
        if answered is None or answered > last:
            yield late_reply(case, to, came, last, answered, table, row)
    if not judged:
        yield NOT_APPLICABLE


DEFINITIONS = (
    Definition(
        Rule("rows-overdue", say("What has a deadline of its own in a table is done by then.")),
        rows_overdue,
        timed=True,
        due=rows_due,
    ),
    Definition(
        Rule("rows-replied-in-time", say("What a table says came in is answered within the limit.")),
        rows_replied_in_time,
        timed=True,
        due=replies_due,
    ),
)
