"""The departments that a body lists: records name one of them, pages call it as the list does, forms offer it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from building import DAY, Root
from declaring import declare

from generator.check.gate import judge
from generator.model.declared.record_type import RecordType
from generator.model.text.catalogue import translator
from generator.read.schema.schemas import read_types

PROJECT = Path(__file__).parents[3]
LISTED = ["办公室", {"value": "组织科", "label_en": "Organisation"}]
TASK = {"id": "t1", "title": "样例任务", "year": 2026, "due_on": "2026-12-31", "published_on": "2026-01-10"}


@pytest.fixture
def office(tmp_path: Path) -> Root:
    root = Root(tmp_path / "root")
    root.schema({"extends": "sunlit/tasks"}, "tasks")
    root.declare(
        "data/site.yaml",
        {
            "name": "样例局",
            "name_en": "Sample",
            "languages": ["zh", "en"],
            "packs": [],
            "departments": LISTED,
        },
    )
    return root


def naming(types: dict[str, RecordType]) -> dict[str, tuple[str, ...]]:
    """The fields that take a listed department, by type."""
    return {
        type.name: tuple(field.name for _, field in type.all_fields() if field.constraints.get("enum") == ["办公室", "组织科"])
        for type in types.values()
    }  # fmt: skip


def test_a_record_that_names_another_department_is_refused(office: Root) -> None:
    office.records({**TASK, "unit": "组织课"}, type="tasks")
    (finding,) = (each for each in judge(office.folder, DAY).findings if each.severity == "error")
    assert finding.rule.id == "not-allowed"
    assert finding.hint
    assert "办公室 / 组织科" in finding.hint.render(translator("zh"), "zh")


def test_pages_call_a_department_as_the_list_does(office: Root) -> None:
    office.records({**TASK, "unit": "组织科"}, type="tasks")
    office.build()
    assert "Organisation" in office.page("en/tasks/t1.html").visible
    assert "组织科" in office.page("tasks/t1.html").visible


def test_without_a_list_any_department_may_be_named(office: Root) -> None:
    office.declare("data/site.yaml", {"name": "样例局", "packs": []})
    office.records({**TASK, "unit": "组织课"}, type="tasks")
    assert judge(office.folder, DAY).fit


def test_every_shipped_field_for_a_department_takes_one(tmp_path: Path) -> None:
    shipped = read_types(PROJECT)
    for name in shipped:
        declare(tmp_path, name, {"extends": f"sunlit/{name}"})
    (tmp_path / "data" / "site.yaml").write_text("departments: [办公室, 组织科]\n", encoding="utf-8")
    found = naming(read_types(tmp_path))
    assert found == {
        type.name: tuple(field.name for _, field in type.all_fields() if field.is_department)
        for type in shipped.values()
    }
    for type in shipped.values():
        assert type.department in (None, "issuer", *found[type.name])


@pytest.mark.parametrize(
    ("field", "takes"),
    [
        ({"name": "unit", "is_department": True}, ["办公室", "组织科"]),
        ({"name": "unit", "is_department": True, "constraints": {"enum": ["甲"]}}, ["甲"]),
        ({"name": "unit", "is_department": True, "categories": ["乙"]}, ["乙"]),
        ({"name": "unit"}, None),
    ],
)
def test_a_type_of_ones_own_says_which_fields_they_are(
    tmp_path: Path, field: dict[str, Any], takes: list[str] | None
) -> None:
    declare(tmp_path, "notes", {"fields": [{"name": "id"}, field]})
    (tmp_path / "data" / "site.yaml").write_text("departments: [办公室, 组织科]\n", encoding="utf-8")
    assert read_types(tmp_path)["notes"].field("unit").constraints.get("enum") == takes


def test_what_has_no_translation_is_said_once_where_it_stands(office: Root) -> None:
    found = [each for each in judge(office.folder, DAY).findings if each.rule.id == "untranslated"]
    assert [each.source.path for each in found] == ["data/site.yaml"]
    assert found[0].hint
    assert "title_en, label_en, name_en" in found[0].hint.render(translator("en"), "en")
