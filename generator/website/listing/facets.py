"""What narrows a type's listing: its facets, the values of each, and how many entries hold them.

A facet's key is its name in the address (``?state=live&year=2026``), the same in every language.
"""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.disclose.disclosure import Disclosure, Entry
from generator.model.declared.record_type import RecordType
from generator.model.declared.section import index_address, section_address
from generator.model.text.folding import fold
from generator.website.listing.views import FacetView, OptionView
from generator.website.places.facets import (
    STATE,
    Facet,
    facet_title,
    facets_of,
    texts_of_value,
    value_label,
)
from generator.website.places.searching import search_by
from generator.website.places.sections import group_values, grouped
from generator.website.places.viewpoint import Viewpoint
from generator.website.words.alike import shown_for_all

MOST_ROWS = 5000
"""A longer listing has no file of its rows, for which its reader would wait too long: it is narrowed and sorted by the search."""
MOST_OPTIONS = 40
"""Values of one facet that a page lists; the index of groups has them all."""


@dataclass(frozen=True, slots=True)
class Tally:
    """A facet and how many entries hold each value, in the order in which values are shown."""

    facet: Facet
    counts: Mapping[str, int]


Tallies = Mapping[str, tuple[Tally, ...]]
"""Type name → its facets that tell its entries apart. The same for every language."""


def rows_address(type: str) -> str:
    """Where the rows of a type's listing stand for scripts, from the language's home."""
    return f"{type}/list/rows.json"


def has_rows(total: int) -> bool:
    """Whether a listing of so many has something to sort, and not too much of it."""
    return 1 < total <= MOST_ROWS


def is_searched(total: int) -> bool:
    """Whether a listing of so many is narrowed and sorted by the search."""
    return total > MOST_ROWS


def tally(disclosure: Disclosure) -> Tallies:
    """The facets of every type, less those that hold the same for all its entries."""
    return {type.name: tuple(_tallies(type, disclosure.entries[type.name])) for type in disclosure.types}


def _tallies(type: RecordType, entries: Sequence[Entry]) -> Iterator[Tally]:
    for facet in facets_of(type):
        facet = _with_spellings(type, facet, entries)
        counts = Counter(value for entry in entries for value in facet.values(entry))
        if any(count < len(entries) for count in counts.values()):
            yield Tally(facet, {value: counts[value] for value in _in_order(type, facet, counts)})


def _in_order(type: RecordType, facet: Facet, counts: Counter[str]) -> list[str]:
    """States and allowed values as declared, years from the newest, others from the most frequent."""
    if facet.yearly:
        return sorted(counts, reverse=True)
    declared = [state.id for state in type.states] if facet.key == STATE else _allowed(type, facet)
    known = [value for value in declared if value in counts]
    others = [value for value in counts if value not in declared]
    return known + sorted(others, key=lambda value: (-counts[value], value))


def _allowed(type: RecordType, facet: Facet) -> tuple[str, ...]:
    return texts_of_value(tuple(type.field(facet.field).constraints.get("enum") or ()))


def _with_spellings(type: RecordType, facet: Facet, entries: Sequence[Entry]) -> Facet:
    """The facet that counts values which read alike as one."""
    if facet.yearly or facet.key == STATE:
        return facet
    shown = shown_for_all(
        (value for entry in entries for value in facet.values(entry)), _allowed(type, facet)
    )
    return dataclasses.replace(
        facet, spellings={typed: value for typed, value in shown.items() if typed != value}
    )


def facet_views(
    view: Viewpoint, type: RecordType, tallies: Sequence[Tally], by_search: bool = False
) -> Iterator[FacetView]:
    """The facets as the listing shows them; a value leads to the page of its group where the type declares one, and
    ``by_search`` to the search among all records of the type.
    """
    for item in tallies:
        folder, values = _group_pages(view.disclosure, type, item.facet)
        yield FacetView(
            key=item.facet.key,
            title=facet_title(view.language, type, item.facet),
            options=tuple(
                OptionView(
                    value,
                    value_label(view.language, type, item.facet, value),
                    count,
                    view.link(section_address(type.name, folder, value)) if fold(value) in values else "",
                    search_by(view, type, item.facet, value) if by_search else "",
                )
                for value, count in list(item.counts.items())[:MOST_OPTIONS]
            ),
            rest=max(len(item.counts) - MOST_OPTIONS, 0),
            index=view.link(index_address(type.name, folder)) if folder else "",
        )


def _group_pages(disclosure: Disclosure, type: RecordType, facet: Facet) -> tuple[str, frozenset[str]]:
    """The folder of the facet's group pages and the values, folded, that have one; empty where there are none."""
    for _, page in grouped(type):
        if facet.field == page.by and facet.yearly == page.yearly:
            return page.folder, frozenset(map(fold, group_values(disclosure.entries[type.name], page)))
    return "", frozenset()
