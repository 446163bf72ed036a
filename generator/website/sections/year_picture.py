"""A year's branches → :class:`YearPictureView`: each task at its deadline, a lane for each goal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from generator.disclose.disclosure import Entry
from generator.model.declared.record_type import RecordType
from generator.model.declared.section import Section, TreePage
from generator.website.places.sections import year_link
from generator.website.places.viewpoint import Viewpoint
from generator.website.places.years import elapsed, share_of_year
from generator.website.sections.branches import Branch, branches, goals, looks
from generator.website.sections.tree import figures, per_cent
from generator.website.sections.views import LaneView, YearPictureView
from generator.website.views import StateView

MARK_WIDTH = 4.6
"""Room for a mark in per cent of a phone's width; one that is taken pushes the next to the left."""
EDGE = 2.0
SHOWN = ("done", "going", "late", "none")


def year_picture(
    view: Viewpoint, type: RecordType, section: Section, year: str, entries: Sequence[Entry]
) -> YearPictureView:
    """The picture of one year of a tree."""
    page = section.page
    assert isinstance(page, TreePage)
    roots = branches(entries, page, type.tree_field or "")
    link = year_link(view, type, section, year)
    counts = tuple(_counts(view, roots))
    over = elapsed(year, view.today)
    return YearPictureView(
        title=link.title,
        href=link.href,
        described=view.language.translate(", ").join(f"{state.word} {n}" for state, n in counts),
        figures=tuple(figures(view, roots, over)),
        counts=counts,
        months=tuple(_months(view, int(year))),
        lanes=tuple(_lane(view, page, part, int(year)) for part in goals(roots)),
        today=_place(share_of_year(view.today)) if int(year) == view.today.year else "",
    )


def _counts(view: Viewpoint, roots: Sequence[Branch]) -> Iterator[tuple[StateView, int]]:
    """How many leaves look each way; the word is that of the state most of them are in."""
    leaves = [leaf.entry for root in roots for leaf in root.below()]
    for look in SHOWN:
        states = Counter(
            view.language.text(leaf.state.title) for leaf in leaves if leaf.state and looks(leaf) == look
        )
        if states:
            yield StateView(states.most_common(1)[0][0], look), states.total()


def _months(view: Viewpoint, year: int) -> Iterator[tuple[str, str, str, str]]:
    for month in range(1, 13):
        start = _across(date(year, month, 1))
        yield _place(start), _place(start + 100 / 24), *view.language.month_parts(month)


def _lane(view: Viewpoint, page: TreePage, branch: Branch, year: int) -> LaneView:
    taken: list[float] = []
    marks = []
    for day, look in sorted((day, looks(leaf.entry)) for leaf, day in _dated(page, branch, year)):
        x = min(max(_across(day), EDGE), 100 - EDGE)
        while x > EDGE and any(abs(x - other) < MARK_WIDTH for other in taken):
            x -= MARK_WIDTH
        taken.append(x)
        marks.append((look if look in SHOWN else "none", _place(max(x, EDGE))))
    share = f"{per_cent(branch.share)}%" if branch.share is not None else ""
    return LaneView(view.language.written(branch.entry.title), share, tuple(marks))


def _dated(page: TreePage, branch: Branch, year: int) -> Iterator[tuple[Branch, date]]:
    for leaf in branch.below():
        due = leaf.entry.values.get(page.due)
        if isinstance(due, date) and due.year == year and leaf.is_followed:
            yield leaf, date(due.year, due.month, due.day)


def _across(day: date) -> float:
    """Where the middle of a day stands in its year, in per cent."""
    first, after = date(day.year, 1, 1), date(day.year + 1, 1, 1)
    return ((day - first).days + 0.5) / (after - first).days * 100


def _place(share: float) -> str:
    return f"{share:.2f}"
