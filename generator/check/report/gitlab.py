"""GitLab's Code Quality report: a JSON list that merge requests show beside the change."""

from __future__ import annotations

import json
from typing import Any

from generator.check.gate import Verdict
from generator.check.report.fingerprints import fingerprints
from generator.check.report.speaker import Speaker, tell
from generator.check.report.told import Told

FIRST_LINE = 1
"""GitLab wants a line even for what concerns a whole file."""


def as_gitlab(verdict: Verdict, language: str) -> str:
    """One entry a finding; errors are ``major``, warnings ``minor``."""
    speak = Speaker(language)
    entries = [_entry(told, name, speak) for told, name in fingerprints(tell(verdict, language))]
    return json.dumps(entries, ensure_ascii=False, indent=2) + "\n"


def _entry(told: Told, fingerprint: str, speak: Speaker) -> dict[str, Any]:
    basis = speak.plain("Basis: {text}", text=told.basis) if told.basis else ""
    return {
        "description": " ".join(part for part in (told.message, told.hint, basis) if part),
        "check_name": told.rule,
        "fingerprint": fingerprint,
        "severity": "major" if told.is_error else "minor",
        "location": {"path": told.path, "lines": {"begin": told.line or FIRST_LINE}},
    }
