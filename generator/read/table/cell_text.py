"""The text that a cell of a workbook shows, with the value that it holds where the text does not say it by itself.

A field of texts takes the text; one of days, months or numbers takes what is held (``values``).
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import NamedTuple

_NUMBER = re.compile(r"[0-9][0-9,]*(?:\.[0-9]*)?(?:E[+-]?[0-9]+)?|\.[0-9]+(?:E[+-]?[0-9]+)?")


class Month(NamedTuple):
    """A month of a year, where the cell shows no day."""

    year: int
    month: int


class HeldNumber(NamedTuple):
    """The number that a cell holds, and the one that its text shows: ``None`` if the text is not that of one number.

    Both in per cent where the text says so.
    """

    stored: Decimal
    shown: Decimal | None
    percent: bool


Held = date | Month | HeldNumber | None
"""A ``datetime`` where the cell shows day and clock, a ``date`` where it shows the day alone."""


class CellText(str):
    """What a cell shows. A ``str``, so that whoever needs no more need not know of it."""

    __slots__ = ("held",)
    held: Held

    def __new__(cls, text: str, held: Held) -> CellText:
        made = super().__new__(cls, text)
        made.held = held
        return made


def held_number(text: str, number: Decimal) -> HeldNumber:
    """What ``text``, shown for ``number``, says of it: ``1,234.50元``, ``(5)``, ``33%``, ``1.2E+04``."""
    percent = text.count("%") == 1
    stored = number.scaleb(2) if percent else number
    found = _NUMBER.findall(text)
    if len(found) != 1:
        return HeldNumber(stored, None, percent)
    shown = Decimal(found[0].replace(",", ""))
    before = text.partition(found[0])[0]
    is_negative = before.endswith(("-", "(", "−")) or before.startswith("-")
    return HeldNumber(stored, -shown if is_negative and stored < 0 else shown, percent)
