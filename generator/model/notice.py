"""What stands on the notice that is printed for the board, as a type declares it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Notice:
    """The record on paper, for the board, while its period is open or ahead.

    Every value names a field; an empty one is not printed, unless it says what stands in its place.
    """

    issuer: str = ""
    """Whose name stands at the head and at the end; else the body that published the record, else the site."""
    number: str = ""
    opening: str = ""
    """The text before the table; else one sentence that names the record in ``basis``."""
    basis: str = ""
    """A relation of the record's own."""
    table: str = ""
    """The child table that is printed."""
    columns: tuple[str, ...] = ()
    """Fields of it; else those that its page shows."""
    closing: str = ""
    """The text after the table and the period, under the name of its field."""
    contact: tuple[str, ...] = ()
    """Where the public can be heard: one sentence of these fields, each by its name."""
