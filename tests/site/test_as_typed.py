"""What is published stays as it was typed, sign for sign; what is compared goes by one form."""

from __future__ import annotations

import csv
import io

import pytest
from building import DAY, Root

from generator.check.gate import judge

FIELDS = [
    {"name": "id"},
    {"name": "title", "title": "标题"},
    {"name": "kind", "title": "类别", "constraints": {"enum": ["Décret", "Loi"]}},
    {"name": "basis", "title": "依据"},
    {"name": "names", "title": "人员", "type": "array"},
]
TYPED = "興\uf9dc 🙂 Ａ①⻓ 買買提‧例 re\u0301sume\u0301 \u212b"


@pytest.fixture
def bills(root: Root) -> Root:
    root.declare("data/site.yaml", {"name": "试", "languages": ["zh"]})
    root.schema(
        {"fields": FIELDS, "sunlit": {"title": "议案", "relations": [{"field": "basis", "to": "notes"}], "listing": ["names"]}}
    )
    return root


def test_a_text_is_published_as_it_was_typed(bills: Root) -> None:
    bills.records({"id": "a", "title": TYPED, "names": ["興\uf9dc", "e\u0301"]})
    bills.build()
    assert bills.twin("notes/a.json")["title"] == TYPED
    (row,) = csv.DictReader(io.StringIO((bills.site / "data/notes.csv").read_text(encoding="utf-8-sig")))
    assert TYPED in row.values()
    assert TYPED in (bills.site / "notes/a.html").read_text(encoding="utf-8")
    assert "興\uf9dc" in (bills.site / "notes/a.html").read_text(encoding="utf-8")


def test_one_id_in_two_canonical_forms_is_one_id(bills: Root) -> None:
    bills.records({"id": "\uf9dc号", "title": "甲"}, {"id": "\u9686号", "title": "乙"}, {"id": "e\u0301", "title": "丙"})
    bills.write("data/notes/b.csv", "id,标题,依据\n\u00e9,丁,\nx,戊,\u9686号\ny,己,E\u0301\n")
    found = [(finding.rule.id, finding.record) for finding in judge(bills.folder, DAY).findings]
    assert found == [("duplicate-id", "\u9686号"), ("duplicate-id", "\u00e9"), ("dangling-reference", "y")]


def test_a_reference_leads_to_the_id_in_whatever_form(bills: Root) -> None:
    bills.records({"id": "re\u0301gle", "title": "甲"}, {"id": "b", "title": "乙", "basis": "r\u00e9gle"})
    bills.build()
    address = bills.page("notes/b.html").targets()
    assert any("r~c3~a9gle.html" in target for _, _, target in address)


def test_what_a_field_allows_is_meant_in_whatever_form(bills: Root) -> None:
    bills.records({"id": "a", "title": "甲", "kind": "De\u0301cret"})
    assert judge(bills.folder, DAY).fit
    bills.build()
    assert "Décret" in (bills.site / "data/notes.csv").read_text(encoding="utf-8-sig")
