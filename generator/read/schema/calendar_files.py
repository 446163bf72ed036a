"""``data/calendar/<year>.yaml`` → :class:`CalendarYear`: what an office says of its own days off."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from generator.model.declared.calendar import CalendarYear
from generator.model.text.stop import CannotRun
from generator.model.text.wording import say
from generator.read.schema.binder import read_block
from generator.read.schema.place import Place
from generator.read.yaml.declarations import load


def read_calendar(root: Path) -> Mapping[int, CalendarYear]:
    """The years that the root has files for. Stops at a file that is not named by a year or lists no days."""
    folder = root / "data" / "calendar"
    paths = sorted(folder.glob("*.yaml")) if folder.is_dir() else []
    return {year.year: year for year in map(_read, paths)}


def _read(path: Path) -> CalendarYear:
    shown = f"data/calendar/{path.name}"
    if not (path.stem.isascii() and path.stem.isdigit() and len(path.stem) == len("2026")):
        raise CannotRun(say("{path} must be named by its year, like 2026.yaml.", path=shown))
    place = Place(shown, path)
    year = read_block(CalendarYear, load(path, shown), place, year=int(path.stem))
    for day in sorted(year.holidays | year.working):
        if day.year != year.year:
            raise place.refusal(
                say("{path}: '{item}' is not a day of {year}. Write it like {year}-05-01.",
                    item=day.isoformat(), year=str(year.year))
            )  # fmt: skip
    return year
