"""The day that a command goes by, as somebody types it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import click

from generator.commands.common.session import Session

AS_OF = "as_of"
DAY = click.DateTime(["%Y-%m-%d"])


def as_day(context: click.Context, parameter: click.Parameter, value: datetime | None) -> date | None:
    """An option's value as a day."""
    return value.date() if value else None


def _asked(context: click.Context, parameter: click.Parameter, value: datetime | None) -> date | None:
    """The day that stands after the command's name, else the one before it."""
    session = context.obj
    return value.date() if value else session.as_of if isinstance(session, Session) else None


def day_option(help: str) -> Callable[[Any], Any]:
    """``--as-of``, for a command that means this by it."""
    return click.option("--as-of", AS_OF, type=DAY, metavar="DAY", callback=_asked, help=help)


as_of_option = day_option(help="The day to judge for, like 2026-11-24 (default: today).")
