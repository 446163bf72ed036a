"""A site's schema over a shipped one: what adds up, what falls away, and what stops the run."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from building import DAY
from declaring import declare, refusal
from each import each

from generator.check.gate import judge
from generator.check.rules.engine import bound_rules
from generator.model.declared.record_type import RecordType
from generator.model.text.catalogue import translator
from generator.model.text.stop import CannotRun
from generator.read.schema.schemas import read_types

PROJECT = Path(__file__).parents[3]
SHIPPED = read_types(PROJECT)
OWN_RULE = {"needs": {"fields": ["summary"]}, "title": "写明概述"}


def extended(root: Path, name: str, *beside: str, **sunlit: Any) -> RecordType:
    """The shipped type ``name`` with a block of the site's own over it, in a site that has only ``beside`` beside."""
    declare(root, name, {"extends": f"sunlit/{name}", "sunlit": sunlit})
    for other in beside:
        declare(root, other, {"extends": f"sunlit/{other}"})
    return read_types(root)[name]


def bound(root: Path, name: str) -> list[str]:
    types = read_types(root)
    return [rule.use.rule for rule in bound_rules(types[name], types)]


def stopped(root: Path, name: str) -> str:
    with pytest.raises(CannotRun) as stop:
        bound(root, name)
    return stop.value.phrase.render(translator("en"), "en")


def test_own_rules_follow_the_shipped_ones(tmp_path: Path) -> None:
    type = extended(tmp_path, "decisions", rules=[OWN_RULE])
    shipped = SHIPPED["decisions"].rules
    assert [use.rule for use in type.rules] == [*(use.rule for use in shipped), "needs"]
    assert [use.inherited for use in type.rules] == [*[True] * len(shipped), False]
    assert type.rules[-1].title.in_language("zh") == "写明概述"
    assert [use.parameters for use in type.rules[:-1]] == [use.parameters for use in shipped]


def test_own_relations_follow_the_shipped_ones(tmp_path: Path) -> None:
    own = {"field": "other_basis", "to": "regulations", "inverse": "也据此"}
    type = extended(tmp_path, "decisions", "regulations", "researchers", relations=[own])
    assert [(relation.field, relation.to) for relation in type.relations] == [
        *((relation.field, relation.to) for relation in SHIPPED["decisions"].relations),
        ("other_basis", "regulations"),
    ]


def test_shipped_relations_to_types_that_the_site_lacks_fall_away(tmp_path: Path) -> None:
    assert [relation.to for relation in SHIPPED["decisions"].relations] == ["regulations", "researchers"]
    assert extended(tmp_path / "alone", "decisions").relations == ()
    beside = extended(tmp_path / "beside", "decisions", "regulations")
    assert [relation.field for relation in beside.relations] == ["basis"]


def test_a_type_keeps_its_relations_to_itself(tmp_path: Path) -> None:
    assert [relation.field for relation in extended(tmp_path, "regulations").relations] == ["supersedes"]


def test_shipped_rules_on_types_that_the_site_lacks_fall_away(tmp_path: Path) -> None:
    extended(tmp_path / "alone", "decisions", rules=[OWN_RULE])
    extended(tmp_path / "beside", "decisions", "regulations", "tasks", rules=[OWN_RULE])
    every = [use.rule for use in SHIPPED["decisions"].rules]
    assert (every.count("in-force"), every.count("listed-by")) == (2, 1)
    assert bound(tmp_path / "alone", "decisions") == [
        *(rule for rule in every if rule not in ("in-force", "listed-by")), "needs"
    ]  # fmt: skip
    beside = bound(tmp_path / "beside", "decisions")
    assert (beside.count("in-force"), beside.count("listed-by"), len(beside)) == (1, 1, len(every))


def test_an_own_relation_to_nowhere_stops_the_run(tmp_path: Path) -> None:
    block = {"relations": [{"field": "other_basis", "to": "laws"}]}
    said = refusal(tmp_path, {"extends": "sunlit/decisions", "sunlit": block}, "decisions")
    assert "data/schemas/decisions.yaml" in said
    assert "'laws'" in said


@each("rule", [
    {"listed-by": {"type": "tasks", "field": "decision", "own": ["department"], "theirs": ["unit"]}},
    {"in-force": {"field": "basis", "starts": "in_force_from"}},
    {"needs": {"fields": ["gone"]}},
    {"no-such-rule": {}},
])  # fmt: skip
def test_an_own_rule_that_means_nothing_stops_the_run(tmp_path: Path, rule: dict[str, Any]) -> None:
    extended(tmp_path, "decisions", rules=[rule])
    assert stopped(tmp_path, "decisions").startswith("data/schemas/decisions.yaml")


@pytest.mark.parametrize("name", sorted(SHIPPED))
def test_each_shipped_type_can_be_taken_over_alone(tmp_path: Path, name: str) -> None:
    type = extended(tmp_path, name)
    assert {relation.to for relation in type.relations} <= {name}
    assert set(bound(tmp_path, name)) <= {use.rule for use in SHIPPED[name].rules}
    assert judge(tmp_path, DAY).fit
