from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from building import Root

from generator.check.calendar.clock import day_to_judge
from generator.check.gate import judge
from generator.model.declared.site import Site
from generator.model.text.stop import CannotRun


def rules(root: Root) -> list[str]:
    return [finding.rule.id for finding in judge(root.folder, None).findings]


@pytest.fixture
def tasks(root: Root) -> Root:
    fields = [
        {"name": "id", "title": "编号", "constraints": {"required": True}},
        {"name": "title", "title": "标题", "constraints": {"required": True}},
        {"name": "parent"},
    ]
    root.schema(
        {"fields": fields, "sunlit": {"tree": "parent", "relations": [{"field": "parent", "to": "notes"}]}}
    )
    return root


def test_the_day_is_that_of_the_site_s_time_zone() -> None:
    zone = "Pacific/Kiritimati"
    before, day, after = (
        datetime.now(ZoneInfo(zone)).date(),
        day_to_judge(None, Site(time_zone=zone)),
        datetime.now(ZoneInfo(zone)).date(),
    )
    assert before <= day <= after


def test_the_day_can_be_named(tasks: Root) -> None:
    tasks.records({"id": "a", "title": "x"})
    assert judge(tasks.folder, date(2020, 1, 2)).as_of == date(2020, 1, 2)


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("- 编号: 1\n  标题: 甲\n- 编号: 2\n\t标题: 乙\n", "tab-in-yaml"),
        ("- 编号: 1\n  标题: 甲\n- 编号: 2\n  标题: 乙\n\tparent: 1\n", "tab-in-yaml"),
        ("- 编号: 1\n  标提: 甲\n", "unknown-key"),
        ("- 编号: 1\n  标题: [甲, {a: b}]\n", "wrong-shape"),
        ("- 编号: 1\n  标题: 甲\n  标题: 乙\n", "duplicate-key"),
        ('- 编号: 1\n  标题: "甲\n', "yaml-syntax"),
        ("- 编号: 1\n  标题: &a 甲\n", "yaml-feature"),
    ],
)
def test_one_mistake_is_one_finding(tasks: Root, text: str, rule: str) -> None:
    """Not a second one for what is missing only because it was not understood."""
    tasks.write("data/notes/a.yaml", text)
    assert rules(tasks) == [rule]


def test_a_reference_to_a_record_that_could_not_be_read_is_not_called_dangling(tasks: Root) -> None:
    tasks.write("data/notes/a.yaml", "编号: 1\n标题: '甲\n")
    tasks.write("data/notes/b.yaml", "编号: 2\n标题: 乙\nparent: 1\n")
    assert rules(tasks) == ["yaml-syntax"]


def test_findings_come_in_the_order_of_files_and_places(tasks: Root) -> None:
    tasks.write("data/notes/b.csv", "编号,标题\n1,\n2,\n")
    tasks.write("data/notes/a.yaml", "- 编号: 3\n  标题: x\n  parent: 9\n- {编号: 3, 标题: y}\n")
    found = judge(tasks.folder, None).findings
    places = [(finding.source.path, finding.source.line) for finding in found]
    assert places == sorted(places, key=str)
    assert len(places) == 4


def test_a_language_and_a_type_cannot_stand_in_one_folder(root: Root) -> None:
    root.schema(name="fr")
    root.declare("data/site.yaml", {"languages": ["fr"]})
    judge(root.folder, None)
    root.declare("data/site.yaml", {"languages": ["zh", "fr"]})
    with pytest.raises(CannotRun):
        judge(root.folder, None)


def test_a_draft_may_lack_what_it_needs_and_nothing_else_may(tasks: Root) -> None:
    tasks.records({"id": "a", "draft": True}, {"id": "b", "title": "乙"})
    verdict = judge(tasks.folder, None)
    assert verdict.fit
    assert [
        (each.rule.id, each.record, each.field) for each in verdict.findings if each.rule.id == "required"
    ] == [("required", "a", "title")]
    tasks.records({"id": "a", "draft": True, "parent": "c"}, {"id": "b"})
    assert judge(tasks.folder, None).errors == 2


def test_a_sum_among_the_rows_of_a_record_is_warned_of_whatever_file_it_stands_in(root: Root) -> None:
    items = {"fields": [{"name": "name"}, {"name": "sum", "type": "number"}]}
    root.schema(
        {
            "fields": [{"name": "id"}, {"name": "title"}],
            "sunlit": {"title": "通知", "children": {"items": items}},
        }
    )
    root.write("data/notes/a.csv", "id,title\ng1,甲\n")
    root.write("data/notes/a.items.csv", "id,name,sum\ng1,x,1\ng1,合計,1\n")
    root.write(
        "data/notes/b.yaml", "- id: g2\n  title: 乙\n  items: [{name: x, sum: 3}, {name: 合计, sum: 3}]\n"
    )
    verdict = judge(root.folder, None)
    assert verdict.fit
    assert [(each.rule.id, each.source.path, each.source.line) for each in verdict.findings] == [
        ("not-a-row", "data/notes/a.items.csv", 3),
        ("not-a-row", "data/notes/b.yaml", 3),
    ]
