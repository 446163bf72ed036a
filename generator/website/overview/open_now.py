"""What the public can take part in today, and until when: the one place that says so.

The home page, the page of what is open, and the number beside its name on every page go by it. A type declares when its
records are open (``period``, ``states`` of the look ``live``, ``recurs``) and what can be done then (``participation``);
the records do the rest.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from heapq import nlargest
from zoneinfo import ZoneInfo

from generator.disclose.disclosure import Disclosure, Entry
from generator.model.declared.participation import Act
from generator.model.declared.record_type import Look, RecordType
from generator.model.files.addresses import open_folder
from generator.website.exports.recurring import Recurring, next_day, recurring
from generator.website.places.deadlines import is_ahead, is_off, is_open, last_day_of, period_of
from generator.website.places.turning import turns_on

AHEAD = timedelta(days=14)
"""How long before its day the public is told of what it can come to."""
_Key = tuple[str, str]


@dataclass(frozen=True)
class Matter:
    """Something that the public can take part in. ``last_day`` is the last on which it can, or the day on which to come;
    ``None`` where the record does not say it.
    """

    entry: Entry
    last_day: date | None
    first_day: date | None = None
    """Of what lies ahead: the day on which to come."""
    recurs: Recurring | None = None
    """Of what comes round again: when."""

    @property
    def closes(self) -> date:
        """By which they are sorted: what closes first stands first, what says no day last."""
        return self.last_day or date.max


@dataclass(frozen=True)
class OpenNow:
    """What is open on the as-of date of a disclosure."""

    disclosure: Disclosure

    @cached_property
    def matters(self) -> Sequence[Matter]:
        """All of it, what closes first at the top."""
        live = _once([entry for entry in self._entries() if is_open(entry)])
        found = [Matter(entry, last_day_of(entry)) for entry in live]
        return sorted((*found, *self._announced(), *self._recurring()), key=lambda matter: matter.closes)

    @cached_property
    def always(self) -> Sequence[Entry]:
        """What never closes, in the order of the files."""
        return [entry for entry in self._entries() if _is_always_open(entry, self.disclosure.as_of)]

    @cached_property
    def coming(self) -> Sequence[Matter]:
        """What comes round again, however far ahead, the next at the top."""
        found = (self._next(own) for own in self._own_recurring)
        return sorted((matter for matter in found if matter), key=lambda matter: matter.closes)

    def over(self, most: int) -> Sequence[Entry]:
        """What closed last, the latest at the top."""
        today = self.disclosure.as_of
        closed = (
            entry
            for entry in self._entries()
            if (last := last_day_of(entry)) and last < today and not is_off(entry)
        )
        return _once(nlargest(2 * most, closed, key=lambda entry: last_day_of(entry) or date.min))[:most]

    @cached_property
    def until(self) -> date:
        """The last day on which the same is open, if nothing is published meanwhile."""
        today = self.disclosure.as_of
        turns = (
            turns_on(entry, today)
            for type in self.disclosure.types
            if type.is_ever_open
            for entry in self.disclosure.entries[type.name]
        )
        days = [day for day in turns if day]
        for matter in (*self.coming, *self._ahead()):
            assert matter.last_day
            assert matter.first_day
            days += [
                day for day in (matter.first_day - AHEAD, matter.last_day + timedelta(days=1)) if day > today
            ]
        return min(days, default=date.max) - timedelta(days=1)

    def count_file(self) -> tuple[str, bytes]:
        """The number, and the day until which it is right where the site is: every page shows it beside the name of the page."""
        site = self.disclosure.site
        said = {"open": len(self.matters), "until": self.until.isoformat(), "zone": site.time_zone}
        return count_address(self.disclosure.types), (json.dumps(said) + "\n").encode("utf-8")

    def _entries(self) -> Iterator[Entry]:
        for type in self.disclosure.types:
            yield from self.disclosure.entries[type.name]

    def _announced(self) -> Iterator[Matter]:
        """What one can come to soon."""
        return (matter for matter in self._ahead() if matter.first_day and self._is_soon(matter.first_day))

    def _ahead(self) -> Iterator[Matter]:
        for entry in self._entries():
            declared, days = entry.type.participation, period_of(entry)
            if declared and days and declared.act is Act.ATTEND and is_ahead(entry, self.disclosure.as_of):
                yield Matter(entry, days[1], days[0])

    def _recurring(self) -> Iterator[Matter]:
        return (matter for matter in self.coming if matter.first_day and self._is_soon(matter.first_day))

    @cached_property
    def _own_recurring(self) -> Sequence[Recurring]:
        zone = ZoneInfo(self.disclosure.site.time_zone)
        return [own for entry in self._entries() if (own := recurring(entry, zone))]

    def _next(self, own: Recurring) -> Matter | None:
        day = next_day(own, self.disclosure.as_of, self.disclosure.days_off)
        return Matter(own.entry, day, day, own) if day else None

    def _is_soon(self, day: date) -> bool:
        return day - self.disclosure.as_of <= AHEAD


def has_open_page(types: Iterable[RecordType]) -> bool:
    """Whether a site has a page of what is open: if any type can ever be, whatever its records are today."""
    return any(type.is_ever_open for type in types)


def open_address(types: Iterable[RecordType]) -> str:
    """Where that page stands, from the language's home."""
    return f"{_folder(types)}/index.html"


def count_address(types: Iterable[RecordType]) -> str:
    """Where the number stands, from the site's root; all languages share it."""
    return f"{_folder(types)}/now.json"


def open_section(types: Iterable[RecordType]) -> str:
    """What its frame is called: no type is called so."""
    return _folder(types)


def _folder(types: Iterable[RecordType]) -> str:
    return open_folder(type.name for type in types)


def _is_always_open(entry: Entry, today: date) -> bool:
    declared = entry.type.participation
    if declared is None or declared.always is None or not declared.always.holds(entry.values, today):
        return False
    return entry.state is None or entry.state.look not in (Look.NONE, Look.OFF)


def _once(entries: Sequence[Entry]) -> Sequence[Entry]:
    """The entries without those for which another stands.

    One to which an entry of another type leads that is open until the same day (a decision, and the consultation on it) is the
    same matter to whoever reads, so only the other stands for both. An entry that is itself led to stands for none, so that
    of entries that lead to each other all stay.
    """
    ends = {_key(entry): last_day_of(entry) or date.max for entry in entries}
    leads = {
        _key(entry): {key for key in _leads_to(entry) if ends.get(key) == ends[_key(entry)]}
        for entry in entries
    }
    led_to = {key for keys in leads.values() for key in keys}
    stood_for = {key for leader, keys in leads.items() if leader not in led_to for key in keys}
    return [entry for entry in entries if _key(entry) not in stood_for]


def _key(entry: Entry) -> _Key:
    return entry.type.name, entry.id


def _leads_to(entry: Entry) -> Iterator[_Key]:
    """The records of other types that the entry itself names."""
    for links in entry.links:
        if not links.inverse:
            targets = ((target.type.name, target.id) for target in links.targets)
            yield from (key for key in targets if key[0] != entry.type.name)
