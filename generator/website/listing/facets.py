"""What narrows a type's listing: its facets, the values of each, and how many entries hold them.

A facet's key is its name in the address (``?state=live&year=2026``), the same in every language.
"""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.disclose.disclosure import Disclosure, Entry
from generator.model.condition import Value
from generator.model.folding import fold
from generator.model.record_type import Field, RecordType
from generator.model.section import index_address, section_address
from generator.website.listing.views import FacetView, OptionView
from generator.website.places.sections import group_values, grouped
from generator.website.places.viewpoint import Viewpoint
from generator.website.places.years import UNDATED, year_of
from generator.website.words.alike import shown_for_all

STATE, YEAR, SORT = "state", "year", "sort"
MOST_ROWS = 5000
"""A longer listing has no file of its rows: its reader would wait for it longer than for the search."""
MOST_OPTIONS = 40
"""Values of one facet that a page lists; the index of groups has them all."""
_OF_A_YEAR = ("date", "datetime", "year")


@dataclass(frozen=True, slots=True)
class Facet:
    """One way to narrow a listing: by state (no field), by the year of a field, or by a field's values.

    ``spellings``: typed value → the one that is shown for all that read like it, where that is another.
    """

    key: str
    field: str = ""
    yearly: bool = False
    spellings: Mapping[str, str] = dataclasses.field(default_factory=dict, hash=False)

    def values(self, entry: Entry) -> tuple[str, ...]:
        """The values under which the entry is found; none, one, or those of a list."""
        if self.yearly:
            year = year_of(entry, self.field)
            return () if year == UNDATED else (year,)
        if self.key == STATE:
            return (entry.state.id,) if entry.state else ()
        typed = _texts(entry.values.get(self.field))
        return tuple(dict.fromkeys(self.spellings.get(value, value) for value in typed))


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


def facets_of(type: RecordType) -> Iterator[Facet]:
    """State, year, then the declared fields; the first of these that has a year takes the place of the type's date."""
    declared = [type.field(name) for name in type.facets]
    dated = next((one.name for one in declared if one.type in _OF_A_YEAR), "")
    yield Facet(STATE)
    yield Facet(YEAR, dated or type.date_field or "", yearly=True)
    for one in declared:
        if one.name != dated:
            yield Facet(_key(one.name), one.name, one.type in _OF_A_YEAR)


def _key(name: str) -> str:
    return f"by-{name}" if name in (STATE, YEAR, SORT) else name


def _texts(value: Value) -> tuple[str, ...]:
    if isinstance(value, tuple):
        return tuple(dict.fromkeys(map(str, value)))
    if isinstance(value, bool):
        return ("true" if value else "false",)
    return () if value in (None, "") else (str(value),)


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
    return _texts(tuple(type.field(facet.field).constraints.get("enum") or ()))


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


def facet_title(view: Viewpoint, type: RecordType, facet: Facet) -> str:
    """What people call the facet."""
    if facet.key == STATE:
        return view.language.translate("State")
    if facet.key == YEAR:
        return view.language.translate("Year")
    return view.language.text(type.field(facet.field).label)


def value_label(view: Viewpoint, type: RecordType, facet: Facet, value: str) -> str:
    """What people call one of its values."""
    if facet.key == STATE:
        return next(view.language.text(state.title) for state in type.states if state.id == value)
    if not facet.yearly and type.field(facet.field).type == "boolean":
        return view.language.translate("yes" if value == "true" else "no")
    return value


def facet_views(view: Viewpoint, type: RecordType, tallies: Sequence[Tally]) -> Iterator[FacetView]:
    """The facets as the listing shows them; a value leads to the page of its group where the type declares one."""
    for item in tallies:
        folder, values = _group_pages(view.disclosure, type, item.facet)
        declared = None if item.facet.key in (STATE, YEAR) else type.field(item.facet.field)
        yield FacetView(
            key=item.facet.key,
            title=facet_title(view, type, item.facet),
            options=tuple(
                OptionView(
                    value,
                    value_label(view, type, item.facet, value),
                    count,
                    view.link(section_address(type.name, folder, value)) if fold(value) in values else "",
                )
                for value, count in list(item.counts.items())[:MOST_OPTIONS]
            ),
            rest=max(len(item.counts) - MOST_OPTIONS, 0),
            index=view.link(index_address(type.name, folder)) if folder else "",
            own_words=declared is not None and _holds_words(declared),
        )


def _holds_words(field: Field) -> bool:
    return field.type not in (*_OF_A_YEAR, "boolean", "integer", "number")


def _group_pages(disclosure: Disclosure, type: RecordType, facet: Facet) -> tuple[str, frozenset[str]]:
    """The folder of the facet's group pages and the values, folded, that have one; empty where there are none."""
    for _, page in grouped(type):
        if facet.field == page.by and facet.yearly == page.yearly:
            return page.folder, frozenset(map(fold, group_values(disclosure.entries[type.name], page)))
    return "", frozenset()
