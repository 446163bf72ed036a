"""A value of a workbook → the text that its cell shows under its number format.

What a cell shows is what was meant: ``"rw-2026-"000`` makes ``rw-2026-001`` of a 1, and a day whose format hides the
year is shown without it. A format that Excel, WPS and LibreOffice do not show alike gives no text: its cell is refused.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from contextlib import suppress
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction
from functools import lru_cache

from generator.read.excel.format_code import ZERO, Part, Piece, Section, UnknownFormat, chosen, sections_of
from generator.read.excel.moment_formats import elapsed_shown, is_day, moment_shown
from generator.read.excel.numeral_formats import FULL_WIDTH, digit_by_digit, with_units
from generator.read.table.cell_text import CellText, held_number
from generator.read.table.spreadsheet_texts import DIGITS

FROM_1900, FROM_1904 = date(1899, 12, 30), date(1904, 1, 1)
"""The day that a workbook calls 0."""
CHINESE_DAYS = {
    14: "yyyy/m/d", 22: "yyyy/m/d h:mm",
    27: "yyyy年m月", 28: "m月d日", 29: "m月d日", 30: "m-d-yy", 31: "yyyy年m月d日", 32: "h时mm分", 33: "h时mm分ss秒",
    34: "h时mm分", 35: "h时mm分ss秒", 36: "yyyy年m月", 50: "yyyy年m月", 51: "m月d日", 52: "yyyy年m月", 53: "m月d日",
    54: "m月d日", 55: "h时mm分", 56: "h时mm分ss秒", 57: "yyyy年m月", 58: "m月d日",
}  # fmt: skip
"""Formats that a workbook names by number alone, as a Chinese Excel shows them (ECMA-376, 18.8.30)."""
_ROUNDED = Context(prec=DIGITS, rounding=ROUND_HALF_UP)
_EXACT = Context(prec=400, rounding=ROUND_HALF_UP)
_THOUSAND = 3
_OF_NUMBERS = 3
"""Sections of a format that show numbers; the next shows texts."""
_LONGEST = 400
_MOST_DIGITS = 30
"""Of the two sides of a point in one format."""
_FIRST_DAY = date(1900, 1, 1)
_DOUBTFUL_DAY = date(1900, 2, 28)
"""Excel counts a 29th of February in 1900, which no other calendar has."""
_MOST_SECONDS = 86_400 * 3_000_000
_REMEMBERED = 4096


class NumberFormat:
    """A number format, taken apart once for all the cells that have it."""

    def __init__(self, code: str, first_day: date = FROM_1900) -> None:
        self._first_day = first_day
        self._sections: tuple[Section, ...] = ()
        with suppress(UnknownFormat):
            self._sections = sections_of(code) if len(code) <= _LONGEST else ()
        self._is_plain = code in ("General", "@", "0", "")
        self.text_of = lru_cache(maxsize=_REMEMBERED)(self._text_of)

    def _text_of(self, value: float | datetime) -> str | None:
        """The text, a :class:`CellText` where it does not say by itself what the cell holds; nothing if it cannot be told.

        ``value`` is a number, in days where the format is that of a day; a ``datetime`` where the file names the day.
        """
        if isinstance(value, datetime):
            return self._moment(self._moment_section(Decimal(1)), value)
        number = decimal_of(value)
        if number is None:
            return None
        if self._is_plain and (value == int(value) if math.isfinite(value) else False):
            return digits_of(number)
        try:
            return self._number_text(number)
        except UnknownFormat:
            return None

    def _number_text(self, number: Decimal) -> str | None:
        if not self._sections:
            return None
        section, signed = chosen(self._sections, number)
        if section.has(Part.MOMENT, Part.HALF_OF_DAY) and not section.has(Part.ELAPSED):
            return self._moment(section, self._moment_of(number))
        if section.has(Part.ELAPSED):
            seconds = round(number * 86_400)
            return elapsed_shown(section, seconds) if 0 <= seconds <= _MOST_SECONDS else None
        text = _shown(section, abs(number))
        if number < 0 and signed and text != _shown(section, ZERO):  # what is rounded to nought has no sign
            text = f"-{text}"
        plain = digits_of(number)
        return plain if text == plain else CellText(text, held_number(text, number))

    def _moment_section(self, number: Decimal) -> Section | None:
        try:
            return chosen(self._sections, number)[0] if self._sections else None
        except UnknownFormat:
            return None

    def _moment(self, section: Section | None, moment: datetime | None) -> str | None:
        if section is None or moment is None:
            return None
        if not section.has(Part.MOMENT, Part.HALF_OF_DAY):
            return CellText(_iso(moment), moment)
        try:
            text, held = moment_shown(section, moment)
        except UnknownFormat:
            return None
        shows_day = any(
            piece.part is Part.MOMENT and piece.text[0].lower() in "yeda" for piece in section.pieces
        )
        return CellText(text, held) if not shows_day or is_day(moment, _FIRST_DAY, _DOUBTFUL_DAY) else None

    def _moment_of(self, days: Decimal) -> datetime | None:
        if days < 0:
            return None
        first = self._first_day
        if first == FROM_1900 and 1 <= days < 60:
            first += timedelta(days=1)
        try:
            return datetime.combine(first, datetime.min.time()) + timedelta(
                milliseconds=round(days * 86_400_000)
            )
        except OverflowError:
            return None

    def shows_text(self, text: str) -> str:
        """What a cell shows that holds a text."""
        section = self._of_texts()
        if section is None or section.pieces == (Piece(Part.TEXT, "@"),):
            return text
        return "".join(
            text if piece.part in (Part.TEXT, Part.GENERAL) else piece.text
            for piece in section.pieces
            if piece.part in (Part.TEXT, Part.GENERAL, Part.LITERAL, Part.SLASH, Part.POINT, Part.COMMA)
        )

    def _of_texts(self) -> Section | None:
        """The section that shows texts, if one does."""
        if len(self._sections) > _OF_NUMBERS:
            return self._sections[_OF_NUMBERS]
        return next((section for section in self._sections[-1:] if section.has(Part.TEXT)), None)

    def is_white(self, value: object) -> bool:
        """Whether the format writes the value white."""
        if not any(section.white for section in self._sections):
            return False
        if isinstance(value, str):
            section = self._of_texts()
            return section is not None and section.white
        number = decimal_of(value)
        try:
            return number is not None and chosen(self._sections, number)[0].white
        except UnknownFormat:
            return False


def decimal_of(value: object) -> Decimal | None:
    """The number as Excel keeps it: 0.8000000000000000444 is 0.8."""
    if isinstance(value, int | float) and math.isfinite(value):
        return _ROUNDED.create_decimal(repr(value))
    return None


def digits_of(number: Decimal) -> str:
    """The number in digits alone, as a cell of no format of its own shows it."""
    digits = format(number, "f")
    digits = digits.rstrip("0").rstrip(".") if "." in digits else digits
    return "0" if digits == "-0" else digits


def is_rounded(value: object) -> bool:
    """Whether a number is so long that Excel did not keep all of it."""
    return isinstance(value, int | float) and abs(value) >= 10**DIGITS


def _iso(moment: datetime) -> str:
    return moment.isoformat(" ").removesuffix(" 00:00:00")


def _shown(section: Section, number: Decimal) -> str:
    """A number that is not negative, under one section."""
    pieces = section.pieces
    if section.numerals:
        return _in_numerals(section, number)
    if section.has(Part.GENERAL, Part.TEXT) and not section.has(Part.DIGIT):
        return "".join(
            digits_of(number) if piece.part in (Part.GENERAL, Part.TEXT) else piece.text for piece in pieces
        )
    if section.has(Part.GENERAL, Part.TEXT):
        raise UnknownFormat
    digits = [index for index, piece in enumerate(pieces) if piece.part is Part.DIGIT]
    if len(digits) > _MOST_DIGITS:
        raise UnknownFormat
    if not digits:
        return "".join(piece.text for piece in pieces)
    number = _EXACT.scaleb(number, 2 * sum(1 for piece in pieces if piece.part is Part.PERCENT))
    if any(
        piece.part is Part.SLASH and digits[0] < index < len(pieces) - 1 for index, piece in enumerate(pieces)
    ):
        return _fraction(pieces, number)
    scale = sum(1 for piece in pieces[digits[-1] + 1 :] if piece.part is Part.COMMA)
    number = _EXACT.scaleb(number, -_THOUSAND * scale)
    if section.has(Part.EXPONENT):
        return _with_exponent(pieces, number)
    return _with_digits(pieces, number)


def _with_digits(pieces: Sequence[Piece], number: Decimal) -> str:
    """The number put into the noughts, rhombs and question marks of a section."""
    point = next((index for index, piece in enumerate(pieces) if piece.part is Part.POINT), len(pieces))
    whole, rest = pieces[:point], pieces[point + 1 :]
    decimals = sum(1 for piece in rest if piece.part is Part.DIGIT)
    integer, _, fraction = format(_EXACT.quantize(number, Decimal(1).scaleb(-decimals)), "f").partition(".")
    text = _whole(whole, integer.lstrip("0"))
    if point == len(pieces):
        return text
    after = _decimals(rest, fraction)
    return text + ("." if decimals and after[:1].isdigit() else "" if decimals else ".") + after


def _whole(pieces: Sequence[Piece], digits: str) -> str:
    """The digits before the point, from the last to the first; the first place takes all that are left."""
    places = [index for index, piece in enumerate(pieces) if piece.part is Part.DIGIT]
    grouped = any(
        piece.part is Part.COMMA and places and places[0] < index < places[-1]
        for index, piece in enumerate(pieces)
    )
    text, written = "", 0
    for index in range(len(pieces) - 1, -1, -1):
        part, code = pieces[index]
        if part is not Part.DIGIT:
            text = ("" if part is Part.COMMA else code) + text
            continue
        taken, digits = (digits, "") if index == places[0] else (digits[-1:], digits[:-1])
        for digit in reversed(taken or {"0": "0", "?": " "}.get(code, "")):
            if grouped and written and written % _THOUSAND == 0:
                text = "," + text
            text, written = digit + text, written + 1
    return text


def _decimals(pieces: Sequence[Piece], digits: str) -> str:
    needed = len(digits.rstrip("0"))
    text, place = "", 0
    for part, code in pieces:
        if part is Part.DIGIT:
            text += digits[place] if code == "0" or place < needed else " " if code == "?" else ""
            place += 1
        elif part is not Part.COMMA:
            text += code
    return text


def _with_exponent(pieces: Sequence[Piece], number: Decimal) -> str:
    at = next(index for index, piece in enumerate(pieces) if piece.part is Part.EXPONENT)
    mantissa, rest = pieces[:at], pieces[at + 1 :]
    point = next((index for index, piece in enumerate(mantissa) if piece.part is Part.POINT), at)
    period = sum(1 for piece in mantissa[:point] if piece.part is Part.DIGIT) or 1
    decimals = sum(1 for piece in mantissa[point:] if piece.part is Part.DIGIT)
    exponent = number.adjusted() // period * period if number else 0
    shown = _EXACT.quantize(number.scaleb(-exponent), Decimal(1).scaleb(-decimals))
    if shown.adjusted() >= period:
        exponent += period
        shown = _EXACT.quantize(number.scaleb(-exponent), Decimal(1).scaleb(-decimals))
    sign = "-" if exponent < 0 else "+" if pieces[at].text.endswith("+") else ""
    return f"{_with_digits(mantissa, shown)}E{sign}{_whole(rest, str(abs(exponent)).lstrip('0'))}"


def _fraction(pieces: Sequence[Piece], number: Decimal) -> str:
    """``# ?/?`` and ``?/8``: the nearest fraction with so many digits below the line, or with that number there."""
    slash = next(index for index, piece in enumerate(pieces) if piece.part is Part.SLASH)
    above = [index for index in range(slash) if pieces[index].part is Part.DIGIT]
    start = (
        next((index for index in range(slash - 1, -1, -1) if pieces[index].part is not Part.DIGIT), -1) + 1
    )
    below = "".join(piece.text for piece in pieces[slash + 1 :]).rstrip()
    if not above or not below or set(below) - set("0123456789#?"):
        raise UnknownFormat
    mixed = above[0] < start
    integer = int(number) if mixed else 0
    rest = Fraction(number) - integer
    if below.strip("0#?"):
        line = int(below.replace("#", "").replace("?", "") or 0)
        if not 0 < line < 10_000:
            raise UnknownFormat
        upper = math.ceil(rest * line - Fraction(1, 2))
    else:
        nearest = rest.limit_denominator(10 ** min(len(below), 4) - 1)
        upper, line = nearest.numerator, nearest.denominator
    if mixed and upper == line:
        integer, upper = integer + 1, 0
    width = slash - start
    whole = _whole(pieces[:start], str(integer) if integer or not upper else "") if mixed else ""
    if mixed and not upper:
        return whole.rstrip() or "0"
    return f"{whole}{str(upper).rjust(width) if width > 1 else upper}/{str(line).ljust(len(below))}"


def _in_numerals(section: Section, number: Decimal) -> str:
    """Chinese numerals where every program writes the same: a whole number of no layout, or a single digit."""
    digits = digits_of(number)
    parts = [piece for piece in section.pieces if piece.part is not Part.LITERAL]
    if len(parts) != 1 or not digits.isdigit() or parts[0].part not in (Part.GENERAL, Part.DIGIT):
        raise UnknownFormat
    if section.numerals == FULL_WIDTH:
        if parts[0].part is Part.GENERAL and len(digits) > 1:
            raise UnknownFormat
        shown = digit_by_digit(digits, section.numerals)
    elif parts[0].part is Part.DIGIT and len(digits) > 1:
        raise UnknownFormat  # Excel writes 一二三, LibreOffice 一百二十三
    else:
        shown = with_units(int(digits), section.numerals)
    return "".join(piece.text if piece.part is Part.LITERAL else shown for piece in section.pieces)
