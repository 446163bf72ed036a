"""What a report never prints: a personal number or mail address in full, or a sign that moves other text.

A number may be written with spaces, dashes or full-width digits (138 0013 8000, １３８－００１３－８０００); it is
found in all of these. Paths are never masked: a file that cannot be found cannot be corrected.
"""

from __future__ import annotations

import re
import unicodedata

SHORTEST_MASKED = 11
"""Digits from which a number may be a person's (a mobile number has 11); one of ten or fewer stays readable."""
_GAP = r"[\s\u200b-\u200f\u2060\ufeff\u2010-\u2015\u2212\u30fc\uff0d-]{0,3}"
_LONG_NUMBER = re.compile(rf"\d(?:{_GAP}\d){{{SHORTEST_MASKED - 2},}}{_GAP}[\dxXｘＸ]")
_DOTTED_MOBILE = re.compile(r"(?<!\d)1[3-9]\d[.·．]\d{4}[.·．]\d{4}(?!\d)")
_LEADING_DAYS = re.compile(
    r"(?:(?:19|20)\d\d(?:-(?:0?[1-9]|1[0-2])-(?:0?[1-9]|[12]\d|3[01])(?!\d)|(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?=\D))"
    rf"{_GAP})+"
)
_LANDLINE = re.compile(r"0\d{2,3}[ -]\d{7,8}(?:-\d{1,6})?")
"""An area code and a number: what an office prints on its door."""
_MAIL = re.compile(r"(?<![\w.+-])[\w.+-]+[@＠][\w-]+[.．][\w.．-]+")
_FIRST_CONTROL_PICTURE = 0x2400
_DELETE = "\x7f"


def masked(text: str) -> str:
    """The text without any long number or mail address in full."""
    text = _DOTTED_MOBILE.sub(_hidden, _LONG_NUMBER.sub(_number, text))
    return _MAIL.sub("***@***", text)


def _number(match: re.Match[str]) -> str:
    """Days that stand before a number are no part of it: 2026-11-24-001 is an id."""
    text = match[0]
    days = _LEADING_DAYS.match(text)
    if days:
        return days[0] + masked(text[days.end() :])
    return text if _LANDLINE.fullmatch(text) else _hidden(match)


def _hidden(match: re.Match[str]) -> str:
    signs = [sign for sign in match[0] if sign.isalnum()]
    return "".join([*signs[:3], "******", *signs[-2:]])


def visible(text: str) -> str:
    """The text on one line, every sign that would not be seen (or would move others) as its name."""
    return text if text.isprintable() else "".join(_picture(sign) for sign in text)


def _picture(sign: str) -> str:
    code, kind = ord(sign), unicodedata.category(sign)
    if code < ord(" "):
        return chr(_FIRST_CONTROL_PICTURE + code)
    if sign == _DELETE:
        return "␡"
    if kind in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp") or _is_noncharacter(code):
        return f"<U+{code:04X}>"
    return sign


def _is_noncharacter(code: int) -> bool:
    return 0xFDD0 <= code <= 0xFDEF or code & 0xFFFE == 0xFFFE


def storable(text: str) -> str:
    """The text as UTF-8 can hold it: what was undecodable in a file's name becomes the replacement character."""
    return text.encode("utf-8", "replace").decode("utf-8") if not text.isprintable() else text
