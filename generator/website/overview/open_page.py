"""What is open → :class:`OpenPageView`: each thing with how, where and until when, and a picture of the days that are left."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from generator.disclose.disclosure import Entry
from generator.model.declared.participation import Act
from generator.model.declared.record_type import Field, RecordType, Show
from generator.model.files.addresses import file_name
from generator.model.records.tracked_day import named
from generator.website.cells import cell
from generator.website.charts.places import LETTER, width_of, with_room
from generator.website.charts.time_line import TickView
from generator.website.exports import offers
from generator.website.listing.row import row_view
from generator.website.overview.open_now import Matter, OpenNow
from generator.website.overview.views import (
    AlwaysView,
    HorizonBarView,
    HorizonView,
    OpenPageView,
    OpenView,
    OverView,
)
from generator.website.places.deadlines import last_day_of
from generator.website.places.viewpoint import Viewpoint
from generator.website.record.taking_part import how_of, paragraph, reach_of, site_contact, who_may
from generator.website.views import LinkView, SectionHead

OVER = 4
"""How many things that are over stand on a day on which nothing is open."""
_DAYS_OF_A_WEEK, _SATURDAY = 7, 5
LEAST_DAYS, MOST_DAYS = 14, 56
"""Of the picture: what is open longer runs out of it."""
MOST_TICKS = 3
_ICONS = {Act.OBJECT: "talk", Act.ANSWER: "edit", Act.ATTEND: "eye", Act.REVIEW: "lens"}
_NOW = -1


def open_page_view(view: Viewpoint, now: OpenNow) -> OpenPageView:
    """The page of the viewpoint's language."""
    say = view.language.translate
    items = [(matter, open_view(view, matter)) for matter in now.matters]
    title = say("Open now")
    lede = say(
        "What you can object to, answer, come to or have reviewed now. What closes first stands first."
        if items
        else "You can be heard at any time. What closed last stands below, with what came of it."
    )
    later = [matter for matter in now.coming if matter not in now.matters]
    return OpenPageView(
        head=SectionHead(title=title, lede=lede, kind="", crumbs=(view.home(),)),
        today=view.language.day(named(view.today)),
        today_iso=named(view.today).isoformat(),
        weekday=view.language.weekday(named(view.today)),
        until=view.until(now.until),
        counts=tuple((count, act) for act, count in Counter(item.act for _, item in items).items()),
        groups=tuple(_groups(view, items)),
        horizon=_horizon(view, items),
        always=tuple(_always(view, now.always)),
        listings=tuple(_listings(view, now.always)),
        coming=open_view(view, later[0]) if later else None,
        over=() if items else tuple(_over(view, entry) for entry in now.over(OVER)),
    )


def open_view(view: Viewpoint, matter: Matter) -> OpenView:
    """One thing that is open, and the fields that its type declares for whoever wants to be heard."""
    entry, declared = matter.entry, matter.entry.type.participation
    word = view.language.text(entry.state.title) if entry.state else view.language.text(entry.type.label)
    act = Act.ATTEND if matter.recurs else declared.act if declared else None
    how = how_of(view, entry)
    return OpenView(
        row=row_view(view, entry),
        anchor=f"o-{entry.type.name}-{file_name(entry.id)}",
        act=_acts(view)[act] if act else word,
        icon=_ICONS[act] if act else "sun",
        how=paragraph(how.text if how else _lede(view, entry)),
        who=who_may(view, entry),
        reach=reach_of(view, entry),
        closes=_closes(view, matter),
        ahead=(matter.first_day - view.today).days if matter.first_day else _NOW,
        calendar=offers.record_calendar(view, entry),
    )


def _acts(view: Viewpoint) -> Mapping[Act, str]:
    say = view.language.translate
    return {
        Act.OBJECT: say("Report or object"),
        Act.ANSWER: say("Answer"),
        Act.ATTEND: say("Come along"),
        Act.REVIEW: say("Ask for a review"),
    }


def _lede(view: Viewpoint, entry: Entry) -> str:
    shown = (field for field in entry.type.fields if field.show is Show.LEDE and entry.values.get(field.name))
    return next(
        (cell(field, entry.values[field.name], view.language, view.today).text for field in shown), ""
    )


def _closes(view: Viewpoint, matter: Matter) -> str:
    if matter.last_day is None:
        return ""
    day = matter.first_day or matter.last_day
    said = f"{view.language.short_day(day)} {view.language.weekday(day)}"
    if matter.recurs:
        said += f" {matter.recurs.starts:%H:%M}–{matter.recurs.ends:%H:%M}"
    return said


def _groups(
    view: Viewpoint, items: Sequence[tuple[Matter, OpenView]]
) -> Iterator[tuple[str, tuple[OpenView, ...]]]:
    """By the day on which it closes: today, until Sunday, later. A group without any is left out."""
    if not items:
        return  # without a look at the day: a page of nothing is the same tomorrow
    say, today = view.language.translate, view.today
    sunday = today + timedelta(days=_DAYS_OF_A_WEEK - 1 - today.weekday())
    limits = ((say("Today"), today), (say("This week"), sunday), (say("From next week on"), date.max))
    before = date.min
    for heading, limit in limits:
        found = tuple(item for matter, item in items if before < _day(matter) <= limit)
        if found:
            yield heading, found
        before = limit


def _day(matter: Matter) -> date:
    """On which something has to be done about it."""
    return matter.first_day or matter.closes


def _horizon(view: Viewpoint, items: Sequence[tuple[Matter, OpenView]]) -> HorizonView | None:
    """``None`` where there are fewer than two things whose end is known: then the list says as much."""
    dated = [(matter, item) for matter, item in items if matter.last_day]
    if len(dated) < 2:
        return None
    longest = max((matter.closes - view.today).days + 1 for matter, _ in dated)
    days = min(max(longest, LEAST_DAYS), MOST_DAYS)

    def at(day: date) -> float:
        return round(min((day - view.today).days, days) / days * 100, 2)

    one_day = timedelta(days=1)
    bars = []
    for matter, item in dated:
        x = at(matter.first_day) if matter.first_day else 0.0
        bars.append(HorizonBarView(item, x, round(at(matter.closes + one_day) - x, 2)))
    shown = [view.today + timedelta(days=number) for number in range(days)]
    rests = tuple((at(day), round(100 / days, 2)) for day in shown if day.weekday() >= _SATURDAY)
    mondays = [day for day in shown[1:] if day.weekday() == 0]
    step = -(-len(mondays) // MOST_TICKS)
    names = ((at(day), view.language.short_day(day)) for day in mondays[::step])
    labels = ((x - width_of(name) / 2, name, TickView(x, name)) for x, name in names)
    free = width_of(view.language.translate("today")) + LETTER
    ticks = (tick if has_room else replace(tick, label="") for tick, has_room in with_room(labels, free))
    return HorizonView(view.language.day(shown[-1]), tuple(ticks), rests, tuple(bars))


def _always(view: Viewpoint, entries: Iterable[Entry]) -> Iterator[AlwaysView]:
    """What never closes; where nothing is declared so, the contact of the site."""
    found = [AlwaysView(view.record(entry), reach_of(view, entry)) for entry in entries]
    site = view.disclosure.site
    if not found and (contact := site_contact(view)):
        found = [AlwaysView(LinkView(view.language.text(site.name), view.home().href), contact)]
    yield from found


def _listings(view: Viewpoint, entries: Iterable[Entry]) -> Iterator[LinkView]:
    types: dict[str, RecordType] = {entry.type.name: entry.type for entry in entries}
    return (view.listing(type) for type in types.values())


def _over(view: Viewpoint, entry: Entry) -> OverView:
    declared, last = entry.type.participation, last_day_of(entry) or view.today
    names = declared.outcome if declared else ()
    texts = (_text(view, entry.type.field(name), entry) for name in names)
    outcome = next((text for text in texts if text), "") or _lede(view, entry)
    return OverView(
        row_view(view, entry), view.language.short_day(last), (view.today - last).days, paragraph(outcome)
    )


def _text(view: Viewpoint, field: Field, entry: Entry) -> str:
    return cell(field, entry.values.get(field.name), view.language, view.today).text
