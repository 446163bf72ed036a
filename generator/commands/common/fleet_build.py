"""The build as the fleet knows it: in the child of a worker, its report in a file; and what warms a worker up."""

from __future__ import annotations

import gc
import json
import os
import subprocess
import sys
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from generator.check.gate import Verdict
from generator.check.same_faults import apart
from generator.commands.common.building import build_site
from generator.commands.common.release_build import build_for
from generator.commands.common.session import Session
from generator.model.declared.severity import Severity
from generator.model.files.working_folders import private_folder
from generator.model.text.stop import CannotRun
from generator.model.text.wording import Phrase, as_plain, from_plain, say
from generator.read.cache.own_code import GENERATOR
from generator.read.files.shipped import shipped
from generator.read.schema.schemas import SHIPPED_PREFIX

if TYPE_CHECKING:
    from generator.fleet.body import BuildOptions
    from generator.publish.publication import Built, Order

ANSWER = "SUNLIT_ANSWER"
"""Of the environment: the file into which a build that stands apart writes what came of it."""
_SITE = "name: Sample\nlanguages: [zh]\n"


def build(order: Order, options: BuildOptions) -> Built | None:
    """Build in this process, which is a copy of a warm one; or ``apart``, in one that is begun afresh."""
    with options.report.open("w", encoding="utf-8") as report:
        report.flush()
        os.dup2(report.fileno(), 1)
        os.dup2(report.fileno(), 2)
    if options.apart:
        return _apart(order, options)
    from generator.construct.construction import Manner

    beside_others = Manner(uses_every_core=False)
    built = build_for(Session(order.root, options.language), refusal, beside_others)(order)
    sys.stdout.flush()
    return built


def refusal(verdict: Verdict) -> Phrase:
    """What was found in one sentence: how much, and where the first error stands."""
    errors = [finding for finding in apart(verdict.findings) if finding.severity is Severity.ERROR]
    first = errors[0]
    return say(
        "{n:error|errors}. The first: {path}, line {line}: {sentence}",
        n=verdict.errors,
        path=first.source.path,
        line=first.source.line or 1,
        sentence=first.rule.sentence,
    )


def _apart(order: Order, options: BuildOptions) -> Built | None:
    """In a new process: nothing that others were built in is at hand there."""
    from generator.publish.confinement import die_with_parent
    from generator.publish.orders import order_as_json
    from generator.publish.publication import Built

    answer = options.report.with_name("answer.json")
    answer.unlink(missing_ok=True)
    path = {"PYTHONPATH": options.generator or str(GENERATOR.parent)}
    command = [
        sys.executable,
        "-P",
        "-m",
        "generator",
        "--lang",
        options.language,
        "publish",
        "hook",
        "build",
    ]
    done = subprocess.run(
        command,
        input=order_as_json(order),
        text=True,
        check=False,
        env={**os.environ, **path, ANSWER: str(answer)},
        preexec_fn=die_with_parent,
    )
    try:
        content = json.loads(answer.read_bytes())
    except (OSError, ValueError):
        raise CannotRun(
            say(
                "The build that stands apart gave no answer (exit status {status}); {path} has what it said.",
                status=done.returncode,
                path=str(options.report),
            )
        ) from None
    if "refused" in content:
        raise CannotRun(from_plain(content["refused"]))
    return Built(**content)


def answer_order(text: str, language: str) -> None:
    """What the new process does: build, and write what came of it where it was told to."""
    from generator.publish.orders import order_from_json

    order = order_from_json(text)
    try:
        built = build_for(Session(order.root, language), refusal)(order)
        assert built
        content = asdict(built)
    except CannotRun as stop:
        content = {"refused": as_plain(stop.phrase)}
    Path(os.environ[ANSWER]).write_text(json.dumps(content), encoding="utf-8")


def stay_cold() -> None:
    """What warms nothing up: for a few bodies that is not worth it."""


def warm_up() -> None:
    """Build a site of nothing, so that whatever every build loads and compiles is at hand; then let its memory be shared."""
    with private_folder("warm") as folder:
        schemas = folder / "root" / "data" / "schemas"
        schemas.mkdir(parents=True)
        (schemas.parent / "site.yaml").write_text(_SITE, encoding="utf-8")
        for path in shipped("data", "schemas").glob("*.yaml"):
            (schemas / path.name).write_text(f"extends: {SHIPPED_PREFIX}{path.stem}\n", encoding="utf-8")
        build_site(
            folder / "root",
            site_dir=folder / "site",
            as_of=date(2026, 1, 1),
            warn=lambda _: None,
        )
    gc.collect()
    gc.freeze()
