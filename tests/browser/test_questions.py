"""Ten questions of a citizen, walked in a real browser on a phone, as ``docs/questions.md`` has them."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest
from building import PROJECT
from built_site import BuiltSite
from expecting import expect
from watching import PHONE, Opened, Watched

from benchmarks.questions import QUESTIONS, Question, walk

ROW = re.compile(r"^\| (?P<asked>[^|]+\?) \| (?P<where>[^|]+) \| (?P<taps>\d) \|", re.MULTILINE)


def test_the_table_of_the_documentation_is_what_is_walked() -> None:
    text = (PROJECT / "docs" / "questions.md").read_text(encoding="utf-8")
    told = [(found["asked"], int(found["taps"])) for found in ROW.finditer(text)]
    assert told == [(question.asked, len(question.taps)) for question in QUESTIONS]
    assert len(told) == 10


def test_answers_stand_where_the_longest_ways_lead(tab: Opened, shipped_site: BuiltSite) -> None:
    """And where none leads: on the home page."""
    asked = [question for question in QUESTIONS if len(question.taps) != 1]
    assert {len(question.taps) for question in asked} == {0, 2}
    check_answers(tab(viewport=PHONE, day=shipped_site.day), asked)


@pytest.mark.proof
def test_each_answer_stands_where_the_taps_lead(tab: Opened, shipped_site: BuiltSite) -> None:
    check_answers(tab(viewport=PHONE, day=shipped_site.day), QUESTIONS)


def check_answers(watched: Watched, questions: Sequence[Question]) -> None:
    for question in questions:
        found = walk(watched.page, watched.home, question)
        for text in question.answer:
            expect(found, question.asked).to_contain_text(text)
