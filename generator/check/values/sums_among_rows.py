"""Rows of a child table that are the sum of the others: the last line of a printed table, taken over with its record's id."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from generator.model.declared.record_type import NUMBERS, ChildTable
from generator.model.declared.severity import Severity
from generator.model.findings import rules
from generator.model.findings.finding import Finding
from generator.model.records import amounts
from generator.model.records.record import Register, Row
from generator.model.text.wording import say
from generator.read.table.notes import is_sum, may_be_note


def check_sums_among_rows(register: Register) -> Iterator[Finding]:
    """A warning for each. A row is one if it says so and at least one of its numbers is that sum, or the sum of the rows
    since the last such row: a row that is only called 合计 may be meant.
    """
    for type in register.types.values():
        tables = [table for table in type.children if any(field.type in NUMBERS for field in table.fields)]
        if not tables:
            continue
        for record in register.records[type.name]:
            for table in tables:
                for row in _sums(record.children.get(table.name, ()), table):
                    message = say("This row is the sum of other rows, and is shown as one of them.")
                    hint = say(
                        "Leave it if it is to stand there; else take it out: whoever adds up the rows counts them twice."
                    )
                    yield Finding(
                        rules.NOT_A_ROW, row.source, message, hint, record.id, severity=Severity.WARNING
                    )


def _sums(rows: Sequence[Row], table: ChildTable) -> Iterator[Row]:
    called = [_is_called_sum(row, table) for row in rows]
    if not any(called):
        return
    since_last = 0
    for index, row in enumerate(rows):
        if called[index]:
            others = [other for other, is_sum in zip(rows, called, strict=True) if not is_sum]
            if _adds_up(row, others, table) or _adds_up(row, rows[since_last:index], table):
                yield row
            since_last = index + 1


def _is_called_sum(row: Row, table: ChildTable) -> bool:
    """Whether the first text of the row is the name of a sum."""
    for field in table.fields:
        value = row.values.get(field.name)
        if value and isinstance(value, str):
            return may_be_note(value) and is_sum(value)
    return False


def _adds_up(row: Row, others: Sequence[Row], table: ChildTable) -> bool:
    return any(
        (number := _number(row, field.name))
        and number == amounts.total(_number(other, field.name) for other in others)
        for field in table.fields
        if field.type in NUMBERS
    )


def _number(row: Row, name: str) -> Decimal:
    value = row.values.get(name)
    number = Decimal(value) if isinstance(value, int | Decimal) else Decimal(0)
    return number if number.is_finite() else Decimal(0)
