"""Rows of a table that are no row of it: sums, notes and signatures under the records, as printed tables have them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise

from generator.model.text.folding import BLANK, fold
from generator.read.table.raw import RawCells

_OF_WHAT = r"(?:本[页表季月年期]度?|全[年部省市县区镇局校院]|以上|上述|各[项类级]|当页|年度)"
_SUM = re.compile(
    rf"{_OF_WHAT}?(?:[合总小共累]计|总数|平均)(?:[:(].*|人?数|金额)?|(?:sub-?|grand)?totals?(?:[:(].*)?|sum:?"
)
_COUNTED = re.compile(r"共(?:计|有)?[0-9一二三四五六七八九十百]+[人名项条个件户篇家次起份位批]")
_NOTE = re.compile(
    r"[(※*]*(?:注|备注|备考|说明|附注|填表说明|(?:数据|资料)?来源|notes?|remarks?|sources?)[0-9一二三四五]?\)?:.*"
)
_CONTINUED = re.compile(r"\(?(?:续表[0-9一二三四五]?|[接续]上[表页]|[接转]下[表页]|以下空白)\)?")
_SIGNED = re.compile(
    r"(?:填表|制表|填报|审核|审批|复核|经办|负责|联系|报送|统计|签发|主管|单位)(?:人|单位|部门|日期|时间|电话|负责人)?(?:\([^)]*\))?:.*"
)
"""All of these are forms of a text that is folded and has no blanks."""
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_ABOVE_LETTERS = frozenset(("栏次", "栏目", "列次", "行次"))
_MUST_BE_FILLED = re.compile(r"[(*]*(?:条件|非)?(?:必|选)填项?\)?|可选|required|optional|mandatory")
_EXAMPLE = re.compile(
    r"[(]?(?:填写|填表)?(?:示例|样例|范例|举例|例如?(?=:)|examples?|sample|e\.?g\.?(?=:))[0-9]*\)?(?:[:].*)?"
)
"""How a row under a header explains its columns."""
_FEWEST_COUNTED = 3
"""Columns of a row that counts them; two numbers are no row of them."""
_BEGINNINGS = frozenset("合总小共累平本全以上各当年注备说附填制审复经负联报统签主单数资来续接转(※*")
_ENGLISH = frozenset(("to", "su", "gr", "no", "re", "so"))
"""How all of these begin."""
_LEAST_WIDTH = 2
_LONGEST_NUMBER = 9
_MOST_BEFORE = 9999
"""The number with which a table may begin."""
_MOST_BEGINNINGS = 10_000


def may_be_note(key: str) -> bool:
    """Whether a row with this key is worth a closer look."""
    return not key or _may_begin_a_note(key[:2])


@lru_cache(_MOST_BEGINNINGS)
def _may_begin_a_note(beginning: str) -> bool:
    read = _read(beginning)
    return not read or read[0] in _BEGINNINGS or read in _ENGLISH


def _read(text: str) -> str:
    return fold(text).replace(BLANK, "")


def is_sum(text: str) -> bool:
    """Whether the text is what a sum is called."""
    return _SUM.fullmatch(_read(text)) is not None


def is_note(row: RawCells, width: int, key: int | None) -> bool:
    """Whether the row is a sum, a note or a signature. ``width``: columns of the header; ``key``: the one of the ids."""
    filled = [index for index, cell in enumerate(row.cells) if cell.strip()]
    if not filled or width < _LEAST_WIDTH:
        return False
    if key is not None and filled[0] != key and key < len(row.cells) and row.cells[key].strip():
        return False
    first = _read(row.cells[filled[0]])
    if _SUM.fullmatch(first) or (_SIGNED.fullmatch(first) and first[-1] == ":") or spans(row, width):
        return True
    if len(filled) > 1 and all(_SIGNED.match(_read(row.cells[index])) for index in filled):
        return True
    if filled[0] == key and len(filled) < width and _NOTE.match(first):
        return True  # no id is such a text; without one, a text like it may be the title of a record
    return len(filled) == 1 and bool(
        _CONTINUED.fullmatch(first) or any(form.match(first) for form in (_COUNTED, _NOTE, _SIGNED))
    )


def explains_columns(row: RawCells, below: RawCells | None, width: int, key: int | None) -> bool:
    """Whether a row that stands directly under the header is about its columns: 1, 2, 3 or 甲, 乙, 丙; 必填; 示例.

    Such a row fills each column. A record may say all of that, most of all one that stands alone, so the row ``below`` is
    asked: records have ids of one kind.
    """
    texts = [_read(cell) for cell in row.cells if cell.strip()]
    if len(texts) != width or width < _LEAST_WIDTH:
        return False
    if all(map(_MUST_BE_FILLED.fullmatch, texts)):
        return True
    if below is None:
        return False
    if all(map(_EXAMPLE.fullmatch, texts)):
        return True
    if not _counts_columns(texts):
        return False
    place = key or 0
    next = _read(below.cells[place]).strip("()") if place < len(below.cells) else ""
    is_number = next.isdigit() and not (key is None and next == "1")  # of rows that are counted, the first
    return not is_number and next not in [*_STEMS]


def _counts_columns(texts: Sequence[str]) -> bool:
    signs = [text.strip("()") for text in texts]
    if signs[0] in _ABOVE_LETTERS:
        del signs[0]
    stems = "".join(sign for sign in signs if sign in [*_STEMS])
    letters = len(stems)
    numbers = [str(number) for number in range(1, len(signs) - letters + 1)]
    return len(texts) >= _FEWEST_COUNTED and signs == [*_STEMS[:letters], *numbers]


def spans(row: RawCells, width: int) -> bool:
    """Whether the row is one merged cell, over at least half of the table."""
    filled = sum(1 for cell in row.cells if cell.strip())
    widest = max((merge.last_column - merge.column + 1 for merge in row.merges), default=1)
    return filled == 1 and widest >= _LEAST_WIDTH and 2 * widest >= width


def is_counting(cells: Iterable[str]) -> bool:
    """Whether the cells of a column, from row to row, count the rows: 1, 2, 3; from 11 on, where a page goes on with another.

    Cells may be empty or say the same number (several rows of one), counting may begin again, and numbers may be missing
    where rows were taken out, if fewer are than follow each other. Numbers that begin with five digits were given by somebody.
    """
    numbers: list[int] = []
    for cell in cells:
        text = cell if cell.isdecimal() and cell.isascii() else _read(cell).strip("().、")
        if text and not (text.isdecimal() and len(text) <= _LONGEST_NUMBER):
            return False
        if text:
            numbers.append(int(text))
    if len(numbers) < _LEAST_WIDTH or numbers[0] > _MOST_BEFORE:
        return numbers == [1]
    steps = [after - before for before, after in pairwise(numbers) if after != 1]
    following, missing = steps.count(1), sum(step > 1 for step in steps)
    return following > missing and min(steps) >= 0
