from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from each import each
from hypothesis import given
from hypothesis import strategies as some

from generator.model.declared.record_type import Field, Show
from generator.model.text.wording import Wording
from generator.website.cells import cell
from generator.website.views import Cell
from generator.website.words.language import Language, language

ZH, EN = language("zh"), language("en")
TODAY = date(2026, 11, 24)
LABEL = Wording("数", {"en": "Number"})


def shown(value: Any, type: str = "string", speech: Language = EN, **options: Any) -> Cell:
    return cell(Field("n", type, title=LABEL, **options), value, speech, TODAY)


@each(
    ("type", "value", "kind", "zh", "en"),
    [
        ("string", "文", "text", "文", "文"),
        ("integer", 9999, "number", "9999", "9999"),
        ("integer", 10000, "number", "10,000", "10,000"),
        ("number", Decimal("1234567.50"), "number", "1,234,567.50", "1,234,567.50"),
        ("number", Decimal("-0.5"), "number", "-0.5", "-0.5"),
        ("boolean", True, "flag", "是", "yes"),
        ("boolean", False, "flag", "否", "no"),
        ("date", date(2026, 3, 5), "date", "2026年3月5日", "5 March 2026"),
        ("datetime", datetime(2026, 3, 5, 9, 5), "date", "2026年3月5日 09:05", "5 March 2026 09:05"),
        ("year", 2026, "text", "2026", "2026"),
        ("array", ("a", "b"), "text", "a；b", "a; b"),
    ],
)
def test_each_type_has_its_text(type: str, value: Any, kind: str, zh: str, en: str) -> None:
    chinese, english = shown(value, type, ZH), shown(value, type)
    assert (chinese.kind, chinese.text, chinese.label) == (kind, zh, "数")
    assert (english.kind, english.text, english.label) == (kind, en, "Number")


@each("type", ["string", "integer", "boolean", "date", "array"])
@each("value", [None, ()])
def test_an_absent_value_has_no_text(type: str, value: Any) -> None:
    assert shown(value, type).text == ""


def test_a_day_says_whether_it_is_yet_to_come() -> None:
    assert [shown(date(2026, 11, day), "date").ahead for day in (23, 24, 25)] == [False, False, True]
    assert shown(date(2026, 1, 2), "date").iso == "2026-01-02"


def test_progress_is_a_share_and_a_text() -> None:
    half = shown(Decimal("45.5"), "number", show=Show.PROGRESS)
    assert (half.kind, half.text, half.share) == ("progress", "45.5%", 45.5)


@each("address", ["https://sample.example/a?b=c#d", "http://sample.example", "HTTPS://SAMPLE.example/"])
def test_a_web_address_is_a_link(address: str) -> None:
    link = shown(address, format="uri")
    assert (link.kind, link.href, link.text) == ("url", address, address)


@each(
    "text",
    ["javascript:alert(1)", "JaVaScRiPt:alert(1)", " javascript:x", "java\tscript:x", "data:text/html,x", "//sample.example/x",
     "https:", "https:///x", "sample.example", "https://sample.example/ x", "https://[", "ftp://sample.example/", "vbscript:x"],
)  # fmt: skip
def test_anything_else_stays_text(text: str) -> None:
    link = shown(text, format="uri")
    assert (link.href, link.text) == ("", text)
    assert link.kind == "text"


@given(some.text())
def test_a_link_is_http_and_nothing_else(text: str) -> None:
    href = shown(text, format="uri").href
    assert href == "" or (
        href.lower().startswith(("http://", "https://")) and not any(map(str.isspace, href))
    )


@given(some.text(min_size=1), some.sampled_from(["string", "integer", "number", "boolean", "date", "array"]))
def test_a_text_that_is_not_of_its_type_is_shown_as_it_is(text: str, type: str) -> None:
    assert shown(text, type).text == text
