from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

from each import each

from generator.model.declared.condition import Value
from generator.model.declared.record_type import Field, Show
from generator.read.table.values import normalise, split_remark

DAY = date(2026, 3, 5)


def value(text: str, type: str, show: Show = Show.AUTO) -> Value:
    found = normalise(text, Field("x", type, show=show))
    assert type == "string" or not isinstance(found, str) or found == text.strip()
    return found


@each(
    "text",
    [
        "2026-03-05",
        "2026-3-5",
        "2026/3/5",
        "2026.03.05",
        "2026.3.5",
        "2026年3月5日",
        "2026年03月05日",
        "2026年 3 月 5 日",
        "20260305",
        "２０２６年３月５日",
        "２０２６－０３－０５",
        " 2026-03-05 ",
        "2026-03-05\u3000",
        "2026-03-05 00:00:00",
        "2026-03-05T00:00:00",
        "2026/3/5 0:00",
        "2026年3月5日 00:00:00",
        "二〇二六年三月五日",
        "二零二六年三月五日",
        "二○二六年三月五日",
        "2026年3月5日（星期四）",
        "2026-03-05 周四",
        "2026年3月5日星期四",
        "'2026-03-05",
        "2026-03-05T00:00:00+08:00",
        "2026-03-05T00:00:00Z",
        "2026-03-05T00:00:00.000+0800",
        "2026年3月5号",
        "二〇二六年三月五號",
        "2026—03—05",
        "2026\u201103\u201105",
        "2026·3·5",
        "٢٠٢٦-٠٣-٠٥",
    ],
)
def test_a_certain_date_is_read(text: str) -> None:
    assert value(text, "date") == DAY


@each(
    "text",
    [
        "2026-02-30",
        "2026年13月1日",
        "0000-01-01",
        "2026年3月",
        "2026年底前",
        "2026年一季度",
        "46086",
        "05/03/2026",
        "2026-03/05",
        "2026-03-05 15:30",
        "2026-03-05 24:00",
        "2026年3月5日（星期五）",
        "2026-03-05T00:00:00+09:00",
        "2026-03-04T16:00:00Z",
        "二〇二六年二月三十日",
        "二〇二六年三月",
        "二六年三月五日",
        "二〇二六年三月十十日",
        "2026.12—2027.01",
        "长期",
    ],
)
def test_an_uncertain_date_stays_text(text: str) -> None:
    assert value(text, "date") == text


@each(
    ("text", "day"),
    [
        ("二〇二六年十二月三十一日", date(2026, 12, 31)),
        ("一九九九年十月二十日", date(1999, 10, 20)),
        ("二〇二六年十一月十日", date(2026, 11, 10)),
    ],
)
def test_months_and_days_in_chinese_numerals(text: str, day: date) -> None:
    assert value(text, "date") == day


@each("text", ["2026年3月5日（星期天）", "2026-03-08 星期日", "2026-03-08 礼拜天"])
def test_sunday_has_two_names(text: str) -> None:
    assert value(text, "date") == (text if "5日" in text else date(2026, 3, 8))


@each(
    "text",
    [
        "2026-03", "2026-3", "2026/3", "2026.03", "2026年3月", "２０２６年３月", "二〇二六年三月",
        "202603", "2026年03月份", "2026．03", "2026 年 3 月", "二〇二六年三月份", "2026.3",
    ],
)  # fmt: skip
def test_a_month_is_read(text: str) -> None:
    assert normalise(text, Field("x", "yearmonth")) == "2026-03"


@each("text", ["2026-13", "3月", "2026", "2026年3月5日", "202613", "20263", "1985.1"])
def test_an_uncertain_month_stays_text(text: str) -> None:
    assert value(text, "yearmonth") == text


def test_a_date_follows_the_pattern_that_its_schema_gives() -> None:
    field = Field("x", "date", "%d/%m/%Y")
    assert normalise("05/03/2026", field) == DAY
    assert normalise("2026-03-05", field) == "2026-03-05"
    assert normalise("05.03.26 14h", Field("x", "datetime", "%d.%m.%y %Hh")) == datetime(2026, 3, 5, 14)


@each(
    ("text", "moment"),
    [
        ("2026-03-05 15:30", datetime(2026, 3, 5, 15, 30)),
        ("2026-03-05T15:30:01", datetime(2026, 3, 5, 15, 30, 1)),
        ("2026-03-05T15:30:01.25", datetime(2026, 3, 5, 15, 30, 1, 250_000)),
        ("2026年3月5日 9:05", datetime(2026, 3, 5, 9, 5)),
        ("２０２６／３／５\u3000９：０５", datetime(2026, 3, 5, 9, 5)),
        ("2026-03-05T15:30:58Z", datetime(2026, 3, 5, 15, 30, 58, tzinfo=UTC)),
        ("2026-03-05T10:00+08:00", datetime(2026, 3, 5, 10, tzinfo=timezone(timedelta(hours=8)))),
        (
            "2026-03-05 10:00:00.5 -0330",
            datetime(2026, 3, 5, 10, 0, 0, 500_000, timezone(-timedelta(hours=3, minutes=30))),
        ),
    ],
)
def test_a_certain_moment_is_read(text: str, moment: datetime) -> None:
    assert value(text, "datetime") == moment


@each(
    "text",
    ["2026-03-05", "2026-03-05 24:00", "2026-02-30 10:00", "2026-03-05T10:00+25:00", "2026-03-05T10:00 CST"],
)
def test_an_uncertain_moment_stays_text(text: str) -> None:
    assert value(text, "datetime") == text


@each(
    ("text", "number"),
    [
        ("80", 80),
        ("+86", 86),
        ("-1", -1),
        ("－１", -1),
        ("0012", 12),
        ("１２", 12),
        ("1,234", 1234),
        ("1，234", 1234),
        ("1,234,567", 1234567),
        ("0.8", Decimal("0.8")),
        ("1,234.50", Decimal("1234.50")),
        ("１，２３４．５", Decimal("1234.5")),
    ],
)
def test_a_certain_number_is_read(text: str, number: int | Decimal) -> None:
    found = value(text, "number")
    assert (found, type(found)) == (number, type(number))


@each(
    "text",
    [
        "1,23",
        "12,34,567",
        "1 234,5",
        "1.",
        ".5",
        "1.2亿元",
        "约80",
        "1.23E+17",
        "80%",
        "一百",
        "-",
        "#REF!",
        "9" * 5000,
    ],
)
def test_an_uncertain_number_stays_text(text: str) -> None:
    assert value(text, "number") == text


def test_a_whole_number_may_be_written_with_an_empty_fraction() -> None:
    assert value("80.0", "integer") == 80
    assert isinstance(value("80.0", "integer"), int)
    assert value("80.5", "integer") == Decimal("80.5")


@each("text", ["80%", "80％", "８０％", "80 %", "80"])
def test_per_cent_is_read_where_the_field_shows_progress(text: str) -> None:
    assert value(text, "number", Show.PROGRESS) == 80
    assert value(text, "integer", Show.PROGRESS) == 80


@each("text", ["80%(滞后)", "≥80%", "超额完成", "%", "80%%", "0.8"])
def test_uncertain_progress_stays_text(text: str) -> None:
    assert value(text, "number", Show.PROGRESS) == text


def test_less_than_one_per_cent_needs_its_sign() -> None:
    assert value("0.8%", "number", Show.PROGRESS) == Decimal("0.8")
    assert value("0", "number", Show.PROGRESS) == 0
    assert value("0.8", "number") == Decimal("0.8")


def test_a_sign_with_thousands_of_accents_is_left_as_it_is() -> None:
    heap = "a" + "\u0315\u0300" * 50_000
    assert value(heap, "string") == heap


@each(
    ("text", "parts"),
    [
        ("80%(滞后)", ("80%", "滞后")),
        ("80%（进度滞后）", ("80%", "进度滞后")),
        ("80 (a(b)c)", ("80", "a(b)c")),
        ("80%(一\n二)", ("80%", "一\n二")),
        ("50%(马站未开工", None),
        ("80%)滞后(", None),
        ("80%(a)(b)", None),
        ("80%()", None),
        ("(滞后)", None),
        ("80%", None),
    ],
)
def test_a_remark_in_closed_brackets_is_split_off(text: str, parts: tuple[str, str] | None) -> None:
    assert split_remark(text) == parts


@each("text", ["是", "true", "True", "TRUE", "yes", "y", "1", "１", "√"])
def test_yes(text: str) -> None:
    assert value(text, "boolean") is True


@each("text", ["否", "false", "False", "no", "N", "0", "×"])
def test_no(text: str) -> None:
    assert value(text, "boolean") is False


def test_neither_yes_nor_no_stays_text() -> None:
    assert value("部分", "boolean") == "部分"


@each("text", ["2026", "2026年", "２０２６年", " 2026 年 "])
def test_a_year_is_read(text: str) -> None:
    assert value(text, "year") == 2026


@each("text", ["26", "2026年度", "20260"])
def test_an_uncertain_year_stays_text(text: str) -> None:
    assert value(text, "year") == text


def test_an_array_is_split_at_each_of_its_separators() -> None:
    assert value("甲；乙;丙、丁|戊\n己", "array") == ("甲", "乙", "丙", "丁", "戊", "己")
    assert value("甲、 、", "array") == ("甲",)
    assert value(" ； ", "array") == ()
    assert value("甲,乙", "array") == ("甲,乙",)


def test_text_is_stripped_and_its_lines_end_in_one_way() -> None:
    assert value("\u3000e\u0301\r\n二\r三 \n", "string") == "e\u0301\n二\n三"


@each("type", ["string", "time", "any", "object", "duration"])
def test_other_types_stay_text(type: str) -> None:
    assert value("12:30", type) == "12:30"
    assert value("否", type) == "否"
