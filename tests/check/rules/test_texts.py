from __future__ import annotations

from each import each

from .judging import hints, judge, outcome, said

CONTACT: dict[str, dict[str, str]] = {"no-contact-data": {}}


def found(text: str) -> str:
    messages = said(judge(CONTACT, {"a": text}, fields="a"))
    return messages[0].removeprefix("「a的」里有").removesuffix("，这里不能公开。") if messages else ""


@each("text", [
    "010-62000000", "(0755) 8200 0000", "（0755）82000000", "０１０－６２００００００", "010 6200 0000",
])  # fmt: skip
def test_a_telephone_number_in_any_spelling(text: str) -> None:
    assert found(text) == "电话号码"
    assert found(f"联系方式：{text}。") == "电话号码"


@each("text", [
    "", "监督电话 12380", "政务服务热线12345", "〔2026〕14号", "Int 0804-1996-A", "2026-03-05 09:30", "20260305093000123",
    "91440300192203821600", "https://example.org/art/2026/3/5/art_1234567890.html", "共 138000000000 元", "@所有人",
    "2026-2030", "面积 12345678 平方米",
    "13800000000", "zhang.san@example.org",  # found in every type, without this rule
])  # fmt: skip
def test_what_only_looks_like_it(text: str) -> None:
    assert found(text) == ""


def test_every_row_and_every_list_is_looked_at_and_nothing_is_repeated() -> None:
    judged = judge(
        CONTACT,
        {"list": "甲；010-62000000", "n": "01062000000", "rows": [{"x": "好"}, {"x": "010-62000001"}]},
        fields="list:array n",
        tables={"rows": "x"},
    )
    assert [(finding.field, finding.source.line) for finding in judged.findings] == [
        ("list", 2),
        ("n", 3),
        ("x", 6),
    ]
    assert not any("6200" in text for text in said(judged) + hints(judged))


def test_without_any_it_passes() -> None:
    assert outcome(judge(CONTACT, {"a": "好"}, fields="a")) == "passed"


@each(("value", "expected"), [
    ("部务会", "passed"), ("", "not-applicable"), ("科务会", "「a的」这里不能填「科务会」。"),
])  # fmt: skip
def test_one_of(value: str, expected: str) -> None:
    judged = judge({"one-of": {"field": "a", "values": ["部务会", "部长办公会"]}}, {"a": value}, fields="a")
    assert (said(judged) or [outcome(judged)]) == [expected]


def test_one_of_judges_each_entry_of_a_list() -> None:
    judged = judge({"one-of": {"field": "a", "values": ["甲", "乙"]}}, {"a": "甲；丙；丁"}, fields="a:array")
    assert said(judged) == ["「a的」这里不能填「丙」。", "「a的」这里不能填「丁」。"]
