"""The tasks of a year → :class:`DriftView`: the day that was promised first, and that on which it was done, or is to be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from generator.disclose.disclosure import Disclosure, Entry
from generator.model.declared.condition import day_of, texts_of
from generator.model.declared.record_type import RecordType
from generator.model.declared.section import DRIFT, Section, TreePage, section_address
from generator.model.text.wording import fill
from generator.website.places.sections import year_link, year_title
from generator.website.places.viewpoint import Viewpoint
from generator.website.places.years import by_year, is_year
from generator.website.sections.branches import Branch, branches, looks
from generator.website.sections.over_time.lateness import FINISHED
from generator.website.sections.over_time.year_picture import joined
from generator.website.sections.views import DriftLineView, DriftTaskView, DriftUnitView, DriftView
from generator.website.views import MarkView, SectionHead

HEIGHT = 30.0
"""How high the picture is, in letters."""
MOST_YEARS = 20
"""So many years can be named beside each other; of more, every second, third …"""
MOST = 60
"""More lines than these cannot be told apart; the latest are drawn, the table has all."""


@dataclass(frozen=True, slots=True)
class Drift:
    """A task: the day that was promised first, the day on which it was done or is promised now."""

    leaf: Branch
    first: date
    now: date
    is_open: bool
    moves: int

    @property
    def days(self) -> int:
        """By how many days it came later; earlier, with a minus."""
        return (self.now - self.first).days


def drifts(leaves: Sequence[Branch], page: TreePage, today: date) -> list[Drift]:
    """Of what is followed and has a deadline, the greatest delay first. What is late and open has come as far as today."""
    found = []
    for leaf in leaves:
        due = day_of(leaf.entry.values.get(page.due))
        if due is None or not leaf.is_followed:
            continue
        moves = [moved for moved in leaf.entry.moved if moved.field == page.due]
        done = day_of(leaf.entry.values.get(page.done))
        is_open = done is None and looks(leaf.entry) not in FINISHED
        now = done or (max(due, today) if is_open else due)
        found.append(Drift(leaf, moves[0].before if moves else due, now, is_open, len(moves)))
    return sorted(found, key=lambda one: (-one.days, one.leaf.code))


def drift_years(disclosure: Disclosure, type: RecordType, page: TreePage) -> list[str]:
    """The years of which anything can be said: one deadline was moved, or something is done or late."""
    if not page.drift:
        return []
    found = by_year(disclosure.entries[type.name], page.by)
    return [
        year
        for year, entries in found.items()
        if is_year(year) and _known(type, page, entries, disclosure.as_of)
    ]


def _known(type: RecordType, page: TreePage, entries: Sequence[Entry], today: date) -> bool:
    roots = branches(entries, page, type.tree_field or "")
    leaves = [leaf for root in roots for leaf in root.below()]
    found = drifts(leaves, page, today)
    return len(found) > 1 and any(drift.moves or drift.days for drift in found)


def drift_address(type: RecordType, year: str) -> str:
    """Where the moved deadlines of a year stand, from the language's home."""
    return section_address(type.name, DRIFT, year)


def drift_view(
    view: Viewpoint, type: RecordType, section: Section, year: str, entries: Sequence[Entry]
) -> DriftView:
    """The page of a year."""
    page = section.page
    assert isinstance(page, TreePage)
    roots = branches(entries, page, type.tree_field or "")
    leaves = [leaf for root in roots for leaf in root.below()]
    found = drifts(leaves, page, view.today)
    later = [one for one in found if one.days > 0]
    say = view.language.translate
    lede = say("No task came later than first promised.")
    if later:
        lede = say("Of {all} tasks {n} came later than first promised, the latest by {days}.").format(
            all=len(found), n=len(later), days=_days(view, later[0].days)
        )
    shown = found[:MOST]
    ends = _ends(shown)
    return DriftView(
        head=SectionHead(
            title=year_title(view, say("Deadlines that moved"), year),
            lede=lede,
            kind=view.language.text(type.label),
            crumbs=(view.home(), *view.family(type), view.listing(type)),
            ways=(year_link(view, type, section, year),),
        ),
        months=tuple(_months(view, *ends)),
        today=_down(view.today, *ends) if ends[0] <= view.today <= ends[1] else "",
        lines=tuple(_lines(view, page, shown, ends)),
        units=tuple(_units(view, page, found)),
        tasks=tuple(_facts(view, one) for one in found),
        height=f"{HEIGHT:g}em",
    )


def _days(view: Viewpoint, days: int) -> str:
    return fill(view.language.translate("{n:day|days}"), n=days)


def _ends(found: Sequence[Drift]) -> tuple[date, date]:
    """From the first of a month to the last day that is shown."""
    days = [day for one in found for day in (one.first, one.now)]
    return min(days).replace(day=1), max(days)


def _down(day: date, first: date, last: date) -> str:
    """Where a day stands from the top, in letters."""
    share = (day - first).days / max((last - first).days, 1)
    return f"{1 + share * (HEIGHT - 2):.2f}em"


def _months(view: Viewpoint, first: date, last: date) -> Iterator[tuple[str, str]]:
    """(place, name) of the first day of each month, or of each year where they are many."""
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    step = 1 if months <= 15 else 3 if months <= 45 else 12 * (1 + months // (12 * MOST_YEARS))
    for number in range(0, months, step):
        month = date(first.year + (first.month - 1 + number) // 12, (first.month - 1 + number) % 12 + 1, 1)
        named_by_year = month.month == 1 or step >= 12
        yield (
            _down(month, first, last),
            view.language.year_of(month) if named_by_year else view.language.month_of(month),
        )


def _lines(
    view: Viewpoint, page: TreePage, found: Sequence[Drift], ends: tuple[date, date]
) -> Iterator[DriftLineView]:
    """Drawn from the least delay to the greatest, so that the greatest lies on top."""
    taken: dict[date, int] = {}
    for one in sorted(found, key=lambda drift: (drift.now, drift.days)):
        beside = taken[one.now] = taken.get(one.now, -1) + 1
        yield DriftLineView(
            mark=MarkView(
                view.record(one.leaf.entry).href,
                view.language.written(one.leaf.entry.title),
                _said(view, page, one),
                f"{70 + min(beside, 5) * 5}",
            ),
            first=_down(one.first, *ends),
            now=_down(one.now, *ends),
            look="late" if one.days > 0 else "early" if one.days < 0 else "kept",
            is_open=one.is_open,
        )


def _said(view: Viewpoint, page: TreePage, one: Drift) -> str:
    say, entry = view.language.translate, one.leaf.entry
    owner = " ".join(str(entry.values[name]) for name in (page.unit, page.owner) if entry.values.get(name))
    return joined(
        (
            view.language.written(owner),
            say("first promised for {day}").format(day=view.language.short_day(one.first)),
            _end(view, one),
            _delay(view, one.days),
        )
    )


def _end(view: Viewpoint, one: Drift) -> str:
    day, say = view.language.short_day(one.now), view.language.translate
    if not one.is_open:
        return say("done on {day}").format(day=day)
    return (
        say("not done by {day}").format(day=day)
        if one.now == view.today
        else say("now due {day}").format(day=day)
    )


def _delay(view: Viewpoint, days: int) -> str:
    say = view.language.translate
    if days > 0:
        return fill(say("{n:day|days} later"), n=days)
    return fill(say("{n:day|days} earlier"), n=-days) if days < 0 else ""


def _facts(view: Viewpoint, one: Drift) -> DriftTaskView:
    return DriftTaskView(
        view.record(one.leaf.entry),
        view.language.short_day(one.first),
        _end(view, one),
        _delay(view, one.days) or "—",
        one.days > 0,
    )


def _units(view: Viewpoint, page: TreePage, found: Sequence[Drift]) -> Iterator[DriftUnitView]:
    by_unit: dict[str, list[Drift]] = {}
    for one in found:
        for unit in texts_of(one.leaf.entry.values.get(page.unit)) if page.unit else ():
            by_unit.setdefault(unit, []).append(one)
    for unit, own in by_unit.items():
        later = [one.days for one in own if one.days > 0]
        yield DriftUnitView(
            view.language.written(unit),
            len(own),
            len(later),
            _days(view, max(later)) if later else "—",
            bool(later),
        )
