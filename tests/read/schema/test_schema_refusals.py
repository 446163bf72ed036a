"""Every way in which a schema is refused: one sentence that names the file and what is wrong there."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path

import pytest
from declaring import PLAIN, block, declare, refusal
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from generator.model.stop import CannotRun
from generator.read.schema.schemas import read_types

REFUSALS: list[tuple[object, str]] = [
    ("fields: [\n", "line 2, column 1"),
    ("\tfields: x\n", "line 1, column 1"),
    ("fields: []\nfields: []\n", "cannot be read"),
    ("- a\n", "key: value"),
    ("", "key: value"),
    ({}, "fields needs at least one entry"),
    ({"fields": []}, "fields needs at least one entry"),
    ({"fields": {"id": {}}}, "list"),
    ({"fields": ["id"]}, "fields"),
    ({"fields": [{"name": ""}]}, "fields must say 'name'"),
    ({"fields": [{"name": 7}]}, "fields.name cannot be '7'. It is a text."),
    ({"fields": [{"name": "id"}, {"name": "id"}]}, "'id' stands twice"),
    ({"fields": [{"name": "a"}]}, "primaryKey"),
    ({"fields": [{"name": "id"}], "primaryKey": "b"}, "primaryKey"),
    ({"fields": [{"name": "id"}, {"name": "b"}], "primaryKey": ["id", "b"]}, "primaryKey"),
    ({"fields": [{"name": "id", "show": "loud"}]}, "auto, lede, long"),
    ({"fields": [{"name": "id"}, {"name": "n", "remark": "m"}]}, "remark of 'n' goes into 'm'"),
    (block(children={"rows": {"fields": [{"name": "n", "remark": "id"}]}}), "under children.rows.fields"),
    (block(titel="x"), "'titel' under sunlit means nothing. Did you mean title?"),
    (block(title_field="none"), "title_field names 'none'"),
    (block(date="none"), "date names 'none'"),
    (block(tree="none"), "tree names 'none'"),
    (block(listing=["none"]), "listing names 'none'"),
    (block(groups=[{"fields": ["none"]}]), "groups.fields names 'none'"),
    (block(mutable=["none"]), "mutable names 'none'"),
    (
        block(mutable=["rows.none"], children={"rows": {"fields": [{"name": "a"}]}}),
        "mutable names 'rows.none'",
    ),
    (block(mutable="Author"), "mutable is a list"),
    (block(fillable=["rows"], children={"rows": {"fields": [{"name": "a"}]}}), "fillable names 'rows'"),
    (block(fillable=[["Author"]]), "fillable cannot be"),
    (block(period={"from": "Bought"}), "period must say 'to'"),
    (block(period={"from": "Bought", "till": "Bought"}), "'till' under period"),
    (block(template="../x"), "template cannot be"),
    (block(template="a/b"), "template cannot be"),
    (
        block(relations=[{"field": "none", "to": "notes"}]),
        "relations.field names 'none', which is not a field of the record",
    ),
    (block(relations=[{"field": "Author", "to": "nowhere"}]), "'nowhere', which is no type"),
    (block(relations=[{"field": "Author"}]), "relations must say 'to'"),
    (
        block(relations=[{"field": "Author", "child": "rows", "to": "notes"}]),
        "relations.child names 'rows', which is not a child table",
    ),
    (block(relations=[{"field": "Author", "too": "notes"}]), "Did you mean to"),
    (block(states=[{"id": "a", "title": "甲", "look": "loud"}]), "live, wait, going"),
    (block(states=[{"id": "a", "title": "甲", "look": "live", "when": {"none": 1}}]), "when names 'none'"),
    (
        block(states=[{"id": "a", "title": "甲", "look": "live", "when": {"Bought": {"befor": "today"}}}]),
        "Did you mean before",
    ),
    (block(states=[{"id": "a", "title": "甲", "look": "live", "wenn": {}}]), "Did you mean when"),
    (block(children={"rows": {"fields": []}}), "children.rows"),
    (block(children={"rows": {"fields": [{"name": "a"}], "show": "pie"}}), "children.rows.show"),
    ({**PLAIN, "uniqueKeys": [["none"]]}, "uniqueKeys names 'none'"),
    (
        {**PLAIN, "foreignKeys": [{"fields": "none", "reference": {"resource": "notes"}}]},
        "foreignKeys.fields names 'none'",
    ),
    ({**PLAIN, "foreignKeys": [{"fields": "Author", "reference": {"resource": "nowhere"}}]}, "'nowhere'"),
]


@pytest.mark.parametrize(("content", "says"), REFUSALS)
def test_every_refusal_says_what_and_where(tmp_path: Path, content: object, says: str) -> None:
    sentence = refusal(tmp_path, content)
    assert says in sentence
    assert "data/schemas/notes.yaml" in sentence


def test_a_root_without_data_or_schemas_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CannotRun, match=r"no data/ folder"):
        read_types(tmp_path)
    (tmp_path / "data").mkdir()
    with pytest.raises(CannotRun, match="no schema"):
        read_types(tmp_path)


def test_two_schemas_of_one_name_are_refused(tmp_path: Path) -> None:
    declare(tmp_path, "notes.json", json.dumps(PLAIN))
    assert "two schemas for 'notes'" in refusal(tmp_path, PLAIN)


def test_bytes_that_are_no_text_are_refused(tmp_path: Path) -> None:
    declare(tmp_path)
    (tmp_path / "data/schemas/notes.yaml").write_bytes(b"fields: \xff\n")
    with pytest.raises(CannotRun, match="look at line"):
        read_types(tmp_path)


def test_a_schema_that_cannot_be_opened_is_refused(tmp_path: Path) -> None:
    (tmp_path / "data/schemas/notes.yaml").mkdir(parents=True)
    with pytest.raises(CannotRun, match="cannot be read"):
        read_types(tmp_path)


ODD = some.sampled_from(
    ["x", 7, None, True, [], ["x"], [7], [["x"]], {}, {"x": "y"}, {7: 7}, [{}], [{"x": 1}], "2026-01-01"]
)
SUNLIT_KEYS = some.sampled_from(
    ["title", "description", "family", "order", "template", "title_field", "date", "groups", "listing", "tree", "period",
     "relations", "states", "children"]
)  # fmt: skip
SCHEMA_KEYS = some.sampled_from(
    ["fields", "primaryKey", "uniqueKeys", "foreignKeys", "missingValues", "sunlit", "extends"]
)
FIELD_KEYS = some.sampled_from(["type", "format", "title", "description", "constraints", "show"])


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    some.one_of(
        some.tuples(SUNLIT_KEYS, ODD).map(lambda pair: block(**{pair[0]: pair[1]})),
        some.tuples(SCHEMA_KEYS, ODD).map(lambda pair: {**PLAIN, pair[0]: pair[1]}),
        some.tuples(FIELD_KEYS, ODD).map(lambda pair: {"fields": [{"name": "id", pair[0]: pair[1]}]}),
    )
)
def test_a_declaration_of_an_odd_shape_is_taken_or_refused_with_a_sentence(
    tmp_path: Path, content: object
) -> None:
    declare(tmp_path, content=content)
    with suppress(CannotRun):
        read_types(tmp_path)
