"""Days, moments and months as people write them, where the day meant is certain."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta, timezone

from generator.model.text.chinese_numerals import DIGITS, TEN, USUAL, small_number

_DIGIT, _SMALL = f"[{''.join(DIGITS)}]", f"[{USUAL[1:]}{TEN}]"
_DATE = (
    r"(?:(?P<y>[0-9]{4})(?P<s>[-/.])(?P<m>[0-9]{1,2})(?P=s)(?P<d>[0-9]{1,2})"
    r"|(?P<y2>[0-9]{4}) ?年 ?(?P<m2>[0-9]{1,2}) ?月 ?(?P<d2>[0-9]{1,2}) ?[日号]"
    r"|(?P<y3>[0-9]{4})(?P<m3>[0-9]{2})(?P<d3>[0-9]{2})"
    rf"|(?P<y4>{_DIGIT}{{4}})年(?P<m4>{_SMALL}{{1,2}})月(?P<d4>{_SMALL}{{1,3}})[日号])"
)
_TIME = (
    r"[T ] ?(?P<hour>[0-9]{1,2}):(?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2})(?:\.(?P<part>[0-9]{1,6}))?)?"
)
_MIDNIGHT = r"[T ]0?0:00(?::00(?:\.0{1,6})?)?(?:Z|\+00:?00|\+08:?00)?"
"""With an offset that leaves the day as it is written, in China and where it counts from."""
_WEEKDAY = r" ?\(?(?:星期|周|礼拜)(?P<weekday>[一二三四五六日天])\)?"
_DAY = re.compile(_DATE + f"(?:{_MIDNIGHT}|{_WEEKDAY})?")
_OFFSET = r"(?:Z|(?P<offset>[+-][0-9]{2}):?(?P<offset_minutes>[0-9]{2})?)"
_MOMENT = re.compile(_DATE + _TIME + rf"(?P<zone> ?{_OFFSET})?")
_MONTH = re.compile(
    r"(?P<y>[0-9]{4})(?:(?: ?(?:[-/.]|年) ?)(?P<m>[0-9]{1,2}) ?(?:月份?)?|(?P<m1>[0-9]{2}))"
    rf"|(?P<y2>{_DIGIT}{{4}})年(?P<m2>{_SMALL}{{1,2}})月份?"
)
_LOST_NOUGHT = re.compile(r"[0-9]{4}\.1")
"""October, if a spreadsheet took 1985.10 for a number; January, if nobody did."""
_YEAR = len("二〇二六")
WEEKDAYS = "一二三四五六日"
_SUNDAY = {"天": "日"}


def read_day(text: str) -> date | None:
    """The day that ``text`` certainly means. A weekday written behind it must be its own."""
    match = _DAY.fullmatch(text)
    day = match and _date_of(match)
    if not match or not day:
        return None
    weekday = match["weekday"]
    return day if not weekday or WEEKDAYS[day.weekday()] == _SUNDAY.get(weekday, weekday) else None


def read_moment(text: str) -> datetime | None:
    """The moment that ``text`` certainly means, with its offset if it has one: its day is the one that is written."""
    match = _MOMENT.fullmatch(text)
    day = match and _date_of(match)
    clock = match and _time_of(match)
    if not match or not day or clock is None:
        return None
    hours, minutes = int(match["offset"] or 0), int(match["offset_minutes"] or 0)
    offset = timedelta(hours=hours, minutes=-minutes if (match["offset"] or "").startswith("-") else minutes)
    if abs(offset) >= timedelta(days=1):
        return None
    return datetime.combine(day, clock, timezone(offset) if match["zone"] else None)


def read_month(text: str) -> str | None:
    """The month that ``text`` certainly means, as Table Schema writes it: ``2026-03``."""
    match = _MONTH.fullmatch(text)
    if not match or _LOST_NOUGHT.fullmatch(text):
        return None
    year, month = (match["y"], match["m"] or match["m1"]) if match["y"] else (match["y2"], match["m2"])
    first = _possible_date(_number(year), _number(month), 1)
    return f"{first:%Y-%m}" if first else None


def _date_of(match: re.Match[str]) -> date | None:
    for year, month, day in (("y", "m", "d"), ("y2", "m2", "d2"), ("y3", "m3", "d3"), ("y4", "m4", "d4")):
        if match[year]:
            return _possible_date(_number(match[year]), _number(match[month]), _number(match[day]))
    return None


def _number(text: str) -> int:
    """Digits of either kind; 0, which is no month and no day, for what is no number."""
    if text.isdigit():
        return int(text)
    return int("".join(str(DIGITS[sign]) for sign in text)) if len(text) == _YEAR else small_number(text)


def _possible_date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _time_of(match: re.Match[str]) -> time | None:
    part = int((match["part"] or "").ljust(6, "0"))
    try:
        return time(int(match["hour"]), int(match["minute"]), int(match["second"] or 0), part)
    except ValueError:
        return None
