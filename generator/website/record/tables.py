"""Child tables → :class:`TableView`: rows of cells, with what a picture of them needs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from generator.disclose.disclosure import Entry
from generator.model.declared.condition import Value, day_of, reference_ids
from generator.model.declared.record_type import NUMBERS, ChildShow, ChildTable, Field, Show
from generator.model.declared.section import section_address
from generator.model.files.addresses import file_name, table_address
from generator.website.cells import cell
from generator.website.charts.places import place
from generator.website.charts.time_line import Plan, Step, TimeView, time_line
from generator.website.charts.tones import tones
from generator.website.exports.corrections import correction_cells
from generator.website.places.questions import asked_before, questions_page
from generator.website.places.viewpoint import Viewpoint
from generator.website.record.attachments import attachment_cell
from generator.website.record.long_tables import first_rows, long_tables
from generator.website.record.views import AskedView, TableView, WholeTableView
from generator.website.views import Cell, LinkView
from generator.website.words.figures import per_cent

_CellLinks = Mapping[str, Mapping[str, LinkView]]
_Rows = Sequence[Mapping[str, Value]]
LONGEST_NAME = 24
"""A step that is named by more characters than these is named by its number alone."""


def table_views(view: Viewpoint, entry: Entry, plan: Plan) -> Iterator[TableView]:
    """The child tables that have rows, a type's own before the common ones; columns empty throughout are left out. Of a long one
    the first rows, and where all of them stand.
    """
    long = {table.name for table in long_tables(entry)}
    for table in entry.type.children:
        rows = entry.children.get(table.name, ())
        if table.name in long:
            shown = part_view(view, entry, table, shown_fields(table, rows), first_rows(rows))
            href = view.link(table_address(entry.type.name, entry.id, table.name))
            shown = replace(shown, whole=WholeTableView(href, len(rows)))
        else:
            shown = table_view(view, entry, table, plan)
        if shown.rows and shown.columns:
            yield shown


def table_view(view: Viewpoint, entry: Entry, table: ChildTable, plan: Plan = None) -> TableView:
    """One child table; without rows where the entry has none."""
    rows = entry.children.get(table.name, ())
    return part_view(view, entry, table, shown_fields(table, rows), rows, plan)


def shown_fields(table: ChildTable, rows: _Rows) -> list[Field]:
    """The columns of a table that any of its rows fills."""
    return [field for field in _columns(table) if any(field.name in row for row in rows)]


def part_view(
    view: Viewpoint, entry: Entry, table: ChildTable, fields: Sequence[Field], rows: _Rows, plan: Plan = None
) -> TableView:
    """Some rows of a child table, in the columns of all of them."""
    links = _links_in(view, entry, table.name, rows)
    shares = table.show is ChildShow.SHARES
    return TableView(
        name=table.name,
        title=view.language.text(table.label),
        show=table.show,
        columns=tuple(view.language.text(field.label) for field in fields),
        rows=tuple(
            correction_cells(entry.type, fields, row, view.language, view.today)
            if table.show is ChildShow.CORRECTIONS
            else _table_row(view, entry, links, fields, row)
            for row in rows
        ),
        anchor=f"t-{file_name(table.name)}",
        time=_time(view, fields, rows, plan) if rows and table.show is ChildShow.TIMELINE else None,
        tones=tones([field for field in _columns(table) if field.type in NUMBERS]) if shares else {},
        wholes=tuple(_whole(table, row) for row in rows) if shares else (),
        asked=tuple(_asked(view, entry, table)) if shares else (),
    )


def _asked(view: Viewpoint, entry: Entry, table: ChildTable) -> Iterator[AskedView | None]:
    page = questions_page(entry.type)
    if page is None or page.table != table.name:
        return
    say, fields = view.language.translate, [field for field in _columns(table) if field.type in NUMBERS]
    leads = {field.name for field in fields[: len(page.good)]} == set(page.good)
    labels = {field.name: view.language.text(field.label) for field in fields}
    for one in asked_before(view.disclosure, entry):
        if one is None:
            yield None
            continue
        now, was = one.now, one.before
        good = view.language.joined((labels[name] for name in page.good if name in now.numbers), ", ")
        hint = say("{answers} {share}%").format(answers=good, share=per_cent(now.share(page.good)))
        if was:
            hint = say("{now}; the thin line is {year}, {share}%").format(
                now=hint, year=was.year, share=per_cent(was.share(page.good))
            )
        yield AskedView(
            before={
                labels[name]: say("{year}: {n}, {share}%").format(
                    year=was.year, n=number, share=per_cent(was.share([name]))
                )
                for name, number in was.numbers.items()
                if name in labels
            }
            if was
            else {},
            was=place(float(was.share(page.good))) if was and leads else "",
            hint=hint,
            href=view.link(section_address(entry.type.name, page.folder, now.text)) if one.has_page else "",
        )


def _columns(table: ChildTable) -> Iterable[Field]:
    return (field for field in table.fields if field.show is not Show.HIDDEN)


def _table_row(
    view: Viewpoint, entry: Entry, links: _CellLinks, fields: Sequence[Field], row: Mapping[str, Value]
) -> tuple[Cell, ...]:
    return tuple(
        attachment_cell(view, entry, field, row.get(field.name))
        if field.show is Show.ATTACHMENT
        else _linked(view, links.get(field.name, {}), field, row.get(field.name))
        for field in fields
    )


def _linked(view: Viewpoint, links: Mapping[str, LinkView], field: Field, value: Value) -> Cell:
    """The cell for a value; ids in a reference field become links to their records."""
    plain = cell(field, value, view.language, view.today)
    found = tuple(links[id] for id in reference_ids(value) if id in links) if links else ()
    return replace(plain, kind="link", links=found) if found else plain


def _links_in(view: Viewpoint, entry: Entry, table: str, rows: _Rows) -> _CellLinks:
    """For each reference field of a child table: the link for every id that stands in the rows."""
    relations = [relation for relation in entry.type.relations if relation.child == table]
    if not relations:
        return {}
    known = {(target.type.name, target.id): target for links in entry.links for target in links.targets}
    return {
        relation.field: {
            id: view.record(known[relation.to, id])
            for row in rows
            for id in reference_ids(row.get(relation.field))
            if (relation.to, id) in known
        }
        for relation in relations
    }


def _whole(table: ChildTable, row: Mapping[str, Value]) -> float:
    """What a row's numbers are shares of: a number that the table declares and does not show; 0 without one."""
    for field in table.fields:
        if field.show is Show.HIDDEN and field.type in NUMBERS and row.get(field.name) is not None:
            return float(row[field.name])
    return 0.0


def _time(view: Viewpoint, fields: Sequence[Field], rows: _Rows, plan: Plan) -> TimeView | None:
    """The picture of a timeline; the time that the work was given belongs to rows that note progress."""
    progress = next((field.name for field in fields if field.show is Show.PROGRESS), "")
    steps = list(_steps(view, fields, rows, progress))
    return time_line(steps, view.today, view.language, plan if progress else None)


def _steps(view: Viewpoint, fields: Sequence[Field], rows: _Rows, progress: str) -> Iterator[Step]:
    dates = [field.name for field in fields if field.type in ("date", "datetime")]
    named = next((field for field in fields if field.type == "string"), None)
    for number, row in enumerate(rows, 1):
        days = [day for date_name in dates if (day := day_of(row.get(date_name)))]
        share = row.get(progress)
        if days and (share is not None or not progress):
            noted = None if share is None else float(share)
            name = view.language.choice(named, str(row.get(named.name) or "")) if named else ""
            yield Step(_step_name(view, name, number), min(days), max(days), noted)


def _step_name(view: Viewpoint, name: str, number: int) -> str:
    return view.language.joined((str(number), name), " ") if len(name) <= LONGEST_NAME else str(number)
