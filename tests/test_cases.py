"""Golden folders: each folder of cases/ is a root and what must come of it, for one fixed day.

``expected/`` holds either ``report.zh.txt`` and ``report.json`` (``bad-``: data that are refused; ``fit-``: data
that are not) or ``pages/``: every page's content (what stands inside ``id="sl-main"``) and every JSON twin.
``pytest --update-golden`` rewrites them; the diff is then reviewed like any other.
"""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from building import DAY, Root
from html_page import read_page, without_sheets

from generator.check.gate import judge
from generator.check.report import FORMATS
from generator.cli import main
from generator.model.declared.site import FrameName
from generator.model.text.catalogue import LANGUAGES

CASES = Path(__file__).parent / "cases"
NAMES = sorted(path.name for path in CASES.iterdir() if path.is_dir())
REFUSED = [name for name in NAMES if name.startswith("bad-")]
FIT = [name for name in NAMES if name.startswith("fit-")]
BUILT = [name for name in NAMES if name not in (*REFUSED, *FIT)]
IN_EVERY_FORMAT = "bad-declared-rule"
BASIS = "《样例公示办法》第三条"
SUFFIXES = {"text": "txt", "github": "txt", "junit": "xml", "html": "html"}
BAD_INPUT = {
    "bad-unknown-key": "unknown-key",
    "bad-wrong-type": "wrong-type",
    "bad-missing-required": "required",
    "bad-duplicate-id": "duplicate-id",
    "bad-dangling-reference": "dangling-reference",
    "bad-duplicate-yaml-key": "duplicate-key",
    "bad-tab-in-yaml": "tab-in-yaml",
    "bad-undecodable-byte": "undecodable-byte",
    "bad-ragged-csv-row": "ragged-row",
}
SCHEMAS = CASES.parents[1] / "data" / "schemas"
SHIPPED_TYPES = sorted(path.stem for path in SCHEMAS.glob("*.yaml"))
OF_A_TYPE = "type-"
"""Cases of one shipped type: they have the types that its schema names and those of which there are records, in the frame that
is quickly made, and expect the pages of their own.
"""
OWN_FRAME = {"404.html"}
"""Pages that are the same in every site."""


@pytest.fixture
def update(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--update-golden"))


@pytest.fixture
def case(root: Root, request: pytest.FixtureRequest) -> Root:
    """A copy of the case's input, outside the project and so outside its git."""
    shutil.copytree(CASES / request.param, root.folder, ignore=shutil.ignore_patterns("expected", "formats"))
    if request.param.startswith(OF_A_TYPE):
        for name in needed_by(request.param.removeprefix(OF_A_TYPE), root):
            root.declare(f"data/schemas/{name}.yaml", {"extends": f"sunlit/{name}"})
    return root


def needed_by(type: str, root: Root) -> set[str]:
    schema = (SCHEMAS / f"{type}.yaml").read_text(encoding="utf-8")
    there = {path.name for path in (root.folder / "data").iterdir()}
    return {type, *re.findall(r"[a-z-]+", schema), *there} & set(SHIPPED_TYPES)


def reports(root: Root, exit_code: int, capsys: pytest.CaptureFixture[str]) -> dict[str, str]:
    found = {}
    for name, lang, form in (("report.zh.txt", "zh", "text"), ("report.json", "en", "json")):
        command = [
            "-C",
            str(root.folder),
            "--lang",
            lang,
            "check",
            "--format",
            form,
            "--as-of",
            DAY.isoformat(),
        ]
        with pytest.raises(SystemExit) as ended:
            main(command)
        printed = capsys.readouterr()
        assert (ended.value.code, printed.err) == (exit_code, "")
        found[name] = printed.out
    return found


def in_every_format(root: Root) -> dict[str, str]:
    verdict = judge(root.folder, DAY)
    return {
        f"{format}.{language}.{SUFFIXES.get(format, 'json')}": report(verdict, language)
        for format, report in FORMATS.items()
        for language in LANGUAGES
    }


def pages(root: Root, case: str) -> dict[str, str]:
    """Content and twins by address; for a case of a type, those of that type alone."""
    type = case.removeprefix(OF_A_TYPE) if case.startswith(OF_A_TYPE) else ""
    root.build(frame=FrameName.BUILTIN if type else FrameName.MKDOCS)
    found = {}
    for path in sorted(root.site.rglob("*")):
        address = path.relative_to(root.site).as_posix()
        if type and type not in address.split("/")[:2]:
            continue
        if path.suffix == ".html" and address not in OWN_FRAME:
            text = without_sheets(path.read_text(encoding="utf-8"))
            found[address] = read_page(text).inner["sl-main"].strip() + "\n"
        elif path.suffix == ".json" and address != "manifest.json":
            found[address] = path.read_text(encoding="utf-8")
    return found


def expected(folder: Path) -> dict[str, str]:
    """What the folder holds, by address. An expectation that is empty expects nothing, which nobody means."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    assert files, f"{folder} holds no expectation: run pytest --update-golden and review the diff"
    assert not [path for path in files if not path.read_bytes().strip()], "an expectation is empty"
    return {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in files}


def rewrite(folder: Path, content: dict[str, str]) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    for address, text in content.items():
        path = folder / address
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def compare(folder: Path, found: dict[str, str], update: bool) -> None:
    if update:
        rewrite(folder, found)
    assert found == expected(folder)


def test_there_are_cases() -> None:
    """A run that found none would pass by comparing nothing."""
    assert set(BAD_INPUT) <= set(REFUSED)
    assert {f"type-{name}" for name in SHIPPED_TYPES} <= set(BUILT)
    assert {"plain-table-schema", "hostile", "extends-alone"} <= set(BUILT)
    assert {"fit-pack-switched-off", "fit-coverage"} <= set(FIT)


@pytest.mark.parametrize("case", [*REFUSED, *FIT], indirect=True, ids=[*REFUSED, *FIT])
def test_what_is_said(
    case: Root, update: bool, request: pytest.FixtureRequest, capsys: pytest.CaptureFixture[str]
) -> None:
    name = request.node.callspec.id
    compare(CASES / name / "expected", reports(case, int(name in REFUSED), capsys), update)


@pytest.mark.parametrize("case", [IN_EVERY_FORMAT], indirect=True)
def test_what_a_declared_rule_finds_stands_with_its_basis_in_every_report(case: Root, update: bool) -> None:
    found = in_every_format(case)
    compare(CASES / IN_EVERY_FORMAT / "formats", found, update)
    for address, text in found.items():
        assert BASIS in text, address


@pytest.mark.parametrize("case", BUILT, indirect=True, ids=BUILT)
def test_what_is_built(case: Root, update: bool, request: pytest.FixtureRequest) -> None:
    name = request.node.callspec.id
    folder = CASES / name / "expected" / "pages"
    found = pages(case, name)
    if update:
        rewrite(folder, found)
    wanted = expected(folder)
    assert sorted(found) == sorted(wanted)
    for address, text in found.items():
        assert text == wanted[address], address


@pytest.mark.parametrize("name", sorted(BAD_INPUT))
def test_bad_input_has_one_finding_with_its_place_and_its_cure(name: str) -> None:
    """Read from the expectation, which the test above holds equal to what the gate says."""
    report: dict[str, Any] = json.loads(expected(CASES / name / "expected")["report.json"])
    (finding,) = report["findings"]
    assert finding["rule"] == BAD_INPUT[name]
    assert finding["severity"] == "error"
    assert finding["path"].startswith("data/tasks/")
    assert finding["line"]
    assert finding["column"]
    assert finding["hint"]
    assert report["counts"] == {"error": 1, "warning": 0}


def judged(name: str) -> list[tuple[str, str, str]]:
    report: dict[str, Any] = json.loads(expected(CASES / name / "expected")["report.json"])
    return [(finding["rule"], finding["record"], finding["basis"]) for finding in report["findings"]]


@pytest.mark.parametrize(("name", "findings"), [
    (IN_EVERY_FORMAT, [("minimum-working-days", "N-2", BASIS)]),
    ("bad-calendar", [("minimum-working-days", "N-2", BASIS)]),
    ("bad-pack-switched-on", [("needs", "N-1", "《样例信息公开规定》")]),
    ("fit-pack-switched-off", []),
    ("fit-coverage", [("covers-values", "", "《样例听取意见办法》")] * 2),
])  # fmt: skip
def test_what_declared_rules_find(name: str, findings: list[tuple[str, str, str]]) -> None:
    """Read from the expectation, which a test above holds equal to what the gate says."""
    assert judged(name) == findings
