"""The search page's address, and how it says what narrows a search. ``site_templates/search/address.js`` reads it."""

from __future__ import annotations

from urllib.parse import urlencode

from generator.model.declared.record_type import RecordType
from generator.model.files.addresses import SEARCH
from generator.model.text.folding import fold
from generator.website.places.facets import STATE, YEAR, Facet
from generator.website.places.viewpoint import Viewpoint

SEARCH_ADDRESS = f"{SEARCH}/index.html"
OWN = "by."
"""Before the key of a facet that one type alone has: nothing else of the address is called so."""
DEADLINE, OLDEST = "deadline", "oldest"


def search_of(view: Viewpoint, type: RecordType, **asked: str) -> str:
    """A link to the search among the records of one type."""
    return f"{view.link(SEARCH_ADDRESS)}?{urlencode({'type': type.name, **asked})}"


def search_by(view: Viewpoint, type: RecordType, facet: Facet, value: str) -> str:
    """A link to those of them that a facet of their listing holds under a value."""
    return search_of(
        view, type, **{own_key(type, facet): state_value(type, value) if facet.key == STATE else fold(value)}
    )


def own_key(type: RecordType, facet: Facet) -> str:
    """How the search calls a facet of one type's listing."""
    if facet.key in (STATE, YEAR):
        return facet.key
    return "department" if facet.field == type.department else OWN + facet.key


def state_value(type: RecordType, state: str) -> str:
    """A state of one type: the words without a type are groups of states."""
    return f"{type.name}.{state}"
