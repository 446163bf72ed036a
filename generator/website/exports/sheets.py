"""One table → what the cells of a sheet hold, within what Excel can keep; whatever it cannot keep stands as text."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from types import NoneType

from generator.model.declared.condition import Value
from generator.model.records.derived import DerivedDay, DerivedNumber
from generator.model.records.shown_number import ShownNumber
from generator.website.words.plain_text import fit

MOST_ROWS = 1_048_576
LONGEST_TEXT = 32_767
"""Excel's own limits for a sheet and for a cell; a longer text is cut here, and whole in the CSV file."""
DIGITS = 15
"""Excel keeps that many of a number; a longer one stands as text."""
FIRST_DAY = date(1900, 3, 1)
"""Excel counts days right from here on; earlier ones stand as text."""
NARROWEST, WIDEST = 8, 60
MEASURED_ROWS = 100
_ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
"""What Excel would read as a character's number inside a text."""


class Look(Enum):
    """How a cell shows what it holds."""

    PLAIN = "plain"
    TEXT = "text"
    DAY = "day"
    MOMENT = "moment"


Content = tuple[Look, Value]
NOTHING: Content = (Look.PLAIN, None)


def width(title: str, values: Sequence[Value]) -> int:
    """As wide as the header and the first values need, where a Han character is two wide."""
    texts = (title, *(_shown_first_line(value) for value in values[:MEASURED_ROWS] if value is not None))
    widest = max((len(text) + len(text.encode("utf-8", "replace"))) // 2 for text in texts)
    return min(max(widest + 2, NARROWEST), WIDEST)


def _shown_first_line(value: Value) -> str:
    return str(value)[:WIDEST].partition("\n")[0]


def content(value: Value, separator: str) -> Content:
    """What a cell holds for a value; ``separator`` stands between the texts of a list."""
    return _CONTENTS.get(type(value), _text)(value, separator)


def cell_text(text: str) -> str:
    """The text as a cell can hold it: XML knows no control signs, and only one kind of line end."""
    text = _ESCAPED.sub("_x005F_", fit(text).replace("\r\n", "\n").replace("\r", "\n"))
    return text if len(text) <= LONGEST_TEXT else text[: LONGEST_TEXT - 1] + "…"


def _nothing(_: Value, __: str) -> Content:
    return NOTHING


def _text(value: Value, _: str) -> Content:
    text = cell_text(str(value))
    return (Look.TEXT, text) if text else NOTHING


def _texts(value: Value, separator: str) -> Content:
    return _text(separator.join(map(str, value)), separator)


def _truth(value: Value, _: str) -> Content:
    return Look.PLAIN, value


def _number(value: Value, separator: str) -> Content:
    text = f"{value:f}" if isinstance(value, Decimal) else str(value)
    digits = sum(sign.isdigit() for sign in text)
    return (Look.PLAIN, value) if 0 < digits <= DIGITS else _text(text, separator)


def _day(value: Value, separator: str) -> Content:
    return (Look.DAY, value) if value >= FIRST_DAY else _text(value.isoformat(), separator)


def _moment(value: Value, separator: str) -> Content:
    """Excel knows no time zones: the clock's reading stays."""
    if value.date() < FIRST_DAY:
        return _text(value.isoformat(" "), separator)
    return Look.MOMENT, value.replace(microsecond=0, tzinfo=None)


_CONTENTS: Mapping[type, Callable[[Value, str], Content]] = {
    NoneType: _nothing,
    tuple: _texts,
    bool: _truth,
    int: _number,
    Decimal: _number,
    ShownNumber: lambda value, separator: _number(Decimal(value), separator),
    DerivedNumber: lambda value, separator: _number(Decimal(value), separator),
    date: _day,
    DerivedDay: _day,
    datetime: _moment,
}
