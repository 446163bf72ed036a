"""Tables as offices print them, saved as they are: titles, headers of two rows, counted rows, sums, notes, signatures."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from books import saved
from building import DAY
from openpyxl.styles import Border, Side
from task_root import TASKS, Place, Reading, Root, titled

from generator.check.gate import judge
from generator.check.report.plain_text import as_text
from generator.model.declared.record_type import ChildTable
from generator.model.findings import rules

DOCUMENTED = Path(__file__).parents[2] / "docs" / "reading-real-files.md"
HEADER = ("编号", "标题", "责任单位", "备注")
FIRST = ("T-1", "甲", "住建局", "")
SECOND = ("T-2", "乙", "规划局", "")
KINDS = ("a.csv", "a.xlsx")


def written(root: Root, name: str, *table: tuple[object, ...]) -> Reading:
    """The reading of a table, saved as CSV or as a workbook with a border around each cell."""
    if name.endswith(".csv"):
        out = io.StringIO()
        csv.writer(out).writerows(table)
        return root.read_file(f"tasks/{name}", out.getvalue().encode("gb18030"))
    book = openpyxl.Workbook()
    book.active.title = "任务"
    for row in table:
        book.active.append([None if cell == "" else cell for cell in row])
    return root.read_file(f"tasks/{name}", saved(book))


def places(reading: Reading) -> list[tuple[int | None, int | None, str]]:
    return [place[1:] for place in reading.places]


@pytest.mark.parametrize("name", KINDS)
@pytest.mark.parametrize(
    "titles",
    [
        [("2026年目标任务表", "", "", "")],
        [("2026年目标任务表", "", "", ""), ("单位：示例局", "", "2026年3月", "")],
        [("附件1", "", "", ""), ("任务", "", "", ""), ("", "", "", "制表：甲")],
    ],
)
def test_titles_above_the_header_are_one_finding(
    root: Root, name: str, titles: list[tuple[str, ...]]
) -> None:
    reading = written(root, name, *titles, HEADER, FIRST)
    assert places(reading) == [(1, None, "title-row")]
    assert reading.ids == ["T-1"]
    assert reading.findings[0].message.parameters == {"line": len(titles) + 1}


@pytest.mark.parametrize("name", KINDS)
@pytest.mark.parametrize(
    "note",
    [
        ("合计", "", "2", ""),
        ("", "合 计", "", "2"),
        ("总计：", "2", "", ""),
        ("共2项", "", "", ""),
        ("注：以上截至3月底", "", "", ""),
        ("备注：无", "", "", ""),
        ("填表人：甲", "", "", ""),
        ("填表人：", "甲", "审核人：", "乙"),
        ("填表人：甲", "", "审核人：乙", ""),
        ("小计", "2", "3", "4"),
        ("Total", "2", "", ""),
        ("合計", "", "2", ""),
        ("小計", "", "2", ""),
        ("ＴＯＴＡＬ", "", "2", ""),
        ("Total (EUR)", "", "2", ""),
        ("Grand total:", "", "2", ""),
        ("本页合计", "", "2", ""),
        ("以上合计", "", "2", ""),
        ("全年合计", "", "2", ""),
        ("总数", "", "2", ""),
        ("說明：见附件", "", "", ""),
        ("備註：见附件", "", "", ""),
        ("※ 注：见附件", "", "", ""),
        ("＊注：见附件", "", "", ""),
        ("来源：统计局", "", "", ""),
        ("Source: office", "", "", ""),
        ("（续表）", "", "", ""),
        ("以下空白", "", "", ""),
        ("注：见附件", "", "2", ""),
        ("备 注：见附件", "", "2", ""),
    ],
)
def test_sums_and_notes_under_the_records_are_one_finding(
    root: Root, name: str, note: tuple[str, ...]
) -> None:
    reading = written(root, name, HEADER, FIRST, ("", "", "", ""), SECOND, note, ("注：二", "", "", ""))
    assert places(reading) == [(5, None, "not-a-row")]
    assert reading.findings[0].message.parameters == {"lines": "5, 6"}
    assert reading.ids == ["T-1", "T-2"]


@pytest.mark.parametrize("name", KINDS)
@pytest.mark.parametrize(
    "row",
    [
        ("合-1", "合计", "住建局", ""),
        ("T-3", "合计", "", ""),
        ("T-3", "注：甲", "", ""),
        ("共青团-1", "甲", "", ""),
        ("总计划", "甲", "", ""),
        ("T-3", "", "", ""),
        ("备注-3", "甲", "", ""),
        ("单位", "", "", ""),
        ("总数-1", "甲", "", ""),
        ("总计表", "甲", "", ""),
        ("本页", "甲", "", ""),
        ("来源-1", "来源：甲", "", ""),
        ("Source-1", "Source: x", "", ""),
        ("Totals-1", "Total", "", ""),
        ("NO-1", "甲", "", ""),
        ("续表-1", "（续表）", "", ""),
        ("※-1", "※注：甲", "", ""),
        ("注：1", "甲", "住建局", "乙"),
    ],
)
def test_records_that_only_look_like_notes_are_records(root: Root, name: str, row: tuple[str, ...]) -> None:
    reading = written(root, name, HEADER, FIRST, row)
    assert reading.findings == ()
    assert reading.ids == ["T-1", row[0]]


@pytest.mark.parametrize("name", KINDS)
def test_a_record_whose_title_reads_like_a_note_and_lacks_its_id_is_told_that(root: Root, name: str) -> None:
    reading = written(root, name, HEADER, FIRST, ("", "注：甲", "住建局", ""))
    assert [place[-1] for place in places(reading)] == ["required"]


@pytest.mark.parametrize("name", KINDS)
def test_a_header_of_two_rows_is_one_finding_and_understood(root: Root, name: str) -> None:
    upper, lower = ("编号", "任务", "", "备注"), ("", "标题", "责任单位", "")
    reading = written(root, name, upper, lower, FIRST, SECOND)
    assert places(reading) == [(1, None, "title-row")]
    assert reading.findings[0].message.parameters == {"first": 1, "second": 2}
    assert reading.values[0] == {"id": "T-1", "title": "甲", "units": ("住建局",)}


@pytest.mark.parametrize("name", KINDS)
def test_a_header_of_two_rows_that_stands_again_is_no_record(root: Root, name: str) -> None:
    upper, lower = ("编号", "任务", "", "备注"), ("", "标题", "责任单位", "")
    reading = written(root, name, upper, lower, FIRST, upper, lower, SECOND)
    assert places(reading) == [(1, None, "title-row"), (4, None, "title-row")]
    assert reading.ids == ["T-1", "T-2"]


@pytest.mark.parametrize("name", KINDS)
@pytest.mark.parametrize(
    "again",
    [
        ("标题", "编号", "责任单位", "备注"),
        ("编号", "名称", "责任单位", ""),
        ("编号", "", "", ""),
        ("*編號", "Title", "", "说明"),
        ("责任单位", "备注", "", "编号"),
    ],
)
def test_a_header_that_stands_again_in_another_form_is_no_record(
    root: Root, name: str, again: tuple[str, ...]
) -> None:
    reading = written(root, name, HEADER, FIRST, again, SECOND)
    assert places(reading) == [(3, None, "title-row")]
    assert reading.ids == ["T-1", "T-2"]


def test_a_header_of_one_column_that_stands_again_is_no_record(root: Root) -> None:
    reading = root.read_file("tasks/a.csv", "编号\nT-1\n编号\nT-2\n")
    assert places(reading) == [(3, None, "title-row")]
    assert reading.ids == ["T-1", "T-2"]


def test_the_header_of_a_child_table_that_stands_again_is_no_row(root: Root) -> None:
    root.write("tasks/a.csv", "编号,标题\nT-1,甲\n")
    reading = root.read_file("tasks/a.steps.csv", "编号,步骤,日期\nT-1,起草,\n编号,日期,步骤\nT-1,立项,\n")
    assert places(reading) == [(3, None, "title-row")]
    assert [row.values["name"] for row in reading.records[0].children["steps"]] == ["起草", "立项"]


def test_a_header_among_records_in_yaml_is_no_record(root: Root) -> None:
    reading = root.read_file(
        "tasks/a.yaml",
        "- {id: 编号, title: 标题, units: 责任单位, due: 完成期限}\n- {id: T-1, title: 标题}\n",
    )
    assert places(reading) == [(1, 3, "title-row")]
    assert reading.ids == ["T-1"]


@pytest.mark.parametrize("ending", ["csv", "yaml"])
@pytest.mark.parametrize(
    ("id", "title", "note"),
    [
        ("编号", "给每项任务的号", ""),
        ("备注", "标题", "甲"),
        ("备注", "", ""),
        ("标题", "备注", "进度"),
        ("编号-1", "标题", "备注"),
        ("Title", "The title of a task", ""),
    ],
)
def test_a_record_whose_id_is_the_name_of_a_column_is_a_record(
    root: Root, ending: str, id: str, title: str, note: str
) -> None:
    table = f"编号,标题,备注\nT-1,甲,\n{id},{title},{note}\n"
    record = f"- {{id: T-1, title: 甲}}\n- {{id: {id}, title: {title}, note: {note}}}\n"
    reading = root.read_file(f"tasks/a.{ending}", table if ending == "csv" else record)
    assert reading.findings == ()
    assert reading.ids == ["T-1", id]


@pytest.mark.parametrize("name", KINDS)
def test_a_row_of_data_is_no_second_header(root: Root, name: str) -> None:
    reading = written(root, name, HEADER[:3], ("T-1", "备注", "进度"), SECOND[:3])
    assert reading.findings == ()
    assert reading.ids == ["T-1", "T-2"]


@pytest.mark.parametrize("name", KINDS)
@pytest.mark.parametrize("titles", [[], [("2026年目标任务表",), ("单位：示例局",), ("附件1",)]])
@pytest.mark.parametrize(
    "explaining",
    [
        ("1", "2", "3", "4"),
        ("（1）", "（2）", "（3）", "（4）"),
        ("①", "②", "③", "④"),
        ("甲", "乙", "丙", "丁"),
        ("甲", "乙", "1", "2"),
        ("栏次", "1", "2", "3"),
        ("必填", "必填", "选填", "选填"),
        ("（必填）", "*必填项", "非必填", "可选"),
        ("required", "Required", "optional", "Optional"),
        ("示例：T-0", "示例", "示例", "示例"),
        ("例：T-0", "例如：甲", "（示例）", "示例1"),
    ],
)
def test_a_row_under_the_header_that_explains_the_columns_is_no_record(
    root: Root, name: str, titles: list[tuple[str, ...]], explaining: tuple[str, ...]
) -> None:
    reading = written(root, name, *titles, HEADER, explaining, FIRST, SECOND)
    assert places(reading)[len(titles[:1]) :] == [(len(titles) + 2, None, "not-a-row")]
    assert reading.ids == ["T-1", "T-2"]


@pytest.mark.parametrize("name", KINDS)
@pytest.mark.parametrize(
    "rows",
    [
        [("1", "2", "3", "4"), ("2", "5", "6", "7")],
        [("1", "2", "3", "4"), ("10", "5", "6", "7")],
        [("1", "2", "3", "4")],
        [("甲", "乙", "丙", "丁"), ("乙", "丙", "丁", "戊")],
        [("甲", "乙", "丙", "丁")],
        [("1", "2", "3", ""), FIRST],
        [("1", "2", "4", "3"), FIRST],
        [("2", "3", "4", "5"), FIRST],
        [FIRST, ("1", "2", "3", "4")],
        [("必填", "必填", "", ""), FIRST],
        [("必填", "哪些是必填项", "住建局", "必填"), FIRST],
        [("示例-1", "示例：甲", "示例", "示例"), FIRST],
        [("示例", "示例", "示例局", "示例"), FIRST],
        [("示例", "示例", "示例", "示例")],
    ],
)
def test_a_record_that_only_looks_like_such_a_row_is_a_record(
    root: Root, name: str, rows: list[tuple[str, ...]]
) -> None:
    reading = written(root, name, HEADER, *rows)
    assert reading.findings == ()
    assert reading.ids == [row[0] for row in rows]


def test_rows_of_one_record_that_look_like_such_a_row_are_rows(root: Root) -> None:
    root.write("tasks/a.csv", "编号\n1\n")
    reading = root.read_file("tasks/a.updates.csv", "编号,内容\n1,2\n1,3\n")
    assert reading.findings == ()
    count = ChildTable("counts", (titled("year", "年份"), titled("number", "数量")))
    root.write("tasks/a.counts.csv", "编号,年份,数量\n1,2,3\n1,3,4\n")
    reading = root.read(replace(TASKS, children=(*TASKS.children, count)))
    assert reading.findings == ()
    assert [row.values["number"] for row in reading.records[0].children["counts"]] == ["3", "4"]


@pytest.mark.parametrize("name", KINDS)
def test_a_column_that_counts_the_rows_is_a_warning(root: Root, name: str) -> None:
    reading = written(root, name, ("序号", *HEADER), (1, *FIRST), (2, *SECOND))
    assert places(reading) == [(1, 1, "row-numbers")]
    assert reading.ids == ["T-1", "T-2"]
    assert places(written(root, name, ("序号", *HEADER), ("甲", *FIRST))) == [(1, 1, "unknown-key")]


def numbered(root: Root, header: str, *numbers: str) -> list[str]:
    """The rules that speak of a table whose rows have these numbers in its first column."""
    rows = "".join(f"{number},T-{line},甲\n" for line, number in enumerate(numbers))
    reading = root.read_file("tasks/a.csv", f"{header},编号,标题\n{rows}")
    assert len(reading.ids) == len(numbers)
    return [finding.rule.id for finding in reading.findings]


@pytest.mark.parametrize(
    "numbers",
    [
        "1",
        "1 2 3 4 5 6 7",
        "11 12 13",
        "1 - - 2 - 3",
        "1 1 1 2 2 3",
        "1 2 3 1 2 3",
        "1 2 4 5 6 9 10",
        "1. 2. 3.",
        "1、 2、 3、",
        "（1） （2） （3）",
        "① ② ③",
        "001 002 003",
    ],
)
@pytest.mark.parametrize("header", ["序号", "No."])
def test_numbers_that_rise_by_one_count_the_rows(root: Root, header: str, numbers: str) -> None:
    assert numbered(root, header, *numbers.replace("-", "").split(" ")) == ["row-numbers"]


@pytest.mark.parametrize(
    "numbers",
    [
        "2023001 2019044",
        "2023001 2023002 2023003",
        "17",
        "3 17 25",
        "1 2 3 4 5 17 9",
        "3 2 1",
        "1 1 1",
        "1 2 甲",
        "1 2 3 4 5 6 A7",
        "9" * 5000,
    ],
)
@pytest.mark.parametrize("header", ["序号", "No."])
def test_other_numbers_are_a_column_that_nobody_knows(root: Root, header: str, numbers: str) -> None:
    assert numbered(root, header, *numbers.split(" ")) == ["unknown-key"]


@pytest.mark.parametrize("name", KINDS)
def test_what_is_no_row_does_not_count_among_the_numbers_of_rows(root: Root, name: str) -> None:
    header, count = ("序号", *HEADER), ("栏次", "1", "2", "3", "4")
    note = ("合计", "", "2", "", "")
    reading = written(root, name, header, count, (1, *FIRST), note, header, (2, *SECOND), note)
    assert [place[0::2] for place in places(reading)] == [
        (1, "row-numbers"), (2, "not-a-row"), (4, "not-a-row"), (5, "title-row"),
    ]  # fmt: skip
    assert reading.ids == ["T-1", "T-2"]


@pytest.mark.parametrize("name", KINDS)
def test_columns_that_nobody_knows_are_one_finding(root: Root, name: str) -> None:
    reading = written(root, name, (*HEADER, "籍贯", "年龄", "党派"), (*FIRST, "x", "x", "x"))
    assert places(reading) == [(1, 5, "unknown-key")]
    assert reading.findings[0].message.parameters == {"count": 3, "names": "籍贯、年龄、党派"}


@pytest.mark.parametrize(
    ("name", "cure"), [("a.csv", {"table": "steps"}), ("a.xlsx", {"table": TASKS.children[0].label})]
)
def test_rows_of_a_child_table_without_an_id_are_one_finding(
    root: Root, name: str, cure: dict[str, object]
) -> None:
    reading = written(root, name, ("步骤", "日期"), ("起草", "2026-03-05"), ("立项", "2026-03-06"))
    finding = reading.only(rules.WRONG_SHAPE)
    assert finding.message.parameters["names"] == "步骤、日期"
    assert finding.hint is not None
    assert cure.items() <= finding.hint.parameters.items()


def printed(root: Root, change: Any) -> list[Place]:
    """What is said of a workbook with a title over the table, to which ``change`` is made."""
    book = openpyxl.Workbook()
    for row in (("2026年目标任务表",), HEADER, FIRST, SECOND, ("说明下面",)):
        book.active.append(row)
    book.active.merge_cells("A1:D1")
    change(book.active)
    return root.read_file("tasks/a.xlsx", saved(book)).places


def test_merges_of_titles_and_notes_are_part_of_what_is_said_of_them(root: Root) -> None:
    a = "data/tasks/a.xlsx"
    assert printed(root, lambda sheet: sheet.merge_cells("A5:D5")) == [
        (a, 1, None, "title-row"), (a, 5, None, "not-a-row"),
    ]  # fmt: skip

    def several(sheet: Any) -> None:
        for range in ("A5:D5", "C3:C4", "D3:D4"):
            sheet.merge_cells(range)

    assert printed(root, several) == [
        (a, 1, None, "title-row"), (a, 3, 3, "merged-cells"), (a, 5, None, "not-a-row"),
    ]  # fmt: skip
    assert root.read().findings[1].message.parameters == {"ranges": "C3:C4, D3:D4"}


def test_what_a_clerk_is_told_of_a_printed_list_is_one_message_for_each_thing(tmp_path: Path) -> None:
    """A list of people with a title, a note below and merged cells, put where notices belong; as the documentation shows it."""
    folder = Root(tmp_path)
    folder.write("schemas/publicity.yaml", "extends: sunlit/publicity\n")
    book = openpyxl.Workbook()
    sheet = book.active
    people = [
        (number, name, "男", "1985.03", "科员", "副科长", "") for number, name in enumerate("甲乙丙", 1)
    ]
    header = ("序号", "姓名", "性别", "出生年月", "现任职务", "拟任职务", "备注")
    for row in (("任前公示名单",), ("公示时间：2026年12月1日—12月7日",), header, *people, ("共3人",)):
        sheet.append(row)
    for range in ("A1:G1", "A2:G2", "G4:G5", "A7:G7"):
        sheet.merge_cells(range)
    for row in sheet["A1:G7"]:
        for cell in row:
            cell.border = Border(*[Side(style="thin")] * 4)
    folder.write("publicity/任前公示名单.xlsx", saved(book))
    report = as_text(judge(tmp_path, DAY), "zh")
    assert (
        report.strip()
        == DOCUMENTED.read_text(encoding="utf-8").partition("```text\n")[2].partition("```")[0].strip()
    )
