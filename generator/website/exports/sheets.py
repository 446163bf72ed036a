"""One table → the XML of one sheet (ECMA-376). Every text is an inline string: nothing in it can be a formula."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal

from generator.model.condition import Value
from generator.website.exports.plain_text import xml_text
from generator.website.exports.tables import Table
from generator.website.language import Language

HEADER, TEXT, DAY, MOMENT = 1, 2, 3, 4
"""Cell formats, by their number in the workbook's styles."""
MOST_ROWS = 1_048_576
LONGEST_TEXT = 32_767
"""Excel's own limits for a sheet and for a cell; a longer text is cut here, and whole in the CSV file."""
DIGITS = 15
"""Excel keeps that many of a number; a longer one stands as text."""
FIRST_DAY = date(1900, 3, 1)
"""Excel counts days right from here on; earlier ones stand as text."""
_DAY_ZERO = date(1899, 12, 30)
NARROWEST, WIDEST = 8, 60
MEASURED_ROWS = 100
_NAMESPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
"""What Excel would read as a character's number inside a text."""


def sheet(table: Table, language: Language, first: bool) -> Iterator[str]:
    """The sheet's XML in pieces: frozen header with the fields' titles, a row for each row."""
    titles = [language.text(field.label) for field in table.fields]
    letters = [column_letters(number) for number in range(len(titles))]
    selected = ' tabSelected="1"' if first else ""
    yield (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="{_NAMESPACE}"><sheetViews>'
        f'<sheetView{selected} workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" '
        'state="frozen"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/><cols>'
    )
    for number, (title, values) in enumerate(zip(titles, table.columns, strict=True), 1):
        yield f'<col min="{number}" max="{number}" width="{_width(title, values)}" customWidth="1"/>'
    yield '</cols><sheetData><row r="1">'
    yield "".join(
        f'<c r="{letter}1" s="{HEADER}" t="inlineStr">{_inline(title)}</c>'
        for letter, title in zip(letters, titles, strict=True)
    )
    yield "</row>"
    yield from _rows(table, language, letters)
    yield "</sheetData></worksheet>"


def _rows(table: Table, language: Language, letters: Sequence[str]) -> Iterator[str]:
    separator = language.translate("; ")
    for number, row in enumerate(zip(*table.columns, strict=True), 2):
        cells = "".join(
            [
                f'<c r="{letter}{number}"{_WRITERS.get(type(value), _text)(value, separator)}</c>'
                for letter, value in zip(letters, row, strict=True)
                if value is not None
            ]
        )
        yield f'<row r="{number}">{cells}</row>'


def column_letters(number: int) -> str:
    """A, B … Z, AA … of a column counted from 0."""
    letters = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _width(title: str, values: Sequence[Value]) -> int:
    """As wide as the header and the first values need, where a Han character is two wide."""
    texts = (title, *(_shown_first_line(value) for value in values[:MEASURED_ROWS] if value is not None))
    widest = max((len(text) + len(text.encode("utf-8", "replace"))) // 2 for text in texts)
    return min(max(widest + 2, NARROWEST), WIDEST)


def _shown_first_line(value: Value) -> str:
    return str(value)[:WIDEST].partition("\n")[0]


def _inline(text: str) -> str:
    if len(text) > LONGEST_TEXT:
        text = text[: LONGEST_TEXT - 1] + "…"
    return f'<is><t xml:space="preserve">{xml_text(_ESCAPED.sub("_x005F_", text))}</t></is>'


def _text(value: Value, _: str) -> str:
    return f' s="{TEXT}" t="inlineStr">{_inline(str(value))}'


def _texts(value: Value, separator: str) -> str:
    return _text(separator.join(map(str, value)), separator)


def _truth(value: Value, _: str) -> str:
    return f' t="b"><v>{int(value)}</v>'


def _number(value: Value, separator: str) -> str:
    text = f"{value:f}" if isinstance(value, Decimal) else str(value)
    if sum(sign.isdigit() for sign in text) > DIGITS:
        return _text(text, separator)
    return f"><v>{text}</v>"


def _day(value: Value, separator: str) -> str:
    if value < FIRST_DAY:
        return _text(value.isoformat(), separator)
    return f' s="{DAY}"><v>{(value - _DAY_ZERO).days}</v>'


def _moment(value: Value, separator: str) -> str:
    if value.date() < FIRST_DAY:
        return _text(value.isoformat(" "), separator)
    seconds = value.hour * 3600 + value.minute * 60 + value.second
    return f' s="{MOMENT}"><v>{(value.date() - _DAY_ZERO).days + seconds / 86400!r}</v>'


_WRITERS: Mapping[type, Callable[[Value, str], str]] = {
    tuple: _texts,
    bool: _truth,
    int: _number,
    Decimal: _number,
    date: _day,
    datetime: _moment,
}
