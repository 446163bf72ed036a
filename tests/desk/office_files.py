"""Files as offices have them, for tests of the desk: a type of notices, lists of people, workbooks and GBK tables."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import yaml
from building import Root

from generator.desk.importing.importing import import_file
from generator.desk.importing.wanted import Import, Wanted

DAY = date(2026, 11, 27)
PERSON = {"class": "other", "public": "during-period", "after": "remove"}
NOTICES = {
    "fields": [
        {"name": "id", "title": "编号", "type": "string", "constraints": {"required": True}},
        {"name": "title", "title": "标题", "type": "string", "constraints": {"required": True}},
        {"name": "kind", "title": "类别", "type": "string", "constraints": {"required": True, "enum": ["任用", "评优"]}},
        {"name": "listed", "title": "公示人数", "type": "integer"},
        {"name": "from", "title": "公示开始", "type": "date", "constraints": {"required": True}},
        {"name": "to", "title": "公示结束", "type": "date", "constraints": {"required": True}},
        {"name": "phone", "title": "受理电话", "type": "string"},
        {"name": "note", "title": "说明", "synonyms": ["备注"], "type": "string"},
    ],
    "sunlit": {
        "title": "公示",
        "title_en": "Notices",
        "family": "运行",
        "title_field": "title",
        "date": "from",
        "period": {"from": "from", "to": "to"},
        "neutral_title": "{kind}公示",
        "rules": [{"minimum-working-days": {"from": "from", "to": "to", "days": 5}}],
        "children": {
            "people": {
                "title": "公示对象",
                "fields": [
                    {"name": "name", "title": "姓名", "type": "string", "personal": PERSON | {"class": "name"}},
                    {
                        "name": "birth",
                        "title": "出生年月",
                        "type": "string",
                        "personal": PERSON | {"class": "birth"},
                        "constraints": {"pattern": "[12][0-9]{3}年(1[0-2]|[1-9])月"},
                    },
                    {"name": "now", "title": "现任职务", "synonyms": ["现任单位及职务"], "type": "string", "personal": PERSON},
                    {"name": "next", "title": "拟任职务", "type": "string", "personal": PERSON},
                ],
            }
        },
    },
}  # fmt: skip
HEADER = ("序号", "姓名", "性别", "出生年月", "现任单位及职务", "拟任职务", "备注")
PEOPLE = (
    ("1", "示例甲", "男", "1985.03", "示例局甲科科长", "拟任示例局副局长", "主持工作"),
    ("2", "示例乙", "女", "1986.10", "示例办主任", "拟任示例办调研员", ""),
)
ABOVE = (("干部任前公示名单",), ("公示时间：2026年12月1日—12月7日    受理电话：0454-7654321",))
BELOW = (("共2人",),)


def as_csv(rows: Sequence[Sequence[str]], encoding: str = "gb18030") -> bytes:
    width = max(map(len, rows))
    out = io.StringIO()
    csv.writer(out).writerows([*row, *[""] * (width - len(row))] for row in rows)
    return out.getvalue().encode(encoding)


def as_book(rows: Sequence[Sequence[str]], merged: Sequence[str] = ()) -> bytes:
    """As offices save it: years and months as numbers, titles merged over the table, empty sheets behind."""
    book = openpyxl.Workbook()
    sheet: Any = book.active
    for line, row in enumerate(rows, 1):
        for column, text in enumerate(row, 1):
            if text:
                cell = sheet.cell(line, column, text)
                if text[:4].isdigit() and text[4:5] == ".":
                    cell.value, cell.number_format = float(text), "0.00"
    for cells in merged:
        sheet.merge_cells(cells)
    book.create_sheet("Sheet2")
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def imported(root: Root, folder: Path, content: bytes, name: str = "名单.xlsx", **given: str) -> Import:
    (folder / name).write_bytes(content)
    return import_file(root.folder, Wanted("公示", folder / name, given, as_of=DAY))


def record(made: Import) -> Any:
    return yaml.safe_load(made.files[made.path])


def said(made: Import) -> str:
    return "\n".join(phrase.render(str, "zh") for phrase in made.report)
