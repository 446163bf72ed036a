"""Ten questions of a citizen, walked in a real browser on a phone, as ``docs/questions.md`` has them."""

from __future__ import annotations

import re

from building import PROJECT
from built_site import BuiltSite
from expecting import expect
from watching import PHONE, Opened

from benchmarks.questions import QUESTIONS, walk

ROW = re.compile(r"^\| (?P<asked>[^|]+\?) \| (?P<where>[^|]+) \| (?P<taps>\d) \|", re.MULTILINE)


def test_the_table_of_the_documentation_is_what_is_walked() -> None:
    text = (PROJECT / "docs" / "questions.md").read_text(encoding="utf-8")
    told = [(found["asked"], int(found["taps"])) for found in ROW.finditer(text)]
    assert told == [(question.asked, len(question.taps)) for question in QUESTIONS]
    assert len(told) == 10


def test_each_answer_stands_where_the_taps_lead(tab: Opened, shipped_site: BuiltSite) -> None:
    watched = tab(viewport=PHONE, day=shipped_site.day)
    for question in QUESTIONS:
        found = walk(watched.page, watched.home, question)
        for text in question.answer:
            expect(found, question.asked).to_contain_text(text)
