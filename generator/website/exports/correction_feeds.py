"""The feeds of all corrections, so that nobody has to look whether a published figure became another."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from generator.disclose.disclosure import Disclosure
from generator.model.section import CORRECTIONS_ADDRESS
from generator.website.exports.corrections import Correction, all_corrections, has_corrections
from generator.website.exports.feeds import Feed, atom, json_feed
from generator.website.exports.posts import LONGEST_SUMMARY, NEWEST, Post, publisher
from generator.website.places.exports import corrections_atom_address, corrections_json_address
from generator.website.words.language import Language
from generator.website.words.plain_text import one_line


def correction_feeds(disclosure: Disclosure, language: Language) -> Iterator[tuple[str, bytes]]:
    """Atom and JSON Feed, where any type has corrections."""
    if not has_corrections(disclosure):
        return
    posts = [_post(item, language, disclosure) for item in islice(all_corrections(disclosure), NEWEST)]
    site, say = disclosure.site, language.translate
    title = f"{say('Corrections')} - {one_line(language.text(site.name))}"
    about = say("What was changed after it was published: what it said before, what it says now, and why.")
    address = corrections_atom_address()
    yield address, atom(Feed(site, language, title, about, address, CORRECTIONS_ADDRESS, posts))
    address = corrections_json_address()
    yield address, json_feed(Feed(site, language, title, about, address, CORRECTIONS_ADDRESS, posts))


def _post(item: Correction, language: Language, disclosure: Disclosure) -> Post:
    cells = {cell.name: cell for cell in item.cells(language, disclosure.as_of) if cell.text}
    kind = cells["kind"].text if "kind" in cells else ""
    told = language.translate("; ").join(
        f"{cell.label} {cell.text}" for name, cell in cells.items() if name not in ("on", "kind")
    )
    summary = one_line(told)
    return Post(
        entry=item.entry,
        day=item.day,
        title=one_line(f"{kind} {item.entry.title}".strip()),
        summary=summary if len(summary) <= LONGEST_SUMMARY else summary[: LONGEST_SUMMARY - 1] + "…",
        publisher=publisher(item.entry),
        state=None,
        fragment=f"#{item.anchor}",
    )
