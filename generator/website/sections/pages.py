"""Every page beside records, one by one: where it stands, what it shows, by which template."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from generator.disclose.disclosure import Disclosure, Entry
from generator.model.declared.record_type import RecordType
from generator.model.declared.section import (
    COMPLETENESS_ADDRESS,
    GroupsPage,
    LedgerPage,
    MatrixPage,
    Section,
    TreePage,
    YearPage,
    index_address,
    section_address,
)
from generator.model.files.addresses import COMPLETENESS, CORRECTIONS, GOVERNANCE
from generator.website.exports.corrections import all_corrections, has_corrections
from generator.website.exports.offers import Sizes
from generator.website.listing.page import sheets
from generator.website.places.questions import all_series, questions_page
from generator.website.places.sections import AllGroups, grouped, yearly
from generator.website.places.viewpoint import Viewpoint
from generator.website.places.years import by_year
from generator.website.sections.about.accessibility import ACCESSIBILITY_ADDRESS, accessibility_view
from generator.website.sections.about.governance import GOVERNANCE_ADDRESS, governance_view
from generator.website.sections.completeness import completeness_view, has_completeness
from generator.website.sections.corrections import corrections_pages, corrections_view
from generator.website.sections.groups import group_index, group_listing
from generator.website.sections.ledger import ledger_view
from generator.website.sections.matrix import matrix_view
from generator.website.sections.over_time.compare import compare_scores, compare_tasks
from generator.website.sections.over_time.drift import drift_address, drift_view, drift_years
from generator.website.sections.over_time.year_pairs import compare_address, pairs
from generator.website.sections.questions import question_view
from generator.website.sections.scores import scores_view
from generator.website.sections.tree import tree_view
from generator.website.sections.views import LedgerView, MatrixView, ScoresView, TreeView
from generator.website.views import LinkView, SectionHead

TREE, MATRIX = "sections/tree.html", "sections/matrix.html"
LEDGER, SCORES = "sections/ledger.html", "sections/scores.html"
GROUP_INDEX, GROUP = "sections/groups.html", "listing.html"
COMPLETENESS_TEMPLATE, CORRECTIONS_TEMPLATE = "sections/completeness.html", "sections/corrections.html"
GOVERNANCE_TEMPLATE, ACCESSIBILITY_TEMPLATE = "sections/governance.html", "sections/accessibility.html"
COMPARED, DRIFTED, ASKED = "sections/compare.html", "sections/drift.html", "sections/question.html"
ViewAt = Callable[[str], Viewpoint]


@dataclass(frozen=True, slots=True)
class SectionFile:
    """One page: ``section`` and ``depth`` choose its frame, ``shown`` is what ``template`` is given."""

    view: Viewpoint
    section: str
    depth: int
    template: str
    title: str
    description: str
    crumbs: tuple[LinkView, ...]
    shown: object
    feed: str = ""
    """The feed of the same records."""


SectionFiles = Callable[[], Iterator[SectionFile]]


def sections_of_type(
    disclosure: Disclosure, view_at: ViewAt, sizes: Sizes, type: RecordType, known: AllGroups
) -> Iterator[tuple[str, SectionFiles]]:
    """What makes the files of each section of a type, behind its name: a day may turn one and no other. ``known`` are the groups
    of all types.
    """
    for section, page in yearly(type):
        yield f"{type.name}/{page.folder}", partial(_years, view_at, disclosure, type, section, sizes)
    yield f"{type.name} questions", partial(_questions, view_at, disclosure, type)
    for _, groups_page in grouped(type):
        yield f"{type.name} by {groups_page.folder}", partial(_groups, view_at, type, groups_page, known)


def sections_of_site(disclosure: Disclosure, view_at: ViewAt) -> Iterator[tuple[str, SectionFiles]]:
    """The same of the sections that are about all types."""
    yield "completeness", partial(_completeness, view_at, disclosure)
    yield "governance", partial(_governance, view_at)
    yield "corrections", partial(_corrections, disclosure, view_at)


def shows_other_types(type: RecordType) -> bool:
    """Whether sections of a type hold its records against those of another."""
    return any(isinstance(section.page, MatrixPage) for section in type.pages)


def _years(
    view_at: ViewAt, disclosure: Disclosure, type: RecordType, section: Section, sizes: Sizes
) -> Iterator[SectionFile]:
    """The page of each year, and those that hold years side by side."""
    assert isinstance(section.page, YearPage)
    for year, entries in by_year(disclosure.entries[type.name], section.page.by).items():
        view = view_at(section_address(type.name, section.page.folder, year))
        yield _year(view, type, section, year, entries, sizes)
    yield from _compared(view_at, disclosure, type, section)
    yield from _drifts(view_at, disclosure, type, section)


def _completeness(view_at: ViewAt, disclosure: Disclosure) -> Iterator[SectionFile]:
    if has_completeness(disclosure.types):
        view = view_at(COMPLETENESS_ADDRESS)
        shown = completeness_view(view)
        yield _file(view, COMPLETENESS, 1, COMPLETENESS_TEMPLATE, shown, shown.head)


def _governance(view_at: ViewAt) -> Iterator[SectionFile]:
    view = view_at(GOVERNANCE_ADDRESS)
    governance = governance_view(view)
    yield _file(view, GOVERNANCE, 1, GOVERNANCE_TEMPLATE, governance, governance.head)
    view = view_at(ACCESSIBILITY_ADDRESS)
    statement = accessibility_view(view)
    yield _file(view, GOVERNANCE, 1, ACCESSIBILITY_TEMPLATE, statement, statement.head)


def _compared(
    view_at: ViewAt, disclosure: Disclosure, type: RecordType, section: Section
) -> Iterator[SectionFile]:
    """Each two years that follow each other, side by side."""
    for pair in pairs(disclosure, type, section):
        view = view_at(compare_address(type, pair))
        compare = compare_tasks if isinstance(section.page, TreePage) else compare_scores
        shown = compare(view, type, section, pair)
        yield _file(view, type.name, 2, COMPARED, shown, shown.head)


def _drifts(
    view_at: ViewAt, disclosure: Disclosure, type: RecordType, section: Section
) -> Iterator[SectionFile]:
    """The deadlines of each year that moved."""
    page = section.page
    if isinstance(page, TreePage):
        found = by_year(disclosure.entries[type.name], page.by)
        for year in drift_years(disclosure, type, page):
            view = view_at(drift_address(type, year))
            shown = drift_view(view, type, section, year, found[year])
            yield _file(view, type.name, 2, DRIFTED, shown, shown.head)


def _questions(view_at: ViewAt, disclosure: Disclosure, type: RecordType) -> Iterator[SectionFile]:
    """Each question that was asked in several years."""
    page = questions_page(type)
    known = all_series(disclosure, type) if page else {}
    for wording, several in known.items():
        assert page
        view = view_at(section_address(type.name, page.folder, wording))
        shown = question_view(view, type, page, several, known)
        yield _file(view, type.name, 2, ASKED, shown, shown.head)


def _corrections(disclosure: Disclosure, view_at: ViewAt) -> Iterator[SectionFile]:
    """The pages of all corrections, where any type has such."""
    if has_corrections(disclosure):
        corrections = all_corrections(disclosure)
        for address, items in corrections_pages(corrections):
            view = view_at(address)
            shown = corrections_view(view, items, corrections)
            yield _file(view, CORRECTIONS, 1, CORRECTIONS_TEMPLATE, shown, shown.head)


def _file(
    view: Viewpoint, section: str, depth: int, template: str, shown: object, head: SectionHead
) -> SectionFile:
    return SectionFile(view, section, depth, template, head.title, head.lede, head.crumbs, shown, head.feed)


def _year(
    view: Viewpoint, type: RecordType, section: Section, year: str, entries: Sequence[Entry], sizes: Sizes
) -> SectionFile:
    template, shown = _year_view(view, type, section, year, entries, sizes)
    return _file(view, type.name, 2, template, shown, shown.head)


def _year_view(
    view: Viewpoint, type: RecordType, section: Section, year: str, entries: Sequence[Entry], sizes: Sizes
) -> tuple[str, TreeView | MatrixView | LedgerView | ScoresView]:
    if isinstance(section.page, TreePage):
        return TREE, tree_view(view, type, section, year, entries, sizes)
    if isinstance(section.page, MatrixPage):
        return MATRIX, matrix_view(view, type, section, year, entries)
    if isinstance(section.page, LedgerPage):
        return LEDGER, ledger_view(view, type, section, year, entries, sizes)
    return SCORES, scores_view(view, type, section, year, entries)


def _groups(view_at: ViewAt, type: RecordType, page: GroupsPage, known: AllGroups) -> Iterator[SectionFile]:
    """The index and the pages of each group; nothing where no record says its group."""
    groups = known[type.name, page.by].values()
    if groups:
        view = view_at(index_address(type.name, page.folder))
        index = group_index(view, type, page, groups)
        yield _file(view, type.name, 2, GROUP_INDEX, index, index.head)
    for group in groups:
        for sheet in sheets(group.entries, view.disclosure.site.page_size, view.today):
            view = view_at(section_address(type.name, page.folder, group.value, sheet.number))
            shown = group_listing(view, type, page, group, sheet, known)
            feed = shown.feeds[0].href if shown.feeds else ""
            yield SectionFile(view, type.name, 2, GROUP, shown.title, "", shown.crumbs, shown, feed)
