"""All personal values in one text, in their order. Whatever looks for one anywhere calls this."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator

from generator.check.personal.digit_groups import Number, numbers
from generator.check.personal.home_addresses import home_addresses
from generator.check.personal.kinds import Kind, Sighting
from generator.check.personal.mail_addresses import mail_addresses
from generator.check.personal.spelling import HAN_DIGITS, Spelt, is_suspect, plainly

_HAN_NUMBER = re.compile(rf"[\d{HAN_DIGITS}](?:[\W_]{{0,4}}[\d{HAN_DIGITS}]){{10}}")
_AS_DIGITS = str.maketrans(HAN_DIGITS, "000" + "123456789" * 2 + "12336")
_SPACE = re.compile(r"\s+")


def personal_values(text: str, *, undivided: bool = False) -> tuple[Sighting, ...]:
    """Every personal value in a text as it was typed. Of two that overlap, the longer (else the certain) one stays.

    ``undivided``: numbers count only where nothing parts their digits, for code and coordinates.
    """
    if not is_suspect(text):
        return ()
    spelt = plainly(text)
    return tuple(_without_overlaps(_all(spelt, undivided)))


def _all(spelt: Spelt, undivided: bool) -> Iterator[Sighting]:
    plain = spelt.plain
    for number in _numbers(plain, undivided):
        yield Sighting(number.kind, *spelt.typed(number.start, number.end), number.digits, number.certain)
    for start, end, value in mail_addresses(plain):
        yield Sighting(Kind.EMAIL, *spelt.typed(start, end), value)
    for start, end, certain in home_addresses(plain):
        yield Sighting(Kind.ADDRESS, *spelt.typed(start, end), _SPACE.sub("", plain[start:end]), certain)


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
