"""The JSON Schemas of the reference take whatever the reader takes, and refuse what has no such shape."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from building import PROJECT
from declaring import PLAIN, block, declare
from each import each
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from jsonschema import Draft202012Validator

from generator.check.rules.engine import bound_rules
from generator.check.rules.examples import example, example_ids
from generator.model.declared.record_type import RecordType
from generator.model.declared.site import Site
from generator.model.text.stop import CannotRun
from generator.read.schema.keys import keys_of
from generator.read.schema.record_types import TableSchema
from generator.read.schema.schemas import read_types
from generator.read.schema.site_file import read_site
from generator.read.yaml.declarations import load

REFERENCE = PROJECT / "docs" / "reference"


@cache
def validator(name: str) -> Draft202012Validator:
    schema = json.loads((REFERENCE / name).read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


SCHEMA_FILE, SITE_FILE = "schema-file.schema.json", "site.schema.json"


def said(schema: str, content: Any) -> list[str]:
    return [
        f"{'/'.join(map(str, error.absolute_path))}: {error.message}"[:200]
        for error in validator(schema).iter_errors(content)
    ]


@each(
    "path",
    [
        *sorted((PROJECT / "data" / "schemas").glob("*.yaml")),
        *sorted((PROJECT / "examples").rglob("schemas/*.yaml")),
    ],
    ids=lambda path: path.stem,
)
def test_every_schema_that_is_shipped_fits(path: Path) -> None:
    assert said(SCHEMA_FILE, load(path, path.name)) == []


def test_the_site_files_fit() -> None:
    for path in (PROJECT / "data" / "site.yaml", *(PROJECT / "examples").rglob("site.yaml")):
        assert said(SITE_FILE, load(path, path.name)) == []


def test_every_rule_of_the_library_can_be_declared() -> None:
    for id in example_ids():
        assert said(SCHEMA_FILE, block(rules=[example(id).entry])) == [], id


@each(
    "content",
    [
        {},
        {"fields": []},
        {"fields": [{"title": "x"}]},
        {"fields": [{"name": 7}]},
        {"fields": [{"name": "id", "show": "loud"}]},
        {"fields": [{"name": "id", "personal": {"class": "name"}}]},
        {"extends": "sunlit/tasks", "fields": [{"title": "x"}]},
        {"extends": "sunlit/tasks", "sunlit": {"titel": "x"}},
        block(titel="x"),
        block(listing="Author"),
        block(period={"from": "Bought"}),
        block(order="first"),
        block(template="../x"),
        block(grace={"days": 1, "working-days": 1}),
        block(grace={"days": 367}),
        block(states=[{"id": "a", "title": "甲", "look": "loud"}]),
        block(states=[{"id": "a", "title": "甲", "look": "live", "when": {"Bought": {"befor": "today"}}}]),
        block(pages=[{"groups": {"by": "Author"}, "lag": {"from": "Bought", "to": "Bought"}}]),
        block(pages=[{"groups": {}}]),
        block(rules=[{"title": "x"}]),
        block(rules=[{"needz": {"fields": ["id"]}}]),
        block(rules=[{"needs": {"fields": []}}]),
        block(rules=[{"needs": {"fields": ["id"]}, "severity": "fatal"}]),
        block(children={"rows": {"fields": [{"name": "a"}], "show": "pie"}}),
    ],
)
def test_what_has_another_shape_is_refused(content: Any) -> None:
    assert said(SCHEMA_FILE, content)


@each(
    "content",
    [{"nmae": "x"}, {"languages": []}, {"languages": ["zh", "zh"]}, {"languages": "T"}, {"url": "x"}, {"page_size": 0},
     {"page_size": True}, {"contact": {"adress": "x"}}, {"public_contacts": [{"value": "1"}]}, {"doors": [{"icon": "x"}]}],
)  # fmt: skip
def test_a_site_of_another_shape_is_refused(content: Any) -> None:
    assert said(SITE_FILE, content)


ODD = some.sampled_from(
    ["x", " ", 7, 1.5, None, True, [], ["x"], [7], [None], [["x"]], {}, {"x": "y"}, [{}], [{"x": 1}], "2026-01-01", "Author",
     ["Author"], {"from": "Bought", "to": "Bought"}, {"days": 3}, [{"field": "Author", "to": "notes"}], {"Author": {"is": "x"}},
     [{"needs": {"fields": ["Author"]}}], [{"groups": {"by": "Author"}}], {"rows": {"fields": [{"name": "a"}]}}]
)  # fmt: skip
keys = {
    declared: some.sampled_from(sorted(keys_of(declared).by_name))
    for declared in (RecordType, TableSchema, Site)
}
schemas = some.one_of(
    some.tuples(keys[RecordType], ODD).map(lambda pair: block(**{pair[0]: pair[1]})),
    some.tuples(keys[RecordType], ODD).map(
        lambda pair: {"extends": "sunlit/regulations", "sunlit": {pair[0]: pair[1]}}
    ),
    some.tuples(keys[TableSchema], ODD).map(lambda pair: {**PLAIN, pair[0]: pair[1]}),
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(schemas)
def test_whatever_schema_the_reader_takes_fits(tmp_path: Path, content: dict[str, Any]) -> None:
    declare(tmp_path, content=content)
    try:
        types = read_types(tmp_path)
        for type in types.values():
            bound_rules(type, types)
    except CannotRun:
        return
    assert said(SCHEMA_FILE, content) == []


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(some.tuples(keys[Site], ODD).map(lambda pair: {pair[0]: pair[1]}))
def test_whatever_site_the_reader_takes_fits(tmp_path: Path, content: dict[str, Any]) -> None:
    (tmp_path / "data").mkdir(exist_ok=True)
    (tmp_path / "data" / "site.yaml").write_text(yaml.safe_dump(content), encoding="utf-8")
    try:
        read_site(tmp_path)
    except CannotRun:
        return
    assert said(SITE_FILE, content) == []
