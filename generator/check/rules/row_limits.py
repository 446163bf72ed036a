"""Rules that hold the numbers in the rows of a table against a limit."""

from __future__ import annotations

from decimal import Decimal

from generator.check.rules.amounts import plain
from generator.check.rules.case import Case
from generator.check.rules.definition import NOT_APPLICABLE, Definition, Problems
from generator.model.condition import Condition
from generator.model.kinds import RowField, RowFields, RowWhere, TableName
from generator.model.rules import Rule
from generator.model.wording import say


def row_at_most(case: Case, table: TableName, field: RowField, limit: RowField) -> Problems:
    """``table`` and ``field``: the rows and their number.
    ``limit``: the row's number that it does not exceed.
    """
    judged = False
    for row in case.rows(table):
        number, most = case.number(field, row), case.number(limit, row)
        if number is None or most is None:
            continue
        judged = True
        if number > most:
            message = say(
                "{fields} is {sum}, more than {limit}: {most}.",
                fields=case.label(field, table),
                sum=plain(number),
                limit=case.label(limit, table),
                most=plain(most),
            )
            hint = say("It is {most} at most. Compare both numbers with the original.", most=plain(most))
            yield case.problem(message, hint, field=field, row=row)
    if not judged:
        yield NOT_APPLICABLE


def row_at_least(
    case: Case, table: TableName, field: RowField, number: Decimal, where: RowWhere = Condition()
) -> Problems:
    """``table`` and ``field``: the rows and their number.
    ``number``: how much it is at least.
    ``where``: only in rows that fit.
    """
    judged = False
    for row in case.rows(table):
        said = case.number(field, row)
        if said is None or not where.holds(row.values, case.today):
            continue
        judged = True
        if said < number:
            message = say(
                "{field} of this row is {number}; at least {least} is demanded.",
                field=case.label(field, table),
                number=plain(said),
                least=plain(number),
            )
            yield case.problem(message, say("Compare the number with the original."), field=field, row=row)
    if not judged:
        yield NOT_APPLICABLE


def small_cells(case: Case, table: TableName, fields: RowFields, least: int = 10) -> Problems:
    """``table`` and ``fields``: the rows and their counts of people.
    ``least``: a count below it, other than 0, is not published, since it could show who answered.
    """
    cells = [
        (row, field) for row in case.rows(table) for field in fields if case.number(field, row) is not None
    ]
    if not cells:
        yield NOT_APPLICABLE
    for row, field in cells:
        number = case.number(field, row)
        if number is not None and 0 < number < least:
            message = say(
                "{field} of this row is less than {least}: it could show who answered.",
                field=case.label(field, table),
                least=least,
            )
            yield case.problem(
                message, say("Leave the number out, or put rows together."), field=field, row=row
            )


DEFINITIONS = (
    Definition(Rule("row-at-most", say("No number of a row exceeds its limit.")), row_at_most),
    Definition(
        Rule("row-at-least", say("No number of a row falls short of what the case calls for.")), row_at_least
    ),
    Definition(
        Rule("small-cells", say("A count so small that it could show who answered is not published.")),
        small_cells,
    ),
)
