from __future__ import annotations

from each import each

from generator.check.values.cures import cure
from generator.model.declared.record_type import Field, Show

OWN_WORDS = Field("paid", "boolean", options={"trueValues": ["J"], "falseValues": ["N"]})
COMMA = Field("share", "number", options={"decimalChar": ","})
PROGRESS = Field("progress", "number", show=Show.PROGRESS, remark="note")


@each(
    ("text", "says"),
    [
        ("2026年3月", "Give the day"),
        ("二〇二六年三月", "Give the day"),
        ("2026-03", "Give the day"),
        ("3月5日", "Give the year"),
        ("年3月5日", "Give the year"),
        ("46086", "Excel's inner number"),
        ("05/03/2026", "year first"),
        ("5 mars 2026", "year first"),
        ("民國115年3月5日", "common era"),
        ("令和8年３月５日", "common era"),
        ("2026.12—2027.01", "one day"),
        ("2026年3月5日至11日", "one day"),
        ("2026年底前", "last day"),
        ("2026-12-31（前）", "last day"),
        ("26-12-31", "four digits"),
        ("26年12月31日", "four digits"),
        ("2026年一季度", "last day"),
        ("长期", "last day"),
        ("2026-03-05（星期五）", "weekday"),
        ("2026-03-05 24:00", "without a time"),
        ("2026年3月5日下午3时", "without a time"),
        ("2026-02-30", "a day that exists"),
        ("无", "leave it empty"),
        ("—", "leave it empty"),
        ("N/A", "leave it empty"),
        ("#REF!", "error of the spreadsheet"),
        ("=TODAY()", "paste it as a value"),
    ],
)
def test_the_cure_for_a_day_follows_its_look(text: str, says: str) -> None:
    assert says in cure(Field("on", "date"), text).text


@each(
    ("text", "says"),
    [
        ("≥80%", "number alone"),
        ("约80%", "number alone"),
        ("12万", "120000"),
        ("1.2亿元", "120000"),
        ("一百二十", "in digits"),
        ("十分之三", "in digits"),
        ("1 234,5", "no spaces"),
        ("1.23E+17", "shortened"),
        ("3/10", "fraction"),
        ("0.8", "eighty per cent"),
        ("/", "leave it empty"),
        ("#DIV/0!", "error of the spreadsheet"),
        ("=SUM(A1:A3)", "paste it as a value"),
        ("50%(马站未开工", "Close the bracket"),
        ("80%（滞后）", "both remarks"),
        ("八成", "0 to 100"),
    ],
)
def test_the_cure_for_progress_follows_its_look(text: str, says: str) -> None:
    assert says in cure(PROGRESS, text).text


@each(
    ("field", "text", "says"),
    [
        (Field("n", "number"), "80%", "no percentage"),
        (Field("n", "integer"), "好", "whole number"),
        (Field("n", "number"), "80(滞后)", "into another field"),
        (Field("b", "boolean"), "部分", "yes or no"),
        (Field("b", "boolean"), "无", "leave it empty"),
        (Field("y", "year"), "26", "like 2026"),
        (Field("m", "yearmonth"), "3月", "like 2026-03"),
        (Field("m", "geopoint"), "x", "reference"),
        (Field("u", "string", "uri"), "www.example.org", "Write it whole"),
        (Field("e", "string", "email"), "office", "with its @"),
    ],
)
def test_other_fields_have_the_cure_of_their_type(field: Field, text: str, says: str) -> None:
    assert says in cure(field, text).text


def test_a_field_with_a_pattern_of_its_own_is_told_that_pattern() -> None:
    for type, format, example in (
        ("date", "%Y%m%d", "20260305"),
        ("datetime", "%d.%m.%Y %H:%M", "05.03.2026 09:30"),
    ):
        phrase = cure(Field("on", type, format), "2026-03-05")
        assert phrase.parameters == {"example": example}
    assert "leave it empty" in cure(Field("on", "date", "%Y%m%d"), "无").text


def test_a_month_that_a_spreadsheet_may_have_shortened_is_told_so() -> None:
    assert "2026-10" in cure(Field("born", "yearmonth"), "1985.1").text


@each(("field", "refused", "says"), [
    (OWN_WORDS, "是", "Write one of: J / N."),
    (OWN_WORDS, "yes", "Write one of: J / N."),
    (COMMA, "12.5", "Write it as the schema asks, like 12,5."),
])  # fmt: skip
def test_no_example_is_what_was_refused(field: Field, refused: str, says: str) -> None:
    cured = cure(field, refused).render(str, "en")
    assert cured == says
    assert refused not in cured
