"""Rules that recompute the numbers in the rows of a table."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from generator.check.rules.case import Case
from generator.check.rules.definition import NOT_APPLICABLE, Computation, Definition, Problems
from generator.check.rules.phrases import described, listed, rounding
from generator.check.rules.single_record.arithmetic import NOTHING
from generator.model.declared.condition import ALWAYS, Condition
from generator.model.declared.kinds import FieldName, RowField, RowFields, RowWhere, TableName
from generator.model.findings.finding import Finding
from generator.model.findings.rules import Rule
from generator.model.records import amounts
from generator.model.records.amounts import plain
from generator.model.records.derived import is_derived
from generator.model.records.record import Row
from generator.model.text.wording import Parameter, Phrase, say


def sum_of_rows(case: Case, table: str, field: str, where: Condition = ALWAYS, **_: object) -> Decimal | None:
    """The sum of the rows that fit; ``None`` if no row has a number."""
    numbered = [(row, number) for row in case.rows(table) if (number := case.number(field, row)) is not None]
    if not numbered:
        return None
    return amounts.total(number for row, number in numbered if where.holds(row.values, case.today))


def rows_add_up(
    case: Case,
    table: TableName,
    field: RowField,
    total: Decimal = amounts.HUNDRED,
    total_field: FieldName = "",
    tolerance: Decimal = NOTHING,
    where: RowWhere = ALWAYS,
) -> Problems:
    """``table`` and ``field``: the rows and their number.
    ``total``: what all of them add up to.
    ``total_field``: the record's number that says so instead.
    ``tolerance``: by how much the sum may differ.
    ``where``: count only rows that fit.
    """
    right = case.number(total_field) if total_field else total
    added = sum_of_rows(case, table, field, where)
    if right is None or added is None:
        yield NOT_APPLICABLE
        return
    if amounts.differ(added, right, tolerance):
        message = _sum_is_wrong(case, table, field, where, added, right)
        hint = say("Look for the row that is missing or mistyped.")
        if total_field and not is_derived(case.value(total_field)):
            hint = say("Look for the row that is missing or mistyped, or correct {total}.",
                       total=case.label(total_field))  # fmt: skip
        yield case.problem(message, hint, field=total_field or table)


def _sum_is_wrong(
    case: Case, table: str, field: str, where: RowWhere, added: Decimal, right: Decimal
) -> Phrase:
    told: dict[str, Parameter] = {
        "field": case.label(field, table),
        "table": case.table(table),
        "sum": plain(added),
        "right": plain(right),
    }
    if not where.tests:
        return say("{field} of all rows of {table} adds up to {sum}; it should be {right}.", **told)
    return say(
        "{field} of the rows of {table} with {what} adds up to {sum}; it should be {right}.",
        what=described(where, case.type.child(table)),
        **told,
    )


def sum_in_row(case: Case, row: Row, fields: Sequence[str], **_: object) -> Decimal | None:
    """The sum of those of the row's numbers that are filled in."""
    numbers = [number for field in fields if (number := case.number(field, row)) is not None]
    return amounts.total(numbers) if numbers else None


def each_row_adds_up(
    case: Case,
    table: TableName,
    fields: RowFields,
    total: Decimal = amounts.HUNDRED,
    total_field: RowField = "",
    tolerance: Decimal = NOTHING,
) -> Problems:
    """``table`` and ``fields``: numbers of one row (an empty one is 0, unless all are).
    ``total``: what they add up to.
    ``total_field``: the row's number that says so instead.
    ``tolerance``: by how much the sum may differ.
    """
    judged = False
    for row in case.rows(table):
        right = case.number(total_field, row) if total_field else total
        added = sum_in_row(case, row, fields)
        if right is None or added is None:
            continue
        judged = True
        if amounts.differ(added, right, tolerance):
            message = say(
                "{fields} add up to {sum} in this row; it should be {right}.",
                fields=listed([case.label(field, table) for field in fields]),
                sum=plain(added),
                right=plain(right),
            )
            hint = say("Compare the numbers of this row with the original.")
            if added < right and any(case.number(field, row) is None for field in fields):
                hint = say(
                    "Compare the numbers of this row with the original; one too small to be shown is added to the one beside it."
                )
            yield case.problem(message, hint, field=total_field or fields[0], row=row)
    if not judged:
        yield NOT_APPLICABLE


def percentage_in_row(
    case: Case, row: Row, part: str, whole: str = "", whole_field: str = "", decimals: int = 0, **_: object
) -> Decimal | None:
    """How many per cent the row's part is of the row's, or else of the record's whole."""
    piece, all_of_it = case.number(part, row), _whole(case, row, whole, whole_field)
    return amounts.percent(piece, all_of_it, decimals) if piece is not None and all_of_it else None


def _whole(case: Case, row: Row, whole: str, whole_field: str) -> Decimal | None:
    return case.number(whole, row) if whole else case.number(whole_field)


def rows_percentage(
    case: Case,
    table: TableName,
    part: RowField,
    percent: RowField,
    whole: RowField = "",
    whole_field: FieldName = "",
    decimals: int = 0,
) -> Problems:
    """``table`` and ``part``: the rows and their number.
    ``percent``: its percentage of ``whole`` (a number of the row) or ``whole_field`` (a number of the record).
    ``decimals``: to so many places, rounded half up.
    """
    judged = False
    for row in case.rows(table):
        all_of_it = _whole(case, row, whole, whole_field)
        piece, said = case.number(part, row), case.number(percent, row)
        right = percentage_in_row(case, row, part, whole, whole_field, decimals)
        if piece is None or said is None or not all_of_it or right is None:
            continue
        judged = True
        if right != said:
            message = say(
                "{percent} is {said}; {part} by {whole} is {right} ({rounding}).",
                percent=case.label(percent, table),
                said=plain(said),
                part=plain(piece),
                whole=plain(all_of_it),
                right=plain(right),
                rounding=rounding(decimals),
            )
            yield case.problem(message, say("Write {right}.", right=plain(right)), field=percent, row=row)
    if not judged:
        yield NOT_APPLICABLE


def weighted_mean(
    case: Case, table: str, score: str, weight: str, decimals: int = 1, **_: object
) -> Decimal | None:
    """The mean of the rows' scores by weight; ``None`` if one of them lacks a number."""
    rows = [(case.number(score, row), case.number(weight, row)) for row in case.rows(table)]
    pairs = [(one, other) for one, other in rows if one is not None and other is not None]
    weights = amounts.total(other for _, other in pairs)
    if not weights or len(pairs) < len(rows):
        return None
    added = amounts.total(amounts.product(one, other) for one, other in pairs)
    return amounts.rounded(amounts.quotient(added, weights), decimals)


def weighted_total(
    case: Case, table: TableName, score: RowField, weight: RowField, total: FieldName, decimals: int = 1
) -> Problems:
    """``table``, ``score`` and ``weight``: the rows, their score and its weight.
    ``total``: the record's number, the mean of the scores by weight.
    ``decimals``: to so many places, rounded half up.
    """
    said, right = case.number(total), weighted_mean(case, table, score, weight, decimals)
    if said is None or right is None:
        yield NOT_APPLICABLE
        return
    if right != said:
        message = say(
            "{total} is {said}; the scores by weight give {right} ({rounding}).",
            total=case.label(total),
            said=plain(said),
            right=plain(right),
            rounding=rounding(decimals),
        )
        hint = say("Write {right}, or correct the scores and weights in {table}.",
                   right=plain(right), table=case.table(table))  # fmt: skip
        yield case.problem(message, hint, field=total)


def never_falls(case: Case, table: TableName, date: RowField, field: RowField, reason: RowField) -> Problems:
    """``table``, ``date`` and ``field``: the rows, their date and their number, which does not fall from one date to
    the next.
    ``reason``: the field of the later row that, filled in, allows it.
    """
    rows = [
        (day, place, number, row)
        for place, row in enumerate(case.rows(table))
        if (day := case.day(date, row)) is not None and (number := case.number(field, row)) is not None
    ]
    if len(rows) < 2:
        yield NOT_APPLICABLE
    rows.sort(key=lambda item: item[:2])
    for (_, _, before, _), (_, _, after, row) in pairwise(rows):
        if after < before and not row.values.get(reason):
            yield _fallen(case, table, field, reason, row, before, after)


def _fallen(
    case: Case, table: str, field: str, reason: str, row: Row, before: Decimal, after: Decimal
) -> Finding:
    message = say(
        "{field} falls from {before} to {after}, and no reason is given.",
        field=case.label(field, table),
        before=plain(before),
        after=plain(after),
    )
    hint = say("It is {before} at least; if it did fall, say why under {reason}.",
               before=plain(before), reason=case.label(reason, table))  # fmt: skip
    return case.problem(message, hint, field=field, row=row)


DEFINITIONS = (
    Definition(
        Rule("rows-add-up", say("The numbers of all rows add up to what they should.")),
        rows_add_up,
        computes=Computation("total_field", sum_of_rows),
    ),
    Definition(
        Rule("each-row-adds-up", say("The numbers of each row add up to what they should.")),
        each_row_adds_up,
        computes=Computation("total_field", sum_in_row, by_row=True),
    ),
    Definition(
        Rule("rows-percentage", say("The percentage of each row is what its numbers give, rounded half up.")),
        rows_percentage,
        one_of=("whole", "whole_field"),
        computes=Computation("percent", percentage_in_row, by_row=True),
    ),
    Definition(
        Rule("weighted-total", say("A total score is the mean of the scores by weight, rounded half up.")),
        weighted_total,
        computes=Computation("total", weighted_mean),
    ),
    Definition(
        Rule("never-falls", say("A number that only grows does not fall without a reason.")), never_falls
    ),
)
