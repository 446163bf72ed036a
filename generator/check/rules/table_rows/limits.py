"""Rules that hold the numbers in the rows of a table against a limit."""

from __future__ import annotations

from decimal import Decimal

from generator.check.rules.case import Case
from generator.check.rules.definition import NOT_APPLICABLE, Definition, Problems
from generator.model.declared.condition import Condition
from generator.model.declared.kinds import FieldName, RowField, RowFields, RowWhere, TableName
from generator.model.findings.rules import Rule
from generator.model.records import amounts
from generator.model.records.amounts import plain
from generator.model.text.wording import Phrase, say


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


def small_cells(
    case: Case, table: TableName, fields: RowFields, least: int = 10, percent_of: FieldName = ""
) -> Problems:
    """``table`` and ``fields``: the rows and their counts of people.
    ``least``: a count below it, other than 0, is not published, since it could show who answered.
    ``percent_of``: the record's number of people of which the fields are the percentages.
    """
    whole = case.number(percent_of) if percent_of else None
    cells = [
        (row, field, number)
        for row in case.rows(table)
        for field in fields
        if (number := case.number(field, row)) is not None
    ]
    if not cells or (percent_of and whole is None):
        yield NOT_APPLICABLE
        return
    for row, field, number in cells:
        count = number
        if whole is not None:
            count = amounts.rounded(amounts.quotient(amounts.product(number, whole), amounts.HUNDRED), 0)
        if 0 < count < least:
            yield case.problem(*_too_few(case, table, fields, field, least, percent_of), field=field, row=row)


def _too_few(
    case: Case, table: str, fields: RowFields, field: str, least: int, percent_of: str
) -> tuple[Phrase, Phrase]:
    """What is said, and a cure that keeps the sum of the row as it is: the rules about sums ask for that."""
    message = say(
        "{field} of this row is less than {least}: it could show who answered.",
        field=case.label(field, table),
        least=least,
    )
    if percent_of:
        message = say(
            "{field} of this row comes to fewer than {least} people of {whole}: it could show who answered.",
            field=case.label(field, table),
            whole=case.label(percent_of),
            least=least,
        )
    if len(fields) == 1:
        return message, say("Put this row together with another one, so that the sum stays as it is.")
    return message, say(
        "Add it to the number beside it, leave this cell empty and say so in the row: the sum stays as it is."
    )


DEFINITIONS = (
    Definition(Rule("row-at-most", say("No number of a row exceeds its limit.")), row_at_most),
    Definition(
        Rule("row-at-least", say("No number of a row falls short of what the case calls for.")), row_at_least
    ),
    Definition(
        Rule("small-cells", say("A count so small that it could show who answered is not published.")),
        small_cells,
        keeps_people_unknown=True,
    ),
)
