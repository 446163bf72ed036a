"""Documents in order of first publication → segments that stay as they are when documents are added.

The order is cut into units of :data:`UNIT`; as many whole units as there are stand in segments by the binary
digits of their number, the largest and oldest first, and what is left over in the last; but none of them holds more than
half of a large index, since a segment is made anew when one of its records changes. So one record more
rewrites the last segment alone, except every :data:`UNIT` records, when segments merge. The cut follows from
the number of documents and nothing else: a clean build and a later one make the same segments.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from generator.disclose.disclosure import Disclosure, Entry
from generator.website.search.postings import MOST_DOCUMENTS

UNIT = 1024
"""Documents; at most so many are written anew for one that is added."""
ALWAYS = 2 * UNIT
"""Documents that a segment may hold however few there are: each segment more costs every query some files."""


@dataclass(frozen=True, slots=True)
class Cut:
    """A segment's place: the number of its first document, and how many it holds."""

    start: int
    count: int


def cuts(documents: int) -> Iterator[Cut]:
    """The segments of that many documents, the oldest first."""
    start = 0
    for count in _counts(documents):
        yield Cut(start, count)
        start += count


def _counts(documents: int) -> Iterator[int]:
    units, rest = divmod(documents, UNIT)
    most = largest(documents) // UNIT
    yield from [most * UNIT] * (units // most)
    units %= most
    yield from (UNIT << bit for bit in reversed(range(units.bit_length())) if units >> bit & 1)
    if rest:
        yield rest


def largest(documents: int) -> int:
    """How many a segment holds at most: half of them, as a power of two that only changes when segments merge anyhow."""
    return min(1 << max(documents // 2, ALWAYS).bit_length() - 1, MOST_DOCUMENTS)


def in_order(disclosure: Disclosure) -> Sequence[Entry]:
    """Every entry in order of first publication, those without a date first.

    Only the date and the key decide, so a record whose content was taken down keeps its number.
    """
    entries = [entry for entries in disclosure.entries.values() for entry in entries]
    return sorted(entries, key=lambda entry: (entry.published_on or date.min, entry.type.name, entry.id))
