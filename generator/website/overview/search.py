"""The search page: what it looks like before anybody asks. Whatever is found is drawn in the reader's browser."""

from __future__ import annotations

from collections.abc import Iterator

from generator.model.declared.record_type import RecordType
from generator.model.files.attachment import MOST_TEXT
from generator.website.overview.views import ListsView, SearchView
from generator.website.places.families import families
from generator.website.places.viewpoint import Viewpoint
from generator.website.search.script import STARTER
from generator.website.views import LinkView


def search_view(view: Viewpoint) -> SearchView:
    """The page of the viewpoint's language; all lists stand on it for who cannot search."""
    site = view.disclosure.site
    return SearchView(
        title=view.language.translate("Search"),
        crumbs=(view.home(),),
        lists=tuple(_lists(view)),
        types=tuple((type.name, view.language.text(type.label)) for type in view.disclosure.types),
        page_size=site.page_size,
        time_zone=site.time_zone,
        attachment_text=view.language.number(MOST_TEXT),
        script=view.link_from_root(STARTER),
    )


def _lists(view: Viewpoint) -> Iterator[ListsView]:
    for family in families(view.disclosure.types, view.disclosure.site.languages[0]):
        yield ListsView(
            view.language.text(family.title),
            tuple(_list(view, type) for type in family.types),
        )


def _list(view: Viewpoint, type: RecordType) -> tuple[LinkView, int]:
    return view.listing(type), len(view.disclosure.entries[type.name])
