"""What the rules call for of each body and nobody published → :class:`SilenceMapView`, a map a year, on a site over many bodies.

Bodies are rows, those that lack most first; types are columns. The bodies' own pages say what it is that is missing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from generator.disclose.disclosure import Entry
from generator.model.declared.condition import Value
from generator.model.declared.record_type import RecordType
from generator.website.places.viewpoint import Viewpoint
from generator.website.sections.views import SilenceCellView, SilenceMapView, SilenceRowView

MOST_YEARS = 2
"""The newest of which anything is called for; older ones stand on the bodies' pages."""
YEAR_DIGITS = 4
_Place = tuple[str, str, str]
"""A body, a type, a year."""


def silence_maps(view: Viewpoint) -> Iterator[SilenceMapView]:
    """The newest year first; none where no body says what is called for of it."""
    for type in view.disclosure.types:
        if not type.called_for:
            continue
        entries = view.disclosure.entries[type.name]
        counted = _counted(type, entries)
        for year in sorted({year for _, _, year in counted}, reverse=True)[:MOST_YEARS]:
            yield _map(view, type, entries, counted, year)


def _counted(type: RecordType, entries: Sequence[Entry]) -> Mapping[_Place, tuple[int, int]]:
    """How much is called for, and how much of it is missing."""
    found: dict[_Place, tuple[int, int]] = {}
    for entry in entries:
        for row in entry.children.get(type.called_for, ()):
            place = entry.id, str(row.get("kind")), str(row.get("period"))[:YEAR_DIGITS]
            expected, missing = found.get(place, (0, 0))
            found[place] = expected + _number(row, "expected"), missing + _number(row, "missing")
    return found


def _number(row: Mapping[str, Value], name: str) -> int:
    value = row.get(name)
    return value if isinstance(value, int) else 0


def _map(
    view: Viewpoint,
    type: RecordType,
    entries: Sequence[Entry],
    counted: Mapping[_Place, tuple[int, int]],
    year: str,
) -> SilenceMapView:
    called = {kind for _, kind, of in counted if of == year}
    columns = [each for each in view.disclosure.types if each.name in called]

    def missing(entry: Entry) -> int:
        return sum(counted.get((entry.id, each.name, year), (0, 0))[1] for each in columns)

    rows = sorted(entries, key=lambda entry: (-missing(entry), entry.title))
    return SilenceMapView(
        year=year,
        corner=view.language.text(type.label),
        columns=tuple(view.language.text(each.label) for each in columns),
        rows=tuple(
            SilenceRowView(
                link=view.record(entry),
                cells=tuple(
                    SilenceCellView(*counted.get((entry.id, each.name, year), (0, 0))) for each in columns
                ),
                missing=missing(entry),
                said=bool(entry.children.get(type.called_for)) or "missing" in entry.values,
            )
            for entry in rows
        ),
    )
