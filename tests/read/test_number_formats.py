"""What a cell shows is what is published: held to what LibreOffice shows, and to Excel where the two differ."""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from each import each
from hypothesis import given
from hypothesis import strategies as st
from libreoffice import Shown, pairs, recorded, shown

from generator.model.records.shown_number import ShownNumber
from generator.read.excel.number_formats import NumberFormat
from generator.read.table.cell_text import CellText, HeldNumber, Month

IN_THE_LANGUAGE_OF_THE_READER = frozenset({"mmm-yy", "d-mmm-yy", "mmmm", "dddd", "ddd", "h:mm AM/PM"})
"""A Chinese Excel shows these in English, a Chinese LibreOffice does not."""
DOCUMENTED = Path(__file__).parents[2] / "docs" / "reading-real-files.md"


def text_of(code: str, number: float) -> str | None:
    """What is published, as the readers of fields clean it."""
    text = NumberFormat(code).text_of(number)
    return None if text is None else text.strip()


@each("code", sorted({code for code, _ in pairs()}))
def test_what_libreoffice_shows_is_what_is_published(code: str) -> None:
    for line in recorded():
        if line.code == code:
            expected = line.english if code in IN_THE_LANGUAGE_OF_THE_READER else line.chinese
            text = text_of(code, line.number)
            # With a condition, programs differ in whether a number below zero keeps its sign.
            if text is None and re.search(r"\[[<>=]", code) and line.number < 0:
                continue
            assert text == expected.strip(), line


@pytest.mark.proof
def test_the_record_is_what_libreoffice_shows() -> None:
    assert list(recorded()) == [Shown(code, number, *texts) for code, number, *texts in shown()]


def documented() -> list[tuple[str, float, str]]:
    """The rows of the table in the documentation: format, number, text."""
    section = DOCUMENTED.read_text(encoding="utf-8").partition("## Number formats")[2].partition("\n## ")[0]
    rows = re.findall(r"^\| `(.+?)` \| (-?[0-9.]+) \| (?:`(.*?)`|(refused)) \|$", section, re.MULTILINE)
    return [(code, float(number), text or refused) for code, number, text, refused in rows]


def test_the_table_in_the_documentation_is_true() -> None:
    rows = documented()
    assert len(rows) >= 25
    for code, number, text in rows:
        assert (text_of(code, number) or "refused") == text, (code, number)


@each(
    ("code", "number", "text"),
    [
        ('"第"[DBNum1]0"号"', 3, "第三号"),
        ("上午/下午h时mm分", 0.25, "上午6时00分"),
        ("[$-804]AM/PMh时mm分", 0.75, "下午6时00分"),
        ("G/通用格式", 5, "5"),
        ('G/通用格式"元"', 5.25, "5.25元"),
        ('0!.0,"万"', 12345, "1.2万"),
        ("[$-F800]dddd", 46086, "2026年3月5日"),
        ("[$-F400]h:mm:ss AM/PM", 0.6458333333333334, "15:30:00"),
        ("e年m月d日", 46086, "2026年3月5日"),
        ("mm:ss.00", 0.5000002, "00:00.01"),
    ],
)  # fmt: skip
def test_what_excel_shows_where_libreoffice_does_not_know_the_format(
    code: str, number: float, text: str
) -> None:
    assert text_of(code, number) == text


@each(
    ("code", "number"),
    [
        ("[DBNum1]0", 12),
        ("[DBNum1]000", 7),
        ("[DBNum2]0.00", 12.5),
        ("[DBNum3]General", 12),
        ("[NatNum5]0", 3),
        ("[$-411]ggge年", 46086),
        ("[$-804]mmm", 46086),
        ("[$-40C]mmmm", 46086),
        ("[>100]0;0", -5),
        ("bbbb", 46086),
        ("yyyy-mm-dd", -1),
        ("[h]:mm", -1),
        ("yyyy-mm-dd", 9e9),
        ("0" * 500, 1),
    ],
)
def test_what_programs_show_in_different_ways_is_not_told(code: str, number: float) -> None:
    assert text_of(code, number) is None


@each(
    ("code", "number", "held"),
    [
        ("yyyy-mm-dd", 46086, date(2026, 3, 5)),
        ("yyyymmdd", 46086, date(2026, 3, 5)),
        ("d-mmm-yy", 46086, date(2026, 3, 5)),
        ("yyyy-mm-dd hh:mm", 46086.6458333333, datetime(2026, 3, 5, 15, 30)),
        ('yyyy"年"m"月"', 46086, Month(2026, 3)),
        ("mmm-yy", 46086, Month(2026, 3)),
        ("m/d", 46086, None),
        ("yyyy", 46086, None),
        ("0.00", 100 / 3, HeldNumber(Decimal("33.3333333333333"), Decimal("33.33"), percent=False)),
        ("0%", 0.333, HeldNumber(Decimal("33.3"), Decimal(33), percent=True)),
        ("#,##0.00;(#,##0.00)", -5, HeldNumber(Decimal(-5), Decimal("-5.00"), percent=False)),
        ("0;[Red]0", -5, HeldNumber(Decimal(-5), Decimal(5), percent=False)),
        ('"2026"0000', 8, HeldNumber(Decimal(8), Decimal(20260008), percent=False)),
        ('"合格";;"不合格"', 1, HeldNumber(Decimal(1), None, percent=False)),
        ("000-0000", 1234567, HeldNumber(Decimal(1234567), None, percent=False)),
        ("0.00E+00", 123456, HeldNumber(Decimal(123456), Decimal("1.23E+5"), percent=False)),
        ('_ * "-"_ ', 0, HeldNumber(Decimal(0), None, percent=False)),
    ],
)  # fmt: skip
def test_a_text_knows_what_its_cell_holds(code: str, number: float, held: object) -> None:
    text = NumberFormat(code).text_of(number)
    assert isinstance(text, CellText)
    assert text.held == held


@each(
    ("code", "text", "shown"),
    [
        ("General", "甲", "甲"),
        ("@", "甲", "甲"),
        ("0", "甲", "甲"),
        (";;;", "甲", ""),
        ("0;0;0;", "甲", ""),
        (";;;@", "甲", "甲"),
        ('"编号："@', "甲", "编号：甲"),
        ('0;-0;0;"("@")"', "甲", "(甲)"),
        ('_ * #,##0_ ;_ * -#,##0_ ;_ * "-"_ ;_ @_ ', "甲", " 甲 "),
        ("yyyy-mm-dd;@", "甲", "甲"),
    ],
)
def test_a_text_is_shown_by_the_section_for_texts(code: str, text: str, shown: str) -> None:
    assert NumberFormat(code).shows_text(text) == shown


@each(
    ("shown", "stored", "rounded"),
    [
        ("33.33", "33.3333", True),
        ("2.68", "2.675", True),
        ("12", "12345", False),
        ("5", "-5", False),
        ("-0", "-0.3", True),
        ("1E+5", "123456", True),
    ],
)
def test_a_number_is_rounded_where_it_lies_within_half_a_unit_shown(
    shown: str, stored: str, rounded: bool
) -> None:
    assert ShownNumber(Decimal(shown), Decimal(stored)).is_rounded is rounded


codes = st.text(st.sampled_from('0#?.,%;@"\\_*[]()$-/ymdhsaeEgb:年月日DBNum1General><=5 '), max_size=14)


@given(codes, st.one_of(st.integers(-(10**16), 10**16), st.floats(allow_nan=True)), st.text(max_size=3))
def test_no_format_and_no_number_raises(code: str, number: float, text: str) -> None:
    format = NumberFormat(code)
    assert isinstance(format.text_of(number), str | None)
    assert isinstance(format.shows_text(text), str)
    format.is_white(number)


@given(st.integers(-(10**14), 10**14), st.integers(0, 4))
def test_a_number_that_is_shown_can_be_read_back(number: int, decimals: int) -> None:
    code = "#,##0" + ("." + "0" * decimals if decimals else "")
    text = NumberFormat(code).text_of(number / 1000)
    held = text.held if isinstance(text, CellText) else None
    shown = held.shown if isinstance(held, HeldNumber) else Decimal(text or "")
    assert shown is not None
    assert abs(shown - Decimal(number).scaleb(-3)) * 2 <= Decimal(1).scaleb(-decimals)
