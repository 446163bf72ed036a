"""A number of a workbook is published as its cell shows it, everywhere; rules compute with the one that it holds."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import openpyxl
import pytest
from building import DAY, Root

from generator.check.gate import judge

FIELDS = [
    {"name": "id"},
    {"name": "title", "title": "标题"},
    *({"name": name, "title": name, "type": "number"} for name in ("one", "two", "three", "sum")),
]
ADDED = {"adds-up": {"fields": ["one", "two", "three"], "total": "sum"}}


@pytest.fixture(scope="module")
def shares(tmp_path_factory: pytest.TempPathFactory) -> Root:
    root = Root(Path(tmp_path_factory.mktemp("shares")))
    root.declare("data/site.yaml", {"name": "试", "languages": ["zh"]})
    root.schema({"fields": FIELDS, "sunlit": {"title": "份额", "listing": ["one"], "rules": [ADDED]}})
    book = openpyxl.Workbook()
    book.active.append(["id", "标题", "one", "two", "three", "sum"])
    book.active.append([1, "三分", 33.333, 33.333, 33.334, 100])
    book.active["A2"].number_format = '"份-"000'
    for place in ("C2", "D2", "E2"):
        book.active[place].number_format = "0.00"
    out = io.BytesIO()
    book.save(out)
    root.write("data/notes/a.xlsx", out.getvalue())
    root.build()
    return root


def test_rules_compute_with_what_cells_hold(shares: Root) -> None:
    assert judge(shares.folder, DAY).findings == ()


def test_every_form_has_what_cells_show(shares: Root) -> None:
    assert shares.twin("notes/份-001.json")["fields"]["one"] == 33.33
    (row,) = csv.DictReader(io.StringIO((shares.site / "data/notes.csv").read_text(encoding="utf-8-sig")))
    assert (row["id"], row["one"], row["sum"]) == ("份-001", "33.33", "100")
    sheet = openpyxl.load_workbook(shares.site / "data/notes.xlsx").worksheets[0]
    assert [cell.value for cell in sheet[2]][2:6] == [33.33, 33.33, 33.33, 100]
    for path in shares.site.rglob("*"):
        if path.is_file() and path.suffix in (".html", ".json", ".csv", ".xml"):
            assert "33.333" not in path.read_text(encoding="utf-8"), path
    assert "33.33" in shares.page("notes/份-001.html").visible
