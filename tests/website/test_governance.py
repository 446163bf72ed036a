"""The page of data governance, the accessibility statement, and the notes on records' pages."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from building import PROJECT, Root

from generator.read.schema.schemas import read_types

LISTS: dict[str, Any] = {
    "fields": [
        {"name": "id", "title": "编号"},
        {"name": "title", "title": "标题"},
        {"name": "card", "title": "证件", "personal": {"class": "resident-id", "public": "never"}},
        {"name": "signed", "title": "经办人", "title_en": "Signed", "personal": {"class": "name", "public": "always"}},
        {"name": "starts_on", "title": "开始", "type": "date"},
        {"name": "ends_on", "title": "结束", "type": "date"},
        {"name": "instead", "title": "取代"},
        {"name": "file", "title": "卷号", "title_en": "File", "type": "integer", "not_personal": ["phone", "bank-card"],
         "not_personal_reason": "<b>流水号</b>", "not_personal_reason_en": "A running number"},
    ],
    "sunlit": {
        "title": "名单", "title_en": "Lists", "period": {"from": "starts_on", "to": "ends_on"},
        "grace": {"working-days": 2}, "neutral_title": "名单", "date": "starts_on",
        "relations": [{"field": "instead", "to": "lists", "supersedes": True}],
        "children": {"people": {"title": "人员", "title_en": "People", "fields": [
            {"name": "name", "title": "姓名", "title_en": "Name",
             "personal": {"class": "name", "public": "during-period", "after": "mask"}},
        ]}},
    },
}  # fmt: skip


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Root:
    root = Root(tmp_path_factory.mktemp("governance"))
    root.schema(LISTS, "lists")
    root.schema()
    root.schema(
        {
            "extends": "sunlit/channels",
            "sunlit": {
                "order": 2000,
                "rule_changes": [
                    {
                        "rule": "in-order",
                        "switched_off": True,
                        "reason": "<b>旧系统</b>",
                        "reason_en": "The old system",
                    },
                    {
                        "rule": "different-people",
                        "title": "审批的人<i>不同</i>",
                        "severity": "warning",
                        "reason": "人手少",
                    },
                ],
            },
        },
        "channels",
    )
    root.declare(
        "data/site.yaml",
        {
            "name": "样例",
            "languages": ["zh", "en"],
            "packs": ["样例规则包"],
            "contact": {"phone": "0000-1234567"},
            "accessibility": "大厅有<b>手语</b>翻译。\n\n也可以来电。",
            "accessibility_en": "Sign language at the desk.",
        },
    )
    period = {"starts_on": "2026-11-18", "ends_on": "2026-11-24"}
    root.records(
        {"id": "live", "title": "名单", **period, "people": [{"name": "样例甲"}], "instead": "over"},
        {"id": "over", "title": "名单", "starts_on": "2026-03-02", "ends_on": "2026-03-06", "people": [{"name": "样例乙"}]},
        {"id": "back", "title": "名单", **period,
         "corrections": [{"on": "2026-11-20", "kind": "撤回", "reason": "<b>办错了</b>"}]},
        {"id": "later", "title": "名单", **period, "publish_at": "2026-12-01"},
        type="lists",
    )  # fmt: skip
    root.records(
        {"id": "a", "title": "甲", "draft": True},
        {"id": "b", "title": "乙", "scope": "党内"},
        {
            "id": "c",
            "title": "丙",
            "corrections": [{"on": "2026-11-20", "kind": "更正", "field": "标题", "reason": "录错"}],
        },
    )
    root.build(as_of=date(2026, 11, 24))
    return root


@pytest.mark.parametrize(("prefix", "row"), [
    ("", "名单 卷号 电话号码 / 银行卡号 <b>流水号</b>"),
    ("en/", "Lists File telephone number / bank card number A running number"),
])  # fmt: skip
def test_it_says_which_numbers_only_look_personal_and_why(site: Root, prefix: str, row: str) -> None:
    assert row in " ".join(site.page(f"{prefix}governance/index.html").visible.split())


@pytest.mark.parametrize(("prefix", "rows"), [
    ("", ["名单 人员 · 姓名 姓名 到公示期满后 2 个工作日 打星号", "名单 证件 身份证号 不公开 去掉", "名单 经办人 姓名 长期 —",
          "所有记录 审批 · 人员 姓名 长期 —"]),
    ("en/", ["Lists People · Name name of a person until 2 working days after the period masked",
             "Lists 证件 resident identity number never removed", "Lists Signed name of a person for good —",
             "all records Approvals · Person name of a person for good —"]),
])  # fmt: skip
def test_it_says_which_facts_of_people_are_public_and_until_when(
    site: Root, prefix: str, rows: list[str]
) -> None:
    seen = " ".join(site.page(f"{prefix}governance/index.html").visible.split())
    for row in rows:
        assert row in seen, seen
    assert [seen.index(row) for row in rows] == sorted(seen.index(row) for row in rows)


TITLES = {
    "": ("先开通，后停用", "提出、审核、保密审查、审批由不同的人办"),
    "en/": tuple(
        use.title.in_language("en")
        for use in read_types(PROJECT)["channels"].rules
        if use.rule in ("in-order", "different-people")
    ),
}


@pytest.mark.parametrize(("prefix", "kind", "reasons"), [
    ("", "停用", ["<b>旧系统</b>", "人手少"]), ("en/", "not applied", ["The old system", "人手少"]),
])  # fmt: skip
def test_it_says_which_rules_do_not_apply_as_they_came_and_why(
    site: Root, prefix: str, kind: str, reasons: list[str]
) -> None:
    page = site.page(f"{prefix}governance/index.html")
    cells = page.texts("td")
    off, changed = (cells.index(reason) for reason in reasons)
    assert cells[off - 1] == kind
    assert cells[changed - 1] == "审批的人<i>不同</i>"
    assert (cells[off - 2], cells[changed - 2]) == TITLES[prefix]


def test_it_counts_what_is_withheld_and_changed(site: Root) -> None:
    seen = " ".join(site.page("governance/index.html").visible.split())
    for fact in (
        "草稿1",
        "公开时间未到1",
        "不向社会公开1",
        "已到期下架1",
        "已撤回1",
        "更正过1",
        "样例规则包",
        "0000-1234567",
    ):
        assert fact in seen, fact


def test_the_telephone_of_the_body_can_be_dialled_there_and_at_the_foot_of_every_page(site: Root) -> None:
    for address, times in (("governance/index.html", 2), ("en/index.html", 1)):
        links = [link.attributes["href"] for link in site.page(address).all("a")]
        assert links.count("tel:00001234567") == times, address


def test_every_page_leads_there(site: Root) -> None:
    for address, link in (
        ("index.html", "governance/index.html"),
        ("en/lists/live.html", "../governance/index.html"),
        ("index.html", "governance/accessibility.html"),
        ("en/lists/live.html", "../governance/accessibility.html"),
    ):
        assert link in {a.attributes["href"] for a in site.page(address).all("a")}


def test_the_accessibility_statement_begins_with_the_words_of_the_office_and_says_whom_to_tell(
    site: Root,
) -> None:
    page = site.page("governance/accessibility.html")
    assert page.texts("h1") == ["无障碍声明"]
    assert page.texts("h2")[0] == "本单位说明"
    own = page.texts("p").index("大厅有<b>手语</b>翻译。")
    assert page.texts("p")[own + 1] == "也可以来电。"
    assert "tel:00001234567" in {link.attributes.get("href") for link in page.all("a")}
    english = site.page("en/governance/accessibility.html").visible
    assert "Sign language at the desk." in english
    assert "Records are published in the language in which they were written" in english
    assert "Attachments" not in english


@pytest.mark.parametrize(("address", "told"), [
    ("lists/live.html", "本页的个人信息公开到2026年11月26日"),
    ("en/lists/live.html", "Personal facts on this page are public until 26 November 2026"),
    ("lists/over.html", "已于2026年3月11日下架"),
    ("lists/over.html", "已经由另一条记录取代"),
    ("lists/back.html", "已于2026年11月20日撤回"),
    ("lists/back.html", "<b>办错了</b>"),
])  # fmt: skip
def test_a_record_s_page_tells_its_life(site: Root, address: str, told: str) -> None:
    assert told in site.page(address).visible


def test_a_type_cannot_take_its_place(root: Root) -> None:
    root.schema(name="governance")
    from generator.model.text.stop import CannotRun

    with pytest.raises(CannotRun):
        root.build()
