"""The same question in several records: which asked it in the same words, of the same people, and what was answered.

Pages beside records compare the answers, and a record's own page shows what they were the last time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from generator.disclose.disclosure import Disclosure, Entry
from generator.model.declared.condition import Value, texts_of
from generator.model.declared.record_type import NUMBERS, ChildTable, RecordType, Show
from generator.model.declared.section import QuestionsPage
from generator.model.text.folding import fold
from generator.website.places.years import is_year, year_of

SEVERAL = Fraction(1005, 1000)
"""Answers that are more than the whole by this much: people could choose several."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One question in one record: how many gave each answer, by field."""

    entry: Entry
    year: str
    text: str
    numbers: Mapping[str, Fraction]

    @property
    def total(self) -> Fraction:
        """How many answered."""
        return sum(self.numbers.values(), Fraction(0))

    def share(self, fields: Iterable[str]) -> Fraction:
        """How many of them gave one of these answers, in per cent."""
        return sum((self.numbers.get(name, Fraction(0)) for name in fields), Fraction(0)) / self.total * 100


@dataclass(frozen=True, slots=True)
class AskedBefore:
    """What a record's page says of one of its questions: how it was answered the last time, if it was asked before; and
    whether it was asked in another year at all, so that it has a page of its own.
    """

    now: Asked
    before: Asked | None
    has_page: bool


def questions_page(type: RecordType) -> QuestionsPage | None:
    """What a type declares of its questions."""
    return next((section.page for section in type.pages if isinstance(section.page, QuestionsPage)), None)


def questions_of(disclosure: Disclosure, entry: Entry, page: QuestionsPage) -> Iterator[Asked | None]:
    """Each question of a record, in the order of its rows; ``None`` for one whose answers are no counts of one whole."""
    table = entry.type.child(page.table)
    counted = page.counted.holds(entry.values, disclosure.as_of)
    for row in entry.children.get(page.table, ()):
        text, numbers = row.get(page.text), _numbers(row, table)
        one = Asked(entry, year_of(entry, page.by), str(text or ""), numbers)
        is_one_whole = one.total > 0 and one.total <= (_whole(row, table) or one.total) * SEVERAL
        yield one if counted and text and is_one_whole and is_year(one.year) else None


def _numbers(row: Mapping[str, Value], table: ChildTable) -> dict[str, Fraction]:
    shown = (field for field in table.fields if field.type in NUMBERS and field.show is not Show.HIDDEN)
    return {field.name: Fraction(str(row[field.name])) for field in shown if row.get(field.name) is not None}


def _whole(row: Mapping[str, Value], table: ChildTable) -> Fraction | None:
    hidden = (field for field in table.fields if field.type in NUMBERS and field.show is Show.HIDDEN)
    return next((Fraction(str(row[field.name])) for field in hidden if row.get(field.name) is not None), None)


def all_series(disclosure: Disclosure, type: RecordType) -> Mapping[str, list[list[Asked]]]:
    """Folded wording → the series of those asked alike, each the oldest first, one a year, over two years or more."""
    page = questions_page(type)
    found: dict[str, dict[tuple[object, ...], dict[str, Asked]]] = {}
    for entry in reversed(disclosure.entries[type.name]) if page else ():
        assert page
        for one in questions_of(disclosure, entry, page):
            if one:
                alike = found.setdefault(fold(one.text), {}).setdefault(_asked_of(entry, page), {})
                alike[one.year] = one  # of one year the newest
    series = {
        wording: [
            sorted(years.values(), key=lambda one: one.year) for years in alike.values() if len(years) > 1
        ]
        for wording, alike in found.items()
    }
    return {wording: several for wording, several in series.items() if several}


def _asked_of(entry: Entry, page: QuestionsPage) -> tuple[object, ...]:
    """What must be the same in two records whose answers are compared."""
    return tuple(tuple(sorted(map(fold, texts_of(entry.values.get(name))))) for name in page.same)


def asked_before(disclosure: Disclosure, entry: Entry) -> tuple[AskedBefore | None, ...]:
    """Of each question of a record, in order; ``None`` for one that is not compared."""
    page = questions_page(entry.type)
    if page is None or not entry.children.get(page.table):
        return ()
    others = [
        other
        for other in disclosure.entries[entry.type.name]
        if other.children.get(page.table) and _asked_of(other, page) == _asked_of(entry, page)
    ]
    known = [one for other in others for one in questions_of(disclosure, other, page) if one]
    found = []
    for now in questions_of(disclosure, entry, page):
        alike = [one for one in known if now and fold(one.text) == fold(now.text) and one.year != now.year]
        earlier = [one for one in alike if now and one.year < now.year]
        before = max(
            earlier, key=lambda one: one.year, default=None
        )  # of one year the first, which is the newest
        found.append(AskedBefore(now, before, bool(alike)) if now else None)
    return tuple(found)
