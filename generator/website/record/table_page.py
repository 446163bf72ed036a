"""The long child tables of a record → their pages, and what a script looks through.

They are made and held as the record's own page is: what is public during its period alone stands on them no day longer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from generator.disclose.disclosure import Entry, at_its_own_page
from generator.model.declared.record_type import FICTIONAL, ChildTable
from generator.model.files.addresses import table_address, table_csv_address, table_rows_address
from generator.website.places.viewpoint import Viewpoint
from generator.website.record.long_tables import MOST_FOUND, Sheet, long_tables, rows_file, sheets
from generator.website.record.tables import part_view, shown_fields
from generator.website.record.views import TablePageView, TableView
from generator.website.views import PageLink

NEIGHBOURS = 2
"""Page numbers shown on either side of the current one."""


@dataclass(frozen=True, slots=True)
class LongTableFile:
    """A page of a long table, or what is written as it is; the view stands where it goes."""

    view: Viewpoint
    content: TablePageView | bytes


def long_table_addresses(entry: Entry) -> Iterator[str]:
    """The addresses of the pages of the entry's long tables, from the language's home."""
    opened = at_its_own_page(entry)
    for table in long_tables(opened):
        for sheet in sheets(opened.children[table.name]):
            yield table_address(entry.type.name, entry.id, table.name, sheet.number)


def long_table_files(view_at: Callable[[str], Viewpoint], entry: Entry) -> Iterator[LongTableFile]:
    """The pages of the entry's long tables, and for scripts the rows of those that are public for good."""
    opened = at_its_own_page(entry)
    for table in long_tables(opened):
        rows = opened.children[table.name]
        fields, pages, lasts = shown_fields(table, rows), list(sheets(rows)), _lasts(entry, table)
        for sheet in pages:
            view = view_at(table_address(entry.type.name, entry.id, table.name, sheet.number))
            part = part_view(view, opened, table, fields, sheet.rows)
            yield LongTableFile(view, _table_page(view, opened, part, sheet, len(pages), lasts))
        if lasts and len(rows) <= MOST_FOUND:
            beside = view_at(table_address(entry.type.name, entry.id, table.name))
            shown = part_view(beside, opened, table, fields, rows).rows
            place = view_at(table_rows_address(entry.type.name, entry.id, table.name))
            yield LongTableFile(place, rows_file(shown, pages))


def lasting_long_tables(entry: Entry) -> Iterator[ChildTable]:
    """The long tables of which copies may be kept."""
    return (table for table in long_tables(at_its_own_page(entry)) if _lasts(entry, table))


def tables_of_rows(entry: Entry) -> frozenset[str]:
    """The long tables, by name, of which a script has all rows: whoever finds a row can be led to it."""
    tables = lasting_long_tables(entry) if any(entry.children.values()) else ()
    return frozenset(table.name for table in tables if len(entry.children[table.name]) <= MOST_FOUND)


def _lasts(entry: Entry, table: ChildTable) -> bool:
    """Whether no value of the table goes one day: whoever has a file of them keeps it."""
    return entry.only_in_period is None or not any(field.period_bound for field in table.fields)


def _table_page(
    view: Viewpoint, entry: Entry, part: TableView, sheet: Sheet, pages: int, lasts: bool
) -> TablePageView:
    """One page of ``pages``; ``part`` are its rows, ``lasts`` says whether copies of the table may be kept."""
    type, id = entry.type.name, entry.id
    total = len(entry.children[part.name])
    record = view.record(entry)

    def at(number: int) -> str:
        return view.link(table_address(type, id, part.name, number))

    return TablePageView(
        crumbs=(view.home(), *view.family(entry.type), view.listing(entry.type), record),
        kind=view.language.text(entry.type.label),
        record=record,
        table=part,
        first=sheet.start + 1,
        last=sheet.start + len(sheet.rows),
        total=total,
        number=sheet.number,
        pages=tuple(_pages(sheet.number, pages, at)) if pages > 1 else (),
        previous=at(sheet.number - 1) if sheet.number > 1 else "",
        next=at(sheet.number + 1) if sheet.number < pages else "",
        fictional=entry.common(FICTIONAL) is True,
        rows_href=view.link(table_rows_address(type, id, part.name)) if lasts and total <= MOST_FOUND else "",
        csv=view.link_from_root(table_csv_address(type, id, part.name)) if lasts else "",
    )


def _pages(current: int, pages: int, at: Callable[[int], str]) -> Iterator[PageLink]:
    """The first, the last, and a window of numbers."""
    before = 0
    for number in range(1, pages + 1):
        if number in (1, pages) or abs(number - current) <= NEIGHBOURS:
            if number > before + 1:
                yield PageLink("…", "", False)
            yield PageLink(str(number), at(number), number == current)
            before = number
