from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
from building import Root
from exporting import NOTICES, URL, disclosed, exported, full_root
from frictionless import Package

from generator.model.text.stop import CannotRun


@pytest.fixture(scope="module")
def described(made: dict[str, bytes]) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(made["data/datapackage.json"])
    return content


def resource(described: dict[str, Any], name: str) -> dict[str, Any]:
    return next(item for item in described["resources"] if item["name"] == name)


def field(described: dict[str, Any], name: str) -> dict[str, Any]:
    return next(item for item in resource(described, "notices")["schema"]["fields"] if item["name"] == name)


def test_the_package_is_valid_with_its_files(folder: Path) -> None:
    report = Package(str(folder / "data" / "datapackage.json")).validate()
    assert report.valid, report.flatten(["type", "rowNumber", "fieldName", "note"])
    assert {task.name for task in report.tasks} == {"notices", "notices.people"}
    assert report.stats["errors"] == 0


def test_a_changed_file_is_noticed(folder: Path, tmp_path: Path) -> None:
    for path in filter(Path.is_file, (folder / "data").iterdir()):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    with (tmp_path / "notices.csv").open("ab") as file:
        file.write(b"x\r\n")
    assert not Package(str(tmp_path / "datapackage.json")).validate().valid


def test_each_file_has_its_size_and_digest(described: dict[str, Any], made: dict[str, bytes]) -> None:
    for item in described["resources"]:
        content = made[f"data/{item['path']}"]
        assert item["bytes"] == len(content)
        assert item["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
        assert item["profile"] == "tabular-data-resource"


def test_a_schema_says_what_holds_of_its_file(described: dict[str, Any]) -> None:
    assert field(described, "kind")["constraints"]["enum"] == ["'-", "公示"]
    assert field(described, "code")["constraints"] == {"maxLength": 3}
    assert "constraints" not in field(described, "basis")
    assert field(described, "id")["constraints"] == {"required": True}
    assert field(described, "title")["title"] == "标题"
    assert resource(described, "notices")["schema"]["primaryKey"] == ["id"]
    (key,) = resource(described, "notices.people")["schema"]["foreignKeys"]
    assert key == {"fields": ["notices_id"], "reference": {"resource": "notices", "fields": ["id"]}}


def test_terms_are_told_only_where_the_site_tells_them(root: Root, described: dict[str, Any]) -> None:
    assert "licenses" not in described
    assert "homepage" not in described
    terms = {"title": "CC BY 4.0", "url": "https://creativecommons.org/licenses/by/4.0/"}
    full_root(root, url=URL, license=terms)
    content = json.loads(exported(disclosed(root))["data/datapackage.json"])
    assert content["licenses"] == [{"title": terms["title"], "path": terms["url"]}]
    assert content["homepage"] == URL


@pytest.mark.parametrize("license", [{"url": "javascript:alert(1)"}, "CC BY", ["x"], {"name": "x"}])
def test_terms_that_mean_nothing_stop_the_run(root: Root, license: object) -> None:
    root.schema()
    root.declare("data/site.yaml", {"license": license})
    with pytest.raises(CannotRun):
        disclosed(root)


def test_types_without_records_have_files_that_are_valid_too(root: Root, tmp_path: Path) -> None:
    root.schema()
    root.schema(NOTICES, "notices")
    for address, content in exported(disclosed(root)).items():
        if address.startswith("data/"):
            target = tmp_path / address.removeprefix("data/")
            target.parent.mkdir(exist_ok=True)
            target.write_bytes(content)
    report = Package(str(tmp_path / "datapackage.json")).validate()
    assert report.valid, report.flatten(["type", "rowNumber", "fieldName", "note"])
    assert {task.name for task in report.tasks} == {"notes", "notices", "notices.people"}


def test_a_foreign_schema_with_its_own_spellings_gives_a_valid_package(root: Root, tmp_path: Path) -> None:
    fields = [
        {"name": "编号", "type": "integer", "constraints": {"required": True, "unique": True}},
        {"name": "Bought on", "type": "date", "format": "%d.%m.%Y", "constraints": {"minimum": "01.01.2020"}},
        {"name": "Sold", "type": "boolean", "trueValues": ["ja"], "falseValues": ["nein"]},
        {
            "name": "Price",
            "type": "number",
            "decimalChar": ",",
            "groupChar": ".",
            "constraints": {"minimum": "-0,5"},
        },
        {"name": "Month", "type": "yearmonth"},
        {"name": "Mail", "type": "string", "format": "email"},
        {"name": "Code", "constraints": {"pattern": "[0-9]{4}|无"}},
    ]
    root.schema({"fields": fields, "primaryKey": "编号"}, "购买")
    root.declare("data/site.yaml", {"public_contacts": [{"value": "+a@b.example", "reason": "公开信箱"}]})
    root.write(
        "data/购买/a.csv",
        '编号,Bought on,Sold,Price,Month,Mail,Code\n7,05.03.2026,,"1.234,5",2026-03,+a@b.example,无\n8,06.03.2026,,12,,,2026\n',
    )
    for address, content in exported(disclosed(root)).items():
        if address.startswith("data/"):
            target = tmp_path / address.removeprefix("data/")
            target.parent.mkdir(exist_ok=True)
            target.write_bytes(content)
    report = Package(str(tmp_path / "datapackage.json")).validate()
    assert report.valid, report.flatten(["type", "rowNumber", "fieldName", "note"])
    (described,) = json.loads((tmp_path / "datapackage.json").read_bytes())["resources"]
    assert described["name"] == "_e8_b4_ad_e4_b9_b0"
    assert described["schema"]["fields"][1]["constraints"] == {"minimum": "2020-01-01"}
    assert described["schema"]["fields"][3]["constraints"] == {"minimum": "-0.5"}
    assert described["schema"]["fields"][6]["constraints"] == {"pattern": "(?:[0-9]{4}|无)"}
    assert "1234.5" in (tmp_path / "购买.csv").read_text(encoding="utf-8-sig")
