"""Shares in per cent as they are written: rounded half up, once; differences are those of the figures that are shown."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction

_TENTH = Decimal("0.1")
_EXACT = Context(prec=60, rounding=ROUND_HALF_UP)
Share = float | Decimal | Fraction


def rounded(share: Share) -> Decimal:
    """To one decimal, half up: 80.05 is 80.1, whatever a binary number makes of it."""
    if isinstance(share, Fraction):
        share = _EXACT.divide(Decimal(share.numerator), Decimal(share.denominator))
    number = share if isinstance(share, Decimal) else Decimal(str(share))
    return number.quantize(_TENTH, ROUND_HALF_UP, _EXACT)


def per_cent(share: Share) -> str:
    """One decimal, none where it is nought."""
    return plain(rounded(share))


def plain(number: Decimal) -> str:
    """A rounded figure without a decimal that says nothing."""
    whole = number.to_integral_value()
    return str(whole if number == whole else number)


def signed(number: Decimal) -> str:
    """A difference with its sign: +6.7, −2; nought has none."""
    return plain(number) if not number else f"{'+' if number > 0 else '−'}{plain(abs(number))}"
