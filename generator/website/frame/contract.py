"""The frame contract: a page of the theme with marked slots, into which bodies are stamped.

Whatever dresses the site supplies one frame per type, language and depth: it is given a :class:`FrameRequest` and gives a
whole HTML page in which each mark ``<!--sunlit:slot:NAME-->`` of :data:`SLOTS` stands exactly once. A frame holds nothing
that changes with data, date or revision, and its links are relative to the folder that it was rendered in. Another engine
that supplies such pages (:class:`FrameSupplier`) can take MkDocs' place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from generator.website.frame.first_screen import (
    DIGEST,
    RULES,
    SHEETS,
    Beginning,
    before_sheets,
    dressed,
    with_policy,
)
from generator.website.frame.policy import NO_SCRIPTS, Policy
from generator.website.frame.views import ChromeView
from generator.website.words.language import Language

BODY = "body"
SLOTS = ("title", "head", "switch", BODY)
"""``title`` inside <title>, ``head`` in <head>, ``switch`` where the other languages are linked, ``body`` the content."""

THE_THEME = "site_templates/theme"
_SHEETS = SHEETS.encode()
NO_FILES: Mapping[str, str] = {}
_MARK = re.compile(r"<!--sunlit:slot:([a-z]+)-->")
NOT_FOUND = "404"
HOME = ""
WRITTEN = "~written/page"
"""Of the pages that people write; no type can be called so."""


@dataclass(frozen=True, slots=True)
class FrameKey:
    """Which pages a frame serves: ``section`` is a type's name, :data:`HOME`, :data:`WRITTEN` or :data:`NOT_FOUND`.

    ``depth`` counts folders below the language's home: 1 for a record, 2 for a numbered listing page.
    """

    section: str
    language: str
    depth: int


@dataclass(frozen=True, slots=True)
class FrameRequest:
    """A frame that a build needs, and all that its supplier is given to make it.

    ``address`` is that of a Markdown page as deep as the pages that the frame serves, so that relative links come out right;
    ``chrome`` is the header, tabs and footer, in ``language``.
    """

    key: FrameKey
    address: str
    chrome: ChromeView
    language: Language


class FrameSupplier(Protocol):
    """Whatever dresses a site."""

    @property
    def policy(self) -> Policy:
        """The scripts that its pages have of their own."""

    def page(self, request: FrameRequest) -> str:
        """The frame's page, as the contract has it."""

    def files(self) -> Iterable[tuple[str, bytes]]:
        """What its pages ask for: styles, scripts, pictures, each with its address."""


@dataclass(frozen=True, slots=True)
class Frame:
    """A frame cut at its slots: ``pieces`` are UTF-8, and slot ``order[i]`` stands between pieces i and i+1."""

    pieces: tuple[bytes, ...]
    order: tuple[str, ...]
    policy: Policy = NO_SCRIPTS
    """What may run on the pages."""
    sheets: bytes = b""
    """What stands where a body has its mark for style sheets, or before a body without one."""
    file: tuple[str, str] | None = None
    """A style sheet that the site must have for it: address, rules."""
    beginning: Beginning | None = None
    """What its pages bring along of that sheet."""

    def stamp(self, slots: Mapping[str, str], address: str = "") -> bytes:
        """The whole page, with the (already escaped) HTML of each slot in its place.

        Raises :class:`~generator.model.text.stop.CannotRun`, naming the ``address``, if anything would run that is not the
        theme's own.
        """
        held = {name: self.policy.hold(slots[name], address) for name in SLOTS}
        held[BODY] = self._with_sheets(held[BODY])
        if self.beginning:
            held[RULES], held[DIGEST] = self.beginning.rules(slots["switch"] + before_sheets(slots[BODY]))
        parts = [self.pieces[0]]
        for name, piece in zip(self.order, self.pieces[1:], strict=True):
            parts += (held[name], piece)
        return b"".join(parts)

    def _with_sheets(self, body: bytes) -> bytes:
        before, mark, after = body.partition(_SHEETS)
        if not mark:
            return self.sheets + body
        return (
            before.rstrip(b" ") + self.sheets + after.removeprefix(b"\n")
        )  # a line of its own, only in templates


class FrameError(ValueError):
    """A page that was to be a frame breaks the contract; the message says how."""


def parse_frame(
    html: str, policy: Policy = NO_SCRIPTS, files: Mapping[str, str] = NO_FILES, *, says_policy: bool = False
) -> Frame:
    """Cut a page at its marks. Raises :class:`FrameError` unless each slot stands exactly once.

    What runs on the page besides what the ``policy`` allows stops the build (:class:`~generator.model.text.stop.CannotRun`).
    What its beginning needs of ``files`` (style sheets and scripts, by address) is put into it; then it ``says_policy``.
    """
    parts = _MARK.split(html)
    order = tuple(parts[1::2])
    if sorted(order) != sorted(SLOTS):
        raise FrameError(
            f"a frame has each of the slots {', '.join(SLOTS)} once, but here stand: {', '.join(order) or 'none'}"
        )
    policy.hold("".join(parts[0::2]), THE_THEME)
    shown = dressed(html, files, f"<!--sunlit:slot:{BODY}-->")
    page = with_policy(shown.page, policy, shown) if says_policy else shown.page
    parts = _MARK.split(page)
    pieces = tuple(part.encode("utf-8") for part in parts[0::2])
    return Frame(pieces, tuple(parts[1::2]), policy, shown.sheets.encode(), shown.file, shown.beginning)


Frames = Mapping[FrameKey, Frame]
