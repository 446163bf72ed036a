"""What is around a page: the header, tabs and footer of the theme's own templates, and the head of a stamped page."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TabView:
    """A tab of the frame. ``url`` is an address from the site's root; the theme's ``url`` filter makes it relative."""

    title: str
    url: str
    active: bool
    count: str = ""
    """Where a script finds the number that stands beside the title, by its address from the site's root."""


@dataclass(frozen=True, slots=True)
class ChromeView:
    """Header, tabs and footer of every page, given to the theme's templates as ``sunlit``."""

    language: str
    direction: str
    """In which direction its pages run: ``ltr``, ``rtl``."""
    site_name: str
    tagline: str
    notice: str
    home: str
    tabs: tuple[TabView, ...]
    """Home, what is open, then the families."""
    siblings: tuple[TabView, ...]
    """The types of the family that the page belongs to, if it has more than one."""
    types: tuple[TabView, ...]
    """All types, for the footer."""
    pages: tuple[TabView, ...]
    """Pages that people wrote, for the footer."""
    governance: str
    """The address of the page of data governance, from the site's root."""
    accessibility: str
    """The address of the accessibility statement, from the site's root."""
    address: str
    hours: str
    phone: str
    dials: str
    """What a telephone dials for it (``tel:``); empty where it is more, or less, than one number."""
    codes: tuple[tuple[str, str], ...]
    open_data: str
    """The page of all downloads, by its address from the site's root."""
    search: str
    """The search page; empty on that page itself, which has a field of its own."""
    written: bool
    """Whether it is the frame of pages that people write: text from top to bottom."""
    record_language: str
    """What records are written in: the site's first language."""
    logo: str
    """The address of the site's own picture beside its name, if it has one."""
    emblem: str
    """One or two characters that stand there instead."""
    styles: str
    """The address of the style sheet of its own look, if it has one."""
    footer: str
    """What the body says at the foot of every page."""


@dataclass(frozen=True, slots=True)
class HeadView:
    """What a stamped page says about itself to machines: ``head.html`` gets it as ``head``.

    ``id`` names the page whatever its language (``tasks/2026-1``); ``canonical`` and ``alternates``
    (language, address) are whole addresses, given only if the site knows its own.
    """

    description: str
    id: str
    twin: str = ""
    canonical: str = ""
    alternates: tuple[tuple[str, str], ...] = ()
    robots: str = ""
    refresh: str = ""
    """Where the page leads on to at once."""
    feeds: tuple[tuple[str, str, str], ...] = ()
    """(media type, title, href) of each feed that tells of this page's news."""
    names: tuple[tuple[str, str], ...] = ()
    """(name, content) of the tags that websites of government bodies carry."""
    properties: tuple[tuple[str, str], ...] = ()
    """(property, content) of OpenGraph."""
    scripts: tuple[str, ...] = ()
    """Scripts of this page alone."""
    module: str = ""
    """A module that a script of the page will ask for: fetched meanwhile."""
    ahead: tuple[tuple[str, str], ...] = ()
    """(kind, href) of what will be asked for further down or later: ``script`` or ``fetch``."""
    linked_data: str = ""
    """schema.org as JSON-LD, written so that it can stand in a script element as it is."""
