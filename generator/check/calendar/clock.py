"""Which day it is: what was asked for, else ``SOURCE_DATE_EPOCH``, else today where the site is."""

from __future__ import annotations

import os
from datetime import date, datetime
from zoneinfo import ZoneInfo

from generator.model.declared.site import Site
from generator.model.text.stop import CannotRun
from generator.model.text.wording import say

EPOCH = "SOURCE_DATE_EPOCH"
"""Seconds since 1970 in UTC (reproducible-builds.org/specs/source-date-epoch): what builds take for now."""


def day_to_judge(asked: date | None, site: Site) -> date:
    """The as-of day. Stops if the environment names a moment that is none."""
    return asked or _now(site).date()


def _now(site: Site) -> datetime:
    zone, epoch = ZoneInfo(site.time_zone), os.environ.get(EPOCH)
    if not epoch:
        return datetime.now(zone)
    try:
        return datetime.fromtimestamp(int(epoch), zone)
    except (ValueError, OverflowError, OSError):
        raise CannotRun(
            say("{name} is a number of seconds since 1970, not '{value}'.", name=EPOCH, value=epoch)
        ) from None
