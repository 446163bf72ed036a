"""Files go through the door with the records that name them, and with no others."""

from __future__ import annotations

import hashlib
from typing import Any

import pytest
from building import NOTES, Root
from files_to_attach import CSV, PDF

from generator.check.gate import judge
from generator.disclose.disclose import disclose
from generator.disclose.disclosure import Disclosure
from generator.model.files.attachment import Content

SCHEMA: dict[str, Any] = {
    "fields": [*NOTES["fields"], {"name": "report", "title": "报告", "type": "string", "show": "attachment"}],
    "sunlit": {
        "children": {"steps": {"fields": [{"name": "proof", "title": "证明", "show": "attachment"}]}},
    },
}


def disclosed(root: Root, *records: dict[str, Any]) -> Disclosure:
    root.schema(SCHEMA)
    for path in ("a.pdf", "b.pdf", "secret.pdf"):
        root.write(f"data/attachments/{path}", PDF)
    root.write("data/attachments/2026/c.csv", CSV)
    root.records(*records)
    verdict = judge(root.folder, None)
    assert verdict.fit
    return disclose(verdict.register, verdict.as_of)


def test_an_entry_has_its_files_once_in_the_order_of_its_fields(root: Root) -> None:
    steps = [{"proof": "2026/c.csv"}, {"proof": "a.pdf"}]
    made = disclosed(root, {"id": "n", "attachments": ["b.pdf"], "report": "a.pdf", "steps": steps})
    first, second, third = made.entries["notes"][0].attachments
    assert [(a.path, a.label.base) for a in (first, second, third)] == [
        ("a.pdf", "报告"), ("b.pdf", "附件"), ("2026/c.csv", "证明"),
    ]  # fmt: skip
    assert (third.name, third.content, third.size) == ("c.csv", Content.CSV, len(CSV))
    assert third.sha256 == hashlib.sha256(CSV).hexdigest()
    assert third.stored == "data/attachments/2026/c.csv"


@pytest.mark.parametrize("withheld", [{"draft": "是"}, {"publish_at": "2099-01-01"}, {"scope": "党内"}])
def test_no_file_of_a_withheld_record_passes(root: Root, withheld: dict[str, Any]) -> None:
    made = disclosed(root, {"id": "n"}, {"id": "w", "attachments": ["secret.pdf"], **withheld})
    assert made.published == 1
    assert "secret" not in repr(made)


def test_a_file_that_a_published_record_names_too_passes(root: Root) -> None:
    made = disclosed(root, {"id": "n", "report": "a.pdf"}, {"id": "w", "report": "a.pdf", "draft": "是"})
    assert [attachment.path for entry in made.entries["notes"] for attachment in entry.attachments] == [
        "a.pdf"
    ]
