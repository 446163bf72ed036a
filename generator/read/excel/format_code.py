"""A number format of a workbook (``#,##0.00;[Red]-0``) → its sections, and which of them shows a number.

The grammar is that of ECMA-376 part 1, 18.8.31, with what a Chinese Excel adds: ``G/通用格式``, ``上午/下午``, ``aaaa``,
``!`` before a sign that stands for itself, ``[DBNum1]``.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

ZERO = Decimal(0)


class Part(StrEnum):
    """What a piece of a format stands for."""

    LITERAL = "literal"
    DIGIT = "digit"
    POINT = "point"
    COMMA = "comma"
    PERCENT = "percent"
    EXPONENT = "exponent"
    SLASH = "slash"
    GENERAL = "general"
    TEXT = "text"
    MOMENT = "moment"
    ELAPSED = "elapsed"
    HALF_OF_DAY = "half of day"
    NUMERALS = "numerals"


class Piece(NamedTuple):
    """One piece; ``text`` is what a literal shows, or the letters of the format."""

    part: Part
    text: str


@dataclass(frozen=True, slots=True)
class Section:
    """What stands between two semicolons."""

    pieces: tuple[Piece, ...]
    condition: tuple[str, Decimal] | None
    numerals: int
    """Of ``[DBNum1]`` and its like, 0 without one."""
    locale: int
    """The language for names of months and days, 0 without one."""
    white: bool
    """Whether the format itself makes the text white."""

    def has(self, *parts: Part) -> bool:
        """Whether a piece is one of ``parts``."""
        return any(piece.part in parts for piece in self.pieces)

    def holds(self, number: Decimal) -> bool:
        """Whether the condition of the section, which has one, is met."""
        assert self.condition
        compare, limit = self.condition
        return _COMPARISONS[compare](number, limit)

    @property
    def only_below_zero(self) -> bool:
        """Whether its condition lets only numbers below zero in, so that it shows them without their sign."""
        if not self.condition:
            return False
        compare, limit = self.condition
        return (compare == "<" and limit <= 0) or (compare in ("<=", "=") and limit < 0)

    @property
    def leaves_those_below_zero(self) -> bool:
        """Whether what its condition does not let in is below zero."""
        return self.condition in ((">", ZERO), (">=", ZERO))


class UnknownFormat(Exception):
    """The format says something that programs show in different ways, or that nobody knows."""


_COMPARISONS: Mapping[str, Callable[[Decimal, Decimal], bool]] = {
    "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge, "=": operator.eq, "<>": operator.ne,
}  # fmt: skip
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?[0-9]+(?:\.[0-9]+)?)")
_SYMBOL = re.compile(r"\$([^-]*)(?:-([0-9A-Fa-f]+))?")
_NUMERALS = re.compile(r"DBNum([1-3])", re.IGNORECASE)
_ELAPSED = re.compile(r"h+|m+|s+", re.IGNORECASE)
_COLOUR = re.compile(
    r"black|blue|cyan|green|magenta|red|white|yellow|colou?r ?[0-9]{1,2}"
    r"|黑色|蓝色|青色|绿色|洋红色?|红色|白色|黄色|颜色 ?[0-9]{1,2}", re.IGNORECASE,
)  # fmt: skip
_WHITE = re.compile(r"white|白色|(?:colou?r|颜色) ?2", re.IGNORECASE)
_LEXEMES = re.compile(
    r'"(?P<quoted>[^"]*)"?|[\\!](?P<escaped>.)|_(?P<blank>.?)|\*(?P<fill>.?)|\[(?P<bracket>[^\]]*)\]'
    r"|(?P<general>general|G/通用格式)|(?P<half>am/pm|a/p|上午/下午)|(?P<exponent>e[+-])"
    r"|(?P<digit>[0#?])|(?P<point>\.)|(?P<comma>,)|(?P<percent>%)|(?P<slash>/)|(?P<text>@)"
    r"|(?P<moment>y+|m+|d+|h+|s+|a+|e+|g+|b+)|(?P<other>.)",
    re.IGNORECASE | re.DOTALL,
)
_PLAIN = {
    "digit": Part.DIGIT, "point": Part.POINT, "comma": Part.COMMA, "percent": Part.PERCENT, "slash": Part.SLASH,
    "general": Part.GENERAL, "text": Part.TEXT, "half": Part.HALF_OF_DAY, "exponent": Part.EXPONENT,
    "moment": Part.MOMENT, "quoted": Part.LITERAL, "escaped": Part.LITERAL, "other": Part.LITERAL,
}  # fmt: skip
SYSTEM_DAY, SYSTEM_TIME = 0xF800, 0xF400
"""Instead of a language: the long day and the time as the system that shows them has them."""


def sections_of(code: str) -> tuple[Section, ...]:
    """The sections of a format. Raises :class:`UnknownFormat`."""
    return tuple(_section(text) for text in _split(code))


def _split(code: str) -> Iterator[str]:
    start = 0
    for lexeme in _LEXEMES.finditer(code):
        if lexeme["other"] == ";":
            yield code[start : lexeme.start()]
            start = lexeme.end()
    yield code[start:]


def _section(text: str) -> Section:
    pieces: list[Piece] = []
    condition: tuple[str, Decimal] | None = None
    numerals, locale, white = 0, 0, False
    for lexeme in _LEXEMES.finditer(text):
        kind = lexeme.lastgroup or ""
        found = lexeme[kind]
        if kind == "fill":
            continue
        if kind == "blank":
            pieces.append(Piece(Part.LITERAL, " "))
        elif kind != "bracket":
            pieces.append(Piece(_PLAIN[kind], found))
        elif compared := _CONDITION.fullmatch(found):
            condition = compared[1], Decimal(compared[2])
        elif signs := _NUMERALS.fullmatch(found):
            numerals = int(signs[1])
        elif symbol := _SYMBOL.fullmatch(found):
            pieces.append(Piece(Part.LITERAL, symbol[1]))
            locale = int(symbol[2] or "0", 16) or locale
        elif _ELAPSED.fullmatch(found):
            pieces.append(Piece(Part.ELAPSED, found.lower()))
        elif _COLOUR.fullmatch(found):
            white = bool(_WHITE.fullmatch(found))
        else:
            raise UnknownFormat
    return Section(tuple(pieces), condition, numerals, locale, white)


def chosen(sections: tuple[Section, ...], number: Decimal) -> tuple[Section, bool]:
    """The section that shows the number, and whether it shows it with its sign.

    Raises :class:`UnknownFormat` where programs show the sign in one way and in another.
    """
    of_numbers = sections[:3]
    if len(of_numbers) == 1 and not of_numbers[0].condition:
        return of_numbers[0], True
    if any(section.condition for section in of_numbers):
        return _by_condition(of_numbers, number)
    if number < 0:
        return of_numbers[1], False
    return of_numbers[2 if number == 0 and len(of_numbers) > 2 else 0], True


def _by_condition(sections: tuple[Section, ...], number: Decimal) -> tuple[Section, bool]:
    first, *others = sections
    if not first.condition:
        first = Section(first.pieces, (">", ZERO), first.numerals, first.locale, first.white)
    if first.holds(number):
        return first, not first.only_below_zero
    if not others:
        raise UnknownFormat
    second, last = others[0], others[-1]
    if second is last or second.condition:
        if second is last and not second.condition:
            return second, _signed(number, first.leaves_those_below_zero)
        if second.holds(number):
            return second, _signed(number, second.only_below_zero)
        if second is last:
            raise UnknownFormat
        return last, _signed(number, first.leaves_those_below_zero)
    if number < 0:
        return second, False
    return last, True


def _signed(number: Decimal, only_below_zero: bool) -> bool:
    if number < 0 and not only_below_zero:
        raise UnknownFormat
    return not only_below_zero
