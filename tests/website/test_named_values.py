"""English pages say what a value is called; records, addresses and filters keep the value."""

from __future__ import annotations

import json

import pytest
from building import NOTES, Root

KIND = [
    {"value": "评优", "label_en": "Commendation"},
    {"value": "任用", "label": "干部任用", "label_en": "Appointment"},
]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Root:
    root = Root(tmp_path_factory.mktemp("categories"))
    root.declare("data/site.yaml", {"languages": ["zh", "en"]})
    fields = [*NOTES["fields"], {"name": "kind", "title": "类别", "title_en": "Kind", "categories": KIND}]
    pages = [{"groups": {"by": "kind"}}]
    root.schema(
        {
            "fields": fields,
            "sunlit": {"title": "通知", "listing": ["kind"], "facets": ["kind"], "pages": pages},
        }
    )
    root.records(
        *(
            {"id": f"n-{number}", "title": "某事", "kind": kind}
            for number, kind in enumerate(("评优", "任用"))
        )
    )
    root.build()
    return root


def shown(site: Root, address: str) -> str:
    return site.page(address).visible


@pytest.mark.parametrize("address", ["notes/n-0.html", "notes/index.html", "notes/kind/index.html"])
def test_a_page_says_the_name_in_its_language(site: Root, address: str) -> None:
    english = shown(site, f"en/{address}")
    assert "Commendation" in english
    assert "评优" not in english
    assert "评优" in shown(site, address)
    assert "Commendation" not in shown(site, address)


def test_a_name_in_the_first_language_stands_for_the_value_there(site: Root) -> None:
    assert "干部任用" in shown(site, "notes/n-1.html")


def test_rows_for_scripts_keep_the_value_and_say_the_name(site: Root) -> None:
    rows = json.loads((site.site / "en/notes/list/rows.json").read_bytes())
    assert ["kind", "Kind", [["评优", "Commendation"], ["任用", "Appointment"]]] in rows["facets"]
    assert {text for row in rows["rows"] for text in row[5]} == {"Commendation", "Appointment"}


def test_addresses_keep_the_value(site: Root) -> None:
    assert "notes/kind/评优.html" in {
        path.relative_to(site.site / "en").as_posix() for path in (site.site / "en").rglob("*.html")
    }


def test_the_twin_and_the_data_package_say_both(site: Root) -> None:
    twin = site.twin("notes/n-1.json")
    assert twin["fields"]["kind"] == "任用"
    named = {"value": "任用", "label": "干部任用", "label_en": "Appointment"}
    assert twin["categories"] == {"kind": [named]}
    package = json.loads((site.site / "data/datapackage.json").read_bytes())
    (field,) = (
        field for one in package["resources"] for field in one["schema"]["fields"] if field["name"] == "kind"
    )
    assert field["constraints"]["enum"] == ["评优", "任用"]
    assert field["categories"][1] == named
