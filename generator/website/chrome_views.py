"""What the theme's own templates are given: header, tabs and footer of every page."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TabView:
    """A tab of the frame. ``url`` is an address from the site's root; the theme's ``url`` filter makes it relative."""

    title: str
    url: str
    active: bool


@dataclass(frozen=True, slots=True)
class ChromeView:
    """Header, tabs and footer of every page, given to the theme's templates as ``sunlit``."""

    language: str
    site_name: str
    tagline: str
    notice: str
    home: str
    tabs: tuple[TabView, ...]
    """Home, then the families."""
    siblings: tuple[TabView, ...]
    """The types of the family that the page belongs to, if it has more than one."""
    types: tuple[TabView, ...]
    """All types, for the footer."""
    pages: tuple[TabView, ...]
    """Pages that people wrote, for the footer."""
    governance: str
    """The address of the page of data governance, from the site's root."""
    address: str
    hours: str
    phone: str
    codes: tuple[tuple[str, str], ...]
    open_data: str
    """The page of all downloads, by its address from the site's root."""
    search: str
    """The search page; empty on that page itself, which has a field of its own."""
    written: bool
    """Whether it is the frame of pages that people write: text from top to bottom."""
    record_language: str
    """What records are written in: the site's first language."""
