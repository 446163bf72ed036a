"""Rules on what must be there: fields, rows, rows of a kind."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from generator.check.rules.case import Case, is_empty
from generator.check.rules.definition import NOT_APPLICABLE, Definition, Problems
from generator.check.rules.phrases import described, listed
from generator.model.declared.condition import Condition, texts_of
from generator.model.declared.kinds import (
    FieldName,
    FieldNames,
    RowField,
    RowFields,
    RowWhere,
    TableName,
    Texts,
)
from generator.model.findings.finding import Finding
from generator.model.findings.rules import Rule
from generator.model.records.record import Row
from generator.model.text.folding import fold
from generator.model.text.wording import Phrase, say


def needs(case: Case, fields: FieldNames) -> Problems:
    """``fields``: each of them is filled in."""
    for field in fields:
        if is_empty(case.value(field)):
            message = say("{field} is empty, but it is needed here.", field=case.label(field))
            yield case.problem(message, say("Fill in {field}.", field=case.label(field)), field=field)


def needs_one_of(case: Case, fields: FieldNames) -> Problems:
    """``fields``: at least one of them is filled in."""
    if all(is_empty(case.value(field)) for field in fields):
        labels = listed([case.label(field) for field in fields])
        message = say("None of {fields} is filled in.", fields=labels)
        yield case.problem(message, say("Fill in at least one of them."), field=fields[0])


def leaf_needs(case: Case, fields: FieldNames) -> Problems:
    """``fields``: each of them is filled in where no other record stands below this one."""
    if case.below():
        yield NOT_APPLICABLE
    else:
        yield from needs(case, fields)


def needs_rows(case: Case, table: TableName, at_least: int = 1, where: RowWhere = Condition()) -> Problems:
    """``table``: the child table.
    ``at_least``: how many rows it has at least.
    ``where``: count only rows that fit.
    """
    count = len(_fitting(case, table, where))
    if count < at_least:
        message = say(
            "Rows needed in {table} ({what}): at least {n}; there: {count}.",
            table=case.table(table),
            count=count,
            what=described(where, case.type.child(table)),
            n=at_least,
        )
        yield case.problem(message, say("Add what is missing."), field=table)


def _fitting(case: Case, table: str, where: RowWhere) -> list[Row]:
    return [row for row in case.rows(table) if where.holds(row.values, case.today)]


def needs_row_before(
    case: Case, table: TableName, where: RowWhere, date: RowField, before: FieldName
) -> Problems:
    """``table`` and ``where``: there is a row that fits.
    ``date``: its date.
    ``before``: the record's date that it does not come after.
    """
    limit = case.day(before)
    if limit is None:
        yield NOT_APPLICABLE
        return
    rows = _fitting(case, table, where)
    days = [day for row in rows if (day := case.day(date, row)) is not None]
    if days and min(days) <= limit:
        return
    if not rows:
        message = say(
            "{table} has no row of the kind needed here ({what}).",
            table=case.table(table),
            what=described(where, case.type.child(table)),
        )
        yield case.problem(message, _hint_before(case, table, date, before, limit), field=table)
    else:
        yield _too_late(
            case, table, date, before, min(rows, key=lambda row: case.day(date, row) or datetime.date.max)
        )


def _too_late(case: Case, table: str, date: str, before: str, row: Row) -> Finding:
    day, limit = case.day(date, row), case.day(before) or datetime.date.max
    label = case.label(date, table)
    message = (
        say(
            "{date} is {day}, but it must not be after {before} ({limit}).",
            date=label,
            day=day.isoformat(),
            before=case.label(before),
            limit=limit.isoformat(),
        )
        if day
        else say("{field} is empty, but it is needed here.", field=label)
    )
    return case.problem(message, _hint_before(case, table, date, before, limit), field=date, row=row)


def _hint_before(case: Case, table: str, date: str, before: str, limit: datetime.date) -> Phrase:
    return say(
        "{date} of that row is {limit} ({before}) or before.",
        date=case.label(date, table),
        limit=limit.isoformat(),
        before=case.label(before),
    )


def needs_kinds(case: Case, table: TableName, field: RowField, values: Texts) -> Problems:
    """``table`` and ``field``: the rows and their kind.
    ``values``: the kinds, each of which stands in some row.
    """
    present = {fold(text) for row in case.rows(table) for text in texts_of(row.values.get(field))}
    missing = [value for value in values if fold(value) not in present]
    if missing:
        message = say("{table} lacks: {missing}.", table=case.table(table), missing=listed(missing))
        hint = say("Add a row for each, with that word under {field}.", field=case.label(field, table))
        yield case.problem(message, hint, field=table)


def rows_need(case: Case, table: TableName, fields: RowFields, where: RowWhere = Condition()) -> Problems:
    """``table``: the child table.
    ``fields``: each is filled in, in every row.
    ``where``: only in rows that fit.
    """
    rows = _fitting(case, table, where)
    if not rows:
        yield NOT_APPLICABLE
    for row in rows:
        yield from _empty_cells(case, table, fields, row)


def _empty_cells(case: Case, table: str, fields: RowFields, row: Row) -> Iterator[Finding]:
    for field in fields:
        if is_empty(row.values.get(field)):
            label = case.label(field, table)
            message = say(
                "{field} is empty in a row of {table}, but it is needed here.",
                field=label,
                table=case.table(table),
            )
            yield case.problem(message, say("Fill in {field}.", field=label), field=field, row=row)


DEFINITIONS = (
    Definition(Rule("needs", say("What the case calls for is filled in.")), needs, completeness=True),
    Definition(
        Rule("needs-one-of", say("At least one of several fields is filled in.")),
        needs_one_of,
        completeness=True,
    ),
    Definition(
        Rule("leaf-needs", say("A record that nothing stands below has what makes it answerable.")),
        leaf_needs,
        completeness=True,
        tree=True,
    ),
    Definition(
        Rule("needs-rows", say("A table has as many rows as the case calls for.")),
        needs_rows,
        completeness=True,
    ),
    Definition(
        Rule("needs-row-before", say("A step that must come first is there, and came first.")),
        needs_row_before,
        completeness=True,
    ),
    Definition(
        Rule("needs-kinds", say("Every kind of row that is called for is there.")),
        needs_kinds,
        completeness=True,
    ),
    Definition(
        Rule("rows-need", say("What a row calls for is filled in, in every row.")),
        rows_need,
        completeness=True,
    ),
)
