"""The report for programs: one JSON object (``docs/reference/findings.md`` shows its form)."""

from __future__ import annotations

import json
from typing import Any

from generator.check.gate import Verdict
from generator.check.report.speaker import tell
from generator.check.report.told import Told


def as_json(verdict: Verdict, language: str) -> str:
    """The counts and the sorted findings; paths are relative to the root."""
    content = {
        "root": ".",
        "as_of": verdict.as_of.isoformat(),
        "counts": {"error": verdict.errors, "warning": verdict.warnings},
        "findings": [_finding(told) for told in tell(verdict, language)],
    }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def _finding(told: Told) -> dict[str, Any]:
    return {
        "rule": told.rule,
        "severity": told.severity.value,
        "path": told.path,
        "line": told.line,
        "column": told.source.column,
        "record": told.record,
        "field": told.field,
        "message": told.message,
        "hint": told.hint,
        "basis": told.basis,
    }
