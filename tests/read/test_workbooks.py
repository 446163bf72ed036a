from __future__ import annotations

import io
import pickle
import zipfile
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from xml.sax.saxutils import escape

import openpyxl
import pytest
from books import HEADER, book, inline, rows, rows_alone, saved, sheet_of
from each import each
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.chart import BarChart
from openpyxl.styles import Border, Color, Font, PatternFill, Side
from seeds import MAIN, OFFICE, PLAIN, workbook_of
from seeds import workbook as workbook_from
from task_root import TASKS, Place, Reading, Root

from generator.model.declared.condition import Value
from generator.model.declared.record_type import Field
from generator.model.declared.severity import Severity
from generator.model.findings import rules
from generator.model.records.record import Source
from generator.model.records.shown_number import ShownNumber
from generator.read import register
from generator.read.excel import cells as workbook
from generator.read.excel import package as workbook_package
from generator.read.excel import rows as sheet_rows

A = "data/tasks/a.xlsx"


def read(root: Root, content: bytes) -> Reading:
    return root.read_file("tasks/a.xlsx", content)


def cell(root: Root, value: object, format: str = "General", column: int = 6) -> Value:
    """What the field under ``column`` (F, a text, unless told) says for one cell of Excel."""
    place = f"{'ABCDEF'[column - 1]}2"
    content = rows(
        tuple("T-1" if at == 1 else value if at == column else None for at in range(1, 7)),
        formats={place: format},
    )
    reading = read(root, content)
    assert reading.findings == ()
    return reading.values[0].get(("id", "title", "due", "progress", "units", "note")[column - 1])


def refusal(root: Root, content: bytes, rule: rules.Rule = rules.NOT_A_WORKBOOK) -> str:
    reading = read(root, content)
    finding = reading.only(rule)
    assert finding.hint is not None
    assert reading.ids == []
    return finding.message.text


def test_a_sheet_is_read_with_its_places(root: Root) -> None:
    reading = read(root, rows(("T-1", "甲", date(2026, 3, 5), 80, "甲；乙", None), (), (2, " 乙\n丙 ")))
    assert reading.findings == ()
    assert reading.values == [
        {"id": "T-1", "title": "甲", "due": date(2026, 3, 5), "progress": 80, "units": ("甲", "乙")},
        {"id": "2", "title": "乙\n丙"},
    ]
    first, second = reading.records
    assert first.row.source_of("due") == Source(A, 2, 3, "任务")
    assert second.source == Source(A, 4, None, "任务")


@each("name", ["步骤表", "sheet1"])
def test_the_first_sheet_that_holds_anything_is_the_records(root: Root, name: str) -> None:
    content = openpyxl.Workbook()
    content.create_sheet(name).append(HEADER)
    content[name].append(("T-1", "甲"))
    content.create_sheet("空表")
    assert read(root, saved(content)).ids == ["T-1"]


@each("name", ["tasks", "TASKS "])
def test_a_sheet_called_like_the_type_is_the_records(root: Root, name: str) -> None:
    content = book(lambda sheet: sheet.append(("T-1",)), **{name: [("编号",), ("T-2",)]})
    reading = read(root, content)
    assert reading.ids == ["T-2"]
    assert reading.only(rules.UNKNOWN_SHEET).source == Source(A, sheet="任务")


def test_a_second_sheet_called_like_the_type_is_told_where_the_records_stand(root: Root) -> None:
    content = rows_alone("tasks", HEADER, ("T-1", "甲"), **{"tasks ": [HEADER, ("T-2", "乙")]})
    reading = read(root, content)
    finding = reading.only(rules.UNKNOWN_SHEET)
    assert reading.ids == ["T-1"]
    assert finding.source.sheet == "tasks "
    assert finding.hint
    assert finding.hint.render(str, "en").startswith("Put its rows under those on 'tasks'")


@each("name", ["steps", "工作步骤", "Steps"])
@each("header", [("id", "name", "on"), ("编号", "步骤", "日期")])
def test_child_tables_are_sheets_of_their_name(root: Root, name: str, header: tuple[object, ...]) -> None:
    steps = [header, ("T-2", "起草", date(2026, 3, 5)), ("T-1", "立项")]
    reading = read(root, book(lambda sheet: [sheet.append((id,)) for id in ("T-1", "T-2")], **{name: steps}))
    assert reading.findings == ()
    assert [record.children["steps"][0].values["name"] for record in reading.records] == ["立项", "起草"]
    assert reading.records[1].children["steps"][0].source_of("on") == Source(A, 2, 3, name)


def test_a_csv_beside_a_workbook_joins_its_records(root: Root) -> None:
    root.write("tasks/a.steps.csv", "编号,步骤\nT-1,立项\n")
    reading = read(root, rows(("T-1",)))
    assert reading.findings == ()
    assert reading.records[0].children["steps"][0].values == {"name": "立项"}


def test_an_orphan_and_a_sheet_of_no_meaning_are_named_with_their_sheet(root: Root) -> None:
    content = book(lambda sheet: sheet.append(("T-1",)), 工作步骤=[("编号", "步骤"), ("T-9", "立项")])
    assert [finding.source for finding in read(root, content).findings] == [Source(A, 2, None, "工作步骤")]
    content = book(lambda sheet: sheet.append(("T-1",)), 工作步聚=[("编号",)], 说明=[("填表说明",)])
    findings = read(root, content).findings
    assert [(finding.source.sheet, finding.rule) for finding in findings] == [
        ("工作步聚", rules.UNKNOWN_SHEET),
        ("说明", rules.UNKNOWN_SHEET),
    ]
    assert findings[0].hint is not None
    assert findings[0].hint.parameters == {"near": "工作步骤"}


def test_a_chart_for_a_sheet_is_named(root: Root) -> None:
    content = openpyxl.Workbook()
    content.active.append(HEADER)
    content.active.append(("T-1",))
    content.create_chartsheet("图").add_chart(BarChart())
    assert read(root, saved(content)).only(rules.UNKNOWN_SHEET).source.sheet == "图"


@each("fill", [lambda sheet: None, lambda sheet: sheet.append((None, " "))])
def test_a_workbook_without_a_row_is_empty(root: Root, fill: Any) -> None:
    assert read(root, book(fill)).places == [(A, 1, None, "empty-file")]


@each(
    "row",
    [
        ("T-1", "甲", None, None, None, None, "多出来的"),
        ("T-1", None, None, None, None, None, None, None, "x"),
    ],
)
def test_a_cell_beyond_the_header_is_a_column_without_a_name(root: Root, row: tuple[object, ...]) -> None:
    assert read(root, rows(row)).places == [(A, 1, len(row), "empty-header")]


@each(
    ("value", "format", "day"),
    [
        (date(2026, 3, 5), "yyyy-mm-dd", "2026-03-05"),
        (date(2026, 3, 5), "mm-dd-yy", "2026/3/5"),
        (date(2026, 3, 5), 'yyyy"年"m"月"d"日"', "2026年3月5日"),
        (date(2026, 3, 5), "[$-804]yyyy\\年m\\月d\\日;@", "2026年3月5日"),
        (date(2026, 3, 5), "yyyy/m/d", "2026/3/5"),
        (date(2026, 3, 5), "[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", "2026年3月5日"),
        (datetime(2026, 3, 5, 15, 30), "yyyy-mm-dd hh:mm", "2026-03-05 15:30"),
        (datetime(2026, 3, 5, 15, 30, 9), "yyyy-mm-dd hh:mm:ss", "2026-03-05 15:30:09"),
        (datetime(2026, 3, 5, 15, 30), "yyyy-mm-dd", "2026-03-05"),
        (date(2026, 3, 1), 'yyyy"年"m"月"', "2026年3月"),
        (date(2026, 3, 1), "mmm-yy", "Mar-26"),
        (date(2026, 3, 5), 'm"月"d"日"', "3月5日"),
        (date(2026, 3, 5), "yyyy", "2026"),
        (0.5, "h:mm", "12:00"),
        (0.5, "上午/下午h:mm", "下午12:00"),
        (1.5, "[h]:mm", "36:00"),
        (1.5, "[h]:mm:ss", "36:00:00"),
        (58, "yyyy-mm-dd", "1900-02-27"),
        (61, "yyyy-mm-dd", "1900-03-01"),
        (0.8, "0%", "80%"),
        (0.985, "0.0%", "98.5%"),
        (7, "000", "007"),
        (1234.5, "#,##0.00", "1,234.50"),
        (5, '[Red]0;[Blue]-0', "5"),
        (5, '0"天"', "5天"),
        (0.1 + 0.2, "General", "0.3"),
        (1e14, "0.00E+00", "1.00E+14"),
        (1e-7, "General", "0.0000001"),
        (-0.0, "General", "0"),
        (46086, "General", "46086"),
        ("001", "@", "001"),
        ("'001", "General", "'001"),
        (True, "General", "TRUE"),
        ("1_x000D_2_x0041_", "General", "1\n2A"),
    ],
)  # fmt: skip
def test_a_cell_is_the_text_that_it_shows(root: Root, value: object, format: str, day: str) -> None:
    assert cell(root, value, format) == day


@each("id", [31, 57, 58, 14, 22])
def test_formats_that_a_chinese_excel_names_by_number_alone(root: Root, id: int) -> None:
    styles = (
        f'<styleSheet xmlns="{MAIN}"><cellXfs><xf numFmtId="0"/><xf numFmtId="{id}"/></cellXfs></styleSheet>'
    )
    row = f'<row>{inline("T-1")}<c s="1"><v>46086</v></c></row>'
    sheet = f'<worksheet xmlns="{MAIN}"><sheetData><row>{inline("编号")}{inline("备注")}</row>{row}</sheetData></worksheet>'
    reading = read(root, workbook_from({**PLAIN, "xl/styles.xml": styles, "xl/worksheets/sheet1.xml": sheet}))
    shown = {31: "2026年3月5日", 57: "2026年3月", 58: "3月5日", 14: "2026/3/5", 22: "2026/3/5 0:00"}
    assert reading.values == [{"id": "T-1", "note": shown[id]}]


def test_days_may_count_from_1904(root: Root) -> None:
    content = openpyxl.Workbook()
    content.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    content.active.append(HEADER)
    content.active.append(("T-1", None, date(2026, 3, 5)))
    assert read(root, saved(content)).values[0]["due"] == date(2026, 3, 5)


def test_values_are_read_by_their_fields(root: Root) -> None:
    assert cell(root, 0.8, "0%", column=4) == 80
    assert cell(root, 0.985, "0.0%", column=4) == Decimal("98.5")
    assert cell(root, "80", "@", column=4) == 80
    assert cell(root, date(2026, 3, 5), "yyyy/m/d", column=3) == date(2026, 3, 5)
    assert cell(root, date(2026, 3, 1), 'yyyy"年"m"月"', column=3) == "2026年3月"
    assert cell(root, 46086, column=3) == "46086"
    assert cell(root, 20260305, column=3) == date(2026, 3, 5)


def test_a_field_of_numbers_has_the_number_that_its_cell_shows(root: Root) -> None:
    schema = replace(
        TASKS, fields=(*TASKS.fields[:3], Field("sum", "number"), Field("people", "integer"), TASKS.fields[5])
    )

    def number(value: object, format: str, column: int = 4) -> Value:
        place = f"{'ABCDE'[column - 1]}2"
        content = openpyxl.load_workbook(
            io.BytesIO(rows(("T-1", *(None,) * (column - 2), value), formats={place: format}))
        )
        content.active["D1"], content.active["E1"] = "sum", "people"
        reading = root.read_file("tasks/a.xlsx", saved(content), schema)
        assert reading.findings == ()
        return reading.values[0].get(("sum", "people")[column - 4])

    third = number(100 / 3, "0.00")
    assert isinstance(third, ShownNumber)
    assert (third, third.stored) == (Decimal("33.33"), Decimal("33.3333333333333"))
    assert pickle.loads(pickle.dumps(third)).stored == third.stored
    assert str(number(1234.5, "#,##0.00")) == "1234.50"
    assert str(number(5, "¥#,##0.00")) == "5.00"
    assert number(-5, "0_);(0)") == -5
    assert number(0, '_ * #,##0_ ;_ * -#,##0_ ;_ * "-"_ ;_ @_ ') == 0
    assert number(0, "0;-0;;@") == 0
    assert number(5, '0"人"', column=5) == 5
    assert isinstance(number(5, '0"人"', column=5), int)
    assert number(33.4, "0", column=5) == Decimal("33.4")
    assert number(1, '"合格";;"不合格"') == "合格"
    assert number(0.333, "0%") == "33%"


@each(
    ("value", "format", "shown", "stored"),
    [
        (12345, "0,", "12", "12345"),
        (12345, '0.0,"万"', "12.3", "12345"),
        (8, '"2026"0000', "20260008", "8"),
        (-5, "0;[Red]0", "5", "-5"),
    ],
)
def test_a_number_that_shows_another_is_named_with_both(
    root: Root, value: float, format: str, shown: str, stored: str
) -> None:
    content = openpyxl.load_workbook(io.BytesIO(rows(("T-1", None, None, value), formats={"D2": format})))
    content.active["D1"] = "sum"
    schema = replace(TASKS, fields=(*TASKS.fields[:3], Field("sum", "number"), *TASKS.fields[4:]))
    finding = root.read_file("tasks/a.xlsx", saved(content), schema).only(rules.SHOWN_OTHERWISE)
    assert finding.message.parameters == {"shown": shown, "stored": stored}
    assert (finding.source, finding.record, finding.field) == (Source(A, 2, 4, "任务"), "T-1", "sum")


@each(
    ("number", "format", "id"),
    [(1, '"rw-2026-"000', "rw-2026-001"), (3, '"第"[DBNum1]0"号"', "第三号"), (1234567, "000-0000", "123-4567"), (5, "0_ ", "5")],
)  # fmt: skip
def test_an_id_is_what_its_cell_shows(root: Root, number: float, format: str, id: str) -> None:
    reading = read(root, rows((number,), formats={"A2": format}))
    assert reading.findings == ()
    assert reading.ids == [id]


@each(
    ("value", "format"),
    [(date(2026, 3, 26), "mmm-yy"), (date(2026, 3, 5), 'm"月"d"日"'), ("Mar-26", "@"), ("2026/3/5", "@")],
)
def test_an_id_that_a_spreadsheet_made_a_day_is_named(root: Root, value: object, format: str) -> None:
    reading = read(root, rows((value, "甲"), formats={"A2": format}))
    finding = reading.only(rules.ID_BECAME_DAY)
    assert (finding.source, finding.severity) == (Source(A, 2, 1, "任务"), Severity.WARNING)
    assert reading.ids == [finding.record]


def test_days_are_read_in_any_layout_and_whatever_pattern_the_schema_gives(root: Root) -> None:
    for format in ("yyyymmdd", "d-mmm-yy", "yyyy.mm.dd", "[$-F800]dddd", "yyyy/m/d aaaa"):
        assert cell(root, date(2026, 3, 5), format, column=3) == date(2026, 3, 5)
    schema = replace(
        TASKS, fields=(*TASKS.fields[:2], replace(TASKS.fields[2], format="%Y%m%d"), *TASKS.fields[3:])
    )
    content = rows(("T-1", None, date(2026, 3, 5)), ("T-2", None, 20260305), formats={"C2": "yyyy-mm-dd"})
    reading = root.read_file("tasks/a.xlsx", content, schema)
    assert [values["due"] for values in reading.values] == [date(2026, 3, 5)] * 2
    schema = replace(
        TASKS, fields=(*TASKS.fields[:2], replace(TASKS.fields[2], type="yearmonth"), *TASKS.fields[3:])
    )
    content = rows(("T-1", None, date(2026, 3, 1)), formats={"C2": "mmm-yy"})
    assert root.read_file("tasks/a.xlsx", content, schema).values[0]["due"] == "2026-03"


def hidden(root: Root, change: Any) -> list[Place]:
    """Where something is hidden in a workbook of two rows that ``change`` is made to."""

    def fill(sheet: Any) -> None:
        sheet.append(("T-1", "甲", None, 5, None, "内部意见"))
        sheet.append(("T-2", "乙", None, 0, None, "说明"))
        change(sheet)

    reading = read(root, book(fill))
    assert {finding.rule for finding in reading.findings} <= {rules.HIDDEN_CELLS}
    assert len(reading.ids) == 2
    return reading.places


def painted(ink: str | Color | None = None, ground: str | Color | None = None) -> Any:
    """What gives F2 a colour of its text and of its background."""

    def change(sheet: Any) -> None:
        if ink:
            sheet["F2"].font = Font(color=ink)
        if ground:
            sheet["F2"].fill = PatternFill("solid", fgColor=ground)

    return change


@each("place", ["F2", "D2"])
@each(
    "format",
    [";;;", '"";"";"";""', "[White]General;[White]0;[White]0;", "[White]0;[White]0;[White]0;[White]@"],
)
def test_what_a_number_format_hides_is_named(root: Root, place: str, format: str) -> None:
    def change(sheet: Any) -> None:
        sheet[place].number_format = format

    assert hidden(root, change) == [(A, 2, ord(place[0]) - 64, "hidden-cells")]


def test_a_nought_that_is_not_shown_is_no_secret(root: Root) -> None:
    def change(sheet: Any) -> None:
        for place in ("D2", "D3"):
            sheet[place].number_format = "0;-0;;@"

    assert hidden(root, change) == []
    assert [values["progress"] for values in root.read().values] == [5, 0]


@each(
    ("ink", "ground", "unseen"),
    [
        ("FFFFFFFF", None, True),
        ("FFFEFEFE", None, True),
        (Color(indexed=9), None, True),
        (Color(theme=0), None, True),
        (Color(theme=1, tint=1.0), None, True),
        ("FF1F4E79", "FF1F4E79", True),
        (Color(theme=4), Color(theme=4), True),
        ("FFFFFFFF", "FFFFFFFF", True),
        ("FFFFFFFF", "FF1F4E79", False),
        (Color(theme=0), Color(theme=4), False),
        ("FFA6A6A6", None, False),
        ("FFFF0000", None, False),
        (None, "FFFFFF00", False),
        (None, "FF000000", True),
        (Color(theme=1), None, False),
    ],
)
def test_text_in_the_colour_of_its_background_is_named(
    root: Root, ink: str | Color | None, ground: str | Color | None, unseen: bool
) -> None:
    assert hidden(root, painted(ink, ground)) == ([(A, 2, 6, "hidden-cells")] if unseen else [])


WHITE, RED = TextBlock(InlineFont(color="FFFFFFFF"), "内部"), TextBlock(InlineFont(color="FFFF0000"), "意见")


@each(
    ("runs", "ink", "ground", "unseen"),
    [
        (("公开", WHITE), None, None, True),
        ((WHITE, RED), None, None, True),
        (("公开", RED), None, None, False),
        (("公开", WHITE), "FFFFFFFF", "FF1F4E79", False),
        (("公开", RED), "FFFFFFFF", None, True),
        ((RED, TextBlock(InlineFont(b=True), "公开")), "FFFFFFFF", None, False),
        ((TextBlock(InlineFont(color="FFFFFFFF"), " "), RED), None, None, False),
    ],
)
def test_a_part_of_a_text_in_the_colour_of_its_background_is_named(
    root: Root, runs: tuple[Any, ...], ink: str | None, ground: str | None, unseen: bool
) -> None:
    def change(sheet: Any) -> None:
        painted(ink, ground)(sheet)
        sheet["F2"] = CellRichText(*runs)

    assert hidden(root, change) == ([(A, 2, 6, "hidden-cells")] if unseen else [])
    assert "".join(map(str, runs)).strip() in root.read().values[0].values()


STRUCK, PLAIN_RUN = TextBlock(InlineFont(strike=True), "原定"), TextBlock(InlineFont(b=True), "改为")


@each(
    ("text", "is_font_struck", "places"),
    [
        ("说明", True, [(A, 2, 6)]),
        ("说明", False, []),
        (" ", True, []),
        (CellRichText("公开", STRUCK), False, [(A, 2, 6)]),
        (CellRichText(STRUCK, PLAIN_RUN), False, [(A, 2, 6)]),
        (CellRichText("公开", PLAIN_RUN), True, [(A, 2, 6)]),
        (CellRichText(PLAIN_RUN, PLAIN_RUN), True, []),
    ],
)
def test_text_that_is_struck_out_is_read_with_a_warning(
    root: Root, text: Any, is_font_struck: bool, places: list[tuple[str, int, int]]
) -> None:
    def fill(sheet: Any) -> None:
        sheet.append(("T-1", "甲", None, 5))
        sheet["F2"] = text
        sheet["F2"].font = Font(strike=is_font_struck)

    reading = read(root, book(fill))
    assert reading.places == [(*place, "struck-out") for place in places]
    assert {finding.severity for finding in reading.findings} <= {Severity.WARNING}
    assert str(text).strip() in reading.values[0].values() or not str(text).strip()


def test_a_row_that_is_struck_out_is_said_once(root: Root) -> None:
    def fill(sheet: Any) -> None:
        for line, row in enumerate((("T-1", "甲", None, 5), ("T-2", "乙", None, 6)), 2):
            sheet.append(row)
            for cell in sheet[line]:
                cell.font = Font(strike=line == 3)

    assert read(root, book(fill)).places == [(A, 3, 1, "struck-out")]


@pytest.mark.parametrize(
    "text",
    [
        '=DISPIMG("ID_1F8C",1)', '=_xlfn.DISPIMG("ID_1F8C",1)',
        '_xlfn.IMAGE("x.png")', "#REF!", "#N/A", "######", "#NAME?", "#BEZUG!", "#NV", "#¡DIV/0!", "#ССЫЛКА!", "#Н/Д", "=A1",
        "=VLOOKUP(A2,B:C,2,0)", "=HYPERLINK(\"x\")", "=1+2", "错误:502", "#SPILL!",
    ],
)  # fmt: skip
def test_a_text_that_is_no_content_is_named(root: Root, text: str) -> None:
    assert places(
        f'<row r="2">{inline("T-1")}<c r="B2" t="str"><f>X()</f><v>{escape(text)}</v></c></row>', root
    ) == [(A, 2, 2, "cell-without-value")]
    root.write("tasks/b.csv", f'编号,标题\nT-2,"{text.replace(chr(34), chr(34) * 2)}"\n')
    assert (root.folder / "data/tasks/a.xlsx").unlink() is None
    assert root.read().places == [("data/tasks/b.csv", 2, 2, "cell-without-value")]


@pytest.mark.parametrize(
    "text",
    ["=====", "= 完成", "#1", "#话题", "a=1+2", "'90s", "'tis", "DISPIMG 函数", "1.5E+3", "1234567890123456"],
)
def test_a_text_that_only_looks_like_it_is_one(root: Root, text: str) -> None:
    assert places(f'<row r="2">{inline("T-1")}<c r="B2" t="str"><v>{escape(text)}</v></c></row>', root) == []
    root.write("tasks/b.csv", f"编号,标题\nT-2,{text}\n")
    assert root.read().values[-1]["title"] == text


def test_merged_cells_with_borders_are_read(root: Root) -> None:
    thin = Border(*[Side(style="thin")] * 4)

    def fill(sheet: Any) -> None:
        for number in (1, 2):
            sheet.append((f"T-{number}", "甲"))
        sheet.merge_cells("E2:E3")
        for row in sheet["A1:F3"]:
            for cell in row:
                cell.border = thin

    reading = read(root, book(fill))
    assert reading.only(rules.MERGED_CELLS).source == Source(A, 2, 5, "任务")
    assert reading.ids == ["T-1", "T-2"]


def test_a_merge_in_a_workbook_that_names_no_borders_is_read(root: Root) -> None:
    merged = "<mergeCells><mergeCell ref='A1:B1'/></mergeCells>"
    assert [place[3] for place in places(f"<row>{inline('T-1')}</row>", root, after=merged)] == [
        "merged-cells"
    ]


def places(data: str, root: Root, **parts: str) -> list[Place]:
    return read(root, sheet_of(data, **parts)).places


@each(
    ("xml", "rule"),
    [
        ('<c r="B2" t="e"><v>#REF!</v></c>', "cell-without-value"),
        ('<c r="B2" t="e"><f>1/0</f><v>#DIV/0!</v></c>', "cell-without-value"),
        ('<c r="B2"><f>A1</f></c>', "cell-without-value"),
        ('<c r="B2"><f>A1</f><v></v></c>', "cell-without-value"),
        ('<c r="B2"><v>1e999999</v></c>', "cell-without-value"),
        ('<c r="B2" t="e"/>', "cell-without-value"),
        ('<c r="B2" s="1"><v>59</v></c>', "cell-without-value"),
        ('<c r="B2" s="1"><v>60</v></c>', "cell-without-value"),
        ('<c r="B2" s="1"><v>0.5</v></c>', "cell-without-value"),
        ('<c r="B2" s="1"><v>-1</v></c>', "cell-without-value"),
        ('<c r="B2" s="1"><v>9e9</v></c>', "cell-without-value"),
        ('<c r="B2"><v>110101199003071000</v></c>', "rounded-number"),
        ('<c r="B2"><v>1.10101199003071E+17</v></c>', "rounded-number"),
        ('<c r="B2" t="inlineStr"><is><t>鏍囬�</t></is></c>', "mojibake"),
        ('<c r="B2" t="inlineStr"><is><t>_xD83D_</t></is></c>', "mojibake"),
    ],
)
def test_a_cell_that_shows_no_value_is_named_and_keeps_its_record(root: Root, xml: str, rule: str) -> None:
    reading = read(root, sheet_of(f'<row r="2">{inline("T-1")}{xml}</row>'))
    assert reading.places == [(A, 2, 2, rule)]
    assert (reading.findings[0].record, reading.findings[0].field) == ("T-1", "title")
    assert reading.values == [{"id": "T-1"}]


def test_an_id_that_was_rounded_is_not_missed_as_well(root: Root) -> None:
    found = read(root, rows((110101199003071000, "甲"), ("T-2", "乙"), (None, "丙")))
    assert found.places == [(A, 2, 1, "rounded-number"), (A, 4, None, "required")]
    (root.folder / A).unlink()
    root.write("tasks/b.csv", "编号,标题\n1.1E+17,甲\n")
    assert root.read().places == [("data/tasks/b.csv", 2, 1, "rounded-number")]


def test_a_row_of_errors_alone_is_not_taken_for_a_blank_one(root: Root) -> None:
    assert places('<row r="2"><c t="e"><v>#N/A</v></c></row>', root) == [(A, 2, 1, "cell-without-value")]
    assert places('<row r="3"><c r="Z3" t="e"><v>#N/A</v></c></row>', root)[-1] == (
        A,
        3,
        26,
        "cell-without-value",
    )


@each(
    ("xml", "value"),
    [
        ("<c><f>1+1</f><v>2</v></c>", "2"),
        ('<c t="str"><f>A1</f><v>甲</v></c>', "甲"),
        ('<c t="str"><f>A1</f><v></v></c>', None),
        ('<c t="b"><f>1=1</f><v>1</v></c>', "TRUE"),
        (
            '<c t="inlineStr"><is><r><t>甲</t></r><r><t> 乙</t></r><rPh sb="0" eb="1"><t>x</t></rPh></is></c>',
            "甲 乙",
        ),
        ('<c t="d"><v>2026-03-05T10:00:00</v></c>', "2026-03-05 10:00:00"),
        ('<c t="s"><v>1</v></c>', "甲 乙"),
        ("<c/>", None),
        (f'<x:c xmlns:x="{MAIN}" t="str"><x:v>甲</x:v></x:c>', "甲"),
        ('<c t="inlineStr"><is><t>_xD83D__xDE00_</t></is></c>', "😀"),
    ],
)
def test_each_kind_of_cell_is_read(root: Root, xml: str, value: str | None) -> None:
    reading = read(root, sheet_of(f"<row>{inline('T-1')}{xml}</row>"))
    assert reading.findings == ()
    assert reading.values[0].get("title") == value


def test_hidden_rows_columns_and_sheets_are_named_and_read(root: Root) -> None:
    def fill(sheet: Any) -> None:
        for number in range(1, 7):
            sheet.append((f"T-{number}", "甲"))
        for row in (3, 4, 6, 99):
            sheet.row_dimensions[row].hidden = True
        sheet.row_dimensions[5].height = 0.5
        for column in "BH":
            sheet.column_dimensions[column].hidden = True
        sheet.column_dimensions["A"].width = 0.1

    content = openpyxl.load_workbook(
        io.BytesIO(book(fill, 工作步骤=[("编号", "步骤"), ("T-1", "立项")], 空=[]))
    )
    content["工作步骤"].sheet_state = content["空"].sheet_state = "veryHidden"
    reading = read(root, saved(content))
    assert [(finding.source.sheet, finding.source.line, finding.source.column) for finding in reading.findings] == [
        ("任务", 1, 1), ("任务", 3, None), ("工作步骤", None, None),
    ]  # fmt: skip
    assert {finding.rule for finding in reading.findings} == {rules.HIDDEN_CELLS}
    assert len(reading.ids) == 6


@each(("range", "place"), [("B2:B3", (2, 2)), ("A2:B2", (2, 1)), ("A1:F1", (1, 1)), ("E3:F4", (3, 5))])
def test_merged_cells_of_the_table_are_named(root: Root, range: str, place: tuple[int, int]) -> None:
    def fill(sheet: Any) -> None:
        for number in (1, 2):
            sheet.append((f"T-{number}", "甲", None, None, None, "乙"))
        sheet.merge_cells(range)
        sheet.merge_cells("H20:J21")

    found = [finding for finding in read(root, book(fill)).findings if finding.rule is rules.MERGED_CELLS]
    assert [finding.source for finding in found] == [Source(A, *place, "任务")]
    assert found[0].message.parameters == {"range": range}


def test_a_title_above_the_header_is_named(root: Root) -> None:
    content = openpyxl.Workbook()
    for row in (("2026年任务表",), HEADER, ("T-1",)):
        content.active.append(row)
    assert read(root, saved(content)).places == [(A, 1, None, "title-row")]


def test_the_numbers_of_rows_and_cells_may_be_left_out(root: Root) -> None:
    assert (
        places(f'<row>{inline("T-1")}</row><row r="9">{inline("T-2")}</row><row>{inline("T-1")}</row>', root)
        == []
    )
    assert [record.source.line for record in root.read().records] == [2, 9, 10]


@each("kind", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_other_kinds_of_zip_are_refused(root: Root, kind: int) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", kind) as archive:
        for name, content in PLAIN.items():
            archive.writestr(name, content)
    assert "damaged" in refusal(root, out.getvalue())


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_parts_of_one_name_are_refused(root: Root) -> None:
    out = io.BytesIO(workbook_from())
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("xl/workbook.xml", PLAIN["xl/workbook.xml"])
    assert "damaged" in refusal(root, out.getvalue())


OLE = bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600


@each(
    ("content", "says"),
    [
        (b"", "no Excel workbook"),
        ("编号,标题\n".encode(), "no Excel workbook"),
        (b"<html><table>", "no Excel workbook"),
        (OLE, "old kind"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "password"),
        (b"PK\x03\x04", "damaged"),
        (workbook_from()[:-30], "damaged"),
        (workbook_from()[:200], "damaged"),
        (workbook_from({}), "damaged"),
        (workbook_from({**PLAIN, "xl/vbaProject.bin": b"x"}), "macros"),
        (workbook_of("xl/workbook.xml", "<workbook><sheets/></workbook>"), "damaged"),
        (workbook_of("xl/workbook.xml", f'<workbook><sheet name="x" r:id="rId9" xmlns:r="{OFFICE}"/></workbook>'), "damaged"),
        (workbook_of("xl/styles.xml", '<styleSheet><cellXfs><xf numFmtId="x"/></cellXfs></styleSheet>'), "damaged"),
        (
            workbook_of("xl/styles.xml", PLAIN["xl/styles.xml"].replace('numFmtId="14"/>', 'numFmtId="999"/>')),
            "damaged",
        ),
        (workbook_of("xl/workbook.xml", "<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><x>&a;</x>"), "damaged"),
        (workbook_of("xl/sharedStrings.xml", "<sst><si>"), "damaged"),
        (sheet_of("<row><c t='s'><v>99</v></c></row>"), "damaged"),
        (sheet_of("<row><c r='ABCD1'><v>1</v></c></row>"), "damaged"),
        (sheet_of("<row r='0'><c><v>1</v></c></row>"), "damaged"),
        (sheet_of("<row r='1048577'><c><v>1</v></c></row>"), "damaged"),
        (sheet_of("<row><c s='x'><v>1</v></c></row>"), "damaged"),
        (sheet_of("", before="<!--"), "damaged"),
        (sheet_of("<row><c><v>nan</v></c></row>"), "damaged"),
        (sheet_of("<row><c s='9'><v>1</v></c></row>"), "damaged"),
        (sheet_of("<row r='2'><c><v>1</v></c></row><row r='2'><c><v>2</v></c></row>"), "damaged"),
        (sheet_of("<row><c><f t='shared' si='0'><![CDATA[A1]]></f><v>1</v></c></row>"), "damaged"),
        (workbook_of("xl/worksheets/sheet1.xml", "<!DOCTYPE x SYSTEM 'http://example.org/x'><worksheet/>"), "damaged"),
        (workbook_of("xl/worksheets/sheet1.xml", f'<worksheet xmlns="{MAIN}"/>'.encode("utf-16")), "damaged"),
        (workbook_from({name: part for name, part in PLAIN.items() if "sheet1" not in name}), "damaged"),
        (sheet_of("", before="<cols><col min='x' hidden='1'/></cols>"), "damaged"),
    ],
)  # fmt: skip
def test_what_is_no_sound_workbook_is_refused_in_one_sentence(root: Root, content: bytes, says: str) -> None:
    assert says in refusal(root, content)


def test_a_part_with_a_password_is_refused(root: Root) -> None:
    content = bytearray(workbook_from())
    at = content.index(b"PK\x01\x02")
    content[at + 8] |= 1
    assert "password" in refusal(root, bytes(content))


def test_a_merge_of_no_range_is_refused(root: Root) -> None:
    data = f"<row>{inline('T-1')}</row>"
    assert [
        place[3] for place in places(data, root, after="<mergeCells><mergeCell ref='x'/></mergeCells>")
    ] == ["not-a-workbook"]


def test_limits_on_size(root: Root, monkeypatch: pytest.MonkeyPatch) -> None:
    full = f"<row>{inline('T-1')}</row>"
    assert root.read_file("tasks/a.xlsx", sheet_of(full)).ids == ["T-1"]
    with monkeypatch.context() as patch:
        patch.setattr(workbook_package, "MOST_UNPACKED", 900)
        assert "too large" in refusal(root, sheet_of(full), rules.FILE_TOO_LARGE)
    with monkeypatch.context() as patch:
        patch.setattr(workbook_package, "MOST_ELEMENTS", 20)
        assert "too large" in refusal(root, sheet_of(full), rules.FILE_TOO_LARGE)
    assert "too large" in refusal(
        root, sheet_of(f"<row>{inline('x' * workbook_package.LONGEST_STRETCH)}</row>"), rules.FILE_TOO_LARGE
    )
    many = "".join(f"<xf a='{number}'/>" for number in range(workbook_package.MOST_ELEMENTS // 20))
    assert "too large" in refusal(root, workbook_of("xl/styles.xml", many), rules.FILE_TOO_LARGE)
    with monkeypatch.context() as patch:
        patch.setattr(sheet_rows, "MOST_CHARACTERS", 10)
        assert "too large" in refusal(root, sheet_of(full), rules.FILE_TOO_LARGE)
    with monkeypatch.context() as patch:
        patch.setitem(register.LARGEST, ".xlsx", 0)
        assert "larger than" in refusal(root, sheet_of(full), rules.FILE_TOO_LARGE)
    assert "too large" in refusal(
        root, sheet_of(f"<row>{inline('T-1')}<c r='XFD2'><v>1</v></c></row>"), rules.FILE_TOO_LARGE
    )


def test_formats_without_contents_cost_nothing(root: Root) -> None:
    """Row 1,048,576 and column XFD may carry a format: no row and no column is made of that."""
    blank = '<row r="1048576" s="1" customFormat="1"><c r="XFD1048576" s="1"/></row>'
    assert places(
        f"<row>{inline('T-1')}</row>{blank}",
        root,
        before="<cols><col min='1' max='16384' hidden='1'/></cols>",
    ) == [(A, 1, 1, "hidden-cells")]
    assert root.read().ids == ["T-1"]


def test_a_small_file_that_unpacks_to_much_is_refused(root: Root, monkeypatch: pytest.MonkeyPatch) -> None:
    assert workbook_package.MOST_UNPACKED == 200_000_000
    monkeypatch.setattr(workbook_package, "MOST_UNPACKED", 2_000_000)
    bomb = workbook_of("xl/worksheets/sheet1.xml", "<worksheet>" + " " * (workbook_package.MOST_UNPACKED + 1))
    assert len(bomb) < 10_000
    assert "too large" in refusal(root, bomb, rules.FILE_TOO_LARGE)


@each("element", ["mergeCell", "hyperlink"])
def test_a_merge_or_a_link_over_everything_is_refused_before_it_is_made(root: Root, element: str) -> None:
    after = f'<{element}s count="1"><{element} display="a>b" ref="A1:XFD1048576"/></{element}s>'
    content = sheet_of(f"<row>{inline('T-1')}</row>", after=after)
    if element == "hyperlink":
        assert read(root, content).ids == ["T-1"]
        content = sheet_of(
            f"<row>{inline('T-1')}</row>", after=after.replace("</hyperlinks>", "</hyperlinks >")
        )
    assert "too large" in refusal(root, content, rules.FILE_TOO_LARGE)


def test_merges_may_cover_so_many_cells(root: Root, monkeypatch: pytest.MonkeyPatch) -> None:
    after = '<mergeCells><mergeCell ref="A3:B4"/><mergeCell ref="D3:D4"/></mergeCells>'
    content = sheet_of(f"<row>{inline('T-1')}</row>", after=after)
    monkeypatch.setattr(workbook, "MOST_MERGED", 6)
    assert read(root, content).ids == ["T-1"]
    monkeypatch.setattr(workbook, "MOST_MERGED", 5)
    assert "too large" in refusal(root, content, rules.FILE_TOO_LARGE)


def test_formulas_are_not_worked_through(root: Root, monkeypatch: pytest.MonkeyPatch) -> None:
    """A shared formula is translated by the library for each of its cells, which takes as long as it is."""
    monkeypatch.setattr("openpyxl.worksheet._reader.Translator", None)
    first = f"<row r='2'>{inline('T-1')}<c><f t='shared' ref='B2:B3' si='0'>A2&amp;1</f><v>1</v></c></row>"
    second = f"<row r='3'>{inline('T-2')}<c><f t='shared' si='0'/></c></row>"
    reading = read(root, sheet_of(first + second))
    assert reading.values == [{"id": "T-1", "title": "1"}, {"id": "T-2"}]
    assert reading.places == [(A, 3, 2, "cell-without-value")]


@pytest.mark.parametrize("formula", ["", "=1+1"])
def test_a_workbook_is_opened_twice_only_if_it_holds_a_formula(
    root: Root, formula: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[bool] = []
    load = workbook._opened

    def counted(light: bytes, *, data_only: bool, runs: bool = False) -> Any:
        opened.append(data_only)
        return load(light, data_only=data_only, runs=runs)

    monkeypatch.setattr(workbook, "_opened", counted)
    read(root, rows(("T-1", formula or None)))
    assert opened == ([False, True] if formula else [True])


STRICT = (
    "http://purl.oclc.org/ooxml/spreadsheetml/main",
    "http://purl.oclc.org/ooxml/officeDocument/relationships",
)


def test_the_strict_form_of_the_standard_is_read(root: Root) -> None:
    parts = {name: part.replace(MAIN, STRICT[0]).replace(OFFICE, STRICT[1]) for name, part in PLAIN.items()}
    assert "T-1" in read(root, workbook_from(parts)).ids


def test_elements_may_have_a_prefix(root: Root) -> None:
    sheet = (
        PLAIN["xl/worksheets/sheet1.xml"]
        .replace("<", "<x:")
        .replace("<x:/", "</x:")
        .replace("xmlns=", "xmlns:x=")
    )
    links = '<x:hyperlinks><x:hyperlink ref="A1" r:id="rId1" xmlns:r="y"/></x:hyperlinks></x:worksheet>'
    content = workbook_of("xl/worksheets/sheet1.xml", sheet.replace("</x:worksheet>", links))
    assert "T-1" in read(root, content).ids


def test_what_stands_beside_the_table_is_not_looked_at(root: Root) -> None:
    """Links, comments, drawings and fonts, however they are made, keep no table from being read."""
    beside = (
        '<conditionalFormatting sqref="x"><cfRule type="x"/></conditionalFormatting>'
        f'<hyperlinks><hyperlink ref="A1" r:id="rId9" xmlns:r="{OFFICE}"/></hyperlinks>'
        f'<drawing r:id="rId8" xmlns:r="{OFFICE}"/><tableParts><tablePart r:id="rId7" xmlns:r="{OFFICE}"/></tableParts>'
    )
    content = sheet_of(f"<row>{inline('T-1')}</row>", after=beside)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts: dict[str, str | bytes] = {name: archive.read(name) for name in archive.namelist()}
    parts["xl/worksheets/_rels/sheet1.xml.rels"] = "<broken"
    parts["xl/drawings/drawing1.xml"] = "<broken"
    parts["docProps/core.xml"] = "<!DOCTYPE x><broken"
    parts["xl/styles.xml"] = PLAIN["xl/styles.xml"].replace(
        "<cellXfs>", "<fills><fill/><x/></fills><cellXfs>"
    )
    reading = read(root, workbook_from(parts))
    assert reading.findings == ()
    assert reading.ids == ["T-1"]


def test_remarks_in_brackets_are_parted_in_every_kind_of_file(root: Root) -> None:
    fields = tuple(
        replace(field, remark="note") if field.name == "progress" else field for field in TASKS.fields
    )
    type = replace(TASKS, fields=fields)
    root.write(
        "tasks/a.xlsx", rows(("T-1", None, None, "80%(滞后)"), ("T-2", None, None, "80%(滞后)", None, "已有"))
    )
    root.write("tasks/b.csv", "编号,进度\nT-3,57%（赤溪、灵溪偏慢）\nT-4,50%(马站未开工\n")
    root.write(
        "tasks/c.yaml", "- {编号: T-5, 进度: 22%(严重滞后)}\n- {编号: T-6, 备注: 已有, 进度: 22(严重)}\n"
    )
    reading = root.read(type)
    assert [(record.values["progress"], record.values.get("note")) for record in reading.records] == [
        (80, "滞后"), ("80%(滞后)", "已有"), (57, "赤溪、灵溪偏慢"),
        ("50%(马站未开工", None), (22, "严重滞后"), ("22(严重)", "已有"),
    ]  # fmt: skip
    assert [reading.records[index].row.source_of("note").column for index in (0, 2, 4)] == [6, 2, 17]
