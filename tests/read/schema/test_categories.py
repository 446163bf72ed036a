"""The values that a field allows, with their names: every form that Table Schema has for them, and what a site lays over."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from building import PROJECT
from declaring import PLAIN, declare, one, refusal
from each import each

from generator.model.declared.record_type import Field
from generator.model.text.wording import Wording
from generator.read.schema.schemas import read_types


def kind(root: Path, **declared: Any) -> Field:
    fields = [*PLAIN["fields"], {"name": "kind", **declared}]
    return one(root, {**PLAIN, "fields": fields}).field("kind")


@each(
    "categories",
    [["树", "草"], [{"value": "树"}, {"value": "草"}], [{"value": "树", "label": ""}, "草"]],
)
def test_categories_are_what_is_allowed_however_table_schema_writes_them(
    tmp_path: Path, categories: list[Any]
) -> None:
    field = kind(tmp_path, categories=categories, categoriesOrdered=True)
    assert field.constraints["enum"] == ["树", "草"]
    assert field.name_of("树") == Wording("树")
    assert not field.names_values


def test_a_value_has_names_and_one_without_is_its_own(tmp_path: Path) -> None:
    field = kind(tmp_path, type="integer", categories=[{"value": 1, "label_en": "Tree", "weight": 3}, 2])
    assert field.constraints["enum"] == ["1", "2"]
    assert (field.name_of("1").in_language("en"), field.name_of("1").in_language("zh")) == ("Tree", "1")
    assert field.name_of("2") == Wording("2")


def test_enum_leaves_those_that_it_names(tmp_path: Path) -> None:
    categories = [{"value": "树", "label_en": "Tree"}, {"value": "草", "label_en": "Grass"}]
    field = kind(tmp_path, categories=categories, constraints={"enum": ["草"], "required": True})
    assert field.constraints == {"enum": ["草"], "required": True}
    assert field.name_of("草").in_language("en") == "Grass"


def test_a_site_adds_a_language_to_the_values_of_a_shipped_type(tmp_path: Path) -> None:
    laid_over = [
        {"value": "评选先优", "label_fr": "Distinction"},
        {"value": "招聘", "label_fr": "Recrutement"},
    ]
    declare(
        tmp_path,
        "publicity",
        {"extends": "sunlit/publicity", "fields": [{"name": "kind", "categories": laid_over}]},
    )
    field = read_types(tmp_path)["publicity"].field("kind")
    assert field.constraints == {"required": True, "enum": ["选拔任用", "发展党员", "评选先优", "招聘"]}
    assert field.name_of("评选先优").translations == {"en": "Commendation", "fr": "Distinction"}


def test_a_category_without_a_value_is_told(tmp_path: Path) -> None:
    content = {**PLAIN, "fields": [*PLAIN["fields"], {"name": "kind", "categories": [{"label": "树"}]}]}
    assert "must say 'value'" in refusal(tmp_path, content)


def test_every_value_of_every_shipped_type_has_an_english_name() -> None:
    lacking = [
        (type.name, field.name, value)
        for type in read_types(PROJECT).values()
        for _, field in type.all_fields()
        for value in field.constraints.get("enum", ())
        if "en" not in field.name_of(str(value)).translations
    ]
    assert not lacking
