"""When a rule binds, how much it weighs, and what becomes of each record under it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from building import Root
from each import each

from generator.check.gate import judge as gate
from generator.check.rules.examples import example
from generator.check.rules.library import LIBRARY
from generator.model.declared.severity import Severity
from generator.model.text.catalogue import translator
from generator.model.text.stop import CannotRun

from .judging import DAY, judge, outcome, outcomes, said

NEEDS = {"needs": {"fields": ["a"]}}


@each(("on", "result"), [
    ("2013-12-31", "not-applicable"),
    ("2014-01-15", "failed"),
    ("2019-03-16", "failed"),
    ("2019-03-17", "not-applicable"),
    ("", "not-applicable"),  # as of today, 2026
])  # fmt: skip
def test_a_rule_binds_records_of_its_own_time(on: str, result: str) -> None:
    rule = {**NEEDS, "in_force": {"from": "2014-01-15", "to": "2019-03-16"}}
    assert outcome(judge(rule, {"on": on}, fields="a on:date", date="on")) == result


def test_a_rule_that_is_still_to_come_does_not_bind_yet() -> None:
    rule = {**NEEDS, "in_force": {"from": "2027-01-01"}}
    assert outcome(judge(rule, {}, fields="a on:date", date="on")) == "not-applicable"
    assert outcome(judge(rule, {}, fields="a on:date", date="on", today=date(2027, 1, 1))) == "failed"


@each(("kind", "result"), [("x", "failed"), ("y", "not-applicable"), ("", "not-applicable")])
def test_a_rule_binds_records_for_which_its_condition_holds(kind: str, result: str) -> None:
    rule = {"needs": {"fields": ["a"], "when": {"kind": ["x", "z"]}}}
    assert outcome(judge(rule, {"kind": kind}, fields="a kind")) == result


@each(("pack", "packs", "found"), [
    ("", frozenset(), 1),
    ("组织工作", frozenset({"组织工作"}), 1),
    ("重大行政决策", frozenset({"组织工作"}), 0),
])  # fmt: skip
def test_packs_are_switched(pack: str, packs: frozenset[str], found: int) -> None:
    judged = judge({**NEEDS, **({"pack": pack} if pack else {})}, {}, fields="a", packs=packs)
    assert len(judged.findings) == found
    assert len(judged.checked) == found


@each("id", sorted(LIBRARY))
def test_what_time_or_absence_alone_brings_about_is_a_warning(id: str) -> None:
    shown, definition = example(id), LIBRARY[id]
    (finding,) = shown.judge(shown.fails).findings
    assert (finding.severity is Severity.WARNING) is (definition.timed or definition.covers)


def test_the_schema_may_weigh_otherwise_and_cites_what_demands_it() -> None:
    judged = judge({**NEEDS, "severity": "warning", "basis": "某条例第三条"}, {}, fields="a")
    assert [(finding.severity, finding.basis) for finding in judged.findings] == [("warning", "某条例第三条")]
    overdue = {"overdue": {"deadline": "a"}, "severity": "error"}
    assert [
        finding.severity for finding in judge(overdue, {"a": "2026-01-01"}, fields="a:date").findings
    ] == ["error"]


def test_every_rule_of_the_type_has_an_outcome_in_the_schema_s_order() -> None:
    rules: list[dict[str, Any]] = [NEEDS, {"needs": {"fields": ["b"]}}, {"in-order": {"fields": ["c", "d"]}}]
    judged = judge(rules, {"a": "x"}, fields="a b c:date d:date")
    assert outcomes(judged) == ["passed", "failed", "not-applicable"]
    assert [checked.use.rule for checked in judged.checked["r", "r1"]] == ["needs", "needs", "in-order"]
    assert said(judged) == ["「b的」没填，这里必须填。"]


VISITS = {
    "fields": [
        {"name": "id", "title": "编号", "constraints": {"required": True}},
        {"name": "title", "title": "标题"},
        {"name": "opens", "title": "开始", "type": "date"},
        {"name": "closes", "title": "结束", "type": "date"},
        {"name": "asked", "title": "发出", "type": "integer"},
        {"name": "answered", "title": "收回", "type": "integer"},
        {"name": "rate", "title": "回收率", "type": "number", "show": "progress"},
        {"name": "outcome", "title": "结果"},
    ],
    "sunlit": {
        "title": "走访",
        "date": "opens",
        "rules": [
            {"minimum-working-days": {"from": "opens", "to": "closes", "days": 5}, "basis": "某办法第五条"},
            {"ends-on-working-day": {"field": "closes"}},
            {"at-most": {"fields": ["answered"], "limit": "asked"}},
            {"percentage": {"part": "answered", "whole": "asked", "percent": "rate"}},
            {"outcome-within": {"ends": "closes", "outcome": "outcome", "days": 10}},
            {"covers-periods": {"date": "opens", "every": "year"}},
        ],
    },
}


def test_a_type_that_nobody_knew_is_judged_by_rules_that_it_declares(root: Root) -> None:
    root.schema(VISITS, name="visits")
    root.write(
        "data/visits/2026.csv",
        "编号,标题,开始,结束,发出,收回,回收率,结果\n"
        "a,甲,2026-05-06,2026-05-12,600,571,95%,已反馈\n"
        "b,乙,2026-05-06,2026-05-10,600,601,100%,\n",
    )
    verdict = gate(root.folder, DAY)
    shown = [
        (
            finding.rule.id,
            finding.source.path,
            finding.source.line,
            finding.source.column,
            finding.severity,
            finding.basis,
        )
        for finding in verdict.findings
    ]
    assert shown == [
        ("ends-on-working-day", "data/visits/2026.csv", 3, 4, "error", ""),
        ("minimum-working-days", "data/visits/2026.csv", 3, 4, "error", "某办法第五条"),
        ("at-most", "data/visits/2026.csv", 3, 6, "error", ""),
        ("outcome-within", "data/visits/2026.csv", 3, 8, "warning", ""),
    ]
    assert [checked.outcome for checked in verdict.checked["visits", "a"]] == ["passed"] * 5
    assert [gap.period for gap in verdict.coverage] == []


def test_a_calendar_file_of_the_office_counts(root: Root) -> None:
    root.schema(VISITS, name="visits")
    root.records({"id": "a", "opens": "2096-05-07", "closes": "2096-05-12"}, type="visits")
    assert [finding.rule.id for finding in gate(root.folder, DAY).findings] == []
    root.declare(
        "data/calendar/2096.yaml", {"working": ["2096-05-12"], "holidays": ["2096-05-07", "2096-05-08"]}
    )
    (finding,) = gate(root.folder, DAY).findings
    assert (
        finding.message.render(translator("zh"), "zh")
        == "2096-05-07 至 2096-05-12 只有 4 个工作日，至少要 5 个。"
    )


def test_the_site_switches_packs(root: Root) -> None:
    schema: dict[str, Any] = {
        "fields": [{"name": "id"}, {"name": "a", "title": "甲"}],
        "sunlit": {"rules": [{**NEEDS, "pack": "政府信息公开"}]},
    }
    root.schema(schema)
    root.records({"id": "x"})
    assert gate(root.folder, DAY).fit
    root.declare("data/site.yaml", {"packs": ["政府信息公开"]})
    assert not gate(root.folder, DAY).fit


def test_a_rule_that_means_nothing_stops_the_run(root: Root) -> None:
    root.schema({"fields": [{"name": "id"}], "sunlit": {"rules": [{"needs": {"fields": ["gone"]}}]}})
    root.records({"id": "x"})
    with pytest.raises(CannotRun):
        gate(root.folder, DAY)
