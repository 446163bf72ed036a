"""Which years of a page can be held against the year before, and where they stand beside each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.disclose.disclosure import Disclosure, Entry
from generator.model.declared.record_type import RecordType
from generator.model.declared.section import (
    COMPARE,
    DRIFT,
    Criteria,
    ScoresPage,
    Section,
    TreePage,
    section_address,
)
from generator.website.places.viewpoint import Viewpoint
from generator.website.places.years import by_year, is_year
from generator.website.sections.branches import branches, number
from generator.website.views import LinkView

Pair = tuple[str, str]
"""Two years that follow each other, the earlier first."""
Held = tuple[tuple[str, str], ...]
"""The criteria of an evaluation: names and weights, in their order."""


def pairs(disclosure: Disclosure, type: RecordType, section: Section) -> list[Pair]:
    """The years of a page that can be held against the year before, newest first."""
    page = section.page
    if isinstance(page, TreePage) and page.compare:
        found = by_year(disclosure.entries[type.name], page.by)
        fit = [year for year, entries in found.items() if is_year(year) and _is_one(type, page, entries)]
    elif isinstance(page, ScoresPage) and page.compare:
        found = by_year(disclosure.entries[type.name], page.by)
        years = [year for year in found if is_year(year)]
        return [
            (before, after)
            for before, after in _following(years)
            if shared(found[before], found[after], page, page.compare)
        ]
    else:
        return []
    return _following(fit)


def _following(years: Sequence[str]) -> list[Pair]:
    return [(str(int(year) - 1), year) for year in years if str(int(year) - 1) in years]


def _is_one(type: RecordType, page: TreePage, entries: Sequence[Entry]) -> bool:
    """One plan of several tasks: years that are a heap of several bodies' plans say nothing beside each other."""
    roots = branches(entries, page, type.tree_field or "")
    return len(roots) == 1 and bool(roots[0].kids) and roots[0].share is not None


def compare_address(type: RecordType, pair: Pair) -> str:
    """Where two years stand beside each other, from the language's home."""
    return section_address(type.name, COMPARE, "-".join(pair))


def ways_of(
    view: Viewpoint, type: RecordType, section: Section, year: str, drifted: Sequence[str] = ()
) -> Iterator[LinkView]:
    """From the page of a year to those that hold it against another year, and to the deadlines that moved."""
    say = view.language.translate
    for pair in pairs(view.disclosure, type, section):
        if year in pair:
            title = say("{before} and {after} side by side").format(before=pair[0], after=pair[1])
            yield LinkView(title, view.link(compare_address(type, pair)))
    if year in drifted:
        yield LinkView(say("Deadlines that moved"), view.link(section_address(type.name, DRIFT, year)))


def held_by(entry: Entry, declared: Criteria) -> Held:
    """The criteria by which an entry was scored."""
    rows = entry.children.get(declared.table, ())
    return tuple(sorted((str(row.get(declared.name)), str(row.get(declared.weight))) for row in rows))


def shared(
    before: Sequence[Entry], after: Sequence[Entry], page: ScoresPage, declared: Criteria
) -> list[Held]:
    """The criteria by which something was scored in both years."""
    known = dict.fromkeys(held_by(entry, declared) for entry in after if total_of(entry, page) is not None)
    earlier = {held_by(entry, declared) for entry in before if total_of(entry, page) is not None}
    return [held for held in known if held and held in earlier]


def total_of(entry: Entry, page: ScoresPage) -> float | None:
    """Its total; ``None`` without one."""
    return number(entry.values.get(page.total)) if page.total else None
