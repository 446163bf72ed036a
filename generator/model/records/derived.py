"""Values that nobody typed: the program worked them out, and whoever shows them says so.

They stand where a typed value would, so that whatever computes, compares, sorts or writes takes them as it takes any;
:func:`is_derived` tells them apart.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from generator.model.declared.condition import Value


class DerivedNumber(Decimal):
    """A number that was worked out."""

    __slots__ = ()


class DerivedDay(date):
    """A day that was worked out."""

    __slots__ = ()


def is_derived(value: Value) -> bool:
    """Whether nobody typed the value."""
    return isinstance(value, DerivedNumber | DerivedDay)
