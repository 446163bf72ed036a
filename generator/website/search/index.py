"""The Disclosure and the human pages → every file of the search index; the boot file comes last."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from generator.disclose.disclosure import Disclosure, Entry
from generator.model.declared.record_type import RecordType
from generator.model.files.attachment import MOST_TEXT
from generator.model.records.page import Page
from generator.model.records.tracked_day import Days, named, narrow, recording
from generator.model.text.languages import tag
from generator.website.places.facets import (
    Facet,
    facet_title,
    holds_words,
    is_yes_or_no,
    own_facets,
    value_label,
)
from generator.website.places.searching import own_key
from generator.website.places.viewpoint import language_prefix
from generator.website.processes import by_own_process
from generator.website.search.days import for_browser
from generator.website.search.documents import (
    Attached,
    Document,
    attached_to,
    of_attachment,
    of_entry,
    of_page,
)
from generator.website.search.folding import fold_table
from generator.website.search.open_notices import may_name_people, open_file
from generator.website.search.postings import deflated, inflated
from generator.website.search.segment_files import ATTACHED, BOOT_ADDRESS, FOLDER, File, SegmentFiles
from generator.website.search.segments import PUBLISHED, UNIT, Cut, Cutting, cuts, in_order
from generator.website.search.terms import order
from generator.website.words.language import Language, language
from generator.website.words.state_groups import state_groups

Source = Entry | Attached | Page
TablesApart = Callable[[Entry], Collection[str]]
"""Says which tables of an entry have pages of their own, where rows can be found."""
VERSION = 8
"""Of the layout: the engine refuses another."""
AT_ONCE, A_BATCH = 1024, 64
"""Documents that one process makes, and that it hands over together."""


@dataclass(frozen=True, slots=True)
class Segment:
    """Records, or pages of one language, that stand together: their files follow from them and from nothing else.

    The last of the files is what the boot file says of the segment, so that this can be made without the others.
    """

    prefix: str
    cut: Cut
    sources: Sequence[Source]
    apart: TablesApart

    @property
    def address(self) -> str:
        """Of the last file; no browser asks for it."""
        return f"{FOLDER}{self.prefix}s{self.cut.start}-{self.cut.count}.bin"

    @property
    def is_of_records(self) -> bool:
        """Whether it holds records, or what is attached to them."""
        return self.prefix in ("", ATTACHED)

    def files(self, disclosure: Disclosure) -> Iterator[File]:
        """All files of the segment."""
        facets = (
            max((len(own_facets(type)) for type in disclosure.types), default=0) if self.is_of_records else 0
        )
        site, made = disclosure.site, SegmentFiles(self.prefix, self.cut, facets)
        first = language(site.languages[0], own=site.catalogues)
        yield from made.files(self._documents(first, disclosure.as_of), disclosure.as_of)
        yield self.address, deflated(_json(made.summary()))

    def _documents(self, first: Language, as_of: date) -> Iterator[Document]:
        """Of many, some thousand at a time by a process of its own: what it copies of the records goes with it."""
        if len(self.sources) <= UNIT:
            yield from (_document(source, first, as_of, self.apart) for source in self.sources)
            return
        for start in range(0, len(self.sources), AT_ONCE):
            some = self.sources[start : start + AT_ONCE]
            for documents, days in by_own_process(partial(_batches, some, first, as_of, self.apart)):
                narrow(as_of, days)
                yield from documents


def _batches(
    sources: Sequence[Source], first: Language, as_of: date, apart: TablesApart
) -> Iterator[tuple[list[Document], Days]]:
    """With the days on which they are the same: who asks for them does not see how another process looked at its own."""
    for start in range(0, len(sources), A_BATCH):
        with recording(as_of) as found:
            documents = [
                _document(source, first, as_of, apart) for source in sources[start : start + A_BATCH]
            ]
        yield documents, found.days


def nothing_apart(_: Entry) -> Collection[str]:
    """Every table stands on its record's page."""
    return ()


def segments(
    disclosure: Disclosure, apart: TablesApart = nothing_apart, cutting: Cutting = PUBLISHED
) -> Iterator[Segment]:
    """Records first, the oldest first; then what is attached to them, in their order; then the pages of each language."""
    entries = in_order(disclosure)
    attached = [one for number, entry in enumerate(entries) for one in attached_to(entry, number)]
    in_place = sorted(disclosure.pages, key=lambda page: page.address)
    yield from _cut("", entries, apart, cutting)
    yield from _cut(ATTACHED, attached, apart, cutting)
    for code in disclosure.site.languages:
        yield from _cut(code, [page for page in in_place if page.language == code], apart, cutting)


def _document(source: Source, first: Language, as_of: date, apart: TablesApart) -> Document:
    if isinstance(source, Page):
        return of_page(source)
    if isinstance(source, Attached):
        return of_attachment(source, as_of)
    return of_entry(source, first, as_of, apart(source))


def search_files(
    disclosure: Disclosure, apart: TablesApart = nothing_apart, cutting: Cutting = PUBLISHED
) -> Iterator[File]:
    """Address from the site's root and content of each file; all languages share them."""
    told: list[bytes] = []
    for segment in segments(disclosure, apart, cutting):
        for address, content in segment.files(disclosure):
            if address == segment.address:
                told.append(content)
            yield address, content
    yield boot_file(disclosure, told)
    if may_name_people(disclosure):
        yield open_file(disclosure)


def boot_file(disclosure: Disclosure, told: Sequence[bytes]) -> File:
    """The file that a browser asks for first. ``told`` is the last file of each segment, in their order."""
    summaries = [json.loads(inflated(content)) for content in told]
    characters = set[str]().union(*(summary["characters"] for summary in summaries))
    frequent = sorted({name for summary in summaries for name in summary["frequent"]}, key=order)
    content = {
        "version": VERSION,
        "asOf": named(disclosure.as_of).isoformat(),
        "fold": fold_table(characters),
        "days": for_browser(),
        "attachmentText": MOST_TEXT,
        "open": may_name_people(disclosure),
        "languages": {
            tag(code): _labels(disclosure, language(code, own=disclosure.site.catalogues))
            for code in disclosure.site.languages
        },
        "frequent": "\n".join(frequent),
        "segments": [
            {**summary["entry"], "own": _places(frequent, summary["frequent"])} for summary in summaries
        ],
    }
    return BOOT_ADDRESS, deflated(_json(content))


def _cut(prefix: str, sources: Sequence[Source], apart: TablesApart, cutting: Cutting) -> Iterator[Segment]:
    for cut in cuts(len(sources), cutting):
        yield Segment(prefix, cut, sources[cut.start : cut.start + cut.count], apart)


def _json(content: object) -> bytes:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()


def _places(frequent: Sequence[str], own: Sequence[str]) -> str:
    """Which of all frequent terms are frequent in a segment: a bit for each, four a digit, the first the lowest."""
    mine = set(own)
    bits = sum(1 << place for place, name in enumerate(frequent) if name in mine)
    return f"{bits:x}"[::-1]


def _labels(disclosure: Disclosure, speech: Language) -> Mapping[str, Any]:
    return {
        "prefix": language_prefix(disclosure, speech.code),
        "page": speech.translate("Page"),
        "groups": state_groups(speech),
        "types": {type.name: _type_labels(type, speech) for type in disclosure.types},
    }


def _type_labels(type: RecordType, speech: Language) -> Mapping[str, Any]:
    states = {state.id: [speech.text(state.title), state.look, state.look.group] for state in type.states}
    return {
        "label": speech.text(type.label),
        "states": states,
        "facets": [_facet_labels(type, facet, speech) for facet in own_facets(type)],
    }


def _facet_labels(type: RecordType, facet: Facet, speech: Language) -> Sequence[Any]:
    """How the address calls the facet, its name, whether its values are the records' own words, what others are called."""
    labels = {value: value_label(speech, type, facet, value) for value in _named_values(type, facet)}
    return own_key(type, facet), facet_title(speech, type, facet), holds_words(type, facet), labels


def _named_values(type: RecordType, facet: Facet) -> Sequence[str]:
    """The values that are called otherwise than the index has them."""
    if is_yes_or_no(type, facet):
        return ("true", "false")
    field = None if facet.yearly else type.field(facet.field)
    return tuple(map(str, field.constraints["enum"])) if field and field.names_values else ()
