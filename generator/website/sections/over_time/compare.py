"""Two years beside each other, by the same ruler: of a tree of tasks, and of scores under the same criteria."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from generator.disclose.disclosure import Entry
from generator.model.declared.condition import day_of
from generator.model.declared.record_type import RecordType
from generator.model.declared.section import Criteria, ScoresPage, Section, TreePage
from generator.website.charts.places import none_covered, on_axis, place
from generator.website.places.sections import section_title, year_link
from generator.website.places.viewpoint import Viewpoint
from generator.website.places.years import by_year
from generator.website.sections.branches import Branch, branches, looks, number
from generator.website.sections.over_time.course import course_view, share_on
from generator.website.sections.over_time.lateness import FINISHED, Slip, lateness_view, slips
from generator.website.sections.over_time.year_pairs import Held, Pair, held_by, shared, total_of
from generator.website.sections.scores import DOT, MARGIN, axis, cut_axis
from generator.website.sections.views import (
    ComparedRowView,
    CompareView,
    CriteriaView,
    CriterionView,
    ScoredView,
)
from generator.website.views import MarkView, SectionHead
from generator.website.words.figures import plain, rounded, signed
from generator.website.words.marked import joined

BETTER, WORSE, SAME = "better", "worse", "same"


def _head(view: Viewpoint, type: RecordType, section: Section, pair: Pair, lede: str) -> SectionHead:
    title = view.language.translate("{title}: {before} and {after}").format(
        title=section_title(view, type, section), before=pair[0], after=pair[1]
    )
    sources = tuple(year_link(view, type, section, year) for year in reversed(pair))
    return SectionHead(
        title=title,
        lede=lede,
        kind=view.language.text(type.label),
        crumbs=(view.home(), *view.family(type), view.listing(type)),
        ways=sources,
    )


@dataclass(frozen=True, slots=True)
class _Year:
    """A year of tasks as it stood on a day of it."""

    year: int
    day: date
    root: Branch
    share: Decimal
    promised: int
    slips: list[Slip]

    @property
    def due(self) -> list[Slip]:
        return [slip for slip in self.slips if slip.due <= self.day]

    @property
    def in_time(self) -> int:
        return sum(slip.done is not None and slip.days <= 0 for slip in self.due)

    @property
    def latest(self) -> int:
        return max((slip.days for slip in self.slips), default=0)


def compare_tasks(view: Viewpoint, type: RecordType, section: Section, pair: Pair) -> CompareView:
    """Two years of a tree, the earlier one as it stood on the same day of its year."""
    page = section.page
    assert isinstance(page, TreePage)
    found = by_year(view.disclosure.entries[type.name], page.by)
    before, after = (_year(view, type, page, year, pair, found[year]) for year in pair)
    say, day = view.language.translate, view.language.short_day(after.day)
    lede = say("Both years by the same ruler: as they stood on {day}, by the deadlines that were promised.")
    return CompareView(
        head=_head(view, type, section, pair, lede.format(day=day)),
        verdict=tuple(_verdict(view, before, after)),
        years=pair,
        rows=tuple(_rows(view, page, before, after)),
        left=tuple(view.record(leaf.entry) for leaf in _left_open(page, before)),
        course=course_view(view, page, (after.root,), after.year, type.name),
        course_before=course_view(view, page, (before.root,), before.year, f"{type.name}-before"),
        lateness=tuple((str(one.year), lateness_view(view, one.slips)) for one in (before, after)),
    )


def _year(
    view: Viewpoint, type: RecordType, page: TreePage, year: str, pair: Pair, entries: Sequence[Entry]
) -> _Year:
    root = branches(entries, page, type.tree_field or "")[0]
    day = same_day(int(year), view.today if int(pair[1]) == view.today.year else date(int(pair[1]), 12, 31))
    leaves = list(root.below())
    share = share_on(root, page, day, view.today)
    found = slips(leaves, page, day)
    return _Year(int(year), day, root, rounded(share or 0.0), sum(leaf.is_followed for leaf in leaves), found)


def same_day(year: int, day: date) -> date:
    """The same day of another year; of 29 February the day before where there is none."""
    try:
        return day.replace(year=year)
    except ValueError:
        return day.replace(year=year, day=28)


def _verdict(view: Viewpoint, before: _Year, after: _Year) -> Iterator[str]:
    say, points = view.language.translate, after.share - before.share
    if points > 0:
        sentence = say(
            "By {day}, {share}% of {year} was done: {points} points more than of {before} by the same day."
        )
    elif points < 0:
        sentence = say(
            "By {day}, {share}% of {year} was done: {points} points less than of {before} by the same day."
        )
    else:
        sentence = say("By {day}, {share}% of {year} was done: as much as of {before} by the same day.")
    yield sentence.format(
        day=view.language.short_day(after.day),
        share=plain(after.share),
        year=after.year,
        points=plain(abs(points)),
        before=before.year,
    )
    if after.latest > 0 or before.latest > 0:
        yield say("The latest task was {days} days late; in {before} it was {days_before} by then.").format(
            days=max(after.latest, 0), days_before=max(before.latest, 0), before=before.year
        )


def _left_open(page: TreePage, year: _Year) -> list[Branch]:
    """What was not done by the end of its year."""
    end = date(year.year, 12, 31)
    return [leaf for leaf in year.root.below() if leaf.is_followed and not _is_done(leaf, page, end)]


def _is_done(leaf: Branch, page: TreePage, day: date) -> bool:
    done = day_of(leaf.entry.values.get(page.done))
    return done <= day if done else looks(leaf.entry) in FINISHED


def _rows(view: Viewpoint, page: TreePage, before: _Year, after: _Year) -> Iterator[ComparedRowView]:
    say = view.language.translate
    yield _row(say("Tasks promised"), before.promised, after.promised, 0)
    points = after.share - before.share
    yield ComparedRowView(
        say("Done by {day}").format(day=view.language.short_day(after.day)),
        f"{plain(before.share)}%",
        f"{plain(after.share)}%",
        say("{n} points").format(n=signed(points)),
        BETTER if points > 0 else WORSE if points < 0 else SAME,
    )
    if before.due and after.due:
        shares = [rounded(Decimal(one.in_time) / len(one.due) * 100) for one in (before, after)]
        gained = shares[1] - shares[0]
        yield ComparedRowView(
            say("Of those due, done in time"),
            f"{before.in_time} / {len(before.due)}",
            f"{after.in_time} / {len(after.due)}",
            f"{plain(shares[0])}% → {plain(shares[1])}%",
            BETTER if gained > 0 else WORSE if gained < 0 else SAME,
        )
    yield _row(say("Days that the latest was late"), max(before.latest, 0), max(after.latest, 0), -1)
    opens = [sum(slip.done is None for slip in one.slips) for one in (before, after)]
    yield _row(say("Past the deadline and not done"), opens[0], opens[1], -1)
    label, lefts = (
        say("Not done by the end of the year"),
        [len(_left_open(page, one)) for one in (before, after)],
    )
    if view.today > date(after.year, 12, 31):
        yield _row(label, lefts[0], lefts[1], -1)
    else:
        yield ComparedRowView(label, str(lefts[0]), "—", say("known at the end of the year"), SAME)


def _row(label: str, before: int, after: int, good: int) -> ComparedRowView:
    """``good``: which way is better, 1 up, −1 down, 0 neither."""
    step = (after - before) * good
    look = BETTER if step > 0 else WORSE if step < 0 else SAME
    return ComparedRowView(label, str(before), str(after), signed(Decimal(after - before)), look)


def compare_scores(view: Viewpoint, type: RecordType, section: Section, pair: Pair) -> CompareView:
    """Two years of evaluations: those that were scored by the same criteria, with the same weights."""
    page = section.page
    assert isinstance(page, ScoresPage)
    assert page.compare
    found = by_year(view.disclosure.entries[type.name], page.by)
    before, after = found[pair[0]], found[pair[1]]
    lede = view.language.translate("Only what was scored by the same criteria with the same weights.")
    alike = shared(before, after, page, page.compare)
    return CompareView(
        head=_head(view, type, section, pair, lede),
        years=pair,
        criteria=tuple(_criteria(view, page, held, pair, (before, after)) for held in alike),
    )


def _criteria(
    view: Viewpoint,
    page: ScoresPage,
    held: Held,
    pair: Pair,
    entries: tuple[Sequence[Entry], Sequence[Entry]],
) -> CriteriaView:
    declared = page.compare
    assert declared
    scored = [
        sorted(
            (one for one in year if held_by(one, declared) == held and total_of(one, page) is not None),
            key=lambda one: -(total_of(one, page) or 0.0),
        )
        for year in entries
    ]
    names = [str(row.get(declared.name)) for row in scored[1][0].children[declared.table]]
    weights = dict(held)
    every = [
        (year, rank, one) for year, ones in zip(pair, scored, strict=True) for rank, one in enumerate(ones)
    ]
    low, high, step = axis([score for _, _, one in every for score in _scores(one, declared).values()])
    return CriteriaView(
        criteria=tuple((view.language.written(name), weights[name]) for name in names),
        verdict=tuple(_told(view, page, names, scored)),
        ticks=tuple(
            (str(tick), place(on_axis(tick, low, high, MARGIN))) for tick in range(low, high + 1, step)
        ),
        rows=tuple(_criterion(view, page, name, every, pair, (low, high)) for name in names),
        scored=tuple(
            ScoredView(
                year,
                view.record(one),
                view.language.written(str(one.values.get(page.subject) or one.title)),
                tuple(str(_written(one, declared).get(name, "")) for name in names),
                str(one.values.get(page.total) or ""),
            )
            for year, _, one in every
        ),
        cut=cut_axis(view, low, high),
    )


def _written(entry: Entry, declared: Criteria) -> dict[str, object]:
    return {str(row.get(declared.name)): row.get(declared.score) for row in entry.children[declared.table]}


def _scores(entry: Entry, declared: Criteria) -> dict[str, float]:
    found = {name: number(score) for name, score in _written(entry, declared).items()}
    return {name: score for name, score in found.items() if score is not None}


def _criterion(
    view: Viewpoint,
    page: ScoresPage,
    name: str,
    every: Sequence[tuple[str, int, Entry]],
    pair: Pair,
    ends: tuple[int, int],
) -> CriterionView:
    assert page.compare
    lines = []
    for year in pair:
        known = [
            (rank, one, _scores(one, page.compare)[name])
            for of, rank, one in every
            if of == year and name in _scores(one, page.compare)
        ]
        places = none_covered([on_axis(score, *ends, MARGIN) for _, _, score in known], DOT, 2)
        marks = tuple(
            MarkView(
                view.record(one).href,
                view.language.written(str(one.values.get(page.subject) or one.title)),
                joined(" ", (year, view.language.written(name), str(_written(one, page.compare)[name]))),
                place(x),
                level,
                "first" if not rank and year == pair[1] else "was" if not rank else "other",
            )
            for (rank, one, _), (x, level) in zip(known, places, strict=True)
        )
        lines.append((year, marks, max((level for _, level in places), default=0) + 1))
    return CriterionView(view.language.written(name), tuple(lines))


def _told(
    view: Viewpoint, page: ScoresPage, names: Sequence[str], scored: Sequence[Sequence[Entry]]
) -> Iterator[str]:
    assert page.compare
    say, (first_before, first) = view.language.translate, (scored[0][0], scored[1][0])
    yield say("The first had {before} in total, the first of the year after has {after}.").format(
        before=first_before.values[page.total], after=first.values[page.total]
    )
    before, after = _scores(first_before, page.compare), _scores(first, page.compare)
    steps = {
        name: rounded(after[name]) - rounded(before[name])
        for name in names
        if name in before and name in after
    }
    up, down = (
        [name for name in names if steps.get(name, 0) > 0],
        [name for name in names if steps.get(name, 0) < 0],
    )
    if steps:
        most = max(steps, key=lambda name: abs(steps[name]))
        yield say("Of {n} criteria {up} rose and {down} fell; the greatest step is {name} ({step}).").format(
            n=len(steps),
            up=len(up),
            down=len(down),
            name=view.language.written(most),
            step=signed(steps[most]),
        )
