"""Values → CSV cells, so that a spreadsheet takes no text for a formula and a program reads back what was meant.

A text cell that begins with ``= + - @``, a tab or a line end (or the full-width form of those signs)
gets an apostrophe in front, and so does one that already begins with apostrophes before such a
sign: to read it back, take one apostrophe from ``'+`` followed by such a sign. Whether a cell is
text is decided by the type of its field: numbers, days and truth values stay as they are.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from generator.model.declared.condition import Value
from generator.model.declared.record_type import NUMBERS, Field

GUARD = "'"
_RISKY = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")
_SUSPECTS = frozenset("'=+-@\t\r\n＝＋－＠")
NOT_TEXT = NUMBERS | {
    "boolean", "date", "datetime", "time", "year", "yearmonth", "duration", "geopoint",
}  # fmt: skip
"""Types whose values cannot be formulas: the check lets nothing else pass for them."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column as it stands in a CSV file, and what its schema must allow because of that."""

    field: Field
    cells: Sequence[str]
    guarded: bool
    gaps: bool


def csv_column(field: Field, values: Sequence[Value]) -> Column:
    """The cells of one column."""
    is_text = field.type not in NOT_TEXT
    cells = [_cell(value, field) for value in values]
    guarded = False
    if is_text:
        for index, cell in enumerate(cells):
            if cell and cell[0] in _SUSPECTS and _RISKY.match(cell):
                cells[index] = GUARD + cell
                guarded = True
    return Column(field, cells, guarded, "" in cells)


def guard(text: str) -> str:
    """The text as it stands in a cell of a text column."""
    return GUARD + text if _RISKY.match(text) else text


def _cell(value: Value, field: Field) -> str:
    if isinstance(value, str):
        return plain_number(value, field) if field.type in NUMBERS else value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return json.dumps(value, ensure_ascii=False)
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


def plain_number(text: str, field: Field) -> str:
    """A number that its schema lets be written otherwise (``1.234,5``, ``95 %``), as Table Schema writes it."""
    text = text.replace(str(field.options.get("groupChar") or " "), "")
    text = text.replace(str(field.options.get("decimalChar") or "."), ".")
    return re.sub(r"^[^0-9+\-]+|[^0-9]+$", "", text) if field.options.get("bareNumber") is False else text
