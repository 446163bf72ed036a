"""Files that others run: workflows against their published schemas, the hook for pre-commit, systemd's units."""

from __future__ import annotations

import configparser
import json
import os
import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml
from building import PROJECT, Root, commit, environment
from check_jsonschema import main as check_jsonschema_command
from click.testing import CliRunner, Result
from each import each
from serving import free_port, running
from test_cli import call

from generator.cli import COMMANDS
from generator.commands.publish import publish
from generator.model.text.stop import CannotRun
from generator.publish.settings import Settings
from generator.publish.units import write_units

CI = PROJECT / "docs" / "ci"
SERVING = PROJECT / "docs" / "serving"
UNNAMED = {
    "nginx.conf",
    "Caddyfile",
    "Containerfile",
    "sunlit-tick.timer",
    "sunlit-fleet.timer",
    "fleet-keys.sh",
}
"""Recipes that run no command of ours."""
COMMAND = re.compile(r"\bsunlit (?:-C \S+ )?((?:publish )?[a-z-]+)")


def check_jsonschema(schema: str, file: Path) -> Result:
    return CliRunner().invoke(check_jsonschema_command, ["--builtin-schema", schema, str(file)])


@each(
    ("file", "schema"),
    [
        ("github.yml", "vendor.github-workflows"),
        ("forgejo.yml", "vendor.github-workflows"),
        ("gitlab-ci.yml", "vendor.gitlab-ci"),
    ],
)
def test_a_workflow_is_what_its_schema_asks_for(file: str, schema: str, tmp_path: Path) -> None:
    done = check_jsonschema(schema, CI / file)
    assert done.exit_code == 0, done.output
    broken = tmp_path / file
    broken.write_text((CI / file).read_text().replace("script:", "scrpt:").replace("runs-on:", "run-on:"))
    assert check_jsonschema(schema, broken).exit_code != 0, "the schema notices a mistake"


def test_no_job_on_github_may_more_than_it_needs() -> None:
    workflow = yaml.safe_load((CI / "github.yml").read_text())
    assert workflow["permissions"] == {}
    rights = {name: job["permissions"] for name, job in workflow["jobs"].items()}
    assert rights["check"] == rights["build"] == {"contents": "read"}
    assert rights["deploy"] == {"pages": "write", "id-token": "write"}
    assert rights["failed"] == {}


def jobs(file: str) -> dict[str, list[str]]:
    """The lines that each job of a workflow runs, in order."""
    workflow = yaml.safe_load((CI / file).read_text())
    if "jobs" not in workflow:
        return {
            name: job["script"] for name, job in workflow.items() if isinstance(job, dict) and "script" in job
        }
    named = {name: [step.get("run", "") for step in job["steps"]] for name, job in workflow["jobs"].items()}
    return {name: "\n".join(lines).splitlines() for name, lines in named.items()}


@pytest.mark.parametrize("file", ["github.yml", "forgejo.yml"])
def test_a_value_from_outside_becomes_a_command_only_by_way_of_the_environment(file: str) -> None:
    assert not [line for lines in jobs(file).values() for line in lines if "${{" in line]


WORKFLOWS = ["github.yml", "forgejo.yml", "gitlab-ci.yml"]


@pytest.mark.parametrize("file", WORKFLOWS)
def test_every_workflow_holds_what_is_to_be_published_against_what_is_live(file: str) -> None:
    """Where that is stands in the settings of the project, and neither in a file nor in what was built last."""
    text = (CI / file).read_text()
    commands = [
        line
        for lines in jobs(file).values()
        for line in lines
        if re.search(r"sunlit (check|build|diff)", line)
    ]
    previews = [line for line in commands if "--site-dir preview" in line]
    assert len(previews) == 1
    for line in set(commands) - set(previews):
        assert "--since release" in line or "sunlit diff release" in line, line
    assert re.search(r"SUNLIT_LIVE(: \$\{\{ vars\.SUNLIT_LIVE \}\}|, for example)", text)
    assert "--live" not in text
    depth = re.search(r"fetch-depth: 0|GIT_DEPTH: \"0\"", text)
    assert depth, "an ancestor is told from the history"


@pytest.mark.parametrize("file", WORKFLOWS)
def test_a_merge_that_changes_something_in_silence_is_refused_by_its_commands(
    file: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The commands of the job that checks, as they stand, in a clone whose base was published."""
    root = Root(tmp_path / "clone")
    root.schema()
    root.records({"id": "a", "title": "甲"})
    live = commit(root.folder)
    (tmp_path / "www").mkdir()
    manifest = {"revision": live, "as_of": "2026-11-20", "files": {}}
    (tmp_path / "www" / "manifest.json").write_text(json.dumps(manifest))
    monkeypatch.setenv("SUNLIT_LIVE", str(tmp_path / "www"))
    monkeypatch.setenv("SUNLIT_FIRST_RELEASE", "")
    (check, *_) = [
        shlex.split(line.partition("||")[0]) for line in jobs(file)["check"] if "sunlit check" in line
    ]
    arguments = ["-C", root.folder, *check[1:]]
    if "--output" in arguments:
        arguments[arguments.index("--output") + 1] = str(tmp_path / "report")
    assert call(*arguments, capsys=capsys)[0] == 0
    root.records({"id": "a", "title": "乙"})
    assert call(*arguments, capsys=capsys)[0] == 1
    monkeypatch.setenv("SUNLIT_LIVE", "")
    assert call(*arguments, capsys=capsys)[0] == 2, "a project that says nothing publishes nothing"


@pytest.mark.parametrize("file", WORKFLOWS)
def test_previews_and_trees_expire_in_a_day(file: str) -> None:
    text = (CI / file).read_text()
    kept = re.findall(r"(?:retention-days|expire_in): (\S+)", text)
    assert kept
    assert set(kept) == {"1"}


@each("path", [*CI.iterdir(), *SERVING.iterdir()], ids=lambda path: path.name)
def test_commands_that_recipes_run_exist(path: Path) -> None:
    known = {*COMMANDS, *(f"publish {name}" for name in publish.commands), "diff"}
    lines = path.read_text(encoding="utf-8").splitlines()
    named = [name for line in lines if not line.lstrip().startswith("#") for name in COMMAND.findall(line)]
    assert set(named) <= known
    assert named or path.name in UNNAMED


def test_on_forgejo_the_site_takes_the_place_of_the_last_one_without_a_history(tmp_path: Path) -> None:
    """The lines of the last step but one, as they stand: the branch holds the site, nothing of the records, and one commit."""
    remote, root = tmp_path / "remote.git", Root(tmp_path / "clone")
    subprocess.run(["git", "init", "-q", "--bare", str(remote)], check=True)
    root.records({"id": "a"})
    commit(root.folder)
    subprocess.run(["git", "-C", str(root.folder), "remote", "add", "origin", str(remote)], check=True)
    lines = jobs("forgejo.yml")["publish"]
    script = "\n".join(lines[lines.index("export GIT_INDEX_FILE=/tmp/pages.index") : -1]).replace(
        "/tmp/", f"{tmp_path}/"
    )
    for text in ("one", "two"):
        root.write("site/index.html", text)
        root.write("site/.nojekyll", "")
        environment = {**os.environ, "GITHUB_SHA": "x"}
        subprocess.run(
            ["bash", "-ec", script], cwd=root.folder, env=environment, check=True, capture_output=True
        )

    def pages(*arguments: str) -> str:
        command = ["git", f"--git-dir={remote}", *arguments]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout

    assert pages("ls-tree", "-r", "--name-only", "pages").split() == [".nojekyll", "index.html"]
    assert pages("show", "pages:index.html") == "two"
    assert pages("rev-list", "--count", "pages") == "1\n"


def test_the_hook_for_pre_commit() -> None:
    (hook,) = yaml.safe_load((PROJECT / ".pre-commit-hooks.yaml").read_text())
    assert hook["entry"].split() == ["sunlit", "check", "--since", "release"]
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


def test_install_writes_the_units_of_its_repository(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    repository, units = tmp_path / "my site.git", tmp_path / "units"
    units.mkdir()
    asked = ["--live", tmp_path / "www" / "site", "--systemd", units]
    status, said, _ = call("--lang", "en", "publish", "install", repository, *asked, capsys=capsys)
    assert status == 0
    assert said.splitlines()[-1] == "Switch the hourly tick on: systemctl enable --now sunlit-my-site.timer"
    service, timer = (configparser.RawConfigParser(strict=True) for _ in range(2))
    for parser, suffix in ((service, "service"), (timer, "timer")):
        parser.read(units / f"sunlit-my-site.{suffix}", encoding="utf-8")
    assert service["Service"]["User"] == repository.owner()
    assert service["Service"]["ReadWritePaths"] == f'"{repository}" {tmp_path / "www"}'
    command = shlex.split(service["Service"]["ExecStart"])
    assert command[-5:] == ["-C", str(repository), "publish", "tick", "--quiet"]
    done = subprocess.run(
        command, capture_output=True, text=True, check=False, env={**os.environ, "PYTHONUTF8": "1"}
    )
    assert (done.returncode, done.stdout) == (0, "")
    assert timer["Timer"]["OnCalendar"] == "*-*-* *:01:00"
    assert {path.name for path in units.iterdir()} == {"sunlit-my-site.service", "sunlit-my-site.timer"}


def test_units_that_cannot_be_written_are_one_sentence(tmp_path: Path) -> None:
    units = tmp_path / "units"
    (units / f"sunlit-{tmp_path.name}.service").mkdir(parents=True)
    with pytest.raises(CannotRun, match="cannot be written"):
        write_units(tmp_path, Settings(str(tmp_path / "live")), units)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Root:
    root = Root(tmp_path_factory.mktemp("container") / "site")
    root.schema()
    root.declare("data/site.yaml", {"name": "站", "languages": ["zh"], "frame": "builtin"})
    root.records({"id": "a", "title": "样例"})
    return root


def script(office: Root, sunlit: Path, *arguments: str, **more: str) -> tuple[list[str], dict[str, str]]:
    """The command of the container, outside of one, and its environment."""
    found = f"{sunlit.parent}:/usr/sbin:{os.environ['PATH']}"
    built = str(office.folder.parent / "built")
    command = ["sh", str(SERVING / "site.sh"), *arguments]
    return command, environment(PATH=found, SITE=str(office.folder), BUILT=built, **more)


def test_the_container_s_script_checks_and_builds_and_writes_nothing_beside(
    office: Root, warm_sunlit: Path
) -> None:
    before = sorted(office.folder.rglob("*"))
    for what, said in (("check", "共 0 处错误"), ("build", "已发布：1 条")):
        command, env = script(office, warm_sunlit, what)
        done = subprocess.run(command, capture_output=True, text=True, check=False, env=env)
        assert (done.returncode, said in done.stdout) == (0, True), done.stderr
    assert sorted(office.folder.rglob("*")) == before
    command, env = script(office, warm_sunlit, "publish")
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=env)
    assert (done.returncode, done.stderr) == (2, "site.sh check|build|serve\n")


def test_the_container_s_script_serves(office: Root, warm_sunlit: Path, tmp_path: Path) -> None:
    port = free_port()
    command, env = script(office, warm_sunlit, "serve", PORT=str(port))
    with running(command, tmp_path, port, env) as server:
        assert server.get("/notes/a.html").status == 200
        page = server.get("/")
        assert "content-security-policy" in page.headers
        assert server.get("/none.html").status == 404


def test_the_containerfile_runs_that_script_as_an_ordinary_user() -> None:
    lines = (SERVING / "Containerfile").read_text(encoding="utf-8").splitlines()
    said = [line.split(maxsplit=1) for line in lines if line and not line.startswith(("#", " "))]
    keys = [key for key, _ in said]
    assert keys.index("USER") < keys.index("ENTRYPOINT")
    assert dict(said)["USER"] == "site"
    copied = dict(said)["COPY"].split()
    assert {"nginx.conf", "site.sh"} <= set(copied)
    assert json.loads(dict(said)["ENTRYPOINT"]) == [f"{copied[-1]}site.sh"]
    assert dict(said)["FROM"] == "python:3.11-slim"
