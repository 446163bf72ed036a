"""Workbooks of examples: sheets written as text, made into an Excel file.

A line ``[名单]`` begins a sheet of that name; the lines below it are its rows, cells parted by commas. A cell
that begins with ``=`` is a formula. Orders say what text cannot: ``merge 名单!A1:C1; hide 名单!3``.
"""

from __future__ import annotations

import csv
import io
import re
from typing import Any

import openpyxl


def workbook(text: str, orders: str) -> bytes:
    """The bytes of an .xlsx file with these sheets."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for line in text.splitlines():
        title = re.fullmatch(r"\[(.+)\]", line)
        if title:
            book.create_sheet(title[1])
        else:
            book.worksheets[-1].append(next(csv.reader([line])))
    for order in filter(None, orders.split("; ")):
        _obey(book, order)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _obey(book: Any, order: str) -> None:
    verb, _, place = order.partition(" ")
    sheet, _, cells = place.partition("!")
    if verb == "merge":
        book[sheet].merge_cells(cells)
    else:
        book[sheet].row_dimensions[int(cells)].hidden = True
