from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from .judging import hints, judge, outcome, said

CONTACT: dict[str, dict[str, str]] = {"no-contact-data": {}}


def found(text: str) -> str:
    messages = said(judge(CONTACT, {"a": text}, fields="a"))
    return messages[0].removeprefix("「a的」里有").removesuffix("，这里不能公开。") if messages else ""


@pytest.mark.parametrize(("text", "kind"), [
    ("请打13800000000找我", "手机号"),
    ("138 0000 0000", "手机号"),
    ("138-0000-0000", "手机号"),
    ("１３８００００００００", "手机号"),
    ("+86 13800000000", "手机号"),
    ("010-62000000", "电话号码"),
    ("(0755) 8200 0000", "电话号码"),
    ("（0755）82000000", "电话号码"),
    ("邮箱 zhang.san@example.org", "电子邮箱"),
    ("ｚｓ＠example.org", "电子邮箱"),
    ("110101199003070000", "身份证号"),
    ("11010119900307000X", "身份证号"),
    ("110101900307000", "身份证号"),
    ("110101 19900307 0000", "身份证号"),
])  # fmt: skip
def test_contact_data_in_any_spelling(text: str, kind: str) -> None:
    assert found(text) == kind
    assert found(f"联系方式：{text}。") == kind


@pytest.mark.parametrize("text", [
    "", "监督电话 12380", "政务服务热线12345", "〔2026〕14号", "Int 0804-1996-A", "2026-03-05 09:30", "20260305093000123",
    "110101199002300000",  # no such day
    "110101170003070000",  # nobody alive was born then
    "91440300192203821600", "https://example.org/art/2026/3/5/art_1234567890.html", "共 138000000000 元", "@所有人",
    "2026-2030", "面积 12345678 平方米",
])  # fmt: skip
def test_what_only_looks_like_it(text: str) -> None:
    assert found(text) == ""


@pytest.mark.parametrize(
    ("birth", "holds"),
    [("17991231", False), ("18000101", True), ("20991231", True), ("21000101", False), ("19900230", False)],
)
def test_a_resident_id_holds_a_day_that_somebody_can_be_born_on(birth: str, holds: bool) -> None:
    assert bool(found(f"440300{birth}0000")) is holds


@pytest.mark.parametrize(
    ("birth", "holds"), [("900307", True), ("901307", False), ("900230", False), ("900299", False)]
)
def test_so_does_one_of_the_old_kind(birth: str, holds: bool) -> None:
    assert bool(found(f"440300{birth}000")) is holds


def test_every_row_and_every_list_is_looked_at_and_nothing_is_repeated() -> None:
    judged = judge(
        CONTACT,
        {"list": "甲；13800000000", "n": 13800000000, "rows": [{"x": "好"}, {"x": "a@example.org"}]},
        fields="list:array n:integer",
        tables={"rows": "x"},
    )
    assert [(finding.field, finding.source.line) for finding in judged.findings] == [
        ("list", 2),
        ("n", 3),
        ("x", 6),
    ]
    assert not any("138" in text or "@" in text for text in said(judged) + hints(judged))


def test_without_any_it_passes() -> None:
    assert outcome(judge(CONTACT, {"a": "好"}, fields="a")) == "passed"


@given(some.text())
def test_no_text_breaks_it(text: str) -> None:
    from generator.check.rules.texts import _contact_data

    assert len(list(_contact_data(text))) <= 1


@pytest.mark.parametrize(("value", "expected"), [
    ("部务会", "passed"), ("", "not-applicable"), ("科务会", "「a的」这里不能填「科务会」。"),
])  # fmt: skip
def test_one_of(value: str, expected: str) -> None:
    judged = judge({"one-of": {"field": "a", "values": ["部务会", "部长办公会"]}}, {"a": value}, fields="a")
    assert (said(judged) or [outcome(judged)]) == [expected]


def test_one_of_judges_each_entry_of_a_list() -> None:
    judged = judge({"one-of": {"field": "a", "values": ["甲", "乙"]}}, {"a": "甲；丙；丁"}, fields="a:array")
    assert said(judged) == ["「a的」这里不能填「丙」。", "「a的」这里不能填「丁」。"]
