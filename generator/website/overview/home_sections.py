"""What the home page shows of the pages beside records, and the doors that lead in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TypeVar

from generator.disclose.disclosure import Entry
from generator.model.declared.record_type import ChildShow, RecordType
from generator.model.declared.section import (
    COMPLETENESS_ADDRESS,
    CORRECTIONS_ADDRESS,
    LedgerPage,
    ScoresPage,
    Section,
    TreePage,
    YearPage,
)
from generator.model.files.addresses import COMPLETENESS, CORRECTIONS
from generator.model.text.stop import CannotRun
from generator.model.text.wording import say
from generator.website.exports.corrections import has_corrections
from generator.website.overview.views import DoorView, SharesPictureView
from generator.website.places.sections import yearly
from generator.website.places.viewpoint import Viewpoint
from generator.website.places.years import by_year, current_year, is_year
from generator.website.record.tables import table_view
from generator.website.sections.completeness import has_completeness
from generator.website.sections.flow import flow_view
from generator.website.sections.over_time.year_picture import year_picture
from generator.website.sections.scores import score_picture, widest
from generator.website.sections.views import FlowView, ScorePictureView, YearPictureView
from generator.website.views import LinkView

ROWS_AT_HOME = 4
"""How many rows of shares the home page shows."""
TASKS_AT_HOME = 5
"""Of how many tasks the home page says how late they were."""
Kind = TypeVar("Kind", bound=YearPage)
_Shown = tuple[RecordType, Section, str, Sequence[Entry]]


def _at_home(view: Viewpoint, kind: type[Kind]) -> Iterator[_Shown]:
    """The pages of a kind that the home page shows, each for the current year."""
    for record_type in view.disclosure.types:
        entries = view.disclosure.entries[record_type.name]
        for section, page in yearly(record_type):
            if section.home and isinstance(page, kind) and entries:
                found = by_year(entries, page.by)
                year = current_year(found, view.today)
                yield record_type, section, year, found[year]


def home_years(view: Viewpoint) -> Iterator[YearPictureView]:
    """How far the year's tasks are, and how late."""
    for record_type, section, year, entries in _at_home(view, TreePage):
        if is_year(year):
            yield year_picture(view, record_type, section, year, entries, TASKS_AT_HOME)


def home_flows(view: Viewpoint) -> Iterator[FlowView]:
    """What was found and what became of it, this year."""
    for shown in _at_home(view, LedgerPage):
        yield flow_view(view, *shown)


def home_scores(view: Viewpoint) -> Iterator[ScorePictureView]:
    """The scores on which groups differ most, this year."""
    for record_type, section, year, entries in _at_home(view, ScoresPage):
        assert isinstance(section.page, ScoresPage)
        few = widest(entries, section.page)
        if few:
            yield score_picture(view, record_type, section, year, few)


def home_shares(view: Viewpoint) -> Iterator[SharesPictureView]:
    """What people answered last, for each table of shares that is declared for the home page."""
    for record_type in view.disclosure.types:
        for table in record_type.children:
            answered = [e for e in view.disclosure.entries[record_type.name] if e.children.get(table.name)]
            if table.home and table.show is ChildShow.SHARES and answered:
                whole = table_view(view, answered[-1], table)
                yield SharesPictureView(
                    view.record(answered[-1]), replace(whole, rows=whole.rows[:ROWS_AT_HOME])
                )


def doors(view: Viewpoint) -> Iterator[DoorView]:
    """The declared doors. Raises :class:`CannotRun` where one names a type that does not exist."""
    for door in view.disclosure.site.doors:
        links = tuple(_door_link(view, name) for name in door.types)
        title, text = view.language.text(door.title), view.language.text(door.text)
        yield DoorView(title, text, door.icon, links)


def _door_link(view: Viewpoint, name: str) -> LinkView:
    if name == COMPLETENESS and has_completeness(view.disclosure.types):
        return LinkView(
            view.language.translate("Completeness and punctuality"), view.link(COMPLETENESS_ADDRESS)
        )
    if name == CORRECTIONS and has_corrections(view.disclosure):
        return LinkView(view.language.translate("Corrections"), view.link(CORRECTIONS_ADDRESS))
    for record_type in view.disclosure.types:
        if record_type.name == name:
            return view.listing(record_type)
    raise CannotRun(
        say("{path}: a door names '{name}', which is no record type here.", path="data/site.yaml", name=name)
    )
