"""What ``data/site.yaml`` says of the body that publishes."""

from __future__ import annotations

from dataclasses import dataclass

from generator.model.section import Door
from generator.model.wording import Wording

DEFAULT_PAGE_SIZE = 20
DEFAULT_LARGEST_ATTACHMENT = 50
DEFAULT_PACKS = frozenset({"组织工作"})


@dataclass(frozen=True, slots=True)
class Contact:
    """Where the public reaches the body; empty parts are not shown."""

    address: Wording = Wording()
    hours: Wording = Wording()
    phone: str = ""


@dataclass(frozen=True, slots=True)
class PublicContact:
    """A number or an address that looks personal and may be published all the same, and why."""

    value: str
    reason: str


@dataclass(frozen=True, slots=True)
class Site:
    """The publishing body and its settings; the defaults serve a root without ``site.yaml``."""

    name: Wording = Wording("公开")
    tagline: Wording = Wording()
    notice: Wording = Wording()
    """A sentence above every page, such as that the site is an example."""
    languages: tuple[str, ...] = ("zh",)
    """The first stands at the root of the site, each other under ``/<language>/``."""
    time_zone: str = "Asia/Shanghai"
    url: str = ""
    """The address that the site is served from, with a final slash; empty if unknown."""
    packs: frozenset[str] = DEFAULT_PACKS
    """The rule packs that are switched on."""
    page_size: int = DEFAULT_PAGE_SIZE
    """Records on one listing page."""
    largest_attachment: int = DEFAULT_LARGEST_ATTACHMENT
    """Megabytes (of a million bytes) that a file in ``data/attachments/`` may have."""
    contact: Contact = Contact()
    codes: tuple[tuple[Wording, str], ...] = ()
    """Filing numbers for the footer: label and number."""
    site_code: str = ""
    """The identification code of a government website (网站标识码), for its meta tags."""
    license_title: Wording = Wording()
    license_url: str = ""
    """The terms under which the data may be used again; empty: the data do not say."""
    public_contacts: tuple[PublicContact, ...] = ()
    """What the personal-data gate lets pass: hotlines, the mobile numbers and mailboxes of offices."""
    doors: tuple[Door, ...] = ()
    """The ways in from the home page; without any, the families of types serve."""
