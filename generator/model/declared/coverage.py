"""Whether everything is there that a year, a quarter or a roll of names calls for: data for pages, not only findings."""

from __future__ import annotations

from dataclasses import dataclass

from generator.model.text.wording import Wording


@dataclass(frozen=True, slots=True)
class Coverage:
    """What one rule expects in one period: ``missing`` is the part of ``expected`` that no record covers."""

    rule: str
    type: str
    period: str
    """A year (2026), a quarter (2026-Q3) or a month (2026-11)."""
    expected: tuple[str, ...]
    missing: tuple[str, ...]
    field: str = ""
    """The field of the type whose values these are; empty for periods."""
    by: str = ""
    """The field of days by which records fall into periods; empty for values."""
    title: Wording = Wording()
    """What the rule means for the type, for people; empty: the type does not say."""
