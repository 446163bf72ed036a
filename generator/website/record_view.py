"""Entry → :class:`RecordView`: which value stands in which part of a record page, for any type."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from generator.disclose.disclosure import Entry
from generator.model.addresses import twin_address
from generator.model.condition import Value, reference_ids
from generator.model.record_type import ChildTable, Field, RecordType, Show
from generator.website.cells import cell
from generator.website.exports.offers import record_calendar
from generator.website.viewpoint import Viewpoint
from generator.website.views import Cell, CheckView, GroupView, LinkView, RecordView, RelationView, TableView

FICTIONAL = "fictional"
_CellLinks = Mapping[str, Mapping[str, LinkView]]


def record_view(view: Viewpoint, entry: Entry, older: Entry | None, newer: Entry | None) -> RecordView:
    """The page of ``entry``, whose neighbours in its type are ``older`` and ``newer``."""
    cells = _cells(view, entry)
    facts, groups = _facts_and_groups(view, entry.type, cells)
    return RecordView(
        type=entry.type.name,
        kind=view.language.text(entry.type.label),
        id=entry.id,
        title=entry.title,
        lede=" ".join(item.text for item in _shown_as(entry.type, cells, Show.LEDE)),
        state=view.state(entry.state),
        fictional=is_fictional(entry),
        crumbs=_crumbs(view, entry),
        groups=groups,
        texts=_shown_as(entry.type, cells, Show.LONG),
        tables=tuple(_tables(view, entry)),
        relations=tuple(_relations(view, entry)),
        checks=tuple(_checks(view, entry)),
        facts=facts,
        provenance=_provenance(view, entry.type, cells),
        period=view.period(entry),
        twin=view.link_from_root(twin_address(entry.type.name, entry.id)),
        previous=view.record(older) if older else None,
        next=view.record(newer) if newer else None,
        cells=cells,
        calendar=record_calendar(view, entry),
    )


def is_fictional(entry: Entry) -> bool:
    """Whether the record says of itself that it is invented (a common field, unless the type has its own)."""
    return FICTIONAL in entry.type.common and entry.values.get(FICTIONAL) is True


def _cells(view: Viewpoint, entry: Entry) -> Mapping[str, Cell]:
    """Every field that holds something and may be shown, by name."""
    return {
        field.name: cell(field, entry.values[field.name], view.language, view.today)
        for field in entry.type.fields
        if field.name in entry.values and field.show is not Show.HIDDEN
    }


def _shown_as(type: RecordType, cells: Mapping[str, Cell], show: Show) -> tuple[Cell, ...]:
    return tuple(cells[field.name] for field in type.fields if field.show is show and field.name in cells)


def _facts_and_groups(
    view: Viewpoint, type: RecordType, cells: Mapping[str, Cell]
) -> tuple[GroupView, tuple[GroupView, ...]]:
    """Facts for the side column, and the declared groups; without anything else, the facts are the page."""
    title = view.language.translate("Basic information")
    groups = tuple(
        GroupView(view.language.text(group.title) or title, shown)
        for group in type.groups
        if (shown := tuple(cells[name] for name in group.fields if name in cells))
    )
    facts = GroupView(title, tuple(cells[field.name] for field in _ungrouped(type) if field.name in cells))
    if type.groups or any(field.show is Show.LONG for field in type.fields) or type.children:
        return facts, groups
    return GroupView("", ()), (facts,)


def _ungrouped(type: RecordType) -> Iterable[Field]:
    """Fields for the facts: not the title, not in a group, not shown elsewhere on the page."""
    elsewhere = {type.title_field, *(name for group in type.groups for name in group.fields)}
    elsewhere |= {relation.field for relation in type.relations if not relation.child} | type.common
    return (
        field
        for field in type.fields
        if field.name not in elsewhere and field.show in (Show.AUTO, Show.PROGRESS)
    )


def _provenance(view: Viewpoint, type: RecordType, cells: Mapping[str, Cell]) -> GroupView:
    shown = tuple(
        cells[field.name] for field in type.fields if field.name in type.common and field.name in cells
    )
    return GroupView(view.language.translate("Where this comes from"), shown)


def _crumbs(view: Viewpoint, entry: Entry) -> tuple[LinkView, ...]:
    return (view.home(), view.listing(entry.type), *(view.record(above) for above in entry.ancestors))


def _tables(view: Viewpoint, entry: Entry) -> Iterable[TableView]:
    """The child tables that have rows, a type's own before the common ones; columns that are empty throughout are left out."""
    for table in entry.type.children:
        rows = entry.children.get(table.name, ())
        fields = [field for field in _columns(table) if any(field.name in row for row in rows)]
        links = _links_in(view, entry, table.name)
        if rows and fields:
            yield TableView(
                name=table.name,
                title=view.language.text(table.label),
                show=table.show,
                columns=tuple(view.language.text(field.label) for field in fields),
                rows=tuple(_table_row(view, links, fields, row) for row in rows),
            )


def _columns(table: ChildTable) -> Iterable[Field]:
    return (field for field in table.fields if field.show is not Show.HIDDEN)


def _table_row(
    view: Viewpoint, links: _CellLinks, fields: list[Field], row: Mapping[str, Value]
) -> tuple[Cell, ...]:
    return tuple(_linked(view, links.get(field.name, {}), field, row.get(field.name)) for field in fields)


def _linked(view: Viewpoint, links: Mapping[str, LinkView], field: Field, value: Value) -> Cell:
    """The cell for a value; ids in a reference field become links to their records."""
    plain = cell(field, value, view.language, view.today)
    found = tuple(links[id] for id in reference_ids(value) if id in links) if links else ()
    return replace(plain, kind="link", links=found) if found else plain


def _links_in(view: Viewpoint, entry: Entry, table: str) -> _CellLinks:
    """For each reference field of a child table: the link for every id that stands there."""
    known = {(target.type.name, target.id): target for links in entry.links for target in links.targets}
    rows = entry.children.get(table, ())
    return {
        relation.field: {
            id: view.record(known[relation.to, id])
            for row in rows
            for id in reference_ids(row.get(relation.field))
            if (relation.to, id) in known
        }
        for relation in entry.type.relations
        if relation.child == table
    }


def _checks(view: Viewpoint, entry: Entry) -> Iterable[CheckView]:
    """What was held against the record; what it means is said by the type, or else by the rule."""
    language = view.language
    for checked in entry.checked:
        sentence = checked.rule.sentence.render(language.translate, language.code)
        yield CheckView(language.text(checked.use.title) or sentence, checked.outcome, checked.use.basis)


def _relations(view: Viewpoint, entry: Entry) -> Iterable[RelationView]:
    """Links of one name stand together, whichever fields they come from, each record once."""
    merged: dict[str, dict[tuple[str, str], LinkView]] = {}
    for links in entry.links:
        group = merged.setdefault(view.language.text(links.title), {})
        for target in links.targets:
            group.setdefault((target.type.name, target.id), view.record(target))
    return (RelationView(title, tuple(group.values())) for title, group in merged.items())
