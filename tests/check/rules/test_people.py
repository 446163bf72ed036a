"""Who is the same person: in every spelling, with a post in brackets, among several; and who is nobody."""

from __future__ import annotations

from each import each

from .judging import judge, outcome, said

RULE = {"different-people": {"table": "approvals", "field": "person"}}


def result(*people: str) -> str:
    rows = [{"stage": f"第{place}步", "person": person} for place, person in enumerate(people, 1)]
    judged = judge(RULE, {"approvals": rows}, fields="title", tables={"approvals": "stage person"})
    return (said(judged) or [outcome(judged)])[0]


@each("other", [
    "李明", "李 明", "李　明", "李\u200b明", "李明（科长）", "李明(代)", "（副）李明", "李明 【主任】", "李·明", "王芳、李明",
    "王芳；李 明", "王芳，李明", "王芳/李明", "王芳\n李明", "王芳 李明", "王芳和李明", "1.李明", "李明同志", "李明，男，汉族",
])  # fmt: skip
def test_the_same_person_in_another_spelling_is_the_same(other: str) -> None:
    assert result("李明", "张华", other) == f"第 3 行的「person的」是「{other}」，与第 1 行相同。"


@each(("one", "other"), [
    ("LI Ming", "li  ming"), ("LI Ming", "ＬＩ　Ｍｉｎｇ"), ("José", "JOSE"), ("Liming", "Li Ming"), ("張偉", "张伟"),
    ("⻢力", "马力"), ("买买提·吐尔逊", "买买提•吐尔逊"), ("买买提‧吐尔逊", "买买提.吐尔逊"), ("O'Brien", "O’Brien"),
])  # fmt: skip
def test_the_same_name_is_the_same(one: str, other: str) -> None:
    assert result(one, other).endswith("与第 1 行相同。")


@each(("one", "other"), [
    ("李明，男，汉族", "王芳，男，汉族"), ("李明（男）", "王芳（男）"), ("李和平", "李和"), ("1、李明", "1、王芳"),
    ("李明", "李铭"), ("李明", "李明亮"), ("李明（科长）", "王明（科长）"), ("Smith, John", "Smith, Anna"),
    ("（李明）", "（王芳）"),
])  # fmt: skip
def test_other_names_are_others(one: str, other: str) -> None:
    assert result(one, other) == "passed"


@each("word", [
    "不适用", "无", "N/A", "n／a", "NA", "-", "——", "／", "…", "暂 无", "待定", "同上", "某某", "XXX", "***", "不適用", "none",
])  # fmt: skip
def test_a_word_that_names_nobody_is_refused(word: str) -> None:
    assert result("李明", word) == f"第 2 行的「person的」是「{word}」，没有写明是谁。"
