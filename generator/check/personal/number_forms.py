"""What a number of so many digits may be: a resident id, a mobile number, a bank card, or nothing of the kind.

Sources: GB 11643-1999 (resident ids), the national numbering plan (mobile numbers begin with 13 to 19), ISO/IEC 7812
(bank cards; the ranges are those of UnionPay, the older Chinese debit cards and the international brands).
"""

from __future__ import annotations

import re
from datetime import date

from stdnum import luhn
from stdnum.iso7064 import mod_11_2

from generator.check.personal.kinds import Kind

FIRST_BIRTH, LAST_BIRTH = 1800, 2099
"""Years between which a number of that form may hold a date of birth."""
LIKELY_BIRTHS = range(1900, 2010)
"""A wrong checksum and a later day is rather a file number with its date; the span is fixed, so that time passing
turns no finding into another."""
ROUNDED_TO = 15
"""Digits that Excel keeps of a number; the others become zeros."""
_PROVINCES = re.compile(r"1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3]|91")
_MOBILE = re.compile(r"(?:(?:00?)?86|0)?(1[3-9]\d{9})")
_CARD = re.compile(
    r"62\d{14,17}|(?:60|69|9558|9559|9400|9111)\d{12,17}|4\d{15}|4\d{18}|5[1-5]\d{14}|2(?:2[2-9]|[3-6]\d|7[01])\d{13}|35\d{14}"
)
_NEW_LENGTH, _OLD_LENGTH = 18, 15


def form_of(digits: str) -> tuple[Kind, bool] | None:
    """The kind of a whole number (digits, perhaps a last X), and whether that is certain."""
    if len(digits) in (_NEW_LENGTH, _OLD_LENGTH):
        certain = _resident_id(digits)
        if certain is not None:
            return Kind.RESIDENT_ID, certain
    if _MOBILE.fullmatch(digits):
        return Kind.PHONE, True
    if _CARD.fullmatch(digits):
        return _card(digits)
    return None


def is_proven(digits: str) -> bool:
    """Whether the digits of a resident id have its checksum, a province and a day of birth that somebody alive may have:
    chance makes one of a million numbers such, so it is one wherever it stands.
    """
    return (
        len(digits) == _NEW_LENGTH
        and mod_11_2.is_valid(digits.upper())
        and bool(_PROVINCES.match(digits))
        and int(digits[6:10]) in LIKELY_BIRTHS
    )


def bare(kind: Kind, digits: str) -> str:
    """The number without the prefix of the country or of a long-distance call."""
    match = _MOBILE.fullmatch(digits) if kind is Kind.PHONE else None
    return match[1] if match else digits.upper()


def _resident_id(digits: str) -> bool | None:
    """Whether it is certainly one; None if no day of birth stands where it would."""
    birth = digits[6:14] if len(digits) == _NEW_LENGTH else f"19{digits[6:12]}"
    if not digits[:-1].isdigit() or not _is_day(birth):
        return None
    plausible = bool(_PROVINCES.match(digits)) and int(birth[:4]) in LIKELY_BIRTHS
    if len(digits) == _OLD_LENGTH:
        return plausible if digits.isdigit() else None
    if mod_11_2.is_valid(digits.upper()):
        return True
    from stdnum.cn import uscc  # nearly no text holds such a number

    return plausible and (not digits[ROUNDED_TO:].strip("0") or not uscc.is_valid(digits))


def _is_day(text: str) -> bool:
    """Whether YYYYMMDD is a day that somebody can be born on."""
    try:
        day = date(int(text[:4]), int(text[4:6]), int(text[6:]))
    except ValueError:
        return False
    return FIRST_BIRTH <= day.year <= LAST_BIRTH


def _card(digits: str) -> tuple[Kind, bool] | None:
    if luhn.is_valid(digits):
        return Kind.BANK_CARD, True
    rounded = len(digits) > ROUNDED_TO and not digits[ROUNDED_TO:].strip("0")
    return (Kind.BANK_CARD, False) if rounded and digits.startswith("62") else None


FEWEST_KEPT = 6
"""Digits that must be left of a rounded mobile number for it to lead to anybody."""


def form_of_rounded(mantissa: str, exponent: int) -> tuple[Kind, bool] | None:
    """The kind of a number in scientific notation: ``1.10105E+17`` has the mantissa ``110105``."""
    digits = mantissa.ljust(exponent + 1, "0")
    if len(digits) > exponent + 1:
        return None
    if len(digits) in (_NEW_LENGTH, _OLD_LENGTH) and _birth_can_follow(mantissa, len(digits)):
        return Kind.RESIDENT_ID, bool(_PROVINCES.match(mantissa)) and len(mantissa) >= len("1.10")
    if _MOBILE.fullmatch(digits) and len(mantissa) >= FEWEST_KEPT:
        return Kind.PHONE, True
    if _CARD.fullmatch(digits) and digits.startswith("62"):
        return Kind.BANK_CARD, luhn.is_valid(digits)
    return None


def _birth_can_follow(mantissa: str, length: int) -> bool:
    """Whether what was kept of the day of birth can be the beginning of one."""
    kept = mantissa[6:14] if length == _NEW_LENGTH else mantissa[6:12] and f"19{mantissa[6:12]}"
    usual = "19800101" if not kept.startswith("20") else "20040101"
    return any(_is_day(kept + rest[len(kept) :]) for rest in (usual, "19901010", "20001231", "18880808"))
