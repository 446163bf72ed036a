"""What ``data/site.yaml`` says of the body that publishes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from generator.model.declared.frame_name import FrameName
from generator.model.declared.kinds import Between, Computed, Form, OneOrMore, Trait
from generator.model.declared.look import AS_IT_COMES, Look
from generator.model.declared.record_type import Category
from generator.model.declared.section import Door
from generator.model.text.catalogue import Catalogue
from generator.model.text.languages import CODE
from generator.model.text.wording import Wording


def is_time_zone(name: str) -> bool:
    """Whether the name is one of the time zone database."""
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):  # names of folders, names that are too long
        return False
    return True


_ADDRESS = r"https?://\S+"
WebAddress = Annotated[str, Form(re.compile(_ADDRESS).fullmatch, "https://example.gov.cn/", _ADDRESS)]
LARGEST_ATTACHMENT_EVER = 500
"""Megabytes: a build holds one attachment at a time in memory."""


class Country(StrEnum):
    """A country or region whose ids and mobile numbers are looked for beside those of mainland China."""

    DE = "DE"
    """Germany: the tax id (Abgabenordnung § 139b), in doubt where no word names it; mobile numbers 015, 016, 017
    (Bundesnetzagentur)."""
    FR = "FR"
    """France: the social security number (NIR, INSEE); mobile numbers 06, 07 (Arcep)."""
    GB = "GB"
    """Great Britain: the National Insurance number (HMRC, NIM39110); mobile numbers 07 (Ofcom)."""
    HK = "HK"
    """Hong Kong: the identity card (Immigration Department), in doubt without brackets around its last sign; mobile
    numbers behind +852 (OFCA)."""
    JP = "JP"
    """Japan: the Individual Number (ministerial ordinance 85 of 2014), only beside its name or in doubt; mobile numbers
    070, 080, 090 (Ministry of Internal Affairs and Communications)."""
    KR = "KR"
    """South Korea: the resident registration number; mobile numbers 010 in three groups (Ministry of Science and ICT)."""
    TW = "TW"
    """Taiwan: identity cards and resident certificates; mobile numbers 09 (National Communications Commission)."""
    US = "US"
    """United States: the Social Security number, parted 3-2-4 (Social Security Administration)."""


@dataclass(frozen=True, slots=True)
class Contact:
    """Where the public reaches the body; empty parts are not shown."""

    address: Wording = Wording()
    """The address."""
    hours: Wording = Wording()
    """When somebody is there."""
    phone: str = ""
    """The telephone."""


@dataclass(frozen=True, slots=True)
class PublicContact:
    """A number or an address that looks personal and may be published all the same, and why."""

    value: str
    """An office's mobile number, mailbox or address; it passes in any spelling."""
    reason: str
    """Why it may be published."""


@dataclass(frozen=True, slots=True)
class Code:
    """A filing number in the footer."""

    title: Wording = Wording()
    """What it is called."""
    value: str = ""
    """The number; in quotes if it begins with 0."""


@dataclass(frozen=True, slots=True)
class License:
    """The terms under which the data may be used again."""

    title: Wording = Wording()
    """The name of the licence."""
    url: WebAddress = ""
    """Where its text stands."""


@dataclass(frozen=True, slots=True)
class Site:
    """The publishing body and its settings; the defaults serve a root without ``site.yaml``."""

    name: Wording = Wording("公开")
    """The name of the site."""
    tagline: Wording = Wording()
    """The line under the name."""
    notice: Wording = Wording()
    """A sentence above every page, such as that the site is an example."""
    languages: Annotated[
        OneOrMore[Annotated[str, Form(re.compile(CODE).fullmatch, "eu", CODE)]], Trait.FILLED, Trait.DIFFERENT
    ] = ("zh",)
    """Its languages: the first stands at the root of the site, each other in a folder of its own. The words of pages are
    there in ``zh``, ``en``, ``zh-hant`` and ``fr``; those of any other language stand in ``data/locales/<language>.po``."""
    time_zone: Annotated[str, Form(is_time_zone, "Asia/Shanghai")] = "Asia/Shanghai"
    """The time zone in which it is "today"."""
    url: WebAddress = ""
    """The whole address of the site; only with it are there canonical addresses, a sitemap and QR codes on notices."""
    frame: FrameName = FrameName.MKDOCS
    """What is around each page, wherever the site is built; ``sunlit build --frame`` goes before it."""
    page_size: Annotated[int, Between(1, 1000)] = 20
    """How many records stand on one page of a listing."""
    largest_attachment: Annotated[int, Between(1, LARGEST_ATTACHMENT_EVER)] = 50
    """How many megabytes (of a million bytes) an attachment may have."""
    packs: frozenset[str] = frozenset({"组织工作"})
    """Which packs of rules are switched on, by the ``pack`` that rules of a schema name; ``[]`` switches all off."""
    departments: tuple[Annotated[Category, Trait.SHORT], ...] = ()
    """The departments of the body, with what pages call them in each language: fields of shipped types that name one take no
    other, forms offer them. A department that is no more stays in the list as long as records name it."""
    look: Look = AS_IT_COMES
    """How the site looks: logo, colours, footer, a style sheet of its own."""
    contact: Contact = Contact()
    """Contact in the footer."""
    accessibility: Wording = Wording()
    """What the body itself says of barriers on its site, in paragraphs: the accessibility statement begins with it."""
    public_contacts: tuple[PublicContact, ...] = ()
    """What looks personal and may be published: hotlines, the mobile numbers and mailboxes of offices."""
    countries: Annotated[OneOrMore[Country], Trait.DIFFERENT] = ()
    """Further countries and regions whose ids and mobile numbers are personal data here; what is looked for everywhere stays
    so."""
    codes: tuple[Code, ...] = ()
    """Filing numbers in the footer."""
    site_code: str = ""
    """The identification code of a government website, for the metadata of pages; to show it, put it into ``codes`` too."""
    license: License = License()
    """The terms under which the data may be used again; without them the data package says none."""
    doors: tuple[Door, ...] = ()
    """The doors at the foot of the home page; without them the families of types stand there."""
    catalogues: Computed[tuple[Catalogue, ...]] = ()
    """The words of its own (``data/locales/``)."""
