from __future__ import annotations

import itertools
import sys
from typing import Any

from each import each

from generator.check.rules.engine import Judgement

from .judging import judge, outcome, outcomes, said

LAWS = ("since:date until:date unit units:array", [
    {"id": "old", "since": "2019-03-01", "until": "2024-12-31", "unit": "甲科", "units": "甲科；乙科"},
    {"id": "new", "since": "2025-01-01"},
    {"id": "bare"},
])  # fmt: skip


def refer(rule: dict[str, Any], record: dict[str, Any]) -> Judgement:
    return judge(
        rule,
        record,
        fields="on:date signed:date basis:array unit units:array",
        date="on",
        relations=[{"field": "basis", "to": "laws"}],
        others={"laws": LAWS},
    )


def result(judged: Judgement) -> str:
    return (said(judged) or [outcome(judged)])[0]


@each(("day", "basis", "expected"), [
    ("2019-03-01", "old", "passed"),
    ("2024-12-31", "old", "passed"),
    ("2019-02-28", "old", "「old」2019-03-01 才开始施行，2019-02-28 时还没有。"),
    ("2025-01-01", "old", "「old」只到 2024-12-31 有效，2025-01-01 时已经废止。"),
    ("2025-01-01", "new", "passed"),
    ("2025-01-01", "bare", "not-applicable"),
    ("2025-01-01", "gone", "not-applicable"),  # the keys name it
    ("", "old", "not-applicable"),
    ("2025-01-01", "new；old", "「old」只到 2024-12-31 有效，2025-01-01 时已经废止。"),
])  # fmt: skip
def test_in_force(day: str, basis: str, expected: str) -> None:
    rule = {"in-force": {"field": "basis", "starts": "since", "ends": "until"}}
    assert result(refer(rule, {"on": day, "basis": basis})) == expected


def test_in_force_on_another_date_of_the_record() -> None:
    rule = {"in-force": {"field": "basis", "starts": "since", "ends": "until", "on": "signed"}}
    assert result(refer(rule, {"on": "2026-01-01", "signed": "2020-01-01", "basis": "old"})) == "passed"


@each(("record", "theirs", "expected"), [
    ({"unit": "甲科", "basis": "old"}, "unit", "passed"),
    ({"unit": "乙科", "basis": "old"}, "units", "passed"),
    ({"unit": "乙科", "basis": "old"}, "unit", "「unit的」是「乙科」，引用的「old」写的却是「甲科」。"),
    ({"unit": "乙科", "basis": "new"}, "unit", "not-applicable"),
    ({"basis": "old"}, "unit", "not-applicable"),
])  # fmt: skip
def test_agrees_with(record: dict[str, str], theirs: str, expected: str) -> None:
    assert (
        result(refer({"agrees-with": {"field": "basis", "own": "unit", "theirs": theirs}}, record))
        == expected
    )


def circles(*leads: str) -> Judgement:
    return judge(
        {"no-cycle": {"field": "to"}},
        *[{"to": to} for to in leads],
        fields="to:array",
        relations=[{"field": "to", "to": "r"}],
    )


@each(("leads", "expected"), [
    (("", "r1", "r2"), []),
    (("r1",), ["r1 → r1"]),
    (("r2", "r1", "r1"), ["r1 → r2 → r1"]),
    (("r3", "r1", "r2"), ["r1 → r3 → r2 → r1"]),
    (("r2", "r1", "r4", "r3；r1"), ["r1 → r2 → r1", "r3 → r4 → r3"]),
    (("r9",), []),
])  # fmt: skip
def test_each_circle_is_named_once(leads: tuple[str, ...], expected: list[str]) -> None:
    assert said(circles(*leads)) == [f"「to的」绕成了圈：{circle}。" for circle in expected]


def test_a_long_chain_of_references_takes_no_longer_than_it_should() -> None:
    short, long = calls_for_a_chain(60), calls_for_a_chain(600)
    assert long < 15 * short


def calls_for_a_chain(length: int) -> int:
    """How many functions are called for a chain of so many records."""
    calls = itertools.count()
    sys.setprofile(lambda frame, event, argument: next(calls) and None)
    try:
        assert not circles(*[f"r{number}" for number in range(length)]).findings
    finally:
        sys.setprofile(None)
    return next(calls)


LISTED = {
    "listed-by": {"type": "contracts", "field": "tasks", "own": ["who", "year"], "theirs": ["party", "years"]}
}
CONTRACTS = ("party years:array tasks:array", [
    {"id": "c1", "party": "甲", "years": "2026", "tasks": "r1"},
    {"id": "c2", "party": "甲", "years": "2025；2026", "tasks": "x"},
])  # fmt: skip


@each(("record", "expected"), [
    ({"id": "r1", "who": "甲", "year": 2026}, "passed"),
    ({"id": "x", "who": "甲", "year": 2025}, "passed"),
    ({"id": "r1", "who": "乙；甲", "year": 2026}, "passed"),
    ({"id": "r2", "who": "甲", "year": 2026}, "contracts类「c1、c2」的「tasks的」里没有列这一条。"),
    ({"id": "r1", "who": "甲", "year": 2025}, "contracts类「c2」的「tasks的」里没有列这一条。"),
    ({"id": "r1", "who": "乙", "year": 2026}, "没有「乙、2026」的contracts类。"),
    ({"id": "r1", "who": "乙"}, "not-applicable"),
])  # fmt: skip
def test_listed_by(record: dict[str, Any], expected: str) -> None:
    assert (
        result(judge(LISTED, record, fields="who:array year:year", others={"contracts": CONTRACTS}))
        == expected
    )


def tree(rule: dict[str, Any], *records: dict[str, Any]) -> Judgement:
    return judge(rule, *records, fields="parent day:date weight:number progress:number", tree="parent")


@each(("above", "below", "expected"), [
    ("2026-12-31", "2026-12-31", []),
    ("2026-12-30", "2026-12-31", ["「day的」是 2026-12-31，晚于上一级「r1」的 2026-12-30。"]),
    ("", "2026-12-31", []),
])  # fmt: skip
def test_within_parent(above: str, below: str, expected: list[str]) -> None:
    judged = tree(
        {"within-parent": {"field": "day"}},
        {"day": above},
        {"parent": "r1", "day": below},
        {"parent": "r9", "day": below},
    )
    assert said(judged) == expected
    assert outcomes(judged) == ["not-applicable"]


@each(("weights", "expected"), [
    ((60, 40), "passed"),
    ((60, "39.9"), "下级 2 条的「weight的」合计 99.9，应为 100。"),
    ((100, ""), "passed"),
    (("", ""), "not-applicable"),
])  # fmt: skip
def test_siblings_total(weights: tuple[object, ...], expected: str) -> None:
    judged = tree(
        {"siblings-total": {"field": "weight"}},
        {"weight": 5},
        *[{"parent": "r1", "weight": w} for w in weights],
    )
    assert (said(judged) or outcomes(judged)) == [expected]


@each(("progress", "parts", "expected"), [
    (76, [(60, 100), (40, 40)], "passed"),
    ("76.5", [(60, 100), (40, 40)], "passed"),
    ("75.5", [(60, 100), (40, 40)], "passed"),
    ("76.6", [(60, 100), (40, 40)], "「progress的」是 76.6，按下级的权重计算应为 76（四舍五入，保留 1 位小数）。"),
    (90, [(60, 100), ("", 40)], "not-applicable"),
    ("", [(60, 100)], "not-applicable"),
    (90, [], "not-applicable"),
])  # fmt: skip
def test_rolled_up(progress: object, parts: list[tuple[object, object]], expected: str) -> None:
    below = [{"parent": "r1", "weight": weight, "progress": done} for weight, done in parts]
    judged = tree({"rolled-up": {"progress": "progress", "weight": "weight"}}, {"progress": progress}, *below)
    assert (said(judged) or outcomes(judged)) == [expected]
