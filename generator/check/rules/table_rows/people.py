"""Rules on whom the rows of a table are about: as many as the record says, and each of them once."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from generator.check.rules.case import Case, is_empty
from generator.check.rules.definition import NOT_APPLICABLE, Computation, Definition, Problems
from generator.model.declared.condition import ALWAYS, Condition, Value, texts_of
from generator.model.declared.kinds import FieldName, RowField, RowFields, RowWhere, TableName
from generator.model.declared.personal import PersonalClass
from generator.model.findings.rules import Rule
from generator.model.records.amounts import plain
from generator.model.records.record import Row
from generator.model.text.folding import BLANK, fold
from generator.model.text.names import names_in
from generator.model.text.wording import say


def number_of_rows(case: Case, table: str, where: Condition = ALWAYS, **_: object) -> Decimal | None:
    """How many rows fit; ``None`` instead of none."""
    return Decimal(sum(where.holds(row.values, case.today) for row in case.rows(table))) or None


def rows_counted(case: Case, table: TableName, field: FieldName, where: RowWhere = ALWAYS) -> Problems:
    """``table``: the rows. A table without any is not counted, since what it held may have been taken down.
    ``field``: the record's number, which is how many rows there are.
    ``where``: count only rows that fit.
    """
    said, right = case.number(field), number_of_rows(case, table, where)
    if said is None or right is None:
        yield NOT_APPLICABLE
    elif said != right:
        message = say(
            "{field} says {said}, but {table} has {n:row|rows}.",
            field=case.label(field),
            said=plain(said),
            table=case.table(table),
            n=int(right),
        )
        hint = say("Compare with the original: write {n}, or add or correct the rows.", n=plain(right))
        yield case.problem(message, hint, field=field)


def rows_once(case: Case, table: TableName, field: RowField, apart: RowFields = ()) -> Problems:
    """``table`` and ``field``: the rows, and whom or what each is about.
    ``apart``: fields that tell two of the same name apart, where both are filled in and differ.
    """
    seen: dict[str, list[Row]] = {}
    personal = next(found.personal for found in case.type.child(table).fields if found.name == field)
    are_people = personal is not None and personal.kind is PersonalClass.NAME
    for row in case.rows(table):
        typed = texts_of(row.values.get(field))
        names = {key for text in typed for key in people(text)} if are_people else {fold(" ".join(typed))}
        names.discard("")
        same = (each for name in names for each in seen.get(name, ()) if not _differ(each, row, apart))
        first = min(same, key=lambda each: each.source.line or 0, default=None)
        if first is not None:
            message = say(
                "This row is about the same as the one in line {line}: {field} says the same.",
                line=first.source.line or 1,
                field=case.label(field, table),
            )
            hint = say("Keep one of the two rows, or fill in what tells them apart.")
            yield case.problem(message, hint, field=field, row=row)
        for name in names:
            seen.setdefault(name, []).append(row)
    if not seen:
        yield NOT_APPLICABLE


def people(text: str) -> Iterator[str]:
    """What the names in one text have in common with all their spellings: 李明（科长）、王芳 are 李明 and 王芳."""
    for name in names_in(text):
        if person := fold(name).replace(BLANK, ""):
            yield person


def _differ(one: Row, other: Row, fields: RowFields) -> bool:
    pairs = ((one.values.get(field), other.values.get(field)) for field in fields)
    return any(_said(a) != _said(b) for a, b in pairs if not (is_empty(a) or is_empty(b)))


def _said(value: Value) -> str:
    return fold(" ".join(texts_of(value)))


DEFINITIONS = (
    Definition(
        Rule("rows-counted", say("A record says as many as its table lists.")),
        rows_counted,
        computes=Computation("field", number_of_rows),
    ),
    Definition(Rule("rows-once", say("A table lists nobody and nothing twice.")), rows_once),
)
