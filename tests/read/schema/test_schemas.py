"""Schema files → record types."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from declaring import PLAIN, block, declare, one, refusal
from each import each

from generator.model.declared.condition import Condition
from generator.model.declared.condition import Test as Check
from generator.model.declared.record_type import ChildShow, Relation, Show
from generator.model.records.public_life import WITHDRAWN_STATE
from generator.read.schema.place import Place
from generator.read.schema.record_types import record_type
from generator.read.schema.schemas import read_types


def test_a_plain_schema_works_by_its_defaults(tmp_path: Path) -> None:
    type = one(tmp_path)
    assert (type.id_field, type.title_field, type.date_field, type.common) == (
        "id",
        "Author",
        "Bought",
        frozenset(),
    )
    assert [field.name for field in type.fields] == ["id", "Author", "Bought"]
    assert type.children == ()
    assert str(type.label.in_language("zh")) == "notes"


@each(
    ("names", "key", "id_field", "title"),
    [
        (["code", "title", "x"], "code", "code", "title"),
        (["x", "title", "code"], ["code"], "code", "title"),
        (["id"], None, "id", "id"),
        (["x", "id"], None, "id", "x"),
    ],
)
def test_defaults_of_id_and_title(
    tmp_path: Path, names: list[str], key: Any, id_field: str, title: str
) -> None:
    schema = {"fields": [{"name": name} for name in names], **({"primaryKey": key} if key else {})}
    type = one(tmp_path, schema)
    assert (type.id_field, type.title_field) == (id_field, title)


def test_a_schema_may_be_json(tmp_path: Path) -> None:
    declare(tmp_path, "notes.json", json.dumps(PLAIN))
    assert [field.name for field in read_types(tmp_path)["notes"].fields] == ["id", "Author", "Bought"]


def test_a_block_brings_the_common_fields_after_the_own(tmp_path: Path) -> None:
    type = one(
        tmp_path, {**PLAIN, "fields": [*PLAIN["fields"], {"name": "scope", "title": "范围"}], "sunlit": {}}
    )
    names = [field.name for field in type.fields]
    assert names[:4] == ["id", "Author", "Bought", "scope"]
    assert {"draft", "publish_at", "published_on", "source"} <= type.common
    assert "scope" not in type.common
    assert names.count("scope") == 1
    assert [table.name for table in type.children] == ["approvals", "corrections"]


def test_everything_that_a_block_declares(tmp_path: Path) -> None:
    when = {"Bought": {"after": "2026-01-02", "before": "today"}, "Author": ["甲", "乙"], "id": "x"}
    relation = {"field": "Author", "to": "notes", "inverse": "下", "inverse_en": "Below"}
    sunlit = {
        "title": "书",
        "title_en": "Books",
        "description": "有什么书",
        "family": "馆藏",
        "order": 7,
        "template": "books",
        "title_field": "Author",
        "date": "Bought",
        "listing": ["Bought"],
        "tree": "Author",
        "groups": [{"title": "买", "title_en": "Purchase", "fields": ["Bought"]}],
        "period": {"from": "Bought", "to": "Bought"},
        "relations": [relation, {"field": "a", "child": "rows", "to": "notes"}],
        "states": [{"id": "new", "title": "新", "look": "live", "when": when}],
        "children": {"rows": {"title": "行", "show": "timeline", "fields": [{"name": "a", "show": "long"}]}},
    }
    type = one(tmp_path, {**PLAIN, "uniqueKeys": [["Author", "Bought"], "Bought"], "sunlit": sunlit})
    assert type.label.in_language("en") == "Books"
    assert (type.order, type.template, type.tree_field, type.listing) == (7, "books", "Author", ("Bought",))
    assert type.unique_keys == (("Author", "Bought"), ("Bought",))
    assert [(group.title.in_language("en"), group.fields) for group in type.groups] == [
        ("Purchase", ("Bought",))
    ]
    assert type.relations[0].inverse.in_language("en") == "Below"
    assert (type.relations[1].child, type.relations[1].field) == ("rows", "a")
    assert (type.child("rows").show, type.child("rows").fields[0].show) == (ChildShow.TIMELINE, Show.LONG)
    withdrawn, state = type.states
    assert withdrawn is WITHDRAWN_STATE
    assert isinstance(state.when, Condition)
    assert [(test.field, test.operator, str(test.operand)) for test in state.when.tests] == [
        ("Bought", "after", "2026-01-02"),
        ("Bought", "before", "today"),
        ("Author", "in", "['甲', '乙']"),
        ("id", "is", "x"),
    ]
    assert state.when.tests[0] == Check("Bought", "after", state.when.tests[0].operand)
    assert state.when.tests[0].operand.year == 2026


def test_foreign_keys_are_relations(tmp_path: Path) -> None:
    key = {"fields": ["Author"], "reference": {"resource": "people", "fields": ["id"]}}
    declare(tmp_path, "people", {"fields": [{"name": "id"}]})
    assert one(tmp_path, {**PLAIN, "foreignKeys": [key]}).relations == (Relation("Author", "people"),)


def test_types_come_by_order_then_name(tmp_path: Path) -> None:
    for name, order in (("b", 2), ("c", 1), ("a", 2)):
        declare(tmp_path, name, block(order=order))
    assert list(read_types(tmp_path)) == ["c", "a", "b"]


@each("word", ["on", "no", "yes", "trueValues", "falsehood", "true story", "off"])
def test_words_that_yaml_takes_for_truth_are_words(tmp_path: Path, word: str) -> None:
    type = one(tmp_path, f"fields: [{{name: id}}, {{name: {word}, title: {word}}}]\n")
    assert type.fields[1].name == word


def test_the_shipped_schemas_are_read() -> None:
    types = read_types(Path(__file__).parents[3])
    assert len(types) >= 6
    for type in types.values():
        assert type.label.in_language("en") != type.label.in_language("zh")
        assert all(field.title.in_language("en") != field.title.in_language("zh") for field in type.fields), (
            type.name
        )


def test_a_schema_extends_a_shipped_one(tmp_path: Path) -> None:
    over = {
        "extends": "sunlit/regulations",
        "fields": [
            {"name": "issuer", "title": "发文单位", "constraints": {"required": False}},
            {"name": "pages", "type": "integer"},
        ],
        "sunlit": {"title": "规章", "listing": ["pages"]},
    }
    declare(tmp_path, "regulations", over)
    type = read_types(tmp_path)["regulations"]
    assert type.label.in_language("zh") == "规章"
    assert type.label.in_language("en") == "Regulations"
    assert type.field("issuer").title.in_language("zh") == "发文单位"
    assert type.field("issuer").title.in_language("en") == "Issued by"
    assert not type.field("issuer").required
    assert (type.field("pages").type, type.listing, type.path) == (
        "integer",
        ("pages",),
        "data/schemas/regulations.yaml",
    )
    assert len(type.states) == 4
    assert type.states[0] is WITHDRAWN_STATE


@each(
    "base",
    [
        "regulations",
        "sunlit/none",
        "sunlit/../tasks",
        "/etc/passwd",
        "https://sample.example/x",
        "sunlit/",
        7,
    ],
)
def test_only_a_shipped_schema_can_be_extended(tmp_path: Path, base: object) -> None:
    assert "sunlit/tasks" in refusal(tmp_path, {"extends": base})


@pytest.mark.parametrize(
    "name", ["Notes", "my notes", "a_b", "search", "assets", "attachments", "data", "en", "zh", "a~b"]
)
def test_names_that_no_type_can_have(tmp_path: Path, name: str) -> None:
    assert f"'{name}' cannot name a type" in refusal(tmp_path, PLAIN, name)


@pytest.mark.parametrize("name", ["a", "contact-points", "公示", "type2"])
def test_names_that_a_type_can_have(tmp_path: Path, name: str) -> None:
    declare(tmp_path, name)
    assert list(read_types(tmp_path)) == [name]


def test_a_tree_is_a_relation_to_the_type_itself() -> None:
    fields = [{"name": "id", "type": "string"}, {"name": "above", "type": "string"}]
    descriptor = {"fields": fields, "sunlit": {"tree": "above"}}
    assert record_type("tasks", descriptor, Place("tasks.yaml")).relations == (Relation("above", "tasks"),)
