"""Signs of Unicode: all that are assigned, or so many that each kind is among them."""

from __future__ import annotations

import sys
import unicodedata
from functools import cache

from generator.model.text.folding import IDEOGRAPHS, simplified

ALIKE = ("CJK UNIFIED IDEOGRAPH", "HANGUL SYLLABLE", "TANGUT IDEOGRAPH")
"""How the names of signs begin of which one is like another."""


@cache
def assigned(every: int) -> list[str]:
    """Of those that nothing is known of, nine tenths of all, one in so many: signs for private use, most ideographs."""
    known = {*simplified(), *simplified().values(), *IDEOGRAPHS, *IDEOGRAPHS.values()}
    signs = map(chr, range(sys.maxunicode + 1))
    return [
        sign
        for sign in signs
        if is_assigned(sign) and (ord(sign) % every == 0 or sign in known or is_told(sign))
    ]


def is_assigned(sign: str) -> bool:
    return unicodedata.category(sign) not in ("Cn", "Cs")


def is_told(sign: str) -> bool:
    """Whether Unicode says something of it that it does not say of thousands."""
    return unicodedata.category(sign) != "Co" and not unicodedata.name(sign, "").startswith(ALIKE)
