"""What templates of every room are given: states, links, cells, downloads, figures, the head of a page.

Texts are already in one language, links already relative to their page. Templates lay out; they decide nothing. The views of
this file and of each room's ``views.py`` are the whole contract between the generator and ``site_templates/``;
``docs/reference/templates.md`` is generated from them, and a test holds the two equal.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class StateView:
    """A state chip: the word, and the look that picks icon and form (live, wait, going, done, late, none, off).

    ``href`` leads to the records that are in it, where states are counted.
    """

    word: str
    look: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class UntilView:
    """The last day on which a page is right if nothing is published meanwhile, for a script, and as it is written; ``zone`` is
    where the day counts.
    """

    iso: str
    day: str
    zone: str


@dataclass(frozen=True, slots=True)
class LinkView:
    """A link inside the site; ``state`` and ``note`` stand beside it where they are known.

    To a record whose type has a progress: that, the deadline, and in ``cells`` what listings and sums need.
    """

    title: str
    href: str
    state: StateView | None = None
    note: str = ""
    progress: Cell | None = None
    due: Cell | None = None
    cells: Mapping[str, Cell | None] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class Cell:
    """One value under its label. ``kind``: text, number, progress, url, flag, long, date, telephone, or link.

    ``text`` is always fit to show by itself; ``share`` is the number behind it for ``progress``
    (0 to 100) and for numbers; ``href`` is set for ``url`` (http or https only) and ``link``;
    ``links`` of a telephone are its numbers, with what a telephone dials.
    ``iso`` is the day behind a ``date`` (2026-11-24); ``ahead`` says that it is yet to come, ``past`` that it is over.
    ``choices`` are the values that the field allows, where they are few; ``derived`` says that nobody typed the value.
    """

    name: str
    label: str
    text: str
    kind: str = "text"
    share: float | None = None
    href: str = ""
    links: tuple[LinkView, ...] = ()
    iso: str = ""
    ahead: bool = False
    past: bool = False
    choices: tuple[str, ...] = ()
    derived: bool = False


@dataclass(frozen=True, slots=True)
class PageLink:
    """One number of a pagination; a gap has no ``href`` and is not current."""

    label: str
    href: str
    current: bool


@dataclass(frozen=True, slots=True)
class DownloadView:
    """A file of all records of a type; ``size_note`` says how large it is (12 KB)."""

    label: str
    href: str
    size_note: str


@dataclass(frozen=True, slots=True)
class FigureView:
    """A number set large, with what it counts; ``of`` stands behind it small (``/ 18``, ``%``), ``look`` picks an icon."""

    label: str
    number: str
    of: str = ""
    look: str = ""


@dataclass(frozen=True, slots=True)
class SectionHead:
    """The top of a page beside records. ``years`` lead to the same page of other years."""

    title: str
    lede: str
    kind: str
    crumbs: tuple[LinkView, ...]
    years: tuple[PageLink, ...] = ()
    figures: tuple[FigureView, ...] = ()
    sources: tuple[LinkView, ...] = ()
    """Records that stand for the page as a whole."""
    feed: str = ""
    """The feed of the same records."""
    ways: tuple[LinkView, ...] = ()
    """Pages that show the same otherwise: beside another year, by what was moved."""


@dataclass(frozen=True, slots=True)
class TypeView:
    """A type on the home page: what it is, how many, and how many in each state."""

    title: str
    description: str
    href: str
    total: int
    states: tuple[tuple[StateView, int], ...]


@dataclass(frozen=True, slots=True)
class MarkView:
    """A mark of a picture: a link, and its caption: ``title`` in the words of a record, ``facts`` in the page's own.

    ``x`` is its place across in per cent; of marks that would cover each other each has a ``level`` of its own, from 0 down.
    ``look`` picks its form.
    """

    href: str
    title: str
    facts: str
    x: str = ""
    level: int = 0
    look: str = ""


@dataclass(frozen=True, slots=True)
class SegmentView:
    """A part of a bar, places in per cent. ``tone`` picks colour and form; ``label`` is empty where it has no room."""

    mark: MarkView
    tone: int
    x: str
    width: str
    middle: str
    label: str
