"""Every way in which a schema is refused: one sentence that names the file and what is wrong there."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from declaring import PLAIN, block, declare, one, refusal
from each import each
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as some

from generator.check.rules.engine import bound_rules
from generator.model.text.catalogue import translator
from generator.model.text.stop import CannotRun
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
    ({"fields": [{"name": "id"}, {"name": "b"}], "primaryKey": ["id", "c"]}, "primaryKey"),
    ({"fields": [{"name": "id", "show": "loud"}]}, "auto, lede, long"),
    ({"fields": [{"name": "id"}, {"name": "n", "remark": "m"}]}, "remark of 'n' goes into 'm'"),
    (block(children={"rows": {"fields": [{"name": "n", "remark": "id"}]}}), "under children.rows.fields"),
    *(
        ({"fields": [{"name": "id", "constraints": {"pattern": pattern}}]}, "repeats what repeats itself")
        for pattern in ("(a+)+$", "(?:[0-9]*)*", r"x(\w+ ?)*", "(a*b?)+", "([^,]+,?){2,}")
    ),
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


@each(("content", "says"), REFUSALS)
def test_every_refusal_says_what_and_where(tmp_path: Path, content: object, says: str) -> None:
    sentence = refusal(tmp_path, content)
    assert says in sentence
    assert "data/schemas/notes.yaml" in sentence


@each(
    "pattern",
    ["[a-z]+(-[a-z0-9]+)*", "-1|[1-5]([、,，][1-5])*", "([0-9]{2})+", "(a+b)+", r"\(a+\)+", "(ab+)*"],
)
def test_a_pattern_that_repeats_after_a_sign_of_its_own_is_taken(tmp_path: Path, pattern: str) -> None:
    assert one(tmp_path, {"fields": [{"name": "id", "constraints": {"pattern": pattern}}]})


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


RICH: dict[str, Any] = {
    "fields": [
        {"name": "id"},
        {"name": "title", "title": "标题", "title_en": "Title", "constraints": {"required": True}},
        {"name": "day", "type": "string", "constraints": {"enum": list("一二三四五六日")}},
        {"name": "from", "type": "date"},
        {"name": "to", "type": "date", "format": "%d/%m/%Y"},
        {"name": "who", "personal": {"class": "name", "public": "during-period", "after": "mask"}},
        {"name": "share", "type": "number", "show": "progress", "remark": "title"},
        {"name": "above"},
        {"name": "files", "type": "array", "show": "attachment"},
    ],
    "primaryKey": ["id"],
    "uniqueKeys": [["title", "from"], "share"],
    "foreignKeys": [{"fields": "title", "reference": {"resource": "notes"}}],
    "missingValues": ["-"],
    "sunlit": {
        "title": "簿", "order": 3, "template": "my-page", "title_field": "title", "date": "from",
        "groups": [{"title": "甲", "fields": ["day"]}], "listing": ["day"], "facets": ["title"], "tree": "above",
        "period": {"from": "from", "to": "to"}, "grace": {"working-days": 2}, "neutral_title": ["{title}", "公示"],
        "keeps": ["title", "rows"], "mutable": ["share", "rows", "rows.done"], "fillable": ["rows.due"],
        "recurs": {"weekday": "day", "from": "title", "to": "title", "since": "from"},
        "notice": {"issuer": "title", "table": "rows", "columns": ["label"], "contact": ["title"]},
        "relations": [{"field": "label", "child": "rows", "to": "notes", "inverse": "被引", "supersedes": True}],
        "states": [{"id": "a", "title": "甲", "look": "live", "when": {"from": {"before": "today"}, "day": ["一"]}}],
        "rules": [
            {"needs": {"fields": ["title"], "when": {"share": {"at_least": 3}}}, "in_force": {"from": "2024-03-01"}},
            {"covers-records": {"of": "notes", "their": "day", "own": "day", "year": "from", "their_year": "from"}},
            {"rows-add-up": {"table": "rows", "field": "score", "total": 90}, "severity": "warning"},
        ],
        "pages": [
            {"tree": {"by": "from", "progress": "share"}, "home": True},
            {"matrix": {"by": "from", "rows": "day", "columns": ["title"],
                        "owed": [{"of": "notes", "field": "day", "by": "from", "column": "title"}]}},
            {"ledger": {"by": "from", "said": "title", "verdict": "day", "problem": "一", "source": "title",
                        "done": {"table": "rows", "due": "due", "done": "done"}}},
            {"scores": {"by": "from", "subject": "title", "table": "rows", "label": "label", "score": "score"}},
            {"groups": {"by": "title"}, "title": "分组"},
            {"lag": {"from": "from", "to": "to"}},
        ],
        "children": {"rows": {"title": "行", "show": "shares", "home": True, "fields": [
            {"name": "label"}, {"name": "score", "type": "number"}, {"name": "due", "type": "date"},
            {"name": "done", "type": "date"}]}},
    },
}  # fmt: skip
ODD = [
    None, "", " ", "x", 7, 1.5, True, [], ["x"], [7], [None], [["x"]], {}, {"x": "y"}, [{}], [{"x": 1}], "2026-01-01",
    "title", "who", ["who"], "rows", "{who}", "{", {"from": "from"}, {"title": {"befor": 1}}, 10**30, float("inf"),
]  # fmt: skip


def places(value: Any, way: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Everywhere in a declaration: each key and each entry."""
    below = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, inner in below:
        yield (*way, step)
        yield from places(inner, (*way, step))


def replaced(value: Any, way: tuple[str | int, ...], by: Any) -> Any:
    """The declaration with something else in one place; ``...`` takes the key away."""
    if not way:
        return by
    if isinstance(value, list):
        entries = [
            replaced(each, way[1:], by) if number == way[0] else each for number, each in enumerate(value)
        ]
        return [each for each in entries if each is not ...]
    inner = {key: replaced(each, way[1:], by) if key == way[0] else each for key, each in value.items()}
    return {key: each for key, each in inner.items() if each is not ...}


def taken(root: Path, content: object) -> bool:
    """Whether the schema is taken, its rules with it; else it is refused, with a sentence in each language."""
    declare(root, content=content)
    try:
        types = read_types(root)
        bound_rules(types["notes"], types)
    except CannotRun as stop:
        for code in ("zh", "en"):
            sentence = stop.phrase.render(translator(code), code)
            assert sentence.startswith("data/schemas/notes.yaml")
            assert "\n" not in sentence
        return False
    return True


def test_the_rich_schema_is_taken(tmp_path: Path) -> None:
    assert taken(tmp_path, RICH)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(some.sampled_from(sorted(places(RICH), key=str)), some.sampled_from([*ODD, ...]))
@example(("fields", 2, "constraints", "enum"), 7)
def test_whatever_stands_anywhere_is_taken_or_refused_with_a_sentence(
    tmp_path: Path, way: tuple[str | int, ...], odd: Any
) -> None:
    taken(tmp_path, replaced(RICH, way, odd))
