"""What the head of a stamped page is made of."""

from __future__ import annotations

from dataclasses import dataclass


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
