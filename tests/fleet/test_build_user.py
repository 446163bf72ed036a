"""Builds under another account: what that account may not do, no build may, whatever confines it besides."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from building import DAY
from toy_builds import LOOKED_AROUND, looks_around, quick
from toys import new_body, plan, publish, root_of, said, work

from generator.check.site.manifest import is_whole
from generator.fleet.body import OWN, REPOSITORY, WORK, State, place_of, publish_body
from generator.model.text.stop import CannotRun
from generator.publish.confinement import refuse_user

NOBODY = "nobody"


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """That other accounts may pass through, as they may through /srv; the folders of tests are for one account."""
    folder = Path(tempfile.mkdtemp(prefix="fleet-"))
    folder.chmod(0o711)
    yield folder
    shutil.rmtree(folder)


def test_a_build_under_another_account_reaches_its_own_files_alone(
    open_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where this is not run by the superuser, nobody can become another account, and that is said. Python itself may stand in a
    home that no other account can read: these builds are made with what is loaded already.
    """
    monkeypatch.setattr("generator.publish.confinement._may_read", lambda *_: True)
    here = plan(open_folder, looks_around, user=NOBODY)
    if os.geteuid():
        result = publish_body(work(new_body(open_folder, "a"), here))
        assert (result.state, "must be run by the superuser" in said(result.reason)) == (State.REFUSED, True)
        return
    neighbour = new_body(open_folder, "b")
    key = open_folder / "key"
    key.write_text("secret")
    key.chmod(0o600)
    assert publish_body(work(neighbour, replace(here, build=quick))).state is State.PUBLISHED
    theirs = place_of(here, neighbour)
    goals = {
        "read": [key, theirs / REPOSITORY / "config", theirs / WORK / OWN / "site/index.html", "/etc/shadow"],
        "write": [
            theirs / WORK / OWN / "cache/x",
            f"{neighbour.live}/x",
            f"{open_folder}/www/x",
            theirs / "x",
        ],
    }
    body = new_body(open_folder, "a", title=json.dumps(goals, default=str))
    result = publish_body(work(body, here))
    assert result.state is State.PUBLISHED, said(result.reason)
    found = json.loads((place_of(here, body) / WORK / OWN / LOOKED_AROUND).read_text())
    assert found["account"] == [65534, 65534, []]
    assert found["becomes the superuser"] == "PermissionError"
    assert set(found["tried"].values()) == {"PermissionError"}, found
    assert is_whole(Path(body.live))
    assert {path.lstat().st_uid for path in Path(body.live).resolve().rglob("*")} == {0}
    root_of(body).records({"id": "b", "title": "乙"}, file="b")
    publish(root_of(body))
    again = publish_body(work(body, replace(here, build=quick, as_of=DAY + timedelta(days=1))))
    assert again.state is State.PUBLISHED, said(again.reason)


@pytest.mark.parametrize(
    ("user", "superuser", "sentence"),
    [
        (NOBODY, False, "must be run by the superuser"),
        ("root", True, "may do everything"),
        ("no-such-account", True, "There is no account"),
        (NOBODY, True, "cannot read"),
    ],
)
def test_who_cannot_build_is_told_so_before_anything_begins(
    user: str, superuser: bool, sentence: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0 if superuser else 1000)
    monkeypatch.setattr("generator.publish.confinement.GENERATOR", tmp_path / "hidden")
    with pytest.raises(CannotRun) as stop:
        refuse_user(user)
    assert sentence in said(stop.value.phrase)
