"""Who is on notice now → one small file of fixed name, in which the search finds them until their last day.

It holds the names on open notices and the pages that they stand on, and nothing else of them. No other file of the index knows a
name, or a digest of this one: shards are kept by browsers and caches, and what is kept cannot be taken back. A browser asks for
the file anew with every page, keeps it nowhere, and leaves out what is past its day, whatever a server still gives it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import chain

from generator.disclose.disclosure import Disclosure, Entry, at_its_own_page
from generator.model.declared.condition import Value
from generator.model.declared.personal import PersonalClass
from generator.model.declared.record_type import Field, RecordType, Show
from generator.model.files.addresses import OPEN_NAMES, file_name
from generator.website.search.pinyin import spoken, words_of
from generator.website.search.postings import deflated
from generator.website.search.segment_files import File
from generator.website.search.segments import in_order


@dataclass(frozen=True, slots=True)
class OpenNotice:
    """An entry whose page shows names until its last day."""

    entry: Entry
    last_day: date
    names: tuple[str, ...]


def may_name_people(disclosure: Disclosure) -> bool:
    """Whether any type has names that are public for a time: then the file is always there, and mostly empty."""
    return any(_named(field) for type in disclosure.types for _, field in type.all_fields())


def open_notices(disclosure: Disclosure) -> Iterator[OpenNotice]:
    """All entries that show names today which do not last."""
    for type in disclosure.types:
        if any(_named(field) for _, field in type.all_fields()):
            for entry in disclosure.entries[type.name]:
                if entry.life.last_day and (names := tuple(dict.fromkeys(_names(type, entry)))):
                    yield OpenNotice(entry, entry.life.last_day, names)


def open_file(disclosure: Disclosure) -> File:
    """The file as it is today: each entry as number in the index, type, file name, last day, names, how they are spoken."""
    found = {(item.entry.type.name, item.entry.id): item for item in open_notices(disclosure)}
    numbered = enumerate(in_order(disclosure)) if found else ()
    rows = [
        [
            number,
            entry.type.name,
            file_name(entry.id),
            item.last_day.isoformat(),
            "\n".join(item.names),
            spoken(words_of("", "\n".join(item.names))),
        ]
        for number, entry in numbered
        if (item := found.get((entry.type.name, entry.id)))
    ]
    return _written(rows)


def without_names() -> File:
    """What stands in its place from the first day on that one of its names may not be seen, until the next build."""
    return _written(())


def _written(rows: Iterable[object]) -> File:
    return OPEN_NAMES, deflated(json.dumps([*rows], ensure_ascii=False, separators=(",", ":")).encode())


def _named(field: Field) -> bool:
    is_name = field.personal is not None and field.personal.kind is PersonalClass.NAME
    return is_name and field.period_bound and field.show is not Show.HIDDEN


def _names(type: RecordType, entry: Entry) -> Iterator[str]:
    shown = at_its_own_page(entry)
    if shown is entry:
        return
    rows = [(type.fields, shown.values)]
    rows += [(table.fields, row) for table in type.children for row in shown.children.get(table.name, ())]
    yield from chain.from_iterable(_in_row(fields, row) for fields, row in rows)


def _in_row(fields: Iterable[Field], row: Mapping[str, Value]) -> Iterator[str]:
    for field in fields:
        if _named(field) and isinstance(value := row.get(field.name), str):
            yield " ".join(value.split())
