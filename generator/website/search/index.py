"""The Disclosure and the human pages → every file of the search index; the boot file comes last."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from generator.disclose.disclosure import Disclosure
from generator.model.record_type import RecordType
from generator.website.language import Language, language
from generator.website.search.documents import Article, Document, of_article, of_entry
from generator.website.search.folding import fold_table
from generator.website.search.postings import deflated
from generator.website.search.segment_files import FOLDER, File, SegmentFiles
from generator.website.search.segments import cuts, in_order
from generator.website.search.terms import order
from generator.website.viewpoint import language_prefix

BOOT_ADDRESS = f"{FOLDER}boot.bin"
"""The one file that keeps its address: a browser has to ask again whether it changed."""
VERSION = 1
"""Of the layout: the engine refuses another."""


def search_files(disclosure: Disclosure, articles: Sequence[Article]) -> Iterator[File]:
    """Address from the site's root and content of each file; all languages share them."""
    entries, first = in_order(disclosure), language(disclosure.site.languages[0])
    segments: list[SegmentFiles] = []
    for cut in cuts(len(entries)):
        segment = SegmentFiles("", cut)
        own = entries[cut.start : cut.start + cut.count]
        yield from segment.files(
            (of_entry(entry, first, disclosure.as_of) for entry in own), disclosure.as_of
        )
        segments.append(segment)
    for code in disclosure.site.languages:
        pages = [of_article(article) for article in _sorted(articles) if article.language == code]
        for segment, part in _page_segments(code, pages):
            yield from segment.files(part, disclosure.as_of)
            segments.append(segment)
    yield BOOT_ADDRESS, _boot(disclosure, segments)


def _sorted(articles: Sequence[Article]) -> list[Article]:
    return sorted(articles, key=lambda article: article.address)


def _page_segments(code: str, pages: Sequence[Document]) -> Iterator[tuple[SegmentFiles, Sequence[Document]]]:
    for cut in cuts(len(pages)):
        yield SegmentFiles(code, cut, code), pages[cut.start : cut.start + cut.count]


def _boot(disclosure: Disclosure, segments: Sequence[SegmentFiles]) -> bytes:
    characters = set[str]().union(*(segment.characters for segment in segments))
    frequent = sorted(set[str]().union(*(segment.frequent for segment in segments)), key=order)
    content = {
        "version": VERSION,
        "asOf": disclosure.as_of.isoformat(),
        "fold": fold_table(characters),
        "languages": {code: _labels(disclosure, language(code)) for code in disclosure.site.languages},
        "frequent": "\n".join(frequent),
        "segments": [{**segment.entry, "own": _places(frequent, segment.frequent)} for segment in segments],
    }
    return deflated(json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode())


def _places(frequent: Sequence[str], own: Sequence[str]) -> str:
    """Which of all frequent terms are frequent in a segment: a bit for each, four a digit, the first the lowest."""
    mine = set(own)
    bits = sum(1 << place for place, name in enumerate(frequent) if name in mine)
    return f"{bits:x}"[::-1]


def _labels(disclosure: Disclosure, speech: Language) -> Mapping[str, Any]:
    return {
        "prefix": language_prefix(disclosure, speech.code),
        "page": speech.translate("Page"),
        "types": {type.name: _type_labels(type, speech) for type in disclosure.types},
    }


def _type_labels(type: RecordType, speech: Language) -> Mapping[str, Any]:
    states = {state.id: [speech.text(state.title), state.look] for state in type.states}
    return {"label": speech.text(type.label), "states": states}
