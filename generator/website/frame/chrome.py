"""Header, tabs and footer: what every page of the theme is given as ``sunlit``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from urllib.parse import quote

from generator.disclose.disclosure import Disclosure
from generator.model.declared.record_type import RecordType
from generator.model.declared.section import CORRECTIONS_ADDRESS
from generator.model.files.addresses import CORRECTIONS, SEARCH, listing_address
from generator.model.records.page import Page
from generator.model.text.languages import tag
from generator.model.text.telephone import telephones
from generator.website.exports.corrections import has_corrections
from generator.website.exports.look import look_addresses
from generator.website.frame.contract import HOME, WRITTEN
from generator.website.frame.views import ChromeView, TabView
from generator.website.overview.open_data import OPEN_DATA_ADDRESS
from generator.website.overview.open_now import count_address, has_open_page, open_address, open_section
from generator.website.places.families import Family, families
from generator.website.places.searching import SEARCH_ADDRESS
from generator.website.places.viewpoint import HOME_ADDRESS, language_prefix
from generator.website.sections.about.accessibility import ACCESSIBILITY_ADDRESS
from generator.website.sections.about.governance import GOVERNANCE_ADDRESS
from generator.website.words.language import Language


def chrome_view(
    disclosure: Disclosure,
    language: Language,
    section: str,
    listed: Sequence[Page] = (),
) -> ChromeView:
    """The chrome of a frame of ``section``; ``listed`` are the pages that people wrote and that every page leads to."""
    site, prefix = disclosure.site, language_prefix(disclosure, language.code)
    active = _active(disclosure, section)
    logo, styles = look_addresses(site.look)
    return ChromeView(
        language=language.tag,
        direction=language.direction,
        site_name=language.text(site.name),
        tagline=language.text(site.tagline),
        notice=language.text(site.notice),
        home=prefix + HOME_ADDRESS,
        tabs=tuple(_tabs(disclosure, language, section, active, prefix)),
        siblings=_types(active.types if active and active.has_page else (), language, section, prefix),
        types=_types(disclosure.types, language, section, prefix),
        pages=(*_written(listed, language), *_own_pages(disclosure, language, section, prefix)),
        governance=prefix + GOVERNANCE_ADDRESS,
        accessibility=prefix + ACCESSIBILITY_ADDRESS,
        address=language.text(site.contact.address),
        hours=language.text(site.contact.hours),
        phone=site.contact.phone,
        dials=_dials(site.contact.phone),
        codes=tuple((language.text(code.title), language.written(code.value)) for code in site.codes),
        open_data=prefix + OPEN_DATA_ADDRESS,
        search="" if section == SEARCH else prefix + SEARCH_ADDRESS,
        written=section == WRITTEN,
        record_language=tag(site.languages[0]),
        logo=logo,
        emblem=site.look.emblem,
        styles=styles,
        footer=language.text(site.look.footer),
    )


def _dials(phone: str) -> str:
    numbers = list(telephones(phone))
    return numbers[0].dialled if len(numbers) == 1 else ""


def _written(listed: Sequence[Page], language: Language) -> Iterator[TabView]:
    for page in listed:
        if page.language == language.code:
            yield TabView(page.title, quote(page.address), active=False)


def _own_pages(disclosure: Disclosure, language: Language, section: str, prefix: str) -> Iterator[TabView]:
    """Pages about the whole site that nobody wrote."""
    if has_corrections(disclosure):
        yield TabView(language.translate("Corrections"), prefix + CORRECTIONS_ADDRESS, section == CORRECTIONS)


def _active(disclosure: Disclosure, section: str) -> Family | None:
    """The family that a frame's pages belong to."""
    return next(
        (
            family
            for family in families(disclosure.types, disclosure.site.languages[0])
            if section == family.section or section in {type.name for type in family.types}
        ),
        None,
    )


def _tabs(
    disclosure: Disclosure, language: Language, section: str, active: Family | None, prefix: str
) -> Iterator[TabView]:
    yield TabView(language.translate("Home"), prefix + HOME_ADDRESS, section == HOME)
    types = disclosure.types
    if has_open_page(types):
        active_now, count = section == open_section(types), count_address(types)
        yield TabView(language.translate("Open now"), prefix + open_address(types), active_now, count)
    for family in families(disclosure.types, disclosure.site.languages[0]):
        yield TabView(language.text(family.title), prefix + family.address, family == active)


def _types(types: Sequence[RecordType], language: Language, section: str, prefix: str) -> tuple[TabView, ...]:
    return tuple(
        TabView(language.text(type.label), prefix + listing_address(type.name), section == type.name)
        for type in types
    )
