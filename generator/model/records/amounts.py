"""Exact arithmetic on the numbers of records. Rounding is half up, as people round by hand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import ROUND_HALF_UP, Context, Decimal

_EXACT = Context(prec=400, rounding=ROUND_HALF_UP)
"""More digits than a cell can hold, so that nothing is lost on the way."""
HUNDRED = Decimal(100)


def total(numbers: Iterable[Decimal]) -> Decimal:
    """The exact sum; 0 of none."""
    result = Decimal(0)
    for number in numbers:
        result = _EXACT.add(result, number)
    return result


def product(one: Decimal, other: Decimal) -> Decimal:
    """The exact product."""
    return _EXACT.multiply(one, other)


def quotient(part: Decimal, whole: Decimal) -> Decimal:
    """``part`` by ``whole``, which is not 0."""
    return _EXACT.divide(part, whole)


def mean(parts: Sequence[tuple[Decimal, Decimal | None]]) -> Decimal | None:
    """The mean of (number, weight): by weight if each has one, and not all are 0, else plain; ``None`` of none."""
    weights = [weight for _, weight in parts if weight is not None]
    if len(weights) < len(parts) or not total(weights):
        weights = [Decimal(1)] * len(parts)
    products = (product(number, weight) for (number, _), weight in zip(parts, weights, strict=True))
    return quotient(total(products), total(weights)) if parts else None


def percent(part: Decimal, whole: Decimal, decimals: int) -> Decimal:
    """How many per cent of ``whole`` (not 0) ``part`` is, rounded."""
    return rounded(quotient(product(part, HUNDRED), whole), decimals)


def rounded(number: Decimal, decimals: int) -> Decimal:
    """The number to so many decimal places, half up."""
    return number.quantize(Decimal(1).scaleb(-decimals), context=_EXACT)


def differ(one: Decimal, other: Decimal, tolerance: Decimal) -> bool:
    """Whether two numbers lie further apart than ``tolerance``."""
    return _EXACT.subtract(one, other).copy_abs() > tolerance


def plain(number: Decimal) -> str:
    """The number as people write it: no exponent, no zeros that say nothing."""
    return format(_EXACT.normalize(number), "f") if number else "0"
