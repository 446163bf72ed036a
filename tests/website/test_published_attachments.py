"""Attachments on pages, in twins, in the list of all, and in the tree."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from typing import Any
from urllib.parse import unquote

import pytest
from building import DAY, NOTES, Root, digests, stamps
from files_to_attach import CSV, GOOD, PDF
from frictionless import Package

from generator.construct import construction
from generator.model.text.stop import CannotRun

SCHEMA: dict[str, Any] = {
    "fields": [*NOTES["fields"], {"name": "report", "title": "报告", "type": "string", "show": "attachment"}],
    "sunlit": {
        "title": "通知",
        "title_en": "Notes",
        "groups": [{"title": "文件", "fields": ["report"]}],
        "children": {
            "steps": {"title": "步骤", "fields": [
                {"name": "what", "title": "做什么"},
                {"name": "proof", "title": "证明", "show": "attachment"},
            ]}
        },
    },
}  # fmt: skip
ODD = "<i>&'\"\u00e9 1+1=2 (三)、〔2026〕.pdf".replace("<", "").replace(">", "").replace('"', "")
URL = "https://sample.example/open/"


@pytest.fixture
def site(root: Root) -> Root:
    root.schema(SCHEMA)
    root.declare("data/site.yaml", {"name": "站", "languages": ["zh", "en"]})
    return root


def attach(root: Root, **files: bytes) -> None:
    for path, data in files.items():
        root.write(f"data/attachments/{path}", data)


def rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


def links(root: Root, address: str) -> dict[str, str]:
    """Where the links to attachments on a page lead, by the file's name."""
    hrefs = [e.attributes.get("href", "") for e in root.page(address).all("a")]
    return {
        unquote(href).rpartition("/")[2]: href
        for href in hrefs
        if "attachments/" in href and "open-data" not in href
    }


def test_every_kind_is_copied_and_listed_with_what_it_is(site: Root) -> None:
    attach(site, **GOOD)
    site.records({"id": "a", "title": "甲", "attachments": list(GOOD)})
    site.build()
    manifest = json.loads((site.site / "manifest.json").read_bytes())["files"]
    said = site.page("notes/a.html").visible
    for path, data in GOOD.items():
        assert (site.site / "attachments" / path).read_bytes() == data
        digest = hashlib.sha256(data).hexdigest()
        assert manifest[f"attachments/{path}"] == digest
        assert digest in said
    for kind in ("PDF", "Word", "Excel", "CSV", "PNG", "JPEG"):
        assert f"{kind}, " in said
    media = {e.attributes.get("type") for e in site.page("notes/a.html").all("a")}
    assert {"application/pdf", "text/csv", "image/png", "image/jpeg"} <= media


@pytest.mark.parametrize(("page", "up"), [("notes/a.html", "../"), ("en/notes/a.html", "../../")])
def test_links_from_every_language_lead_to_the_one_file(site: Root, page: str, up: str) -> None:
    attach(site, **{ODD: PDF, "2026/c.csv": CSV})
    site.records({"id": "a", "title": "甲", "attachments": [ODD, "2026/c.csv"]})
    site.build()
    found = links(site, page)
    assert set(found) == {ODD, "c.csv"}
    for href in found.values():
        assert href.startswith(f"{up}attachments/")
        assert href.isascii()
        assert not set(href) & set(" \"'<>&+=")
        assert (site.site / unquote(href).removeprefix(up)).is_file()


def test_the_name_is_text(site: Root) -> None:
    name = "a&lt;b&gt;.pdf".replace(";", "")
    attach(site, **{name: PDF})
    site.records({"id": "a", "title": "甲", "attachments": [name]})
    site.build()
    assert name in site.page("notes/a.html").texts("a")


def test_fields_in_groups_and_cells_of_tables_link_their_files(site: Root) -> None:
    attach(site, **{"a.pdf": PDF, "b.pdf": PDF})
    site.records({"id": "a", "title": "甲", "report": "a.pdf", "steps": [{"what": "一", "proof": "b.pdf"}]})
    site.build()
    names = site.page("notes/a.html").texts("a")
    assert names.count("a.pdf") == 2
    assert names.count("b.pdf") == 2
    assert site.page("notes/a.html").trouble == []


def test_a_record_without_files_says_nothing_of_them(site: Root) -> None:
    site.records({"id": "a", "title": "甲"})
    site.build()
    assert "SHA-256" not in site.page("notes/a.html").visible
    assert "attachments" not in site.twin("notes/a.json")
    assert not (site.site / "attachments").exists()
    assert not (site.site / "data/attachments.csv").exists()


@pytest.mark.parametrize(("settings", "base"), [({}, "../"), ({"url": URL}, URL)])
def test_twins_and_the_list_say_where_each_file_is(site: Root, settings: dict[str, str], base: str) -> None:
    site.declare("data/site.yaml", {"name": "站", **settings})
    attach(site, **{"2026/办法.pdf": PDF})
    site.records({"id": "a", "title": "甲", "attachments": ["2026/办法.pdf"]})
    site.build()
    digest = hashlib.sha256(PDF).hexdigest()
    url = f"{base}attachments/2026/%E5%8A%9E%E6%B3%95.pdf"
    assert site.twin("notes/a.json")["attachments"] == [
        {
            "path": "2026/办法.pdf",
            "url": url,
            "mediatype": "application/pdf",
            "bytes": len(PDF),
            "sha256": digest,
        }
    ]
    (listed,) = json.loads((site.site / "data/notes.json").read_bytes())
    assert listed["attachments"][0]["url"] == url
    (row,) = rows((site.site / "data/attachments.csv").read_bytes())
    assert row == {
        "number": "1", "type": "notes", "record": "a", "path": "2026/办法.pdf", "url": url,
        "mediatype": "application/pdf", "bytes": str(len(PDF)), "sha256": digest,
    }  # fmt: skip
    (record,) = rows((site.site / "data/notes.csv").read_bytes())
    assert json.loads(record["attachments"]) == ["2026/办法.pdf"]


def test_the_package_describes_the_list(site: Root) -> None:
    attach(site, **{"+a.pdf": PDF})
    site.records({"id": "a", "title": "甲", "attachments": ["+a.pdf"]})
    site.build()
    package = Package(str(site.site / "data/datapackage.json"))
    assert "attachments" in package.resource_names
    assert package.validate().valid


def test_no_file_of_a_withheld_record_is_copied_or_named(site: Root) -> None:
    attach(site, **{"open.pdf": PDF, "secret-canary.pdf": PDF + b"canary"})
    site.records(
        {"id": "a", "title": "甲", "attachments": ["open.pdf"]},
        {"id": "b", "title": "乙", "attachments": ["secret-canary.pdf"], "draft": "是"},
    )
    site.build()
    assert [path.name for path in (site.site / "attachments").iterdir()] == ["open.pdf"]
    for path in site.site.rglob("*"):
        assert "canary" not in path.name
        assert not (path.is_file() and b"canary" in path.read_bytes())


def test_a_file_that_is_not_named_any_more_is_gone_from_the_next_tree(site: Root) -> None:
    attach(site, **{"a.pdf": PDF, "b.pdf": PDF})
    site.records({"id": "a", "attachments": ["a.pdf", "b.pdf"]})
    site.build()
    site.records({"id": "a", "attachments": ["a.pdf"]})
    site.build()
    assert [path.name for path in (site.site / "attachments").iterdir()] == ["a.pdf"]


def test_two_builds_give_the_same_bytes_and_the_second_writes_no_file_anew(site: Root) -> None:
    attach(site, **{"a.pdf": PDF})
    site.records({"id": "a", "attachments": ["a.pdf"]})
    site.build()
    before, files = digests(site.site), stamps(site.site)
    site.build()
    assert digests(site.site) == before
    assert stamps(site.site)["attachments/a.pdf"] == files["attachments/a.pdf"]


def test_the_published_file_is_no_link_to_the_one_in_data(site: Root) -> None:
    attach(site, **{"a.pdf": PDF})
    site.records({"id": "a", "attachments": ["a.pdf"]})
    site.build()
    with (site.folder / "data/attachments/a.pdf").open("r+b") as file:
        file.write(b"%PDF-0")
    assert (site.site / "attachments/a.pdf").read_bytes() == PDF


@pytest.mark.parametrize("change", ["other bytes", "gone", "link"])
def test_what_changes_between_check_and_copy_stops_the_build(site: Root, change: str) -> None:
    attach(site, **{"a.pdf": PDF})
    site.records({"id": "a", "attachments": ["a.pdf"]})
    site.build()
    live = digests(site.site)
    begun = construction.begin(site.folder, site.site, DAY)
    path = site.folder / "data/attachments/a.pdf"
    path.unlink()
    if change == "other bytes":
        path.write_bytes(PDF + b"x")
    elif change == "link":
        path.symlink_to(site.folder / "data/site.yaml")
    with pytest.raises(CannotRun, match="changed while"):
        begun.finish()
    begun.abandon()
    assert digests(site.site) == live
