from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from each import each
from exporting import HOSTILE
from hypothesis import given
from hypothesis import strategies as some
from openpyxl import Workbook, load_workbook

from generator.disclose.disclosure import Disclosure
from generator.model.declared.record_type import Field, RecordType
from generator.model.text.wording import Wording
from generator.website.exports import workbooks
from generator.website.exports.sheets import LONGEST_TEXT
from generator.website.exports.tables import Table
from generator.website.exports.workbooks import sheet_names, workbook
from generator.website.words.language import language


@pytest.fixture(scope="module")
def book(made: dict[str, bytes]) -> Workbook:
    return load_workbook(io.BytesIO(made["data/notices.xlsx"]))


def table(*columns: list[Any]) -> Table:
    fields = tuple(Field(f"f{number}") for number in range(len(columns)))
    return Table(RecordType("t", fields, "f0", "f0"), "", Wording("表"), fields, columns, frozenset())


def cells(*columns: list[Any]) -> list[list[Any]]:
    book = load_workbook(io.BytesIO(workbook([table(*columns)], language("zh"))))
    return [[cell.value for cell in row] for row in book.worksheets[0].iter_rows(min_row=2)]


def test_sheets_and_headers_bear_titles(book: Workbook) -> None:
    assert book.sheetnames == ["公示", "对象_名单"]
    header = [cell.value for cell in book["公示"][1]]
    assert header[:4] == ["编号", "标题", "概述", "类别"]
    assert [sheet.freeze_panes for sheet in book] == ["A2", "A2"]
    assert book["公示"].column_dimensions["A"].width >= 8


def test_values_come_back_as_they_were(disclosure: Disclosure, book: Workbook) -> None:
    sheet = book["公示"]
    header = [cell.value for cell in sheet[1]]
    row = next(row for row in sheet.iter_rows(min_row=2, values_only=True) if row[0] == "a")
    found = dict(zip(header, row, strict=True))
    assert (found["数"], found["差"], found["是否"]) == (-12.5, -3, True)
    assert found["开始"] == datetime(2026, 11, 20)
    assert found["时刻"] == datetime(2026, 3, 5, 8, 30)
    assert found["标签"] == "甲；=乙"
    assert sheet.max_row == 1 + len(disclosure.entries["notices"])


def test_no_cell_is_a_formula_and_every_text_is_whole(book: Workbook) -> None:
    kinds = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}
    assert "f" not in kinds
    names = [cell.value for cell in book["对象_名单"]["C"]][1:]
    written = [str(name).replace("_x005F_", "_") for name in names]
    assert set(written) == set(HOSTILE)


def test_a_package_holds_no_moment_and_no_formula(made: dict[str, bytes]) -> None:
    with zipfile.ZipFile(io.BytesIO(made["data/notices.xlsx"])) as archive:
        assert {info.date_time for info in archive.infolist()} == {workbooks.EARLIEST}
        texts = {info.filename: archive.read(info).decode("utf-8") for info in archive.infolist()}
    assert not [name for name, text in texts.items() if re.search(r"<f[ >]|externalLink|DDE", text)]


def test_a_workbook_names_no_author_and_no_day_of_its_making(made: dict[str, bytes]) -> None:
    with zipfile.ZipFile(io.BytesIO(made["data/notices.xlsx"])) as archive:
        properties = archive.read("docProps/core.xml").decode("utf-8")
    assert re.findall(">([^<]+)<", properties) == ["1980-01-01T00:00:00Z"] * 2


def test_the_same_tables_make_the_same_bytes() -> None:
    first, second = (workbook([table(["a", None], [1, date(2026, 3, 5)])], language("zh")) for _ in range(2))
    assert first == second


@each(
    ("value", "kind", "format"),
    [
        ("=1+1", "s", "@"),
        ("#N/A", "s", "@"),
        (("=1", "b"), "s", "@"),
        (date(2026, 3, 5), "d", "yyyy-mm-dd"),
        (datetime(2026, 3, 5, 8, 30), "d", "yyyy-mm-dd hh:mm"),
        (12, "n", "General"),
        (True, "b", "General"),
    ],
)
def test_each_kind_of_value_has_its_look(value: Any, kind: str, format: str) -> None:
    book = load_workbook(io.BytesIO(workbook([table([value])], language("zh"))))
    cell, header = book["表"]["A2"], book["表"]["A1"]
    assert (cell.data_type, cell.number_format, cell.font.b) == (kind, format, False)
    assert (header.data_type, header.number_format, header.font.b) == ("s", "@", True)


def test_what_is_empty_leaves_no_cell() -> None:
    with zipfile.ZipFile(io.BytesIO(workbook([table([None, "", (), "\x00"])], language("zh")))) as archive:
        assert archive.read("xl/worksheets/sheet1.xml").count(b"<c ") == 1


@each(
    ("value", "back"),
    [
        (date(1900, 2, 28), "1900-02-28"),
        (date(1900, 3, 1), datetime(1900, 3, 1)),
        (datetime(1850, 1, 2, 3, 4), "1850-01-02 03:04:00"),
        (10**15 - 1, 10**15 - 1),
        (10**15, "1000000000000000"),
        (Decimal("0.50"), 0.5),
        (Decimal("9.95"), 9.95),
        (Decimal("NaN"), "NaN"),
        (datetime(2026, 3, 5, 8, 30, tzinfo=UTC), datetime(2026, 3, 5, 8, 30)),
        ("a\r\nb\rc", "a\nb\nc"),
        (False, False),
        ("字" * (LONGEST_TEXT + 1), "字" * (LONGEST_TEXT - 1) + "…"),
        ("\ufffe\x07a", "a"),
        ("007", "007"),
    ],
)
def test_what_excel_does_not_hold_stands_as_text(value: Any, back: Any) -> None:
    assert cells([value]) == [[back]]


@given(
    some.lists(
        some.text(alphabet=some.characters(blacklist_categories=["Cs", "Cc", "Cn"]), min_size=1), min_size=1
    )
)
def test_any_text_comes_back(texts: list[str]) -> None:
    found = [row[0] for row in cells(texts)]
    assert [re.sub("_x005F_(?=x[0-9A-Fa-f]{4}_)", "_", text) for text in found] == texts


def test_a_table_too_long_for_a_sheet_goes_on_in_another(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbooks, "MOST_ROWS", 4)
    book = load_workbook(io.BytesIO(workbook([table(list("abcdefg"))], language("zh"))))
    assert [[row[0] for row in sheet.iter_rows(min_row=2, values_only=True)] for sheet in book] == [
        ["a", "b", "c"],
        ["d", "e", "f"],
        ["g"],
    ]
    assert book.sheetnames == ["表", "表 2", "表 3"]


def test_names_of_sheets_are_what_excel_takes() -> None:
    titles = ["a/b", "A_B", "History", "x" * 40, "x" * 50, "'", "", "'quoted'"]
    names = sheet_names(titles)
    assert names == ["a_b", "A_B 2", "History 2", "x" * 31, "x" * 29 + " 2", "_", "_ 2", "quoted"]


def test_they_stand_in_the_file_as_they_are() -> None:
    names = ['R&D <"x">', "_2_", "_0_", "=1"]
    tables = [replace(table(["a"]), title=Wording(name)) for name in names]
    assert load_workbook(io.BytesIO(workbook(tables, language("zh")))).sheetnames == names
