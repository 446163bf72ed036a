"""Which year an entry belongs to, and the entries of each year."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from generator.disclose.disclosure import Entry
from generator.model.declared.condition import texts_of
from generator.model.text.folding import fold
from generator.website.words.alike import shown_for_all

UNDATED = "undated"
"""The page of what names no year; no year is called so."""
FULL = 100.0
FIRST_YEAR, LAST_YEAR = 1, 9999


def year_of(entry: Entry, field: str) -> str:
    """The year that ``field`` says (a year or a date), else the year of the date that the type sorts by; none without a
    field.
    """
    if not field:
        return UNDATED
    value = entry.values.get(field)
    if isinstance(value, date):
        return str(value.year)
    if value not in (None, ""):
        return fold(str(value))
    return str(entry.day.year) if entry.day else UNDATED


def by_year(entries: Iterable[Entry], field: str) -> Mapping[str, Sequence[Entry]]:
    """Year → its entries in their order; the newest year first, what names none last."""
    found: dict[str, list[Entry]] = {}
    for entry in entries:
        found.setdefault(year_of(entry, field), []).append(entry)
    return {
        year: found[year] for year in sorted(found, key=lambda year: (year != UNDATED, year), reverse=True)
    }


def by_value(entries: Iterable[Entry], field: str) -> Mapping[str, Sequence[Entry]]:
    """Value → the entries whose ``field`` holds it (one of several, in a list), in the order of first appearance.

    Values that read alike are one, in the spelling that occurs most often.
    """
    said = [(entry, texts_of(entry.values.get(field))) for entry in entries]
    shown = shown_for_all(value for _, values in said for value in values)
    found: dict[str, list[Entry]] = {}
    for entry, values in said:
        for value in dict.fromkeys(shown[value] for value in values):
            found.setdefault(value, []).append(entry)
    return found


def is_year(name: str) -> bool:
    """Whether it is a year that a calendar has, the one before and after it too; not ``undated``, nor 0000."""
    return name.isdigit() and FIRST_YEAR < int(name) < LAST_YEAR


def in_file_order(entries: Sequence[Entry]) -> list[Entry]:
    """Oldest first, and what is of one day as it stands in its file: a Disclosure has those in reverse."""
    as_read = list(reversed(entries))
    return sorted(as_read, key=lambda entry: entry.day or date.min)


def current_year(years: Iterable[str], today: date) -> str:
    """Today's year if it is among them, else the latest one before, else the first of all."""
    names = list(years)
    past = [name for name in names if name.isdigit() and int(name) <= today.year]
    return past[0] if past else names[0]


def elapsed(year: str, today: date) -> float | None:
    """How much of a year is over, 0 to 100; ``None`` for what is no year."""
    if not year.isdigit():
        return None
    if int(year) != today.year:
        return FULL if int(year) < today.year else 0.0
    return share_of_year(today)


def share_of_year(day: date) -> float:
    """Where a day lies in its year, itself over: 31 December is 100."""
    first, after = date(day.year, 1, 1), date(day.year + 1, 1, 1)
    return round(((day - first).days + 1) / (after - first).days * FULL, 1)
