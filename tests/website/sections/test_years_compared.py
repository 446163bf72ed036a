"""Years held against each other: what is called a change, what is the same ruler, which deadlines moved."""

from __future__ import annotations

import shutil
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from building import Root
from each import each
from hypothesis import given
from hypothesis import strategies as some
from made_once import Once
from section_roots import field

from generator.model.text.stop import CannotRun
from generator.website.places.questions import Asked
from generator.website.sections.over_time.compare import same_day
from generator.website.sections.questions import change_between

GOOD = ("yes",)


def asked(good: int, other: int) -> Asked:
    numbers = {"yes": Fraction(good), "no": Fraction(other)}
    return Asked(None, "2026", "?", numbers)  # type: ignore[arg-type]  # of its record nothing is asked here


@each(
    ("before", "after", "difference", "error", "is_change"),
    [
        ((520, 354), (719, 367), "6.7", "4.3", True),
        ((499, 375), (640, 446), "1.8", "4.4", False),
        ((648, 226), (850, 236), "4.2", "3.8", True),
    ],
)
def test_only_what_chance_does_not_explain_is_called_a_change(
    before: tuple[int, int], after: tuple[int, int], difference: str, error: str, is_change: bool
) -> None:
    """Worked out by hand: 1.96 · √(p₁q₁/n₁ + p₂q₂/n₂)."""
    change = change_between(asked(*before), asked(*after), GOOD)
    assert (str(change.difference), str(change.error), change.is_beyond_chance) == (
        difference,
        error,
        is_change,
    )


def test_of_too_few_answers_nothing_is_said() -> None:
    change = change_between(asked(1, 3), asked(9, 1), GOOD)
    assert change.error is None
    assert not change.is_beyond_chance


@given(some.integers(5, 5000), some.integers(5, 5000), some.integers(5, 5000), some.integers(5, 5000))
def test_it_does_not_matter_which_year_comes_first(a: int, b: int, c: int, d: int) -> None:
    there, back = (
        change_between(asked(*one), asked(*other), GOOD)
        for one, other in (((a, b), (c, d)), ((c, d), (a, b)))
    )
    assert there.difference == -back.difference
    assert (there.error, there.is_beyond_chance) == (back.error, back.is_beyond_chance)


def test_the_same_day_of_another_year() -> None:
    assert same_day(2025, date(2026, 11, 24)) == date(2025, 11, 24)
    assert same_day(2023, date(2024, 2, 29)) == date(2023, 2, 28)


WORKS: dict[str, Any] = {
    "fields": [
        field("id"), field("title"), field("year", "year"), field("above"), field("unit"), field("due", "date"),
        field("done", "date"), field("share", "number", show="progress"), field("weight", "number"),
    ],
    "sunlit": {
        "title": "工作",
        "title_en": "Works",
        "tree": "above",
        "states": [
            {"id": "done", "title": "完成", "look": "done", "when": {"share": {"at_least": 100}}},
            {"id": "late", "title": "逾期", "look": "late", "when": {"due": {"before": "today"}}},
            {"id": "going", "title": "进行中", "look": "going", "when": {}},
        ],
        "children": {"notes": {"title": "进展", "fields": [field("day", "date"), field("far", "number")]}},
        "pages": [
            {
                "tree": {
                    "by": "year", "progress": "share", "weight": "weight", "unit": "unit", "due": "due", "done": "done",
                    "course": {"table": "notes", "on": "day", "progress": "far"}, "compare": True, "drift": True,
                }
            }
        ],
    },
}  # fmt: skip
ASKED: dict[str, Any] = {
    "fields": [field("id"), field("title"), field("on", "date"), field("whom"), field("how")],
    "sunlit": {
        "title": "调查",
        "title_en": "Surveys",
        "children": {
            "items": {
                "title": "题目",
                "show": "shares",
                "fields": [field("text"), field("good", "integer"), field("poor", "integer")],
            }
        },
        "pages": [
            {
                "questions": {
                    "by": "on", "table": "items", "text": "text", "good": "good", "same": "whom", "counted": {"how": "份数"},
                }
            }
        ],
    },
}  # fmt: skip


def work(id: str, year: str, **more: object) -> dict[str, object]:
    return {"id": id, "title": f"第{id}项", "year": year, **more}


def survey(
    id: str, day: str, good: int, poor: int, text: str = "办得快不快", **more: object
) -> dict[str, object]:
    row = {"text": text, "good": str(good), "poor": str(poor)}
    return {"id": id, "title": f"调查{id}", "on": day, "whom": "居民", "how": "份数", "items": [row], **more}


@pytest.fixture(scope="session")
def compared(once: Once) -> Root:
    """Two years of tasks and of a question, built; never changed by a test."""
    return once("compared", _built)


def _built(folder: Path) -> Root:
    root = Root(folder)
    root.declare("data/site.yaml", {"languages": ["zh", "en"]})
    root.schema(WORKS, "works")
    root.schema(ASKED, "asked")
    for year in ("2025", "2026"):
        root.records(
            work(f"p{year}", year),
            work(f"a{year}", year, above=f"p{year}", unit="甲科", due=f"{year}-06-30", done=f"{year}-07-10", share="100",
                 notes=[{"day": f"{year}-03-31", "far": "40"}, {"day": f"{year}-07-10", "far": "100"}]),
            type="works", file=year,
        )  # fmt: skip
    root.records(
        work("b2025", "2025", above="p2025", unit="甲科", due="2025-12-20", done="2025-12-15", share="100"),
        work("b2026", "2026", above="p2026", unit="乙科", due="2026-10-31", share="20", corrections=[
            {"on": "2026-09-01", "kind": "更正", "field": "DUE", "before": "2026年9月15日", "after": "2026-10-31",
             "reason": "等图纸"},
        ]),
        type="works", file="more",
    )  # fmt: skip
    root.records(
        survey("s1", "2025-05-01", 520, 354),
        survey("s2", "2026-05-01", 719, 367),
        survey("s3", "2026-06-01", 10, 90, whom="学生"),
        survey("s4", "2024-05-01", 60, 40, how="百分比"),
        survey("s5", "2026-07-01", 5, 5, text="只问过一次"),
        type="asked",
    )
    root.build()
    return root


def test_two_years_of_tasks_stand_side_by_side_as_of_the_same_day(compared: Root) -> None:
    page = compared.page("works/compare/2025-2026.html")
    rows = page.texts("tr")
    assert "办到（11月24日）50%60%+10 个百分点" in rows
    assert "到期的里面，按期办成0 / 10 / 20% → 0%" in rows, "what was done after that day does not count yet"
    assert "到11月24日，2026年办到 60%，比2025年同一天多 10 个百分点。" in page.visible
    assert not (compared.site / "works/compare/2024-2025.html").exists()


def test_what_a_year_left_undone_is_counted_at_its_end_and_told_as_it_stands_now(root: Root) -> None:
    root.schema(WORKS, "works")
    root.schema(ASKED, "asked")
    root.records(
        work("p2025", "2025"),
        work("p2026", "2026"),
        work("in-time", "2025", above="p2025", due="2025-12-20", done="2025-12-31", share="100"),
        work("later", "2025", above="p2025", due="2025-12-20", done="2026-01-01", share="100"),
        work("never", "2025", above="p2025", due="2026-12-20", share="20"),
        work("undated", "2025", above="p2025", due="2025-12-20", share="100"),
        work("new", "2026", above="p2026", due="2026-12-20", share="20"),
        type="works",
    )
    root.build()
    page = root.page("works/compare/2025-2026.html")
    assert "到年底没办完2—年底再算" in page.texts("tr")
    told = page.texts("section")[-1]
    assert told == "2025年底没办完的，现在怎么样 第later项 完成 第never项 进行中"


def test_the_year_leads_to_its_comparison_and_to_the_deadlines_that_moved(compared: Root) -> None:
    targets = {target for _, _, target in compared.page("works/year/2026.html").targets()}
    assert {"../compare/2025-2026.html", "../drift/2026.html"} <= targets


def test_a_deadline_that_a_correction_moved_is_still_known(compared: Root) -> None:
    rows = compared.page("works/drift/2026.html").texts("tr")
    assert "第b2026项9月15日到11月24日没办完晚 70 天" in rows, "from what was promised first until today"
    assert "第a2026项6月30日7月10日办成晚 10 天" in rows
    assert "乙科1170 天" in rows


def test_a_question_is_compared_with_the_same_words_of_the_same_people_alone(compared: Root) -> None:
    made = sorted(path.name for path in (compared.site / "asked/question").iterdir())
    assert made == ["办得快不快.html"], "once asked is not compared"
    page = compared.page("asked/question/办得快不快.html")
    assert "2025年 59.5%，2026年 66.2%，相差 +6.7 个百分点。" in page.visible
    assert "抽样误差约 ±4.3 个百分点，这个变化不是碰巧。" in page.visible
    assert "2024" not in page.visible, "per cent tell no sampling error"
    assert "学生" not in page.visible


def test_a_record_shows_how_its_question_was_answered_before(compared: Root) -> None:
    page = compared.page("asked/s2.html")
    assert "GOOD 66.2%；细竖线是2025年 59.5%" in page.visible
    assert 'class="sl-was"' in page.text
    assert "question/办得快不快.html" in unquote(page.text)
    assert 'class="sl-was"' not in compared.page("asked/s1.html").text


def test_a_page_is_made_anew_when_the_record_before_says_something_else(
    compared: Root, tmp_path: Path
) -> None:
    """Its own record is the same, its neighbours are as well: only the answers of the year before are others."""
    root = Root(shutil.copytree(compared.folder, tmp_path / "root"))
    path = root.folder / "data" / "asked" / "a.yaml"
    path.write_text(path.read_text("utf-8").replace("520", "437").replace("354", "437"), "utf-8")
    root.build()
    assert "细竖线是2025年 50%" in root.page("asked/s2.html").visible


@pytest.mark.parametrize("folder", ["compare", "drift"])
def test_a_page_that_is_declared_takes_no_other_page_s_folder(root: Root, folder: str) -> None:
    schema = {**WORKS, "fields": [*WORKS["fields"], field(folder)]}
    pages = [*WORKS["sunlit"]["pages"], {"groups": {"by": folder}}]
    root.schema({**schema, "sunlit": {**WORKS["sunlit"], "pages": pages}}, "works")
    with pytest.raises(CannotRun, match="two pages would stand in the folder"):
        root.build()


@pytest.mark.parametrize("year", ["0000", "0001", "9999"])
def test_a_year_that_no_calendar_has_beside_it_breaks_nothing(root: Root, year: str) -> None:
    root.schema(WORKS, "works")
    root.schema(ASKED, "asked")
    root.records(
        work("p", year), work("a", year, above="p", due="9999-12-31", share="10", notes=[{"day": "2026-01-01", "far": "10"}]),
        work("b", year, above="p", due="1000-01-01", share="10"), type="works",
    )  # fmt: skip
    root.records(survey("s1", "2025-05-01", 50, 50), survey("s2", "", 50, 50), type="asked")
    root.build()
    assert (root.site / "works" / "a.html").is_file()
    assert (root.site / "works" / "year").is_dir()
    assert not (root.site / "asked/question").exists(), "what names no year is held against none"
