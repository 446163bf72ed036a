"""``sunlit portal``: one more site, whose records are those of all bodies, each with its own page that says what is withheld."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest
from bodies import NAMES, TELEPHONE, Province, build_portal, run
from building import PROJECT
from html_page import read_page
from made_once import Once

from generator.website.build.templates import Templates
from generator.website.sections.views import CompletenessView, SilenceCellView, SilenceMapView, SilenceRowView
from generator.website.views import LinkView, SectionHead
from generator.website.words.language import language


@pytest.fixture(scope="module")
def site(once: Once) -> Path:
    return once("portal", build_portal)


def test_every_body_has_a_page_that_says_what_is_there_and_what_is_withheld(site: Path) -> None:
    assert {path.stem for path in (site / "bodies").glob("*.json")} == {*NAMES, "gone"}
    north = (site / "en/bodies/north.html").read_text("utf-8")
    assert "a-1" in north
    assert "Nobody's mobile number is published." in unescape(north)
    assert 'href="../notices/publisher/north.html"' in north
    assert (site / "en/notices/publisher/north.html").is_file()
    assert "Its folder is not there." in (site / "en/bodies/gone.html").read_text("utf-8")
    assert "它的文件夹不在。" in (site / "bodies/gone.html").read_text("utf-8")


def test_a_record_stands_under_its_body_and_leads_to_it(site: Path) -> None:
    twin = json.loads((site / "notices/south~2fa-2.json").read_bytes())
    assert twin["fields"]["publisher"] == "south"
    assert twin["state"] == "open"
    assert twin["title"] == "关于a-2的公示"
    record = (site / "notices/south~2fa-2.html").read_text("utf-8")
    assert 'href="../bodies/south.html"' in record
    assert 'href="south~2fa-1.html"' in record


def test_what_is_open_is_open_of_all_bodies_and_says_whose(site: Path) -> None:
    text = (site / "open/index.html").read_text("utf-8")
    assert "south~2fa-1.html" in text
    assert "east-1~2fa-2.html" in text
    assert "north~2fa-1.html" not in text
    assert "南县" in text
    assert "东县" in text


def test_the_body_narrows_lists_and_the_search(site: Path, land: Province) -> None:
    assert land.read().types["notices"].department == "publisher"
    listing = (site / "en/notices/index.html").read_text("utf-8")
    assert 'href="publisher/south.html"' in listing
    assert "South" in listing


def test_the_map_of_silence_says_what_the_bodies_own_sites_lack(site: Path, body_sites: Path) -> None:
    shown = read_page((site / "en/completeness/index.html").read_text("utf-8"))
    rows = (re.match(r"(\S+) (\d+) ", row) for row in shown.texts("tr"))
    said = {row[1]: int(row[2]) for row in rows if row}
    for body, called in (("north", "North"), ("south", "South"), ("east-1", "East-1")):
        own = json.loads((body_sites / body / "data/completeness.json").read_bytes())
        assert said[called] == sum(len(item["missing"]) for item in own)
    assert set(said) == {"North", "South", "East-1"}, "whose site says nothing is not said to lack nothing"


def test_no_value_that_goes_one_day_and_no_withheld_number_stands_anywhere(site: Path) -> None:
    for path in site.rglob("*"):
        if path.suffix in (".html", ".json", ".csv", ".xml", ".js", ".bin"):
            text = path.read_bytes().decode("utf-8", "replace")
            assert "晓光" not in text, path
            assert TELEPHONE not in text, path


def test_a_portal_has_no_records_of_its_own(land: Province, tmp_path: Path) -> None:
    land.root.records({"id": "a-1", "title": "自己的"}, type="notices")
    (tmp_path / "bodies.csv").write_text("body,name,live\nnorth,北县,sites/north\n", encoding="utf-8")
    done = run(land, tmp_path)
    assert done.returncode == 2
    assert "data/notices/a.yaml" in done.stderr


def test_of_many_bodies_those_that_lack_most_stand_open_and_the_others_are_folded() -> None:
    rows = tuple(
        SilenceRowView(LinkView(f"b{number}", f"b{number}.html"), (SilenceCellView(9, 9),), 9, said=True)
        for number in range(300)
    )
    map = SilenceMapView("2026", "单位", ("公示",), rows)
    view = CompletenessView(
        SectionHead("公开完整性", "", "", ()), (), None, (map, replace(map, rows=rows[:3]))
    )
    speech = language("zh")
    page = Templates([PROJECT / "site_templates"], speech, "zh").render(
        "sections/completeness.html", view=view
    )
    before, _, folded = page.partition("<details")
    assert (before.count("b19.html"), before.count("b20.html"), before.count("<tr>")) == (1, 0, 21)
    assert "280" in folded.partition("</summary>")[0]
    assert (folded.count("b299.html"), page.count("<details"), folded.count("b2.html")) == (1, 1, 1)
