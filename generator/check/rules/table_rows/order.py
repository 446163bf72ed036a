"""Rules on the rows of one table among each other: their dates, their numbers, their people."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.check.rules.case import Case
from generator.check.rules.definition import NOT_APPLICABLE, Computation, Definition, Problems
from generator.check.rules.phrases import listed
from generator.check.rules.table_rows.people import people
from generator.check.values.cures import says_nothing
from generator.model.declared.condition import texts_of
from generator.model.declared.kinds import FieldName, RowField, TableName
from generator.model.findings.finding import Finding
from generator.model.findings.rules import Rule
from generator.model.records.record import Row
from generator.model.text.wording import say


def rows_in_order(case: Case, table: TableName, date: RowField, end: RowField = "") -> Problems:
    """``table`` and ``date``: the rows and their date, none earlier than in the rows above it.
    ``end``: the row's own last day, not before its date.
    """
    latest = None
    seen = 0
    for row in case.rows(table):
        day = case.day(date, row)
        if day is None:
            continue
        seen += 1
        if latest is not None and day < latest:
            message = say(
                "{date} is {day}, but a row above it says {latest}.",
                date=case.label(date, table),
                day=day.isoformat(),
                latest=latest.isoformat(),
            )
            yield case.problem(
                message, say("Correct the date, or put the rows in order."), field=date, row=row
            )
        latest = day if latest is None else max(latest, day)
        yield from _ends_before_it_begins(case, table, date, end, row)
    if not seen:
        yield NOT_APPLICABLE


def _ends_before_it_begins(
    case: Case, table: str, date: RowField, end: RowField, row: Row
) -> Iterator[Finding]:
    first, last = case.day(date, row), case.day(end, row) if end else None
    if first is not None and last is not None and last < first:
        message = say(
            "{later} ({second}) lies before {earlier} ({first}).",
            later=case.label(end, table),
            second=last.isoformat(),
            earlier=case.label(date, table),
            first=first.isoformat(),
        )
        hint = say("Correct one of the two: {later} is {first} or after.",
                   later=case.label(end, table), first=first.isoformat())  # fmt: skip
        yield case.problem(message, hint, field=end, row=row)


def newest_day(case: Case, table: str, date: str, **_: object) -> date | None:
    """The day of the newest row."""
    return max(
        (found for row in case.rows(table) if (found := case.day(date, row)) is not None), default=None
    )


def rows_not_after(case: Case, table: TableName, date: RowField, field: FieldName) -> Problems:
    """``table`` and ``date``: the rows and their date.
    ``field``: the record's date that none of them comes after.
    """
    limit = case.day(field)
    dated = [(row, day) for row in case.rows(table) if (day := case.day(date, row)) is not None]
    if limit is None or not dated:
        yield NOT_APPLICABLE
        return
    for row, day in dated:
        if day > limit:
            message = say(
                "{date} is {day}, but it must not be after {before} ({limit}).",
                date=case.label(date, table),
                day=day.isoformat(),
                before=case.label(field),
                limit=limit.isoformat(),
            )
            hint = say("Write {limit} or a day before, or correct {before}.",
                       limit=limit.isoformat(), before=case.label(field))  # fmt: skip
            yield case.problem(message, hint, field=date, row=row)


def rows_numbered(case: Case, table: TableName, field: RowField) -> Problems:
    """``table`` and ``field``: the rows and their number, which counts 1, 2, 3 … from the first row on."""
    if not case.rows(table):
        yield NOT_APPLICABLE
    for place, row in enumerate(case.rows(table), 1):
        if case.number(field, row) != place:
            message = say(
                "{field} of row {place} is '{value}'; it should be {place}.",
                field=case.label(field, table),
                place=place,
                value=listed(texts_of(row.values.get(field))),
            )
            yield case.problem(message, say("Number the rows 1, 2, 3 without a gap."), field=field, row=row)
            return  # every row after it would be wrong for the same reason


def different_people(case: Case, table: TableName, field: RowField) -> Problems:
    """``table`` and ``field``: the rows and who acted in them, another one in each. A name is the same in every spelling,
    and with a post in brackets behind it; a word such as 不适用 or N/A names nobody.
    """
    first: dict[str, int] = {}
    filled = 0
    for place, row in enumerate(case.rows(table), 1):
        names = {key: name for name in texts_of(row.values.get(field)) for key in people(name)}
        filled += bool(names)
        for person, name in names.items():
            if says_nothing(name):
                message = say(
                    "{field} of row {place} is '{name}', which names nobody.",
                    field=case.label(field, table),
                    place=place,
                    name=name,
                )
                yield case.problem(message, say("Name the person who took this step."), field=field, row=row)
            elif first.setdefault(person, place) != place:
                message = say(
                    "{field} of row {place} is '{name}', as in row {first}.",
                    field=case.label(field, table),
                    place=place,
                    name=name,
                    first=first[person],
                )
                hint = say("Each of these steps is taken by another person.")
                yield case.problem(message, hint, field=field, row=row)
    if filled < 2:
        yield NOT_APPLICABLE


DEFINITIONS = (
    Definition(
        Rule("rows-in-order", say("The rows of a table stand in the order in which things happened.")),
        rows_in_order,
    ),
    Definition(
        Rule("rows-not-after", say("What a row tells of did not happen after the record's own date.")),
        rows_not_after,
        computes=Computation("field", newest_day),
    ),
    Definition(Rule("rows-numbered", say("The rows of a table are numbered without a gap.")), rows_numbered),
    Definition(
        Rule("different-people", say("Steps that check each other are taken by different people.")),
        different_people,
    ),
)
