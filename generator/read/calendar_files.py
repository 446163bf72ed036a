"""``data/calendar/<year>.yaml`` → :class:`CalendarYear`: what an office says of its own days off."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from generator.model.calendar import CalendarYear
from generator.model.stop import CannotRun
from generator.model.wording import say
from generator.read.declarations import load, refuse_unknown

CALENDAR_KEYS = ("source", "holidays", "working")
"""``holidays`` and ``working`` are lists of days; ``source`` names the notice that they come from."""


def read_calendar(root: Path) -> Mapping[int, CalendarYear]:
    """The years that the root has files for. Stops at a file that is not named by a year or lists no days."""
    folder = root / "data" / "calendar"
    paths = sorted(folder.glob("*.yaml")) if folder.is_dir() else []
    return {year.year: year for year in map(_read, paths)}


def _read(path: Path) -> CalendarYear:
    shown = f"data/calendar/{path.name}"
    if not (path.stem.isascii() and path.stem.isdigit() and len(path.stem) == len("2026")):
        raise CannotRun(say("{path} must be named by its year, like 2026.yaml.", path=shown))
    content = load(path, shown)
    refuse_unknown(content, CALENDAR_KEYS, shown, "calendar")
    year = int(path.stem)
    return CalendarYear(year, _days(content, "holidays", year, shown), _days(content, "working", year, shown))


def _days(content: Mapping[str, Any], key: str, year: int, shown: str) -> frozenset[date]:
    listed = content.get(key) or []
    if not isinstance(listed, list):
        raise CannotRun(say("{path}: {where} is a list, each entry begun by '- '.", path=shown, where=key))
    return frozenset(_day(item, year, shown) for item in listed)


def _day(item: Any, year: int, shown: str) -> date:
    try:
        day = date.fromisoformat(str(item))
    except ValueError:
        day = None
    if day is None or day.year != year:
        raise CannotRun(
            say(
                "{path}: '{item}' is not a day of {year}. Write it like {year}-05-01.",
                path=shown,
                item=str(item),
                year=str(year),
            )
        )
    return day
