"""A page that people write in ``content/``, read once: what its readers see, and where that stands in the file.

Whoever asks what a page says asks this: the gate, the search, the frame that it is stamped into. Nobody else reads
Markdown or front matter.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

CONTENT = "content"
"""The folder of a root that holds the pages."""


@dataclass(frozen=True, slots=True)
class PageLine:
    """A text as it is read, on one line: markup is gone, entities are what they stand for, lines that flow into each
    other are joined.

    ``line`` is the line of the file (1-based) on which it begins. ``breaks`` are the offsets in ``text`` at which the
    lines after that one begin.
    """

    text: str
    line: int
    breaks: tuple[int, ...] = ()

    def line_at(self, offset: int) -> int:
        """The line of the file on which the sign at ``offset`` stands."""
        return self.line + bisect_right(self.breaks, offset)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of a page, by its level (1 to 6), its text, and the id by which a link may lead to it."""

    level: int
    text: str
    id: str


@dataclass(frozen=True, slots=True)
class Page:
    """A page as it will be published.

    ``path`` is the file, from the root; ``address`` is where the page will stand, from the site's root.
    """

    path: str
    address: str
    language: str
    title: str
    """What the front matter says, else the first heading of the first level, else the file's name."""
    description: str
    """What the front matter says, else the first paragraph; empty where there is neither."""
    html: str
    """Safe as it is: only elements and targets that a page of this site may have."""
    order: float | None = None
    """The place among the other pages, where nobody lists them in a navigation."""
    headings: tuple[Heading, ...] = ()
    text: tuple[PageLine, ...] = ()
    """What stands on the page, a line for each block, cell and line of code."""
    stated: tuple[PageLine, ...] = ()
    """Title and description, where the front matter says them."""
    spoken: tuple[PageLine, ...] = ()
    """What stands for pictures, and what shows over a link: read aloud, or under a pointer."""
    targets: tuple[PageLine, ...] = ()
    """Where links and pictures lead, as far as that becomes a part of the page."""

    def lines(self) -> Iterator[PageLine]:
        """Every text of the page that reaches the public."""
        for lines in (self.stated, self.text, self.spoken, self.targets):
            yield from lines

    @property
    def plain(self) -> str:
        """What stands on the page, line by line."""
        return "\n".join(line.text for line in self.text)
