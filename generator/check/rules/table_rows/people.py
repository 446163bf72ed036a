"""Rules on whom the rows of a table are about: as many as the record says, and each of them once."""

from __future__ import annotations

from decimal import Decimal

from generator.check.rules.case import Case, is_empty
from generator.check.rules.definition import NOT_APPLICABLE, Computation, Definition, Problems
from generator.model.declared.condition import ALWAYS, Condition, Value, texts_of
from generator.model.declared.kinds import FieldName, RowField, RowFields, RowWhere, TableName
from generator.model.findings.rules import Rule
from generator.model.records.amounts import plain
from generator.model.records.record import Row
from generator.model.text.folding import fold
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
    for row in case.rows(table):
        name = fold(" ".join(texts_of(row.values.get(field))))
        if not name:
            continue
        first = next((each for each in seen.get(name, ()) if not _differ(each, row, apart)), None)
        if first is not None:
            message = say(
                "This row is about the same as the one in line {line}: {field} says the same.",
                line=first.source.line or 1,
                field=case.label(field, table),
            )
            hint = say("Keep one of the two rows, or fill in what tells them apart.")
            yield case.problem(message, hint, field=field, row=row)
        seen.setdefault(name, []).append(row)
    if not seen:
        yield NOT_APPLICABLE


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
