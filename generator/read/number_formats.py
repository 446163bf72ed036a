"""A number of a workbook → the text that its cell shows: dates are numbers that only their format tells.

What a cell shows is what was meant: a day whose format hides the year is shown without it, and the
check of the schema refuses it, instead of publishing a year that nobody saw.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from decimal import Context, Decimal

DIGITS = 15
"""Significant digits of a number in Excel: whatever has more was rounded."""
Shown = Callable[[str], str | None]
"""A number as the file writes it → the text that its cell shows; nothing if that cannot be told."""

_ROUNDED = Context(prec=DIGITS)
_NUMBER = re.compile(r"[+-]?[0-9]{1,330}(?:\.[0-9]{1,330})?(?:[eE][+-]?[0-9]{1,3})?")
_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.')
_BRACKET = re.compile(r"\[[^\]]*\]")
_ELAPSED = re.compile(r"\[(?:h+|m+|s+)\]", re.IGNORECASE)
_HALF_OF_DAY = re.compile("am/pm|a/p|上午/下午")
_MINUTES = re.compile(r"h+[^a-z]*m+|m+(?=[^a-z]*s)")
_WEEKDAY = re.compile("d{3,4}|a{3,4}")
_SECONDS_A_DAY = 86_400
_FIRST_DAY = datetime(1899, 12, 30)
_FIRST_DAY_1904 = datetime(1904, 1, 1)
_LEAP_DAY_THAT_NEVER_WAS = 60
"""1900-02-29 in Excel: what comes before it is one day off."""
_LAST_SERIAL = 2_958_466

BUILT_IN: Mapping[int, str] = {
    9: "0%", 10: "0.00%", 14: "yyyy-m-d", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm", 19: "h:mm:ss",
    20: "h:mm", 21: "h:mm:ss", 22: "yyyy-m-d h:mm", 45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss",
    27: "yyyy年m月", 28: "m月d日", 29: "m月d日", 30: "m-d-yy", 31: "yyyy年m月d日", 32: "h时mm分", 33: "h时mm分ss秒",
    34: "h时mm分", 35: "h时mm分ss秒", 36: "yyyy年m月", 50: "yyyy年m月", 51: "m月d日", 52: "yyyy年m月", 53: "m月d日",
    54: "m月d日", 55: "h时mm分", 56: "h时mm分ss秒", 57: "yyyy年m月", 58: "m月d日",
}  # fmt: skip
"""Formats that a file names by number alone and that change what a number means; from 27 on, a Chinese Excel's."""


def shown_as(code: str, *, since_1904: bool) -> Shown:
    """How a number is shown under the format ``code``; days count from 1904 on if the workbook says so."""
    section = code.split(";")[0]
    bare = _HALF_OF_DAY.sub("", _LITERAL.sub("", section).lower())
    if _ELAPSED.search(bare):
        return _hours
    bare = _BRACKET.sub("", bare)
    if "general" in bare or re.search("[0#?]", bare.replace(".0", "")):
        return _number_shown(bare)
    if re.search("[ymdhsa]|e(?![+-])", bare):
        return _moment_shown(section, bare, _FIRST_DAY_1904 if since_1904 else _FIRST_DAY)
    return plain_number


def plain_number(text: str) -> str | None:
    """The number in digits, rounded like Excel does: ``8.0000000000000004E-1`` is 0.8."""
    number = _decimal(text)
    return None if number is None else _digits(number)


def is_rounded(shown: str) -> bool:
    """Whether a whole number is so long that Excel did not keep all of it."""
    return shown.isdigit() and len(shown) > DIGITS


def _decimal(text: str) -> Decimal | None:
    return _ROUNDED.create_decimal(text) if _NUMBER.fullmatch(text.strip()) else None


def _digits(number: Decimal) -> str:
    digits = format(number, "f")
    digits = digits.rstrip("0").rstrip(".") if "." in digits else digits
    return "0" if digits == "-0" else digits


def _number_shown(bare: str) -> Shown:
    if bare.count("%") == 1:
        return _percent
    if re.fullmatch("0{2,}", bare):
        return lambda text: (plain_number(text) or "").zfill(len(bare)) or None
    return plain_number


def _percent(text: str) -> str | None:
    number = _decimal(text)
    return None if number is None else f"{_digits(number.scaleb(2))}%"


def _hours(text: str) -> str | None:
    number = _decimal(text)
    if number is None or not 0 <= number < _LAST_SERIAL:
        return plain_number(text)
    minutes, seconds = divmod(round(number * _SECONDS_A_DAY), 60)
    return f"{minutes // 60}:{minutes % 60:02}" + (f":{seconds:02}" if seconds else "")


def _moment_shown(section: str, bare: str, first: datetime) -> Shown:
    without_minutes = _MINUTES.sub("h", _WEEKDAY.sub("", bare))
    year = bool(re.search("y|e", without_minutes))
    month, day = "m" in without_minutes, "d" in without_minutes
    clock = bool(re.search("[hs]", without_minutes))
    layout = _layout(section, year, month, day)
    if layout is None or not (layout or clock):
        return lambda _: None

    def read(text: str) -> str | None:
        moment = _moment(text, first)
        if moment is None:
            return plain_number(text)
        return " ".join(part for part in (layout.format(d=moment), _clock(moment) if clock else "") if part)

    return read


def _layout(section: str, year: bool, month: bool, day: bool) -> str | None:
    """How the day is written, with the parts that the format shows; nothing for a choice that says no day."""
    if year and month and day:
        by_separator = {"年": "{d.year}年{d.month}月{d.day}日", "/": "{d.year}/{d.month}/{d.day}"}
        return next((form for sign, form in by_separator.items() if sign in section), "{d:%Y-%m-%d}")
    partial = {
        (True, True, False): "{d.year}年{d.month}月",
        (False, True, True): "{d.month}月{d.day}日",
        (True, False, False): "{d.year}",
        (False, False, False): "",
    }
    return partial.get((year, month, day))


def _moment(text: str, first: datetime) -> datetime | None:
    number = _decimal(text)
    if number is None or not 0 <= number < _LAST_SERIAL:
        return None
    seconds = round(number * _SECONDS_A_DAY)
    if first is _FIRST_DAY and seconds < (_LEAP_DAY_THAT_NEVER_WAS + 1) * _SECONDS_A_DAY:
        if seconds >= _LEAP_DAY_THAT_NEVER_WAS * _SECONDS_A_DAY:
            return None
        first += timedelta(days=1)
    try:
        return first + timedelta(seconds=seconds)
    except OverflowError:
        return None


def _clock(moment: datetime) -> str:
    return f"{moment:%H:%M:%S}" if moment.second else f"{moment:%H:%M}"


def day_of(serial: int) -> date | None:
    """The day that a number of days stands for in Excel, if it is a day of our time."""
    moment = _moment(str(serial), _FIRST_DAY)
    return moment.date() if moment else None
