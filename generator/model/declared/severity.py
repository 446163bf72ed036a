"""How much a finding weighs."""

from __future__ import annotations

from enum import StrEnum


class Severity(StrEnum):
    """An error keeps the data from being published; a warning does not."""

    ERROR = "error"
    """It keeps the data from being published."""
    WARNING = "warning"
    """It does not."""
