"""A schema's entry is bound before anything is judged; one that means nothing stops the run with its sentence."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from each import each

from generator.check.rules.definition import BoundRule
from generator.check.rules.engine import bound_rules
from generator.check.rules.library import LIBRARY
from generator.check.rules.spans import Every
from generator.model.text.catalogue import translator
from generator.model.text.stop import CannotRun

from .judging import type_of

TABLES = {"rows": "x y:number"}
THEIRS = type_of("laws", "since:date tasks:array", [], {})


def bound(entry: dict[str, Any], *, tree: bool = True) -> BoundRule:
    block: dict[str, Any] = {
        "relations": [{"field": "law", "to": "laws"}],
        **({"tree": "parent"} if tree else {}),
    }
    type = type_of("r", "a:date b c:number law parent", [entry], TABLES, **block)
    (rule,) = bound_rules(type, {"r": type, "laws": THEIRS})
    return rule


def refusal(entry: dict[str, Any], *, tree: bool = True) -> str:
    with pytest.raises(CannotRun) as stop:
        bound(entry, tree=tree)
    return stop.value.phrase.render(translator("zh"), "zh").removeprefix("data/schemas/r.yaml：")


@each(
    ("entry", "sentence"),
    [
        ({"needz": {"fields": ["a"]}}, "没有「needz」这条规则。用 sunlit rules 可以看到全部规则。"),
        ({"needs": {}}, "rules.needs 里要写「fields」。"),
        ({"needs": {"field": "a", "fields": ["a"]}}, "rules.needs 里的「field」没有意义。是不是 fields？"),
        (
            {"no-contact-data": {"fields": ["a"]}},
            "rules.no-contact-data 里的「fields」没有意义。可用的有：-。",
        ),
        ({"needs": {"fields": ["lew"]}}, "rules.needs.fields 里写的「lew」不是记录的栏目。是不是 law？"),
        ({"needs": {"fields": []}}, "rules.needs.fields 至少要有一项。"),
        ({"needs": {"fields": "a"}}, "rules.needs.fields 应当是列表，每一项以“- ”开头。"),
        ({"needs": {"fields": [["a"]]}}, "rules.needs.fields 不能是「['a']」，应当是记录的栏目。"),
        ({"needs-rows": {"table": "raws"}}, "rules.needs-rows.table 里写的「raws」不是子表。是不是 rows？"),
        (
            {"needs-rows": {"table": "rows", "at_least": "two"}},
            "rules.needs-rows.at_least 不能是「two」，应当是整数。",
        ),
        (
            {"needs-rows": {"table": "rows", "at_least": True}},
            "rules.needs-rows.at_least 不能是「True」，应当是整数。",
        ),
        (
            {"rows-add-up": {"table": "rows", "field": "a"}},
            "rules.rows-add-up.field 里写的「a」不是那个子表的栏目。可用的有：x, y。",
        ),
        (
            {"rows-add-up": {"table": "rows", "field": "y", "total": float("nan")}},
            "rules.rows-add-up.total 不能是「nan」，应当是数字。",
        ),
        (
            {"rows-need": {"table": "rows", "fields": ["x", "z"]}},
            "rules.rows-need.fields 里写的「z」不是那个子表的栏目。可用的有：x, y。",
        ),
        (
            {"covers-periods": {"date": "a", "every": "week"}},
            "rules.covers-periods.every 不能是「week」，应当是下列之一：month, quarter, half, year。",
        ),
        (
            {"outcome-within": {"ends": "a", "outcome": "b", "days": 5, "working": 1}},
            "rules.outcome-within.working 不能是「1」，应当是true 或者 false。",
        ),
        (
            {"in-force": {"field": "law", "starts": "sinse"}},
            "rules.in-force.starts 里写的「sinse」不是那个类型的栏目。是不是 since？",
        ),
        (
            {"in-force": {"field": "b", "starts": "since"}},
            "rules.in-force.starts 里写的「since」不是那个类型的栏目。可用的有：-。",
        ),
        (
            {"listed-by": {"type": "lawz", "field": "tasks", "own": ["b"], "theirs": ["id"]}},
            "rules.listed-by.type 里写的「lawz」不是记录类型。是不是 laws？",
        ),
        (
            {"listed-by": {"type": "laws", "field": "tasks", "own": ["b"], "theirs": ["idd"]}},
            "rules.listed-by.theirs 里写的「idd」不是那个类型的栏目。是不是 id？",
        ),
        (
            {"listed-by": {"type": "laws", "field": "tasks", "own": ["a", "b"], "theirs": ["id"]}},
            "规则 listed-by 的 own, theirs 里，项数要一样多。",
        ),
        (
            {"replied-in-time": {"from": "a", "to": "a"}},
            "规则 replied-in-time 的参数 days, via_days，至少要写一个。",
        ),
        (
            {"rows-percentage": {"table": "rows", "part": "y", "percent": "y"}},
            "规则 rows-percentage 的参数 whole, whole_field，至少要写一个。",
        ),
    ],
)
def test_an_entry_that_means_nothing_stops_the_run(entry: dict[str, Any], sentence: str) -> None:
    assert refusal(entry) == sentence


@each(
    "entry",
    [
        {"leaf-needs": {"fields": ["a"]}},
        {"within-parent": {"field": "a"}},
        {"siblings-total": {"field": "c"}},
        {"rolled-up": {"progress": "c", "weight": "c"}},
    ],
)
def test_rules_on_trees_need_one(entry: dict[str, Any]) -> None:
    assert bound(entry)
    assert refusal(entry, tree=False).endswith("只用于写了 tree（上下级）的类型。")


def test_a_condition_names_fields_of_the_table() -> None:
    entry = {"needs-rows": {"table": "rows", "where": {"a": "x"}}}
    assert refusal(entry) == "rules.needs-rows.where 里写的「a」不是那个子表的栏目。可用的有：x, y。"


def test_parameters_come_as_the_rule_expects_them() -> None:
    rule = bound({"rows-add-up": {"table": "rows", "field": "y", "total": 90, "tolerance": 0.5}})
    assert rule.arguments == {
        "table": "rows",
        "field": "y",
        "total": Decimal(90),
        "tolerance": Decimal("0.5"),
    }
    assert bound({"covers-periods": {"date": "a", "every": "half"}}).arguments["every"] is Every.HALF
    assert bound({"in-order": {"fields": ["a", "a"]}}).arguments == {"fields": ("a", "a")}


def test_parameters_that_are_words_of_the_language_lose_their_mark() -> None:
    parameters = LIBRARY["minimum-days"].parameters
    assert list(parameters) == ["from", "to", "days", "reason"]
    assert bound({"minimum-days": {"from": "a", "to": "a", "days": 3}}).arguments == {
        "from_": "a",
        "to": "a",
        "days": 3,
    }


@each("id", sorted(LIBRARY))
def test_a_rule_explains_each_of_its_parameters(id: str) -> None:
    definition = LIBRARY[id]
    documented = definition.function.__doc__ or ""
    assert [name for name in definition.parameters if f"``{name}``" not in documented] == []
    assert documented.strip()
