"""Rows of a table that are no row of it: sums, notes and signatures under the records, as printed tables have them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.read.table.raw import RawCells

_SUM = re.compile(
    r"(?:[合总小共累]计|平均)(?:[:：(（].*|人?数|金额)?|(?:sub|grand)?total:?|sum:?",
    re.IGNORECASE | re.DOTALL,
)
_COUNTED = re.compile(
    r"共(?:计|有)?[0-9０-９一二三四五六七八九十百]+[人名项条个件户篇家次起份位批]", re.DOTALL
)
_NOTE = re.compile(
    r"[(（]?(?:注|备注|说明|附注|填表说明|note)[0-9一二三四五]?[:：].*", re.IGNORECASE | re.DOTALL
)
_SIGNED = re.compile(
    r"(?:填表|制表|填报|审核|审批|复核|经办|负责|联系|报送|统计|签发|主管|单位)(?:人|单位|部门|日期|时间|电话|负责人)?(?:[(（][^)）]*[)）])?[:：].*",
    re.DOTALL,
)
_BEGINNINGS = frozenset("合总小共累平注备说附填制审复经负联报统签主单(（")
_ENGLISH = frozenset(("To", "to", "TO", "Su", "su", "SU", "Gr", "gr", "GR", "No", "no", "NO"))
"""How all of these begin."""
_LEAST_WIDTH = 2


def may_be_note(key: str) -> bool:
    """Whether a row with this key is worth a closer look."""
    return not key or key[0] in _BEGINNINGS or key[:2] in _ENGLISH or key[0].isspace()


def is_note(row: RawCells, width: int, key: int | None) -> bool:
    """Whether the row is a sum, a note or a signature. ``width``: columns of the header; ``key``: the one of the ids."""
    filled = [index for index, cell in enumerate(row.cells) if cell.strip()]
    if not filled or width < _LEAST_WIDTH:
        return False
    first = "".join(row.cells[filled[0]].split())
    if key is not None and filled[0] != key and key < len(row.cells) and row.cells[key].strip():
        return False
    if _SUM.fullmatch(first) or (_SIGNED.fullmatch(first) and first[-1] in ":：") or spans(row, width):
        return True
    if len(filled) > 1 and all(_SIGNED.match("".join(row.cells[index].split())) for index in filled):
        return True
    return len(filled) == 1 and any(form.match(first) for form in (_COUNTED, _NOTE, _SIGNED))


def spans(row: RawCells, width: int) -> bool:
    """Whether the row is one merged cell, over at least half of the table."""
    filled = sum(1 for cell in row.cells if cell.strip())
    widest = max((merge.last_column - merge.column + 1 for merge in row.merges), default=1)
    return filled == 1 and widest >= _LEAST_WIDTH and 2 * widest >= width


def is_counting(cells: Sequence[str]) -> bool:
    """Whether the cells of a column count its rows: 1, 2, 3."""
    numbers = [cell.strip() for cell in cells if cell.strip()]
    return bool(numbers) and all(number.isdigit() for number in numbers)
