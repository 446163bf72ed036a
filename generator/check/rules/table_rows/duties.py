"""Rules on what must have happened by now in the rows of a table."""

from __future__ import annotations

from generator.check.rules.case import Case, is_empty
from generator.check.rules.definition import NOT_APPLICABLE, Definition, Problems
from generator.check.rules.single_record.duties import last_day, late_reply
from generator.model.condition import Condition
from generator.model.kinds import RowField, RowWhere, TableName
from generator.model.rules import Rule
from generator.model.wording import say


def rows_overdue(
    case: Case, table: TableName, deadline: RowField, done: RowField, where: RowWhere = Condition()
) -> Problems:
    """``table`` and ``deadline``: the rows and their last day.
    ``done``: the field of the row that is filled in (or says yes) when the work is done.
    ``where``: only in rows that fit.
    """
    rows = [
        row
        for row in case.rows(table)
        if case.day(deadline, row) is not None and where.holds(row.values, case.today)
    ]
    if not rows:
        yield NOT_APPLICABLE
    for row in rows:
        day, said = case.day(deadline, row), row.values.get(done)
        if day is not None and day < case.today and (is_empty(said) or said is False):
            message = say(
                "{deadline} of this row was {day}; days since then: {n}.",
                deadline=case.label(deadline, table),
                day=day.isoformat(),
                n=(case.today - day).days,
            )
            hint = say("If it is done, fill in {done}; if not, report how far it is.",
                       done=case.label(done, table))  # fmt: skip
            yield case.problem(message, hint, field=deadline, row=row)


def rows_replied_in_time(
    case: Case, table: TableName, from_: RowField, to: RowField, days: int, working: bool = True
) -> Problems:
    """``table`` and ``from``: the rows and when each came in.
    ``to``: when it was answered.
    ``days``: the limit in days.
    ``working``: whether working days are meant (else calendar days).
    """
    judged = False
    for row in case.rows(table):
        came, answered = case.day(from_, row), case.day(to, row)
        limit = last_day(case, came, days, working)
        if came is None or limit is None or (answered is None and case.today <= limit):
            continue
        judged = True
        if answered is None or answered > limit:
            yield late_reply(case, to, came, limit, answered, table, row)
    if not judged:
        yield NOT_APPLICABLE


DEFINITIONS = (
    Definition(
        Rule("rows-overdue", say("What has a deadline of its own in a table is done by then.")),
        rows_overdue,
        timed=True,
    ),
    Definition(
        Rule("rows-replied-in-time", say("What a table says came in is answered within the limit.")),
        rows_replied_in_time,
        timed=True,
    ),
)
