"""Entry → :class:`RecordView`: which value stands in which part of a record page, for any type."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import timedelta

from generator.disclose.disclosure import Entry, Links, at_its_own_page
from generator.model.declared.record_type import CORRECTIONS, FICTIONAL, Field, RecordType, Show
from generator.model.files.addresses import twin_address
from generator.model.findings.checked import Outcome
from generator.model.records.public_life import Stage
from generator.website.cells import CellsByName, cell
from generator.website.charts.time_line import elapsed
from generator.website.exports.offers import record_calendar
from generator.website.places.deadlines import is_open
from generator.website.places.sections import entry_links, group_href
from generator.website.places.turning import turns_on
from generator.website.places.viewpoint import Viewpoint
from generator.website.record.attachments import attachment_cell, attachment_views
from generator.website.record.course import deadline, has_progress, plan_of, standing
from generator.website.record.notice import notice_link
from generator.website.record.tables import table_views
from generator.website.record.taking_part import how_of, reach_of, who_may
from generator.website.record.views import CheckView, GroupView, NoteView, RecordView, RelationView
from generator.website.views import Cell, LinkView

_OUTCOMES = (Outcome.FAILED, Outcome.PASSED, Outcome.NOT_APPLICABLE)
"""What is not in order stands first, what does not apply last."""


def record_view(view: Viewpoint, entry: Entry, older: Entry | None, newer: Entry | None) -> RecordView:
    """The page of ``entry``, whose neighbours in its type are ``older`` and ``newer``."""
    entry = at_its_own_page(entry)
    cells = _cells(view, entry)
    facts, groups = _facts_and_groups(view, entry.type, cells)
    plan = plan_of(entry)
    return RecordView(
        type=entry.type.name,
        kind=view.language.text(entry.type.label),
        id=entry.id,
        title=view.language.title(entry.title),
        lede=view.language.joined((item.text for item in _shown_as(entry.type, cells, Show.LEDE)), " "),
        state=view.state(entry.state),
        fictional=is_fictional(entry),
        crumbs=_crumbs(view, entry),
        groups=groups,
        texts=_shown_as(entry.type, cells, Show.LONG),
        tables=tuple(table_views(view, entry, plan)),
        relations=tuple(_relations(view, entry)),
        checks=tuple(sorted(_checks(view, entry), key=lambda check: _OUTCOMES.index(check.outcome))),
        facts=facts,
        provenance=_provenance(view, entry.type, cells),
        period=view.period(entry),
        twin=view.link_from_root(twin_address(entry.type.name, entry.id)),
        previous=view.record(older) if older else None,
        next=view.record(newer) if newer else None,
        cells=CellsByName(cells),
        calendar=record_calendar(view, entry),
        reach=reach_of(view, entry),
        how=how_of(view, entry) if is_open(entry) else None,
        who=who_may(view, entry) if is_open(entry) else "",
        sections=tuple(entry_links(view, entry)),
        elapsed=elapsed(plan, view.today),
        due=deadline(view, entry),
        notice=notice_link(view, entry),
        notes=tuple(life_notes(view, entry)),
        down=entry.life.is_down,
        attachments=attachment_views(view, entry),
        until=view.until(turn - timedelta(days=1)) if (turn := turns_on(entry, view.today)) else None,
    )


def is_fictional(entry: Entry) -> bool:
    """Whether the record says of itself that it is invented (a common field, unless the type has its own)."""
    return entry.common(FICTIONAL) is True


def _cells(view: Viewpoint, entry: Entry) -> Mapping[str, Cell]:
    """Every field that holds something and may be shown, by name."""
    return {
        field.name: _grouped(view, entry, cell(field, entry.values[field.name], view.language, view.today))
        if field.show is not Show.ATTACHMENT
        else attachment_cell(view, entry, field, entry.values[field.name])
        for field in entry.type.fields
        if field.name in entry.values and field.show is not Show.HIDDEN
    }


def _grouped(view: Viewpoint, entry: Entry, plain: Cell) -> Cell:
    """A value whose records have a page of their own leads there."""
    value = entry.values[plain.name]
    if plain.kind != "text" or not isinstance(value, str):
        return plain
    return replace(plain, href=group_href(view, entry.type, plain.name, value))


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
        if field.name not in elsewhere and field.show in (Show.AUTO, Show.PROGRESS, Show.TELEPHONE)
    )


def _provenance(view: Viewpoint, type: RecordType, cells: Mapping[str, Cell]) -> GroupView:
    shown = tuple(
        cells[field.name]
        for field in type.fields
        if field.name in type.common and field.name in cells and field.show is not Show.ATTACHMENT
    )
    return GroupView(view.language.translate("Where this comes from"), shown)


def _crumbs(view: Viewpoint, entry: Entry) -> tuple[LinkView, ...]:
    above = (view.record(ancestor) for ancestor in entry.ancestors)
    return (view.home(), *view.family(entry.type), view.listing(entry.type), *above)


def _checks(view: Viewpoint, entry: Entry) -> Iterable[CheckView]:
    """What was held against the record; what it means is said by the type, or else by the rule."""
    language = view.language
    for checked in entry.checked:
        title = language.text(checked.use.title)
        meaning = title or language.phrase(checked.rule.sentence)
        yield CheckView(meaning, checked.outcome, language.written(checked.use.basis))


def _relations(view: Viewpoint, entry: Entry) -> Iterable[RelationView]:
    """Links of one name stand together, whichever fields they come from, each record once."""
    merged: dict[tuple[str, bool, bool], dict[tuple[str, str], LinkView]] = {}
    for links in entry.links:
        key = (view.language.text(links.title), links.inverse, links.below)
        merged.setdefault(key, {}).update(_targets(view, links))
    return (
        RelationView(title, tuple(group.values()), inverse, below)
        for (title, inverse, below), group in merged.items()
    )


def _targets(view: Viewpoint, links: Links) -> Mapping[tuple[str, str], LinkView]:
    """A link to each record; to records of work, with how far they are."""
    show = standing if has_progress(links.targets[0].type) else Viewpoint.record
    return {(target.type.name, target.id): show(view, target) for target in links.targets}


def life_notes(view: Viewpoint, entry: Entry) -> Iterator[NoteView]:
    """At most one of a record's life, and one of what took its place."""
    translate, day = view.language.translate, view.language.day
    life = entry.life
    if life.stage is Stage.WITHDRAWN:
        words = translate("Its content is no longer public. The address stays.")
        reason = view.language.written(_reason(entry))
        since = day(life.since) if life.since else ""
        yield NoteView("off", translate("Withdrawn on {day}").format(day=since), words, reason)
    elif life.stage is Stage.TAKEN_DOWN:
        label = (
            translate("Taken down on {day}").format(day=day(life.since))
            if life.since
            else translate("Taken down")
        )
        words = translate(
            "The period is over, so the personal facts are no longer public. What was done stays."
        )
        yield NoteView("done", label, words)
    elif entry.only_in_period is not None and life.last_day:
        label = translate("Personal facts on this page are public until {day}").format(day=day(life.last_day))
        words = translate(
            "After that they are taken down; this address stays. Please do not copy them elsewhere."
        )
        yield NoteView("eye", label, words)
    if entry.superseded_by:
        links = tuple(view.record(reference) for reference in entry.superseded_by)
        yield NoteView(
            "none", translate("Superseded"), translate("Another record took its place:"), links=links
        )


def _reason(entry: Entry) -> str:
    corrections = entry.common_rows(CORRECTIONS)
    return next((str(row["reason"]) for row in reversed(corrections) if row.get("reason")), "")
