"""Three small bodies with sites of their own, and a portal's root over them."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from building import DAY, Root, sunlit

from generator.check.gate import read_everything
from generator.fleet.bodies import TYPE as BODIES
from generator.fleet.bodies import Body
from generator.model.files.addresses import MANIFEST
from generator.model.records.record import Record, Register
from generator.portal.joining import Portal
from generator.portal.snapshots import Folder, PublisherOf, Store, Taken, take_all

NOTICES: dict[str, Any] = {
    "fields": [
        {"name": "id", "type": "string", "constraints": {"required": True, "pattern": "[a-z]-[0-9]+"}},
        {"name": "title", "title": "标题", "title_en": "Title", "type": "string", "constraints": {"required": True}},
        {"name": "unit", "title": "科室", "title_en": "Unit", "type": "string"},
        {"name": "starts_on", "title": "开始", "title_en": "From", "type": "date"},
        {"name": "ends_on", "title": "结束", "title_en": "To", "type": "date", "format": "%d/%m/%Y"},
        {"name": "after", "title": "前一次", "title_en": "After", "type": "array"},
        {"name": "done", "title": "办结", "title_en": "Done", "type": "date"},
        {"name": "text", "title": "说明", "title_en": "Text", "type": "string"},
    ],
    "sunlit": {
        "title": "公示", "title_en": "Notices", "title_field": "title", "date": "starts_on",
        "period": {"from": "starts_on", "to": "ends_on"},
        "neutral_title": "公示（{unit}）", "neutral_title_en": "Notice ({unit})",
        "relations": [{"field": "after", "to": "notices"}],
        "facets": ["unit"],
        "rules": [{"covers-values": {"field": "unit", "values": ["一科", "二科", "三科"], "year": "starts_on"},
                   "title": "每科每年都有公示", "title_en": "Each unit gives notice every year"}],
        "states": [
            {"id": "open", "title": "公示中", "title_en": "Open", "look": "live",
             "when": {"starts_on": {"on_or_before": "today"}, "ends_on": {"on_or_after": "today"}}},
            {"id": "late", "title": "逾期", "title_en": "Late", "look": "late",
             "when": {"ends_on": {"before": "2026-11-22"}, "done": {"empty": True}}},
            {"id": "over", "title": "已期满", "title_en": "Over", "look": "done", "when": {}},
        ],
        "pages": [{"lag": {"from": "starts_on", "to": "done"}}],
        "children": {
            "people": {"title": "名单", "title_en": "People", "fields": [
                {"name": "name", "title": "姓名", "title_en": "Name", "type": "string",
                 "personal": {"class": "name", "public": "during-period", "after": "mask"}},
                {"name": "post", "title": "职务", "title_en": "Post", "type": "string"},
            ]},
        },
    },
}  # fmt: skip
NAMES = {"north": "北县", "south": "南县", "east-1": "东县"}
TELEPHONE = "13800138000"


def notice(id: str, **more: object) -> dict[str, object]:
    """A notice that is open on :data:`DAY`, with a name that is public until it ends."""
    return {
        "id": id,
        "title": f"关于{id}的公示",
        "unit": "一科",
        "starts_on": "2026-11-20",
        "ends_on": "30/11/2026",
        "people": [{"name": "欧阳晓光", "post": "科长"}],
        **more,
    }


def write_body(root: Root, name: str, *notices: dict[str, object]) -> None:
    root.declare("data/site.yaml", {"name": name, "name_en": name, "languages": ["zh", "en"]})
    root.schema(NOTICES, "notices")
    root.records(*notices, type="notices")


def build_bodies(folder: Path) -> Path:
    """The sites of all three, each in a folder of its own name below ``folder``."""
    for name, title in NAMES.items():
        root = Root(folder / "roots" / name)
        write_body(
            root, title, notice("a-1"), notice("a-2", after=["a-1"]), notice("a-3", withdrawn="2026-11-21")
        )
        if name == "south":
            root.records(notice("b-1", unit="二科"), type="notices", file="b")
        root.build(folder / "sites" / name, frame="builtin")
    return folder / "sites"


@dataclass
class Province:
    """A portal's root, and the sites of its bodies, to be read on any day."""

    root: Root
    sites: Path
    days: int = 7

    def bodies(self) -> tuple[Body, ...]:
        return tuple(Body(id, name, "", str(self.sites / id)) for id, name in NAMES.items())

    def take(
        self,
        day: date = DAY,
        bodies: Iterable[Body] | None = None,
        publisher: PublisherOf = lambda body, known: Folder(Path(body.live)),
    ) -> tuple[Taken, ...]:
        store = Store(self.root.folder / "store", self.days)
        return take_all(store, bodies or self.bodies(), publisher, ["notices"], day)

    def read(self, day: date = DAY, taken: tuple[Taken, ...] | None = None) -> Register:
        """The records of the portal as they would be judged and built."""
        portal = Portal(self.take(day) if taken is None else taken, day)
        return portal.supply.fill(read_everything(self.root.folder)).register

    def publish(self, body: str, change: Callable[[list[Any]], object], **manifest: object) -> None:
        """Change a body's list and all that its manifest says of it."""
        address = self.sites / body / "data" / "notices.json"
        items = json.loads(address.read_bytes())
        changed = change(items)
        self.seal(body, "data/notices.json", items if changed is None else changed, **manifest)

    def seal(self, body: str, address: str, content: object, **said: object) -> None:
        path = self.sites / body / address
        data = content if isinstance(content, bytes) else json.dumps(content, ensure_ascii=False).encode()
        path.unlink(missing_ok=True)
        path.write_bytes(data)
        manifest = json.loads((self.sites / body / MANIFEST).read_bytes())
        manifest["files"][address] = hashlib.sha256(data).hexdigest()
        (self.sites / body / MANIFEST).unlink()
        (self.sites / body / MANIFEST).write_text(json.dumps({**manifest, **said}))


def province(folder: Path, sites: Path) -> Province:
    """A portal of one's own over copies of what is read of the sites."""
    for name in NAMES:
        shutil.copytree(sites / name / "data", folder / "sites" / name / "data")
        shutil.copy(sites / name / MANIFEST, folder / "sites" / name)
    root = Root(folder / "portal")
    root.declare("data/site.yaml", {"name": "省", "name_en": "Province", "languages": ["zh", "en"]})
    root.schema(NOTICES, "notices")
    return Province(root, folder / "sites")


def page_of(register: Register, body: str) -> Record:
    return next(record for record in register.records[BODIES] if record.id == body)


def with_keys(bodies: Iterable[Body], id: str, *keys: str) -> tuple[Body, ...]:
    return tuple(replace(body, release_keys=keys) if body.id == id else body for body in bodies)


def build_portal(folder: Path) -> Path:
    """Of three bodies of which one has a telephone number in its list and one is not there."""
    land = province(folder, build_bodies(folder / "own"))

    def betray(items: list[Any]) -> None:
        next(item for item in items if item["id"] == "a-1")["fields"]["text"] = f"请打{TELEPHONE}找张三"

    land.publish("north", betray)
    rows = [f"{id},{name},sites/{id},{id.title()}" for id, name in NAMES.items()]
    (folder / "bodies.csv").write_text(
        "\n".join(["body,name,live,name_en", *rows, "gone,西县,sites/gone,West"]), encoding="utf-8"
    )
    done = run(land, folder)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "gone" in done.stdout
    return folder / "site"


def run(land: Province, folder: Path) -> Any:
    options = ("--site-dir", folder / "site", "--frame", "builtin", "--as-of", DAY.isoformat())
    return sunlit("--lang", "en", "-C", land.root.folder, "portal", folder / "bodies.csv", *options)
