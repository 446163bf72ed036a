"""A header may say what its column is in two languages, or bear a mark; both names must mean the same."""

from __future__ import annotations

from each import each
from task_root import TASKS, Root

from generator.model.findings import rules
from generator.read.table.choices import choice_text
from generator.read.table.shape import references, shape_of

SPELLINGS = shape_of(TASKS).records.spellings


@each(
    ("header", "field"),
    [
        ("编号\nId", "id"),
        ("标题/Title", "title"),
        ("标题／Title", "title"),
        ("标题（Title）", "title"),
        ("标题 Title", "title"),
        ("Title 标题", "title"),
        ("*标题", "title"),
        ("标题＊\nTitle", "title"),
        ("标题（必填）", "title"),
        ("标题\nTitle (required)", "title"),
        ("標題\r\ntitle", "title"),
        ("工作步骤/steps", "steps"),
    ],
)
def test_one_meaning_in_two_languages_is_understood(header: str, field: str) -> None:
    meaning = SPELLINGS.meaning(header)
    assert meaning is not None
    assert meaning.name == field


@each(
    "header",
    [
        "标题/编号",
        "标题\n说明",
        "标题（必填项说明）",
        "*",
        "/",
        "标题 完成期限",
        "Title Id",
        "标题/编号/Title",
    ],
)
def test_two_meanings_are_none(header: str) -> None:
    assert SPELLINGS.meaning(header) is None


def test_a_table_with_such_headers_is_read(root: Root) -> None:
    content = '"编号\nId",*标题,完成期限/Due,进度 Progress\nT-1,道路,2026-03-01,80\n'
    reading = root.read_file("tasks/a.csv", content.encode())
    assert reading.findings == ()
    assert reading.values[0]["title"] == "道路"
    twice = root.read_file(
        "tasks/b.csv", b"\xe7\xbc\x96\xe5\x8f\xb7,title,\xe6\xa0\x87\xe9\xa2\x98/Title\nT-2,a,b\n"
    )
    assert rules.DUPLICATE_HEADER in {each.rule for each in twice.findings}


def test_outside_of_forms_a_reference_is_what_is_typed() -> None:
    """An id that looks like an id and a title is cut in forms alone, which write all of theirs so."""
    assert references(TASKS) == {}
    assert choice_text("A · B") == "A · B · -"
    assert choice_text("A") == "A"
