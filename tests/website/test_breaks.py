"""Chinese titles break between words, and stay the text that they are."""

from __future__ import annotations

import html
import re

from each import each
from hypothesis import given
from hypothesis import strategies as some

from generator.website.words.breaks import _CLOSING, _OPENING, SHORTEST, pieces
from generator.website.words.language import language
from generator.website.words.marked import Marked


@given(some.text('年《》（）「」，。、的组织工作目标任务示例区2026 第3名ab<&"', max_size=40))
def test_the_pieces_are_the_title_and_no_line_begins_with_a_closing_mark(title: str) -> None:
    found = pieces(title)
    assert "".join(found) == title
    assert not [piece for piece in found[1:] if piece[0] in _CLOSING]
    assert not [piece for piece in found[:-1] if piece[-1] in _OPENING]
    shown = language("zh").title(title)
    assert shown == title
    if isinstance(shown, Marked):
        assert html.unescape(re.sub("<wbr>", "", shown.__html__())) == title


@each(
    ("title", "shown"),
    [
        ("2026年组织工作先进集体拟表彰公示", "2026年|组织工作|先进集体|拟表彰|公示"),
        ("关于修订《干部工作联系点管理办法》的决定", "关于|修订|《干部|工作|联系点|管理办法》的|决定"),
        ("某市12345热线受理诉求分类情况", "某市|12345|热线|受理|诉求|分类|情况"),
        ("Notice on the plan of the year", "Notice on the plan of the year"),
        ("短标题", "短标题"),
    ],
)
def test_words_numbers_and_marks_stay_together(title: str, shown: str) -> None:
    assert "|".join(pieces(title)) == shown
    assert len(pieces("甲" * (SHORTEST - 1))) == 1


def test_a_title_in_another_language_breaks_within_its_mark() -> None:
    shown = language("en", "zh").title("组织工作目标任务管理办法")
    assert isinstance(shown, Marked)
    assert shown.__html__() == '<span lang="zh">组织工作<wbr>目标任务<wbr>管理办法</span>'
