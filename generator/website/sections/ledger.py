"""A year's entries → :class:`LedgerView`: said, found, done, one by one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from generator.disclose.disclosure import Entry
from generator.model.declared.condition import Value, reference_ids
from generator.model.declared.record_type import RecordType
from generator.model.declared.section import LedgerPage, Remedies, Section
from generator.model.files.addresses import file_name
from generator.model.text.wording import fill
from generator.website.cells import cell
from generator.website.exports.offers import Sizes, downloads
from generator.website.places.sections import section_head
from generator.website.places.viewpoint import Viewpoint
from generator.website.record.page import is_fictional
from generator.website.sections.flow import finding, flow_view
from generator.website.sections.tree import OFFERED
from generator.website.sections.views import LedgerItemView, LedgerView, RemedyView
from generator.website.views import Cell, LinkView, StateView


def ledger_view(
    view: Viewpoint, type: RecordType, section: Section, year: str, entries: Sequence[Entry], sizes: Sizes
) -> LedgerView:
    """The page of a year, newest entries first."""
    page = section.page
    assert isinstance(page, LedgerPage)
    flow = flow_view(view, type, section, year, entries)
    return LedgerView(
        head=section_head(view, type, section, year, flow.figures),
        flow=flow,
        said=view.language.text(type.field(page.said).label),
        verdict=view.language.text(type.field(page.verdict).label),
        items=tuple(_item(view, type, page, entry) for entry in reversed(entries)),
        downloads=downloads(view, type, sizes)[:OFFERED],
    )


def _item(view: Viewpoint, type: RecordType, page: LedgerPage, entry: Entry) -> LedgerItemView:
    said = view.language.written(str(entry.values.get(page.said) or entry.title))
    return LedgerItemView(
        anchor=f"r-{file_name(entry.id)}",
        said=said,
        link=view.record(entry),
        source=tuple(cell.text for cell in _cells(view, entry, page.source)),
        verdict=finding(view, type, page, entry),
        tells=tuple(_cells(view, entry, page.tell)),
        remedies=tuple(_remedies(view, entry, page.done)) if page.done else (),
        fictional=is_fictional(entry),
    )


def _cells(view: Viewpoint, entry: Entry, names: Sequence[str]) -> Iterator[Cell]:
    for name in names:
        if entry.values.get(name) not in (None, "", ()):
            yield cell(entry.type.field(name), entry.values[name], view.language, view.today)


def _remedies(view: Viewpoint, entry: Entry, declared: Remedies) -> Iterator[RemedyView]:
    fields = entry.type.child(declared.table).fields
    for row in entry.children.get(declared.table, ()):
        shown = (field for field in fields if field.name in row and field.name != declared.done)
        cells = (cell(field, row[field.name], view.language, view.today) for field in shown)
        state, note = remedy_state(view, row, declared)
        yield RemedyView(
            tuple(_linked(view, entry, declared.table, item, row) for item in cells), state, note
        )


def _linked(view: Viewpoint, entry: Entry, table: str, item: Cell, row: Mapping[str, Value]) -> Cell:
    """Ids in a reference field become links to their records."""
    to = {link.field: link.to for link in entry.type.relations if link.child == table}.get(item.name)
    known = {(target.type.name, target.id): target for links in entry.links for target in links.targets}
    found: tuple[LinkView, ...] = tuple(
        view.record(known[to, id]) for id in reference_ids(row.get(item.name)) if to and (to, id) in known
    )
    return replace(item, kind="link", links=found) if found else item


def remedy_state(view: Viewpoint, row: Mapping[str, Value], declared: Remedies) -> tuple[StateView, str]:
    """Whether a remedy is done, under way or late, and since when."""
    say, due, done = view.language.translate, row.get(declared.due), row.get(declared.done)
    if isinstance(done, date):
        return StateView(say("put right"), "done"), view.language.day(done)
    if isinstance(due, date) and due < view.today:
        return StateView(say("late"), "late"), fill(say("{n:day|days} late"), n=(view.today - due).days)
    return StateView(say("being put right"), "going"), ""
