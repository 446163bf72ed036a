"""What a year's tasks noted of their progress → how far the year was at the end of each month: :class:`CourseView`.

Each month is the sum by weight of what was noted last. Where a month has no note, what was noted before still counts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from generator.model.declared.condition import day_of
from generator.model.declared.section import Course, TreePage
from generator.model.files.addresses import file_name
from generator.model.records import amounts
from generator.website.charts.places import place
from generator.website.places.viewpoint import Viewpoint
from generator.website.places.years import share_of_year
from generator.website.sections.branches import Branch, number
from generator.website.sections.views import CoursePointView, CourseView
from generator.website.views import MarkView
from generator.website.words.figures import plain, rounded, signed

MONTHS = 12


def course_view(
    view: Viewpoint, page: TreePage, roots: Sequence[Branch], year: int, type: str
) -> CourseView | None:
    """The course of a year that is one tree whose progress was noted at least once."""
    if page.course is None or len(roots) != 1 or not roots[0].kids or not _is_noted(roots[0], page.course):
        return None
    days = list(days_shown(year, view.today))
    anchor = f"course-{file_name(type)}"
    points = tuple(
        _point(view, day, share, f"{anchor}-{place}")
        for place, day in enumerate(days, 1)
        if (share := share_on(roots[0], page, day, view.today)) is not None
    )
    if not points:
        return None
    say = view.language.translate
    return CourseView(
        anchor=anchor,
        described=say("; ").join(point.mark.facts for point in points),
        points=points,
        months=tuple(month_axis(view, year)),
        today=points[-1] if year == view.today.year else None,
    )


def _is_noted(root: Branch, course: Course) -> bool:
    return any(
        number(row.get(course.progress)) is not None
        for leaf in root.below()
        for row in leaf.entry.children.get(course.table, ())
    )


def days_shown(year: int, today: date) -> Iterator[date]:
    """The last day of each month of the year that is over, then today."""
    for month in range(1, MONTHS + 1):
        last = date(year + month // MONTHS, month % MONTHS + 1, 1) - timedelta(days=1)
        if last >= today:
            break
        yield last
    if year == today.year:
        yield today


def share_on(branch: Branch, page: TreePage, day: date, today: date) -> float | None:
    """How far a branch was on a day; today it is as far as it says itself."""
    if day == today:
        return branch.share
    if branch.kids:
        kids = [replace(kid, share=share_on(kid, page, day, today)) for kid in branch.kids]
        return _mean(kids, page.weight)
    if branch.share is None:
        return None
    done = day_of(branch.entry.values.get(page.done))
    return branch.share if done and done <= day else noted(branch, page, day)


def _mean(kids: Sequence[Branch], weight: str) -> float | None:
    """What the door works out of today, of a day before, by the same mean."""
    parts = [
        (Decimal(str(kid.share)), _exact(kid.entry.values.get(weight)))
        for kid in kids
        if kid.is_followed and kid.share is not None
    ]
    mean = amounts.mean(parts)
    return None if mean is None else float(mean)


def _exact(value: object) -> Decimal | None:
    return Decimal(value) if number(value) is not None and isinstance(value, int | Decimal) else None


def noted(leaf: Branch, page: TreePage, day: date) -> float:
    """What was noted last until a day; nothing done where nothing was."""
    assert page.course is not None
    rows = leaf.entry.children.get(page.course.table, ())
    found = [
        (on, share)
        for row in rows
        if (on := day_of(row.get(page.course.on)))
        and on <= day
        and (share := number(row.get(page.course.progress))) is not None
    ]
    return max(found, key=lambda item: item[0])[1] if found else 0.0


def _point(view: Viewpoint, day: date, share: float, anchor: str) -> CoursePointView:
    done, over = rounded(share), rounded(share_of_year(day))
    facts = view.language.translate("{day}: {progress}% done, {time}% of the year over").format(
        day=view.language.short_day(day), progress=plain(done), time=plain(over)
    )
    return CoursePointView(
        mark=MarkView(f"#{anchor}", "", facts, place(share_of_year(day))),
        anchor=anchor,
        day=view.language.short_day(day),
        share=float(done),
        progress=plain(done),
        elapsed=plain(over),
        ahead=signed(done - over),
    )


def month_axis(view: Viewpoint, year: int) -> Iterator[tuple[str, str, str, str]]:
    """(place of the first day, of the middle, name, rest of the name for which there may be no room)."""
    for month in range(1, MONTHS + 1):
        first, after = date(year, month, 1), date(year + month // MONTHS, month % MONTHS + 1, 1)
        start = share_of_year(first - timedelta(days=1)) if month > 1 else 0.0
        end = share_of_year(after - timedelta(days=1))
        yield place(start), place((start + end) / 2), *view.language.month_parts(month)
