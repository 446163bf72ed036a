"""Files that others run: workflows against their published schemas, the hook for pre-commit, systemd's units."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml
from building import PROJECT, run

from generator.cli import sunlit
from generator.commands.publish import publish

CI = PROJECT / "docs" / "ci"
SERVING = PROJECT / "docs" / "serving"
COMMAND = re.compile(r"\bsunlit (?:-C \S+ )?((?:publish )?[a-z-]+)")


@pytest.mark.parametrize(
    ("file", "schema"), [("github.yml", "vendor.github-workflows"), ("gitlab-ci.yml", "vendor.gitlab-ci")]
)
def test_a_workflow_is_what_its_schema_asks_for(file: str, schema: str, tmp_path: Path) -> None:
    done = run("--builtin-schema", schema, CI / file, module="check_jsonschema")
    assert done.returncode == 0, done.stdout
    broken = tmp_path / file
    broken.write_text((CI / file).read_text().replace("script:", "scrpt:").replace("runs-on:", "run-on:"))
    done = run("--builtin-schema", schema, broken, module="check_jsonschema")
    assert done.returncode != 0, "the schema notices a mistake"


def test_no_job_on_github_may_more_than_it_needs() -> None:
    workflow = yaml.safe_load((CI / "github.yml").read_text())
    assert workflow["permissions"] == {}
    rights = {name: job["permissions"] for name, job in workflow["jobs"].items()}
    assert rights["check"] == rights["build"] == {"contents": "read"}
    assert rights["deploy"] == {"pages": "write", "id-token": "write"}
    assert rights["failed"] == {}
    for job in workflow["jobs"].values():
        for step in job["steps"]:
            assert "${{" not in step.get("run", ""), (
                "a value from outside becomes a command only by way of env"
            )


@pytest.mark.parametrize("file", ["github.yml", "gitlab-ci.yml"])
def test_previews_and_trees_expire_in_a_day(file: str) -> None:
    text = (CI / file).read_text()
    kept = re.findall(r"(?:retention-days|expire_in): (\S+)", text)
    assert kept
    assert set(kept) == {"1"}


@pytest.mark.parametrize("path", [*CI.iterdir(), *SERVING.iterdir()], ids=lambda path: path.name)
def test_commands_that_recipes_run_exist(path: Path) -> None:
    known = {*sunlit.commands, *(f"publish {name}" for name in publish.commands), "diff"}
    lines = path.read_text(encoding="utf-8").splitlines()
    named = [name for line in lines if not line.lstrip().startswith("#") for name in COMMAND.findall(line)]
    assert set(named) <= known
    assert named or path.name in ("nginx.conf", "Caddyfile", "sunlit-tick.timer")


def test_the_hook_for_pre_commit() -> None:
    (hook,) = yaml.safe_load((PROJECT / ".pre-commit-hooks.yaml").read_text())
    assert hook["entry"].split() == ["sunlit", "check"]
    assert not hook["pass_filenames"], "a record is judged together with all others"
    assert re.match(hook["files"], "data/tasks/2026.csv")


def test_systemd_takes_the_units() -> None:
    command = shutil.which("systemd-analyze")
    if command is None:
        pytest.skip("systemd is not installed")
    timer = SERVING / "sunlit-tick.timer"
    calendar = next(line.partition("=")[2] for line in timer.read_text().splitlines() if "OnCalendar" in line)
    done = subprocess.run([command, "calendar", calendar], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
