from __future__ import annotations

from decimal import Decimal
from typing import Any

from each import each

from generator.check.values.sums_among_rows import check_sums_among_rows
from generator.model.declared.record_type import ChildTable, Field, RecordType
from generator.model.declared.severity import Severity
from generator.model.declared.site import Site
from generator.model.findings import rules
from generator.model.records.record import Record, Register, Row, Source

NOTICES = RecordType(
    "notices",
    (Field("id"), Field("title")),
    "id",
    "title",
    children=(
        ChildTable("items", (Field("name"), Field("sum", "number"), Field("people", "integer"))),
        ChildTable("steps", (Field("name"),)),
    ),
)
A, B = {"name": "甲", "sum": 3, "people": 1}, {"name": "乙", "sum": Decimal("0.5"), "people": 2}


def lines(table: str, *rows: dict[str, Any]) -> list[int | None]:
    """The lines of the rows that are warned of; the first row stands on line 2."""
    typed = tuple(Row(row, Source("data/notices/a.items.csv", line)) for line, row in enumerate(rows, 2))
    record = Record("notices", "g1", Row({"id": "g1"}, Source("data/notices/a.csv", 2)), {table: typed})
    register = Register(Site(), {"notices": NOTICES}, {"notices": (record,)})
    found = list(check_sums_among_rows(register))
    assert {(each.rule, each.record, each.severity) for each in found} <= {
        (rules.NOT_A_ROW, "g1", Severity.WARNING)
    }
    return [each.source.line for each in found]


@each("row", [
    {"name": "合计", "sum": Decimal("3.50")},
    {"name": "合計", "people": 3},
    {"name": "Total (EUR)", "sum": Decimal("3.5"), "people": 7},
    {"name": "本页合计", "sum": Decimal("3.5")},
])  # fmt: skip
def test_a_row_that_is_called_a_sum_and_is_the_sum_of_the_others_is_a_warning(row: dict[str, Any]) -> None:
    assert lines("items", A, B, row) == [4]
    assert lines("items", row, A, B) == [2]


def test_sums_of_parts_are_found_beside_the_sum_of_all() -> None:
    part, rest, all = {"name": "小计", "sum": 3}, {"name": "小计", "people": 2}, {"name": "总计", "people": 3}
    assert lines("items", A, part, B, rest, all) == [3, 5, 6]


@each("row", [
    {"name": "合计", "sum": 4},
    {"name": "合计"},
    {"name": "合计", "sum": 0},
    {"name": "总计划", "sum": Decimal("3.5")},
    {"name": "丙", "sum": Decimal("3.5")},
    {"name": "合计", "sum": Decimal("Infinity")},
    {"sum": Decimal("3.5")},
])  # fmt: skip
def test_a_row_that_is_no_sum_or_only_called_so_is_a_row(row: dict[str, Any]) -> None:
    assert lines("items", A, B, row) == []


def test_a_sum_alone_and_a_table_without_numbers_are_left_alone() -> None:
    assert lines("items", {"name": "合计", "sum": 3}) == []
    assert lines("steps", {"name": "甲"}, {"name": "合计"}) == []
