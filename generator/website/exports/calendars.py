"""Occasions → iCalendar (RFC 5545), written by icalendar (its only home): of a type, and of one record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta

from icalendar import Calendar, Event

from generator.disclose.disclosure import Disclosure
from generator.model.addresses import record_address
from generator.model.record_type import RecordType
from generator.website.exports.naming import lasting_id, public_since, whole_address
from generator.website.exports.occasions import (
    Occasion,
    deadline_fields,
    has_own_calendar,
    occasions,
    period_of,
)
from generator.website.exports.places import calendar_address, record_calendar_address
from generator.website.exports.plain_text import one_line
from generator.website.language import Language

PRODUCT = "-//Sunlit//Sunlit//EN"


def has_calendar(type: RecordType) -> bool:
    """Whether records of the type can be in a calendar at all."""
    return type.period is not None or bool(deadline_fields(type))


def calendar_files(disclosure: Disclosure, language: Language) -> Iterator[tuple[str, bytes]]:
    """The calendars of all types that have one, and of the records whose period is open or ahead."""
    as_of = disclosure.as_of
    for type in filter(has_calendar, disclosure.types):
        entries = disclosure.entries[type.name]
        name = f"{language.text(type.label)} - {language.text(disclosure.site.name)}"
        found = occasions(type, entries, as_of)
        yield calendar_address(type.name), _calendar(disclosure, language, name, found)
        for entry in entries:
            period = period_of(entry)
            if period is not None and has_own_calendar(entry, as_of):
                address = record_calendar_address(type.name, entry.id)
                yield address, _calendar(disclosure, language, entry.title, [period])


def _calendar(disclosure: Disclosure, language: Language, name: str, found: Iterable[Occasion]) -> bytes:
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", one_line(name))
    for occasion in found:
        calendar.add_component(_event(disclosure, language, occasion))
    return bytes(calendar.to_ical())


def _event(disclosure: Disclosure, language: Language, occasion: Occasion) -> Event:
    """A whole-day event that leaves people's time free; DTEND is the first day that it does not fill."""
    site, entry = disclosure.site, occasion.entry
    stamp = public_since(entry, disclosure.as_of) or occasion.starts
    event = Event()
    event.add("uid", str(lasting_id(site, entry.type.name, entry.id, occasion.name)))
    event.add("dtstamp", datetime.combine(stamp, time(), UTC))
    event.add("dtstart", occasion.starts)
    event.add("dtend", _day_after(occasion.ends))
    event.add("summary", _summary(language, occasion))
    event.add("transp", "TRANSPARENT")
    if site.url:
        event.add("url", whole_address(site, record_address(entry.type.name, entry.id)))
    return event


def _day_after(day: date) -> date:
    return day if day == date.max else day + timedelta(days=1)


def _summary(language: Language, occasion: Occasion) -> str:
    said = language.translate("{what}: {title}")
    return said.format(what=one_line(language.text(occasion.label)), title=one_line(occasion.entry.title))
