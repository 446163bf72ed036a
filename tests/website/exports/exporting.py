"""A root whose texts try to be formulas, markup and ends of things, and its exports."""

from __future__ import annotations

from datetime import date
from typing import Any

from building import DAY, Root

from generator.check.gate import judge
from generator.disclose.disclose import disclose
from generator.disclose.disclosure import Disclosure
from generator.model.files.addresses import twin_address
from generator.website.build.exports import batches, feeds
from generator.website.build.fingerprints import Fingerprints
from generator.website.exports.twins import twin

URL = "https://sample.example/open/"
HOSTILE = (
    "=1+1",
    "+1",
    "-2",
    "@SUM(A1)",
    "'=1",
    "＝1+1",
    'a,"b";c\\n',
    "x\n=HYPERLINK(1)",
    "]]></title><script>alert(1)</script>&amp;",
    "\\; BEGIN:VEVENT",
    "_x0041_ _x000D_",
    "007",
    "12345678901234567890",
    "公" * 200,
)
NOTICES: dict[str, Any] = {
    "fields": [
        {"name": "id", "title": "编号", "type": "string", "constraints": {"required": True}},
        {"name": "title", "title": "标题", "title_en": "Title", "type": "string"},
        {"name": "lede", "title": "概述", "type": "string", "show": "lede"},
        {"name": "kind", "title": "类别", "type": "string", "constraints": {"enum": ["-", "公示"]}},
        {"name": "code", "title": "代码", "type": "string", "constraints": {"pattern": "[-=].", "maxLength": 2}},
        {"name": "amount", "title": "数", "type": "number"},
        {"name": "loss", "title": "差", "type": "integer"},
        {"name": "yes", "title": "是否", "type": "boolean"},
        {"name": "tags", "title": "标签", "type": "array"},
        {"name": "basis", "title": "依据", "type": "string", "constraints": {"required": True}},
        {"name": "starts_on", "title": "开始", "type": "date"},
        {"name": "ends_on", "title": "结束", "type": "date"},
        {"name": "due_on", "title": "期限", "type": "date"},
        {"name": "at", "title": "时刻", "type": "datetime"},
    ],
    "primaryKey": "id",
    "sunlit": {
        "title": "公示", "title_en": "Notices", "description": "一句话", "date": "starts_on",
        "period": {"from": "starts_on", "to": "ends_on"},
        "relations": [{"field": "basis", "to": "notices", "inverse": "据此"}],
        "states": [
            {"id": "off", "title": "撤回", "look": "off", "when": {"kind": "-"}},
            {"id": "late", "title": "逾期", "look": "late", "when": {"due_on": {"before": "today"}}},
            {"id": "live", "title": "公示中", "title_en": "Live", "look": "live", "when": {}},
        ],
        "children": {
            "people": {
                "title": "对象/名单",
                "fields": [{"name": "id", "title": "序号", "type": "integer"}, {"name": "name", "type": "string"}],
            }
        },
    },
}  # fmt: skip


def notice(id: str, **values: Any) -> dict[str, Any]:
    return {"id": id, "title": "甲", "basis": id, **values}


def full_root(root: Root, **site: Any) -> Root:
    """Notices of every shape, the hostile texts among them; ``site`` goes into site.yaml."""
    root.declare("data/site.yaml", {"name": "<网>&", "tagline": "=一句", "languages": ["zh", "en"], **site})
    root.schema(NOTICES, "notices")
    hostile = [
        notice(
            f"h{number}",
            title=text,
            lede=text,
            people=[{"id": "-1", "name": text}],
            published_on="2026-03-05",
        )
        for number, text in enumerate(HOSTILE)
    ]
    root.records(
        notice(
            "a", kind="公示", code="=1", amount="-12.50", loss="-3", yes="是", tags="甲；=乙", at="2026-03-05 08:30",
            starts_on="2026-11-20", ends_on="2026-11-30", published_on="2026-11-19", body="某局", source="来源",
        ),
        notice("all", starts_on="2026-12-01", ends_on="2026-12-05", due_on="2026-11-01"),
        notice("old", starts_on="1850-01-01", ends_on="2020-01-05", code="-1"),
        notice("withdrawn", kind="-", starts_on="2026-11-20", ends_on="2026-11-30", published_on="2026-01-05"),
        notice("lost", basis="secret"),
        notice("secret", title="秘密甲", draft="是", scope="党内"),
        *hostile,
        type="notices",
    )  # fmt: skip
    return root


def disclosed(root: Root, as_of: date = DAY) -> Disclosure:
    verdict = judge(root.folder, as_of)
    assert verdict.fit, [(f.rule.id, f.message.text, f.message.parameters) for f in verdict.findings]
    return disclose(verdict.register, verdict.as_of, verdict.checked, verdict.coverage)


def exported(disclosure: Disclosure) -> dict[str, bytes]:
    """Every export and twin by its address, each of which stands once."""
    prints = Fingerprints(disclosure, b"")
    twins = [
        (twin_address(entry.type.name, entry.id), twin(entry, disclosure.site))
        for entries in disclosure.entries.values()
        for entry in entries
    ]
    made = [file for batch in batches(disclosure, prints) for part in batch() for file in part.make()] + twins
    made += [file for _, make in feeds(disclosure) for file in make()]
    assert len({address for address, _ in made}) == len(made)
    return dict(made)
