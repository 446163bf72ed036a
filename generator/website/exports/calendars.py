"""Occasions → iCalendar (RFC 5545), written by icalendar (its only home): of a type, and of one record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from generator.disclose.disclosure import Disclosure, Entry
from generator.model.declared.record_type import RecordType
from generator.model.declared.site import Site
from generator.model.files.addresses import record_address
from generator.model.text.wording import Wording
from generator.website.exports.occasions import (
    KEPT,
    Occasion,
    occasions,
    period_occasion,
)
from generator.website.exports.recurring import NAME as RECURS
from generator.website.exports.recurring import Recurring, left_out, recurring
from generator.website.places.deadlines import has_deadlines
from generator.website.places.exports import calendar_address, record_calendar_address
from generator.website.places.naming import lasting_id, public_since, whole_address
from generator.website.words.language import Language
from generator.website.words.plain_text import fit, one_line

if TYPE_CHECKING:
    from icalendar import Calendar, Event, Timezone

PRODUCT = "-//Sunlit//Sunlit//EN"


def has_calendar(type: RecordType) -> bool:
    """Whether records of the type can be in a calendar at all."""
    return has_deadlines(type) or type.recurs is not None


def has_own_calendar(entry: Entry, disclosure: Disclosure) -> bool:
    """Whether the record has a calendar to take along: its period is open or ahead, or it comes round again."""
    period = period_occasion(entry)
    is_open = period is not None and period.ends >= disclosure.as_of
    return is_open or recurring(entry, ZoneInfo(disclosure.site.time_zone)) is not None


def in_calendars(disclosure: Disclosure, type: RecordType) -> list[Entry]:
    """The entries of a type that any of its calendars tells of."""
    entries, zone = disclosure.entries[type.name], ZoneInfo(disclosure.site.time_zone)
    ahead = {occasion.entry.id for occasion in occasions(type, entries, disclosure.as_of)}
    return [entry for entry in entries if entry.id in ahead or recurring(entry, zone)]


def calendar_files(
    disclosure: Disclosure, type: RecordType, language: Language
) -> Iterator[tuple[str, bytes]]:
    """The calendar of a type that can have one, and those of its records whose period is open or ahead."""
    as_of, zone = disclosure.as_of, ZoneInfo(disclosure.site.time_zone)
    entries = disclosure.entries[type.name]
    name = f"{language.text(type.label)} - {language.text(disclosure.site.name)}"
    again = [own for entry in entries if (own := recurring(entry, zone))]
    found = occasions(type, entries, as_of)
    made_up = _made_up(disclosure, type, language) if again else ()
    yield calendar_address(type.name), _calendar(disclosure, language, name, found, again, made_up)
    for entry in entries:
        if has_own_calendar(entry, disclosure):
            period, own = period_occasion(entry), recurring(entry, zone)
            periods = [period] if period and period.ends >= as_of else []
            address = record_calendar_address(type.name, entry.id)
            yield (
                address,
                _calendar(disclosure, language, language.bare(entry.title), periods, [own] if own else []),
            )


def _calendar(
    disclosure: Disclosure,
    language: Language,
    name: str,
    found: Iterable[Occasion],
    again: Sequence[Recurring] = (),
    made_up: Iterable[MarkedDay] = (),
) -> bytes:
    calendar = _begun_calendar(name)
    for occasion in found:
        calendar.add_component(_event(disclosure, language, occasion))
    for recurrence in again:
        calendar.add_component(_recurring_event(disclosure, language, recurrence))
    for marked in made_up:
        calendar.add_component(_marked(disclosure.site, marked, marked.day))
    if again:  # what is a time of day has to say where, and the file has to say what that means
        first = min(recurrence.starts for recurrence in again).date()
        for zone in sorted(calendar.get_missing_tzids()):
            calendar.subcomponents.insert(0, _time_zone(zone, first))
    return bytes(calendar.to_ical())


@lru_cache(maxsize=256)
def _time_zone(name: str, first: date) -> Timezone:
    """What the name of a time zone means from that day on. Kept: icalendar looks at each hour of many years for it."""
    from icalendar import Timezone

    return Timezone.from_tzid(name, first_date=first)


def _begun_calendar(name: str) -> Calendar:
    from icalendar import Calendar  # most builds make none

    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", one_line(name))
    return calendar


def _event(disclosure: Disclosure, language: Language, occasion: Occasion) -> Event:
    """A whole-day event that leaves people's time free; DTEND is the first day that it does not fill."""
    site, entry = disclosure.site, occasion.entry
    stamp = public_since(entry, disclosure.as_of) or occasion.starts
    event = _begun(site, entry, occasion.name, stamp)
    event.add("dtstart", occasion.starts)
    event.add("dtend", _day_after(occasion.ends))
    event.add("summary", _summary(language, occasion.label, entry))
    return event


@dataclass(frozen=True, slots=True)
class MarkedDay:
    """A day in a calendar that is of no record. ``names`` tell it from every other, for good."""

    names: tuple[str, ...]
    day: date
    summary: str
    description: str


def calendar_of(site: Site, name: str, as_of: date, days: Iterable[MarkedDay]) -> bytes:
    """A calendar of whole days, for staff."""
    calendar = _begun_calendar(name)
    for marked in days:
        calendar.add_component(_marked(site, marked, as_of))
    return bytes(calendar.to_ical())


def _marked(site: Site, marked: MarkedDay, stamp: date) -> Event:
    from icalendar import Event

    event = Event()
    event.add("uid", str(lasting_id(site, *marked.names)))
    event.add("dtstamp", datetime.combine(stamp, time(), UTC))
    event.add("transp", "TRANSPARENT")
    event.add("dtstart", marked.day)
    event.add("dtend", _day_after(marked.day))
    event.add("summary", one_line(marked.summary))
    event.add("description", fit(marked.description))
    return event


def _made_up(disclosure: Disclosure, type: RecordType, language: Language) -> Iterator[MarkedDay]:
    """The weekends on which people work, beside what comes round again: who is there on working days is there then."""
    summary = language.translate("Make-up working day")
    for day in sorted(disclosure.made_up):
        if day >= disclosure.as_of - KEPT:
            yield MarkedDay(
                (type.name, "made-up", day.isoformat()), day, summary, language.text(disclosure.site.name)
            )


def _recurring_event(disclosure: Disclosure, language: Language, recurrence: Recurring) -> Event:
    """An event that comes round again; what staff typed about it stands in it as they typed it."""
    entry = recurrence.entry
    stamp = public_since(entry, disclosure.as_of) or recurrence.starts.date()
    event = _begun(disclosure.site, entry, RECURS, stamp)
    event.add("dtstart", recurrence.starts)
    event.add("dtend", recurrence.ends)
    event.add("rrule", dict(recurrence.rule))
    for name, days in (("exdate", left_out(recurrence, disclosure.days_off)), ("rdate", recurrence.also)):
        if days:
            event.add(name, [datetime.combine(day, recurrence.starts.timetz()) for day in days])
    event.add("summary", _summary(language, entry.type.label, entry))
    for name, text in (("location", recurrence.place), ("description", recurrence.text)):
        if text:
            event.add(name, fit(text))
    return event


def _begun(site: Site, entry: Entry, name: str, stamp: date) -> Event:
    from icalendar import Event

    event = Event()
    event.add("uid", str(lasting_id(site, entry.type.name, entry.id, name)))
    event.add("dtstamp", datetime.combine(stamp, time(), UTC))
    event.add("transp", "TRANSPARENT")
    if site.url:
        event.add("url", whole_address(site, record_address(entry.type.name, entry.id)))
    return event


def _day_after(day: date) -> date:
    return day if day == date.max else day + timedelta(days=1)


def _summary(language: Language, label: Wording, entry: Entry) -> str:
    said = language.translate("{what}: {title}")
    return said.format(what=one_line(language.text(label)), title=one_line(language.bare(entry.title)))
