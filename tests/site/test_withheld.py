"""Drafts, embargoed records and those of a narrower scope: nothing of them in any file, on any day before theirs."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from building import DAY, NOTES, Root
from unpacking import texts_of

from generator.check.gate import judge

LINKED = {
    **NOTES,
    "fields": [*NOTES["fields"], {"name": "see", "title": "参见"}],  # type: ignore[list-item]
    "sunlit": {**NOTES["sunlit"], "relations": [{"field": "see", "to": "notes"}], "facets": ["see"]},  # type: ignore[dict-item]
}
WITHHELD = {
    "draft": {"draft": True},
    "not-yet": {"publish_at": str(DAY + timedelta(1))},
    "party": {"scope": "党内"},
    "unit": {"scope": "单位内"},
}


@pytest.fixture
def notes(root: Root) -> Root:
    root.schema(LINKED)
    root.declare("data/site.yaml", {"name": "样例", "languages": ["zh", "en"], "url": "https://sunlit.example/"})
    held = [
        {"id": f"Canary{name}", "title": f"金丝雀{name}", "on": "2026-11-02", "published_on": "2026-11-02", "see": "open",
         "author": f"作者{name}", "former_ids": [f"Former{name}"], **more}
        for name, more in WITHHELD.items()
    ]  # fmt: skip
    pointing = [
        {"id": f"p{place}", "title": "指着它", "on": "2026-11-03", "see": one["id"]} for place, one in enumerate(held)
    ]
    root.records({"id": "open", "title": "公开的", "on": "2026-11-01"}, *held, *pointing)
    return root


def test_nothing_of_them_is_in_any_file(notes: Root) -> None:
    outcome = notes.build(as_of=DAY)
    assert {item.reason: item.count for item in outcome.disclosure.withheld} == {"draft": 1, "not-yet": 1, "scope": 2}
    signs = ("金丝雀", "canary", "~43anary", "former", "~46ormer", *(f"作者{name}" for name in WITHHELD))
    for address, text in texts_of(notes.site).items():
        told = text.lower().replace("former_ids", "").replace("former numbers", "")
        assert not [sign for sign in signs if sign in told], address


def test_what_was_embargoed_is_there_on_its_day(notes: Root) -> None:
    notes.build(as_of=DAY + timedelta(1))
    assert notes.twin("notes/~43anarynot-yet.json")["title"] == "金丝雀not-yet"
    assert not (notes.site / "notes/~43anarydraft.html").exists()


APPROVALS = {
    "fields": NOTES["fields"],
    "sunlit": {"title": "通知", "rules": [{"different-people": {"table": "approvals", "field": "person"}}]},
}


@pytest.mark.parametrize(("people", "found"), [
    (("样例甲", "样例乙", "样例丙", "样例丁"), []),
    (("样例甲", "样例乙", "样例甲", "样例丁"), ["different-people"]),
])  # fmt: skip
def test_each_stage_of_approval_is_somebody_else_s(root: Root, people: tuple[str, ...], found: list[str]) -> None:
    root.schema(APPROVALS)
    stages = zip(("提出", "审核", "保密审查", "审批"), people, strict=True)
    rows = [{"stage": stage, "person": person, "on": "2026-11-02"} for stage, person in stages]
    root.records({"id": "a", "title": "甲", "approvals": rows})
    assert [finding.rule.id for finding in judge(root.folder, date(2026, 11, 24)).findings] == found
