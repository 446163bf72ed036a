"""A view of the site for a part that shows the records of one type: what such a part is given stands in its key.

So a record of one type that changes has the lists and pages of that type made again, and not those of all others. Whatever
such a part looks at beyond its type it is given all the same: then it is made in every build, so that it never shows what is
no longer so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, TypeVar

from generator.model.declared.record_type import RecordType
from generator.model.records.tracked_day import made_every_time
from generator.website.build.pages import Edition
from generator.website.places.exports import PACKAGE

Key = TypeVar("Key")
Value = TypeVar("Value")


class OwnAlone(Mapping[Key, Value]):
    """A mapping of which a part may look at what ``is_own``; any other look has the part made in every build."""

    def __init__(self, whole: Mapping[Key, Value], is_own: Callable[[Any], bool], today: date) -> None:
        self._whole, self._is_own, self._today = whole, is_own, today

    def __getitem__(self, key: Key) -> Value:
        if not self._is_own(key):
            self._look_elsewhere()
        return self._whole[key]

    def __contains__(self, key: object) -> bool:
        if not self._is_own(key):
            self._look_elsewhere()
        return key in self._whole

    def __iter__(self) -> Iterator[Key]:
        self._look_elsewhere()
        return iter(self._whole)

    def __len__(self) -> int:
        self._look_elsewhere()
        return len(self._whole)

    def _look_elsewhere(self) -> None:
        made_every_time(self._today)


def of_type(edition: Edition, type: RecordType) -> Edition:
    """The edition as a part sees it that shows the records of this type."""
    name, today = type.name, edition.disclosure.as_of
    return replace(
        edition,
        disclosure=replace(
            edition.disclosure,
            entries=OwnAlone(edition.disclosure.entries, lambda key: key == name, today),
            index=OwnAlone(edition.disclosure.index, lambda key: key[0] == name, today),
        ),
        states=OwnAlone(edition.states, lambda key: key == name, today),
        tallies=OwnAlone(edition.tallies, lambda key: key == name, today),
        sizes=OwnAlone(edition.sizes, lambda address: is_download_of(name, address), today),
    )


def is_download_of(name: str, address: str) -> bool:
    """Whether it is one of the files that pages of a type tell the sizes of."""
    return address == PACKAGE or address.rpartition("/")[2].startswith(f"{name}.")


def told_of(edition: Edition, type: RecordType) -> tuple[object, ...]:
    """What :func:`of_type` lets a part see beside the entries, but for sizes: for its key."""
    return type, edition.language.code, edition.states[type.name], edition.tallies[type.name]


def sizes_of(edition: Edition, type: RecordType) -> list[tuple[str, int]]:
    """The sizes of downloads that it lets a part see."""
    return sorted(item for item in edition.sizes.items() if is_download_of(type.name, item[0]))
