"""Findings → text for people or data for programs, a module a format. Nothing else formats a finding.

:mod:`~generator.check.report.speaker` puts findings into one language, masks what may be personal and makes control
signs visible; each format then only lays out and escapes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from generator.check.gate import Verdict
from generator.check.report.github import as_github
from generator.check.report.gitlab import as_gitlab
from generator.check.report.html_page import as_html
from generator.check.report.json_object import as_json
from generator.check.report.junit import as_junit
from generator.check.report.plain_text import as_text
from generator.check.report.sarif import as_sarif

__all__ = ["FORMATS", "as_json", "as_text"]

FORMATS: Mapping[str, Callable[[Verdict, str], str]] = {
    "text": as_text,
    "json": as_json,
    "github": as_github,
    "gitlab": as_gitlab,
    "sarif": as_sarif,
    "junit": as_junit,
    "html": as_html,
}
"""The formats that ``sunlit check --format`` knows."""
