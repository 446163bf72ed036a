"""All personal values in one text, in their order. Whatever looks for one anywhere calls this."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from functools import lru_cache

from generator.check.personal.countries import foreign_values, may_hold_one
from generator.check.personal.digit_groups import Number, numbers
from generator.check.personal.home_addresses import home_addresses
from generator.check.personal.kinds import Kind, Sighting
from generator.check.personal.mail_addresses import mail_addresses
from generator.check.personal.spelling import (
    HAN_DIGITS,
    as_read,
    as_read_with_places,
    in_tags,
    is_suspect_as_read,
)
from generator.model.declared.site import Country
from generator.model.text.folding import BLANK, Folded

_DIGIT = rf"[\d{''.join(HAN_DIGITS)}]"
_HAN_NUMBER = re.compile(rf"{_DIGIT}(?:[\W_]{{0,4}}{_DIGIT}){{10}}")
_AS_DIGITS = str.maketrans({**HAN_DIGITS})
NOWHERE_ELSE: Collection[Country] = ()
"""No country beside mainland China."""


def personal_values(
    text: str, countries: Collection[Country] = NOWHERE_ELSE, *, undivided: bool = False
) -> tuple[Sighting, ...]:
    """Every personal value in a text as it was typed. Of two that overlap, the longer (else the certain) one stays.

    ``countries``: those whose ids and mobile numbers count too. ``undivided``: numbers count only where nothing parts their
    digits, for code and coordinates.
    """
    return _remembered(text, tuple(countries), undivided)


@lru_cache(maxsize=64)
def _remembered(text: str, countries: tuple[Country, ...], undivided: bool) -> tuple[Sighting, ...]:
    """Each check and each preview reads the same schemas, which are long and always worth a closer look."""
    found = list(_in(text, countries, undivided))
    for inner, place in in_tags(text):
        found += (
            replace(one, start=place + one.start, end=place + one.end)
            for one in _in(inner, countries, undivided)
        )
    return tuple(_without_overlaps(found))


def is_suspect(text: str, countries: Collection[Country] = NOWHERE_ELSE) -> bool:
    """Whether anything in the text is worth a closer look; most texts hold nothing of the kind."""
    read = as_read(text)
    return (
        is_suspect_as_read(read)
        or may_hold_one(read, countries)
        or any(is_suspect(inner, countries) for inner, _ in in_tags(text))
    )


def _in(text: str, countries: Collection[Country], undivided: bool) -> Iterator[Sighting]:
    read = as_read(text)
    if not is_suspect_as_read(read) and not may_hold_one(read, countries):
        return
    open = [*_in_open_text(read, undivided), *_of_countries(read, countries, undivided)]
    closed = list(_in_closed_text(read.replace(BLANK, "")))
    if open or closed:
        placed = as_read_with_places(text)
        yield from _placed(open, placed)
        yield from _placed(closed, placed.without(BLANK)) if closed else ()


def masked(text: str, countries: Collection[Country] = NOWHERE_ELSE) -> str:
    """The text as a report may print it: a mask in the place of each personal value."""
    parts: list[str] = []
    done = 0
    for sighting in personal_values(text, countries):
        parts += (text[done : sighting.start], sighting.masked)
        done = sighting.end
    return "".join([*parts, text[done:]]) if done else text


def _in_open_text(read: str, undivided: bool) -> Iterator[Sighting]:
    """What is found in a text as it is read; its offsets are those of that text."""
    for number in _numbers(read, undivided):
        yield Sighting(number.kind, number.start, number.end, number.digits, number.certain)
    for start, end, value in mail_addresses(read):
        yield Sighting(Kind.EMAIL, start, end, value)


def _of_countries(read: str, countries: Collection[Country], undivided: bool) -> Iterator[Sighting]:
    for kind, start, end, value, certain in () if undivided else foreign_values(read, countries):
        yield Sighting(kind, start, end, value, certain)


def _in_closed_text(closed: str) -> Iterator[Sighting]:
    """The same of a text without blanks."""
    for start, end, certain in home_addresses(closed):
        yield Sighting(Kind.ADDRESS, start, end, closed[start:end], certain)


def _placed(sightings: Iterable[Sighting], read: Folded) -> Iterator[Sighting]:
    """The same, where they stand in the text as it was typed: worked out only for a text in which something is."""
    for one in sightings:
        start, end = read.typed(one.start, one.end)
        yield replace(one, start=start, end=end)


def _numbers(plain: str, undivided: bool) -> Iterator[Number]:
    yield from numbers(plain, undivided=undivided)
    if any(not match[0].isascii() for match in _HAN_NUMBER.finditer(plain)):
        yield from numbers(plain.translate(_AS_DIGITS), undivided=undivided)


def _without_overlaps(sightings: Iterable[Sighting]) -> list[Sighting]:
    kept: list[Sighting] = []
    for sighting in sorted(sightings, key=lambda one: (one.start - one.end, not one.certain, one.start)):
        place = bisect_left(kept, sighting.start, key=lambda one: one.start)
        free_before = not place or kept[place - 1].end <= sighting.start
        if free_before and (place == len(kept) or sighting.end <= kept[place].start):
            kept.insert(place, sighting)
    return kept
