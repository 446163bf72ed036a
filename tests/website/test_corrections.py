"""The page and the feeds of all corrections, and where they lead."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from building import DAY, NOTES, Root
from check.changes.revisions import BEFORE, FIX, SCHEMA

from generator.check.gate import judge
from generator.disclose.disclose import disclose
from generator.model.declared.record_type import Field

EVIL = "<script>alert(1)</script>"
ATOM = "{http://www.w3.org/2005/Atom}"


def correction(on: str, **more: object) -> Mapping[str, Any]:
    return {**FIX, "on": on, "field": "期限", "before": "2026-12-30", "after": "2026-12-31", **more}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Root:
    root = Root(tmp_path_factory.mktemp("corrections"))
    root.schema(SCHEMA, "tasks")
    root.declare("data/site.yaml", {"name": "网", "languages": ["zh", "en"]})
    root.records(
        {**BEFORE, "corrections": [correction("2026-03-01"), correction("2026-11-20", reason="第二次")]},
        {"id": "b", "title": EVIL, "corrections": [correction("2025-02-01", before=EVIL, after="x")]},
        {"id": "c", "title": "没有定稿", "draft": True, "corrections": [correction("2026-11-21")]},
        {"id": "d", "title": "以后", "corrections": [correction("2027-01-05")]},
        type="tasks",
    )
    root.build()
    return root


def hrefs(root: Root, address: str) -> list[str]:
    return [link.attributes.get("href", "") for link in root.page(address).all("a")]


def test_the_newest_year_stands_first_and_each_year_at_its_own_address(built: Root) -> None:
    assert sorted(path.name for path in (built.site / "corrections").iterdir()) == ["2025.html", "index.html"]
    for address in ("index.html", "2025.html"):
        years = [
            href for href in hrefs(built, f"corrections/{address}") if href in ("index.html", "2025.html")
        ]
        assert years == ["index.html", "2025.html", "index.html"], "the years, and the foot"
    page = built.page("corrections/index.html")
    assert page.trouble == []
    links = [href for href in hrefs(built, "corrections/index.html") if "#correction" in href]
    assert links == ["../tasks/a.html#correction-2", "../tasks/a.html#correction-1"]
    assert page.texts("del") == ["2026-12-30", "2026-12-30"]
    assert page.texts("ins") == ["2026-12-31", "2026-12-31"]


def test_a_link_leads_to_the_correction_on_its_record(built: Root) -> None:
    elements = built.page("tasks/a.html").elements
    fixes = [one.attributes["id"] for one in elements if one.attributes.get("class") == "sl-fix"]
    assert fixes == ["correction-1", "correction-2"]


def test_what_is_not_public_is_not_told_of(built: Root) -> None:
    for path in built.site.rglob("*"):
        if path.is_file():
            text = path.read_text(encoding="utf-8", errors="ignore")
            assert "没有定稿" not in text, path
            assert "2027-01-05" not in text, f"{path} tells of a correction to come"


def test_what_staff_type_is_text(built: Root) -> None:
    page = built.page("corrections/2025.html")
    assert EVIL in page.texts("del")
    assert EVIL not in page.inner["sl-main"]


@pytest.mark.parametrize("address", ["index.html", "tasks/index.html", "tasks/a.html", "en/tasks/a.html"])
def test_every_page_leads_there_from_its_foot(built: Root, address: str) -> None:
    assert any(href.endswith("corrections/index.html") for href in hrefs(built, address))


def test_the_english_page_speaks_english(built: Root) -> None:
    text = (built.site / "en" / "corrections" / "index.html").read_text(encoding="utf-8")
    assert "<h1>Corrections</h1>" in text
    assert "Approved by" in text


@pytest.mark.parametrize("address", ["corrections/index.html", "tasks/a.html"])
def test_what_was_corrected_is_called_as_the_page_calls_it(built: Root, address: str) -> None:
    assert "What changed Due Before" in built.page(f"en/{address}").visible
    assert "更正内容 期限 原文" in built.page(address).visible


def test_the_feeds_hold_what_has_happened_with_lasting_ids(built: Root) -> None:
    feed = json.loads((built.site / "feed" / "corrections.json").read_bytes())
    assert [item["url"] for item in feed["items"]] == [
        "../tasks/a.html#correction-2", "../tasks/a.html#correction-1", "../tasks/b.html#correction-1",
    ]  # fmt: skip
    assert len({item["id"] for item in feed["items"]}) == 3
    assert "2026-12-30" in feed["items"][0]["content_text"]
    atom = ElementTree.parse(built.site / "feed" / "corrections.xml")
    ids = [element.text for element in atom.iter(f"{ATOM}id")]
    assert ids[1:] == [item["id"] for item in feed["items"]]


def test_without_a_correction_the_page_says_so(root: Root) -> None:
    root.schema()
    root.records({"id": "a", "title": "甲"})
    root.build()
    assert [path.name for path in (root.site / "corrections").iterdir()] == ["index.html"]
    assert "到现在没有更正过" in (root.site / "corrections" / "index.html").read_text(encoding="utf-8")


def test_a_site_of_plain_schemas_has_none(root: Root) -> None:
    root.schema({"fields": NOTES["fields"]})
    root.records({"id": "a", "title": "甲"})
    root.build()
    assert not (root.site / "corrections").exists()
    assert not (root.site / "feed" / "corrections.xml").exists()


def test_a_door_of_the_home_page_may_lead_there(root: Root) -> None:
    root.schema()
    root.records({"id": "a", "title": "甲"})
    root.declare("data/site.yaml", {"doors": [{"title": "监督", "icon": "lens", "types": ["corrections"]}]})
    root.build()
    assert hrefs(root, "index.html").count("corrections/index.html") == 2


def test_of_personal_data_no_correction_repeats_anything(root: Root, monkeypatch: pytest.MonkeyPatch) -> None:
    """The gate refuses it; and where a field is declared personal after the correction was made, the door keeps it in."""

    def is_personal(field: Field) -> bool:
        return field.name == "post"

    root.schema(SCHEMA, "tasks")
    secret = correction("2026-11-20", field="名单·职务", before="秘密甲", after="秘密乙")
    root.records({**BEFORE, "corrections": [secret]}, type="tasks")
    monkeypatch.setattr("generator.check.changes.corrections.is_personal", is_personal)
    verdict = judge(root.folder, DAY)
    assert [finding.rule.id for finding in verdict.findings] == ["correction-repeats-personal"]
    (entry,) = disclose(verdict.register, DAY).entries["tasks"]
    (row,) = entry.children["corrections"]
    assert {"before", "after"}.isdisjoint(row)
    assert row["reason"] == "录入有误"


def test_a_correction_names_what_reads_alike(tmp_path: Path) -> None:
    root = Root(tmp_path)
    root.schema(SCHEMA, "tasks")
    rows = [correction("2026-11-20", field=name) for name in ("期 限", "名單·職務", "名单 ． 职务")]
    root.records({**BEFORE, "corrections": rows}, type="tasks")
    assert judge(root.folder, DAY).findings == ()


def test_a_correction_that_names_nothing_is_told(tmp_path: Path) -> None:
    root = Root(tmp_path)
    root.schema(SCHEMA, "tasks")
    root.records({**BEFORE, "corrections": [correction("2026-11-20", field="期線")]}, type="tasks")
    (finding,) = judge(root.folder, DAY).findings
    assert (finding.rule.id, finding.field, finding.severity) == (
        "correction-names-nothing",
        "field",
        "warning",
    )
