"""What a part of the site shows → a short digest, so that parts that would come out the same are told without making them.

Everything of an entry goes in, whatever fields it has or will have. What all pages follow from (schemas, settings,
templates, frames, the generator) is in the ``setting``, so declared things stand here by their names. The day is in no
digest, only what the door made of it: the state and the life of each entry.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from hashlib import blake2b
from operator import attrgetter
from typing import Any

from generator.disclose.disclosure import Disclosure, Entry, Reference
from generator.model.declared.record_type import Field, RecordType, RuleUse, State
from generator.model.findings.rules import Rule
from generator.model.records.derived import DerivedDay, DerivedNumber
from generator.model.records.page import Page
from generator.model.records.shown_number import ShownNumber
from generator.model.records.tracked_day import bare
from generator.model.text.translated import translations_of
from generator.website.record.course import has_progress

Writer = Callable[[Any], Any]
SIZE = 16
"""Bytes of a digest."""
_JOINED = ("links", "ancestors")
"""Fields of an entry that say something of others."""
_ELSEWHERE = ("as_of", "site", "types", "entries", "index")
"""Fields of a disclosure that are told otherwise: by the setting, by the keys of what each entry is shown on, by who looks."""
_MARK = "\0"
"""Before the name of a kind of value that JSON does not know: no text of a record holds this sign."""


class Fingerprints:
    """Digests of what the entries of one disclosure show, each worked out once."""

    def __init__(self, disclosure: Disclosure, setting: bytes) -> None:
        self.disclosure = replace(disclosure, as_of=bare(disclosure.as_of))
        """For whoever works out a key: nothing of it may be shown."""
        self._setting = setting.hex()
        self._own: dict[int, str] = {}
        self._content: dict[int, str] = {}
        self._uses: dict[int, str] = {}
        self._pages: dict[int, str] = {}
        self._writers: dict[type[Any], Writer] = {
            date: _day,
            datetime: _day,
            Decimal: _number,
            ShownNumber: _number,
            DerivedNumber: _derived,
            DerivedDay: _derived,
            RecordType: attrgetter("name"),
            State: attrgetter("id"),
            Rule: attrgetter("id"),
            Field: attrgetter("name"),
            Page: self._page,
            RuleUse: self._use,
            Entry: self.own,
            Reference: _reference,
            frozenset: sorted,
        }
        self._encode = json.JSONEncoder(
            ensure_ascii=False, separators=(",", ":"), check_circular=False, default=self._plain
        ).encode

    def of(self, *shown: object) -> bytes:
        """The key of a part that shows these values. What kind of part it is must be one of them."""
        return bytes.fromhex(self._digest((self._setting, shown)))

    def beside_entries(self) -> list[object]:
        """Everything of the disclosure but its entries, the day, and what the setting has."""
        return [getattr(self.disclosure, name) for name in _field_names(Disclosure) if name not in _ELSEWHERE]

    def own(self, entry: Entry) -> str:
        """Everything of an entry; of the records that it is linked to, what a reference says."""
        known = self._own.get(id(entry))
        if known is None:
            shown = [self.content(entry), *(getattr(entry, name) for name in _JOINED)]
            known = self._own[id(entry)] = self._digest(shown)
        return known

    def content(self, entry: Entry) -> str:
        """What the entry says by itself, whatever the records say that it is linked to."""
        known = self._content.get(id(entry))
        if known is None:
            values = [getattr(entry, name) for name in _field_names(Entry) if name not in _JOINED]
            known = self._content[id(entry)] = self._digest(values)
        return known

    def with_linked(self, entry: Entry) -> list[str]:
        """The entry, and the content of those of which a link on its page says how far they are."""
        linked = (target for links in entry.links for target in links.targets if has_progress(target.type))
        return [self.own(entry), *map(self._content_of_target, linked)]

    def reference(self, entry: Entry | None) -> tuple[object, ...]:
        """What a link to the entry says."""
        return (entry.id, entry.title, translations_of(entry.title), entry.state) if entry else ()

    def _content_of_target(self, target: Reference) -> str:
        entry = self.disclosure.index.get((target.type.name, target.id))
        return self.content(entry) if entry else ""

    def _digest(self, value: object) -> str:
        return blake2b(self._encode(value).encode("utf-8", "surrogatepass"), digest_size=SIZE).hexdigest()

    def _plain(self, value: Any) -> Any:
        """What JSON does not know, as something it does; different values never look the same."""
        kind = value.__class__
        write = self._writers.get(kind)
        if write is None:
            write = self._writers[kind] = _writer(kind)
        return write(value)

    def _page(self, page: Page) -> str:
        if id(page) not in self._pages:
            self._pages[id(page)] = self._digest(_parts(page))
        return self._pages[id(page)]

    def _use(self, use: RuleUse) -> str:
        """Worked out once: it is the same object in every record that it was held against."""
        if id(use) not in self._uses:
            self._uses[id(use)] = self._digest(_parts(use))
        return self._uses[id(use)]


def _reference(target: Reference) -> tuple[object, ...]:
    title, state = target.title, target.state and target.state.id
    return target.type.name, target.id, title, translations_of(title), state


def _day(day: date) -> object:
    return {f"{_MARK}day": day.isoformat()}


def _derived(value: Decimal | date) -> object:
    return {f"{_MARK}derived": str(value)}


def _number(number: Decimal) -> object:
    return {f"{_MARK}number": str(number)}


def _writer(kind: type[Any]) -> Writer:
    """For a kind of value that is not known by name."""
    if issubclass(kind, Mapping):
        return dict
    if is_dataclass(kind):
        return _parts
    raise TypeError(f"{kind.__name__} has no fingerprint")


def _parts(value: Any) -> tuple[object, ...]:
    kind = value.__class__
    return kind.__name__, *(getattr(value, name) for name in _field_names(kind))


@cache
def _field_names(kind: type[Any]) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))
