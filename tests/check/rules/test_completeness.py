from __future__ import annotations

from typing import Any

from each import each

from .judging import hints, judge, outcome, said

STEPS = {"steps": "kind on:date end:date number:integer person why"}


def steps(rule: dict[str, Any], *rows: dict[str, Any], **record: Any) -> Any:
    return judge(rule, {"steps": list(rows), **record}, fields="a b:date", tables=STEPS)


def test_needs_names_each_empty_field() -> None:
    judged = judge({"needs": {"fields": ["a", "b", "c"]}}, {"b": "x"}, fields="a b c:boolean")
    assert said(judged) == ["「a的」没填，这里必须填。", "「c的」没填，这里必须填。"]
    assert (
        outcome(judge({"needs": {"fields": ["c", "n"]}}, {"c": "否", "n": 0}, fields="c:boolean n:integer"))
        == "passed"
    )


def test_needs_one_of() -> None:
    rule = {"needs-one-of": {"fields": ["a", "b"]}}
    assert outcome(judge(rule, {"b": "x"}, fields="a b")) == "passed"
    assert said(judge(rule, {}, fields="a b")) == ["「a的、b的」都没填。"]


def test_leaf_needs_is_not_for_those_that_have_others_below() -> None:
    judged = judge(
        {"leaf-needs": {"fields": ["a"]}},
        {},
        {"parent": "r1"},
        {"parent": "r1", "a": "x"},
        fields="parent a",
        tree="parent",
    )
    assert [all[0].outcome for all in judged.checked.values()] == ["not-applicable", "failed", "passed"]


@each(("count", "result"), [(1, "failed"), (2, "passed"), (3, "passed")])
def test_needs_rows(count: int, result: str) -> None:
    assert (
        outcome(steps({"needs-rows": {"table": "steps", "at_least": 2}}, *[{"kind": "x"}] * count)) == result
    )


def test_needs_rows_counts_only_those_that_fit() -> None:
    rule = {"needs-rows": {"table": "steps", "where": {"kind": ["论证", "听证"], "on": {"empty": False}}}}
    assert outcome(steps(rule, {"kind": "听证", "on": "2026-01-05"})) == "passed"
    assert said(steps(rule, {"kind": "听证"}, {"kind": "论证"})) == [
        "「steps表」里至少要有 1 行（kind的是「论证、听证」、on的已填），现有 0 行。"
    ]


@each(("test", "words"), [
    ({"not": "x"}, "kind的不是「x」"),
    ({"empty": True}, "kind的没填"),
    ({"before": "2026-01-01"}, "kind的早于 2026-01-01"),
    ({"on_or_before": "2026-01-01"}, "kind的不晚于 2026-01-01"),
    ({"after": "on"}, "kind的晚于 on的"),
    ({"on_or_after": "2026-01-01"}, "kind的不早于 2026-01-01"),
    ({"below": 5}, "kind的小于 5"),
    ({"at_least": 5}, "kind的不小于 5"),
])  # fmt: skip
def test_every_kind_of_condition_has_words(test: dict[str, Any], words: str) -> None:
    assert words in said(steps({"needs-rows": {"table": "steps", "where": {"kind": test}}}))[0]


def test_any_row_will_do_without_a_condition() -> None:
    assert said(steps({"needs-rows": {"table": "steps"}})) == [
        "「steps表」里至少要有 1 行（不限内容），现有 0 行。"
    ]


BEFORE = {"needs-row-before": {"table": "steps", "where": {"kind": "论证"}, "date": "on", "before": "b"}}


@each(("rows", "result"), [
    ([{"kind": "论证", "on": "2026-04-20"}], "passed"),
    ([{"kind": "论证", "on": "2026-04-21"}, {"kind": "论证", "on": "2026-04-01"}], "passed"),
    ([{"kind": "论证", "on": "2026-04-21"}], "「on的」是 2026-04-21，晚于「b的」（2026-04-20）。"),
    ([{"kind": "论证"}], "「on的」没填，这里必须填。"),
    ([{"kind": "调研", "on": "2026-04-01"}], "「steps表」里缺一行：kind的是「论证」。"),
    ([], "「steps表」里缺一行：kind的是「论证」。"),
])  # fmt: skip
def test_needs_row_before(rows: list[dict[str, Any]], result: str) -> None:
    judged = steps(BEFORE, *rows, b="2026-04-20")
    assert (said(judged) or [outcome(judged)]) == [result]
    assert all(hint == "这一行的「on的」不能晚于「b的」（2026-04-20）。" for hint in hints(judged))
    assert outcome(steps(BEFORE, *rows)) == "not-applicable"


def test_needs_kinds_names_what_is_missing() -> None:
    rule = {"needs-kinds": {"table": "steps", "field": "kind", "values": ["甲", "乙", "丙"]}}
    assert said(steps(rule, {"kind": "乙"}, {})) == ["「steps表」缺：甲、丙。"]
    assert outcome(steps(rule, {"kind": "丙"}, {"kind": "乙"}, {"kind": "甲"})) == "passed"


def test_rows_need() -> None:
    rule = {"rows-need": {"table": "steps", "fields": ["on", "person"], "where": {"kind": "会议"}}}
    assert outcome(steps(rule, {"kind": "调研"})) == "not-applicable"
    judged = steps(rule, {"kind": "调研"}, {"kind": "会议", "on": "2026-01-05"}, {"kind": "会议"})
    assert [(finding.field, finding.source.line) for finding in judged.findings] == [
        ("person", 4),
        ("on", 6),
        ("person", 6),
    ]


def test_rows_in_order_compares_with_the_latest_day_above() -> None:
    rule = {"rows-in-order": {"table": "steps", "date": "on", "end": "end"}}
    days = ["2026-03-02", "2026-02-01", "", "2026-03-01", "2026-03-02"]
    judged = steps(rule, *[{"on": day} for day in days])
    assert said(judged) == [
        "「on的」是 2026-02-01，排在它前面的一行却是 2026-03-02。",
        "「on的」是 2026-03-01，排在它前面的一行却是 2026-03-02。",
    ]
    assert outcome(steps(rule, {"end": "2026-01-01"})) == "not-applicable"


def test_a_row_does_not_end_before_it_begins() -> None:
    rule = {"rows-in-order": {"table": "steps", "date": "on", "end": "end"}}
    assert outcome(steps(rule, {"on": "2026-03-02", "end": "2026-03-02"})) == "passed"
    assert said(steps(rule, {"on": "2026-03-02", "end": "2026-03-01"})) == [
        "「end的」（2026-03-01）早于「on的」（2026-03-02）。"
    ]


@each(("day", "limit", "result"), [
    ("2026-04-20", "2026-04-20", "passed"),
    ("2026-04-21", "2026-04-20", "failed"),
    ("", "2026-04-20", "not-applicable"),
    ("2026-04-21", "", "not-applicable"),
])  # fmt: skip
def test_rows_not_after(day: str, limit: str, result: str) -> None:
    rule = {"rows-not-after": {"table": "steps", "date": "on", "field": "b"}}
    assert outcome(steps(rule, {"on": day, "kind": "x"}, b=limit)) == result


@each(("numbers", "result"), [
    (["1", "2", "3"], "passed"),
    (["1", "1", "2"], "第 2 行的「number的」是「1」，应为 2。"),
    (["2", "3"], "第 1 行的「number的」是「2」，应为 1。"),
    (["1", ""], "第 2 行的「number的」是「（空）」，应为 2。"),
    ([], "not-applicable"),
])  # fmt: skip
def test_rows_numbered_stops_at_the_first_gap(numbers: list[str], result: str) -> None:
    judged = steps(
        {"rows-numbered": {"table": "steps", "field": "number"}},
        *[{"kind": "x", "number": n} for n in numbers],
    )
    assert (said(judged) or [outcome(judged)]) == [result]


@each(("people", "result"), [
    (["甲", "乙", "丙"], "passed"),
    (["甲", "乙", "甲"], "第 3 行的「person的」是「甲」，与第 1 行相同。"),
    (["甲", "", "甲"], "第 3 行的「person的」是「甲」，与第 1 行相同。"),
    (["甲", ""], "not-applicable"),
])  # fmt: skip
def test_different_people(people: list[str], result: str) -> None:
    judged = steps(
        {"different-people": {"table": "steps", "field": "person"}},
        *[{"kind": "x", "person": name} for name in people],
    )
    assert (said(judged) or [outcome(judged)]) == [result]
