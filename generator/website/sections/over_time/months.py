"""A year of records → :class:`MonthGridView`: type by type and month by month what is there, called for, missing, not kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from generator.disclose.disclosure import Entry
from generator.model.declared.condition import day_of
from generator.model.declared.coverage import Coverage
from generator.model.declared.record_type import RecordType
from generator.model.findings.checked import Outcome
from generator.website.places.viewpoint import Viewpoint
from generator.website.sections.over_time.course import MONTHS
from generator.website.sections.views import MonthCellView, MonthGridView, MonthRowView

MANY, SOME = 6, 3
"""From so many records on a cell is dark, or half so."""


def month_grid(view: Viewpoint) -> MonthGridView | None:
    """The grid of the current year; nothing where no type has a record or a duty in it."""
    year = view.today.year
    rows = tuple(row for type in view.disclosure.types if (row := _row(view, type, year)))
    if not rows:
        return None
    names = tuple(view.language.month_parts(month) for month in range(1, MONTHS + 1))
    totals = tuple(sum(row.cells[month].total for row in rows) for month in range(MONTHS))
    return MonthGridView(view.language.year_of(view.today), names, view.today.month, rows, totals)


def _row(view: Viewpoint, type: RecordType, year: int) -> MonthRowView | None:
    called = [
        item
        for item in view.disclosure.coverage
        if item.type == type.name and item.by and item.period == str(year)
    ]
    expected = _months(called, year, missing=False)
    missing = _months(called, year, missing=True)
    found = _by_month(view.disclosure.entries[type.name], called, year)
    if not found and not expected:
        return None
    cells = tuple(
        _cell(view, type, month, found.get(month, ()), month in expected, month in missing, bool(expected))
        for month in range(1, MONTHS + 1)
    )
    return MonthRowView(view.listing(type), cells)


def _months(called: Sequence[Coverage], year: int, missing: bool) -> frozenset[int]:
    """The months that periods name (2026-11); longer periods are told in the table below."""
    labels = (label for item in called for label in (item.missing if missing else item.expected))
    parts = (label.partition("-") for label in labels)
    return frozenset(int(month) for of, _, month in parts if of == str(year) and month.isdigit())


def _by_month(entries: Sequence[Entry], called: Sequence[Coverage], year: int) -> Mapping[int, list[Entry]]:
    """By the day that its duty goes by, else by the date of the record."""
    found: dict[int, list[Entry]] = {}
    for entry in entries:
        day = day_of(entry.values.get(called[0].by)) if called else entry.day
        if day and day.year == year:
            found.setdefault(day.month, []).append(entry)
    return found


def _cell(
    view: Viewpoint,
    type: RecordType,
    month: int,
    entries: Sequence[Entry],
    called: bool,
    missing: bool,
    has_duty: bool,
) -> MonthCellView:
    say, total = view.language.translate, len(entries)
    name = view.language.month_of(date(view.today.year, month, 1))
    failed = sum(checked.outcome is Outcome.FAILED for entry in entries for checked in entry.checked)
    if missing:
        look, words = "miss", say("{month}: missing")
    elif called:
        look, words = "req", say("{month}: called for and there, {n}")
    elif total:
        look, words = (
            "many" if total >= MANY else "some" if total >= SOME else "few",
            say("{month}: {n} there"),
        )
    elif month > view.today.month:
        look, words = "off", say("{month}: yet to come")
    elif has_duty and month == view.today.month:
        look, words = "wait", say("{month}: not due yet")
    else:
        look, words = "none", say("{month}: none, and none called for")
    if failed:
        words = say("{what}; rules not kept: {n}").format(what=words, n=failed)
    return MonthCellView(
        look, total, words.format(month=name, n=total), _href(view, type, entries, missing), bool(failed)
    )


def _href(view: Viewpoint, type: RecordType, entries: Sequence[Entry], missing: bool) -> str:
    """To the record, to the list of several, to what is missing."""
    if missing:
        return "#sl-called"
    return view.record(entries[0]).href if len(entries) == 1 else view.listing(type).href if entries else ""
