"""What is live stands: time, calendars and upgrades make warnings of it, and hide nothing that a push does."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from building import DAY, NOTES, Root, commit

from generator.check.gate import judge
from generator.check.since import judge_since
from generator.model.declared.severity import Severity
from generator.model.records.change import Baseline

RULES = [
    {"overdue": {"deadline": "on", "unless": {"title": "done"}}, "severity": "error"},
    {"minimum-working-days": {"from": "on", "to": "until", "days": 5}, "severity": "error"},
]
SCHEMA: dict[str, Any] = {
    "fields": [*NOTES["fields"], {"name": "until", "type": "date"}, {"name": "text", "type": "string"}],
    "sunlit": {**NOTES["sunlit"], "mutable": ["text"], "rules": [RULES[1]]},
}
LATE = {"id": "a", "title": "甲", "on": "2026-11-02", "until": "2026-11-06"}


class Pushed:
    """What is live, and what is to take its place: the same at first."""

    def __init__(self, folder: Path) -> None:
        self.live, self.new = Root(folder / "live"), Root(folder / "new")
        for root in (self.live, self.new):
            root.schema(SCHEMA)
            root.records(LATE)
        self.completed = 0

    def found(self, live: bool = True, as_of: date = DAY) -> list[tuple[str, str, str]]:
        """Severity, rule and record of each finding."""
        baseline = Baseline(self.live.folder, DAY, "v1", live=live, complete=self._complete)
        findings = judge(self.new.folder, as_of, baseline).findings
        return [(finding.severity.name, finding.rule.id, finding.record) for finding in findings]

    def _complete(self) -> None:
        self.completed += 1


@pytest.fixture
def pushed(tmp_path: Path) -> Pushed:
    return Pushed(tmp_path)


def test_without_an_error_the_live_data_are_not_judged(pushed: Pushed) -> None:
    assert (pushed.found(), pushed.completed) == ([], 0)


def holiday(root: Root) -> None:
    root.declare("data/calendar/2026.yaml", {"source": "通知", "holidays": ["2026-11-03"]})


def test_a_new_calendar_makes_a_warning_of_what_is_live(pushed: Pushed) -> None:
    holiday(pushed.new)
    assert pushed.found() == [("WARNING", "minimum-working-days", "a")]
    assert pushed.found(live=False) == [("ERROR", "minimum-working-days", "a")]


def test_and_an_error_of_what_is_new_beside_it(pushed: Pushed) -> None:
    holiday(pushed.new)
    pushed.new.records(LATE, {**LATE, "id": "b"})
    assert pushed.found() == [
        ("WARNING", "minimum-working-days", "a"),
        ("ERROR", "minimum-working-days", "b"),
    ]


def test_time_that_passes_makes_a_warning_although_the_record_goes_on(pushed: Pushed) -> None:
    late = {
        **SCHEMA,
        "sunlit": {
            **SCHEMA["sunlit"],
            "rules": [{"overdue": {"deadline": "on", "done": "text"}, "severity": "error"}],
        },
    }
    for root in (pushed.live, pushed.new):
        root.schema(late)
        root.records({**LATE, "on": "2026-11-24"})
    assert pushed.found() == []
    pushed.new.records(
        {**LATE, "on": "2026-11-24", "title": "甲"}, {"id": "b", "title": "乙", "on": "2026-11-24"}
    )
    assert pushed.found(as_of=date(2026, 11, 25)) == [("WARNING", "overdue", "a"), ("ERROR", "overdue", "b")]


def test_an_upgrade_that_finds_more_makes_warnings_of_what_is_live(pushed: Pushed) -> None:
    """As if the number had been let through once; a second one beside it, or another in its place, is an error."""
    number, other = "138" + "00138000", "138" + "11118000"
    for root in (pushed.live, pushed.new):
        root.records({**LATE, "text": number})
    assert pushed.found() == [("WARNING", "personal-mobile-number", "a")]
    assert pushed.completed == 1
    pushed.new.records({**LATE, "text": number}, {**LATE, "id": "b", "text": number})
    assert ("ERROR", "personal-mobile-number", "b") in pushed.found()
    pushed.new.records({**LATE, "text": other})
    assert ("ERROR", "personal-mobile-number", "a") in pushed.found(), "masked alike, and not the same"


def test_pages_and_attachments_are_asked_too(pushed: Pushed) -> None:
    for root in (pushed.live, pushed.new):
        root.write("content/picture.svg", "<svg/>")
        root.write("data/attachments/page.html", "<p>")
    found = pushed.found()
    assert {severity for severity, _, _ in found} == {"WARNING"}
    pushed.new.write("content/other.svg", "<svg/>")
    assert [severity for severity, rule, _ in pushed.found() if rule == "content-asset"] == [
        "ERROR",
        "WARNING",
    ]


def test_a_schema_that_a_push_makes_stricter_is_no_excuse(pushed: Pushed) -> None:
    stricter = {**SCHEMA, "fields": [{**field, "constraints": {"required": True}} if field["name"] == "text" else field
                                     for field in SCHEMA["fields"]]}  # fmt: skip
    pushed.new.schema(stricter)
    assert pushed.found() == [("ERROR", "required", "a")]


def test_behind_a_fault_that_stands_nothing_vanishes_unseen(pushed: Pushed) -> None:
    """Of a type that cannot be read whole nothing is called gone, but only while that is an error."""
    for root in (pushed.live, pushed.new):
        root.write("data/notes/broken.yaml", "id: x\n\ttitle: y\n")
    assert pushed.found() == [("WARNING", "tab-in-yaml", ""), ("WARNING", "earlier-unreadable", "")][::-1]
    (pushed.new.folder / "data/notes/a.yaml").unlink()
    assert ("ERROR", "vanished", "a") in pushed.found()


def test_behind_a_value_that_stands_no_change_is_unseen(pushed: Pushed) -> None:
    for root in (pushed.live, pushed.new):
        root.records({**LATE, "until": "never"})
    assert pushed.found() == [("WARNING", "wrong-type", "a")]
    pushed.new.records({**LATE, "until": "2026-11-20"})
    assert ("ERROR", "changed-silently", "a") in pushed.found()


def test_what_is_eased_is_told(pushed: Pushed) -> None:
    holiday(pushed.new)
    (finding,) = judge(pushed.new.folder, DAY, Baseline(pushed.live.folder, DAY, "v1", live=True)).findings
    assert finding.severity is Severity.WARNING
    assert finding.hint


def test_warnings_about_what_is_as_it_was_are_told_apart(tmp_path: Path) -> None:
    root = Root(tmp_path)
    root.schema()
    withdrawn = {"on": "2026-01-05", "withdrawn": "2026-02-01"}
    root.records({"id": "a", "title": "甲", **withdrawn}, {"id": "b", "title": "乙", **withdrawn})
    root.write("data/attachments/old.csv", "a,b\n1,2\n")
    root.write("content/about.md", "# 首页\n\n[去](nowhere.md)\n")
    commit(tmp_path)
    root.records(
        {"id": "a", "title": "甲", **withdrawn}, {"id": "b", "title": "乙 ", **withdrawn, "draft": False}
    )
    root.write("data/attachments/new.csv", "a,b\n1,3\n")
    verdict = judge_since(tmp_path, DAY, "HEAD")
    about = {(each.record or each.source.path) for each in verdict.elsewhere}
    assert about == {"a", "data/attachments/old.csv", "content/about.md"}
    changed = verdict.of_what_changed()
    left = {each.record or each.source.path for each in changed.findings}
    assert left == {"b", "data/attachments/new.csv"}
    assert len(changed.findings) + len(verdict.elsewhere) == len(verdict.findings)
