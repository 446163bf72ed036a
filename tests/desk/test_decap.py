"""The configuration of Decap CMS: what has a form there and what not, which widget a field gets, where nothing is written."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from building import NOTES, PROJECT, Root, records_as_yaml, sunlit
from hypothesis import example as tried
from hypothesis import given
from hypothesis import strategies as st
from proving import examples

from generator.desk.decap.configuration import CONFIGURATION, PAGE, SCRIPT, files_of
from generator.desk.decap.fitting import Fitting, fitting
from generator.desk.decap.forge import APPLICATION, BACKENDS, FORGEJO, GITEA, GITHUB, SERVER, Forge
from generator.desk.decap.widgets import misread, widgets
from generator.model.declared.record_type import ChildTable, Field, RecordType, Relation, Show
from generator.model.files.addresses import MANIFEST
from generator.model.text.stop import CannotRun
from generator.model.text.wording import Wording
from generator.read.schema.schemas import read_types
from generator.read.table.raw import RawMapping
from generator.read.yaml.rows import read_document

FORGE = Forge(FORGEJO, "office/disclosure", "main", "https://git.example.org", "0123")
OF_EVERY_WIDGET = {"name": str, "label": str, "widget": str, "required": bool, "hint": str}
NUMBER = (int, float)
OPTIONS: dict[str, dict[str, Any]] = {
    "boolean": {},
    "datetime": {"format": str, "date_format": str, "time_format": bool, "default": str},
    "file": {"choose_url": bool, "media_library": dict},
    "list": {"default": list, "collapsed": bool, "label_singular": str, "field": dict, "fields": list},
    "number": {"value_type": str, "min": NUMBER, "max": NUMBER},
    "relation": {"collection": str, "value_field": str, "search_fields": list, "display_fields": list,
                 "options_length": int, "multiple": bool},
    "select": {"options": list, "multiple": bool},
    "string": {"pattern": list},
    "text": {"pattern": list},
}  # fmt: skip
"""The widgets of Decap that are used, and what each may be told there (decapcms.org/docs/widgets)."""
COLLECTION = {
    "name": str, "label": str, "description": str, "folder": str, "extension": str, "format": str, "create": bool,
    "delete": bool, "identifier_field": str, "slug": str, "summary": str, "sortable_fields": list, "fields": list,
}  # fmt: skip


def hold_valid(made: dict[str, Any]) -> None:
    """A widget, and those within it, as Decap takes them."""
    allowed = OF_EVERY_WIDGET | OPTIONS[made["widget"]]
    for key, value in made.items():
        assert isinstance(value, allowed[key]), (made["name"], key, value)
    assert made["name"]
    inner = [*made.get("fields", ()), *([made["field"]] if "field" in made else ())]
    assert (made["widget"] == "list") == bool(inner)
    assert len({each["name"] for each in inner}) == len(inner)
    assert not inner or made["default"] == []
    for each in inner:
        hold_valid(each)
    for text in made.get("pattern", ())[:1]:
        re.compile(text)
    if made["widget"] == "select":
        assert made["options"]
        assert all(option.keys() == {"label", "value"} for option in made["options"])


@pytest.fixture(scope="module")
def example() -> Fitting:
    return fitting(PROJECT, read_types(PROJECT))


@pytest.fixture(scope="module")
def written(example: Fitting) -> dict[str, Any]:
    """``config.yml`` of the example, read as Decap reads it."""
    text = files_of(example, FORGE, 2026, "示例", "zh")[CONFIGURATION]
    assert all(line.startswith("# ") for line in text.split("\n\n", 1)[0].splitlines())
    read = yaml.safe_load(text)
    assert isinstance(read, dict)
    return read


def test_each_type_of_the_example_has_a_form_or_a_reason(example: Fitting, written: dict[str, Any]) -> None:
    types = read_types(PROJECT)
    named = [each["name"] for each in written["collections"]]
    one_a_file = {
        name
        for name in types
        for files in [list((PROJECT / "data" / name).glob("*.yaml"))]
        if files and not any(isinstance(yaml.safe_load(file.read_text("utf-8")), list) for file in files)
    }
    assert set(named) == one_a_file
    assert len(named) > 2
    assert set(example.left_out) == set(types) - one_a_file
    assert all(
        str(reason.parameters["path"]).startswith(f"data/{name}/")
        for name, reason in example.left_out.items()
    )
    for each in written["collections"]:
        assert all(isinstance(value, COLLECTION[key]) for key, value in each.items())
        assert (each["folder"], each["delete"]) == (f"data/{each['name']}", False)
        for field in each["fields"]:
            hold_valid(field)
            assert field["widget"] != "relation" or field["collection"] in example.whole
        declared = types[each["name"]]
        assert {field["name"] for field in each["fields"]} == {
            *(field.name for field in declared.fields), *(table.name for table in declared.children),
        }  # fmt: skip
    assert written["publish_mode"] == "editorial_workflow"
    assert (written["media_folder"], written["public_folder"]) == ("data/attachments/2026", "2026")


def test_a_field_gets_the_widget_of_its_schema(written: dict[str, Any]) -> None:
    (notices,) = (each for each in written["collections"] if each["name"] == "publicity")
    made = {each["name"]: each for each in notices["fields"]}
    assert (made["title"]["widget"], made["title"]["label"], made["title"]["required"]) == (
        "string",
        "标题",
        True,
    )
    assert [option["value"] for option in made["kind"]["options"]] == ["选拔任用", "发展党员", "评选先优"]
    assert (made["starts_on"]["widget"], made["starts_on"]["time_format"]) == ("datetime", False)
    assert (made["posts"]["widget"], made["posts"]["min"]) == ("number", 0)
    assert made["outcome"]["widget"] == "text"
    assert (made["basis"]["widget"], made["basis"]["collection"]) == ("relation", "regulations")
    assert made["procedure"]["widget"] == "string"
    assert made["attachments"]["field"]["widget"] == "file"
    assert made["draft"]["widget"] == "boolean"
    assert [each["name"] for each in made["steps"]["fields"]] == ["kind", "starts_on", "ends_on", "result"]


texts = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), min_size=1, max_size=20)
fields = st.builds(
    lambda name, type, show, values, label, pattern, required, low: Field(
        name,
        type,
        title=Wording(label),
        show=show,
        constraints={
            "required": required,
            **({"enum": values} if values and type in ("string", "array") else {}),
            **({"pattern": pattern} if pattern else {}),
            **({"minimum": low} if low is not None else {}),
        },
    ),
    st.from_regex(r"[a-z]{1,4}", fullmatch=True),
    st.sampled_from(["string", "integer", "number", "boolean", "date", "datetime", "year", "array", "time"]),
    st.sampled_from(list(Show)),
    st.lists(texts, max_size=3),
    texts,
    st.sampled_from(["", r"\d+", r"(?P<a>b)", r"a\Z", "a++", "[𠀀]", "a{,3}"]),
    st.booleans(),
    st.one_of(st.none(), st.integers(-99, 99), st.just("1.5")),
)


@given(own=st.lists(fields, min_size=1, max_size=6, unique_by=lambda field: field.name), leads=st.booleans())
@examples(25)
def test_each_field_of_any_schema_gets_a_widget_that_decap_knows(own: list[Field], leads: bool) -> None:
    first = own[0].name
    other = RecordType("other", (Field("id"),), "id")
    declared = RecordType(
        "things", tuple(own), first, first, None, Wording("事"),
        relations=(Relation(first, "other"),),
        children=(ChildTable("rows", tuple(own)),),
    )  # fmt: skip
    made = widgets(declared, {"other": other} if leads else {}, "zh")
    assert [each["name"] for each in made] == [*(each.name for each in own), "rows"]
    assert (made[0]["widget"] == "relation") == leads
    text = files_of(Fitting([declared], frozenset(), {}, {}, False), FORGE, 2026, "示例", "zh")[CONFIGURATION]
    read = yaml.safe_load(text)["collections"][0]["fields"]
    for each in read:
        hold_valid(each)
    assert [each["label"] for each in read[:-1]] == [each.title.base for each in own]
    assert not any("(?P" in str(each.get("pattern")) for each in read)


TYPE = RecordType(
    "things",
    (
        Field("id"), Field("title"), Field("n", "integer"), Field("share", "number"), Field("on", "date"),
        Field("yes", "boolean"), Field("kind", constraints={"enum": ["甲", "2"]}), Field("many", "array"),
    ),
    "id",
    children=(ChildTable("rows", (Field("a"), Field("b", "integer"))),),
)  # fmt: skip


def read_otherwise(text: str) -> list[str]:
    record, trouble = read_document(text, "data/things/a.yaml")
    assert isinstance(record, RawMapping)
    assert not trouble
    return [key.text for key in misread(TYPE, record)]


@pytest.mark.parametrize(
    "line",
    [
        "title: 0577", "title: 1.10", "title: +86", "title: true", "title: 1e3", "title: 0x1f", "title: 12345678901234567",
        "title: 2026-01-01T08:00:00Z", "标题: 甲", "n: '3'", "n: 三", "n: 1.5", "share: 80%", "on: 2026年3月1日", "yes: 是",
        "yes: 'true'", "kind: 丙", "kind: 2", "many: 甲；乙", "many: [1.0]", "many:", "rows: 甲", "rows: {a: 甲}", "rows: [甲]",
        "rows: [{a: 01}]", "rows: [{其他: 甲}]",
    ],
)  # fmt: skip
def test_what_decap_would_read_otherwise_is_found(line: str) -> None:
    assert len(read_otherwise(f"id: a-1\n{line}\n")) == 1


def test_what_it_reads_as_it_is_meant_is_let_through() -> None:
    text = (
        "id: a-1\ntitle: 0577-1234567\nn: 3\nshare: 1.50\non: 2026-03-01\nyes: true\nkind: '2'\n"
        "many: [甲, '01']\nrows:\n  - a: '01'\n    b: 2\n"
    )
    assert read_otherwise(text) == []
    assert read_otherwise("id: '007'\ntitle: |\n  0577\n  是\nyes: false\nn:\n") == []


@tried(text="-0")
@given(text=st.text("0123456789.-+eExo", min_size=1, max_size=6))
def test_a_plain_text_that_is_let_through_is_written_again_as_it_was(text: str) -> None:
    try:
        record, trouble = read_document(f"id: a\ntitle: {text}\n", "a.yaml")
    except RecursionError:
        return
    if trouble or not isinstance(record, RawMapping) or list(misread(TYPE, record)):
        return
    assert _written_again(text) == text


def _written_again(text: str) -> str:
    """A plain scalar that was read as YAML 1.2 has it, and put down by a browser."""
    for form, base in ((r"0x([0-9a-fA-F]+)", 16), (r"0o([0-7]+)", 8)):
        if found := re.fullmatch(form, text):
            return str(int(found[1], base))
    if re.fullmatch(r"[-+]?[0-9]+", text):
        return str(int(text))
    if re.fullmatch(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", text):
        number = float(text)
        return str(int(number)) if number.is_integer() else repr(number)
    return text


@pytest.fixture
def small(root: Root) -> Root:
    root.schema()
    root.write("data/notes/a.yaml", "id: a\ntitle: 甲\n")
    return root


def write_config(root: Root, target: Path, *more: str, lang: str = "en") -> Any:
    forge = ("--backend", "forgejo", "--repository", "office/disclosure")
    return sunlit(
        "-C",
        root.folder,
        "--lang",
        lang,
        "desk",
        "--write-config",
        target,
        "--as-of",
        "2026-11-24",
        *forge,
        *more,
    )


def test_a_page_is_written_and_what_is_lost_is_said(small: Root, tmp_path: Path) -> None:
    small.schema(NOTES, "lists")
    small.write("data/lists/many.yaml", records_as_yaml([{"id": "a"}, {"id": "b"}]))
    small.schema(NOTES, "tables")
    small.write("data/tables/a.csv", "id,title\na,甲\n")
    small.schema(NOTES, "numbers")
    small.write("data/numbers/a.yaml", "id: a\ntitle: 0577\n")
    small.write("data/notes/more.csv", "id,title\nb,乙\n")
    done = write_config(small, tmp_path / "desk")
    assert done.returncode == 0, done.stderr
    assert "Forms: notes\n" in done.stdout
    assert "Left out: lists: data/lists/many.yaml holds a list" in done.stdout
    assert "Left out: tables: its records stand in tables" in done.stdout
    assert (
        "Left out: numbers: data/numbers/a.yaml, line 2: Decap would read 'title' as something else"
        in done.stdout
    )
    assert "in quotation marks" in done.stdout
    assert "Not shown of notes: data/notes/more.csv" in done.stdout
    text = (tmp_path / "desk" / CONFIGURATION).read_text(encoding="utf-8")
    for said in (
        "comments",
        "unsafe-eval",
        "withdrawn",
        "corrections",
        "beside no field",
        "lists: data/lists/many.yaml",
    ):
        assert said in done.stdout
        assert said in text.partition("backend:")[0]
    assert {SERVER, APPLICATION} <= set(
        re.findall(r"\S*(?:ADDRESS-OF|ID-OF)[A-Z-]*", done.stdout.replace(",", ""))
    )
    page = (tmp_path / "desk" / PAGE).read_text(encoding="utf-8")
    assert f'<script src="{SCRIPT}"></script>' in page
    assert "//" not in page.replace("<!doctype", "")


def test_what_somebody_wrote_there_stays(small: Root, tmp_path: Path) -> None:
    target = tmp_path / "desk"
    assert write_config(small, target).returncode == 0
    assert write_config(small, target).returncode == 0  # the same again
    before = (target / CONFIGURATION).read_bytes()
    (target / PAGE).write_text("<p>ours</p>", encoding="utf-8")
    refused = write_config(small, target, "--branch", "drafts")
    assert refused.returncode != 0
    assert "is there already and says something else" in refused.stderr
    assert (target / CONFIGURATION).read_bytes() == before
    assert (target / PAGE).read_text(encoding="utf-8") == "<p>ours</p>"


@pytest.mark.parametrize(
    "place", ["content/desk", "data/desk", "data", "site", "site_templates/x", "live/a", "live", "www"]
)
def test_it_is_no_part_of_what_is_published(small: Root, place: str) -> None:
    small.write(f"live/{MANIFEST}", "{}")
    small.write(f"www/site/{MANIFEST}", "{}")
    (small.folder / "alias").symlink_to(small.folder / place)
    for name in (place, "alias"):
        refused = write_config(small, small.folder / name)
        assert refused.returncode != 0
        assert "lies where things are published" in refused.stderr
    assert not list(small.folder.rglob(CONFIGURATION))


@pytest.mark.parametrize(
    "asked",
    [
        ["--write-config", "x"],
        ["--write-config", "x", "--backend", "github"],
        ["--write-config", "x", "--backend", "github", "--repository", "alone"],
        ["--write-config", "x", "--backend", "gitlab", "--repository", "a/b", "--server", "git.example.org"],
        ["--write-config", "x", "--backend", "gitlab", "--repository", "a/b", "--branch", "a b"],
        ["--repository", "a/b"],
    ],
)
def test_what_is_missing_or_cannot_be_is_one_sentence(small: Root, tmp_path: Path, asked: list[str]) -> None:
    asked = [str(tmp_path / "x") if each == "x" else each for each in asked]
    refused = sunlit("-C", small.folder, "--lang", "en", "desk", *asked)
    assert refused.returncode != 0
    assert len(refused.stderr.strip().splitlines()) == 1
    assert not (tmp_path / "x").exists()


def test_no_type_that_fits_is_one_sentence(root: Root, tmp_path: Path) -> None:
    root.schema()
    root.write("data/notes/a.csv", "id,title\na,甲\n")
    refused = write_config(root, tmp_path / "desk", lang="zh")
    assert "data/notes/a.csv" in refused.stderr
    assert not (tmp_path / "desk").exists()


def test_each_forge_is_told_what_it_asks_for() -> None:
    made = {backend: Forge(backend, "a/b", "main") for backend in BACKENDS}
    assert [backend for backend, forge in made.items() if not forge.has_workflow] == [GITEA]
    for backend, forge in made.items():
        settings = forge.settings()
        assert (settings["name"], settings["repo"], settings["branch"]) == (backend, "a/b", "main")
        assert forge.missing()
        assert ("api_root" in settings) == (backend != GITHUB)
    assert FORGE.missing() == []
    assert json.dumps(FORGE.settings()).count("https://git.example.org") == 2


def test_a_name_of_a_branch_stays_text() -> None:
    with pytest.raises(CannotRun):
        Forge(GITEA, "a/b\nname: x", "main")
