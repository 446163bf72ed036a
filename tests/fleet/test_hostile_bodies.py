"""A hostile body in the fleet: what it brings reaches no key, no network and no other body."""

from __future__ import annotations

import json
import os
import pickle
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from building import PROJECT
from pushing import git, keypair, signing
from toy_builds import hostile, quick
from toys import new_body, plan, publish, root_of, said, work

from generator.check.site.manifest import is_whole
from generator.commands.common.fleet_build import build
from generator.fleet.bodies import Body
from generator.fleet.body import OWN, REPOSITORY, WORK, Result, State, publish_body
from generator.publish.settings import Limits

HOOK = """
import json, os, socket, subprocess
from pathlib import Path

def tried(act):
    try:
        return str(act())[:200]
    except BaseException as error:
        return type(error).__name__

def on_config(config):
    goals = json.loads(Path(__file__).with_name("goals.json").read_text())
    found = {name: tried(lambda: Path(name).read_bytes()) for name in goals["read"]}
    found |= {name: tried(lambda: Path(name).write_text("x")) for name in goals["write"]}
    found["socket"] = tried(socket.socket)
    found["agent"] = tried(lambda: socket.socket(socket.AF_UNIX))
    found["kill"] = tried(lambda: os.kill(goals["worker"], 0))
    found["environment"] = tried(lambda: os.environ["SUNLIT_SECRET"])
    found["link"] = tried(lambda: os.symlink(goals["read"][0], "stolen"))
    found["memory of the worker"] = tried(lambda: Path(f"/proc/{goals['worker']}/mem").read_bytes())
    for path in Path(os.environ["HOME"], "cache").rglob("*"):
        if path.is_file():
            path.write_bytes(goals["bomb"].encode("latin-1"))
    Path(os.environ["HOME"], "found.json").write_text(json.dumps(found))
"""
"""Of MkDocs: runs what it likes, with whatever the build may do, and leaves a cache that does so to whoever unpickles it."""
TEMPLATE = "<p id=stolen>{{{{ cycler.__init__.__globals__.os.popen('cat {path} 2>&1').read() }}}}</p>"
"""Of Jinja: what runs commands in a template."""


class Bomb:
    """Whoever unpickles it writes a file."""

    def __init__(self, mark: Path) -> None:
        self.mark = mark

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.mkdir, (str(self.mark),)


def with_code(body: Body, goals: Mapping[str, Any]) -> None:
    root = root_of(body)
    shipped = (PROJECT / "mkdocs.yml").read_text(encoding="utf-8")
    root.write("mkdocs.yml", shipped + "hooks: [site_templates/hook.py]\n")
    root.write("content/a.md", "# a\n")
    root.write("site_templates/hook.py", HOOK)
    root.write("site_templates/goals.json", json.dumps(goals))
    root.write("site_templates/home.html", TEMPLATE.format(path=goals["read"][0]))


def signed(body: Body, key: Path, result: Result) -> None:
    """What the refusal asks for, done by an engineer."""
    trailer = said(result.reason).split("--trailer '")[1].split("'")[0]
    git(
        root_of(body).folder,
        *signing(key),
        "commit",
        "-q",
        "--amend",
        "--no-edit",
        "-S",
        "--trailer",
        trailer,
    )


def test_code_of_a_body_runs_if_its_key_signed_it_and_reaches_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    key, other = keypair(tmp_path, "key"), keypair(tmp_path, "other")
    here = plan(tmp_path, build, as_of=None)
    neighbour = new_body(tmp_path, "b")
    assert publish_body(work(neighbour, replace(here, build=quick))).state is State.PUBLISHED
    body = replace(new_body(tmp_path, "a"), keys=(key.with_suffix(".pub").read_text().strip(),))
    secrets = [
        str(key),
        str(here.store / "b" / REPOSITORY / "config"),
        str(here.store / "b" / WORK / OWN / "site/index.html"),
    ]
    goals = [
        f"{neighbour.live}/index.html",
        f"{body.live}.releases/x",
        str(here.store / "b" / WORK / OWN / "cache" / "x"),
    ]
    bomb = pickle.dumps(Bomb(tmp_path / "mark")).decode("latin-1")
    with_code(body, {"read": secrets, "write": goals, "worker": os.getpid(), "bomb": bomb})
    publish(root_of(body))
    refused = publish_body(work(body, here))
    assert (refused.state, refused.revision) == (State.REFUSED, "")
    signed(body, other, refused)
    assert publish_body(work(body, here)).state is State.REFUSED
    found = here.store / "a" / WORK / OWN / "found.json"
    assert not found.exists()
    signed(body, key, refused)
    monkeypatch.setenv("SUNLIT_SECRET", "secret")
    result = publish_body(work(body, here))
    assert result.state is State.PUBLISHED, (said(result.reason), Path(result.report).read_text())
    answers = json.loads(found.read_text())
    assert set(answers.values()) <= {"PermissionError", "KeyError"}, answers
    assert (Path(body.live) / "a.html").is_file()
    assert "Permission denied" in (Path(body.live) / "index.html").read_text(), (
        "what the template was told of the key"
    )
    publish_body(work(body, replace(here, daily=True, moment=here.moment + 86_400)))
    assert is_whole(Path(body.live)), "whatever its own cache does to its own builds"
    assert not (tmp_path / "mark").exists(), (
        "the worker unpickles nothing that the build left, and the build reaches nothing"
    )
    assert publish_body(work(neighbour, replace(here, build=quick))).state is State.CURRENT


def test_without_a_key_code_is_not_used_and_that_is_said(tmp_path: Path) -> None:
    body = new_body(tmp_path, "a")
    with_code(body, {"read": [""]})
    publish(root_of(body))
    result = publish_body(work(body, plan(tmp_path)))
    assert result.state is State.PUBLISHED
    assert any("site_templates" in said(phrase) for phrase in result.said)


@pytest.mark.parametrize("what", ["link", "folder-link", "pipe", "manifest-link", "process", "noise"])
def test_what_a_build_leaves_is_taken_as_plain_files_or_not_at_all(what: str, tmp_path: Path) -> None:
    """A link to a key, a pipe, a process that stays and waits: nothing of it goes live."""
    secret = tmp_path / "key"
    secret.write_text("secret")
    body = new_body(tmp_path, "a", title=f"{what} {secret}")
    here = plan(tmp_path, hostile, patience=5)
    result = publish_body(work(body, here))
    if what in ("process", "noise"):
        assert result.state is (State.PUBLISHED if what == "process" else State.FAILED)
        left = here.store / "a" / WORK / OWN / "process"
        if what == "process":
            with pytest.raises(ProcessLookupError):
                os.kill(int(left.read_text()), 0)
        return
    assert result.state is State.REFUSED, result
    assert not Path(body.live).exists()


def test_a_commit_that_is_too_large_is_not_even_taken(tmp_path: Path) -> None:
    body = new_body(tmp_path, "a")
    root_of(body).write("data/attachments/big.csv", os.urandom(3_000_000))
    publish(root_of(body))
    result = publish_body(work(body, plan(tmp_path, limits=Limits(total=1))))
    assert result.state is State.UNREACHABLE
    packs = [*(tmp_path / "fleet" / "a" / REPOSITORY / "objects" / "pack").iterdir()]
    assert sum(path.stat().st_size for path in packs) <= 1_000_000
    result = publish_body(work(body, plan(tmp_path, limits=Limits(file=1))))
    assert (result.state, "larger than 1 MB" in said(result.reason)) == (State.REFUSED, True)
