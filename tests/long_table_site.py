"""A site with a table of several hundred rows, and with a notice that names as many people for a time."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from building import DAY, Root

FLATS = 512
PEOPLE = 250
NOTICE = {
    "fields": [
        {"name": "id"},
        {"name": "title", "title": "标题"},
        {"name": "kind"},
        {"name": "from", "type": "date"},
        {"name": "to", "type": "date"},
    ],
    "sunlit": {
        "title": "公示",
        "period": {"from": "from", "to": "to"},
        "neutral_title": "{kind}",
        "states": [
            {"id": "live", "title": "公示中", "look": "live", "when": {"to": {"on_or_after": "today"}}}
        ],
        "children": {
            "people": {
                "title": "名单",
                "fields": [
                    {
                        "name": "name",
                        "title": "姓名",
                        "personal": {"class": "name", "public": "during-period"},
                    },
                    {"name": "unit", "title": "单位"},
                ],
            },
        },
    },
}
HOMES = {
    "fields": [
        {"name": "id"},
        {"name": "title", "title": "标题", "title_en": "Title"},
        {"name": "table", "title": "表"},
    ],
    "sunlit": {
        "title": "房源",
        "title_en": "Homes",
        "pages": [{"groups": {"by": "table"}}],
        "children": {
            "flats": {
                "title": "房源明细",
                "title_en": "Flats",
                "fields": [
                    {"name": "code", "title": "编号", "title_en": "Code"},
                    {"name": "place", "title": "小区", "title_en": "Place"},
                    {"name": "rent", "title": "月租", "title_en": "Rent", "type": "integer"},
                    {"name": "empty", "title": "空栏"},
                ],
            },
        },
    },
}


def long_table_site(folder: Path) -> Path:
    root = Root(folder)
    root.declare("data/site.yaml", {"name": "示例", "languages": ["zh", "en"]})
    root.schema(HOMES, "homes")
    root.records(
        {"id": "index-1", "title": "二季度", "table": "甲"},
        {"id": "short", "title": "一季度", "table": "乙", "flats": [{"code": "F1", "place": "东苑"}]},
        type="homes",
    )
    lines = [f"index-1,F{n:04},{'示例湖东苑' if n % 2 else '示例湖西苑'},{n}" for n in range(1, FLATS)]
    lines += ["index-1,@1+1,<b>望江楼</b>,7"]
    root.write("data/homes/a.flats.csv", "\n".join(["id,code,place,rent", *lines]))
    root.schema(NOTICE, "notices")
    days = {"from": DAY - timedelta(days=2), "to": DAY + timedelta(days=1)}
    people = [{"name": f"示例{chr(0x4E00 + n)}{chr(0x5000 + n)}", "unit": f"单位{n}"} for n in range(PEOPLE)]
    root.records({"id": "n1", "title": "公示", "kind": "公示一", **days, "people": people}, type="notices")
    root.build()
    return root.folder
