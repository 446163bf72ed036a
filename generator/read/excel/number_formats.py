"""A value of a workbook → the text that its cell shows under its number format.

What a cell shows is what was meant: a day whose format hides the year is shown without it, and the
check of the schema refuses it, instead of publishing a year that nobody saw.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta
from decimal import Context, Decimal

DIGITS = 15
"""Significant digits of a number in Excel: whatever has more was rounded."""
Shown = Callable[[object], str | None]
"""A number, day or time → the text that its cell shows; nothing if that cannot be told."""

_ROUNDED = Context(prec=DIGITS)
_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.')
_BRACKET = re.compile(r"\[[^\]]*\]")
_ELAPSED = re.compile(r"\[(?:h+|m+|s+)\]", re.IGNORECASE)
_HALF_OF_DAY = re.compile("am/pm|a/p|上午/下午")
_MINUTES = re.compile(r"h+[^a-z]*m+|m+(?=[^a-z]*s)")
_WEEKDAY = re.compile("d{3,4}|a{3,4}")
_FIRST_DAY = date(1900, 1, 1)
_DOUBTFUL_DAY = date(1900, 2, 28)
"""Excel counts a 29th of February in 1900, which the library gives as the 28th."""
_NO_DAY = date.min

CHINESE_DAYS: Mapping[int, str] = {
    27: "yyyy年m月", 28: "m月d日", 29: "m月d日", 30: "m-d-yy", 31: "yyyy年m月d日", 32: "h时mm分", 33: "h时mm分ss秒",
    34: "h时mm分", 35: "h时mm分ss秒", 36: "yyyy年m月", 50: "yyyy年m月", 51: "m月d日", 52: "yyyy年m月", 53: "m月d日",
    54: "m月d日", 55: "h时mm分", 56: "h时mm分ss秒", 57: "yyyy年m月", 58: "m月d日",
}  # fmt: skip
"""Formats that a Chinese Excel names by number alone (ECMA-376, 18.8.30), and that openpyxl does not know."""


def shown_as(code: str) -> Shown:
    """How values are shown under the format ``code``."""
    section = code.split(";")[0]
    bare = _HALF_OF_DAY.sub("", _LITERAL.sub("", section).lower())
    if _ELAPSED.search(bare):
        return _hours
    bare = _BRACKET.sub("", bare)
    if "general" in bare or re.search("[0#?]", bare.replace(".0", "")):
        return _number_shown(bare)
    if re.search("[ymdhsa]|e(?![+-])", bare):
        return _moment_shown(section, bare)
    return plain


def plain(value: object) -> str | None:
    """A number in digits, rounded like Excel does: 0.8000000000000000444 is 0.8. A day as it is written in ISO."""
    if isinstance(value, date | time):
        return str(value)
    number = _decimal(value)
    return None if number is None else _digits(number)


def is_rounded(shown: str) -> bool:
    """Whether a whole number is so long that Excel did not keep all of it."""
    return shown.isdigit() and len(shown) > DIGITS


def _decimal(value: object) -> Decimal | None:
    if isinstance(value, int | float) and math.isfinite(value):
        return _ROUNDED.create_decimal(repr(value))
    return None


def _digits(number: Decimal) -> str:
    digits = format(number, "f")
    digits = digits.rstrip("0").rstrip(".") if "." in digits else digits
    return "0" if digits == "-0" else digits


def _number_shown(bare: str) -> Shown:
    if bare.count("%") == 1:
        return _percent
    if re.fullmatch("0{2,}", bare):
        return lambda value: (plain(value) or "").zfill(len(bare)) or None
    return plain


def _percent(value: object) -> str | None:
    number = _decimal(value)
    return None if number is None else f"{_digits(number.scaleb(2))}%"


def _hours(value: object) -> str | None:
    if not isinstance(value, timedelta) or value < timedelta():
        return None
    minutes, seconds = divmod(round(value.total_seconds()), 60)
    return f"{minutes // 60}:{minutes % 60:02}" + (f":{seconds:02}" if seconds else "")


def _moment_shown(section: str, bare: str) -> Shown:
    without_minutes = _MINUTES.sub("h", _WEEKDAY.sub("", bare))
    year = bool(re.search("y|e", without_minutes))
    month, day = "m" in without_minutes, "d" in without_minutes
    clock = bool(re.search("[hs]", without_minutes))
    layout = _layout(section, year, month, day)
    if layout is None or not (layout or clock):
        return lambda _: None

    def read(value: object) -> str | None:
        moment = _moment(value)
        if moment is None or (layout and not _is_sure(moment.date())):
            return None
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


def _moment(value: object) -> datetime | None:
    if isinstance(value, datetime):
        return value
    if isinstance(value, time):
        return datetime.combine(_NO_DAY, value)
    return datetime.combine(value, time()) if isinstance(value, date) else None


def _is_sure(day: date) -> bool:
    return day >= _FIRST_DAY and day != _DOUBTFUL_DAY


def _clock(moment: datetime) -> str:
    return f"{moment:%H:%M:%S}" if moment.second else f"{moment:%H:%M}"
