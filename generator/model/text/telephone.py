"""What a telephone number is: the rule that holds texts against it and the pages that let people dial ask here."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from generator.model.text.folding import fold_signs

_EXTENSION = re.compile(r"\s*(?:转|分机|ext\.?|x)\s*([0-9]{1,6})(?![0-9A-Za-z])", re.IGNORECASE)
_NUMBER = re.compile(r"(?<![0-9A-Za-z])\+?\(?[0-9][0-9() -]*[0-9](?![0-9A-Za-z])")
_ODD = re.compile(
    r"[0-9() -]*[0-9][A-Za-z]+[0-9A-Za-z]*|[A-Za-z]+[0-9][0-9A-Za-z-]*|转\s*[A-Za-z]+|[0-9]+\s*转\s*$"
)
"""Letters among digits (O for 0, l for 1), and an extension that is none."""
_FEWEST_DIGITS, _MOST_DIGITS = 3, 15
"""Short numbers such as 110; the most by E.164."""
_WITH_AREA = 9
"""Digits of a number with its area code at the least."""
_AMONG_WORDS = 5
"""Digits of a number among words at the least: such as 12345."""
_OF_A_HOUSE = re.compile(r"\s*[号室楼栋幢座层弄房元]")


@dataclass(frozen=True, slots=True)
class Telephone:
    """A number in a text: where it stands with its extension, and what a telephone dials (a ``tel:`` address, RFC 3966)."""

    start: int
    end: int
    dialled: str


def telephones(text: str) -> Iterator[Telephone]:
    """The numbers in a text of numbers, with words around them if need be; none if one of them cannot be dialled.

    Among words only numbers long enough to be none of a house or a room.
    """
    folded = fold_signs(text)
    if len(folded) != len(text) or odd_number(text):
        return
    plain = _without_extensions(folded)
    has_words = any(sign.isalpha() for sign in _NUMBER.sub("", plain))
    for number in _NUMBER.finditer(plain):
        digits = "".join(sign for sign in number[0] if sign.isdigit() or sign == "+")
        if has_words and (len(digits) < _AMONG_WORDS or _OF_A_HOUSE.match(plain, number.end())):
            continue
        extension = _EXTENSION.match(folded, number.end())
        yield Telephone(
            number.start(),
            extension.end() if extension else number.end(),
            f"tel:{digits}" + (f";ext={extension[1]}" if extension else ""),
        )


def odd_number(text: str) -> str:
    """The part of a text that makes it no telephone number; empty if it is one."""
    folded = fold_signs(text)
    if odd := _ODD.search(_EXTENSION.sub(" ", folded)):
        return odd[0].strip()
    numbers = [number[0] for number in _NUMBER.finditer(_without_extensions(folded))]
    for number in numbers:
        digits = sum(sign.isdigit() for sign in number)
        if not (_FEWEST_DIGITS <= digits <= _MOST_DIGITS) or (number.startswith("0") and digits < _WITH_AREA):
            return number.strip()
    return "" if numbers else folded.strip()


def _without_extensions(text: str) -> str:
    """The text with blanks where extensions stand, so that every other sign keeps its place."""
    return _EXTENSION.sub(lambda extension: " " * len(extension[0]), text)
