"""Facets and the rows that scripts filter: what they count, where they lead, what they say of each record."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from building import DAY, NOTES, Root, digests
from declaring import block, refusal
from hypothesis import given
from hypothesis import strategies as some

from generator.disclose.disclosure import Disclosure, Entry
from generator.model.declared.condition import Condition
from generator.model.declared.record_type import Field, Period, RecordType, State
from generator.model.declared.site import Site
from generator.model.text.wording import Wording
from generator.website.listing.facets import MOST_OPTIONS, MOST_ROWS, facets_of, has_rows, tally

KINDS = ["甲", "乙", "丙"]
LIVE = State("live", Wording("公示中"), "live", Condition())
OVER = State("over", Wording("已结束"), "done", Condition())
TYPE = RecordType(
    "notes",
    (
        Field("id"),
        Field("kind", constraints={"enum": KINDS}),
        Field("units", "array"),
        Field("urgent", "boolean"),
        Field("on", "date"),
        Field("until", "date"),
    ),
    "id",
    "id",
    "on",
    states=(LIVE, OVER),
    facets=("kind", "units", "urgent"),
    period=Period("on", "until"),
)
SCHEMA = {
    "fields": [
        *NOTES["fields"],
        {"name": "until", "type": "date"},
        {"name": "kind", "title": "类别", "title_en": "Kind", "type": "string", "constraints": {"enum": KINDS}},
        {"name": "unit", "title": "单位", "title_en": "Unit", "type": "string"},
        {"name": "urgent", "title": "紧急", "title_en": "Urgent", "type": "boolean"},
    ],
    "sunlit": {
        "title": "通知",
        "title_en": "Notes",
        "date": "on",
        "period": {"from": "on", "to": "until"},
        "listing": ["kind", "unit"],
        "facets": ["kind", "unit", "urgent"],
        "pages": [{"groups": {"by": "kind"}}, {"groups": {"by": "on"}}],
        "states": [
            {"id": "open", "title": "公示中", "title_en": "Open", "look": "live",
             "when": {"on": {"on_or_before": "today"}, "until": {"on_or_after": "today"}}},
            {"id": "over", "title": "已结束", "title_en": "Over", "look": "done", "when": {"until": {"before": "today"}}},
        ],
    },
}  # fmt: skip
RECORDS: tuple[dict[str, object], ...] = (
    {"id": "a", "title": "甲", "on": "2025-03-01", "until": "2025-03-05", "kind": "甲", "unit": "一科"},
    {"id": "b", "title": "乙", "on": "2026-11-20", "until": "2026-11-30", "kind": "乙", "unit": "二科"},
    {"id": "c", "title": "丙", "on": "2026-11-23", "until": "2026-11-25", "kind": "乙", "unit": "二科", "urgent": "是"},
    {"id": "d", "title": "丁", "on": "2026-12-01", "until": "2026-12-05", "kind": "丙"},
    {"id": "e", "title": "戊", "on": "2026-01-01"},
)  # fmt: skip


def entry(number: int, state: State | None = None, day: date | None = None, **values: Any) -> Entry:
    return Entry(TYPE, str(number), str(number), day, None, state, values, {})


def tallied(*entries: Entry, type: RecordType = TYPE) -> dict[str, dict[str, int]]:
    disclosure = Disclosure(Site(), DAY, (type,), {type.name: entries}, ())
    return {item.facet.key: dict(item.counts) for item in tally(disclosure)[type.name]}


def options(page: str) -> list[str]:
    return [line.split('"')[1] for line in page.splitlines() if "data-sl-value=" in line]


@pytest.fixture
def notes(root: Root) -> Root:
    root.declare("data/site.yaml", {"languages": ["zh", "en"], "page_size": 2})
    root.schema(SCHEMA)
    root.records(*RECORDS)
    root.build()
    return root


def rows(root: Root, address: str = "notes/list/rows.json") -> dict[str, Any]:
    content: dict[str, Any] = json.loads((root.site / address).read_bytes())
    return content


def test_each_value_of_a_list_counts_and_empty_ones_do_not() -> None:
    found = tallied(
        entry(1, units=("一科", "二科"), kind="乙"),
        entry(2, units=("二科", "二科"), kind="", urgent=True),
        entry(3, kind=None, urgent=False),
    )
    assert found == {"kind": {"乙": 1}, "units": {"二科": 2, "一科": 1}, "urgent": {"true": 1, "false": 1}}


def test_states_and_allowed_values_keep_their_order_and_years_run_back() -> None:
    found = tallied(
        entry(1, OVER, date(2024, 1, 1), kind="丙"),
        entry(2, OVER, date(2026, 1, 1), kind="丙"),
        entry(3, LIVE, date(2025, 1, 1), kind="甲"),
    )
    assert list(found["state"]) == ["live", "over"]
    assert list(found["year"]) == ["2026", "2025", "2024"]
    assert list(found["kind"]) == ["甲", "丙"]


def test_what_is_the_same_everywhere_is_no_facet() -> None:
    assert tallied(entry(1, LIVE, kind="甲"), entry(2, LIVE, kind="甲")) == {}
    assert tallied() == {}


@given(some.lists(some.sampled_from([*KINDS, "其他", None]), max_size=12))
def test_counts_are_those_of_the_entries(kinds: list[str | None]) -> None:
    found = tallied(*(entry(n, kind=kind) for n, kind in enumerate(kinds))).get("kind", {})
    assert all(kinds.count(kind) == count for kind, count in found.items())
    assert found or len(set(kinds)) <= 1


def test_a_declared_year_takes_the_place_of_the_date() -> None:
    fields = (Field("id"), Field("year", "year"), Field("on", "date"), Field("state"), Field("other", "date"))
    type = RecordType("notes", fields, "id", "id", "on", facets=("state", "year", "other"))
    keys = [(facet.key, facet.field) for facet in facets_of(type)]
    assert keys == [("state", ""), ("year", "year"), ("by-state", "state"), ("other", "other")]


def test_facets_must_be_fields(tmp_path: Path) -> None:
    assert "facets names 'colour'" in refusal(tmp_path, block(facets=["colour"]))
    assert "facets is a list" in refusal(tmp_path, block(facets="Author"))


def test_the_newest_page_has_the_facets_and_numbered_pages_do_not(notes: Root) -> None:
    newest = notes.page("notes/index.html")
    assert newest.trouble == []
    assert options(newest.text) == ["open", "over", "2026", "2025", "甲", "乙", "丙", "二科", "一科", "true"]
    numbered = notes.page("notes/page/1.html").text
    assert "data-sl-facet" not in numbered
    assert "listing.js" not in numbered
    assert "../assets/listing.js" in newest.text


def test_a_value_leads_to_its_group_and_what_has_no_group_is_text(notes: Root) -> None:
    for prefix in ("", "en/"):
        page = notes.page(f"{prefix}notes/index.html")
        links = {a.attributes["href"] for a in page.all("a")}
        assert {"kind/甲.html", "kind/乙.html", "kind/丙.html", "year/2026.html", "year/2025.html"} <= links
        assert all((notes.site / prefix / "notes" / link).is_file() for link in links if "/" in link[:5])
        assert "sl-facet__plain" in page.text


def test_labels_are_in_the_language_of_the_page(notes: Root) -> None:
    chinese, english = rows(notes), rows(notes, "en/notes/list/rows.json")
    assert [facet[1] for facet in chinese["facets"]] == ["状态", "年份", "类别", "单位", "紧急"]
    assert [facet[1] for facet in english["facets"]] == ["State", "Year", "Kind", "Unit", "Urgent"]
    assert english["facets"][0][2] == [["open", "Open"], ["over", "Over"]]
    assert english["facets"][4][2] == [["true", "yes"]]
    keys = [[(f[0], [v[0] for v in f[2]]) for f in content["facets"]] for content in (chinese, english)]
    assert keys[0] == keys[1]
    page = notes.page("en/notes/index.html").text
    assert '<span lang="zh">甲</span>' in page
    assert "<span>Open</span>" in page


def test_rows_say_what_the_pages_show(notes: Root) -> None:
    content = rows(notes)
    assert [row[1] for row in content["rows"]] == ["d.html", "c.html", "b.html", "e.html", "a.html"]
    c = content["rows"][1]
    assert content["states"][c[2]] == ["公示中", "live"]
    assert [*c[:2], *c[3:6]] == ["丙", "c.html", "2026-11-23", "2026年11月23日", ["乙", "二科"]]
    assert c[6] == [[0], [0], [1], [0], [0]]
    assert "".join(c[7]["left"]) in notes.page("notes/index.html").visible
    assert [content["rows"][place][1] for place in content["ends"]] == [
        "c.html",
        "b.html",
        "d.html",
        "a.html",
        "e.html",
    ]
    assert content["page"] == 2


def test_rows_are_the_same_every_time_and_on_no_sitemap(notes: Root) -> None:
    before = digests(notes.site)
    notes.build()
    assert digests(notes.site) == before
    notes.declare("data/site.yaml", {"languages": ["zh"], "url": "https://example.org/"})
    notes.build()
    assert "rows.json" not in (notes.site / "sitemap.xml").read_text(encoding="utf-8")


def test_nothing_withheld_is_in_the_rows(notes: Root) -> None:
    notes.records(
        {"id": "x", "title": "不公开的", "on": "2026-01-01", "draft": "true", "unit": "秘密科"}, file="b"
    )
    notes.build()
    text = (notes.site / "notes/list/rows.json").read_text(encoding="utf-8")
    assert "不公开的" not in text
    assert "秘密科" not in text


def test_a_page_lists_only_so_many_values_and_leads_to_the_rest(root: Root) -> None:
    schema = {**SCHEMA, "sunlit": {**SCHEMA["sunlit"], "pages": [{"groups": {"by": "unit"}}]}}  # type: ignore[dict-item]
    root.schema(schema)
    total = MOST_OPTIONS + 3
    root.records(*({"id": f"n{n}", "title": "题", "unit": f"科{n}"} for n in range(total)))
    root.build()
    page = root.page("notes/index.html")
    assert len(options(page.text)) == MOST_OPTIONS
    assert "unit/index.html" in {a.attributes["href"] for a in page.all("a")}
    assert "还有 3 个，看全部" in page.visible
    assert len(next(f for f in rows(root)["facets"] if f[0] == "unit")[2]) == total


def test_one_record_needs_no_filter_and_too_many_have_the_counts_alone(root: Root) -> None:
    assert [has_rows(n) for n in (0, 1, 2, MOST_ROWS, MOST_ROWS + 1)] == [False, False, True, True, False]
    root.schema(SCHEMA)
    root.records(RECORDS[0])
    root.build()
    assert not (root.site / "notes/list").exists()
    assert "data-sl" not in root.page("notes/index.html").inner["sl-main"].replace("data-sl-all", "").replace(
        "data-sl-count", ""
    )


def test_past_the_limit_the_facets_stay_and_a_script_leads_them_to_the_search(
    root: Root, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("generator.website.listing.facets.MOST_ROWS", 3)
    root.schema(SCHEMA)
    root.records(*RECORDS)
    root.build()
    page = root.page("notes/index.html")
    assert options(page.text)
    assert "listing.js" in page.text
    assert {
        item.attributes["data-sl-search-by"]
        for item in page.all("li")
        if "data-sl-search-by" in item.attributes
    } >= {"../search/index.html?type=notes&year=2026"}
    assert "data-sl-rows" not in page.text
    assert not page.all("select")
    offered = [button.attributes for button in page.all("button") if "hidden" not in button.attributes]
    assert [button.get("type") for button in offered] == ["submit"], "that of the search"
    assert not (root.site / "notes/list").exists()
