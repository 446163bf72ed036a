"""What the public can take part in: what is listed, until when, how; what closed last; and the number beside the name of it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache, partial
from pathlib import Path
from typing import Any

import pytest
from building import Root
from declaring import refusal
from each import each

from generator.check.gate import judge
from generator.disclose.disclose import disclose
from generator.disclose.disclosure import Disclosure
from generator.model.files.addresses import grant_of, open_folder
from generator.website.overview.open_now import OpenNow

TODAY = date(2026, 11, 24)
WEEK = ["一", "二", "三", "四", "五", "六", "日"]
LIVE = {
    "id": "live", "title": "开放", "title_en": "Under way", "look": "live",
    "when": {"starts": {"on_or_before": "today"}, "ends": {"on_or_after": "today"}},
}  # fmt: skip
COMING = {"id": "coming", "title": "未开始", "look": "none", "when": {"starts": {"after": "today"}}}
OVER = {"id": "over", "title": "结束", "look": "done", "when": {}}


def dated(title: str, **sunlit: Any) -> dict[str, Any]:
    texts = [{"name": name, "title": f"{name}栏"} for name in ("id", "title", "how", "place", "outcome")]
    days = [{"name": name, "type": "date"} for name in ("starts", "ends")]
    phone = {"name": "phone", "title": "电话号", "show": "telephone"}
    block = {"title": title, "period": {"from": "starts", "to": "ends"}, "states": [LIVE, COMING, OVER]}
    return {"fields": [*texts, phone, *days], "sunlit": {**block, **sunlit}}


def takes(act: str, **more: Any) -> dict[str, Any]:
    return {
        "participation": {
            "act": act,
            "how": "how",
            "reach": ["place", "phone"],
            "outcome": ["outcome"],
            **more,
        }
    }


VISITS = {
    "fields": [
        {"name": "id"}, {"name": "title"}, {"name": "place"}, {"name": "opens"}, {"name": "closes"}, {"name": "weeks"},
        {"name": "on_day", "constraints": {"enum": WEEK}}, {"name": "since", "type": "date"}, {"name": "until", "type": "date"},
    ],
    "sunlit": {
        "title": "渠道",
        "recurs": {"weekday": "on_day", "weeks": "weeks", "from": "opens", "to": "closes", "since": "since", "until": "until"},
        "participation": {"act": "attend", "reach": ["place"], "always": {"on_day": {"empty": True}}},
        "states": [
            {"id": "shut", "title": "停用", "look": "off", "when": {"until": {"on_or_before": "today"}}},
            {"id": "not-yet", "title": "待开通", "look": "none", "when": {"since": {"after": "today"}}},
            {"id": "open", "title": "开通", "look": "done", "when": {}},
        ],
    },
}  # fmt: skip


def lasts(id: str, starts: str, ends: str, **more: str) -> dict[str, Any]:
    return {
        "id": id,
        "title": f"{id}的事",
        "starts": starts,
        "ends": ends,
        "published_on": "2026-11-01",
        **more,
    }


def write(root: Root) -> Root:
    contact = {"phone": "0000-7654321", "hours": "工作日上午"}
    root.declare("data/site.yaml", {"name": "网", "languages": ["zh", "en"], "contact": contact})
    root.schema(dated("公示", **takes("object")), "notices")
    root.schema(dated("复核", **takes("review", who="当事人可以申请。")), "reviews")
    root.schema(dated("听证", **takes("attend")), "meetings")
    root.schema(dated("别的"), "others")
    root.schema(VISITS, "visits")
    root.records(
        lasts(
            "today", "2026-11-18", "2026-11-24", how="打电话。\n\n写信。", phone="0000-1234567", place="二楼"
        ),
        lasts("sunday", "2026-11-20", "2026-11-29"),
        lasts("hidden", "2026-11-20", "2026-12-09", publish_at="2026-11-25"),
        lasts("draft", "2026-11-20", "2026-12-09", draft="是"),
        lasts("withdrawn", "2026-11-20", "2026-12-09", withdrawn="2026-11-23"),
        lasts("tomorrow", "2026-11-25", "2026-12-09"),
        lasts("past", "2026-09-01", "2026-09-30", outcome="改了两条。\n\n其余照旧。"),
        type="notices",
    )
    root.records(lasts("r", "2026-11-20", "2026-12-02"), type="reviews")
    root.records(
        lasts("soon", "2026-12-03", "2026-12-03"), lasts("later", "2026-12-20", "2026-12-20"), type="meetings"
    )
    root.records(lasts("o", "2026-11-24", "2026-11-30"), type="others")
    root.records(
        {"id": "first", "title": "接待日", "on_day": "三", "weeks": "1", "opens": "9:00", "closes": "11:30",
         "since": "2026-01-05", "place": "一楼"},
        {"id": "mail", "title": "信箱", "since": "2026-01-05", "place": "mail"},
        {"id": "old", "title": "旧信箱", "since": "2025-01-05", "until": "2026-01-05"},
        {"id": "new", "title": "新信箱", "since": "2027-01-05"},
        type="visits",
    )  # fmt: skip
    return root


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Root:
    root = write(Root(tmp_path_factory.mktemp("open")))
    root.build(as_of=TODAY)
    root.build(site_dir=root.folder / "empty", as_of=date(2026, 10, 9))
    return root


def on(root: Root, day: date) -> Disclosure:
    verdict = judge(root.folder, day)
    return disclose(verdict.register, verdict.as_of)


def ids(disclosure: Disclosure) -> list[str]:
    return [matter.entry.id for matter in OpenNow(disclosure).matters]


def test_what_is_open_stands_by_the_day_on_which_it_closes(root: Root) -> None:
    """Nothing withheld, withdrawn or yet to begin; what one can come to, two weeks before."""
    assert ids(on(root, TODAY)) == ["today", "sunday", "o", "r", "first", "soon"]
    page = root.page("open/index.html")
    assert page.texts("h2")[:4] == ["今天", "这个星期", "下个星期以后", "随时可以说"]
    assert page.texts("h3")[:6] == ["today的事", "sunday的事", "o的事", "r的事", "接待日", "soon的事"]


def test_each_says_what_one_can_do_how_where_and_who(root: Root) -> None:
    page = root.page("open/index.html")
    verbs = [words for words in page.texts("span") if words.startswith("可以") or words == "开放"]
    assert [words for words in verbs if "，" not in words and "：" not in words] == [
        "可以反映", "可以反映", "开放", "可以申请复核", "可以到场", "可以到场",
    ]  # fmt: skip
    assert "打电话。" in page.visible
    assert "写信。" not in page.visible
    assert "当事人可以申请。" in page.visible
    numbers = [
        link.attributes["href"]
        for link in page.all("a")
        if link.attributes.get("href", "").startswith("tel:")
    ]
    assert numbers[0] == "tel:00001234567"
    assert set(numbers[1:]) == {"tel:00007654321"}, "who says nothing of it is reached as the site says"
    assert {link.attributes.get("href") for link in page.all("a")} >= {
        "../notices/calendar/today.ics",
        "../visits/calendar/first.ics",
        "../notices/today.html",
    }


def test_every_bar_leads_to_its_entry(root: Root) -> None:
    page = root.page("open/index.html")
    bars = [link.attributes["href"] for link in page.all("a") if link.attributes.get("class") == "sl-mk"]
    assert len(bars) == 6
    assert {bar.removeprefix("#") for bar in bars} == {
        entry.attributes["id"] for entry in page.all("li") if entry.attributes.get("id")
    }


def test_what_never_closes_stands_below_unless_it_has_closed_or_not_opened(root: Root) -> None:
    found = [title for title in root.page("open/index.html").texts("h3") if title.endswith("信箱")]
    assert found == ["信箱"]


def test_a_day_without_any_says_what_closed_last_and_what_came_of_it(root: Root) -> None:
    text = (root.folder / "empty" / "open" / "index.html").read_text(encoding="utf-8")
    assert "今天没有正在公示或征集的事项。" in text
    assert text.index("随时可以说") < text.index("最近结束的")
    assert "改了两条。" in text
    assert "其余照旧。" not in text
    assert "11月4日 星期三 09:00–11:30" in text, "the next day on which one can come"
    assert json.loads((root.folder / "empty" / "open" / "now.json").read_bytes())["open"] == 0


def test_pages_hold_no_number_and_all_lead_to_it(root: Root) -> None:
    now = json.loads((root.site / "open" / "now.json").read_bytes())
    assert now == {"open": 6, "until": "2026-11-24", "zone": "Asia/Shanghai"}
    for address, count in (
        ("notices/past.html", "../open/now.json"),
        ("en/notices/past.html", "../../open/now.json"),
    ):
        tab = [link for link in root.page(address).all("a") if "data-sl-count" in link.attributes]
        assert [link.attributes["data-sl-count"] for link in tab] == [count]


def test_the_number_is_right_until_its_day_and_no_longer(root: Root) -> None:
    """What passing time alone does; what becomes public on a day to come needs a build."""
    (root.folder / "data" / "notices" / "a.yaml").write_text(
        (root.folder / "data" / "notices" / "a.yaml").read_text("utf-8").replace("2026-11-25", "2026-11-24"),
        "utf-8",
    )
    day, seen, at = TODAY, set(), cache(partial(on, root))
    while day < date(2027, 2, 1):
        now = OpenNow(at(day))
        listed, until = shown(now.disclosure), now.until
        assert until >= day
        for other in days(day, min(until, date(2027, 2, 1))):
            assert shown(at(other)) == listed, (day, other)
        seen.add(until)
        day = until + timedelta(days=1)
        if day < date(2027, 2, 1):
            assert shown(at(day)) != listed, day
    assert len(seen) > 8


def shown(disclosure: Disclosure) -> list[tuple[str, date | None]]:
    """What is listed, what of it lies ahead, and what never closes."""
    now = OpenNow(disclosure)
    return [(matter.entry.id, matter.first_day) for matter in now.matters] + [
        (entry.id, None) for entry in now.always
    ]


def days(first: date, last: date) -> Iterator[date]:
    return (first + timedelta(days=number) for number in range((last - first).days + 1))


def test_what_can_only_be_shown_for_a_time_cannot_say_how(tmp_path: Path) -> None:
    schema = dated("公示", **takes("object"), neutral_title="某事")
    schema["fields"][2]["personal"] = {"class": "name", "public": "during-period", "after": "remove"}
    assert "participation.how cannot use 'how'" in refusal(tmp_path, schema)


def test_a_site_whose_own_type_is_called_open_keeps_it_and_the_page_moves(tmp_path: Path) -> None:
    root = Root(tmp_path / "root")
    root.schema(dated("开放的"), "open")
    root.records(
        lasts("index-now", "2026-11-24", "2026-11-30"), lasts("now", "2026-11-24", "2026-11-30"), type="open"
    )
    root.build(as_of=TODAY)
    assert root.twin("open/now.json")["id"] == "now"
    assert root.page("open/index.html").texts("h1") == ["开放的"]
    assert root.page("open-now/index.html").texts("h1") == ["正在进行"]
    assert json.loads((root.site / "open-now" / "now.json").read_bytes())["open"] == 2


@each("types", [[], ["open"], ["open", "open-now"], ["OPEN", "open-now", "open-now2"]])
def test_the_page_stands_in_no_type_s_folder_and_is_granted(types: list[str]) -> None:
    folder = open_folder(types)
    assert folder not in {type.lower() for type in types}
    assert grant_of(types, ["zh", "en"]).gives(f"en/{folder}/index.html")
    assert not grant_of(["notes"], ["zh"]).gives("open-now/index.html")


def test_a_site_of_which_nothing_can_ever_be_open_has_no_such_page(tmp_path: Path) -> None:
    root = Root(tmp_path / "root")
    root.schema()
    root.records({"id": "a", "title": "甲", "on": "2026-11-02"})
    root.build()
    assert not (root.site / "open").exists()
    assert "data-sl-count" not in (root.site / "index.html").read_text(encoding="utf-8")
