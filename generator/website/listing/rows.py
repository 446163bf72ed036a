"""The rows of a listing for scripts that filter and sort: ``<type>/list/rows.json``, one file a language.

It holds what the rows of the listing's pages show and the values of the facets, nothing else. What
depends on the day (states, days left) is as of the build, like the pages.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from datetime import date
from typing import Any

from generator.disclose.disclosure import Entry
from generator.model.declared.record_type import RecordType, State
from generator.model.text.languages import tag
from generator.model.text.translated import translations_of
from generator.website.charts.days import PeriodView
from generator.website.listing.facets import Tally
from generator.website.listing.row import row_view
from generator.website.listing.views import FactView, RowView
from generator.website.places.deadlines import deadline_of, has_deadlines, has_headings, pressing_first
from generator.website.places.facets import Facet, facet_title, value_label
from generator.website.places.viewpoint import Viewpoint
from generator.website.words.breaks import pieces
from generator.website.words.marked import runs

DaysLeft = Callable[[PeriodView], str]
"""An open period → the sentence of HTML that the pages show, its number in ``<b>``."""
_Places = tuple[Facet, Mapping[str, int]]


def rows_file(
    view: Viewpoint, type: RecordType, entries: Sequence[Entry], tallies: Sequence[Tally], left: DaysLeft
) -> bytes:
    """UTF-8 JSON for a listing at the viewpoint; ``entries`` run oldest first, the rows newest first.

    ``language`` is what records are written in, where that is another than the page's. ``facets`` are
    ``[key, title, [[value, label], …]]`` and ``states`` ``[word, look]``, or ``[word, look, heading]``
    where the listing has headings. A row is
    ``[title, href, state, day, date, [text, …], [[value, …], …], more]``: state and values are
    places in those lists, the state is -1 where there is none. ``ends`` are places of rows, what
    closes next first, ``pressing`` those in the order of the listing's newest page.
    """
    newest_first = tuple(reversed(entries))
    written = view.disclosure.site.languages[0]
    places = [(item.facet, {value: place for place, value in enumerate(item.counts)}) for item in tallies]
    content = {
        "page": view.disclosure.site.page_size,
        "language": tag(written) if written != view.language.code else "",
        "fictional": view.language.translate("Invented example"),
        "computed": view.language.translate("computed"),
        "facets": [_facet(view, type, item) for item in tallies],
        "states": [_state(view, state, is_headed=has_headings(type)) for state in type.states],
        "rows": [_row(view, entry, places, left) for entry in newest_first],
        "ends": _by_deadline(newest_first, view.today) if has_deadlines(type) else [],
        "pressing": _pressing(newest_first, view.today) if has_deadlines(type) else [],
    }
    return (json.dumps(content, ensure_ascii=False, separators=(",", ":")) + "\n").encode("utf-8")


def _state(view: Viewpoint, state: State, *, is_headed: bool) -> list[str]:
    headed = [view.language.text(state.stands_under)] if is_headed else []
    return [view.language.text(state.title), state.look, *headed]


def _facet(view: Viewpoint, type: RecordType, item: Tally) -> list[Any]:
    values = [[value, value_label(view.language, type, item.facet, value)] for value in item.counts]
    return [item.facet.key, facet_title(view.language, type, item.facet), values]


def _row(view: Viewpoint, entry: Entry, places: Sequence[_Places], left: DaysLeft) -> list[Any]:
    shown = row_view(view, entry)
    return [
        shown.title,
        shown.href,
        entry.type.states.index(entry.state) if entry.state else -1,
        shown.date_iso,
        shown.date,
        [] if shown.cells else list(shown.meta),
        [[order[value] for value in facet.values(entry)] for facet, order in places],
        *_more(shown, left, is_said=view.language.code in translations_of(entry.title)),
    ]


def _more(row: RowView, left: DaysLeft, *, is_said: bool) -> list[dict[str, Any]]:
    """What only some rows show: nothing at all, or one mapping. ``is_said``: the record says its title in the page's language."""
    more: dict[str, Any] = {}
    if row.period:
        more["left"] = _around_number(left(row.period))
    elif row.progress:
        more["progress"] = [
            row.progress.share or 0,
            row.progress.text,
            row.progress.label,
            *([1] if row.progress.derived else []),
        ]
    if row.fictional:
        more["fictional"] = 1
    if is_said:
        more["runs"] = runs(row.title)
    elif len(parts := pieces(row.title)) > 1:
        more["pieces"] = [len(part) for part in parts]
    if row.cells:
        more["cells"] = [_fact(item) for item in row.cells]
        return [more]
    if row.line:
        more["line"] = row.line
    if row.fact:
        more["fact"] = _fact(row.fact)
    if row.notes:
        more["notes"] = [_fact(item) for item in row.notes]
    return [more] if more else []


def _fact(item: FactView) -> dict[str, Any]:
    """What is not empty of it, by its name."""
    found = {name: value for name in _FACT if (value := getattr(item, name)) not in ("", (), None, False)}
    if item.links:
        found["links"] = [[link.title, link.href] for link in item.links]
    return found


_FACT = tuple(field.name for field in fields(FactView) if field.name != "links")


def _pressing(newest_first: Sequence[Entry], today: date) -> list[int]:
    places = {entry.id: place for place, entry in enumerate(newest_first)}
    return [places[entry.id] for entry in pressing_first(newest_first, today)]


def _around_number(sentence: str) -> list[str]:
    """The sentence as texts: before its number, the number, after it; a script says by its letters in which language it is."""
    unmarked = re.sub(r"</?span[^>]*>", "", sentence.strip())
    return [html.unescape(part) for part in re.split(r"</?b>", unmarked)]


def _by_deadline(entries: Sequence[Entry], today: date) -> list[int]:
    """What is still to end, from the next on; then what is over, the latest first; then what has no deadline."""

    def key(place: int) -> tuple[int, int]:
        end = deadline_of(entries[place])
        if end is None:
            return 2, 0
        return (0, end.toordinal()) if end >= today else (1, -end.toordinal())

    return sorted(range(len(entries)), key=key)
