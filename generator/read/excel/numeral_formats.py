"""Numbers in Chinese signs, as the formats ``[DBNum1]`` and ``[DBNum2]`` of a workbook show them."""

from __future__ import annotations

from collections.abc import Mapping

from generator.model.text.chinese_numerals import IN_FULL, USUAL

FULL_WIDTH = 3
"""``[DBNum3]``: Arabic digits as wide as Chinese signs."""
_DIGITS: Mapping[int, str] = {1: USUAL, 2: IN_FULL, 3: "０１２３４５６７８９"}
_UNITS: Mapping[int, tuple[str, ...]] = {1: ("", "十", "百", "千"), 2: ("", "拾", "佰", "仟")}
_MYRIADS = ("", "万", "亿", "万亿")
_GROUP = 4


def digit_by_digit(digits: str, style: int) -> str:
    """``2026`` → 二〇二六."""
    return "".join(_DIGITS[style][int(digit)] for digit in digits)


def with_units(number: int, style: int) -> str:
    """``123`` → 一百二十三; 10 is 一十, as spreadsheets have it. ``number`` is not negative and below 10 to the 16th."""
    if number == 0:
        return _DIGITS[style][0]
    text, gap = "", False
    digits = str(number)
    groups = [digits[max(end - _GROUP, 0) : end] for end in range(len(digits), 0, -_GROUP)]
    for place in reversed(range(len(groups))):
        group = groups[place]
        for position, digit in enumerate(group):
            if digit == "0":
                gap = bool(text)
                continue
            text += (_DIGITS[style][0] if gap else "") + _DIGITS[style][int(digit)]
            text += _UNITS[style][len(group) - position - 1]
            gap = False
        if int(group):
            text += _MYRIADS[place]
    return text


def day_number(number: int, style: int) -> str:
    """A month, a day or an hour: 10 is 十, 15 is 十五."""
    text = with_units(number, style)
    one, ten = _DIGITS[style][1], _UNITS[style][1]
    return text.removeprefix(one) if text.startswith(one + ten) else text
