"""A text in a document, where it stands there, and why a document could not be read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias


class Section(StrEnum):
    """The part of a document that a text stands in, as a message names it."""

    BODY = "body"
    PAGE = "page"
    CELL = "cell"
    COMMENTS = "comments"
    HEADERS = "headers"
    NOTES = "notes"
    PROPERTIES = "properties"
    ATTRIBUTES = "attributes"
    """What stands in the document's markup: alternative texts, link targets, names."""
    EMBEDDED = "embedded"
    """A document or an object within the document."""
    EARLIER = "earlier"
    """What an earlier version of the document left in it, which nothing shows any more."""


@dataclass(frozen=True, slots=True)
class Part:
    """One text. ``number`` is the page's; ``line`` and ``column`` (from 1) and ``sheet`` are a cell's."""

    text: str
    section: Section = Section.BODY
    number: int = 0
    sheet: str = ""
    line: int | None = None
    column: int | None = None

    @property
    def is_code(self) -> bool:
        """Whether digits that anything parts are numbers of their own, as in markup and in binary data."""
        return self.section in (Section.ATTRIBUTES, Section.EMBEDDED)


class Reason(StrEnum):
    """Why a document cannot be examined."""

    DAMAGED = "damaged"
    LOCKED = "locked"
    TOO_LARGE = "too large"
    TOO_SLOW = "too slow"
    TOO_DEEP = "too deep"
    UNKNOWN_KIND = "unknown kind"


class Unexaminable(Exception):
    """The document cannot be read whole; the finding is made where its path is known."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason)
        self.reason = reason


Within: TypeAlias = Callable[[bytes, str], Iterator[Part]]
"""Bytes and suffix of a document within a document → its parts."""
