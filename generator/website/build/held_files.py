"""Which files do not last: those that hold period-bound values, and those that go with them.

Only the former may hold such values, and nothing that is published tells their digests: a digest would outlive the file,
and whoever kept it could try candidates against it after the take-down. Of both, each build leaves beside the tree until
when they may stand and what stands at their address then (``website/tombstones.py``).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from generator.disclose.disclosure import Disclosure, Entry
from generator.model.files.addresses import OPEN_NAMES, attachment_address, notice_address, record_address
from generator.website.places.viewpoint import language_prefix
from generator.website.record.notice import last_day_of_notice
from generator.website.record.table_page import long_table_addresses
from generator.website.search.open_notices import open_notices


@dataclass(frozen=True, slots=True)
class Bound:
    """An entry with values of its period: what stands on the day after is known today."""

    entry: Entry
    afterwards: Entry
    last_day: date


def bound_entries(disclosure: Disclosure) -> Iterator[Bound]:
    """All that hold such values today."""
    for entries in disclosure.entries.values():
        for entry in entries:
            if entry.only_in_period is not None:
                assert entry.afterwards, "such values have a last day"
                assert entry.life.last_day
                yield Bound(entry, entry.afterwards, entry.life.last_day)


def last_days(disclosure: Disclosure) -> Mapping[str, date]:
    """The last day of every file that does not last, by its address from the site's root.

    The pages of bound entries and of their long tables in every language, their notices and the file of names for the
    search, which hold such values;
    and the attachments that no longer belong to anything then.
    """
    found = dict(_holding(disclosure))
    found.update(_going_along(disclosure))
    return found


def held_addresses(disclosure: Disclosure) -> frozenset[str]:
    """The addresses from the site's root of the files that hold period-bound values."""
    return frozenset(address for address, _ in _holding(disclosure))


def addresses_of(disclosure: Disclosure, bound: Bound) -> frozenset[str]:
    """The addresses of the files that may hold the period-bound values of one entry."""
    return frozenset((OPEN_NAMES, *(address for address, _ in _holding_of(disclosure, bound))))


def _holding(disclosure: Disclosure) -> Iterator[tuple[str, date]]:
    for bound in bound_entries(disclosure):
        yield from _holding_of(disclosure, bound)
    if last := min((notice.last_day for notice in open_notices(disclosure)), default=None):
        yield OPEN_NAMES, last


def _holding_of(disclosure: Disclosure, bound: Bound) -> Iterator[tuple[str, date]]:
    prefixes = [language_prefix(disclosure, code) for code in disclosure.site.languages]
    type, id = bound.entry.type.name, bound.entry.id
    yield from ((prefix + record_address(type, id), bound.last_day) for prefix in prefixes)
    for address in dict.fromkeys(long_table_addresses(bound.entry)):
        yield from ((prefix + address, bound.last_day) for prefix in prefixes)
    last_day = last_day_of_notice(bound.entry)
    if last_day and last_day >= disclosure.as_of:
        yield notice_address(type, id), min(bound.last_day, last_day)


def _going_along(disclosure: Disclosure) -> Iterator[tuple[str, date]]:
    """An attachment stays as long as any entry names it that is not down by then."""
    going: dict[str, date] = {}
    for bound in bound_entries(disclosure):
        staying = {attachment.path for attachment in bound.afterwards.attachments}
        for attachment in bound.entry.attachments:
            if attachment.path not in staying:
                going[attachment.path] = max(bound.last_day, going.get(attachment.path, date.min))
    if not going:
        return
    for entries in disclosure.entries.values():
        for entry in entries:
            for attachment in (entry.afterwards or entry).attachments:
                going.pop(attachment.path, None)
    yield from ((attachment_address(path), day) for path, day in going.items())
