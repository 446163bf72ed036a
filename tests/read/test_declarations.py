"""Declarations are hostile input: whatever a file holds, it is read, or one sentence says where it cannot be and why."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from building import DAY, PROJECT, Root
from each import each
from hypothesis import given
from hypothesis import strategies as some
from proving import examples

from generator.check.gate import judge
from generator.model.text.catalogue import translator
from generator.model.text.stop import CannotRun
from generator.plugin.run import build_site
from generator.read.table.raw import MOST_NAMES
from generator.read.yaml import declarations
from generator.read.yaml.declarations import load


def sentence(stop: CannotRun) -> str:
    assert stop.phrase.render(translator("zh"), "zh")
    return stop.phrase.render(str, "en")


def declared(folder: Path, text: str | bytes, name: str = "a.yaml") -> dict[str, Any]:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return load(path, name)


@each(
    ("typed", "meant"),
    [
        ("12", 12), ("-3", -3), ("0", 0), ("1.5", 1.5), (".5", 0.5), ("1e3", 1000.0), ("true", True), ("false", False),
        ("", None), ("~", None), ("null", None),
        ("no", "no"), ("On", "On"), ("True", "True"), ("012", "012"), ("12:30", "12:30"), ("0x1F", "0x1F"), ("1_000", "1_000"),
        ("2026-02-31", "2026-02-31"), ("2026-03-05", "2026-03-05"), (".inf", ".inf"), (".nan", ".nan"), ("1e999", "1e999"),
        ("123456789012345", 123456789012345), ("33010602001234567890", "33010602001234567890"), ("9" * 5000, "9" * 5000),
        ("'12'", "12"), ('"true"', "true"), ("''", ""), ('"~"', "~"), ("<<", "<<"), ("=", "="),
    ],
)  # fmt: skip
def test_a_scalar_is_what_a_person_would_take_it_for(tmp_path: Path, typed: str, meant: object) -> None:
    found = declared(tmp_path, f"a: {typed}\n")["a"]
    assert found == meant
    assert type(found) is type(meant)


def test_json_says_the_same(tmp_path: Path) -> None:
    content = {
        "a": 1,
        "b": [1.5, 'x"\\/\u20ac', None, True, {"c": {}}],
        "d": [],
        "e": "12",
        "f": -1e3,
        "键": "值\n",
    }
    assert declared(tmp_path, json.dumps(content), "a.json") == content
    assert declared(tmp_path, json.dumps(content, ensure_ascii=False, indent=2), "a.json") == content


@each("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_a_declaration_may_be_saved_as_a_table_may(tmp_path: Path, encoding: str) -> None:
    assert declared(tmp_path, "name: 示例市阳光公开\n".encode(encoding)) == {"name": "示例市阳光公开"}


BOMBS = {
    "aliases": "a: &a [x,x]\n"
    + "".join(f"{b}: &{b} [*{a},*{a},*{a}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True)),
    "merge": "a: &a {x: 1}\nb:\n  <<: *a\n",
    "brackets": "a: " + "[" * 50_000,
    "braces": "a: " + "{a: " * 50_000,
    "dashes": "a:\n" + "- " * 50_000,
    "indents": "".join(" " * n + "a:\n" for n in range(300)),
    "closed": "a: " + "[" * 60 + "]" * 60,
    "tags": "a: !!python/object/apply:os.system [x]\n",
    "set": "a: !!set {x, y}\n",
    "binary": "a: !!binary aGk=\n",
    "names": "".join(f"k{n}: x\n" for n in range(MOST_NAMES + 1)),
    "twice": "a: 1\nb: 2\na: 3\n",
    "keys": "? [a, b]\n: c\n",
    "documents": "a: 1\n---\nb: 2\n",
    "nul": "a: \0\n",
    "control": "a: \x07\n",
    "list": "- a: 1\n",
    "word": "words\n",
    "empty": "# nothing\n",
    "open": "a: 'x\n",
    "tab": "a:\n\tb: 1\n",
    "long": f"a: {'x' * 20_001}\n",
    "large": "a: x\n# " + "x" * 2_000_000,
    "not-text": b"a: \xff\xfe\xfd\n",
    "conflict": "<<<<<<< HEAD\na: 1\n=======\na: 2\n>>>>>>> x\n",
}
JSON_BOMBS = {
    "brackets": "[" * 100_000, "braces": '{"a":' * 50_000, "closed": '{"a":' + "[" * 60 + "]" * 60 + "}", "nan": '{"a": NaN}',
    "infinity": '{"a": -Infinity}', "twice": '{"a": 1, "a": 2}', "half": '{"a": "\\ud800"}', "comma": '{"a": 1,}', "list": "[1]",
    "empty": "", "names": json.dumps({f"k{n}": n for n in range(MOST_NAMES + 1)}), "long": json.dumps({"a": "x" * 20_001}),
}  # fmt: skip


@each(
    ("name", "text"),
    [*((f"{kind}.yaml", text) for kind, text in BOMBS.items()), *((f"{kind}.json", text) for kind, text in JSON_BOMBS.items())],
    ids=lambda part: part if isinstance(part, str) and len(part) < 20 and "." in part else "",
)  # fmt: skip
def test_a_bomb_is_one_sentence_with_its_file(tmp_path: Path, name: str, text: str | bytes) -> None:
    with pytest.raises(CannotRun) as stop:
        declared(tmp_path, text, name)
    assert sentence(stop.value).startswith(name)
    assert len(sentence(stop.value)) < 500


def test_the_sentence_names_the_line_and_the_cure(tmp_path: Path) -> None:
    with pytest.raises(CannotRun) as stop:
        declared(tmp_path, "a: 1\nb: *c\n")
    assert sentence(stop.value) == (
        "a.yaml cannot be read: look at line 2, column 4. '*c' is read as a reference, which is not used here. "
        "If the text begins with *, put it in quotes."
    )
    with pytest.raises(CannotRun) as stop:
        declared(tmp_path, '{\n "a": 1,\n "a": 2}', "a.json")
    assert sentence(stop.value).startswith(
        "a.json cannot be read: look at line 3, column 2. 'a' stands twice under each other."
    )


def test_a_file_of_very_many_values_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(declarations, "MOST_VALUES", 100)
    assert len(declared(tmp_path, "a: [" + "x, " * 98 + "]\n")["a"]) == 98
    with pytest.raises(CannotRun) as stop:
        declared(tmp_path, "a: [" + "x, " * 101 + "]\n")
    assert "more than 100 values" in sentence(stop.value)


def test_the_shipped_schemas_say_what_any_reader_of_yaml_finds_in_them() -> None:
    for path in sorted((PROJECT / "data/schemas").glob("*.yaml")):
        assert same(load(path, path.name), yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)), (
            path.name
        )


def same(one: object, typed: object) -> bool:
    if isinstance(one, dict) and isinstance(typed, dict):
        return list(one) == list(typed) and all(same(one[key], typed[key]) for key in one)
    if isinstance(one, list) and isinstance(typed, list):
        return len(one) == len(typed) and all(map(same, one, typed))
    if isinstance(one, int | float) and not isinstance(one, bool):
        return float(str(typed)) == one
    return {None: "", True: "true", False: "false"}.get(one, one) == typed


SITE = {
    "name": "站", "name_en": "S", "tagline": "t", "notice": "n", "languages": ["zh", "en"], "time_zone": "Asia/Shanghai",
    "url": "https://a.example/", "page_size": 20, "largest_attachment": 50, "packs": ["x"],
    "contact": {"address": "a", "hours": "b", "phone": "c"}, "public_contacts": [{"value": "0", "reason": "x"}],
    "codes": [{"title": "a", "value": "b"}], "site_code": "1", "license": {"title": "x", "url": "https://a.example/"},
}  # fmt: skip


def schema(name: str) -> dict[str, Any]:
    """A shipped schema as it stands alone: nothing of it leads to another type."""
    path = PROJECT / f"data/schemas/{name}.yaml"
    content = load(path, path.name)
    content["sunlit"]["relations"] = []
    elsewhere = {"in-force", "listed-by", "rolled-up"}
    content["sunlit"]["rules"] = [use for use in content["sunlit"]["rules"] if not elsewhere & use.keys()]
    return content


CALENDAR = {"source": "x", "holidays": ["2026-01-01"], "working": ["2026-01-04"]}
WRONG = (
    None, "", 0, -1, True, 10**30, 1.5, "x", [], [1], [[]], [None], {}, {"a": 1}, {"": ""}, "x" * 5000, "\u202e", "../../x", "[",
    ["x", "x"], [{"name": "x"}], {"name": {"x": []}}, "2026-02-31", "no", "9" * 5000, float("inf"), "Asia", "/etc/passwd",
    {"1": [{}]}, ["id"],
)  # fmt: skip
PLACES = {
    "data/site.yaml": SITE,
    "data/calendar/2026.yaml": CALENDAR,
    "data/schemas/publicity.yaml": schema("publicity"),
    "data/schemas/tasks.json": schema("tasks"),
    "data/schemas/channels.yaml": schema("channels"),
}
"""Declarations that are as they should be."""


def paths_in(value: object, above: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [above, *(path for key, item in inner for path in paths_in(item, (*above, key)))]


def with_value(content: Any, path: tuple[Any, ...], value: object) -> Any:
    if not path:
        return value
    copy = content.copy()
    copy[path[0]] = with_value(content[path[0]], path[1:], value)
    return copy


@pytest.fixture(scope="module")
def scratch(tmp_path_factory: pytest.TempPathFactory) -> Root:
    root = Root(tmp_path_factory.mktemp("declared") / "root")
    root.schema()
    root.records({"id": "a", "title": "x", "on": "2026-01-05"})
    for type in ("publicity", "tasks", "channels"):
        root.records({"id": "a", "title": "x"}, type=type)
    for place, content in PLACES.items():
        declare(root, place, content)
    return root


def declare(root: Root, place: str, content: object) -> None:
    root.write(place, json.dumps(content)) if place.endswith(".json") else root.declare(place, content)


def test_what_is_declared_right_is_taken(scratch: Root) -> None:
    """Else the next test would prove nothing."""
    assert judge(scratch.folder, DAY).register.site.page_size == 20


@examples(60)
@given(some.sampled_from(list(PLACES)), some.data())
def test_a_value_of_any_kind_anywhere_is_taken_or_refused_with_a_sentence(
    scratch: Root, hostile: str, data: some.DataObject
) -> None:
    """Never a traceback: the gate ends with a verdict, or with one sentence that names the file."""
    path = data.draw(some.sampled_from(paths_in(PLACES[hostile])))
    content = with_value(PLACES[hostile], path, data.draw(some.sampled_from(WRONG)))
    place = scratch.folder / hostile
    right = place.read_bytes()
    declare(scratch, hostile, content)
    try:
        said = outcome(scratch)
    finally:
        place.write_bytes(right)
    assert len(said) < 4000
    assert not said or hostile in said


def outcome(root: Root) -> str:
    """The sentence that stopped the gate; nothing if it came to a verdict, whose findings can be told."""
    try:
        verdict = judge(root.folder, DAY)
    except CannotRun as stop:
        return sentence(stop)
    assert all(finding.message.render(translator("zh"), "zh") for finding in verdict.findings)
    return ""


@each(
    "text",
    ["site_name: x\nextra: " + "[" * 5_000, "a: &a [x,x]\nextra: {b: *a}\n", "plugins: 5\n", "- a\n",
     "nav: 3\nplugins: [sunlit]\n", "theme: []\n", "plugins: [sunlit: 5]\n",
      "plugins: [sunlit: {as_of: []}]\n", b"site_name: \xff\n", "\0"],
)  # fmt: skip
def test_a_hostile_configuration_of_mkdocs_is_a_sentence(scratch: Root, text: str | bytes) -> None:
    path = scratch.write("mkdocs.yml", text)
    try:
        with pytest.raises(CannotRun) as stop:
            build_site(scratch.folder, site_dir=scratch.site, as_of=DAY)
        assert sentence(stop.value).startswith("mkdocs.yml")
    finally:
        path.unlink()
