"""The rows of a sheet as SpreadsheetML (ECMA-376, 18.3.1): text in, text out.

openpyxl makes an object and an element tree of each cell. That took as long as half of all pages together, and is
the only part of a workbook whose size grows with the records; so the rows alone are written here, as it would.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from functools import lru_cache

from generator.model.declared.condition import Value
from generator.website.exports.sheets import Look, content

Styles = Mapping[Look, int]
"""The number of the cell style for each look but the plain one, which has none."""
DIGITS = "%.16g"
"""As many as a number of Excel holds, and one to spare."""
_DAY_ZERO = datetime(1899, 12, 30)
_TO_XML = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})


def rows_xml(
    rows: Iterable[Sequence[Value]], columns: Sequence[str], styles: Styles, separator: str, first: int
) -> Iterator[str]:
    """The element of each row. ``columns`` are the letters of the columns, ``first`` is the number of the first row."""
    for number, row in enumerate(rows, first):
        cells = [
            _cell(f"{column}{number}", value, styles, separator)
            for column, value in zip(columns, row, strict=True)
            if value is not None
        ]
        yield f'<row r="{number}">{"".join(cells)}</row>'


def _cell(place: str, value: Value, styles: Styles, separator: str) -> str:
    look, held = content(value, separator)
    if look is Look.PLAIN:
        return _plain(place, held)
    if look is Look.TEXT:
        return text_cell(place, held, styles[look])
    return f'<c r="{place}" s="{styles[look]}" t="n"><v>{_serial(held)}</v></c>'


def _plain(place: str, held: Value) -> str:
    if held is None:
        return ""
    if isinstance(held, bool):
        return f'<c r="{place}" t="b"><v>{held:d}</v></c>'
    return f'<c r="{place}" t="n"><v>{DIGITS % held}</v></c>'


def text_cell(place: str, text: str, style: int) -> str:
    """A cell that holds its own text; a text that is fit for a cell (:func:`sheets.cell_text`)."""
    kept = "" if text == text.strip() else ' xml:space="preserve"'
    return f'<c r="{place}" s="{style}" t="inlineStr"><is><t{kept}>{text.translate(_TO_XML)}</t></is></c>'


@lru_cache(maxsize=8192)
def _serial(day: date) -> str:
    """The days since the one before Excel's first: it takes 1900 for a leap year, and all later days are one too many."""
    moment = day if isinstance(day, datetime) else datetime(day.year, day.month, day.day)
    return str(DIGITS % ((moment - _DAY_ZERO) / timedelta(days=1)))
