"""What the template of the printable notice is given, and what a record's page is told of it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CodeView:
    """A QR code as one SVG path in a square of ``size`` units, its quiet zone included; ``text`` is what it says."""

    text: str
    path: str
    size: int


@dataclass(frozen=True, slots=True)
class NoticeLink:
    """From a record's page to its notice; ``code`` holds the address of the page, if the site knows its own."""

    href: str
    code: CodeView | None


@dataclass(frozen=True, slots=True)
class NoticeOverView:
    """At the address of a notice whose period is over: the neutral title of its record, and the link to its page."""

    title: str
    href: str


@dataclass(frozen=True, slots=True)
class NoticeColumn:
    """A column of the table: its heading, and how many Chinese characters most of its cells have room in (2 to 14)."""

    title: str
    width: int


@dataclass(frozen=True, slots=True)
class NoticeClause:
    """A numbered part of the notice: its name, and what it says in one run."""

    title: str
    text: str


@dataclass(frozen=True, slots=True)
class NoticeView:
    """A notice of one or more sheets of A4. Empty texts and tables are left out; ``code`` is as in NoticeLink.

    ``id`` names the page to machines, ``back`` leads to the record's page, ``assets`` to the folder of assets.
    """

    id: str
    title: str
    issuer: str
    number: str
    opening: tuple[str, ...]
    columns: tuple[NoticeColumn, ...]
    rows: tuple[tuple[str, ...], ...]
    clauses: tuple[NoticeClause, ...]
    day: str
    code: CodeView | None
    fictional: bool
    back: str
    assets: str
