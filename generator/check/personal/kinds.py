"""The kinds of personal values that have a form, and a value of one of them where it stands."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

SHOWN_FIRST, SHOWN_LAST = 4, 3
"""Digits of a number that stay readable, so that whoever typed it finds it again: 1380****000."""
MOBILE_DIGITS = 11
"""Of a shorter number fewer stay."""
LEAST_STARS = 4
_DIGITS = re.compile(r"[0-9〇零○一二三四五六七八九十百]+")


class Kind(StrEnum):
    """The words are those that a schema writes behind ``personal: {class: …}``."""

    RESIDENT_ID = "resident-id"
    PHONE = "phone"
    BANK_CARD = "bank-card"
    EMAIL = "email"
    ADDRESS = "address"
    FOREIGN_ID = "foreign-id"


@dataclass(frozen=True, slots=True)
class Sighting:
    """A personal value in a text: 0-based offsets into the text as it was typed, and the value spelt plainly.

    ``certain`` grades it: a value in doubt (a wrong checksum, an odd grouping of digits) is a warning, not an error.
    """

    kind: Kind
    start: int
    end: int
    value: str
    certain: bool = True

    @property
    def masked(self) -> str:
        """The value as a message may print it."""
        if self.kind is Kind.EMAIL:
            name, _, domain = self.value.partition("@")
            return f"{name[:1]}***@{domain}"
        if self.kind is Kind.ADDRESS:
            return _DIGITS.sub("*", self.value)
        first, last = (SHOWN_FIRST, SHOWN_LAST) if len(self.value) >= MOBILE_DIGITS else (1, 2)
        return (
            self.value[:first] + "*" * max(len(self.value) - first - last, LEAST_STARS) + self.value[-last:]
        )
