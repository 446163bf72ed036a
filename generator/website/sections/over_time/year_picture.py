"""A year's branches → :class:`YearPictureView`: each task at its deadline, a lane for each goal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from generator.disclose.disclosure import Entry
from generator.model.declared.record_type import Look, RecordType
from generator.model.declared.section import Section, TreePage
from generator.website.charts.places import none_covered, place
from generator.website.places.sections import year_link
from generator.website.places.viewpoint import Viewpoint
from generator.website.places.years import elapsed, share_of_year
from generator.website.sections.branches import Branch, branches, goals, looks
from generator.website.sections.over_time.course import course_view, month_axis
from generator.website.sections.over_time.lateness import MOST, lateness_view, slips
from generator.website.sections.views import LaneView, YearPictureView
from generator.website.views import FigureView, MarkView, StateView
from generator.website.words import marked
from generator.website.words.figures import per_cent

SHOWN = ("done", "going", "late", "none")


def year_picture(
    view: Viewpoint,
    type: RecordType,
    section: Section,
    year: str,
    entries: Sequence[Entry],
    most: int = MOST,
) -> YearPictureView:
    """The pictures of one year of a tree; of how late tasks were, the ``most`` late ones."""
    page = section.page
    assert isinstance(page, TreePage)
    roots = branches(entries, page, type.tree_field or "")
    link = year_link(view, type, section, year)
    counts = tuple(_counts(view, roots))
    over = elapsed(year, view.today)
    leaves = [leaf for root in roots for leaf in root.below()]
    return YearPictureView(
        title=link.title,
        href=link.href,
        described=view.language.translate(", ").join(f"{state.word} {n}" for state, n in counts),
        figures=tuple(figures(view, roots, over)),
        counts=counts,
        months=tuple(month_axis(view, int(year))),
        lanes=tuple(_lane(view, page, part, int(year)) for part in goals(roots)),
        today=place(share_of_year(view.today)) if int(year) == view.today.year else "",
        course=course_view(view, page, roots, int(year), type.name),
        lateness=lateness_view(view, slips(leaves, page, view.today), most),
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


def _lane(view: Viewpoint, page: TreePage, branch: Branch, year: int) -> LaneView:
    dated = sorted(_dated(page, branch, year), key=lambda item: (item[1], item[0].code))
    places = none_covered([_across(day) for _, day in dated])
    return LaneView(
        view.language.written(branch.entry.title),
        f"{per_cent(branch.share)}%" if branch.share is not None else "",
        tuple(_mark(view, page, leaf, day, *at) for (leaf, day), at in zip(dated, places, strict=True)),
        max((level for _, level in places), default=0) + 1,
    )


def _mark(view: Viewpoint, page: TreePage, leaf: Branch, due: date, x: float, level: int) -> MarkView:
    look = looks(leaf.entry)
    return MarkView(
        view.record(leaf.entry).href,
        view.language.written(leaf.entry.title),
        task_facts(view, page, leaf, due),
        place(x),
        level,
        look if look in SHOWN else "none",
    )


def task_facts(view: Viewpoint, page: TreePage, leaf: Branch, due: date) -> str:
    """What a caption says of a task: its state, who is in charge, its deadline, how far it is."""
    say, entry = view.language.translate, leaf.entry
    owner = " ".join(str(entry.values[name]) for name in (page.unit, page.owner) if entry.values.get(name))
    owner = view.language.written(owner)
    return joined(
        (
            view.language.text(entry.state.title) if entry.state else "",
            owner,
            say("due {day}").format(day=view.language.short_day(due)),
            f"{per_cent(leaf.share)}%" if leaf.share is not None else "",
        )
    )


def _dated(page: TreePage, branch: Branch, year: int) -> Iterator[tuple[Branch, date]]:
    for leaf in branch.below():
        due = leaf.entry.values.get(page.due)
        if isinstance(due, date) and due.year == year and leaf.is_followed:
            yield leaf, date(due.year, due.month, due.day)


def _across(day: date) -> float:
    """Where the middle of a day stands in its year, in per cent."""
    first, after = date(day.year, 1, 1), date(day.year + 1, 1, 1)
    return ((day - first).days + 0.5) / (after - first).days * 100


def figures(view: Viewpoint, roots: Sequence[Branch], over: float | None) -> Iterator[FigureView]:
    """The whole (of one tree), the time that is over, what is done, what is late."""
    say = view.language.translate
    leaves, late = sum(root.leaves for root in roots), sum(root.late for root in roots)
    if len(roots) == 1 and roots[0].share is not None and leaves:
        yield FigureView(say("progress, by weight"), per_cent(roots[0].share), "%")
    if over is not None and 0 < over < 100 and tells_progress(roots):
        yield FigureView(say("of the year is over"), per_cent(over), "%")
    if leaves and tells_done(roots):
        yield FigureView(say("tasks done"), str(sum(root.done for root in roots)), f"/ {leaves}")
    if late:
        yield FigureView(say("tasks late"), str(late), look="late")


def tells_progress(roots: Sequence[Branch]) -> bool:
    """Whether anything of it says how far it is."""
    return tells_done(roots) or any(root.share is not None or tells_progress(root.kids) for root in roots)


def tells_done(roots: Sequence[Branch]) -> bool:
    """Whether its type can say at all that something is done."""
    return any(state.look == Look.DONE for root in roots for state in root.entry.type.states)


def joined(facts: Iterable[str]) -> str:
    """What a caption says, one thing after another."""
    return marked.joined(" · ", (fact for fact in facts if fact))
