"""``sunlit new`` at a terminal: what must be said is asked, what may be said is offered, what cannot be is asked again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from at_a_terminal import typed
from building import DAY
from forms import plain, plans_root

from generator.check.gate import read_everything
from generator.desk.importing.answers import unfit
from generator.desk.importing.importing import new_record
from generator.desk.importing.wanted import Further, Wanted
from generator.read.schema.schemas import read_types

NEW = ("new", "plans", "--as-of", "2026-11-24")


def test_a_record_with_rows_is_typed_at_a_terminal(tmp_path: Path, warm_sunlit: Path) -> None:
    root = plans_root(tmp_path)
    answers = [
        ("标题", "第一个计划"),
        ("类别", "甲，二"),
        ("只能是其中一个", "=丙"),
        ("还要填别的吗", "开始日期"),
        ("开始日期", "明天"),
        ("日期，如 2026-03-05", "2026年3月5日"),
        ("还要填别的吗", "99"),
        ("没有这个序号", "步骤"),
        ("名称", "推荐"),
        ("日期", "2026/3/1"),
        ("依据", "R-1"),
        ("还要填别的吗", "Steps"),
        ("名称", "考察"),
        ("日期", ""),
        ("依据", ""),
        ("还要填别的吗", ""),
    ]
    status, shown = typed(warm_sunlit, ["-C", str(root.folder), *NEW], answers, tmp_path)
    assert status == 0, shown
    (record,) = read_everything(root.folder).register.records["plans"]
    assert plain([record]) == [
        (
            "2026-001",
            {
                "id": "2026-001",
                "title": "第一个计划",
                "kind": "=丙",
                "on": date(2026, 3, 5),
                "published_on": DAY,
            },
            {"steps": [{"name": "推荐", "on": date(2026, 3, 1), "rule": "R-1"}, {"name": "考察"}]},
        )
    ]
    assert "一句话。" in shown, "what the field means"
    assert not any(text in shown for text in ("草稿", "撤回", "更正记录")), (
        "nothing that hides or withdraws is offered"
    )


def test_what_was_typed_and_is_refused_is_not_typed_again(tmp_path: Path, warm_sunlit: Path) -> None:
    root = plans_root(tmp_path)
    answers = [
        ("标题", "第二"),
        ("类别", "=丙"),
        ("还要填别的吗", "依据"),
        ("依据", "没有这个"),
        ("还要填别的吗", ""),
    ]
    status, shown = typed(warm_sunlit, ["-C", str(root.folder), *NEW], answers, tmp_path)
    assert status == 1, shown
    assert not (root.folder / "data/plans").exists()
    assert "刚才填的都存在 plans-answers.yaml" in shown
    kept = tmp_path / "plans-answers.yaml"
    kept.write_text(kept.read_text(encoding="utf-8").replace("没有这个", "R-1"), encoding="utf-8")
    made = new_record(root.folder, Wanted("plans", answers=kept, as_of=DAY))
    assert made.fit, made.findings


def test_without_a_terminal_nobody_is_asked(tmp_path: Path) -> None:
    root = plans_root(tmp_path)
    made = new_record(root.folder, Wanted("plans", given={"title": "一"}, as_of=DAY))
    assert [each.name for each in made.missing] == ["kind"]


def test_what_rules_work_out_and_what_is_there_is_not_offered(tmp_path: Path) -> None:
    root = plans_root(tmp_path)
    offered: list[str] = []

    def pick(further: Sequence[Further]) -> Further | None:
        offered.extend(each.name for each in further)
        return None

    answers: dict[str, str] = {"title": "一", "kind": "=丙"}
    new_record(root.folder, Wanted("plans", as_of=DAY, ask=lambda field: answers[field.name], pick=pick))
    assert {"on", "sum", "steps", "approvals"} <= set(offered)
    assert not {"id", "title", "kind", "draft", "withdrawn", "scope", "corrections"} & set(offered)


@pytest.mark.parametrize(
    ("name", "text", "fits"),
    [
        ("on", "2026.3.5", True),
        ("on", "年底前", False),
        ("posts", "１２", True),
        ("posts", "-1", False),
        ("posts", "约3", False),
        ("kind", " =丙 ", True),
        ("kind", "丙", False),
        ("open", "√", True),
        ("open", "有", False),
        ("words", "甲；乙", True),
        ("title", "", True),
    ],
)
def test_an_answer_that_cannot_be_is_told_at_once(tmp_path: Path, name: str, text: str, fits: bool) -> None:
    plans_root(tmp_path)
    field = read_types(tmp_path)["plans"].field(name)
    assert (unfit(text, field) is None) is fits
