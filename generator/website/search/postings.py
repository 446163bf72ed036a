"""Terms with the numbers of their documents ⇄ the bytes of a shard.

A shard is raw deflate around: the length of the names, the names (UTF-8, one a line); for each
term how many documents hold it in the text alone and how many in the title; then for each term these
two lists, as gaps. All numbers are of seven bits a byte, the lowest first; a gap is the distance to the
number before (to -1 for the first), less one.
"""

from __future__ import annotations

import sys
import zlib
from array import array
from collections.abc import Iterator, Sequence
from operator import sub
from typing import NamedTuple

from deflate import deflate_compress

_LEVEL = 9
_RAW = -15
_ONE_BYTE = 0x80
MOST_DOCUMENTS = 0x10000
"""Of one segment: a number fits in two bytes."""


class Term(NamedTuple):
    """A term with its two lists, encoded."""

    name: str
    counts: bytes
    gaps: bytes
    size: int
    """About its bytes in a shard before deflate."""


class PackedTerms:
    """Terms without an object for each part of each: of a million, a third of the memory."""

    def __init__(self) -> None:
        self.names: list[str] = []
        self.sizes = array("I")
        self._content = bytearray()
        self._ends, self._counts = array("Q"), array("B")

    def append(self, term: Term) -> None:
        self.names.append(term.name)
        self.sizes.append(term.size)
        self._content += term.counts
        self._content += term.gaps
        self._ends.append(len(self._content))
        self._counts.append(len(term.counts))

    def __getitem__(self, place: int) -> Term:
        start, end = self._ends[place - 1] if place else 0, self._ends[place]
        middle = start + self._counts[place]
        content = self._content
        return Term(
            self.names[place], bytes(content[start:middle]), bytes(content[middle:end]), self.sizes[place]
        )


def number(value: int) -> bytes:
    """A number from 0 on, seven bits a byte, the lowest first; the top bit says that more follow."""
    made = bytearray()
    while value >= _ONE_BYTE:
        made.append(value & 0x7F | _ONE_BYTE)
        value >>= 7
    made.append(value)
    return bytes(made)


_TOP, _LOW = _ONE_BYTE, 0x7F
_NUMBERS: list[bytes] = [
    *(bytes((value,)) for value in range(1 << 7)),
    *(bytes((value & _LOW | _TOP, value >> 7)) for value in range(1 << 7, 1 << 14)),
    *(
        bytes((value & _LOW | _TOP, value >> 7 & _LOW | _TOP, value >> 14))
        for value in range(1 << 14, MOST_DOCUMENTS + 1)
    ),
]
"""What :func:`number` makes of them, in a third of the time: every start of the program waits for it."""
_NUMBERS_AFTER: list[bytes] = [b"", *_NUMBERS]
"""For a distance, the number that is written: one less."""
_LESS_ONE = bytes([0, *range(255)])
_LOW_BYTE = 0 if sys.byteorder == "little" else 1


def term(name: str, body: Sequence[int], title: Sequence[int]) -> Term:
    """``body`` and ``title`` are disjoint, each in ascending order."""
    counts, gaps = _NUMBERS[len(body)] + _NUMBERS[len(title)], encode(body) + encode(title)
    return Term(name, counts, gaps, 3 * len(name) + len(counts) + len(gaps))


def encode(documents: Sequence[int]) -> bytes:
    """Ascending numbers of documents, below :data:`MOST_DOCUMENTS`, as gaps."""
    if not documents:
        return b""
    first = _NUMBERS[documents[0]]
    if len(documents) == 1:
        return first
    gaps = array("H", map(sub, documents[1:], documents))
    if max(gaps) <= _ONE_BYTE:
        return first + gaps.tobytes()[_LOW_BYTE::2].translate(_LESS_ONE)
    return first + b"".join([_NUMBERS_AFTER[gap] for gap in gaps])


def shard(terms: Sequence[Term]) -> bytes:
    """The bytes of a shard, which may be without terms."""
    names = "\n".join(term.name for term in terms).encode()
    counts, gaps = b"".join(term.counts for term in terms), b"".join(term.gaps for term in terms)
    return deflated(number(len(names)) + names + counts + gaps)


def deflated(content: bytes) -> bytes:
    """Raw deflate, so that the size does not hang on what a server does with ``.bin``.

    By libdeflate (its only home): as small as by zlib, in half the time; one version packs the same on every machine.
    """
    return bytes(deflate_compress(content, _LEVEL))


def inflated(content: bytes) -> bytes:
    """What :func:`deflated` was given."""
    return zlib.decompress(content, _RAW)


def read_shard(content: bytes) -> dict[str, tuple[list[int], list[int]]]:
    """Each term's documents by text alone and by title: what a browser reads."""
    numbers, data = _Numbers(inflated(content)), {}
    text = numbers.text(numbers.next())
    names = text.split("\n") if text else []
    counts = [(numbers.next(), numbers.next()) for _ in names]
    for name, (body, title) in zip(names, counts, strict=True):
        data[name] = (list(numbers.documents(body)), list(numbers.documents(title)))
    return data


class _Numbers:
    def __init__(self, content: bytes) -> None:
        self._content, self._place = content, 0

    def text(self, size: int) -> str:
        self._place += size
        return self._content[self._place - size : self._place].decode()

    def next(self) -> int:
        value = shift = 0
        while True:
            byte = self._content[self._place]
            self._place += 1
            value |= (byte & 0x7F) << shift
            shift += 7
            if byte < _ONE_BYTE:
                return value

    def documents(self, count: int) -> Iterator[int]:
        document = -1
        for _ in range(count):
            document += self.next() + 1
            yield document
