"""Shipped rules that a site switches off or changes, one by one, with a reason; and those that no site can."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from building import DAY, Root
from declaring import declare
from each import each

from generator.check.gate import judge
from generator.check.report.rule_list import rules_of_type
from generator.check.rules.engine import bound_rules
from generator.check.rules.library import LIBRARY
from generator.model.declared.record_type import RecordType
from generator.model.declared.severity import Severity
from generator.model.text.catalogue import translator
from generator.model.text.stop import CannotRun
from generator.read.schema.schemas import read_types

PROJECT = Path(__file__).parents[3]
SHIPPED = read_types(PROJECT)
WORKING_DAYS = "minimum-working-days"
OF_APPOINTMENTS = "任前公示不少于五个工作日"
SEVEN_DAYS = {
    "rule": WORKING_DAYS,
    "titled": OF_APPOINTMENTS,
    "parameters": {"days": 7},
    "title": "任前公示不少于七个工作日",
    "title_en": "On notice for at least seven working days",
    "basis": "《样例市公示办法》",
    "reason": "市里规定七个工作日",
    "reason_en": "The city demands seven",
}


def publicity(root: Path, *changes: dict[str, Any]) -> RecordType:
    declare(root, "publicity", {"extends": "sunlit/publicity", "sunlit": {"rule_changes": list(changes)}})
    return read_types(root)["publicity"]


def refused(root: Path, *changes: dict[str, Any]) -> str:
    with pytest.raises(CannotRun) as stop:
        bound_rules(publicity(root, *changes))
    return stop.value.phrase.render(translator("en"), "en")


def test_a_rule_is_switched_off_and_every_other_stays(tmp_path: Path) -> None:
    type = publicity(tmp_path, {"rule": "needs-kinds", "switched_off": True, "reason": "不走民主推荐"})
    kept = [use for use in SHIPPED["publicity"].rules if use.rule != "needs-kinds"]
    assert [(use.rule, use.parameters) for use in type.rules] == [(use.rule, use.parameters) for use in kept]
    assert all(use.inherited for use in type.rules)
    assert [change.was.in_language("en") for change in type.rule_changes] == [
        "Nomination, appraisal, opinion poll and competitive inspection all took place",
        "Reviewed for secrecy before it is made public",
    ]


def test_of_several_rules_with_one_id_the_title_names_the_one(tmp_path: Path) -> None:
    type = publicity(tmp_path, SEVEN_DAYS)
    days = [(use.title.base, use.parameters["days"]) for use in type.rules if use.rule == WORKING_DAYS]
    assert days[0] == ("任前公示不少于七个工作日", 7)
    assert {number for _, number in days[1:]} == {5}
    changed = next(use for use in type.rules if use.rule == WORKING_DAYS)
    was = next(use for use in SHIPPED["publicity"].rules if use.rule == WORKING_DAYS)
    assert (changed.when, changed.in_force, changed.pack) == (was.when, was.in_force, was.pack)
    assert changed.basis == "《样例市公示办法》"
    assert changed.title.in_language("en") == "On notice for at least seven working days"


def test_a_changed_rule_no_longer_says_what_it_said(tmp_path: Path) -> None:
    """Neither «at least five days» nor the regulation that demands five."""
    type = publicity(
        tmp_path,
        {"rule": WORKING_DAYS, "titled": OF_APPOINTMENTS, "parameters": {"days": 3}, "reason": "三天"},
    )
    changed = next(use for use in type.rules if use.rule == WORKING_DAYS)
    assert (changed.title.all(), changed.basis, changed.parameters["days"]) == ((), "", 3)


def test_how_much_a_breach_weighs_can_be_changed_alone(tmp_path: Path) -> None:
    type = publicity(tmp_path, {"rule": "ends-on-working-day", "severity": "warning", "reason": "周末也办公"})
    (changed,) = (use for use in type.rules if use.rule == "ends-on-working-day")
    assert changed.severity is Severity.WARNING
    assert changed.title.base == "公示最后一天是工作日"


def test_records_are_held_against_the_rules_as_they_are_here(tmp_path: Path) -> None:
    root = Root(tmp_path / "root")
    shorter = {
        "id": "g1", "title": "公示", "number": "示公〔2026〕1号", "kind": "选拔任用", "department": "样例科", "body": "样例局",
        "starts_on": "2026-11-18", "ends_on": "2026-11-24",
    }  # fmt: skip

    def found(*changes: dict[str, Any]) -> set[str]:
        publicity(root.folder, *changes)
        root.records(shorter, type="publicity")
        return {finding.rule.id for finding in judge(root.folder, DAY).findings}

    assert WORKING_DAYS not in found()
    assert WORKING_DAYS in found(SEVEN_DAYS)
    assert "needs-kinds" in found()
    assert "needs-kinds" not in found({"rule": "needs-kinds", "switched_off": True, "reason": "不走民主推荐"})


@each(
    ("change", "sentence"),
    [
        ({"rule": "needs-kind", "switched_off": True}, "no rule 'needs-kind'. Did you mean 'needs-kinds'?"),
        ({"rule": "wrong-type", "switched_off": True}, "no rule 'wrong-type'. There are: "),
        ({"rule": WORKING_DAYS, "titled": "五天", "switched_off": True}, f"There are: {OF_APPOINTMENTS}; "),
        ({"rule": "needs-kinds"}, "switched off (switched_off: true), or what differs"),
        ({"rule": "needs-kinds", "switched_off": True, "title": "x"}, "say either"),
        ({"rule": WORKING_DAYS, "titled": OF_APPOINTMENTS, "parameters": {"day": 7}}, "day"),
        ({"rule": WORKING_DAYS, "titled": OF_APPOINTMENTS, "parameters": {"days": "seven"}}, "seven"),
    ],
)
def test_a_change_that_means_nothing_is_refused(
    tmp_path: Path, change: dict[str, Any], sentence: str
) -> None:
    said = refused(tmp_path, {**change, "reason": "理由"})
    assert said.startswith("data/schemas/publicity.yaml")
    assert sentence in said


def test_a_change_without_a_reason_is_refused(tmp_path: Path) -> None:
    assert "reason" in refused(tmp_path, {"rule": "needs-kinds", "switched_off": True})


def test_only_a_schema_that_extends_has_shipped_rules_to_change(tmp_path: Path) -> None:
    change = {"rule": "needs", "switched_off": True, "reason": "理由"}
    declare(tmp_path, "notes", {"fields": [{"name": "id"}], "sunlit": {"rule_changes": [change]}})
    with pytest.raises(CannotRun, match="extends"):
        read_types(tmp_path)


@each(
    ("name", "rule"),
    [
        (type.name, use.rule)
        for type in SHIPPED.values()
        for use in type.rules
        if LIBRARY[use.rule].keeps_people_unknown
    ],
)
@pytest.mark.parametrize("change", [{"switched_off": True}, {"severity": "warning"}])
def test_what_keeps_people_unknown_is_never_switched_off_or_changed(
    tmp_path: Path, name: str, rule: str, change: dict[str, Any]
) -> None:
    content = {
        "extends": f"sunlit/{name}",
        "sunlit": {"rule_changes": [{"rule": rule, "reason": "x", **change}]},
    }
    declare(tmp_path, name, content)
    with pytest.raises(CannotRun) as stop:
        judge(tmp_path, DAY)
    assert "keeps people from being recognised" in stop.value.phrase.render(translator("en"), "en")


def test_every_shipped_rule_can_be_named(tmp_path: Path) -> None:
    """By its id and its title, in either language."""
    for type in SHIPPED.values():
        titles = [(use.rule, title) for use in type.rules for title in use.title.all()]
        assert len(titles) == 2 * len(type.rules)
        assert len(set(titles)) == len(titles)


def test_the_list_of_rules_says_what_was_changed_and_why(tmp_path: Path) -> None:
    type = publicity(
        tmp_path, SEVEN_DAYS, {"rule": "needs-kinds", "switched_off": True, "reason": "不走民主推荐"}
    )
    listed = rules_of_type(type, {}, frozenset(), "zh")
    assert "minimum-working-days 在这里另有规定：任前公示不少于五个工作日。理由：市里规定七个工作日" in listed
    assert "needs-kinds 在这里停用：" in listed
    assert "理由：不走民主推荐" in listed


@each("language", ["zh", "en"])
def test_the_example_of_the_handbook_holds(tmp_path: Path, language: str) -> None:
    handbook = (PROJECT / "docs" / f"handbook.{language}.md").read_text(encoding="utf-8")
    (example,) = re.findall(
        r"```yaml\n# data/schemas/publicity.yaml\n(extends.*?)```", handbook, flags=re.DOTALL
    )
    declare(tmp_path, "publicity", yaml.safe_load(example))
    type = read_types(tmp_path)["publicity"]
    assert len(type.rules) == len(SHIPPED["publicity"].rules) - 1
    assert [change.switched_off for change in type.rule_changes] == [False, True]
    assert judge(tmp_path, DAY).fit
