"""How fast the gate judges, stage by stage: ``python -m benchmarks.gate [RECORDS…]`` (default: 10000 100000).

Each size runs in a process of its own, so that its peak of memory is its own. For sizes of which one
is ten times the other, the last columns show how the times grow.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from benchmarks.records import NOTES, TASKS, write_root
from generator.check.ids.keys import check_keys
from generator.check.rules.engine import judge_by_rules
from generator.check.texts.checks import check_public_texts
from generator.check.values.frictionless_check import check_values
from generator.read.register import read_register
from generator.read.schema.schemas import read_types
from generator.read.schema.site_file import read_site

SIZES = (10_000, 100_000)
TODAY = date(2026, 11, 24)
STAGES = ("read", "schema check", "keys", "rules", "public texts")
RULES: Mapping[str, list[dict[str, Any]]] = {
    "tasks": [
        {"needs": {"fields": ["title", "unit", "deadline", "result"]}},
        {"leaf-needs": {"fields": ["unit", "deadline"]}},
        {"one-of": {"field": "unit", "values": ["办公室", "干部一科", "组织一科", "人才科", "研究室", "机关党委"]}},
        {"overdue": {"deadline": "deadline", "done": "result"}},
        {"needs-rows": {"table": "updates", "at_least": 2}},
        {"rows-need": {"table": "updates", "fields": ["on", "text"]}},
        {"rows-not-after": {"table": "updates", "date": "on", "field": "deadline", "when": {"progress": {"at_least": 90}}}},
        {"within-parent": {"field": "deadline", "when": {"progress": {"at_least": 90}}}},
        {"no-contact-data": {}},
    ],
    "notes": [
        {"needs-one-of": {"fields": ["text", "title"]}},
        {"not-in-future": {"fields": ["on"]}},
        {"calendar-unknown": {"from": "on", "to": "on"}},
        {"in-order": {"fields": ["on", "published_on"]}},
        {"no-contact-data": {}},
        {"covers-periods": {"date": "on", "every": "month"}},
    ],
}  # fmt: skip
"""What the types of the benchmark declare; most records keep most of it, as records of a real site do."""


@dataclass(frozen=True, slots=True)
class Measured:
    """One run: seconds by stage, findings of the rules, and the peak of memory in MB."""

    records: int
    seconds: Mapping[str, float]
    findings: int
    megabytes: float


def measure(records: int) -> Measured:
    """Write a root of that many records and judge it, in this process."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        write_root(root, records)
        _declare_rules(root)
        return _judged(root, records)


def _declare_rules(root: Path) -> None:
    for name, schema in (("tasks", TASKS), ("notes", NOTES)):
        block: Any = schema["sunlit"]
        text = json.dumps({**schema, "sunlit": {**block, "rules": RULES[name]}}, ensure_ascii=False)
        (root / "data" / "schemas" / f"{name}.yaml").write_text(text, encoding="utf-8")


def _judged(root: Path, records: int) -> Measured:
    seconds: dict[str, float] = {}

    def timed(stage: str, work: Callable[[], Any]) -> Any:
        started = time.perf_counter()
        result = work()
        seconds[stage] = time.perf_counter() - started
        return result

    register, _ = timed("read", lambda: read_register(root, read_site(root), read_types(root)))
    timed("schema check", lambda: list(check_values(register)))
    timed("keys", lambda: list(check_keys(register)))
    judgement = timed("rules", lambda: judge_by_rules(register, TODAY))
    timed("public texts", lambda: check_public_texts(root, register))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return Measured(records, seconds, len(judgement.findings), peak)


def _in_a_process_of_its_own(records: int) -> Measured:
    command = [sys.executable, "-m", "benchmarks.gate", "--one", str(records)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return Measured(**json.loads(done.stdout))


def report(runs: list[Measured]) -> str:
    """The table that is printed."""
    lines = [
        f"{'records':>9} {'stage':<13} {'seconds':>8} {'records/s':>10}  times for ten times the records"
    ]
    by_size = {run.records: run for run in runs}
    for run in runs:
        smaller = by_size.get(run.records // 10)
        for stage in (*STAGES, "all"):
            seconds = _seconds(run, stage)
            growth = f"{seconds / _seconds(smaller, stage):.1f}" if smaller else ""
            lines.append(
                f"{run.records:>9} {stage:<13} {seconds:>8.2f} {run.records / seconds:>10.0f}  {growth}".rstrip()
            )
        lines.append(
            f"{run.records:>9} peak of memory {run.megabytes:.0f} MB; findings of the rules: {run.findings}"
        )
    return "\n".join(lines)


def _seconds(run: Measured, stage: str) -> float:
    return sum(run.seconds.values()) if stage == "all" else run.seconds[stage]


def main(arguments: list[str]) -> None:
    """Measure each size that is named."""
    if arguments[:1] == ["--one"]:
        run = measure(int(arguments[1]))
        print(json.dumps({name: getattr(run, name) for name in Measured.__slots__}))
    else:
        print(report([_in_a_process_of_its_own(int(size)) for size in arguments or SIZES]))


if __name__ == "__main__":
    main(sys.argv[1:])
