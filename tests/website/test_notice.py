"""The notice for the board: who has one, what it says, where it links, and that it goes when the period is over."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest
from building import DAY, Root
from declaring import block, refusal
from html_page import Page, read_page

from generator.website.record.qr_code import QUIET_ZONE, quick_code

URL = "https://open.sample.example/"
MARKUP = "<img src=x onerror=alert(1)>"


def text(name: str, **more: Any) -> dict[str, Any]:
    return {"name": name, "title": f"{name}题", "type": "string", **more}


RULES = {"fields": [text("id"), text("title")], "sunlit": {"title": "制度"}}
SHOWN: dict[str, Any] = {
    "fields": [
        text("id"), text("title"), text("body"), text("number"), text("words"), text("basis"), text("how"),
        text("phone"), text("room"), text("from", type="date"), text("to", type="date"),
    ],
    "sunlit": {
        "title": "示众",
        "period": {"from": "from", "to": "to"},
        "notice": {"issuer": "body", "number": "number", "opening": "words", "basis": "basis", "table": "people",
                   "columns": ["name", "post"], "closing": "how", "contact": ["phone", "room"]},
        "relations": [{"field": "basis", "to": "rules"}],
        "children": {"people": {"title": "对象", "fields": [text("name"), text("post"), text("secret")]}},
        "rules": [{"minimum-working-days": {"from": "from", "to": "to", "days": 5}}],
    },
}  # fmt: skip
FULL: dict[str, Any] = {
    "id": "live", "title": "三人任前公示", "body": "示例委", "number": "示〔2026〕1号", "basis": "r1",
    "how": "可以来信。\n\n也可以来访。", "phone": "0000-12345", "from": "2026-11-20", "to": "2026-11-26",
    "published_on": "2026-11-20",
    "people": [{"name": "示例甲", "post": "拟任局长", "secret": "不印"}, {"name": "示例乙", "post": "拟任镇长"}],
}  # fmt: skip


def built(root: Root, *records: Mapping[str, Any], schema: Mapping[str, Any] = SHOWN, **site: Any) -> Root:
    root.declare("data/site.yaml", {"name": "示例网", "languages": ["zh", "en"], **site})
    root.schema(schema, "shown")
    root.schema(RULES, "rules")
    root.records({"id": "r1", "title": "公示制度"}, type="rules")
    root.records(*records, type="shown")
    root.build()
    return root


def notice(root: Root, id: str = "live") -> Page:
    return root.page(f"shown/notice/{id}.html")


def changed(**more: Any) -> dict[str, Any]:
    return FULL | more


def without(*names: str) -> dict[str, Any]:
    return {name: value for name, value in FULL.items() if name not in names}


def test_it_says_what_the_declared_fields_say(root: Root) -> None:
    page = notice(built(root, FULL))
    said = page.visible
    assert page.texts("h1") == ["三人任前公示"]
    assert said.count("示例委") == 2
    assert "示〔2026〕1号" in said
    assert "根据《公示制度》，现将有关情况公示如下。" in said
    assert page.texts("th") == ["name题", "post题"]
    assert page.texts("td") == ["示例甲", "拟任局长", "示例乙", "拟任镇长"]
    assert "不印" not in page.text
    assert "一、公示时间。2026年11月20日（星期五）至11月26日（星期四），共5个工作日。" in said
    assert "二、how题。可以来信。也可以来访。" in said
    assert "三、向谁反映。phone题：0000-\u206012345。" in said
    assert said.endswith("2026年11月20日")


def test_its_own_words_stand_before_what_would_be_said_for_it(root: Root) -> None:
    said = notice(built(root, changed(words="现将三人公示。\n第二段。"))).texts("p")
    assert "现将三人公示。" in said
    assert "第二段。" in said
    assert not [line for line in said if "根据" in line]


@pytest.mark.parametrize(
    ("record", "schema_of_basis", "opening"),
    [
        (without("basis"), True, "现将有关情况公示如下。"),
        (changed(basis="《某条例》"), False, "根据《某条例》，现将有关情况公示如下。"),
    ],
)
def test_the_opening_names_what_there_is(
    root: Root, record: Mapping[str, Any], schema_of_basis: bool, opening: str
) -> None:
    sunlit = SHOWN["sunlit"] if schema_of_basis else {**SHOWN["sunlit"], "relations": []}
    page = notice(built(root, record, schema=SHOWN | {"sunlit": sunlit}))
    assert opening in page.texts("p")


def test_what_a_record_does_not_say_is_left_out(root: Root) -> None:
    said = notice(built(root, without("people", "number", "how", "phone", "body"))).visible
    assert "二、" not in said
    assert said.count("示例网") == 2


def test_who_has_one_and_who_has_none_any_more(root: Root) -> None:
    over = changed(id="over", **{"from": "2026-11-10", "to": "2026-11-16"})
    coming = changed(id="coming", **{"from": "2026-11-30", "to": "2026-12-04"})
    last = changed(id="last", **{"from": "2026-11-18", "to": DAY.isoformat()})
    built(root, FULL, over, coming, last)
    made = sorted(path.name for path in (root.site / "shown" / "notice").iterdir())
    assert made == ["coming.html", "last.html", "live.html"]
    assert not (root.site / "rules" / "notice").exists()
    assert not (root.site / "en" / "shown" / "notice").exists()
    assert "A4 公示文本" not in root.page("shown/over.html").visible
    assert "2026年11月30日（星期一）至12月4日（星期五），共5个工作日。" in notice(root, "coming").visible


def test_the_names_leave_with_the_period(root: Root) -> None:
    built(root, FULL)
    root.build(as_of=date(2026, 11, 27))
    assert not (root.site / "shown" / "notice").exists()


def test_a_type_that_counts_all_days_says_so(root: Root) -> None:
    plain = SHOWN | {"sunlit": {**SHOWN["sunlit"], "rules": []}}
    assert "首尾两天都算，共7天。" in notice(built(root, FULL, schema=plain)).visible


def test_a_period_into_another_year_names_both_years(root: Root) -> None:
    page = notice(built(root, changed(to="2027-01-04")))
    assert "至2027年1月4日（星期一）" in page.visible


def test_both_editions_lead_to_the_same_notice(root: Root) -> None:
    built(root, FULL)
    for address, href in (
        ("shown/live.html", "notice/live.html"),
        ("en/shown/live.html", "../../shown/notice/live.html"),
    ):
        assert href in [value for _, _, value in root.page(address).targets()]
    assert [a.attributes["href"] for a in notice(root).all("a")] == ["../live.html"]


def test_the_page_stands_alone_and_is_not_for_search_engines(root: Root) -> None:
    page = notice(built(root, FULL, url=URL))
    (html,) = page.all("html")
    assert html.attributes["lang"] == "zh"
    assert '<meta name="robots" content="noindex">' in page.text
    assert "script-src 'self'; style-src 'self'\">" in page.text
    assert " style=" not in page.text
    assert not page.trouble
    assert "notice" not in (root.site / "sitemap.xml").read_text(encoding="utf-8")


def test_the_code_holds_the_whole_address_of_the_page(root: Root) -> None:
    built(root, FULL, url=URL)
    code = quick_code(f"{URL}shown/live.html")
    for address in ("shown/live.html", "en/shown/live.html", "shown/notice/live.html"):
        assert f'd="{code.path}"' in (root.site / address).read_text(encoding="utf-8")
    assert "open.sample.example/shown/live.html" in notice(root).visible


def test_a_site_that_does_not_know_its_address_has_no_code(root: Root) -> None:
    built(root, FULL)
    assert notice(root).all("svg") == []
    assert "手机查看" not in root.page("shown/live.html").visible


def test_what_staff_type_is_text(root: Root) -> None:
    record = changed(title=MARKUP, body=MARKUP, words=MARKUP, how=MARKUP, people=[{"name": MARKUP}])
    page = notice(built(root, record))
    assert page.all("img") == []
    assert page.visible.count(MARKUP) == 7


def test_columns_have_room_for_most_of_their_cells(root: Root) -> None:
    people = [{"name": "示例甲", "post": "局长"}] * 9 + [{"name": "示例甲", "post": "很" * 40}]
    columns = notice(built(root, changed(people=people))).all("th")
    assert [column.attributes["class"] for column in columns] == ["w4", "w4"]


def test_a_code_is_the_same_for_the_same_text_and_keeps_its_quiet_zone() -> None:
    code = quick_code(URL)
    assert code == quick_code(URL)
    assert code != quick_code(f"{URL}a")
    bars = [tuple(map(int, bar)) for bar in re.findall(r"M(\d+) (\d+)h(\d+)v1h-\d+z", code.path)]
    assert min(x for x, _, _ in bars) == min(y for _, y, _ in bars) == QUIET_ZONE
    assert max(x + width for x, _, width in bars) == max(y + 1 for _, y, _ in bars) == code.size - QUIET_ZONE
    assert bars[0] == (QUIET_ZONE, QUIET_ZONE, 7)


@pytest.mark.parametrize(
    ("sunlit", "said"),
    [
        ({"notice": {}}, "a notice needs the key 'period'"),
        ({"notice": {"isuer": "Author"}, "period": {"from": "Bought", "to": "Bought"}}, "Did you mean issuer"),
        ({"notice": {"issuer": "none"}, "period": {"from": "Bought", "to": "Bought"}}, "notice.issuer names 'none'"),
        ({"notice": {"table": "none"}, "period": {"from": "Bought", "to": "Bought"}}, "which is not a child table"),
        ({"notice": {"columns": ["Author"]}, "period": {"from": "Bought", "to": "Bought"}}, "notice.columns names"),
        ({"notice": {"contact": "Author"}, "period": {"from": "Bought", "to": "Bought"}}, "notice.contact is a list"),
        ({"notice": []}, "notice is made of"),
    ],
)  # fmt: skip
def test_a_declaration_that_means_nothing_is_refused(root: Root, sunlit: dict[str, Any], said: str) -> None:
    assert said in refusal(root.folder, block(**sunlit))


def test_an_empty_declaration_will_do(root: Root) -> None:
    bare = SHOWN | {"sunlit": {**SHOWN["sunlit"], "notice": {}}}
    page = read_page(notice(built(root, FULL, schema=bare)).text)
    assert page.texts("table") == []
    assert "公示时间" in page.visible
