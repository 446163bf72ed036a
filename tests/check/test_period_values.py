"""What is public during a period alone, typed where it would stay: each such place is a finding, and nothing else is."""

from __future__ import annotations

from typing import Any

import pytest
from building import DAY, Root
from each import each
from hypothesis import given
from hypothesis import strategies as st

from generator.check.gate import judge
from generator.check.passing.literal_search import Literals, key
from generator.check.passing.period_values import PeriodValues
from generator.check.report import as_text
from generator.model.declared.personal import PersonalClass
from generator.model.declared.severity import Severity
from generator.model.findings.finding import Finding

NAME = {"personal": {"class": "name", "public": "during-period"}}
LISTS: dict[str, Any] = {
    "fields": [
        {"name": "id", "title": "编号"},
        {"name": "title", "title": "标题"},
        {"name": "note", "title": "说明"},
        {"name": "signed", "title": "经办人", "personal": {"class": "name", "public": "always"}},
        {"name": "phone", "title": "本人电话", "personal": {"class": "phone", "public": "never"}},
        {"name": "starts_on", "title": "开始", "type": "date"},
        {"name": "ends_on", "title": "结束", "type": "date"},
    ],
    "sunlit": {
        "title": "名单", "period": {"from": "starts_on", "to": "ends_on"}, "neutral_title": "名单（{id}）",
        "children": {"people": {"title": "人员", "fields": [
            {"name": "name", "title": "姓名", **NAME},
            {"name": "degree", "title": "学历", "personal": {"class": "other", "public": "during-period"}},
            {"name": "place", "title": "地点"},
        ]}},
    },
}  # fmt: skip
CORRECTION = {"on": "2026-11-20", "kind": "更正", "field": "姓名", "reason": "笔误"}
PERIOD = {"starts_on": "2026-11-18", "ends_on": "2026-11-24"}


@pytest.fixture
def lists(root: Root) -> Root:
    root.schema(LISTS, "lists")
    root.schema()
    return root


def list_of(name: str = "样例欧阳", **more: Any) -> dict[str, Any]:
    return {"id": "L1", "title": "名单", **PERIOD, "people": [{"name": name, "degree": "大学"}], **more}


def findings(root: Root) -> list[Finding]:
    return list(judge(root.folder, DAY).findings)


def places(root: Root) -> list[tuple[str, str, str]]:
    return [(finding.rule.id, finding.record, finding.field) for finding in findings(root)]


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"title": "关于样例欧阳的公示"}, "title"),
        ({"note": "样 例　欧 阳同志"}, "note"),
        ({"note": "样\u2060例欧阳"}, "note"),
        ({"note": "样例\n欧阳"}, "note"),
        ({"note": "樣例歐陽"}, "note"),
        ({"note": "样例欧阳\U000e0100同志"}, "note"),
        ({"note": "样·例欧阳"}, "note"),
        ({"note": "样例-欧阳，样例（欧阳）"}, "note"),
        ({"source": "样例欧阳供稿"}, "source"),
        ({"approvals": [{"stage": "提出", "unit": "样例欧阳办公室"}]}, "unit"),
        ({"corrections": [{**CORRECTION, "before": "样例欧阳"}]}, "before"),
        ({"people": [{"name": "样例欧阳", "place": "样例欧阳家"}]}, "place"),
    ],
)  # fmt: skip
def test_a_name_in_another_field_of_its_record_is_a_finding(
    lists: Root, more: dict[str, Any], field: str
) -> None:
    lists.records(list_of(**more), type="lists")
    found = [place for place in places(lists) if place[0] == "period-value"]
    assert found == [("period-value", "L1", field)]


def test_a_name_in_another_record_a_file_s_name_or_a_page_is_a_finding(lists: Root) -> None:
    lists.records(list_of(), type="lists")
    lists.records({"id": "a", "title": "样例欧阳的任务"}, file="样例欧阳")
    lists.write("content/about.md", "# 关于\n\n办公室\n\n请找样例\n欧阳，或者样例欧阳。\n")
    lists.write("content/样例欧阳.png", b"")
    found = [(f.source.path, f.source.line, f.field) for f in findings(lists) if f.rule.id == "period-value"]
    assert found == [
        ("content", None, ""),
        ("content/about.md", 5, ""),
        ("data/notes", None, ""),
        ("data/notes/样例欧阳.yaml", 1, "title"),
    ]


@pytest.mark.parametrize(
    "more",
    [
        {"signed": "样例欧阳"},
        {"approvals": [{"stage": "提出", "person": "样例欧阳"}]},
        {"note": "样例，欧阳"},
        {"note": "大学毕业"},
        {},
    ],
)
def test_the_same_person_in_a_field_declared_for_good_is_none(lists: Root, more: dict[str, Any]) -> None:
    """Nor are words that many share, or the parts of a name apart."""
    lists.records(list_of(**more), type="lists")
    assert places(lists) == []


def test_a_value_that_is_never_public_is_looked_for_as_well(lists: Root) -> None:
    lists.records(list_of(phone="0000-7654321", note="电话００００－７６５４３２１"), type="lists")
    assert places(lists) == [("period-value", "L1", "note")]


@pytest.mark.parametrize(("note", "severity"), [
    ("请找高峰。", Severity.WARNING),
    ("高峰、样例甲", Severity.ERROR),
    ("样例 高峰 样例", Severity.ERROR),
    ("避开高峰时段", Severity.WARNING),
    ("避开高峰时段，找高峰！", Severity.WARNING),
])  # fmt: skip
def test_a_name_of_two_signs_within_other_words_is_a_warning(
    lists: Root, note: str, severity: Severity
) -> None:
    lists.records(list_of("高峰", note=note), type="lists")
    (finding,) = findings(lists)
    assert (finding.rule.id, finding.severity) == ("period-value", severity)


def test_each_name_of_a_list_is_looked_for(lists: Root) -> None:
    """Whether the names are a list, or stand in one cell."""
    lists.schema({**LISTS, "fields": [*LISTS["fields"], {"name": "all", "type": "array", **NAME}]}, "lists")
    lists.records(
        list_of("样例欧阳（女，汉族）、1.样例乙甲★；李 女"),
        {**list_of("姓名：样例丁"), "id": "L2", "all": ["样例丙丁 样例戊己", "OUYANG Jianguo（样例庚辛）"]},
        type="lists",
    )
    for name, count in {
        "样例欧阳": 1, "样例乙甲": 1, "样例丙丁": 1, "样例戊己": 1, "OUYANG Jianguo": 1, "样例丁": 1, "汉族": 0, "李": 0,
    }.items():  # fmt: skip
        lists.records({"id": "a", "title": f"找{name}。"})
        assert len(places(lists)) == count, name


def test_each_name_of_a_plain_list_is_looked_for(lists: Root) -> None:
    lists.schema({**LISTS, "fields": [*LISTS["fields"], {"name": "all", "type": "array", **NAME}]}, "lists")
    lists.records(
        list_of("样例欧阳、样例乙甲; 李"),
        {**list_of("样例丁"), "id": "L2", "all": ["样例丙丁"]},
        type="lists",
    )
    for name, count in {"样例欧阳": 1, "样例乙甲": 1, "样例丙丁": 1, "李": 0}.items():
        lists.records({"id": "a", "title": f"找{name}"})
        assert len(places(lists)) == count, name


@pytest.mark.parametrize(("name", "typed"), [
    ("Ann O'Brien", "O'Brien, Ann"), ("Ann Mary O'Brien", "O’Brien,  Ann Mary"), ("O'Brien, Ann", "Ann O'Brien"),
])  # fmt: skip
def test_a_name_in_letters_is_found_as_lists_have_it(lists: Root, name: str, typed: str) -> None:
    lists.records(list_of(name, note=f"见 {typed}。"), type="lists")
    assert [place for place in places(lists) if place[0] == "period-value"] == [
        ("period-value", "L1", "note")
    ]


def test_a_number_of_another_kind_than_text_is_looked_for(lists: Root) -> None:
    line = {
        "name": "line",
        "title": "短号",
        "type": "integer",
        "personal": {"class": "phone", "public": "never"},
    }
    lists.schema({**LISTS, "fields": [*LISTS["fields"], line]}, "lists")
    lists.records(list_of(line=7654321), type="lists")
    lists.records({"id": "a", "title": "短号 7654-321"})
    assert places(lists) == [("period-value", "a", "title")]


def test_a_name_of_two_signs_among_the_words_of_a_schema_is_a_warning(lists: Root) -> None:
    """Who is called 高峰 cannot help what a field is called."""
    lists.records(list_of("高峰"), type="lists")
    lists.schema({"fields": [{"name": "id"}, {"name": "peak", "title": "高峰"}]}, "more")
    (finding,) = findings(lists)
    assert (finding.rule.id, finding.source.path, finding.severity) == (
        "period-value",
        "data/schemas/more.yaml",
        Severity.WARNING,
    )
    lists.declare("data/site.yaml", {"notice": "高峰"})
    assert {finding.severity for finding in findings(lists)} == {Severity.WARNING, Severity.ERROR}


def test_a_report_never_prints_the_value(lists: Root) -> None:
    """Nor does any other finding about a field that does not last."""
    schema = {**LISTS, "sunlit": {**LISTS["sunlit"], "children": {"people": {"title": "人员", "fields": [
        {"name": "name", "title": "姓名", **NAME, "constraints": {"pattern": "[a-z]+"}},
        {"name": "birth", "title": "出生", "constraints": {"maxLength": 3},
         "personal": {"class": "birth", "public": "during-period"}},
    ]}}}}  # fmt: skip
    lists.schema(schema, "lists")
    lists.records(
        {"id": "L1", "title": "样例欧阳", **PERIOD, "people": [{"name": "样例欧阳", "birth": "1984年6月"}]},
        type="lists",
    )
    verdict = judge(lists.folder, DAY)
    assert {finding.rule.id for finding in verdict.findings} == {
        "period-value",
        "wrong-pattern",
        "wrong-length",
    }
    for code in ("zh", "en"):
        text = as_text(verdict, code)
        assert "样例欧阳" not in text
        assert "1984年6月" not in text
        assert "样***" in text


def test_what_is_found_of_a_list_or_turned_round_is_hidden_in_a_report_too(lists: Root) -> None:
    narrow = {"name": "title", "title": "标题", "constraints": {"pattern": "[a-z]+"}}
    lists.schema(
        {**LISTS, "fields": [narrow if one["name"] == "title" else one for one in LISTS["fields"]]}, "lists"
    )
    lists.records({**list_of("Ann O'Brien、样例乙甲"), "title": "O'Brien, Ann 样例乙甲 示例甲"}, type="lists")
    text = as_text(judge(lists.folder, DAY), "en")
    assert "示例甲" in text
    assert "O'Brien, Ann" not in text
    assert "样例乙甲" not in text


def test_a_list_without_an_end_is_a_finding(lists: Root) -> None:
    lists.records(
        {"id": "L1", "title": "名单", "starts_on": "2026-11-18", "people": [{"name": "样例甲"}]}, type="lists"
    )
    assert places(lists) == [("open-ended-period", "L1", "ends_on")]
    lists.records({"id": "L1", "title": "名单", "starts_on": "2026-11-18"}, type="lists")
    assert places(lists) == []


@each(("ends_on", "told"), [("2027-11-19", False), ("2027-11-20", True), ("2062-11-30", True)])
def test_a_list_that_lasts_for_years_raises_a_warning(lists: Root, ends_on: str, told: bool) -> None:
    period = {"starts_on": "2026-11-18", "ends_on": ends_on}
    lists.records({"id": "L1", "title": "名单", **period, "people": [{"name": "样例甲"}]}, type="lists")
    assert places(lists) == ([("open-ended-period", "L1", "ends_on")] if told else [])
    assert judge(lists.folder, DAY).fit


NAMES = st.text(alphabet="样例甲乙丙ab", min_size=2, max_size=4)


@given(st.lists(NAMES, min_size=1, max_size=5), st.text(alphabet="样例甲乙丙abＡ 　，\n", max_size=40))
def test_a_text_holds_a_value_exactly_if_its_folded_form_does(names: list[str], text: str) -> None:
    values = PeriodValues(dict.fromkeys(names, PersonalClass.NAME), Literals(names))
    found = {one.key for one in values.find(text)}
    standing = {name for name in names if name in key(text)}
    assert found <= standing
    assert all(any(name in longer for longer in found) for name in standing)
    assert values.literals.may_stand_in(text) or not standing
