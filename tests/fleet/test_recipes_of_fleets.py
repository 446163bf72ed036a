"""Recipes for running a fleet by what is there already: run where they can be, else held to their schemas."""

from __future__ import annotations

import configparser
import os
import shlex
import subprocess
from pathlib import Path

import pytest
import yaml
from building import PROJECT, environment, run
from test_cli import call
from toys import new_body

from generator.cli import loaded

SERVING, CI = PROJECT / "docs" / "serving", PROJECT / "docs" / "ci"


@pytest.fixture(scope="module")
def table(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("recipes")
    rows = [
        f"{body.id},x,{body.repository},{body.live}"
        for body in (new_body(folder, "a"), new_body(folder, "b"))
    ]
    path = folder / "bodies.csv"
    path.write_text("\n".join(["body,name,repository,live", *rows]) + "\n")
    return path


def with_stand_ins(folder: Path) -> dict[str, str]:
    """``sunlit`` says how it was called, or lists; ``parallel`` runs its command for each line as GNU's does."""
    folder.mkdir()
    scripts = {
        "sunlit": 'case "$*" in *--list*) printf "a\\nb\\n";; *) echo "$*" >> "$CALLS";; esac',
        "parallel": 'shift 3; while read -r line; do sh -c "$(printf "%s " "$@" | sed "s/{}/$line/g")"; done',
    }
    for name, text in scripts.items():
        (folder / name).write_text(f"#!/bin/sh\n{text}\n")
        (folder / name).chmod(0o755)
    return environment(PATH=f"{folder}:{os.environ['PATH']}", CALLS=str(folder / "calls"))


def test_the_list_is_what_others_run_by(table: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call("fleet", table, "--list", capsys=capsys)[:2] == (0, "a\nb\n")
    assert call("fleet", table, "--list", "--only", "b", capsys=capsys)[:2] == (0, "b\n")


def options_of(command: str) -> set[str]:
    return {word for word in shlex.split(command) if word.startswith("--")}


def known() -> set[str]:
    return {option for parameter in loaded("fleet").params for option in parameter.opts}


def test_the_script_for_parallel_runs_each_body_once(table: Path, tmp_path: Path) -> None:
    env = with_stand_ins(tmp_path / "bin")
    command = ["sh", str(SERVING / "fleet-parallel.sh"), str(table), str(tmp_path / "results")]
    subprocess.run(command, env=env, check=True, capture_output=True)
    calls = (tmp_path / "bin" / "calls").read_text().splitlines()
    assert [line.split("--only ")[1].split()[0] for line in calls] == ["a", "b"]
    assert options_of(calls[0]) <= known()


def test_the_units_run_a_command_that_there_is() -> None:
    service, timer = (configparser.RawConfigParser(strict=True) for _ in range(2))
    service.read(SERVING / "sunlit-fleet.service")
    timer.read(SERVING / "sunlit-fleet.timer")
    assert options_of(service["Service"]["ExecStart"]) <= known()
    assert timer["Timer"]["OnCalendar"]


def test_the_child_pipeline_is_what_gitlab_takes(tmp_path: Path) -> None:
    """Parent and child by GitLab's own schema; the child as the parent's script writes it."""
    parent = CI / "fleet-gitlab.yml"
    script = yaml.safe_load(parent.read_text())["plan"]["script"][0]
    subprocess.run(["sh", "-euc", script], env=with_stand_ins(tmp_path / "bin"), cwd=tmp_path, check=True)
    child = yaml.safe_load((tmp_path / "bodies.yml").read_text())
    assert {job["resource_group"] for job in child.values()} == {"a", "b"}
    assert options_of(child["body-a"]["script"][0]) <= known()
    done = run(
        "--builtin-schema", "vendor.gitlab-ci", parent, tmp_path / "bodies.yml", module="check_jsonschema"
    )
    assert done.returncode == 0, done.stdout


def test_the_kubernetes_job_runs_a_body_for_each_index(tmp_path: Path) -> None:
    manifest = yaml.safe_load((SERVING / "fleet-kubernetes.yaml").read_text())
    job = manifest["spec"]["jobTemplate"]["spec"]
    assert (manifest["apiVersion"], manifest["kind"], job["completionMode"]) == (
        "batch/v1",
        "CronJob",
        "Indexed",
    )
    pod = job["template"]["spec"]
    (container,) = pod["containers"]
    assert pod["automountServiceAccountToken"] is False
    assert container["securityContext"]["capabilities"] == {"drop": ["ALL"]}
    assert {mount["name"] for mount in container["volumeMounts"]} == {each["name"] for each in pod["volumes"]}
    env = with_stand_ins(tmp_path / "bin")
    for index in range(3):
        command = [*container["command"], *container["args"]]
        subprocess.run(command, env={**env, "JOB_COMPLETION_INDEX": str(index)}, check=True)
    calls = (tmp_path / "bin" / "calls").read_text().splitlines()
    assert [line.split("--only ")[1].split()[0] for line in calls] == ["a", "b"]
    assert options_of(calls[0]) <= known()
