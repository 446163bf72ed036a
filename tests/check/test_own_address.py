"""A site that prints notices, or has a place for its address, is told once that the address is missing."""

from __future__ import annotations

from building import DAY, Root

from generator.check.gate import judge

NOTICES = {
    "fields": [
        {"name": "id"}, {"name": "title"}, {"name": "from", "type": "date"}, {"name": "to", "type": "date"},
    ],
    "sunlit": {"title": "公示", "period": {"from": "from", "to": "to"},
               "notice": {"table": "people", "columns": ["name"]},
               "children": {"people": {"fields": [{"name": "name"}]}}},
}  # fmt: skip


def said(root: Root) -> list[str]:
    found = [one for one in judge(root.folder, DAY).findings if one.rule.id == "no-address"]
    assert all(one.severity == "warning" for one in found)
    return [str(one.source.line) for one in found]


def test_a_site_that_prints_notices_is_told_once(root: Root) -> None:
    root.schema(NOTICES, "notices")
    root.records({"id": "a", "title": "甲"}, {"id": "b", "title": "乙"}, type="notices")
    assert said(root) == [], "a folder of data is no site yet"
    root.declare("data/site.yaml", {"name": "网"})
    assert len(said(root)) == 1
    root.declare("data/site.yaml", {"name": "网", "url": "https://a.example/open/"})
    assert said(root) == []


def test_the_empty_key_is_pointed_at(root: Root) -> None:
    root.schema()
    root.records({"id": "a", "title": "甲"})
    root.write("data/site.yaml", "name: 网\n")
    assert said(root) == []
    for empty in ("''", '""', ""):
        root.write("data/site.yaml", f"name: 网\nurl: {empty}\n")
        assert said(root) == ["2"], empty
