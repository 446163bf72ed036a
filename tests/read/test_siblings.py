from __future__ import annotations

from datetime import date

import pytest
from books import rows_alone
from task_root import Reading, Root

from generator.model.declared.severity import Severity
from generator.model.findings import rules
from generator.model.records.record import Source

STEPS = "data/tasks/a.steps.csv"


def names(reading: Reading, table: str = "steps") -> dict[str, list[object]]:
    return {
        record.id: [row.values.get("name", row.values.get("text")) for row in record.children.get(table, ())]
        for record in reading.records
    }


@pytest.mark.parametrize("table", ["steps", "工作步骤", "Steps"])
@pytest.mark.parametrize("header", ["id,name,on", "编号,步骤,日期"])
def test_rows_join_the_records_of_the_table_beside_them(root: Root, table: str, header: str) -> None:
    root.write("tasks/a.csv", "编号,标题\nT-1,甲\nT-2,乙\n")
    root.write(f"tasks/a.{table}.csv", f"{header}\nT-2,起草,2026/3/5\nT-1,立项,\nT-2,印发,\n")
    reading = root.read()
    assert reading.findings == ()
    assert names(reading) == {"T-1": ["立项"], "T-2": ["起草", "印发"]}
    first = reading.records[1].children["steps"][0]
    assert first.values == {"name": "起草", "on": date(2026, 3, 5)}
    assert first.source_of("on") == Source(f"data/tasks/a.{table}.csv", 2, 3)


def test_rows_join_records_in_yaml_after_those_that_stand_there(root: Root) -> None:
    root.write("tasks/a.yaml", "id: T-1\nsteps:\n- name: 甲\n")
    root.write("tasks/a.steps.csv", "编号,步骤\nT-1,乙\n")
    root.write("tasks/a.updates.csv", "编号,内容\nT-1,丙\n")
    reading = root.read()
    assert reading.findings == ()
    assert names(reading) == {"T-1": ["甲", "乙"]}
    assert names(reading, "updates") == {"T-1": ["丙"]}


def test_rows_join_both_files_of_the_same_name(root: Root) -> None:
    root.write("tasks/a.csv", "编号\nT-1\n")
    root.write("tasks/a.yaml", "id: T-2\n")
    root.write("tasks/a.steps.csv", "编号,步骤\nT-1,甲\nT-2,乙\n")
    assert names(root.read()) == {"T-1": ["甲"], "T-2": ["乙"]}


def test_the_first_of_equal_ids_gets_the_rows(root: Root) -> None:
    root.write("tasks/a.csv", "编号,标题\nT-1,甲\nT-1,乙\n")
    root.write("tasks/a.steps.csv", "编号,步骤\nT-1,丙\n")
    reading = root.read()
    assert [len(record.children.get("steps", ())) for record in reading.records] == [1, 0]


def test_a_row_whose_record_is_in_another_file_is_an_orphan(root: Root) -> None:
    root.write("tasks/a.csv", "编号\nT-10\n")
    root.write("tasks/b.csv", "编号\nT-2\n")
    root.write("tasks/a.steps.csv", "编号,步骤\nT-10,甲\nT-11,乙\n,丙\n")
    reading = root.read()
    assert reading.places == [(STEPS, 3, None, "orphan-row"), (STEPS, 4, None, "orphan-row")]
    hints = [finding.hint.parameters for finding in reading.findings if finding.hint]
    assert hints == [{"near": "T-10"}, {}]


def test_orphans_are_not_named_while_the_file_beside_them_is_flawed(root: Root) -> None:
    root.write("tasks/a.csv", "编号,标题\nT-1,甲\n,乙\n")
    root.write("tasks/a.steps.csv", "编号,步骤\nT-2,丙\n")
    assert [place[3] for place in root.read().places] == ["required"]


def test_a_child_table_without_its_join_column_is_named_once(root: Root) -> None:
    root.write("tasks/a.csv", "编号\nT-1\n")
    root.write("tasks/a.steps.csv", "步骤\n甲\n乙\n")
    assert root.read().places == [(STEPS, 1, None, "orphan-row")]


@pytest.mark.parametrize("rows", ["", "\n\n", ",\n"])
def test_a_child_table_may_have_no_rows_but_is_warned_of(root: Root, rows: str) -> None:
    root.write("tasks/a.csv", "编号\nT-1\n")
    root.write("tasks/a.steps.csv", f"编号,步骤\n{rows}")
    reading = root.read()
    assert reading.places == [(STEPS, 1, None, "empty-file")]
    assert reading.only(rules.EMPTY_FILE).severity is Severity.WARNING
    assert root.read().findings == reading.findings, "read before, it is told once more"


@pytest.mark.parametrize("content", [b"", b"\xef\xbb\xbf", b"\xff\xfe", b"\xff\xfe\r\0\n\0", b" \r\n\r\n"])
def test_a_child_table_of_an_empty_file_is_an_error(root: Root, content: bytes) -> None:
    root.write("tasks/a.csv", "编号\nT-1\n")
    root.write("tasks/a.steps.csv", content)
    finding = root.read().only(rules.EMPTY_FILE)
    assert (finding.source, finding.severity) == (Source(STEPS, 1), Severity.ERROR)


def test_a_sheet_of_a_child_table_without_rows_is_a_warning(root: Root) -> None:
    sheets: dict[str, list[tuple[object, ...]]] = {"steps": [("编号", "步骤")]}
    reading = root.read_file("tasks/a.xlsx", rows_alone("tasks", ("编号",), ("T-1",), **sheets))
    finding = reading.only(rules.EMPTY_FILE)
    assert (finding.source, finding.severity) == (
        Source("data/tasks/a.xlsx", 1, sheet="steps"),
        Severity.WARNING,
    )
    assert reading.ids == ["T-1"]


def test_a_child_table_with_nothing_beside_it_is_named(root: Root) -> None:
    reading = root.read_file("tasks/a.steps.csv", "编号,步骤\nT-1,甲\n")
    assert reading.places == [(STEPS, None, None, "orphan-row")]


def test_a_misspelt_table_is_named(root: Root) -> None:
    root.write("tasks/a.csv", "编号\nT-1\n")
    root.write("tasks/a.step.csv", "编号,步骤\nT-1,甲\n")
    hint = root.read().only(rules.UNKNOWN_FILE).hint
    assert hint is not None
    assert hint.parameters == {"near": "steps"}


def test_a_dot_in_a_name_is_only_a_dot(root: Root) -> None:
    root.write("tasks/2026.csv", "编号\nT-1\n")
    root.write("tasks/2026.3.csv", "编号\nT-2\n")
    root.write("tasks/2026.3.steps.csv", "编号,步骤\nT-2,甲\n")
    reading = root.read()
    assert reading.findings == ()
    assert names(reading) == {"T-2": ["甲"], "T-1": []}


def test_the_parents_key_is_no_value_of_the_row(root: Root) -> None:
    root.write("tasks/a.csv", "编号\nT-1\n")
    root.write("tasks/a.steps.csv", "编号,步骤\nT-1,甲\n")
    (row,) = root.read().records[0].children["steps"]
    assert "id" not in row.values


@pytest.mark.parametrize("sheet", ["Sheet1", "工作步骤", "steps"])
def test_a_workbook_beside_the_records_holds_the_rows_of_a_table(root: Root, sheet: str) -> None:
    root.write("tasks/a.csv", "编号\nT-1\n")
    root.write("tasks/a.steps.xlsx", rows_alone(sheet, ("编号", "步骤"), ("T-1", "立项"), ("T-9", "起草")))
    reading = root.read()
    assert names(reading) == {"T-1": ["立项"]}
    assert reading.only(rules.ORPHAN_ROW).source == Source("data/tasks/a.steps.xlsx", 3, None, sheet)


def test_a_workbook_of_a_table_holds_no_other(root: Root) -> None:
    root.write("tasks/a.csv", "编号\nT-1\n")
    root.write(
        "tasks/a.steps.xlsx", rows_alone("x", ("编号", "步骤"), ("T-1", "立项"), steps=[("编号", "步骤")])
    )
    assert root.read().only(rules.UNKNOWN_SHEET).source.sheet == "x"


def test_a_workbook_of_a_table_without_records_is_named(root: Root) -> None:
    reading = root.read_file("tasks/a.steps.xlsx", rows_alone("x", ("编号", "步骤"), ("T-1", "立项")))
    assert reading.places == [("data/tasks/a.steps.xlsx", None, None, "orphan-row")]


def test_a_damaged_workbook_of_a_table_is_named(root: Root) -> None:
    root.write("tasks/a.csv", "编号\nT-1\n")
    root.write("tasks/a.steps.xlsx", b"PK")
    assert root.read().places == [("data/tasks/a.steps.xlsx", None, None, "not-a-workbook")]
