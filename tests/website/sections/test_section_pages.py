"""A small site with every kind of page beside records, built and read as its readers get it."""

from __future__ import annotations

import posixpath
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from building import Root, digests
from html_page import Page
from section_roots import section_root

from generator.model.text.stop import CannotRun


def test_the_pages_stand_in_folders_beside_the_records(built_sections: Root) -> None:
    made = {path.relative_to(built_sections.site).as_posix() for path in built_sections.site.rglob("*.html")}
    assert {
        "jobs/year/2026.html",
        "jobs/who/index.html",
        "jobs/who/甲科.html",
        "pledges/matrix/2026.html",
        "pledges/year/2026.html",
        "voices/ledger/2026.html",
        "voices/ledger/undated.html",
        "voices/scores/2026.html",
        "completeness/index.html",
    } <= made
    assert {f"en/{address}" for address in made if not address.startswith("en/")} - made == {"en/404.html"}


def test_every_link_of_every_page_leads_somewhere(built_sections: Root) -> None:
    for path in sorted(built_sections.site.rglob("*.html")):
        address = path.relative_to(built_sections.site).as_posix()
        page = built_sections.page(address)
        assert not page.trouble, (address, page.trouble)
        broken = [target for target in _inside(page, address) if not (built_sections.site / target).exists()]
        assert not broken, (address, broken)


def _inside(page: Page, address: str) -> list[str]:
    base = "" if address == "404.html" else posixpath.dirname(address)
    parts = [urlsplit(target) for _, _, target in page.targets()]
    return [
        posixpath.normpath(posixpath.join(base, unquote(part.path).lstrip("/")))
        for part in parts
        if not part.scheme and not part.netloc and part.path
    ]


def test_the_tree_rolls_up_and_counts(built_sections: Root) -> None:
    page = built_sections.page("jobs/year/2026.html")
    assert page.texts("h1") == ["2026年责任表"]
    assert "61.3%" in page.visible  # 75 % of (100 + 50) / 2, 25 % of 20
    assert "1 / 3" in page.visible
    assert "1 项逾期" in page.visible
    assert "人手不够。" in page.visible
    summaries = page.texts("summary")
    assert ["目标一" in text or "目标二" in text for text in summaries].count(True) == 2


def test_branches_with_something_late_stand_open_and_the_others_do_not(built_sections: Root) -> None:
    page = built_sections.page("jobs/year/2026.html")
    tree = page.inner["sl-tree"]
    assert tree.count("<details open>") == 1
    assert tree.count("<details>") == 1
    assert tree.index("<details open>") < tree.index("逾期的") < tree.index("<details>")


def test_the_tree_is_whole_without_script_and_its_buttons_are_not_offered(built_sections: Root) -> None:
    page = built_sections.page("jobs/year/2026.html")
    assert all(title in page.visible for title in ("做完的", "逾期的", "不做的", "在做的"))
    own = (element.attributes for element in page.all("button") if element.attributes.get("type") != "submit")
    buttons = [attributes for attributes in own if "data-sl-print" not in attributes]
    assert buttons
    assert all("hidden" in attributes for attributes in buttons)


def test_the_matrix_marks_what_is_missing(built_sections: Root) -> None:
    page = built_sections.page("pledges/matrix/2026.html")
    rows = {text.split()[0]: text for text in page.texts("tr")}
    assert "甲科的" in rows["甲科"]
    assert "缺" in rows["乙科"]
    assert "缺" not in rows["丙科"]
    assert "1 / 2" in page.visible


def test_the_ledger_tells_what_was_said_found_and_done(built_sections: Root) -> None:
    page = built_sections.page("voices/ledger/2026.html")
    items = [text for text in page.texts("li") if text.startswith("「")]
    assert [item.split("」")[0] for item in items] == ["「听说要搬", "「电话没人接", "「门老是锁着"]
    assert "逾期 10 天" in items[1]
    assert "2026年5月18日" in items[2]
    assert "没写日期的" not in page.visible
    (picture,) = pictures(page, "意见")
    assert "有 2, 没有 1; 已答复 2, 答复逾期 1; 办结 2, 逾期 1" in picture.replace("、", ", ").replace(
        "；", "; "
    )
    assert "没有 · 1 天答复 · 办结" in page.visible


def test_what_names_no_year_has_a_page_too(built_sections: Root) -> None:
    page = built_sections.page("voices/ledger/undated.html")
    assert page.texts("h1") == ["意见（没写年度）"]
    assert "没写日期的" in page.visible


def test_scores_stand_in_the_picture_and_in_the_table(built_sections: Root) -> None:
    page = built_sections.page("voices/scores/2026.html")
    (picture,) = pictures(page, "群众 81")
    assert "同行 90.5" in picture
    assert "横轴从 80 到 95，不从 0 开始。" in page.visible
    assert {"81", "90.5"} <= set(page.texts("td"))


def pictures(page: Page, name: str) -> list[str]:
    """The names of the pictures that hold these words."""
    labels = [e.attributes["aria-label"] for e in page.elements if e.attributes.get("role") == "group"]
    return [label for label in labels if name in label]


def test_every_mark_of_every_picture_leads_to_a_record_or_to_a_row(built_sections: Root) -> None:
    """And says what it is: its caption is its name."""
    found = 0
    for path in sorted(built_sections.site.rglob("*.html")):
        address = path.relative_to(built_sections.site).as_posix()
        page = built_sections.page(address)
        for mark in page.all("a"):
            if mark.attributes.get("class") != "sl-mk":
                continue
            target, _, row = mark.attributes["href"].partition("#")
            there = posixpath.normpath(
                posixpath.join(posixpath.dirname(address), unquote(target.partition("?")[0]) or path.name)
            )
            assert (built_sections.site / there).is_file(), (address, mark)
            assert not row or row in built_sections.page(there).ids, (address, row)
            found += 1
        assert page.text.count('class="sl-mk"') == page.text.count('class="sl-mk__cap"')
        assert '<span class="sl-mk__cap"></span>' not in page.text
    assert found > 20


def test_completeness_tells_gaps_rules_and_days(built_sections: Root) -> None:
    page = built_sections.page("completeness/index.html")
    rows = page.texts("tr")
    assert any("两类都有" in row and "1 / 2" in row and "乙类" in row for row in rows)
    assert any("7 10 2" in row for row in rows)  # median, longest, records
    assert "已具备 2" in page.visible


def test_groups_are_numbered_like_listings(built_sections: Root) -> None:
    first = built_sections.page("jobs/who/甲科.html")
    assert first.texts("h1") == ["任务：甲科"]
    assert "共 2 条" in first.visible
    index = built_sections.page("jobs/who/index.html")
    assert "还有 3 条没有写" in index.visible


def test_a_group_of_many_has_numbered_pages(root: Root) -> None:
    section_root(root)
    more = [{"id": f"m{n}", "title": f"第{n}项", "year": "2026", "who": "丁科"} for n in range(5)]
    root.records(*more, type="jobs", file="more")
    root.build()
    assert (root.site / "jobs/who/丁科~p1.html").is_file()
    shown = [root.page(a).visible.count("第") for a in ("jobs/who/丁科.html", "jobs/who/丁科~p1.html")]
    assert shown == [3, 2]


def test_listing_record_and_home_lead_to_the_pages(built_sections: Root) -> None:
    def targets(address: str) -> set[str]:
        return set(_inside(built_sections.page(address), address))

    assert {"jobs/year/2026.html", "jobs/who/index.html"} <= targets("jobs/index.html")
    assert {"jobs/year/2026.html", "jobs/who/乙科.html"} <= targets("jobs/a2.html")
    assert {"jobs/year/2026.html", "voices/ledger/2026.html", "voices/scores/2026.html"} <= targets(
        "index.html"
    )
    assert "completeness/index.html" in targets("index.html")
    assert "jobs/index.html" in targets("jobs/year/2026.html")


def test_the_home_page_has_the_declared_doors(built_sections: Root) -> None:
    assert "知情" in built_sections.page("index.html").texts("h2")
    assert "Know" in built_sections.page("en/index.html").texts("h2")


def test_a_door_to_nothing_stops_the_run(root: Root) -> None:
    section_root(root)
    root.declare("data/site.yaml", {"doors": [{"title": "知情", "types": ["jobz"]}]})
    with pytest.raises(CannotRun, match="door"):
        root.build()


def test_the_same_data_give_the_same_bytes(built_sections: Root, tmp_path: Path) -> None:
    again = section_root(Root(tmp_path / "again"))
    again.build()
    assert digests(again.site) == digests(built_sections.site)


def test_a_type_that_declares_no_page_gets_none(root: Root) -> None:
    root.schema()
    root.records({"id": "a", "title": "甲"})
    root.build()
    assert not (root.site / "completeness").exists()
    assert sorted(path.name for path in (root.site / "notes").glob("*.html")) == ["a.html", "index.html"]
