"""What a body publishes is taken as its manifest vouches for it; whatever else a body does harms that body alone."""

from __future__ import annotations

import json
import shutil
import subprocess
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from bodies import NAMES, TELEPHONE, Province, page_of, with_keys
from building import DAY
from hypothesis import given
from hypothesis import strategies as st

from generator.check.gate import Everything, Verdict, judge_read, read_everything
from generator.fleet.bodies import TYPE as BODIES
from generator.fleet.bodies import read_bodies
from generator.model.files.addresses import MANIFEST
from generator.model.findings import rules
from generator.model.findings.finding import Finding
from generator.model.text.wording import say
from generator.portal.joining import Portal, homepage
from generator.portal.lists import ListReader
from generator.portal.snapshots import LARGEST_SIGNATURE, NotTaken, Snapshot, Standing, within
from generator.portal.types import portal_types
from generator.publish.signing import sign
from generator.read.schema.schemas import read_types

OTHERS = {"south/b-1", "south/a-1", "south/a-2", "south/a-3", "east-1/a-1", "east-1/a-2", "east-1/a-3"}
ALL = {"north/a-1", "north/a-2", "north/a-3"} | OTHERS


def ids(register: Any) -> set[str]:
    return {record.id for record in register.records["notices"]}


def at(items: list[Any], id: str) -> Any:
    return next(item for item in items if item["id"] == id)


def reasons(register: Any, body: str = "north") -> list[str]:
    return [row.values["reason_en"] for row in page_of(register, body).children.get("withheld", ())]


def test_ids_and_references_begin_with_the_body_and_nothing_that_passes_is_read(land: Province) -> None:
    register = land.read()
    assert ids(register) == ALL
    second = next(record for record in register.records["notices"] if record.id == "north/a-2")
    assert second.values["after"] == ("north/a-1",)
    assert second.values["publisher"] == "north"
    assert second.values["ends_on"] == date(2026, 11, 30)
    assert [dict(row.values) for row in second.children["people"]] == [{"post": "科长"}]
    stored = [path.read_text("utf-8") for path in (land.root.folder / "store").rglob("*.json")]
    assert stored
    assert not any("晓光" in text for text in stored)


def test_a_name_in_a_field_that_passes_is_not_even_looked_at(land: Province) -> None:
    """A body that publishes more than it may, by another version or on purpose."""

    def lie(items: list[Any]) -> None:
        at(items, "a-1")["tables"]["people"] = [{"name": "欧阳晓光", "post": "科长"}]

    land.publish("north", lie)
    assert "晓光" not in repr(land.read().records)


def test_a_list_that_the_manifest_does_not_vouch_for(land: Province) -> None:
    path = land.sites / "north/data/notices.json"
    path.unlink()
    path.write_text("[]")
    register = land.read()
    assert ids(register) == OTHERS
    assert page_of(register, "north").values["standing"] == Standing.ABSENT
    assert "not the file" in str(page_of(register, "north").values["reason_en"])


@pytest.mark.parametrize("content", [b"", b"[]", b"{}", b'{"files": 3}', b"[" * 100_000, b"\xff"])
def test_what_is_no_manifest(land: Province, content: bytes) -> None:
    (land.sites / "north" / MANIFEST).unlink()
    (land.sites / "north" / MANIFEST).write_bytes(content)
    register = land.read()
    assert ids(register) == OTHERS
    assert "no manifest" in str(page_of(register, "north").values["reason_en"])


def test_a_body_that_goes_back_in_time_or_ahead_of_it_keeps_its_last_state(land: Province) -> None:
    land.take()
    land.publish("north", lambda items: [], as_of="2026-11-23")
    land.publish("south", lambda items: [], as_of="2027-11-23")
    north, south, east = land.take()
    assert (north.standing, south.standing, east.standing) == (Standing.KEPT, Standing.KEPT, Standing.CURRENT)
    assert north.reason is not None
    assert "went back in time" in north.reason.text
    assert ids(land.read(taken=(north, south, east))) == ALL


def test_what_cannot_be_read_stays_for_as_many_days_as_are_declared_and_no_longer(land: Province) -> None:
    land.take()
    shutil.rmtree(land.sites / "north")
    last = DAY + timedelta(land.days)
    register = land.read(last)
    assert ids(register) == ALL
    page = page_of(register, "north")
    assert (page.values["standing"], page.values["as_of"], page.values["reached"]) == (
        Standing.KEPT,
        DAY,
        DAY,
    )
    assert ids(land.read(last + timedelta(1))) == OTHERS
    assert not (land.root.folder / "store" / "north").exists()
    assert ids(land.read(last)) == OTHERS, "what is gone does not come back"


def test_a_body_that_the_table_drops_is_gone_at_once(land: Province) -> None:
    land.take()
    land.take(bodies=land.bodies()[1:])
    assert not (land.root.folder / "store" / "north").exists()


def test_what_a_body_took_back_is_gone_the_next_night(land: Province) -> None:
    land.take()

    def take_back(items: list[Any]) -> None:
        first = at(items, "a-1")
        first |= {"fields": {"id": "a-1", "withdrawn": "2026-11-25"}, "title": "a-1", "tables": {}}
        items.remove(at(items, "a-2"))

    land.publish("north", take_back, as_of="2026-11-25")
    register = land.read(DAY + timedelta(1))
    assert ids(register) == ALL - {"north/a-2"}
    first = next(record for record in register.records["notices"] if record.id == "north/a-1")
    assert "关于" not in repr(first)
    assert not any(
        "关于a-2" in path.read_text("utf-8") for path in (land.root.folder / "store/north").rglob("*.json")
    )


def test_a_telephone_number_in_one_record_withholds_that_record_alone(land: Province) -> None:
    def betray(items: list[Any]) -> None:
        at(items, "a-1")["fields"]["text"] = f"请打{TELEPHONE}找张三"

    land.publish("north", betray)
    register = land.read()
    assert ids(register) == ALL - {"north/a-1"}
    assert len(reasons(register)) == 1
    assert TELEPHONE not in repr(register.records)
    second = next(record for record in register.records["notices"] if record.id == "north/a-2")
    assert not second.values.get("after"), "what leads to a withheld record leads nowhere"
    assert not reasons(register, "south")


def test_a_list_of_another_schema_gives_what_can_be_understood(land: Province) -> None:
    def other(items: list[Any]) -> None:
        at(items, "a-1")["fields"]["starts_on"] = "soon"
        at(items, "a-2")["fields"]["budget"] = 12
        at(items, "a-2")["tables"]["offers"] = [{"price": 3}]
        items.append("nothing")
        items.append({"fields": {"title": "没有编号"}})

    land.publish("north", other)
    land.seal("north", "data/offers.json", [])
    register = land.read()
    assert ids(register) == ALL - {"north/a-1"}
    said = reasons(register)
    assert any("budget" in reason and "offers" in reason for reason in said)
    assert "The portal has no such type." in said
    assert page_of(register, "north").values["refused"] == 1


def test_a_site_that_another_key_signed_or_none(land: Province, tmp_path: Path) -> None:
    keys = {}
    for name in ("own", "other"):
        path = tmp_path / name
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", path], check=True)
        keys[name] = path
    own = (tmp_path / "own.pub").read_text().strip()
    bodies = with_keys(land.bodies(), "north", own)
    assert "not signed" in str(land.take(bodies=bodies)[0].reason)
    sign(land.sites / "north", keys["other"])
    assert "none of the keys" in str(land.take(bodies=bodies)[0].reason)
    sign(land.sites / "north", keys["own"])
    assert [taken.standing for taken in land.take(bodies=bodies)] == [Standing.CURRENT] * 3


ADDRESSES = ["https://clerk@office.cn/", "https://a:b@x.example/", "javascript:alert(1)", "https://x.example/\ud800",
             "https://" + "x" * 5000, ["a"], "https://[::1", "https://x.example/?13800138000"]  # fmt: skip


def test_nothing_that_a_body_says_of_itself_stops_the_portal(land: Province) -> None:
    """Names of lists, ids and an address that the gate would refuse stand on the body's page masked, or not at all."""
    names = [
        TELEPHONE,
        "\ud800",
        "a\0b",
        "x" * 10_000,
        "../../etc/x",
        "<script>",
        *(f"x{number}" for number in range(500)),
    ]

    def betray(items: list[Any]) -> None:
        for item, id in zip(items, (f"a-{TELEPHONE}", "../x", "\udfff"), strict=True):
            item["id"] = item["fields"]["id"] = id
            item["fields"][f"说明{TELEPHONE}"] = "\udfff"

    items = json.loads((land.sites / "north/data/notices.json").read_bytes())
    betray(items)
    land.seal("north", "data/notices.json", json.dumps(items).encode())
    manifest = json.loads((land.sites / "north" / MANIFEST).read_bytes())
    manifest["files"] |= {f"data/{name}.json": "0" * 64 for name in names}
    (land.sites / "north" / MANIFEST).write_text(json.dumps(manifest))
    for body, address in zip(("south", "east-1"), ADDRESSES, strict=False):
        land.seal(body, "data/datapackage.json", json.dumps({"homepage": address}).encode())
    register = land.read()
    assert judge_read(land.root.folder, Everything(register, (), ()), DAY).fit
    assert ids(register) >= OTHERS
    page = page_of(register, "north")
    assert TELEPHONE not in repr(page)
    assert "a-1380****000" in [
        row.values["record"] for row in page.children["withheld"] if "record" in row.values
    ]
    assert len(page.children["withheld"]) < 60
    assert "site" not in page_of(register, "south").values


@pytest.mark.parametrize("address", ADDRESSES, ids=repr)
def test_an_address_that_is_no_site_s_is_none(tmp_path: Path, address: Any) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data/datapackage.json").write_text(json.dumps({"homepage": address}))
    assert homepage(Snapshot(tmp_path, DAY, {}, DAY)) == ""
    (tmp_path / "data/datapackage.json").write_text(
        json.dumps({"homepage": "https://south.example:8443/open"})
    )
    assert homepage(Snapshot(tmp_path, DAY, {}, DAY)) == "https://south.example:8443/open/"


def test_what_shows_to_be_unfit_only_among_all_is_withheld_and_the_rest_tried_again(land: Province) -> None:
    portal = Portal(land.take(), DAY)
    register = portal.supply.fill(read_everything(land.root.folder)).register
    first = next(record for record in register.records["notices"] if record.id == "north/a-1")
    finding = Finding(rules.WRONG_PATTERN, first.row.source, say("x"), record=first.id, field="id")
    assert portal.refuse(Verdict(register, (finding,), DAY))
    again = portal.supply.fill(read_everything(land.root.folder)).register
    assert ids(again) == ALL - {"north/a-1"}
    second = next(record for record in again.records["notices"] if record.id == "north/a-2")
    assert not second.values.get("after"), "no link leads to what is withheld"
    assert [row.values["record"] for row in page_of(again, "north").children["withheld"]] == ["a-1"]
    assert not portal.refuse(Verdict(again, (finding,), DAY)), "what is withheld already changes nothing"
    assert not portal.refuse(Verdict(again, (replace(finding, record="north"),), DAY)), (
        "the page of a body stays"
    )


def test_a_link_out_of_the_folder_is_not_followed(land: Province, tmp_path: Path) -> None:
    path = land.sites / "north/data/notices.json"
    (tmp_path / "outside").write_bytes(path.read_bytes())
    path.unlink()
    path.symlink_to(tmp_path / "outside")
    assert "leads out" in str(land.take()[0].reason)


def test_too_much_is_not_taken() -> None:
    with pytest.raises(NotTaken, match="larger"):
        within(b"x" * (LARGEST_SIGNATURE + 1), "manifest.json.sig", LARGEST_SIGNATURE)


def test_the_revision_follows_from_what_was_taken_alone(land: Province) -> None:
    first = Portal(land.take(), DAY).revision
    land.seal(
        "north",
        "data/datapackage.json",
        json.loads((land.sites / "north/data/datapackage.json").read_bytes()),
        as_of="2026-11-25",
    )
    same = Portal(land.take(DAY + timedelta(1)), DAY).revision
    land.publish("north", lambda items: items[:1], as_of="2026-11-25")
    assert Portal(land.take(DAY + timedelta(1)), DAY).revision not in (first, same)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=6), inner, max_size=4),
    max_leaves=12,
)
FIELDS = st.dictionaries(
    st.sampled_from(["id", "title", "after", "ends_on", "publisher", "people", "x"]), JSON
)
TABLES = st.dictionaries(st.sampled_from(["people", "corrections", "publisher", "x"]), JSON, max_size=3)
ITEM = JSON | st.fixed_dictionaries(
    {"fields": FIELDS}, optional={"tables": TABLES, "title": JSON, "computed": JSON}
)


@given(items=JSON | st.lists(ITEM, max_size=3))
def test_any_list_is_records_of_that_body_or_findings(
    items: Any, tmp_path_factory: pytest.TempPathFactory
) -> None:
    declared = _types(tmp_path_factory)["notices"]
    type = portal_types({"notices": declared}, (), ("zh",))["notices"]
    content = json.dumps(items).encode("utf-8", "surrogatepass")
    read = ListReader(type, declared).read(content, "data/notices/north.json", "north")
    assert all(record.id.startswith("north/") for record in read.records)
    assert all(record.values["publisher"] == "north" for record in read.records)
    known = {field.name for field in type.fields}
    assert all(record.values.keys() <= known for record in read.records)


_kept: dict[str, Any] = {}


def _types(folders: pytest.TempPathFactory) -> Any:
    if not _kept:
        from bodies import NOTICES
        from building import Root

        root = Root(folders.mktemp("types"))
        root.schema(NOTICES, "notices")
        _kept.update(read_types(root.folder))
    return _kept


def test_the_table_is_read_as_records_are(tmp_path: Path) -> None:
    path = tmp_path / "bodies.csv"
    path.write_text("单位代码,名称,发布位置,仓库\nnorth,北县,sites/north,git@host:north\n", encoding="utf-8")
    table = read_bodies(path, to_build=False)
    assert table.verdict.fit
    (body,) = table.bodies
    assert (body.id, body.name, body.live) == ("north", "北县", str(tmp_path / "sites/north"))
    path.write_text("body,name,live,release_keys\nNorth,北县,a,x\nsouth,南县,a,\n", encoding="utf-8")
    rules = {finding.rule.id for finding in read_bodies(path, to_build=False).verdict.findings}
    assert {"wrong-pattern", "not-unique"} & rules
    assert not read_bodies(path, to_build=False).verdict.fit


def test_the_names_of_all_bodies_are_those_of_their_pages(land: Province) -> None:
    assert {record.values["name"] for record in land.read().records[BODIES]} == set(NAMES.values())


def test_what_is_called_for_and_missing_is_said_as_the_body_s_own_site_says_it(land: Province) -> None:
    def silence(body: str) -> list[tuple[Any, ...]]:
        rows = page_of(land.read(), body).children.get("called_for", ())
        return [
            tuple(row.values.get(name) for name in ("kind", "period", "expected", "missing", "names"))
            for row in rows
        ]

    assert silence("north") == [("notices", "2026", 3, 2, ("二科", "三科"))]
    assert silence("south") == [("notices", "2026", 3, 1, ("三科",))]
    assert page_of(land.read(), "south").values["missing"] == 1


NONE = [b"", b"{}", b"[3]", b"[{}]", b'[{"type": "notices", "rule": "x", "title": "x"}]', b"[" * 9999]


@pytest.mark.parametrize("content", NONE)
def test_what_is_no_statement_of_completeness_says_nothing_and_stops_nothing(
    land: Province, content: bytes
) -> None:
    land.seal("north", "data/completeness.json", content)
    register = land.read()
    assert ids(register) == ALL
    assert "missing" not in page_of(register, "north").values


def test_a_number_in_what_is_missing_is_not_repeated(land: Province) -> None:
    demand = {
        "type": "notices",
        "rule": "x",
        "title": "x",
        "period": "2026",
        "expected": [TELEPHONE],
        "missing": [TELEPHONE],
    }
    land.seal("north", "data/completeness.json", [demand])
    register = land.read()
    assert ids(register) == ALL
    assert TELEPHONE not in repr(register.records)
    assert "missing" not in page_of(register, "north").values


def test_bodies_are_compared_by_late_work_and_by_days(land: Province) -> None:
    def delay(items: list[Any]) -> None:
        at(items, "a-1")["fields"]["ends_on"] = "2026-11-21"
        at(items, "a-2")["fields"]["done"] = "2026-11-24"

    land.publish("north", delay)
    register = land.read()
    assert {page.id: page.values.get("late") for page in register.records[BODIES]} == {
        "north": 1,
        "south": 0,
        "east-1": 0,
    }
    (days,) = page_of(register, "north").children["punctuality"]
    assert (days.values["median"], days.values["longest"], days.values["records"]) == (4, 4, 1)
    assert days.values["what_en"] == "From “From” to “Done”"
    assert "punctuality" not in page_of(register, "south").children
