"""Documents in order of first publication → segments that stay as they are when documents are added.

The order is cut into units; as many whole units as there are stand in segments by the binary
digits of their number, the largest and oldest first, and what is left over in the last; but none of them holds more than
a share of a large index, since a segment is made anew when one of its records changes. So one record more
rewrites the last segment alone, except every unit, when segments merge. The cut follows from
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


@dataclass(frozen=True, slots=True)
class Cutting:
    """How finely an index is cut: each segment more costs every query some files, each document more in it every change."""

    unit: int
    """Documents."""
    always: int
    """Documents that a segment may hold however few there are."""
    share: int
    """By which all documents are divided for what a segment may hold where there are many."""

    def largest(self, documents: int) -> int:
        """How many a segment holds at most: a power of two that only changes when segments merge anyhow."""
        return min(1 << max(documents // self.share, self.always).bit_length() - 1, MOST_DOCUMENTS)


PUBLISHED = Cutting(UNIT, 2 * UNIT, 4)
PREVIEWED = Cutting(64, 64, 16)
"""Where files come over no line, and whoever saved a record waits for it."""


@dataclass(frozen=True, slots=True)
class Cut:
    """A segment's place: the number of its first document, and how many it holds."""

    start: int
    count: int


def cuts(documents: int, cutting: Cutting = PUBLISHED) -> Iterator[Cut]:
    """The segments of that many documents, the oldest first."""
    start = 0
    for count in _counts(documents, cutting):
        yield Cut(start, count)
        start += count


def _counts(documents: int, cutting: Cutting) -> Iterator[int]:
    unit = cutting.unit
    units, rest = divmod(documents, unit)
    most = cutting.largest(documents) // unit
    yield from [most * unit] * (units // most)
    units %= most
    yield from (unit << bit for bit in reversed(range(units.bit_length())) if units >> bit & 1)
    if rest:
        yield rest


def in_order(disclosure: Disclosure) -> Sequence[Entry]:
    """Every entry in order of first publication, those without a date first.

    Only the date and the key decide, so a record whose content was taken down keeps its number.
    """
    entries = [entry for entries in disclosure.entries.values() for entry in entries]
    return sorted(entries, key=lambda entry: (entry.published_on or date.min, entry.type.name, entry.id))
