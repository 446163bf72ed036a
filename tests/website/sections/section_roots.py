"""A small site whose types declare every kind of page beside records."""

from __future__ import annotations

from typing import Any

from building import Root


def field(name: str, type: str = "string", **more: object) -> dict[str, object]:
    return {"name": name, "type": type, "title": name.upper(), "title_en": f"{name} (en)", **more}


JOBS: dict[str, Any] = {
    "fields": [
        field("id"),
        field("title"),
        field("year", "year"),
        field("above"),
        field("who"),
        field("due", "date"),
        field("share", "number", show="progress"),
        field("weight", "number"),
        field("why"),
        field("dropped", "boolean"),
    ],
    "sunlit": {
        "title": "任务",
        "title_en": "Jobs",
        "tree": "above",
        "states": [
            {"id": "off", "title": "终止", "look": "off", "when": {"dropped": True}},
            {"id": "done", "title": "完成", "look": "done", "when": {"share": {"at_least": 100}}},
            {"id": "late", "title": "逾期", "look": "late", "when": {"due": {"before": "today"}}},
            {"id": "going", "title": "进行中", "look": "going", "when": {}},
        ],
        "pages": [
            {
                "tree": {
                    "by": "year",
                    "progress": "share",
                    "weight": "weight",
                    "owner": "who",
                    "due": "due",
                    "why": "why",
                },
                "title": "责任表",
                "title_en": "Plan",
                "home": True,
            },
            {"groups": {"by": "who"}},
        ],
    },
}
PLEDGES: dict[str, Any] = {
    "fields": [
        field("id"),
        field("title"),
        field("party"),
        field("kind", constraints={"enum": ["甲类", "乙类"]}),
        field("signed", "date"),
        field("public", "date"),
    ],
    "sunlit": {
        "title": "责任书",
        "title_en": "Pledges",
        "rules": [
            {"in-order": {"fields": ["signed", "public"]}, "title": "先签后公布", "title_en": "Signed first"},
            {
                "covers-values": {"field": "kind", "values": ["甲类", "乙类"], "year": "signed"},
                "title": "两类都有",
            },
        ],
        "pages": [
            {
                "matrix": {
                    "by": "signed",
                    "rows": "party",
                    "columns": "kind",
                    "owed": [{"of": "jobs", "field": "who", "by": "year", "column": "甲类"}],
                }
            },
            {"groups": {"by": "signed"}},
            {"lag": {"from": "signed", "to": "public"}},
        ],
    },
}
VOICES: dict[str, Any] = {
    "fields": [
        field("id"),
        field("title"),
        field("said"),
        field("came", "date"),
        field("found", constraints={"enum": ["有", "没有", "无关"]}),
        field("closed", "date"),
        field("due", "date"),
    ],
    "sunlit": {
        "title": "意见",
        "title_en": "Voices",
        "states": [
            {"id": "done", "title": "办结", "look": "done", "when": {"closed": {"empty": False}}},
            {"id": "late", "title": "逾期", "look": "late", "when": {"due": {"before": "today"}}},
            {"id": "going", "title": "办理中", "look": "going", "when": {}},
        ],
        "children": {
            "fixes": {
                "title": "整改",
                "fields": [field("measure"), field("by", "date"), field("at", "date")],
            },
            "marks": {"title": "得分", "fields": [field("group"), field("points", "number")]},
        },
        "pages": [
            {
                "ledger": {
                    "by": "came",
                    "said": "said",
                    "verdict": "found",
                    "problem": "有",
                    "answered": "closed",
                    "done": {"table": "fixes", "due": "by", "done": "at"},
                },
                "home": True,
            },
            {
                "scores": {
                    "by": "came",
                    "subject": "title",
                    "table": "marks",
                    "label": "group",
                    "score": "points",
                },
                "home": True,
            },
        ],
    },
}
JOB_RECORDS: tuple[dict[str, object], ...] = (
    {"id": "all", "title": "全年", "year": "2026"},
    {"id": "a", "title": "目标一", "year": "2026", "above": "all", "weight": "75"},
    {"id": "b", "title": "目标二", "year": "2026", "above": "all", "weight": "25"},
    {
        "id": "a1",
        "title": "做完的",
        "year": "2026",
        "above": "a",
        "who": "甲科",
        "share": "100",
        "due": "2026-03-01",
    },
    {
        "id": "a2",
        "title": "逾期的",
        "year": "2026",
        "above": "a",
        "who": "乙科",
        "share": "50",
        "due": "2026-10-31",
        "why": "人手不够。",
    },
    {
        "id": "a3",
        "title": "不做的",
        "year": "2026",
        "above": "a",
        "who": "乙科",
        "share": "0",
        "dropped": "true",
    },
    {
        "id": "b1",
        "title": "在做的",
        "year": "2026",
        "above": "b",
        "who": "甲科",
        "share": "20",
        "due": "2026-12-31",
    },
)
PLEDGE_RECORDS: tuple[dict[str, object], ...] = (
    {
        "id": "p1",
        "title": "甲科的",
        "party": "甲科",
        "kind": "甲类",
        "signed": "2026-03-01",
        "public": "2026-03-05",
    },
    {
        "id": "p2",
        "title": "丙科的",
        "party": "丙科",
        "kind": "甲类",
        "signed": "2026-03-01",
        "public": "2026-03-11",
    },
)
VOICE_RECORDS: tuple[dict[str, object], ...] = (
    {
        "id": "v1",
        "title": "甲",
        "said": "门老是锁着",
        "came": "2026-05-01",
        "found": "有",
        "closed": "2026-06-01",
        "fixes": [{"measure": "换锁", "by": "2026-05-20", "at": "2026-05-18"}],
        "marks": [{"group": "群众", "points": "81"}, {"group": "同行", "points": "90.5"}],
    },
    {
        "id": "v2",
        "title": "乙",
        "said": "电话没人接",
        "came": "2026-06-01",
        "found": "有",
        "due": "2026-07-01",
        "fixes": [{"measure": "排班", "by": "2026-11-14"}],
    },
    {
        "id": "v3",
        "title": "丙",
        "said": "听说要搬",
        "came": "2026-06-02",
        "found": "没有",
        "closed": "2026-06-03",
    },
    {"id": "v4", "title": "丁", "said": "没写日期的"},
)


def section_root(root: Root) -> Root:
    """The three types and their records, in two languages."""
    root.declare(
        "data/site.yaml",
        {
            "languages": ["zh", "en"],
            "page_size": 2,
            "doors": [
                {"title": "知情", "title_en": "Know", "icon": "eye", "types": ["jobs", "completeness"]},
            ],
        },
    )
    for name, schema, records in (
        ("jobs", JOBS, JOB_RECORDS),
        ("pledges", PLEDGES, PLEDGE_RECORDS),
        ("voices", VOICES, VOICE_RECORDS),
    ):
        root.schema(schema, name)
        root.records(*records, type=name)
    return root
