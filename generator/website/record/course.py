"""How far work is: a record's deadline, the time it was given, and what a link to it says of both."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from generator.disclose.disclosure import Entry, Reference
from generator.model.declared.condition import day_of
from generator.model.declared.record_type import NUMBERS, Field, RecordType, Show
from generator.website.cells import CellsByName, cell
from generator.website.charts.time_line import Plan
from generator.website.places.viewpoint import Viewpoint
from generator.website.views import Cell, LinkView

_DATES = frozenset({"date", "datetime"})


def has_progress(type: RecordType) -> bool:
    """Whether records of the type say how far they are, in per cent."""
    return any(field.show is Show.PROGRESS for field in type.fields)


def deadline(view: Viewpoint, entry: Entry) -> Cell | None:
    """The deadline of a record of work: the date that its type's states call late once it is past."""
    found = _deadline_field(entry)
    return cell(found, entry.values[found.name], view.language, view.today) if found else None


def plan_of(entry: Entry) -> Plan:
    """When the work was to begin and to end: the deadline, and the date that the schema has before it."""
    end = _deadline_field(entry)
    if end is None:
        return None
    dates = [field for field in entry.type.fields if field.type in _DATES]
    before = dates.index(end) - 1
    first = day_of(entry.values.get(dates[before].name)) if before >= 0 else None
    last = day_of(entry.values.get(end.name))
    return (first, last) if first and last and first <= last else None


def _deadline_field(entry: Entry) -> Field | None:
    if not has_progress(entry.type):
        return None
    return next((field for field in entry.type.deadlines if field.name in entry.values), None)


def standing(view: Viewpoint, reference: Reference) -> LinkView:
    """A link to a record of work, with its progress, its deadline, and the cells of its listing and its numbers."""
    link, entry = view.record(reference), view.disclosure.index.get((reference.type.name, reference.id))
    if entry is None:
        return link
    cells = {item.name: item for item in _cells(view, entry)}
    progress = next((item for item in cells.values() if item.kind == "progress"), None)
    return replace(link, progress=progress, due=deadline(view, entry), cells=CellsByName(cells))


def _cells(view: Viewpoint, entry: Entry) -> Iterator[Cell]:
    for field in entry.type.fields:
        shown = field.show is Show.PROGRESS or (
            field.show is Show.AUTO and (field.name in entry.type.listing or field.type in NUMBERS)
        )
        if shown and field.name in entry.values:
            yield cell(field, entry.values[field.name], view.language, view.today)
