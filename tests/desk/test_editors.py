"""What editors are told: the JSON Schema of records, the line that leads to it, and what a shell completes."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from building import DAY, PROJECT, Root, environment, sunlit
from click.shell_completion import BashComplete
from each import each
from forms import plans_root
from jsonschema import Draft202012Validator

from generator.check.gate import judge, read_everything
from generator.check.report.record_schema import as_record_schema
from generator.cli import sunlit as command_line
from generator.desk.record_files.yaml_text import NewRecord, records_text
from generator.model.declared.record_type import RecordType
from generator.read.schema.schemas import read_types

TYPES = read_types(PROJECT)
SHIPPED = sorted(path.stem for path in (PROJECT / "data" / "schemas").glob("*.yaml"))


def validator(type: RecordType) -> Draft202012Validator:
    return Draft202012Validator(json.loads(as_record_schema(type, "zh")))


def as_an_editor_reads(text: str) -> Any:
    """YAML as editors have it, which know no days."""
    return json.loads(json.dumps(yaml.safe_load(text), default=date.isoformat, ensure_ascii=False))


@pytest.fixture(scope="module")
def shipped() -> dict[str, list[dict[str, Any]]]:
    """Records of each shipped type, as ``sunlit new`` would write them, and as an editor reads them."""
    found = {}
    for name, records in read_everything(PROJECT).register.records.items():
        order = [field.name for field in TYPES[name].fields]
        new = [NewRecord(record.values, {}, record.children) for record in records[:4]]
        found[name] = [as_an_editor_reads(records_text([each], order).text) for each in new]
    return found


def broken(type: RecordType, record: dict[str, Any]) -> list[dict[str, Any]]:
    """A record, each time with one thing that the gate does not let through; one of each kind."""
    made = []
    own = {name: field for field in type.fields for name in field.spellings() if name in record}
    required = next(key for key, field in own.items() if field.required and key != type.id_field)
    made.append({other: value for other, value in record.items() if other != required})
    for key, field in own.items():
        if field.name == type.title_field:
            made.append({**record, key: {"写成": "几层"}})
    counts = (
        key for key, field in own.items() if field.type == "integer" and field.constraints.get("minimum") == 0
    )
    made += [{**record, key: -1} for key in list(counts)[:1]]
    chosen = (key for key, field in own.items() if field.type == "string" and field.constraints.get("enum"))
    made += [{**record, key: "没有这一项"} for key in list(chosen)[:1]]
    return made


@each("name", SHIPPED)
def test_what_the_gate_lets_through_an_editor_is_content_with(
    name: str, shipped: dict[str, list[dict[str, Any]]]
) -> None:
    assert shipped[name]
    assert [error.message for error in validator(TYPES[name]).iter_errors(shipped[name])] == []


def test_what_an_editor_refuses_the_gate_refuses_too(
    tmp_path: Path, shipped: dict[str, list[dict[str, Any]]]
) -> None:
    """Each kind of fault, in every type: an editor must not be stricter than the gate."""
    root = Root(tmp_path)
    shutil.copytree(PROJECT / "data" / "schemas", tmp_path / "data" / "schemas")
    shutil.copy(PROJECT / "data" / "site.yaml", tmp_path / "data" / "site.yaml")
    paths = []
    for name in SHIPPED:
        faults = broken(TYPES[name], shipped[name][0])
        judge_of = validator(TYPES[name])
        assert len(faults) > 1, name
        for number, record in enumerate(faults):
            assert not judge_of.is_valid(record), (name, record)
            root.records(record, type=name, file=str(number))
            paths.append(f"data/{name}/{number}.yaml")
    told = {each.source.path for each in judge(tmp_path, DAY).findings if each.severity == "error"}
    assert set(paths) <= told


@pytest.mark.parametrize(
    "text",
    [
        "編號: P-1\n標題: 一\n類別: ' =丙 '\n",
        "编号: P-1\ntitle: 一\nＫｉｎｄ: 甲,一\n",
        "编号: P-1\n标题: 一\n类别: '=丙'\n职数: '3'\n进度: 80%\n步骤: [{名称: 考察}]\n关键词: 一；二\n年度: 2026年\n",
    ],
)
def test_other_spellings_are_no_fault(tmp_path: Path, text: str) -> None:
    root = plans_root(tmp_path)
    root.write("data/plans/a.yaml", text)
    findings = [each for each in judge(tmp_path, DAY).findings if each.source.path == "data/plans/a.yaml"]
    assert [each for each in findings if each.severity == "error"] == []
    type = read_types(tmp_path)["plans"]
    assert list(validator(type).iter_errors(as_an_editor_reads(text))) == []


def test_the_first_line_of_a_new_record_leads_to_its_schema(tmp_path: Path) -> None:
    root = plans_root(tmp_path)
    given = ("--set", "id=P-1", "--set", "title=一", "--set", "kind==丙", "--as-of", "2026-11-24")
    done = sunlit("-C", root.folder, "new", "plans", *given)
    assert done.returncode == 0, done.stdout
    (path,) = (root.folder / "data/plans").glob("*.yaml")
    leads_to = re.match(r"# yaml-language-server: \$schema=(\S+)\n", path.read_text(encoding="utf-8"))
    assert leads_to
    schema = (path.parent / leads_to[1]).resolve()
    assert schema.is_relative_to(root.folder.resolve())
    printed = sunlit("-C", root.folder, "schema", "plans", "--json-schema")
    Draft202012Validator.check_schema(json.loads(printed.stdout))
    assert (printed.returncode, printed.stdout) == (0, schema.read_text(encoding="utf-8"))
    assert Draft202012Validator(json.loads(printed.stdout)).is_valid(
        as_an_editor_reads(path.read_text(encoding="utf-8"))
    )


@pytest.mark.parametrize(
    ("words", "begun", "offered"),
    [
        ([], "fo", {"form"}),
        (["new"], "pl", {"plans"}),
        (["set"], "计", {"计划"}),
        (["import"], "--dr", {"--dry-run"}),
    ],
)
def test_a_shell_completes_commands_options_and_types(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: list[str], begun: str, offered: set[str]
) -> None:
    monkeypatch.chdir(plans_root(tmp_path).folder)
    shell = BashComplete(command_line, {}, "sunlit", "_SUNLIT_COMPLETE")
    assert {answer.value for answer in shell.get_completions(words, begun)} == offered


def test_a_shell_gets_its_answers_from_the_command(tmp_path: Path, warm_sunlit: Path) -> None:
    """As the handbook has it: the shell asks by a variable, and gets a list."""
    plans_root(tmp_path)
    asked = {"_SUNLIT_COMPLETE": "bash_complete", "COMP_WORDS": "sunlit form ", "COMP_CWORD": "2"}
    env = environment(**asked)
    done = subprocess.run([warm_sunlit], cwd=tmp_path, env=env, capture_output=True, text=True, check=False)
    assert done.stdout.split() == ["plain,plans", "plain,rules"]
