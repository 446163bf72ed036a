"""Which day it is: what was asked for, else ``SOURCE_DATE_EPOCH``, else today where the site is."""

from __future__ import annotations

import os
from datetime import date, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from generator.model.text.stop import CannotRun
from generator.model.text.wording import say

if TYPE_CHECKING:
    from generator.model.declared.site import Site

EPOCH = "SOURCE_DATE_EPOCH"
"""Seconds since 1970 in UTC (reproducible-builds.org/specs/source-date-epoch): what builds take for now."""


def day_to_judge(asked: date | None, site: Site) -> date:
    """The as-of day. Stops if the environment names a moment that is none."""
    return day_where(asked, site.time_zone)


def day_where(asked: date | None, time_zone: str) -> date:
    """The same for whoever knows no more of the site than its time zone."""
    return asked or _now(time_zone).date()


def _now(time_zone: str) -> datetime:
    zone, epoch = ZoneInfo(time_zone), os.environ.get(EPOCH)
    if not epoch:
        return datetime.now(zone)
    try:
        return datetime.fromtimestamp(int(epoch), zone)
    except (ValueError, OverflowError, OSError):
        raise CannotRun(
            say("{name} is a number of seconds since 1970, not '{value}'.", name=EPOCH, value=epoch)
        ) from None
