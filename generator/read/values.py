"""Text → value, where the meaning is certain; else the text stays, and the check of the schema refuses it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from decimal import Decimal

from generator.model.condition import Value
from generator.model.record_type import Field, Show

Normaliser = Callable[[str], Value]

_TO_ASCII = str.maketrans("０１２３４５６７８９，．－＋％／：　−", "0123456789,.-+%/: -")
_NUMBER = re.compile(r"([+-]?)([0-9]{1,60}|[0-9]{1,3}(?:,[0-9]{3}){1,20})(\.[0-9]{1,60})?")
_PERCENT = re.compile(r"(.+?) ?%")
_DATE = (
    r"(?:(?P<y>[0-9]{4})(?P<s>[-/.])(?P<m>[0-9]{1,2})(?P=s)(?P<d>[0-9]{1,2})"
    r"|(?P<y2>[0-9]{4}) ?年 ?(?P<m2>[0-9]{1,2}) ?月 ?(?P<d2>[0-9]{1,2}) ?日"
    r"|(?P<y3>[0-9]{4})(?P<m3>[0-9]{2})(?P<d3>[0-9]{2}))"
)
_TIME = (
    r"[T ] ?(?P<hour>[0-9]{1,2}):(?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2})(?:\.(?P<part>[0-9]{1,6}))?)?"
)
_DAY = re.compile(_DATE + r"(?:[T ]0?0:00(?::00(?:\.0{1,6})?)?)?")
_MOMENT = re.compile(_DATE + _TIME)
_YEAR = re.compile(r"([0-9]{4}) ?年?")
_SEPARATOR = re.compile(r"[;；、|\n]")
_TRUTH: Mapping[str, bool] = {
    **dict.fromkeys(("是", "true", "yes", "y", "1", "√"), True),
    **dict.fromkeys(("否", "false", "no", "n", "0", "×"), False),
}


def normalise(text: str, field: Field) -> Value:
    """The value of ``field`` that ``text`` certainly means, else the text itself as :func:`clean` leaves it.

    An empty text or list comes back as ``""`` or ``()``: the caller leaves it out.
    """
    return normaliser(field)(text)


def normaliser(field: Field) -> Normaliser:
    """The function that :func:`normalise` applies for ``field``, to be looked up once a column."""
    if field.type in ("integer", "number"):
        return _number_reader(whole=field.type == "integer", percent=field.show is Show.PROGRESS)
    if field.type in ("date", "datetime") and "%" in field.format:
        return _pattern_reader(field.type, field.format)
    return _BY_TYPE.get(field.type, clean)


def clean(text: str) -> str:
    """The text in NFC, without outer whitespace, its lines ended by a line feed alone."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text.strip() if text.isascii() else unicodedata.normalize("NFC", text).strip()


def _plain(text: str) -> str:
    """Full-width digits and signs as ASCII, so that one pattern reads both."""
    return text if text.isascii() else text.translate(_TO_ASCII)


def _number_reader(*, whole: bool, percent: bool) -> Normaliser:
    def read(text: str) -> Value:
        text = clean(text)
        plain = _plain(text)
        if percent and (stated := _PERCENT.fullmatch(plain)):
            plain = stated[1]
        number = _number(plain, whole)
        return text if number is None else number

    return read


def _number(plain: str, whole: bool) -> int | Decimal | None:
    match = _NUMBER.fullmatch(plain)
    if match is None:
        return None
    sign, digits, fraction = match.groups()
    digits = sign + digits.replace(",", "")
    if fraction is None or (whole and not fraction.strip(".0")):
        return int(digits)
    return Decimal(digits + fraction)


def _boolean(text: str) -> Value:
    text = clean(text)
    return _TRUTH.get(_plain(text).casefold(), text)


def _day(text: str) -> Value:
    text = clean(text)
    match = _DAY.fullmatch(_plain(text))
    return (match and _date_of(match)) or text


def _moment(text: str) -> Value:
    text = clean(text)
    match = _MOMENT.fullmatch(_plain(text))
    day = match and _date_of(match)
    clock = match and _time_of(match)
    return datetime.combine(day, clock) if day and clock is not None else text


def _date_of(match: re.Match[str]) -> date | None:
    for year, month, day in (("y", "m", "d"), ("y2", "m2", "d2"), ("y3", "m3", "d3")):
        if match[year]:
            return _possible_date(int(match[year]), int(match[month]), int(match[day]))
    return None


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


def _pattern_reader(type: str, pattern: str) -> Normaliser:
    """A schema that gives its own ``strptime`` pattern is taken at its word."""

    def read(text: str) -> Value:
        text = clean(text)
        try:
            moment = datetime.strptime(text, pattern)
        except ValueError:
            return text
        return moment.date() if type == "date" else moment

    return read


def _year(text: str) -> Value:
    text = clean(text)
    match = _YEAR.fullmatch(_plain(text))
    return int(match[1]) if match else text


def _array(text: str) -> Value:
    parts = (part.strip() for part in _SEPARATOR.split(clean(text)))
    return tuple(part for part in parts if part)


_BY_TYPE: Mapping[str, Normaliser] = {
    "boolean": _boolean,
    "date": _day,
    "datetime": _moment,
    "year": _year,
    "array": _array,
}
