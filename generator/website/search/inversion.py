"""The terms of documents → the documents of each term, by sorting numbers (numpy's only home).

A segment has up to twenty million pairs of a term and a document. As lists of Python they take most of the time that
an index is made in; as numbers in one array they are sorted, and their gaps written, half a million at a time.
"""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from heapq import merge
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from generator.website.search.postings import MOST_DOCUMENTS, Term, number
from generator.website.search.terms import order

PAIRS_AT_ONCE = 500_000
LAST_OF_PLANE = "\uffff"
_SEVEN_BITS, _MORE = 0x7F, 0x80
_TWO_BYTES, _THREE_BYTES = 1 << 7, 1 << 14
"""The smallest numbers that take so many bytes, seven bits a byte."""
Numbers = NDArray[np.uint32]


class _Numbered(dict[str, int]):
    """Each term's number: terms are counted as they are first asked for."""

    def __missing__(self, name: str) -> int:
        self[name] = new = len(self)
        return new


@dataclass(slots=True)
class _Pairs:
    """The numbers of the terms of each document, one document after the other; and how many each has."""

    terms: array[int] = field(default_factory=lambda: array("I"))
    counts: array[int] = field(default_factory=lambda: array("I"))

    def add(self, terms: Iterable[int]) -> None:
        before = len(self.terms)
        self.terms.extend(terms)
        self.counts.append(len(self.terms) - before)


class Inversion:
    """Takes the terms of each document, in the order of documents; gives the documents of each term."""

    def __init__(self) -> None:
        self._numbers = _Numbered()
        self._text, self._heading = _Pairs(), _Pairs()

    def add(self, heading: set[str], text: set[str]) -> None:
        """The terms of one more document: of its heading, and of its text alone."""
        self._heading.add(map(self._numbers.__getitem__, heading))
        self._text.add(map(self._numbers.__getitem__, text))

    def terms(self) -> Iterator[Term]:
        """Every term, encoded, sorted as JavaScript compares texts; what was taken is given up on the way."""
        names = in_order(self._numbers)
        places = np.empty(len(names), np.uint32)
        places[np.fromiter(map(self._numbers.__getitem__, names), np.intp, len(names))] = np.arange(
            len(names)
        )
        self._numbers.clear()
        text, heading = _Sorted(self._text, places), _Sorted(self._heading, places)
        for start, end in _ranges(text.counts + heading.counts):
            of_text, of_heading = text.lists(start, end), heading.lists(start, end)
            for name, (in_text, gaps), (in_heading, more) in zip(
                names[start:end], of_text, of_heading, strict=True
            ):
                counts = number(in_text) + number(in_heading)
                gaps += more
                yield Term(name, counts, gaps, 3 * len(name) + len(counts) + len(gaps))


def in_order(names: Collection[str]) -> list[str]:
    """As JavaScript compares texts. Python compares them so, too, but for rare signs: only of these a key is held each."""
    usual = sorted(name for name in names if max(name) <= LAST_OF_PLANE)
    rare = sorted((name for name in names if max(name) > LAST_OF_PLANE), key=order)
    return list(merge(usual, rare, key=order)) if rare else usual


def _ranges(counts: NDArray[np.int64]) -> Iterator[tuple[int, int]]:
    """All terms, cut where about :data:`PAIRS_AT_ONCE` pairs have come together."""
    if not len(counts):
        return
    lots = np.cumsum(counts) // PAIRS_AT_ONCE
    cuts = [0, *(np.flatnonzero(np.diff(lots)) + 1).tolist(), len(counts)]
    yield from pairwise(cuts)


class _Sorted:
    """Pairs by the place of their term among all: the numbers in ``pairs`` become these places where they stand."""

    def __init__(self, pairs: _Pairs, places: Numbers) -> None:
        self._places = np.asarray(memoryview(pairs.terms))
        self._documents = np.repeat(
            np.arange(len(pairs.counts), dtype=np.uint16), np.asarray(memoryview(pairs.counts))
        )
        self.counts = np.zeros(len(places), np.int64)
        for start in range(0, len(self._places), PAIRS_AT_ONCE):
            some = slice(start, start + PAIRS_AT_ONCE)
            self._places[some] = places[self._places[some]]
            self.counts += np.bincount(self._places[some], minlength=len(places))

    def lists(self, start: int, end: int) -> Iterator[tuple[int, bytes]]:
        """Of each term from place ``start`` to before ``end``: how many documents hold it, and these as gaps."""
        chosen = (self._places >= start) & (self._places < end)
        pairs = self._places[chosen].astype(np.uint64) * MOST_DOCUMENTS + self._documents[chosen]
        pairs.sort()
        counts = self.counts[start:end]
        firsts = np.cumsum(counts) - counts
        written, ends = _written(_gaps((pairs % MOST_DOCUMENTS).astype(np.int32), firsts[counts > 0]))
        last = ends[np.cumsum(counts)].tolist()
        place = 0
        for count, stop in zip(counts.tolist(), last, strict=True):
            yield count, written[place:stop]
            place = stop


def _gaps(documents: NDArray[np.int32], firsts: NDArray[np.int64]) -> Numbers:
    """For each document of a list how many are left out before it."""
    gaps = np.diff(documents, prepend=np.int32(-1)) - 1
    gaps[firsts] = documents[firsts]
    return gaps.astype(np.uint32)


def _written(numbers: Numbers) -> tuple[bytes, NDArray[np.int64]]:
    """The numbers, seven bits a byte, the lowest first; and where the first ``n`` of them end, from none on."""
    long, longest = numbers >= _TWO_BYTES, numbers >= _THREE_BYTES
    ends = np.zeros(len(numbers) + 1, np.int64)
    np.cumsum(1 + long.astype(np.int64) + longest, out=ends[1:])
    made, at = np.empty(ends[-1], np.uint8), ends[:-1]
    made[at] = numbers & _SEVEN_BITS | long * np.uint32(_MORE)
    made[at[long] + 1] = numbers[long] >> 7 & _SEVEN_BITS | longest[long] * np.uint32(_MORE)
    made[at[longest] + 2] = numbers[longest] >> 14
    return made.tobytes(), ends
