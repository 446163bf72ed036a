"""Numbers that people write in Chinese signs: 二〇二六, 十二, 三十一."""

from __future__ import annotations

from collections.abc import Mapping

USUAL, IN_FULL = "〇一二三四五六七八九", "零壹贰叁肆伍陆柒捌玖"
"""The digits from 0 on, as they are usually written, and as on cheques."""
DIGITS: Mapping[str, int] = {sign: value for value, sign in enumerate(USUAL)} | {"零": 0, "○": 0}
"""Digit by digit, as years are written."""
TEN, TEN_IN_FULL = "十", "拾"


def small_number(text: str) -> int:
    """A digit, or with 十 a number up to 99; 0 for anything else."""
    if TEN not in text:
        return DIGITS.get(text, 0)
    tens, _, ones = text.partition(TEN)
    if len(tens) > 1 or len(ones) > 1 or TEN in ones or tens == "一":
        return 0
    return 10 * (DIGITS[tens] if tens else 1) + (DIGITS[ones] if ones else 0)
