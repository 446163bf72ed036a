"""Disclosure → every file that is made from records, in parts: exports once, pages in each language.

Parts are made one by one and handed on, so that the whole site never stands in memory; and in batches, so that
several processes can make them. Whoever writes them says how large they came out: pages tell the sizes of exports.

The disclosure that parts are made from follows how they look at its day. What is worked out before a part is made and handed
to it must stand in its key: a look that nobody recorded pins all that is made after it. What shows the records of one type
is given these alone (``own_records.py``), and its key holds nothing of others.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import NamedTuple, Protocol

from generator.disclose.disclosure import Disclosure
from generator.model.declared.record_type import RecordType
from generator.website.build import exports as exports
from generator.website.build import pages
from generator.website.build.fingerprints import Fingerprints
from generator.website.build.held_files import bound_entries, held_addresses
from generator.website.build.own_records import of_type, sizes_of, told_of
from generator.website.build.pages import Edition
from generator.website.build.parts import NO_KEY, Batch, File, Part
from generator.website.build.templates import Templates
from generator.website.exports.sitemaps import sitemap_files
from generator.website.frame.contract import Frames
from generator.website.listing.facets import Tallies, tally
from generator.website.listing.page import Sheet, sheets
from generator.website.overview.home import StateCounts, count_states
from generator.website.places.exports import DATA_FOLDER
from generator.website.places.questions import asked_before
from generator.website.places.sections import AllGroups, all_groups, like_elsewhere
from generator.website.places.viewpoint import language_prefix
from generator.website.record.table_page import tables_of_rows
from generator.website.search.dictionary import kept_dictionary
from generator.website.search.index import Segment, boot_file, segments
from generator.website.search.open_notices import may_name_people, open_file, open_notices, without_names
from generator.website.search.script import script_file
from generator.website.search.segments import PREVIEWED, PUBLISHED
from generator.website.sections.pages import shows_other_types
from generator.website.words.language import language

RECORDS_PER_BATCH, SHEETS_PER_BATCH = 250, 50
NO_SIZES: Mapping[str, int] = {}


class Made(Protocol):
    """A file that stands in the new tree."""

    @property
    def key(self) -> str: ...
    @property
    def address(self) -> str: ...
    @property
    def size(self) -> int: ...


Write = Callable[[Sequence[Batch]], Sequence[Made]]
"""Puts all parts of some batches into the new tree, and says which files these are."""
Keyed = Callable[..., Batch]
"""Makes a batch of what a part shows beside anything of the disclosure, and ``make``."""
Read = Callable[[str], bytes]
"""What stands at an address of the new tree."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a site is made from. ``template_folders``: a site's own before the shipped one.

    ``setting`` is a digest of whatever all pages follow from besides the records.
    """

    disclosure: Disclosure
    frames: Frames
    template_folders: Sequence[Path]
    revision: str
    setting: bytes = b""
    served: bool = True
    """Whether the site is for the public: in a preview nobody is found by name."""


def make_site(plan: Plan, write: Write, read: Read) -> None:
    """Every file made from the disclosure: first what tells no sizes, then what does, last the sitemap."""
    prints = Fingerprints(plan.disclosure, plan.setting)
    editions = _editions(plan, count_states(plan.disclosure), tally(plan.disclosure))
    kept_dictionary()  # or each process would make it that reads words
    found = list(segments(plan.disclosure, tables_of_rows, PUBLISHED if plan.served else PREVIEWED))
    first: list[Batch] = [partial(_segment_parts, plan, prints, segment) for segment in found]  # take longest
    first += exports.batches(plan.disclosure, prints)
    first += [batch for edition in editions for batch in _records_and_full_listings(edition, prints)]
    made = list(write(first))
    write(
        [_made_every_time(lambda: [boot_file(plan.disclosure, [read(segment.address) for segment in found])])]
    )
    sizes = {file.address: file.size for file in made if file.address.startswith(DATA_FOLDER)}
    editions = [replace(edition, sizes=sizes) for edition in editions]
    beside, keys = prints.beside_entries(), _keys_by_folder(made)
    keyed = partial(_keyed, prints, prints.of([file.key for file in made], beside))
    own = {
        type.name: partial(_keyed, prints, prints.of(keys.get(type.name, []), beside))
        for type in plan.disclosure.types
    }
    groups = all_groups(prints.disclosure)
    like = like_elsewhere(groups)
    write([keyed(name, make=make) for name, make in exports.feeds(plan.disclosure)])
    made += write(
        [
            batch
            for edition in editions
            for batch in (*_overviews(edition, keyed), *_of_types(edition, keyed, own, groups, like))
        ]
    )
    write([batch for edition in editions for batch in _beside_pages(edition, keyed, own)])
    write([_made_every_time(lambda: [script_file(plan.template_folders)])])
    if may_name_people(plan.disclosure):
        write([_made_every_time(lambda: [open_file(plan.disclosure) if plan.served else without_names()])])
    addresses = [file.address for file in made]
    write([keyed("sitemap", addresses, make=partial(_sitemap, plan, addresses))])


def written_files(plan: Plan) -> Iterator[File]:
    """The pages that people wrote, each at its own address: nothing of this stands where :func:`make_site` writes."""
    for edition in _editions(plan, states={}, tallies={}):
        yield from pages.written_pages(edition)


def tombstones(plan: Plan) -> Iterator[Batch]:
    """What stands at the addresses of files that do not last, when they have gone."""
    bound = {(item.entry.type.name, item.entry.id) for item in bound_entries(plan.disclosure)}
    if not bound:
        return
    if any(True for _ in open_notices(plan.disclosure)):
        yield _made_every_time(lambda: [without_names()])
    prints = Fingerprints(plan.disclosure, plan.setting)
    for edition in _editions(plan, states={}, tallies={}):
        for type in plan.disclosure.types:
            numbers = [
                number
                for number, entry in enumerate(plan.disclosure.entries[type.name])
                if (type.name, entry.id) in bound
            ]
            for start in range(0, len(numbers), RECORDS_PER_BATCH):
                yield partial(
                    _tombstone_parts, edition, prints, type, numbers[start : start + RECORDS_PER_BATCH]
                )


def _tombstone_parts(
    edition: Edition, prints: Fingerprints, type: RecordType, numbers: Sequence[int]
) -> Iterator[Part]:
    for number in numbers:
        key = prints.of("tombstone", edition.language.code, *_on_record_page(prints, type, number))
        yield Part(key, partial(pages.tombstone, edition, type, number))


def files(
    disclosure: Disclosure,
    frames: Frames,
    template_folders: Sequence[Path],
    revision: str,
) -> Iterator[File]:
    """All of it, in memory."""
    kept = list[File]()

    def keep(batches: Sequence[Batch]) -> list[_Kept]:
        made = [(part.key.hex(), file) for batch in batches for part in batch() for file in part.make()]
        kept.extend(file for _, file in made)
        return [_Kept(key, address, len(content)) for key, (address, content) in made]

    plan = Plan(disclosure, frames, template_folders, revision)
    make_site(plan, keep, lambda address: dict(kept)[address])
    yield from kept


class _Kept(NamedTuple):
    key: str
    address: str
    size: int


def _editions(plan: Plan, states: StateCounts, tallies: Tallies) -> list[Edition]:
    disclosure, site = plan.disclosure, plan.disclosure.site
    first = site.languages[0]
    speeches = [language(code, first, site.catalogues) for code in site.languages]
    return [
        Edition(
            disclosure,
            speech,
            Templates(plan.template_folders, speech, first),
            plan.frames,
            states,
            plan.revision,
            NO_SIZES,
            tallies,
        )
        for speech in speeches
    ]


def _made_every_time(make: Callable[[], Iterable[File]]) -> Batch:
    """A batch of one part that is made every time."""
    return lambda: [Part(NO_KEY, make)]


def _keyed(prints: Fingerprints, whole: bytes, *shown: object, make: Callable[[], Iterable[File]]) -> Batch:
    """A batch of one part that may show anything of the disclosure (its digest is ``whole``), and these values."""
    return lambda: [Part(prints.of(whole.hex(), *shown), make)]


def _records_and_full_listings(edition: Edition, prints: Fingerprints) -> Iterator[Batch]:
    for type in edition.disclosure.types:
        total = len(edition.disclosure.entries[type.name])
        for start in range(0, total, RECORDS_PER_BATCH):
            numbers = range(start, min(start + RECORDS_PER_BATCH, total))
            yield partial(_record_parts, edition, prints, type, numbers)
        full = [sheet for sheet in _sheets(prints.disclosure, type) if sheet.number is not None]
        for start in range(0, len(full), SHEETS_PER_BATCH):
            yield partial(_listing_parts, edition, prints, type, full[start : start + SHEETS_PER_BATCH])


def _sheets(disclosure: Disclosure, type: RecordType) -> Iterator[Sheet]:
    return sheets(disclosure.entries[type.name], disclosure.site.page_size, disclosure.as_of)


def _record_parts(edition: Edition, prints: Fingerprints, type: RecordType, numbers: range) -> Iterator[Part]:
    """The page of each record; its twin comes with the first language. Their keys together cover everything of all entries."""
    for number in numbers:
        key = prints.of("record", edition.language.code, *_on_record_page(prints, type, number))
        yield Part(key, partial(pages.record, edition, type, number))


def _on_record_page(prints: Fingerprints, type: RecordType, number: int) -> Sequence[object]:
    entries = prints.disclosure.entries[type.name]
    older, newer = pages.neighbours(entries, number)
    questions = [
        one and (one.before and prints.own(one.before.entry), one.has_page)
        for one in asked_before(prints.disclosure, entries[number])
    ]
    return prints.with_linked(entries[number]), prints.reference(older), prints.reference(newer), questions


def _listing_parts(
    edition: Edition, prints: Fingerprints, type: RecordType, full: Sequence[Sheet]
) -> Iterator[Part]:
    """Full pages of a listing. They tell how many records there are in all, and in which states."""
    total, states = len(edition.disclosure.entries[type.name]), edition.states[type.name]
    for sheet in full:
        shown = (type, sheet.number, total, states, sheet.entries)
        key = prints.of("listing", edition.language.code, *shown)
        yield Part(key, partial(pages.listing, edition, type, sheet))


def _keys_by_folder(made: Iterable[Made]) -> Mapping[str, list[str]]:
    """The keys of what stands in each folder: in that of a type, of each of its records."""
    found: dict[str, list[str]] = {}
    for file in made:
        found.setdefault(file.address.partition("/")[0], []).append(file.key)
    return found


def _overviews(edition: Edition, keyed: Keyed) -> Iterator[Batch]:
    """Pages that show many records, or how large the downloads are: made anew whenever anything of the disclosure changes."""
    known = (edition.language.code, sorted(edition.sizes.items()))
    yield keyed("home", edition.revision, *known, make=partial(pages.home, edition))
    yield keyed("open", *known, make=partial(pages.open_now, edition))
    yield keyed("families", *known, make=partial(pages.family_pages, edition))
    for name, make in pages.site_sections(edition):
        yield keyed("section", name, *known, make=make)
    yield keyed("open data", *known, make=partial(pages.open_data, edition))


def _of_types(
    edition: Edition, keyed: Keyed, own: Mapping[str, Keyed], groups: AllGroups, like: Sequence[object]
) -> Iterator[Batch]:
    """The newest page of each listing and the sections of each type: made anew when anything of its records changes."""
    for type in edition.disclosure.types:
        alone, key = of_type(edition, type), own[type.name]
        known: list[object] = [*told_of(edition, type), sizes_of(edition, type)]
        yield key("newest", *known, make=partial(_newest, alone, type))
        if shows_other_types(type):
            alone, key, known = edition, keyed, [*known, sorted(edition.sizes.items())]
        for name, make in pages.sections(alone, type, groups):
            yield key("section", name, *known, like, make=make)


def _newest(edition: Edition, type: RecordType) -> Iterator[File]:
    return pages.listing(edition, type, next(_sheets(edition.disclosure, type)))


def _beside_pages(edition: Edition, keyed: Keyed, own: Mapping[str, Keyed]) -> Iterator[Batch]:
    """What is in no sitemap: pages for paper and for lost readers, those that lead on, rows for scripts."""
    code = edition.language.code
    for type in edition.disclosure.types:
        alone, known = of_type(edition, type), told_of(edition, type)
        yield own[type.name]("rows", *known, make=partial(pages.list_rows, alone, type))
    yield keyed("search", code, make=partial(pages.search, edition))
    if code == edition.disclosure.site.languages[0]:
        yield keyed("not found", code, make=partial(pages.not_found, edition))
        yield keyed("notices", code, make=partial(pages.notices, edition))
    yield keyed("redirects", code, make=partial(pages.redirects, edition))


def _segment_parts(plan: Plan, prints: Fingerprints, segment: Segment) -> Iterator[Part]:
    """A segment of the search index: made anew when a record or page in it has changed."""
    key = prints.of("segment", segment.prefix, segment.cut.start, segment.sources)
    yield Part(key, partial(segment.files, plan.disclosure))


def _sitemap(plan: Plan, made: Sequence[str]) -> Iterator[File]:
    """Of the pages in the first language, which stand in the others too."""
    codes, held = plan.disclosure.site.languages[1:], held_addresses(plan.disclosure)
    others = tuple(language_prefix(plan.disclosure, code) for code in codes)
    told = sorted(
        address
        for address in made
        if address.endswith(".html") and not address.startswith(others) and address not in held
    )
    yield from sitemap_files(plan.disclosure, told)
