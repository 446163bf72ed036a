"""Sheets as offices make them, sound or with one fault: the right records, or a finding at the cell, and never a wrong record."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import yaml
from building import DAY, Root
from hypothesis import given
from hypothesis import strategies as st
from proving import examples

from generator.desk.form.sheets import form_book
from generator.desk.form.workbook import form_workbook
from generator.desk.importing.importing import import_file
from generator.desk.importing.wanted import Import, Wanted

LEDGER = {
    "fields": [
        {"name": "id", "title": "编号", "type": "string", "constraints": {"required": True}},
        {"name": "title", "title": "事项名称", "title_en": "Matter", "synonyms": ["事项"], "type": "string",
         "constraints": {"required": True}},
        {"name": "kind", "title": "类别", "type": "string", "constraints": {"required": True, "enum": ["咨询", "投诉", "建议"]}},
        {"name": "on", "title": "受理日期", "title_en": "Received", "type": "date", "constraints": {"required": True}},
        {"name": "count", "title": "件数", "type": "integer", "constraints": {"minimum": 0}},
        {"name": "note", "title": "办理情况", "type": "string"},
    ],
    "sunlit": {"title": "台账", "family": "运行", "date": "on"},
}  # fmt: skip
NAMES = ("title", "kind", "on", "count", "note")
TITLES = {
    "title": ("事项名称", "事项", "事项名称/Matter", "＊事项名称"),
    "kind": ("类别", "类 别"),
    "on": ("受理日期", "受理日期\nReceived", "Received"),
    "count": ("件数",),
    "note": ("办理情况",),
}
DAYS: tuple[Callable[[date], object], ...] = (
    lambda day: day.isoformat(),
    lambda day: f"{day.year}年{day.month}月{day.day}日",
    lambda day: f"{day.year}/{day.month}/{day.day}",
    lambda day: f"{day:%Y.%m.%d}",
    lambda day: day,
)
ABOVE = (("某某局信访事项台账",), ("（示例单位）",), ("统计时段：本季度",))
BELOW = (("合计", "", "", "3"), ("注：以上均已办结",), ("填表人：示例甲", "", "审核人：示例乙"))
_TEXT = st.text(
    st.sampled_from("示例甲乙丙丁 ,，;；\"“”'()（）1２a=+-—·、。"), min_size=2, max_size=8
).filter(
    lambda text: bool(text.strip("()（） 1２=+-—")) and any("\u4e00" <= sign <= "\u9fff" for sign in text)
)


@dataclass
class Sheet:
    """A sheet, what its rows say, and the cell that is wrong."""

    name: str
    rows: list[Sequence[object]]
    content: bytes = field(repr=False)
    truth: list[dict[str, object]]
    fault: str = ""
    cell: tuple[int, int] = (0, 0)
    known: set[str] = field(default_factory=set)


@st.composite
def sheets(draw: st.DrawFn) -> Sheet:
    truth = [
        {
            "title": f"事项{number}：{draw(_TEXT).strip()}",
            "kind": draw(st.sampled_from(("咨询", "投诉", "建议"))),
            "on": draw(st.dates(date(2026, 1, 1), date(2026, 11, 20))),
            "count": draw(st.integers(0, 5000)),
            "note": f"已办：{draw(_TEXT).strip()}",
        }
        for number in range(draw(st.integers(2, 4)))
    ]
    fault = draw(
        st.sampled_from(("", "", "day", "choice", "number", "twice", "unknown", "empty", "no column"))
    )
    order = draw(st.permutations(NAMES))
    above = list(ABOVE[: draw(st.integers(0, 3))])
    header = [draw(st.sampled_from(TITLES[name])) for name in order]
    day = draw(st.sampled_from(DAYS))
    body: list[list[object]] = [
        [day(row["on"]) if name == "on" else row[name] for name in order] for row in truth
    ]  # type: ignore[arg-type]
    names = list(order)
    wrong, cell = draw(st.integers(0, len(body) - 1)), (0, 0)
    known = set(NAMES)

    def put(name: str, value: object) -> None:
        nonlocal cell
        body[wrong][order.index(name)] = value
        cell = (wrong, order.index(name))

    match fault:
        case "day":
            put("on", draw(st.sampled_from(("2026年底前", "2026-02-30", "下月初", "13月5日"))))
        case "choice":
            put("kind", "其他情形")
        case "number":
            put("count", draw(st.sampled_from(("约3件", "-2", "3.5", "三五件"))))
        case "empty":
            put("kind", "")
        case "twice":
            header.append(draw(st.sampled_from(TITLES["kind"])))
            for row in body:
                row.append("咨询")
            cell = (-1, len(names))
        case "unknown":
            header[order.index("note")] = "领导批示"
            known.discard("note")
        case "no column":
            at = order.index("on")
            for row in (header, *body):
                del row[at]
            names.remove("on")
    if draw(st.booleans()):  # a column that counts, before the others
        header.insert(0, "序号")
        for number, row in enumerate(body, 1):
            row.insert(0, number)
        cell = (cell[0], cell[1] + 1)
    heads: list[list[str]] = [header]
    if draw(st.booleans()):  # a group over two columns, the others over both rows
        first = draw(st.integers(0, len(header) - 2))
        over, under = list(header), [""] * len(header)
        under[first : first + 2] = header[first : first + 2]
        over[first : first + 2] = ["有关情况", ""]
        heads = [over, under]
    below = draw(st.lists(st.sampled_from(BELOW), max_size=2, unique=True))
    line = len(above) + len(heads) + cell[0] + 1
    if cell[0] < 0:
        line = len(above) + len(heads)
    rows: list[Sequence[object]] = [*above, *heads, *body, *below]
    made = Sheet("台账.csv", rows, b"", truth, fault, (line, cell[1] + 1), known)
    if draw(st.booleans()):
        breaks = [sum(str(text).count("\n") for text in row) for row in heads]
        made.cell = (line + (sum(breaks) if cell[0] >= 0 else sum(breaks[:-1])), cell[1] + 1)
        made.content = _csv(
            rows,
            draw(st.sampled_from(("gb18030", "utf-8", "utf-8-sig", "utf-16"))),
            draw(st.sampled_from(",;\t")),
        )
        return made
    made.name = "台账.xlsx"
    made.content = _book(rows, len(above), heads, merged=draw(st.booleans()))
    return made


def _csv(rows: Sequence[Sequence[object]], encoding: str, delimiter: str) -> bytes:
    width = max(map(len, rows))
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter).writerows([*row, *[""] * (width - len(row))] for row in rows)
    return out.getvalue().encode(encoding)


def _book(
    rows: Sequence[Sequence[object]], above: int, heads: Sequence[Sequence[str]], *, merged: bool
) -> bytes:
    book = openpyxl.Workbook()
    for line, row in enumerate(rows, 1):
        for number, value in enumerate(row, 1):
            if value != "":
                cell = book.active.cell(line, number)
                cell.value = value
                if isinstance(value, str):
                    cell.data_type = "s"
    if merged:
        width = len(heads[0])
        for line in range(1, above + 1):
            book.active.merge_cells(start_row=line, end_row=line, start_column=1, end_column=width)
        if len(heads) > 1:
            first = next(number for number, text in enumerate(heads[1], 1) if text)
            book.active.merge_cells(
                start_row=above + 1, end_row=above + 1, start_column=first, end_column=first + 1
            )
            for number, text in enumerate(heads[1], 1):
                if not text:
                    book.active.merge_cells(
                        start_row=above + 1, end_row=above + 2, start_column=number, end_column=number
                    )
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Root:
    made = Root(tmp_path_factory.mktemp("ledger"))
    made.schema(LEDGER, "ledger")
    return made


def understood(root: Root, folder: Path, sheet: Sheet) -> Import:
    (folder / sheet.name).write_bytes(sheet.content)
    return import_file(root.folder, Wanted("ledger", folder / sheet.name, as_of=DAY))


def written(made: Import) -> list[dict[str, Any]]:
    """The records that would be written; none if nothing would be."""
    records = yaml.safe_load(made.files[made.path]) if made.fit else []
    return records if isinstance(records, list) else [records]


@given(sheet=sheets())
@examples(15)
def test_a_sheet_gives_the_right_records_or_a_finding_at_its_cell(
    root: Root, tmp_path_factory: pytest.TempPathFactory, sheet: Sheet
) -> None:
    made = understood(root, tmp_path_factory.mktemp("sheet"), sheet)
    records = written(made)
    right = [{name: value for name, value in row.items() if name in sheet.known} for row in sheet.truth]
    said = [{name: value for name, value in record.items() if name in NAMES} for record in records]
    if sheet.fault in ("", "unknown"):
        assert made.fit, made.findings
        assert said == right
        register = made.verdict.register
        form = form_workbook(form_book(register.types["ledger"], register, register.records["ledger"], DAY))
        filled = replace(sheet, name="填报.xlsx", content=form)
        assert written(understood(root, tmp_path_factory.mktemp("form"), filled)) == records, (
            "import, form, import"
        )
    else:
        assert not made.fit
        if sheet.fault == "no column":
            assert [each.name for each in made.missing] == ["on"]
            return
        places = {
            (each.source.line, each.source.column)
            for finding in made.findings
            for each in (finding, *finding.same)
        }
        places |= {(each.line, each.column) for each in made.empty.get("kind", ())}
        # Of a header of several lines, the first stands for all.
        heads = range(4) if sheet.fault == "twice" else (0,)
        told = any((sheet.cell[0] - up, sheet.cell[1]) in places for up in heads)
        assert told, (sheet.fault, sheet.cell, made.findings)
    if sheet.fault == "unknown":
        report = "\n".join(phrase.render(str, "en") for phrase in made.report)
        assert "领导批示" in report
