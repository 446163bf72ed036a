"""The documentation says what the code does: generated pages, references, links and examples, both ways."""

from __future__ import annotations

import importlib
import json
import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import click
import pytest
from beginning import no_collector
from building import Root
from jsonschema import Draft202012Validator

from generator.check.changes import WAIVABLE
from generator.check.report.rule_page import meanings
from generator.check.rules.library import LIBRARY
from generator.cli import COMMANDS, loaded, sunlit
from generator.model.declared.calendar import CalendarYear
from generator.model.declared.condition import TESTS
from generator.model.declared.kinds import Trait
from generator.model.declared.record_type import RecordType
from generator.model.declared.site import Site
from generator.model.findings.rules import RULES
from generator.plugin.events import SunlitOptions
from generator.read.exceptions import exception_type
from generator.read.schema import keys
from generator.read.schema.record_types import TableSchema
from generator.read.schema.schemas import read_types
from generator.website.charts.tones import MEANINGS

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
REFERENCE = DOCS / "reference"
WRITTEN = sorted(
    [*ROOT.glob("README*.md"), ROOT / "CHANGELOG.md", *DOCS.rglob("*.md"), *(ROOT / "content").rglob("*.md")]
)


@pytest.fixture
def writer(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Any]:
    """A module of docs/, as ``python docs/generate.py`` imports it."""
    monkeypatch.syspath_prepend(DOCS)
    return lambda name: importlib.import_module(f"writers.{name}")


def _first_column(page: str, heading: str = "") -> set[str]:
    """What stands as code in the first column of the tables below a heading (or of the whole page)."""
    text = (REFERENCE / page).read_text(encoding="utf-8")
    if heading:
        text = re.split(rf"^#+ {re.escape(heading)}$", text, maxsplit=1, flags=re.MULTILINE)[1]
        text = re.split(r"^#+ ", text, maxsplit=1, flags=re.MULTILINE)[0]
    return set(re.findall(r"^\| `([^`]+)`", text, re.MULTILINE))


def test_what_is_generated_is_what_the_code_yields(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.syspath_prepend(DOCS)
    with no_collector():
        status = importlib.import_module("generate").main(["--check"])
    assert status == 0, f"run make docs: {capsys.readouterr().out}"


def test_generating_would_notice_a_difference(writer: Callable[[str], Any]) -> None:
    page = "<!-- file: data/tasks/a.csv -->\n```csv\n编号,标题\n```\n<!-- report: en -->\n```text\nAll is well.\n```\n"
    filled = writer("reports").filled(page, ROOT)
    assert "All is well." not in filled
    assert "data/tasks/a.csv" in filled


def test_an_example_that_must_be_clean_is_refused_otherwise(writer: Callable[[str], Any]) -> None:
    page = "<!-- file: data/tasks/a.csv -->\n```csv\n编号,标题\nx,y\n```\n<!-- clean: en -->\n"
    with pytest.raises(ValueError, match="should be clean"):
        writer("reports").filled(page, ROOT)


def test_every_rule_is_explained_and_every_explained_rule_exists() -> None:
    assert _first_column("findings.md", "一律检查 Always") == {rule.id for rule in RULES}
    assert set(_library_parts()) == set(LIBRARY)


def _library_parts() -> dict[str, str]:
    """Each rule that types declare, and what the reference says of it."""
    text = (REFERENCE / "findings.md").read_text(encoding="utf-8")
    _, *parts = re.split(r"^#### (\S+)$", text, flags=re.MULTILINE)
    return dict(zip(parts[::2], parts[1::2], strict=True))


def test_every_parameter_of_a_declared_rule_is_explained_with_two_examples() -> None:
    for id, part in _library_parts().items():
        shown = {
            name
            for row in re.findall(r"^\| (`.+?) \|", part, re.MULTILINE)
            for name in re.findall(r"`(\w+)`", row)
        }
        beside = set(re.findall(r"`+(\w+)`+", " ".join(meaning.text for meaning in meanings(LIBRARY[id]))))
        assert shown | beside >= set(LIBRARY[id].parameters), id
        assert shown <= set(LIBRARY[id].parameters), id
        assert part.count("```yaml") >= 3, id


def test_the_record_types_list_every_rule_that_is_declared() -> None:
    text = (REFERENCE / "record-types.md").read_text(encoding="utf-8")
    for type in read_types(ROOT).values():
        part = text.partition(f"### 规则 Rules: {type.name}\n")[2].partition("\n#")[0]
        assert re.findall(r"\| \[`([^`]+)`\]", part) == [use.rule for use in type.rules]


def test_every_rule_can_be_broken_somewhere(writer: Callable[[str], Any]) -> None:
    unused = [rule.id for rule in RULES if not list(writer("findings").stages(ROOT, rule))]
    assert not unused


def test_everything_that_an_exception_says_is_explained_and_it_waives_what_the_comparison_finds() -> None:
    fields = {field.name: field for field in exception_type().fields}
    text = (REFERENCE / "exceptions.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^\| [^|]+ \| [^|]+ \| `(\w+)` \|", text, re.MULTILINE)) == set(fields)
    assert set(fields["rule"].constraints["enum"]) == {rule.id for rule in WAIVABLE}


def _options(command: click.Command) -> set[str]:
    return {name for option in command.params if isinstance(option, click.Option) for name in option.opts}


@pytest.mark.parametrize("name", ["sunlit", *(f"sunlit {name}" for name in COMMANDS)])
def test_every_option_is_in_the_reference_and_no_other(name: str) -> None:
    command = sunlit if name == "sunlit" else loaded(name.removeprefix("sunlit "))
    shown = {text.split()[0].rstrip(",") for text in _first_column("commands.md", name)}
    assert shown == _options(command) | {"--help"}


def test_every_command_is_in_the_reference_and_no_other() -> None:
    text = (REFERENCE / "commands.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^## sunlit (\S+)$", text, re.MULTILINE)) == set(COMMANDS)


def _marked(page: str) -> set[str]:
    """The dataclasses and enumerations whose tables stand on a page."""
    return set(
        re.findall(r"^<!-- (?:keys|values): (\w+) -->$", (REFERENCE / page).read_text("utf-8"), re.MULTILINE)
    )


@pytest.mark.parametrize(
    ("page", "files"), [("schema-format.md", [TableSchema]), ("site-settings.md", [Site, CalendarYear])]
)
def test_everything_that_a_file_may_say_has_its_table_and_nothing_else_has(
    page: str, files: list[Any]
) -> None:
    assert _marked(page) == {block.__name__ for file in files for block in keys.blocks_below(file)}


@pytest.mark.parametrize(("heading", "expected"), [("meaning", set(MEANINGS)), ("when", set(TESTS))])
def test_the_schema_format_explains_what_is_no_key(heading: str, expected: set[str]) -> None:
    assert _first_column("schema-format.md", heading) == expected


def test_the_reference_names_every_key_that_passing_values_may_not_stand_under() -> None:
    text = (REFERENCE / "schema-format.md").read_text(encoding="utf-8")
    (named,) = re.findall(r"不能用在会被抄走的地方：(.*?)和主键", text)
    refused = {
        name
        for block in (TableSchema, RecordType)
        for name, key in keys.keys_of(block).by_name.items()
        if Trait.LASTING in key.kind.traits
    }
    assert set(re.findall(r"`(\w+)`", named)) == {*refused, "date"}


def test_the_reference_names_every_template_and_no_other() -> None:
    folder = ROOT / "site_templates"
    exist = {path.relative_to(folder).as_posix() for path in folder.rglob("*.html")}
    exist = {name for name in exist if not name.startswith(("records/", "theme/"))}
    assert _first_column("templates.md", "模板 Templates") == exist | {"records/<template>.html", "theme/"}


def test_every_view_that_a_template_can_reach_is_in_the_reference_and_no_other() -> None:
    text = (REFERENCE / "templates.md").read_text(encoding="utf-8")
    _, *parts = re.split(r"^## (\w+)$", text, flags=re.MULTILINE)
    views = dict(zip(parts[::2], parts[1::2], strict=True))
    given = re.findall(r"\| \[(\w+)\]\(#", text)
    reached: set[str] = set()
    while given:
        name = given.pop()
        if name not in reached:
            reached.add(name)
            given += re.findall(
                r"\b([A-Z]\w+View|[A-Z]\w+Link|Cell|SectionHead|NoticeC\w+)\b", _types(views[name])
            )
    assert reached == set(views)


def _types(view: str) -> str:
    """The second column of a view's table: what its fields are."""
    return " ".join(re.findall(r"^\| `[^`]+` \| (`[^`]+`)", view, re.MULTILINE))


def test_the_record_types_are_those_of_the_schemas() -> None:
    text = (REFERENCE / "record-types.md").read_text(encoding="utf-8")
    shown = re.findall(r"^## .* `([^`]+)`$", text, re.MULTILINE)
    assert set(shown) == {path.stem for path in (ROOT / "data" / "schemas").glob("*.yaml")}


def _targets(writer: Callable[[str], Any]) -> Iterator[tuple[Path, str]]:
    for path in WRITTEN:
        for target in writer("markdown").links(path.read_text(encoding="utf-8")):
            if not re.match(r"[a-z]+:", target):
                yield path, target


def test_every_link_leads_to_a_file_and_a_heading(writer: Callable[[str], Any]) -> None:
    @cache
    def anchors(file: Path) -> set[str]:
        return set(writer("markdown").headings(file.read_text(encoding="utf-8"))) if file.is_file() else set()

    broken = []
    for path, target in _targets(writer):
        name, _, fragment = target.partition("#")
        file = (path.parent / name).resolve() if name else path
        if not file.exists() or (fragment and fragment not in anchors(file)):
            broken.append(f"{path.relative_to(ROOT)}: {target}")
    assert not broken


def test_the_link_test_sees_links(writer: Callable[[str], Any]) -> None:
    assert len(list(_targets(writer))) > 20


@pytest.mark.parametrize("name", ["README.md", "README.zh.md"])
def test_the_readme_names_commands_that_exist(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    named = set(re.findall(r"^make ([a-z]+)$", text, re.MULTILINE))
    assert {"site", "test"} <= named <= targets
    commands = re.findall(r"sunlit (?:--lang en |-C \S+ )?([a-z]+)\b[`\n]", text)
    assert {"check", "build"} <= set(commands) <= set(COMMANDS)


def test_the_architecture_names_modules_and_names_that_exist() -> None:
    text = (DOCS / "architecture.md").read_text(encoding="utf-8")
    modules = set(
        re.findall(
            r"`(?:generator/)?((?:model|read|check|disclose|website|construct|plugin)/(?:\w+/)*\w+(?:\.py|/))",
            text,
        )
    )
    missing = [name for name in modules if not (ROOT / "generator" / name).exists()]
    code = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "generator").rglob("*.py"))
    missing += [name for name in re.findall(r"`(?:\w+\.)?(\w+)\(", text) if f"def {name}(" not in code]
    assert len(modules) > 15
    assert not missing


def test_the_glossary_lists_each_word_once_with_a_name_that_exists() -> None:
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    table = text.split("## Glossary", 1)[1].split("\n## ", 1)[0]
    rows = [line.split(" | ") for line in table.splitlines() if line.startswith("| ")][2:]
    words = [word for row in rows for word in row[0].removeprefix("| ").split(", ")]
    assert len(words) > 20
    assert len(words) == len(set(words))
    code = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "generator").rglob("*.py"))
    found = re.findall(r"\b(?:class|def) ([A-Za-z_]+)\b|^([A-Za-z_]+)(?: =|:) ", code, re.MULTILINE)
    assert set(re.findall(r"`([A-Za-z_]+)`", table)) <= {name for names in found for name in names}


def test_both_readmes_have_the_same_structure() -> None:
    shapes = []
    for name in ("README.md", "README.zh.md"):
        text = (ROOT / name).read_text(encoding="utf-8")
        shapes.append(re.findall(r"^(#+ |```\w+|<!-- \w+: [\w/.-]+)", text, re.MULTILINE))
    en, zh = ([re.sub(r"(report|part|clean): \w+", r"\1", part) for part in shape] for shape in shapes)
    assert en == zh


@pytest.mark.parametrize("name", ["README.md", "README.zh.md"])
def test_the_record_type_of_the_readme_builds(
    name: str, writer: Callable[[str], Any], tmp_path: Path
) -> None:
    reports = writer("reports")
    *_, example = reports.examples((ROOT / name).read_text(encoding="utf-8"))
    root = Root(tmp_path / "root")
    for path, content in example.files.items():
        root.write(path, content)
    assert not root.build(as_of=reports.AS_OF).verdict.findings
    page = (root.site / "receptions" / "jd-2026-11.html").read_text(encoding="utf-8")
    assert "11月部长接待日" in page
    assert "已举行" in page


@pytest.mark.parametrize(
    "plugins",
    [
        ["sunlit"],
        ["search", {"sunlit": {"root": ".."}}],
        [{"sunlit": None}],
        {"sunlit": {"root": "records"}},
        [{"sunlit": {"root": 3}}],
        [{"sunlit": {"rout": "."}}],
        [{"sunlit": {"as_of": "2026-11-24"}}],
        {"sunlit": {"root": ["a"]}},
        [{"minify": {"anything": [1]}}, "sunlit"],
    ],
)
def test_the_schema_of_the_plugin_s_options_says_what_mkdocs_says_of_them(plugins: Any) -> None:
    schema = json.loads((REFERENCE / "plugin.schema.json").read_bytes())
    Draft202012Validator.check_schema(schema)
    entries = plugins.items() if isinstance(plugins, dict) else [
        pair for entry in plugins if isinstance(entry, dict) for pair in entry.items()
    ]  # fmt: skip
    complaints: list[Any] = []
    for name, given in entries:
        if name == "sunlit":
            options = SunlitOptions()
            options.load_dict(given or {})
            complaints += [each for found in options.validate() for each in found]
    assert Draft202012Validator(schema).is_valid({"plugins": plugins}) == (not complaints)


def test_the_page_on_mkdocs_names_every_option_of_the_plugin() -> None:
    page = (DOCS / "mkdocs.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^\| `(\w+)` \|", page, re.MULTILINE)) == {
        name for name, _ in SunlitOptions._schema
    }
