"""Small bodies, and what is planned for them."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import Any

from building import DAY, Root, commit
from toy_builds import quick

from generator.fleet.bodies import Body
from generator.fleet.body import Build, Plan, Work

BRANCH = "main"


def new_body(folder: Path, id: str, **records: Any) -> Body:
    """A repository with one record, and the body whose it is."""
    root = Root(folder / "repositories" / id)
    root.schema()
    root.declare("data/site.yaml", {"name": id, "languages": ["zh"]})
    root.records({"id": "a", "title": f"{id} 甲", "on": "2026-01-05", **records})
    publish(root)
    return Body(id, f"单位{id}", str(root.folder), str(folder / "www" / id))


def publish(root: Root) -> str:
    """Commit what lies there, on the branch that fleets fetch."""
    os.environ["GIT_CONFIG_COUNT"] = "1"
    os.environ["GIT_CONFIG_KEY_0"], os.environ["GIT_CONFIG_VALUE_0"] = "init.defaultBranch", BRANCH
    try:
        return commit(root.folder)
    finally:
        for name in ("COUNT", "KEY_0", "VALUE_0"):
            del os.environ[f"GIT_CONFIG_{name}"]


def root_of(body: Body) -> Root:
    return Root(Path(body.repository))


def plan(folder: Path, build: Build = quick, **more: Any) -> Plan:
    return Plan(folder / "fleet", build, int(time.time()), **{"as_of": DAY, "language": "en", **more})


def work(body: Body, plan: Plan) -> Work:
    return Work(body, plan)


def said(phrase: Any) -> str:
    return phrase.render(lambda text: text, "en") if phrase else ""
