"""Former ids: their addresses are free, and lead on."""

from __future__ import annotations

import json

import pytest
from building import DAY, Root

from generator.check.gate import judge


def findings(root: Root) -> list[tuple[str, str, str]]:
    return [(f.rule.id, f.record, f.field) for f in judge(root.folder, DAY).findings]


@pytest.fixture
def notes(root: Root) -> Root:
    root.schema()
    return root


def test_ids_that_no_other_record_has_are_fine(notes: Root) -> None:
    notes.records(
        {"id": "a", "title": "甲", "former_ids": "b; C〔1〕"}, {"id": "d", "title": "丁", "former_ids": ["e"]}
    )
    assert findings(notes) == []


@pytest.mark.parametrize("former", ["a", "b", "c", "index", "x" * 201])
def test_an_id_that_is_taken_or_no_address_is_a_finding(notes: Root, former: str) -> None:
    """Its own, another's, another's former one, a reserved one, one that is too long."""
    notes.records(
        {"id": "b", "title": "乙", "former_ids": ["c"]}, {"id": "a", "title": "甲", "former_ids": [former]}
    )
    assert findings(notes) == [("former-id", "a", "former_ids")]


def test_the_old_address_leads_on_in_every_language_and_its_twin_says_so(notes: Root) -> None:
    notes.declare("data/site.yaml", {"languages": ["zh", "en"], "url": "https://sunlit.example/"})
    notes.records({"id": "new", "title": "<b>新</b>", "former_ids": ["Old/1"]})
    notes.build()
    for prefix in ("", "en/"):
        page = notes.page(f"{prefix}notes/~4fld~2f1.html")
        assert '<meta http-equiv="refresh" content="0; url=new.html">' in page.text
        assert '<meta name="robots" content="noindex">' in page.text
        assert f'<link rel="canonical" href="https://sunlit.example/{prefix}notes/new.html">' in page.text
        assert "new.html" in {a.attributes["href"] for a in page.all("a")}
        assert "&lt;b&gt;新&lt;/b&gt;" in page.text
        assert "<b>新</b>" not in page.text
    assert notes.twin("notes/~4fld~2f1.json") == {
        "type": "notes", "id": "Old/1", "moved_to": {"type": "notes", "id": "new", "address": "notes/new.json"},
    }  # fmt: skip
    assert "~4fld" not in (notes.site / "sitemap.xml").read_text(encoding="utf-8")
    assert "~4fld~2f1.html" in json.loads((notes.site / "manifest.json").read_bytes())["files"].__str__()


def test_a_withheld_record_s_old_address_says_nothing(notes: Root) -> None:
    notes.records(
        {"id": "new", "title": "新", "former_ids": ["old"], "draft": True}, {"id": "b", "title": "乙"}
    )
    notes.build()
    assert not (notes.site / "notes/old.html").exists()
    assert not (notes.site / "notes/old.json").exists()


def test_a_type_that_means_something_else_by_the_field_keeps_its_meaning(root: Root) -> None:
    fields = [{"name": "id"}, {"name": "title"}, {"name": "former_ids"}]
    root.schema({"fields": fields, "sunlit": {"title": "通知"}})
    root.records({"id": "a", "title": "甲", "former_ids": "a"})
    assert findings(root) == []
    root.build()
    assert root.twin("notes/a.json")["fields"]["former_ids"] == "a"
