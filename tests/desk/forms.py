"""A root with two types that ask for all that a form can offer, and its forms opened and filled in."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import openpyxl
from building import DAY, Root

from generator.check.gate import read_everything
from generator.desk.form.making import WantedForm, make_form
from generator.model.findings.finding import Finding
from generator.model.records.record import Record
from generator.read.register import read_workbook

RULES = {
    "fields": [
        {"name": "id", "title": "编号", "title_en": "Number", "type": "string"},
        {"name": "title", "title": "名称", "title_en": "Title", "type": "string"},
        {"name": "on", "title": "日期", "title_en": "Date", "type": "date"},
    ],
    "sunlit": {"title": "制度", "title_en": "Rules", "family": "运行", "date": "on"},
}
PLANS = {
    "fields": [
        {"name": "id", "title": "编号", "title_en": "Number", "type": "string", "constraints": {"required": True}},
        {"name": "title", "title": "标题", "title_en": "Title", "type": "string", "description": "一句话。",
         "description_en": "One line.",
         "constraints": {"required": True, "maxLength": 60}},
        {"name": "kind", "title": "类别", "title_en": "Kind", "type": "string",
         "constraints": {"required": True, "enum": ["甲,一", "乙/\"二\"", "=丙"]}},
        {"name": "on", "title": "开始日期", "title_en": "Starts", "type": "date", "constraints": {"minimum": "2020-01-01"}},
        {"name": "at", "title": "会议时间", "title_en": "Meets", "type": "datetime"},
        {"name": "posts", "title": "职数", "title_en": "Posts", "type": "integer", "constraints": {"minimum": 0}},
        {"name": "sum", "title": "金额", "title_en": "Sum", "type": "number"},
        {"name": "done", "title": "进度", "title_en": "Progress", "type": "number", "show": "progress"},
        {"name": "open", "title": "公开征集", "title_en": "Open call", "type": "boolean"},
        {"name": "year", "title": "年度", "title_en": "Year", "type": "year"},
        {"name": "month", "title": "月份", "title_en": "Month", "type": "yearmonth"},
        {"name": "words", "title": "关键词", "title_en": "Words", "type": "array"},
        {"name": "basis", "title": "依据", "title_en": "Basis", "type": "string"},
        {"name": "more", "title": "其他依据", "title_en": "Title", "type": "array"},
        {"name": "secret", "title": "联系人", "title_en": "Contact", "type": "string",
         "personal": {"class": "name", "public": "during-period", "after": "remove"}},
        {"name": "ends", "title": "结束日期", "title_en": "Ends", "type": "date"},
    ],
    "sunlit": {
        "title": "计划", "title_en": "Plans", "family": "运行", "title_field": "title", "date": "on",
        "period": {"from": "on", "to": "ends"}, "neutral_title": "{kind}计划",
        "relations": [{"field": "basis", "to": "rules"}, {"field": "more", "to": "rules"}],
        "children": {
            "steps": {
                "title": "步骤", "title_en": "Steps",
                "fields": [
                    {"name": "name", "title": "名称", "title_en": "Name", "type": "string", "constraints": {"required": True}},
                    {"name": "on", "title": "日期", "title_en": "Date", "type": "date"},
                    {"name": "rule", "title": "依据", "title_en": "Basis", "type": "string"},
                ],
            }
        },
    },
}  # fmt: skip
PLANS["sunlit"]["relations"].append({"field": "rule", "to": "rules", "child": "steps"})  # type: ignore[index]


def plans_root(folder: Path) -> Root:
    """Two rules to refer to, one of them with all that parts lists in its title; no plan yet."""
    root = Root(folder)
    root.schema(RULES, "rules")
    root.schema(PLANS, "plans")
    root.records(
        {"id": "R-1", "title": "关于甲、乙；丙 · 丁的规定", "on": "2026-01-05"},
        {"id": "R · 2", "title": "第二", "on": "2026-02-05"},
        {"id": "R-3", "title": "草案", "on": "2026-03-05", "draft": True},
        type="rules",
    )
    return root


def form_of(root: Root, type: str = "plans", *filled: str) -> bytes:
    return make_form(root.folder, WantedForm(type, filled, DAY)).content


def opened(content: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(content))


def saved(book: Any) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def column(sheet: Any, title: str) -> int:
    """The column whose header says this in one of its lines."""
    return next(
        cell.column
        for cell in sheet[1]
        if title in [line.strip("＊") for line in str(cell.value).split("\n")]
    )


def fill(content: bytes, sheet: str, *rows: Mapping[str, object]) -> bytes:
    """The form with these rows typed under the headers of a sheet."""
    book = opened(content)
    for line, row in enumerate(rows, 2):
        for title, value in row.items():
            book[sheet].cell(line, column(book[sheet], title)).value = value
    return saved(book)


def offered(book: Any, sheet: Any, title: str) -> list[str]:
    """What the list under a header offers."""
    validation = next(
        each
        for each in sheet.data_validations.dataValidation
        if each.type == "list" and sheet.cell(2, column(sheet, title)).coordinate in each.sqref
    )
    name, _, cells = validation.formula1.partition("!")
    return [row[0].value for row in book[name.strip("'")][cells.replace("$", "")] if row[0].value is not None]


def read(root: Root, content: bytes, type: str = "plans") -> tuple[tuple[Record, ...], tuple[Finding, ...]]:
    types = read_everything(root.folder).register.types
    return read_workbook(content, "表.xlsx", types[type])


def plain(
    records: Sequence[Record],
) -> list[tuple[str, dict[str, object], dict[str, list[dict[str, object]]]]]:
    """What records say, without their places."""
    return [
        (
            record.id,
            dict(record.values),
            {name: [dict(row.values) for row in rows] for name, rows in record.children.items() if rows},
        )
        for record in records
    ]
