from __future__ import annotations

from datetime import date

import pytest
from each import each
from task_root import TASKS, Root

from generator.model.findings import rules
from generator.model.records.record import Source
from generator.read import register
from generator.read.table import csv_rows

A = "data/tasks/a.csv"


def test_a_plain_table_is_read_with_its_places(root: Root) -> None:
    reading = root.read_file("tasks/a.csv", "编号,标题,完成期限\nT-1,甲,2026年3月5日\n\nT-2,乙,\n")
    assert reading.findings == ()
    assert reading.values == [
        {"id": "T-1", "title": "甲", "due": date(2026, 3, 5)},
        {"id": "T-2", "title": "乙"},
    ]
    first, second = reading.records
    assert first.row.source_of("due") == Source(A, 2, 3)
    assert second.row.source == Source(A, 4)
    assert first.row.places is second.row.places


@each("delimiter", [",", ";", "\t"])
def test_each_delimiter_is_read(root: Root, delimiter: str) -> None:
    text = "编号,标题,备注\nT-1,甲,乙\n".replace(",", delimiter)
    assert root.read_file("tasks/a.csv", text).values == [{"id": "T-1", "title": "甲", "note": "乙"}]


def test_the_header_alone_decides_on_the_delimiter(root: Root) -> None:
    reading = root.read_file("tasks/a.csv", "编号,标题\nT-1,甲;乙;丙;丁\n")
    assert reading.values == [{"id": "T-1", "title": "甲;乙;丙;丁"}]


@each("end", ["\n", "\r\n", "\r"])
def test_each_line_end_is_read_and_lines_are_true(root: Root, end: str) -> None:
    text = f'编号,标题{end}T-1,"甲{end}乙"{end}{end}T-2,丙{end}'
    reading = root.read_file("tasks/a.csv", text)
    assert reading.values == [{"id": "T-1", "title": "甲\n乙"}, {"id": "T-2", "title": "丙"}]
    assert [record.source.line for record in reading.records] == [2, 5]


def test_line_ends_that_differ_are_named(root: Root) -> None:
    reading = root.read_file("tasks/a.csv", "编号,标题\nT-1,甲\rT-2,乙\nT-3,丙\r")
    assert reading.places == [(A, 2, None, "mixed-line-ends")]
    assert reading.ids == ["T-1", "T-2", "T-3"]


def test_a_lone_return_inside_quotes_is_a_line_of_the_text(root: Root) -> None:
    reading = root.read_file("tasks/a.csv", '编号,标题\nT-1,"甲\r乙"\n')
    assert (reading.values, reading.findings) == ([{"id": "T-1", "title": "甲\n乙"}], ())


@each("header", ["id,title", "ID, Title ", "编号,\u3000标题\u3000", '"编号","标题"', "Id,ＴＩＴＬＥ"])
def test_a_header_may_say_name_or_title(root: Root, header: str) -> None:
    reading = root.read_file("tasks/a.csv", f"{header}\nT-1,甲\n")
    assert (reading.values, reading.findings) == ([{"id": "T-1", "title": "甲"}], ())


def test_an_unknown_column_is_named_once_with_the_nearest_field(root: Root) -> None:
    reading = root.read_file("tasks/a.csv", "编号,标提\nT-1,甲\nT-2,乙\n")
    assert reading.places == [(A, 1, 2, "unknown-key")]
    hint = reading.only(rules.UNKNOWN_KEY).hint
    assert hint is not None
    assert hint.parameters == {"near": "标题"}
    assert reading.ids == ["T-1", "T-2"]


def test_an_unknown_column_near_to_nothing_names_the_schema(root: Root) -> None:
    hint = root.read_file("tasks/a.csv", "编号,xyz\nT-1,甲\n").only(rules.UNKNOWN_KEY).hint
    assert hint is not None
    assert hint.parameters == {"type": "tasks"}


@each("header", ["编号,标题,title", "编号,标题,标题"])
def test_a_field_with_two_columns_is_named(root: Root, header: str) -> None:
    reading = root.read_file("tasks/a.csv", f"{header}\nT-1,甲,乙\n")
    assert reading.places == [(A, 1, 3, "duplicate-header")]
    assert reading.values == [{"id": "T-1", "title": "甲"}]


def test_an_unknown_column_that_stands_twice_is_unknown_and_repeated(root: Root) -> None:
    reading = root.read_file("tasks/a.csv", "编号,xyz,XYZ\nT-1,甲,乙\n")
    assert reading.places == [(A, 1, 2, "unknown-key"), (A, 1, 3, "duplicate-header")]


def test_a_column_without_a_name_is_named_once_if_it_holds_anything(root: Root) -> None:
    reading = root.read_file("tasks/a.csv", "编号,,标题\nT-1,,甲\nT-2,x,乙\nT-3,y,丙\n")
    assert reading.places == [(A, 1, 2, "empty-header")]
    assert reading.findings[0].message.parameters == {"line": 3}
    assert [record.values["title"] for record in reading.records] == ["甲", "乙", "丙"]


def test_blank_rows_and_columns_are_ignored(root: Root) -> None:
    reading = root.read_file("tasks/a.csv", "编号,标题,,\nT-1,甲,,\nT-2,乙,,,, ,\n,,,\n , ,\n\n")
    assert (reading.ids, reading.findings) == (["T-1", "T-2"], ())


def test_a_nameless_last_column_that_holds_something_is_named(root: Root) -> None:
    reading = root.read_file("tasks/a.csv", "编号,标题,,\nT-1,甲,,x\n")
    assert reading.places == [(A, 1, 4, "empty-header")]


@each(("row", "count"), [("T-2,乙", 2), ("T-2,乙,丙,丁", 4), ("T-2", 1)])
def test_a_ragged_row_is_named_and_keeps_its_record(root: Root, row: str, count: int) -> None:
    reading = root.read_file("tasks/a.csv", f"编号,标题,备注\nT-1,甲,\n{row}\n")
    assert reading.places == [(A, 3, min(count, 3) + 1, "ragged-row")]
    finding = reading.only(rules.RAGGED_ROW)
    assert finding.message.parameters == {"count": count, "expected": 3}
    assert finding.record == "T-2"
    assert reading.ids == ["T-1", "T-2"]


def test_a_ragged_row_of_several_lines_points_at_its_quotes(root: Root) -> None:
    reading = root.read_file("tasks/a.csv", '编号,标题,备注\nT-1,"甲,乙\nT-2,丙",丁,戊\n')
    hint = reading.only(rules.RAGGED_ROW).hint
    assert hint is not None
    assert hint.parameters == {"line": 3}


def test_a_quote_that_never_closes_is_named_where_it_opens(root: Root) -> None:
    reading = root.read_file("tasks/a.csv", '编号,标题,备注\nT-1,甲,\nT-2,"乙,丙\nT-3,丁,\n')
    assert reading.places == [(A, 3, 2, "unclosed-quote")]
    assert reading.findings[0].record == "T-2"
    assert reading.ids == ["T-1", "T-2", "T-3"]


def test_a_quote_that_the_next_quote_seems_to_close_is_named_where_it_opens(root: Root) -> None:
    reading = root.read_file("tasks/a.csv", '编号,标题,备注\nT-1,"甲,乙\nT-2,"丙",\nT-3,丁,\n')
    assert reading.places == [(A, 2, 2, "unclosed-quote")]
    assert reading.ids == ["T-1", "T-2", "T-3"]


def test_a_quote_that_opens_below_the_start_of_its_row(root: Root) -> None:
    reading = root.read_file("tasks/a.csv", '编号,标题,备注\nT-1,"甲\n甲","乙\n')
    assert reading.places == [(A, 3, 3, "unclosed-quote")]


def test_text_after_a_closing_quote_is_named_and_spares_the_rest(root: Root) -> None:
    reading = root.read_file("tasks/a.csv", '编号,标题,备注\nT-1,"甲"规划,\nT-2,"乙""丙""",\nT-3,丁"戊",\n')
    assert reading.places == [(A, 2, 2, "stray-quote")]
    assert reading.findings[0].record == "T-1"
    assert [record.values.get("title") for record in reading.records] == ["甲规划", '乙"丙"', '丁"戊"']


def test_a_broken_quote_in_the_header_or_above_it_is_named(root: Root) -> None:
    reading = root.read_file("tasks/a.csv", '编号,"标"题\nT-1,甲\n')
    assert reading.places == [(A, 1, 2, "stray-quote")]
    reading = root.read_file("tasks/a.csv", '"任"务\n编号,标题\nT-1,甲\n')
    assert reading.places == [(A, 1, None, "title-row"), (A, 1, 1, "stray-quote")]
    assert reading.ids == ["T-1"]


def test_a_file_full_of_broken_quotes_is_given_up(root: Root, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(csv_rows, "MOST_BROKEN_ROWS", 2)
    reading = root.read_file("tasks/a.csv", "编号,标题\n" + 'T-1,"甲"乙\n' * 5)
    assert [place[1] for place in reading.places if place[3] == "stray-quote"] == [2, 3, 4]
    assert (A, 5, 1, "unclosed-quote") in reading.places


def test_full_width_separators_are_named(root: Root) -> None:
    reading = root.read_file("tasks/a.csv", "\n编号，标题，备注\nT-1，甲，乙\n")
    assert reading.places == [(A, 2, 1, "full-width-separator")]
    assert reading.ids == []


@each(
    ("above", "line"),
    [
        ("2026年任务表,,\n", 2),
        ("2026年任务表\n", 2),
        ("2026年任务表,,\n填报单位：甲,,日期：乙\n", 3),
        ("2026年任务表；共三件\n\n", 3),
    ],
)
def test_a_title_above_the_header_is_named(root: Root, above: str, line: int) -> None:
    reading = root.read_file("tasks/a.csv", f"{above}编号,标题,备注\nT-1,甲,乙\n")
    assert reading.places == [(A, 1, None, "title-row")]
    assert reading.findings[0].message.parameters == {"line": line}
    assert reading.values == [{"id": "T-1", "title": "甲", "note": "乙"}]


def test_a_title_above_a_header_with_semicolons_is_named(root: Root) -> None:
    reading = root.read_file("tasks/a.csv", "2026年任务表\n编号;标题\nT-1;甲\n")
    assert reading.places == [(A, 1, None, "title-row")]
    assert reading.ids == ["T-1"]


def test_a_second_header_is_named(root: Root) -> None:
    reading = root.read_file("tasks/a.csv", "id,title\n编号,标题\nT-1,甲\n")
    assert reading.places == [(A, 2, None, "title-row")]
    assert reading.ids == ["T-1"]


@each("header", ["编号,标题", "编号 ,标题", "id,title", "编 号,標題"])
def test_a_header_that_stands_again_on_each_printed_page_is_one_finding_and_no_record(
    root: Root, header: str
) -> None:
    reading = root.read_file("tasks/a.csv", f"编号,标题\nT-1,甲\n{header}\nT-2,乙\n{header}\nT-3,丙\n")
    assert reading.places == [(A, 3, None, "title-row")]
    assert reading.findings[0].message.parameters == {"lines": "3, 5"}
    assert reading.ids == ["T-1", "T-2", "T-3"]


def test_a_table_of_one_column_needs_no_title(root: Root) -> None:
    reading = root.read_file("tasks/a.csv", "编号\nT-1\nT-2\n")
    assert (reading.ids, reading.findings) == (["T-1", "T-2"], ())


def test_a_child_table_is_no_column(root: Root) -> None:
    reading = root.read_file("tasks/a.csv", "编号,工作步骤\nT-1,甲\n")
    assert reading.places == [(A, 1, 2, "wrong-shape")]
    assert reading.only(rules.WRONG_SHAPE).field == "steps"


def test_a_table_without_the_column_of_ids_is_named_once(root: Root) -> None:
    reading = root.read_file("tasks/a.csv", "标题,备注\n甲,\n乙,\n")
    assert reading.places == [(A, 1, None, "required")]
    assert reading.only(rules.REQUIRED).field == "id"
    assert reading.ids == []


def test_a_row_without_id_is_left_out_and_named(root: Root) -> None:
    reading = root.read_file("tasks/a.csv", "编号,标题\nT-1,甲\n ,乙\nT-3,丙\n")
    assert reading.places == [(A, 3, None, "required")]
    assert reading.ids == ["T-1", "T-3"]


@each("text", ["", "\n\n", "编号,标题\n", "编号,标题\n,\n"])
def test_a_table_without_rows_is_empty(root: Root, text: str) -> None:
    assert root.read_file("tasks/a.csv", text).places == [(A, 1, None, "empty-file")]


def test_a_cell_may_be_longer_than_the_csv_module_allows(root: Root) -> None:
    reading = root.read_file("tasks/a.csv", f"编号,备注\nT-1,{'甲' * 200_000}\n")
    assert len(reading.values[0]["note"]) == 200_000


def test_an_id_is_composed_text(root: Root) -> None:
    assert root.read_file("tasks/a.csv", "编号,标题\ne\u0301,甲\n").ids == ["é"]


def test_a_large_csv_is_refused(root: Root, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(register.LARGEST, ".csv", 0)
    assert root.read_file("tasks/a.csv", "编号\nT-1\n").only(rules.FILE_TOO_LARGE)


def test_progress_is_read_by_its_field(root: Root) -> None:
    assert TASKS.field("progress").show == "progress"
    assert root.read_file("tasks/a.csv", "编号,进度\nT-1,80％\n").values == [{"id": "T-1", "progress": 80}]
