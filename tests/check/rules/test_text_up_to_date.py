"""A day that a text speaks of as to come: how it is written, and what settles it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from building import Root

from generator.check.gate import judge

RULE = "text-up-to-date"
SCHEMA: dict[str, Any] = {
    "fields": [{"name": "id"}, {"name": "summary", "title": "概述"}],
    "sunlit": {"rules": [{RULE: {"fields": ["summary"]}}]},
}


def told(root: Root, summary: str, day: str, **more: Any) -> list[str]:
    """The days that are told to be over."""
    root.schema(SCHEMA, "notes")
    root.records({"id": "a", "summary": summary, "published_on": "2026-11-16", **more}, type="notes")
    found = judge(root.folder, date.fromisoformat(day)).findings
    assert {finding.severity for finding in found} <= {"warning"}
    return [str(finding.message.parameters["day"]) for finding in found if finding.rule.id == RULE]


@pytest.mark.parametrize(
    ("summary", "days"),
    [
        ("12月16日截止。", ["2026-12-16"]),
        ("１２月１６号前提出。", ["2026-12-16"]),
        ("2026年12月16日截止", ["2026-12-16"]),
        ("截至2026-12-16", ["2026-12-16"]),
        ("Until 16 December, or 17 Dec. 2026.", ["2026-12-17"]),
        ("By December 16, 2026.", ["2026-12-16"]),
        ("11月16日起，12月16日止。", ["2026-12-16"]),
        ("1月5日前答复。", []),
        ("10月16日开过会。", []),
        ("13月40日", []),
        ("112月16日、文号2026-12-160", []),
        ("十二月截止", []),
    ],
)
def test_a_day_that_was_to_come_when_it_was_published_and_is_over(
    root: Root, summary: str, days: list[str]
) -> None:
    assert told(root, summary, "2026-12-20") == days


@pytest.mark.parametrize(("on", "days"), [("2026-12-15", ["2026-12-16"]), ("2026-12-16", [])])
def test_a_correction_since_says_that_it_was_looked_at(root: Root, on: str, days: list[str]) -> None:
    fixed = {
        "on": on,
        "kind": "更正",
        "field": "概述",
        "before": "16日截止",
        "after": "12月16日截止",
        "reason": "写全",
    }
    assert told(root, "12月16日截止", "2026-12-20", corrections=[fixed]) == days
