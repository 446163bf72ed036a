"""Where what comes with the generator stands: schemas, templates, the default configuration."""

from __future__ import annotations

from pathlib import Path

SHIPPED = Path(__file__).parents[2] / "shipped"
CHECKOUT = Path(__file__).parents[3]


def shipped(*parts: str) -> Path:
    """A file or folder that comes with the generator: in the wheel's package data, else in the checkout."""
    home = SHIPPED if SHIPPED.is_dir() else CHECKOUT
    return home.joinpath(*parts)
