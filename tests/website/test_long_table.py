"""Long child tables: pages of their own, what is found in them, and that they go on their day."""

from __future__ import annotations

import csv
import io
import json
import shutil
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from building import DAY, Root
from hypothesis import given
from hypothesis import strategies as some
from long_table_site import FLATS, long_table_site
from made_once import Once

from generator.disclose.disclosure import Entry
from generator.model.declared.record_type import ChildTable, Field, RecordType, Show
from generator.model.declared.section import index_address, section_address
from generator.model.files.addresses import grant_of, record_address, table_address, twin_address
from generator.website.build.take_down import take_down
from generator.website.record.long_tables import (
    MOST_BYTES,
    MOST_ROWS,
    ROWS_A_PAGE,
    first_rows,
    long_tables,
    sheets,
    weight_of,
)

LIMIT = 300_000
"""Bytes that no page may weigh."""


@pytest.fixture(scope="module")
def built(once: Once) -> Root:
    return Root(once("long-tables", long_table_site))


def test_a_table_of_thousands_has_pages_none_of_which_is_heavy(built: Root) -> None:
    folder = built.site / "homes/table/index-1/flats"
    pages = sorted(folder.glob("*.html"))
    assert len(pages) == -(-FLATS // ROWS_A_PAGE)
    everything = list(built.site.rglob("*.html"))
    assert max(path.stat().st_size for path in everything) < LIMIT
    assert sum(path.read_text().count('<tr id="r') for path in pages) == FLATS
    record = built.page("homes/index-1.html")
    assert 'href="table/index-1/flats/index.html"' in record.text
    assert "F0001" in record.text
    assert "F0300" not in record.text
    second = built.page("en/" + table_address("homes", "index-1", "flats", 2))
    assert "F0101" in second.text
    assert "Rows 101 to 200 of 512" in second.text
    assert "空栏" not in second.text, "a column that no row fills"
    assert not (built.site / "homes/table/short").exists()


def test_what_staff_type_in_a_long_table_is_text(built: Root) -> None:
    last = built.page(table_address("homes", "index-1", "flats", -(-FLATS // ROWS_A_PAGE)))
    assert "<b>望江楼</b>" not in last.text
    assert "&lt;b&gt;望江楼" in last.text
    (line,) = [row for row in _csv(built, "homes/table/index-1/flats/rows.csv") if "望江楼" in row["place"]]
    assert line["code"] == "'@1+1", "no formula in a download"


def _csv(root: Root, address: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO((root.site / address).read_text("utf-8-sig"))))


def test_its_own_csv_and_its_rows_for_scripts_are_the_table(built: Root) -> None:
    rows = _csv(built, "homes/table/index-1/flats/rows.csv")
    of_all = [row for row in _csv(built, "data/homes.flats.csv") if row["id"] == "index-1"]
    assert rows == of_all
    for language in ("", "en/"):
        content = json.loads((built.site / f"{language}homes/table/index-1/flats/rows.json").read_text())
        assert [row[0] for row in content["rows"]] == [row["code"].lstrip("'") for row in rows]
        assert content["starts"] == list(range(0, FLATS, ROWS_A_PAGE))


def test_names_of_a_period_are_on_no_file_that_is_kept_and_go_on_their_day(built: Root) -> None:
    folder = built.site / "notices/table/n1/people"
    assert sorted(path.name for path in folder.iterdir()) == sorted(
        ["index.html", *(f"{n}.html" for n in range(2, 4))]
    )
    page = built.page(table_address("notices", "n1", "people", 3))
    assert "noindex" in page.text
    name = f"示例{chr(0x4E00 + 240)}{chr(0x5000 + 240)}"
    assert name in page.text
    manifest = json.loads((built.site / "manifest.json").read_text())
    assert not [address for address in manifest["files"] if "table/n1" in address]
    own = json.loads((built.folder / "site.manifest.json").read_text())
    passing = {address for address in own["passing"] if "table/n1" in address}
    assert len(passing) == 2 * 3
    assert "table/n1" not in "".join(path.read_text() for path in built.site.glob("sitemap*"))
    after = built.folder / "after"
    built.build(after, DAY + timedelta(days=30))
    assert not [path for path in after.rglob("*") if path.is_file() and name.encode() in path.read_bytes()]


def test_a_take_down_without_a_build_leaves_no_name(built: Root, tmp_path: Path) -> None:
    root = Root(Path(shutil.copytree(built.folder, tmp_path / "copy")))
    gone = take_down(root.site, DAY + timedelta(days=30))
    assert {table_address("notices", "n1", "people", n) for n in range(1, 4)} <= set(gone)
    name = f"示例{chr(0x4E00 + 240)}{chr(0x5000 + 240)}"
    assert not [
        path for path in root.site.rglob("*") if path.is_file() and name.encode() in path.read_bytes()
    ]


COLUMN = Field("text")
TYPE = RecordType(
    "notes",
    (Field("id"),),
    "id",
    "id",
    children=tuple(ChildTable(name, (COLUMN,)) for name in ("one", "two", "three")),
)
Drawn = list[tuple[int, int]]
"""Of each table how many rows, and how long the text of each is."""


def entry(drawn: Drawn) -> Entry:
    tables: Mapping[str, Any] = {
        table.name: tuple({"text": "长" * length} for _ in range(number))
        for table, (number, length) in zip(TYPE.children, drawn, strict=False)
    }
    return Entry(TYPE, "a", "a", None, None, None, {}, tables)


@given(some.lists(some.tuples(some.integers(0, 450), some.integers(0, 4000)), max_size=3))
def test_no_page_is_heavy_and_no_row_is_lost(drawn: Drawn) -> None:
    shown = entry(drawn)
    long = {table.name for table in long_tables(shown)}
    on_record = [rows for name, rows in shown.children.items() if name not in long]
    assert all(len(rows) <= MOST_ROWS for rows in on_record)
    one_row = max((weight_of(rows[:1]) for rows in on_record), default=0)
    assert sum(map(weight_of, on_record)) <= max(MOST_BYTES, 3 * one_row)
    for name in long:
        rows = shown.children[name]
        pages = list(sheets(rows))
        assert [row for page in pages for row in page.rows] == list(rows)
        assert [page.number for page in pages] == list(range(1, len(pages) + 1))
        assert [page.start for page in pages] == [
            sum(len(p.rows) for p in pages[:n]) for n in range(len(pages))
        ]
        assert all(len(page.rows) <= ROWS_A_PAGE for page in pages)
        assert all(weight_of(page.rows) <= MOST_BYTES or len(page.rows) == 1 for page in pages)
        assert 1 <= len(first_rows(rows)) <= len(rows)


ids = some.text(min_size=1, max_size=20)


@given(ids, ids, some.integers(1, 500))
def test_every_address_is_granted_and_no_other_page_s(id: str, table: str, page: int) -> None:
    address = table_address("notes", id, table, page)
    assert grant_of(("notes",), ("en",)).gives(address)
    assert address.count("/") == 4
    taken = {record_address("notes", id), twin_address("notes", id), index_address("notes", "table")}
    taken |= {section_address("notes", "table", id), section_address("notes", "table", table, page)}
    assert address not in taken
    assert not any(other.startswith(address + "/") or address.startswith(other + "/") for other in taken)


def test_a_table_that_shows_nothing_has_no_pages() -> None:
    hidden = ChildTable("one", (Field("text", show=Show.HIDDEN),))
    type = RecordType("notes", (Field("id"),), "id", "id", children=(hidden,))
    rows = tuple({"text": "x"} for _ in range(MOST_ROWS + 1))
    assert long_tables(Entry(type, "a", "a", None, None, None, {}, {"one": rows})) == ()
