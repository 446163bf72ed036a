"""Shares in per cent as they are written: rounded half up, once; differences are those of the figures that are shown."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from generator.model.records import amounts

SHOWN_DECIMALS = 1
Share = float | Decimal | Fraction


def rounded(share: Share) -> Decimal:
    """To one decimal, half up: 80.05 is 80.1, whatever a binary number makes of it."""
    if isinstance(share, Fraction):
        share = amounts.quotient(Decimal(share.numerator), Decimal(share.denominator))
    number = share if isinstance(share, Decimal) else Decimal(str(share))
    return amounts.rounded(number, SHOWN_DECIMALS)


def per_cent(share: Share) -> str:
    """One decimal, none where it is nought."""
    return plain(rounded(share))


def plain(number: Decimal) -> str:
    """A rounded figure without a decimal that says nothing."""
    return amounts.plain(number)


def signed(number: Decimal) -> str:
    """A difference with its sign: +6.7, −2; nought has none."""
    return plain(number) if not number else f"{'+' if number > 0 else '−'}{plain(abs(number))}"
