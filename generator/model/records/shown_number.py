"""A number of a workbook whose cell shows fewer digits than it holds."""

from __future__ import annotations

from decimal import Decimal


class ShownNumber(Decimal):
    """The number that the cell shows, and so the one that is published; rules compute with :attr:`stored`.

    Whatever takes it for a ``Decimal`` has what the public sees.
    """

    __slots__ = ("stored",)
    stored: Decimal

    def __new__(cls, shown: Decimal, stored: Decimal) -> ShownNumber:
        number = super().__new__(cls, shown)
        number.stored = stored
        return number

    def __reduce__(self) -> tuple[type[ShownNumber], tuple[Decimal, Decimal]]:  # type: ignore[override]
        return ShownNumber, (Decimal(self), self.stored)

    @property
    def is_rounded(self) -> bool:
        """Whether it is what is stored, rounded: no further from it than half a unit of the last digit shown."""
        exponent = self.as_tuple().exponent
        unit = Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0)
        return abs(self - self.stored) * 2 <= unit
