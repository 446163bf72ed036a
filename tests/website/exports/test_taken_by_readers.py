"""Downloads for readers: state, page and names of choices, headers in their language; feeds of years and departments."""

from __future__ import annotations

import csv
import io
from datetime import date
from typing import Any

import pytest
from building import Root
from exporting import disclosed, exported
from openpyxl import load_workbook

KINDS = [{"value": "甲类", "label_en": "Kind A"}, {"value": "B", "label": "乙类", "label_en": "=Kind B"}]
SCHEMA: dict[str, Any] = {
    "fields": [
        {"name": "id", "title": "编号", "title_en": "Number"},
        {"name": "title", "title": "标题", "title_en": "Title"},
        {"name": "kind", "title": "类别", "title_en": "=Kind", "description": "哪一类。", "categories": KINDS},
        {"name": "open", "title": "公开", "title_en": "Open", "type": "boolean"},
        {"name": "tags", "title": "标签", "title_en": "Tags", "type": "array"},
        {"name": "department", "title": "科室"},
        {"name": "on", "title": "日期", "type": "date"},
        {"name": "page", "title": "页数", "type": "integer"},
    ],
    "sunlit": {
        "title": "事项", "title_en": "Matters", "date": "on",
        "states": [{"id": "done", "title": "办完", "title_en": "Done", "look": "done", "when": {"open": True}},
                   {"id": "going", "title": "在办", "title_en": "Under way", "look": "going", "when": {}}],
        "pages": [{"groups": {"by": "on"}}, {"groups": {"by": "department"}}, {"groups": {"by": "kind"}}],
    },
}  # fmt: skip


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    root = Root(tmp_path_factory.mktemp("readers"))
    root.declare(
        "data/site.yaml", {"name": "网", "languages": ["zh", "en"], "url": "https://sample.example/"}
    )
    root.schema(SCHEMA, "matters")
    day = {"on": "2026-03-02", "published_on": "2026-03-02"}
    root.records(
        {
            "id": "a",
            "title": "=甲",
            "kind": "甲类",
            "open": "是",
            "tags": ["一", "二"],
            "department": "办公室",
            **day,
        },
        {"id": "b", "title": "乙", "kind": "B", "department": "A/B 科", "page": 3, **day},
        {"id": "c", "title": "丙", "on": "2025-03-02", "published_on": "2025-03-02"},
        type="matters",
    )
    return exported(disclosed(root, date(2026, 11, 24)))


def rows(content: bytes) -> dict[str, dict[str, str]]:
    found = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    return {next(iter(row.values())): row for row in found}


def test_a_program_gets_the_id_of_the_state_and_the_address_of_the_page(files: dict[str, bytes]) -> None:
    """What a type calls so itself keeps its name."""
    row = rows(files["data/matters.csv"])["b"]
    assert (row["kind"], row["state"], row["page"]) == ("B", "going", "3")
    assert row["matters_page"] == "https://sample.example/matters/b.html"


@pytest.mark.parametrize(
    ("code", "kind", "kinds", "state", "yes", "tags", "prefix"),
    [
        ("zh", "类别", ["甲类", "乙类"], "办完", "是", "一；二", ""),
        ("en", "'=Kind", ["Kind A", "'=Kind B"], "Done", "yes", "一; 二", "en/"),
    ],
)
def test_a_reader_gets_the_words_of_the_page(
    files: dict[str, bytes],
    code: str,
    kind: str,
    kinds: list[str],
    state: str,
    yes: str,
    tags: str,
    prefix: str,
) -> None:
    found = rows(files[f"data/{code}/matters.csv"])
    assert [found[id][kind] for id in "ab"] == kinds
    words = list(found["a"].values())
    assert {state, yes, tags, "'=甲", f"https://sample.example/{prefix}matters/a.html"} <= set(words)
    assert all(
        not cell.startswith(("=", "+", "@")) for row in found.values() for cell in (*row, *row.values())
    )


def test_the_workbook_says_it_too(files: dict[str, bytes]) -> None:
    sheet = load_workbook(io.BytesIO(files["data/matters.xlsx"])).worksheets[0]
    header, *others = sheet.iter_rows(values_only=True)
    row = next(dict(zip(header, row, strict=True)) for row in others if row[0] == "b")
    assert (row["类别"], row["状态"]) == ("乙类", "在办")
    assert row["网页"] == "https://sample.example/matters/b.html"


def test_each_year_and_department_has_a_feed_and_nothing_else(files: dict[str, bytes]) -> None:
    feeds = {address: files[address].decode() for address in files if address.startswith("matters/feed/")}
    own = {address: text for address, text in feeds.items() if address.count("/") == 3}
    assert len(own) == 4
    assert "<title>乙</title>" in own["matters/feed/year/2026.xml"]
    assert "<title>丙</title>" not in own["matters/feed/year/2026.xml"]
    office = own["matters/feed/department/办公室.xml"]
    assert office.count("<entry>") == 1
    assert "https://sample.example/matters/department/" in office
