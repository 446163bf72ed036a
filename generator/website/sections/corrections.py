"""Disclosure → :class:`CorrectionsView`: what was corrected, year by year."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from generator.disclose.disclosure import LetThrough
from generator.model.declared.section import CORRECTIONS_ADDRESS, corrections_address
from generator.website.cells import cell
from generator.website.exports.corrections import Correction
from generator.website.exports.offers import correction_feeds
from generator.website.places.viewpoint import Viewpoint
from generator.website.sections.views import CorrectionsView, CorrectionView
from generator.website.views import Cell, LinkView, PageLink, SectionHead


def by_year(corrections: Sequence[Correction]) -> Mapping[int, Sequence[Correction]]:
    """The newest year first."""
    years: dict[int, list[Correction]] = {}
    for item in corrections:
        years.setdefault(item.day.year, []).append(item)
    return years


def corrections_pages(corrections: Sequence[Correction]) -> Iterator[tuple[str, Sequence[Correction]]]:
    """Address and content of each page: the newest year stands at the index, each year before it at its own address."""
    years = by_year(corrections)
    yield CORRECTIONS_ADDRESS, years[max(years)] if years else ()
    for year, items in years.items():
        if year != max(years):
            yield corrections_address(year), items


def corrections_view(
    view: Viewpoint, items: Sequence[Correction], corrections: Sequence[Correction]
) -> CorrectionsView:
    """One page of ``items``; ``corrections`` are those of all years."""
    say = view.language.translate
    head = SectionHead(
        title=say("Corrections"),
        lede=say("What was changed after it was published: what it said before, what it says now, and why."),
        kind="",
        crumbs=(view.home(),),
        years=tuple(_years(view, items, corrections)),
    )
    made = tuple(_correction(view, item) for item in items)
    newest = all(item in items for item in corrections[:1])
    exceptions = tuple(_exception(view, item) for item in view.disclosure.exceptions) if newest else ()
    return CorrectionsView(head, made, correction_feeds(view), exceptions)


def _years(
    view: Viewpoint, items: Sequence[Correction], corrections: Sequence[Correction]
) -> Iterator[PageLink]:
    years = by_year(corrections)
    for year, of_year in years.items():
        address = CORRECTIONS_ADDRESS if year == max(years) else corrections_address(year)
        yield PageLink(f"{year} ({len(of_year)})", view.link(address), items[0].day.year == year)


def _correction(view: Viewpoint, item: Correction) -> CorrectionView:
    record = view.record(item.entry)
    return CorrectionView(
        record=LinkView(record.title, f"{record.href}#{item.anchor}"),
        type=view.language.text(item.entry.type.label),
        cells=item.cells(view.language, view.today),
    )


def _exception(view: Viewpoint, item: LetThrough) -> CorrectionView:
    sentence = view.language.phrase(item.rule)
    cells = {field.name: cell(field, value, view.language, view.today) for field, value in item.said}
    return CorrectionView(
        record=view.record(item.record)
        if item.record
        else LinkView(item.id or view.language.text(item.type), ""),
        type=view.language.text(item.type),
        cells=(
            Cell("kind", "", view.language.translate("Exception")),
            *(replace(each, text=sentence) if name == "rule" else each for name, each in cells.items()),
        ),
    )
