"""What a value is called may be typed in its place, in any language: records hold the value all the same."""

from __future__ import annotations

import json

import pytest
from building import DAY, Root
from each import each
from jsonschema import Draft202012Validator

from generator.check.gate import judge
from generator.check.report.record_schema import as_record_schema
from generator.model.declared.record_type import Category, Field
from generator.model.findings import rules
from generator.model.text.catalogue import translator
from generator.model.text.wording import Wording
from generator.read.files.shipped import shipped
from generator.read.schema.schemas import read_types
from generator.read.table.values import normalise

KIND = Field(
    "kind",
    categories=(
        Category("甲", Wording("", {"en": "First"})),
        Category("乙", Wording("", {"en": "Second", "fr": "Même"})),
        Category("丙", Wording("", {"en": "甲", "fr": "Même"})),
    ),
)


@each(
    ("typed", "read"),
    [
        ("甲", "甲"),
        ("First", "甲"),
        (" Second\r\n", "乙"),
        ("Même", "Même"),
        ("Me\u0302me", "Me\u0302me"),
        ("first", "first"),
        ("Third", "Third"),
    ],
)
def test_a_name_that_means_one_value_is_that_value(typed: str, read: str) -> None:
    """A value goes before what another is called, and what two are called means neither."""
    assert normalise(typed, KIND) == read


def test_a_list_takes_them_too() -> None:
    many = Field("kinds", "array", categories=KIND.categories)
    assert normalise("First；乙", many) == ("甲", "乙")


def test_every_name_of_a_shipped_value_is_read_as_it() -> None:
    fields = [field for type in read_types(shipped()).values() for _, field in type.all_fields()]
    named = [(field, label, value) for field in fields for label, value in field.labels.items()]
    assert len(named) > 100
    assert not [(field.name, label) for field, label, value in named if normalise(label, field) != value]
    assert all(
        each.label.translations.get("en") in field.labels for field in fields for each in field.categories
    )


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("a.yaml", "id: o1\ntitle: T\nsource_group: {group}\nverdict: {verdict}\n"),
        ("a.csv", "id,title,source_group,verdict\no1,T,{group},{verdict}\n"),
    ],
)
def test_an_office_that_works_in_english_types_english(root: Root, file: str, text: str) -> None:
    root.write("data/schemas/opinions.yaml", "extends: sunlit/opinions\n")
    root.write("data/site.yaml", "languages: [en]\npacks: []\n")
    typed = text.format(group="People from all walks of life", verdict="The problem exists")
    root.write(f"data/opinions/{file}", typed)
    (record,) = judge(root.folder, DAY).register.records["opinions"]
    assert (record.values["source_group"], record.values["verdict"]) == ("社会各界", "存在")

    root.write(f"data/opinions/{file}", typed.replace("The problem exists", "There is one"))
    (finding,) = [each for each in judge(root.folder, DAY).findings if each.rule is rules.NOT_ALLOWED]
    cures = [finding.hint.render(translator(code), code) for code in ("en", "zh") if finding.hint]
    assert "The problem exists / No such problem / Unrelated" in cures[0]
    assert "存在 / 不存在 / 无关" in cures[1]


def test_an_editor_takes_what_the_check_takes() -> None:
    schema = json.loads(as_record_schema(read_types(shipped())["opinions"], "en"))
    editor = Draft202012Validator(schema["$defs"]["record"]["properties"]["verdict"])
    assert [editor.is_valid(typed) for typed in ("The problem exists", "存在", "There is one")] == [
        True,
        True,
        False,
    ]
