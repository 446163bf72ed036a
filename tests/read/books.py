"""Workbooks for tests: written by openpyxl as programs write them, or changed part by part."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from typing import Any

import openpyxl
from seeds import MAIN, PLAIN, workbook

HEADER = ("编号", "标题", "完成期限", "进度", "责任单位", "备注")
Fill = Callable[[Any], None]


def book(fill: Fill, **sheets: list[tuple[object, ...]]) -> bytes:
    """A workbook whose first sheet has the header and what ``fill`` does to it; further sheets by name."""
    workbook = openpyxl.Workbook()
    first = workbook.active
    first.title = "任务"
    first.append(HEADER)
    fill(first)
    for name, rows in sheets.items():
        sheet = workbook.create_sheet(name)
        for row in rows:
            sheet.append(row)
    return saved(workbook)


def rows_alone(name: str, *rows: tuple[object, ...], **sheets: list[tuple[object, ...]]) -> bytes:
    """A workbook whose first sheet, called ``name``, has these rows and no header of ours."""
    workbook = openpyxl.Workbook()
    workbook.active.title = name
    for row in rows:
        workbook.active.append(row)
    for title, others in sheets.items():
        sheet = workbook.create_sheet(title)
        for row in others:
            sheet.append(row)
    return saved(workbook)


def saved(workbook: Any) -> bytes:
    """Its bytes."""
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def rows(*rows: tuple[object, ...], formats: Mapping[str, str] | None = None) -> bytes:
    """A workbook of these rows; ``formats`` gives cells a number format."""

    def fill(sheet: Any) -> None:
        for row in rows:
            sheet.append(row)
        for cell, code in (formats or {}).items():
            sheet[cell].number_format = code

    return book(fill)


def sheet_of(data: str, *, before: str = "", after: str = "") -> bytes:
    """The plain workbook with these rows of XML in its sheet."""
    header = "".join(f'<c t="inlineStr"><is><t>{name}</t></is></c>' for name in HEADER)
    content = f'<worksheet xmlns="{MAIN}">{before}<sheetData><row>{header}</row>{data}</sheetData>{after}</worksheet>'
    return workbook({**PLAIN, "xl/worksheets/sheet1.xml": content})


def inline(text: str) -> str:
    """A cell of text."""
    return f'<c t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'
