"""One segment → its files and what the boot file says of it.

Files are bundled under a folder that is named after their content, so that the boot file names bundles
only, while a browser fetches single files. ``docs/search.md`` gives the figures behind the sizes.
"""

from __future__ import annotations

import hashlib
import json
from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import chain, islice
from string import ascii_lowercase
from typing import Any
from zlib import crc32

from generator.model.files.addresses import SEARCH
from generator.model.text.hashes import hash_in_address
from generator.model.text.languages import tag
from generator.website.places.turning import from_now_on
from generator.website.search.documents import Document
from generator.website.search.pinyin import by_letter, spoken, words_of
from generator.website.search.postings import PackedTerms, Term, deflated, number, shard
from generator.website.search.segments import Cut
from generator.website.search.terms import order, terms

FOLDER = f"{SEARCH}/index/"
BOOT_ADDRESS = f"{FOLDER}boot.bin"
"""The one file that keeps its address: a browser has to ask again whether it changed."""
ATTACHED = "a"
"""Before the numbers of segments of attachments; codes of languages are longer."""
FREQUENT = 2000
"""Bytes of lists, before deflate, from which on a term has a shard to itself."""
SHARDS_A_BUNDLE = 32
HASHED = 4
"""Characters of a term by which its shard is chosen: words that begin with the same four stand together."""
BLOCKS_A_BUNDLE = 128
BLOCK = 3000
"""Bytes of rows, before deflate, that a block of documents should have."""
SAMPLE = 256
"""Documents of a segment by which the size of its blocks is chosen."""
COLUMNS = ("type", "department", "state", "deadline")
"""Of every segment; behind them, of records and attachments, the facets of single types."""
COLUMNS_A_BUNDLE = 64

File = tuple[str, bytes]


@dataclass(slots=True)
class _Bundles:
    """Files that come one by one, handed on in bundles; ``hashes`` grows as bundles are closed."""

    kind: str
    start: int
    size: int
    hashes: list[str] = field(default_factory=list)

    def files(self, contents: Iterable[bytes]) -> Iterator[File]:
        waiting: list[bytes] = []
        for content in contents:
            waiting.append(content)
            if len(waiting) == self.size:
                yield from self._close(waiting)
                waiting = []
        if waiting:
            yield from self._close(waiting)

    def _close(self, contents: Sequence[bytes]) -> Iterator[File]:
        digest = hashlib.sha256()
        for content in contents:
            digest.update(number(len(content)) + content)
        place, hash = len(self.hashes), hash_in_address(digest.digest())
        self.hashes.append(hash)
        folder = f"{FOLDER}{self.kind}{self.start}-{place}-{hash}/"
        yield from ((f"{folder}{index}.bin", content) for index, content in enumerate(contents))


@dataclass(slots=True)
class SegmentFiles:
    """Makes the files of one segment; when they are all taken, it can say what the boot file has to."""

    prefix: str
    """Before the segment's number in its addresses: empty for records, the language for human pages, else :data:`ATTACHED`."""
    cut: Cut
    facets: int = 0
    """How many facets a type has at most."""
    entry: dict[str, Any] = field(default_factory=dict)
    frequent: list[str] = field(default_factory=list)
    """The terms that have a shard to themselves."""
    characters: set[str] = field(default_factory=set)
    """Every character that stands by itself in the segment."""

    def files(self, documents: Iterable[Document], as_of: date) -> Iterator[File]:
        """``documents`` are the segment's own, in order."""
        self.entry.update(
            prefix=self.prefix,
            attached=self.prefix == ATTACHED,
            language=tag(self.prefix) if self.prefix not in ("", ATTACHED) else None,
            start=self.cut.start,
            count=self.cut.count,
        )
        # Not before: numpy starts slowly, and who only checks needs none.
        from generator.website.search.inversion import Inversion

        owners = array("I")
        inversion, columns, years = Inversion(), _Columns(as_of, self.facets), _Years()
        words = set[str]()

        def noted() -> Iterator[bytes]:
            for place, document in enumerate(documents):
                heading = terms(document.heading)
                inversion.add(heading, terms(document.text) - heading)
                words.update(words_of(document.in_all_languages, document.text))
                columns.add(document)
                years.add(place, document)
                owners.append(document.record)
                yield _json(document.row())

        yield from self._bundled("documents", "d", BLOCKS_A_BUNDLE, self._blocks(noted()))
        yield from self._bundled("columns", "c", COLUMNS_A_BUNDLE, columns.contents())
        self.entry["years"] = years.starts
        if self.prefix == ATTACHED:
            yield from self._bundled("owners", "o", 1, [_distances(owners)])
        found = map(deflated, map(_json, by_letter(spoken(words))))
        yield from self._bundled("spoken", "p", len(ascii_lowercase), found)
        words.clear()
        yield from self._shards(inversion.terms())

    def summary(self) -> dict[str, Any]:
        """What the boot file is made of."""
        return {
            "entry": self.entry,
            "frequent": self.frequent,
            "characters": "".join(sorted(self.characters)),
        }

    def _blocks(self, rows: Iterator[bytes]) -> Iterator[bytes]:
        """All blocks hold as many documents, so that a number leads to its block; the first documents say how many."""
        first = list(islice(rows, SAMPLE))
        self.entry["block"] = a_block = max(1, round(BLOCK * len(first) / sum(map(len, first))))
        rest = chain(first, rows)
        while block := list(islice(rest, a_block)):
            yield deflated(b"[" + b",\n".join(block) + b"]")

    def _bundled(self, name: str, kind: str, size: int, contents: Iterable[bytes]) -> Iterator[File]:
        bundles = _Bundles(self.prefix + kind, self.cut.start, size)
        yield from bundles.files(contents)
        self.entry[name] = "".join(bundles.hashes)

    def _shards(self, terms: Iterator[Term]) -> Iterator[File]:
        frequent, rare = PackedTerms(), PackedTerms()
        for item in terms:
            (frequent if len(item.gaps) > FREQUENT else rare).append(item)
            if len(item.name) == 1:
                self.characters.add(item.name)
        ranges = list(_ranges(rare.sizes))
        self.frequent = frequent.names
        self.entry["ranges"] = "\n".join(_beginnings(rare.names, ranges))
        parts = (part for own in ranges for part in _parts(map(rare.__getitem__, own)))
        yield from self._bundled("rare", "r", SHARDS_A_BUNDLE, map(shard, parts))
        alone = ([frequent[place]] for place in range(len(frequent.names)))
        yield from self._bundled("frequent", "f", SHARDS_A_BUNDLE, map(shard, alone))


def _ranges(sizes: Sequence[int]) -> Iterator[range]:
    """The places of terms in their order, cut where the shards of a range are as large as they should be."""
    most = SHARDS_A_BUNDLE * min(3000.0, max(400.0, sum(sizes) ** 0.5))
    start = taken = 0
    for place, size in enumerate(sizes):
        if place > start and taken + size > most:
            yield range(start, place)
            start, taken = place, 0
        taken += size
    if len(sizes):
        yield range(start, len(sizes))


def _beginnings(names: Sequence[str], ranges: Iterable[range]) -> Iterator[str]:
    """As much of the first term of each range as tells it from the last of the range before."""
    last = ""
    for own in ranges:
        first = names[own[0]]
        yield next(first[:size] for size in range(1, len(first) + 1) if order(first[:size]) > order(last))
        last = names[own[-1]]


def _parts(terms: Iterable[Term]) -> Iterator[list[Term]]:
    """The shards of a range: which one holds a term follows from its first characters, so no list has to say it."""
    parts: list[list[Term]] = [[] for _ in range(SHARDS_A_BUNDLE)]
    for item in terms:
        parts[crc32(order(item.name[:HASHED])) % SHARDS_A_BUNDLE].append(item)
    yield from parts


def _distances(ascending: Sequence[int]) -> bytes:
    """Each number as its distance from the one before."""
    before = [0, *ascending]
    return deflated(b"".join(number(value - last) for last, value in zip(before, ascending, strict=False)))


def _json(content: object) -> bytes:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()


@dataclass(slots=True)
class _Column:
    """A value for each document: the values that occur as JSON, a line feed, and their places in that list."""

    values: dict[str, int] = field(default_factory=dict)
    places: list[int] = field(default_factory=list)

    def add(self, value: object) -> None:
        text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
        self.places.append(self.values.setdefault(text, len(self.values)))

    def content(self) -> bytes:
        head = f"[{','.join(self.values)}]\n".encode()
        return deflated(head + b"".join(map(number, self.places)))


class _Columns:
    """What is counted beside the results, or sorted by: type, department, the states from the as-of date on, deadline; and
    the values of so many facets of single types.
    """

    def __init__(self, as_of: date, facets: int) -> None:
        self._as_of, self._facets = as_of, facets
        self._columns = tuple(_Column() for _ in range(len(COLUMNS) + facets))

    def add(self, document: Document) -> None:
        steps = from_now_on(document.course, self._as_of)
        states = [part for step in steps for part in step][1:]
        deadline = document.deadline.isoformat() if document.deadline else ""
        facets = (*document.facets, *[()] * (self._facets - len(document.facets)))
        for column, value in zip(
            self._columns, (document.type, document.department, states, deadline, *facets), strict=True
        ):
            column.add(value)

    def contents(self) -> Iterator[bytes]:
        return (column.content() for column in self._columns)


class _Years:
    """Where each year begins: documents are in order of their date."""

    def __init__(self) -> None:
        self.starts: list[tuple[str, int]] = []

    def add(self, place: int, document: Document) -> None:
        year = f"{document.day.year:04}" if document.day else ""
        if not self.starts or self.starts[-1][0] != year:
            self.starts.append((year, place))
