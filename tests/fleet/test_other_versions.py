"""A body that another version of the generator builds: its wheel, which the row of the body names."""

from __future__ import annotations

import hashlib
import json
import zipfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from packing import build_wheel
from toy_builds import nothing
from toys import new_body, plan, publish, root_of, said, work

from generator import __version__
from generator.check.site.manifest import is_whole
from generator.commands.common.fleet_build import build
from generator.fleet.body import State, publish_body
from generator.fleet.run import run_fleet, workers_of
from generator.fleet.wheels import Wheel
from generator.model.files.addresses import MANIFEST

OLD = "0.0.9"


def small_wheel(
    folder: Path, main: str, version: str = "9", name: str = "sunlit-9-py3-none-any.whl"
) -> Wheel:
    """Of a version that answers orders as it likes."""
    path = folder / name
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("generator/__init__.py", "")
        archive.writestr("generator/__main__.py", main)
        archive.writestr(f"sunlit-{version}.dist-info/METADATA", f"Name: sunlit\nVersion: {version}\n")
    return Wheel(str(path))


ANSWERS = (
    "import json, os, sys\nfrom pathlib import Path\norder = json.load(sys.stdin)\n"
    "said = {'text': 'Version nine was asked for {what}.', 'with': {'what': sorted(os.listdir(order['root']))[0]}}\n"
    "Path(os.environ['SUNLIT_ANSWER']).write_text(json.dumps({'refused': said}))\n"
)


def test_a_body_is_built_by_the_wheel_that_its_row_names(tmp_path: Path) -> None:
    wheel = small_wheel(tmp_path, ANSWERS)
    digest = hashlib.sha256(Path(wheel.path).read_bytes()).hexdigest()
    body, here = new_body(tmp_path, "a"), plan(tmp_path, build)
    result = publish_body(work(replace(body, generator=replace(wheel, digest=digest)), here))
    assert (result.state, said(result.reason)) == (State.REFUSED, "Version nine was asked for data.")


@pytest.mark.parametrize(
    ("what", "sentence"),
    [
        ("gone", "no wheel of the generator: No such file"),
        ("no archive", "no wheel of the generator: File is not a zip file"),
        ("another digest", "another file than the table means"),
        ("another version", "holds another version than its name says: 8."),
        ("too old", "gave no answer (exit status 3)"),
    ],
)
def test_a_wheel_that_cannot_be_used_is_one_sentence_of_its_own_body(
    what: str, sentence: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wheel = small_wheel(tmp_path, "raise SystemExit(3)", version="8" if what == "another version" else "9")
    if what == "gone":
        Path(wheel.path).unlink()
    elif what == "no archive":
        Path(wheel.path).write_text("x")
    elif what == "another digest":
        wheel = replace(wheel, digest="0" * 64)
    body, here = new_body(tmp_path, "a"), plan(tmp_path, build)
    result = publish_body(work(replace(body, generator=wheel), here))
    assert (result.state, sentence in said(result.reason)) == (State.REFUSED, True), said(result.reason)
    assert not Path(body.live).exists()


@pytest.mark.proof
def test_one_body_is_built_by_an_older_wheel_and_the_others_by_what_is_installed(tmp_path: Path) -> None:
    here = plan(tmp_path, build)
    bodies = [new_body(tmp_path, id) for id in "abc"]
    for body in bodies:
        root_of(body).declare("data/site.yaml", {"name": body.id, "languages": ["zh"], "frame": "builtin"})
        publish(root_of(body))
    built = build_wheel(tmp_path / "source", tmp_path / "wheel", OLD)
    older = Wheel(str(built), hashlib.sha256(built.read_bytes()).hexdigest())
    bodies[1] = replace(bodies[1], generator=older)
    with ThreadPoolExecutor(1) as pool:
        results = run_fleet([work(body, here) for body in bodies], workers_of(pool), nothing, retries=0)
    assert [result.state for result in results] == ["published"] * 3, [said(each.reason) for each in results]
    lives = [Path(body.live) for body in bodies]
    assert all(map(is_whole, lives))
    versions = [json.loads((live / MANIFEST).read_text())["generator"] for live in lives]
    assert versions == [f"sunlit {__version__}", f"sunlit {OLD}", f"sunlit {__version__}"]
