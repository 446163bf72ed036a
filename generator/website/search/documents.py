"""Entry or human page → what the index knows of it: title, text, date, department, states to come."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import Any

from generator.disclose.disclosure import Attachment, Entry
from generator.model.declared.condition import Value, reference_ids
from generator.model.declared.record_type import Field, RecordType, Show
from generator.model.files.addresses import file_name
from generator.model.records.page import Page
from generator.model.text.languages import tag
from generator.model.text.translated import translations_of
from generator.website.cells import cell
from generator.website.places.deadlines import deadline_of
from generator.website.places.facets import own_facets
from generator.website.places.turning import Course, course
from generator.website.words.language import Language

PARTING = "\x1f"
"""Between a title and what it is in other languages; no text of a record holds this sign."""
_NOT_SEARCHED = frozenset({"boolean"})
"""A bare yes or no is on every other page, and nobody looks for it."""
ANY_DAY = date.min
"""What a cell says is the same on every day; only how it looks is not."""


@dataclass(frozen=True, slots=True)
class Document:
    """What is found, shown and counted. ``name`` is the file name of a record, the address of a human page."""

    type: str
    name: str
    id: str
    title: str
    text: str
    day: date | None
    """When it came to the public: what "newest" and the year go by."""
    department: str
    course: Course
    deadline: date | None = None
    facets: tuple[tuple[str, ...], ...] = ()
    """The values of each facet by which its type alone is narrowed, in their order."""
    titles: tuple[tuple[str, str], ...] = ()
    """What the title is in other languages of the site, each behind its tag."""
    attached_to: str = ""
    """Of an attachment, the title of the record that leads to it: no part of what is searched."""
    record: int = 0
    """Of an attachment, the number of that record in the index."""
    parts: tuple[tuple[str, str], ...] = ()
    """The text of a record some of whose tables have pages of their own, in its parts: the file name of such a table (empty:
    the record's own page), and what stands there."""

    @property
    def heading(self) -> str:
        """What counts as a hit in the title."""
        return f"{self.in_all_languages}\n{self.id}"

    @property
    def in_all_languages(self) -> str:
        """The title in each language, one a line."""
        return "\n".join((self.title, *(text for _, text in self.titles)))

    def row(self) -> list[Any]:
        """For a block of documents; trailing parts that are empty are left out."""
        states = [part for step in self.course for part in step][1:]
        id = self.attached_to or ("" if self.id == self.name else self.id)
        day = self.day.isoformat() if self.day else ""
        title = "".join((self.title, *(f"{PARTING}{code}{PARTING}{said}" for code, said in self.titles)))
        text = self.parts or self.text
        row: list[Any] = [self.type, self.name, title, text, day, self.department, id, *states]
        while not row[-1]:
            row.pop()
        return row


def of_entry(entry: Entry, language: Language, as_of: date, apart: Collection[str] = frozenset()) -> Document:
    """The document of a record; its text is in the language of the records, the site's first. ``apart``: its tables that have
    pages of their own, by name.
    """
    type = entry.type
    department = entry.values.get(type.department) if type.department else None
    lines = dict[str, str]()
    for table, line in _texts(entry, language):
        lines.setdefault(line, file_name(table) if table in apart else "")
    return Document(
        type=type.name,
        name=file_name(entry.id),
        id=entry.id,
        title=language.bare(entry.title),
        titles=tuple(
            (tag(code), text) for code, text in translations_of(entry.title).items() if code != language.code
        ),
        text="\n".join(lines),
        day=entry.published_on,
        department=str(department) if isinstance(department, str) else "",
        course=course(entry, as_of),
        deadline=deadline_of(entry),
        facets=_facets(entry),
        parts=tuple(_parts(lines)) if any(lines.values()) else (),
    )


def _parts(lines: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for place, some in groupby(lines, key=lines.__getitem__):
        yield place, "\n".join(some)


def _facets(entry: Entry) -> tuple[tuple[str, ...], ...]:
    return tuple(facet.values(entry) for facet in own_facets(entry.type))


@dataclass(frozen=True, slots=True)
class Attached:
    """An attachment whose text is searched, an entry that leads to it, and the number of that in the index."""

    entry: Entry
    attachment: Attachment
    number: int


def attached_to(entry: Entry, number: int) -> Iterator[Attached]:
    """The attachments of an entry whose text may be kept: what goes with a notice on its day stands in no index."""
    staying = {attachment.path for attachment in (entry.afterwards or entry).attachments}
    for attachment in entry.attachments:
        if attachment.text and attachment.path in staying:
            yield Attached(entry, attachment, number)


def of_attachment(attached: Attached, as_of: date) -> Document:
    """The document of an attachment: found by its own name and text, shown with the record that leads to it."""
    entry, attachment = attached.entry, attached.attachment
    department = entry.values.get(entry.type.department) if entry.type.department else None
    return Document(
        type=entry.type.name,
        name=file_name(entry.id),
        id="",
        title=attachment.name,
        text=attachment.text,
        day=entry.published_on,
        department=str(department) if isinstance(department, str) else "",
        course=course(entry, as_of),
        deadline=deadline_of(entry),
        facets=_facets(entry),
        attached_to=entry.title,
        record=attached.number,
    )


def of_page(page: Page) -> Document:
    """The document of a page that people wrote."""
    return Document("", page.address, "", page.title, page.plain, None, "", (("", None),))


def _texts(entry: Entry, language: Language) -> Iterator[tuple[str, str]]:
    """Everything a reader sees of the record, fields before tables, each text on a line of its own with the table that it
    stands in; a number also without the signs between its thousands.
    """
    yield from (("", line) for line in _own_texts(entry, language))
    for table in entry.type.children:
        for row in entry.children.get(table.name, ()):
            lines = _shown(entry.type, table.name, table.fields, row, set(), language)
            yield from ((table.name, line) for line in lines)


def _own_texts(entry: Entry, language: Language) -> Iterator[str]:
    elsewhere = {entry.type.title_field, entry.type.id_field}
    if entry.title != language.bare(entry.title):
        yield entry.title
    yield from _shown(entry.type, "", entry.type.fields, entry.values, elsewhere, language)
    for links in entry.links:
        if not links.inverse:
            yield from (language.bare(target.title) for target in links.targets)


def _shown(
    type: RecordType, table: str, fields: Iterable[Field], values: Mapping[str, Value],
    elsewhere: set[str], language: Language,
) -> Iterator[str]:  # fmt: skip
    references = {relation.field for relation in type.relations if relation.child == table}
    for field in fields:
        value = values.get(field.name)
        if value in (None, "", ()) or field.show is Show.HIDDEN or field.name in elsewhere:
            continue
        if field.type in _NOT_SEARCHED:
            continue
        if field.name in references:
            yield from reference_ids(value)
        elif isinstance(value, str):
            yield from (" ".join(text.splitlines()) for text in (value, *translations_of(value).values()))
        else:
            yield (shown := cell(field, value, language, ANY_DAY).text)
            if isinstance(value, Decimal | int) and (plain := f"{Decimal(value):f}") not in shown:
                yield plain
