"""GitLab's Code Quality report: a JSON list that merge requests show beside the change."""

from __future__ import annotations

import json
from typing import Any

from generator.check.gate import Verdict
from generator.check.report.fingerprints import fingerprints
from generator.check.report.told import Told, tell

FIRST_LINE = 1
"""GitLab wants a line even for what concerns a whole file."""


def as_gitlab(verdict: Verdict, language: str) -> str:
    """One entry a finding; errors are ``major``, warnings ``minor``."""
    entries = [_entry(told, name) for told, name in fingerprints(tell(verdict, language))]
    return json.dumps(entries, ensure_ascii=False, indent=2) + "\n"


def _entry(told: Told, fingerprint: str) -> dict[str, Any]:
    return {
        "description": " ".join(part for part in (told.message, told.hint) if part),
        "check_name": told.rule,
        "fingerprint": fingerprint,
        "severity": "major" if told.is_error else "minor",
        "location": {"path": told.path, "lines": {"begin": told.line or FIRST_LINE}},
    }
