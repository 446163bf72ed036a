"""Disclosure → :class:`OpenDataView`: every download, feed and calendar of the site on one page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.model.declared.record_type import Field, RecordType
from generator.model.files.addresses import OPEN_DATA
from generator.model.files.attachment import ATTACHMENTS
from generator.model.text.wording import Wording
from generator.website.exports import offers
from generator.website.exports.offers import Sizes
from generator.website.exports.tables import described, described_common
from generator.website.overview.views import ColumnsView, OpenDataView, OpenTypeView
from generator.website.places.exports import COMPLETENESS_DATA, PACKAGE, atom_address, data_address
from generator.website.places.viewpoint import Viewpoint
from generator.website.views import DownloadView, LinkView, SectionHead

OPEN_DATA_ADDRESS = f"{OPEN_DATA}/index.html"


def open_data_view(view: Viewpoint, sizes: Sizes) -> OpenDataView:
    """The page, types in their order; ``sizes`` are of the site's downloads."""
    say, site = view.language.translate, view.disclosure.site
    terms = LinkView(view.language.text(site.license.title) or site.license.url, site.license.url)
    return OpenDataView(
        head=SectionHead(
            title=say("Open data"),
            lede=say(
                "Everything that is published here, to take along: for spreadsheets, for programs, for calendars."
            ),
            kind="",
            crumbs=(view.home(),),
        ),
        license=terms if terms.title else None,
        whole=tuple(_of_the_whole_site(view, sizes)),
        feed=LinkView("Atom", view.link_from_root(atom_address())),
        corrections=offers.correction_feeds(view),
        types=tuple(_type(view, type, sizes) for type in view.disclosure.types),
        common=_columns(view, Wording(), described_common(view.disclosure.types)),
    )


def _of_the_whole_site(view: Viewpoint, sizes: Sizes) -> Iterator[DownloadView]:
    say = view.language.translate
    offered = (
        (say("What each column means"), PACKAGE),
        (say("All attached files, with their SHA-256"), data_address(ATTACHMENTS, "csv")),
        (say("Completeness and punctuality"), COMPLETENESS_DATA),
    )
    for label, address in offered:
        if address in sizes:
            yield DownloadView(label, view.link_from_root(address), offers.size_note(sizes[address]))


def _type(view: Viewpoint, type: RecordType, sizes: Sizes) -> OpenTypeView:
    return OpenTypeView(
        link=view.listing(type),
        total=len(view.disclosure.entries[type.name]),
        downloads=tuple(
            offer for offer in offers.downloads(view, type, sizes) if not offer.href.endswith(PACKAGE)
        ),
        feeds=offers.feeds(view, type),
        calendar=offers.type_calendar(view, type),
        tables=tuple(shown for title, fields in described(type) if (shown := _columns(view, title, fields))),
    )


def _columns(view: Viewpoint, title: Wording, fields: Sequence[Field]) -> ColumnsView | None:
    """``None`` without any."""
    text = view.language.text
    columns = tuple((field.name, text(field.label), text(field.description)) for field in fields)
    return ColumnsView(text(title), columns) if columns else None
