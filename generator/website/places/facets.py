"""What narrows the records of a type, in its listing and in the search: their state, their year, and the declared fields."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.disclose.disclosure import Entry
from generator.model.declared.condition import Value
from generator.model.declared.record_type import Field, RecordType
from generator.website.places.years import UNDATED, year_of
from generator.website.words.language import Language

STATE, YEAR, SORT = "state", "year", "sort"
_OF_A_YEAR = ("date", "datetime", "year")


@dataclass(frozen=True, slots=True)
class Facet:
    """One way to narrow records: by state (no field), by the year of a field, or by a field's values.

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
        typed = texts_of_value(entry.values.get(self.field))
        return tuple(dict.fromkeys(self.spellings.get(value, value) for value in typed))


def facets_of(type: RecordType) -> Iterator[Facet]:
    """State, year, then the declared fields; the first of these that has a year takes the place of the type's date."""
    declared = [type.field(name) for name in type.facets]
    dated = next((one.name for one in declared if one.type in _OF_A_YEAR), "")
    yield Facet(STATE)
    yield Facet(YEAR, dated or type.date_field or "", yearly=True)
    for one in declared:
        if one.name != dated:
            yield Facet(_key(one.name), one.name, one.type in _OF_A_YEAR)


def own_facets(type: RecordType) -> tuple[Facet, ...]:
    """Those by which the search narrows once a type is chosen: beside its states the year, which comes first, and the
    declared fields, but for the department, by which it narrows all types.
    """
    return tuple(one for one in facets_of(type) if one.key != STATE and one.field != type.department)


def facet_title(speech: Language, type: RecordType, facet: Facet) -> str:
    """What people call the facet."""
    if facet.key == STATE:
        return speech.translate("State")
    if facet.key == YEAR:
        return speech.translate("Year")
    return speech.text(type.field(facet.field).label)


def value_label(speech: Language, type: RecordType, facet: Facet, value: str) -> str:
    """What people call one of its values."""
    if facet.key == STATE:
        return next(speech.text(state.title) for state in type.states if state.id == value)
    if is_yes_or_no(type, facet):
        return speech.translate("yes" if value == "true" else "no")
    return value if facet.yearly else speech.choice(type.field(facet.field), value)


def is_yes_or_no(type: RecordType, facet: Facet) -> bool:
    """Whether its values are ``true`` and ``false``."""
    return facet.key not in (STATE, YEAR) and type.field(facet.field).type == "boolean"


def holds_words(type: RecordType, facet: Facet) -> bool:
    """Whether its values are the records' own words, in the records' language."""
    return facet.key not in (STATE, YEAR) and _holds_words(type.field(facet.field))


def texts_of_value(value: Value) -> tuple[str, ...]:
    """A value as the values of a facet: each of a list, once."""
    if isinstance(value, tuple):
        return tuple(dict.fromkeys(map(str, value)))
    if isinstance(value, bool):
        return ("true" if value else "false",)
    return () if value in (None, "") else (str(value),)


def _key(name: str) -> str:
    return f"by-{name}" if name in (STATE, YEAR, SORT) else name


def _holds_words(field: Field) -> bool:
    return field.type not in (*_OF_A_YEAR, "boolean", "integer", "number")
