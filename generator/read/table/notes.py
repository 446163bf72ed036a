"""Rows of a table that are no row of it: sums, notes and signatures under the records, as printed tables have them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

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
_BEGINNINGS = frozenset("合总小共累平本全以上各当年注备说附填制审复经负联报统签主单数资来续接转(※*")
_ENGLISH = frozenset(("to", "su", "gr", "no", "re", "so"))
"""How all of these begin."""
_LEAST_WIDTH = 2
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


def spans(row: RawCells, width: int) -> bool:
    """Whether the row is one merged cell, over at least half of the table."""
    filled = sum(1 for cell in row.cells if cell.strip())
    widest = max((merge.last_column - merge.column + 1 for merge in row.merges), default=1)
    return filled == 1 and widest >= _LEAST_WIDTH and 2 * widest >= width


def is_counting(cells: Sequence[str]) -> bool:
    """Whether the cells of a column count its rows: 1, 2, 3."""
    numbers = [cell.strip() for cell in cells if cell.strip()]
    return bool(numbers) and all(number.isdigit() for number in numbers)
