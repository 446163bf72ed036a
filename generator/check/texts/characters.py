"""Characters that people do not see, or do not all see the same way, in what people write and name: a check of public texts.

Passed are line breaks and tabs, every assigned character of any script, however rare, and unusual spaces.
A variation selector passes behind the sign that it belongs to. The joiner that makes one picture of several
(as in family emoji) is a finding like every zero-width sign: where it stands nobody can see.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from generator.model.files.attachment import ATTACHMENTS
from generator.model.findings import rules
from generator.model.findings.finding import Finding
from generator.model.records.public_text import Place, PublicText
from generator.model.records.record import Source
from generator.model.text.wording import Phrase, say
from generator.read.files.folders import DATA

MOST_MARKS = 30
"""Combining marks on one sign; more are no writing, and hide what stands around them."""
CONTEXT = 6
"""Characters beside the sign that a message repeats."""

_KINDS: Mapping[str, tuple[str, Phrase]] = {
    "control": ("\0-\b\x0b-\x1f\x7f-\x9f\u2028\u2029", say("a control character")),
    "direction": (
        "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069",
        say("a sign that turns the direction of writing"),
    ),
    "zero_width": (
        (
            "\xad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200d\u2060-\u2065\u206a-\u206f\u3164\ufeff\uffa0"
            "\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e00ff\U000e01f0-\U000e0fff"
        ),
        say("an invisible sign without width"),
    ),
    "private": (
        "\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd",
        say("a character that only one computer's font knows"),
    ),
    "lost": (
        "\ufffc\ufffd\ud800-\udfff\ufdd0-\ufdef"
        + "".join(f"{chr(plane * 0x10000 + 0xFFFE)}{chr(plane * 0x10000 + 0xFFFF)}" for plane in range(17)),
        say("what is left of a lost character"),
    ),
    "loose": ("", say("a sign that changes the sign before it, with none there")),
    "marks": ("", say("more accents on one sign than any writing has")),
}
_SELECTORS = "\ufe00-\ufe0f\U000e0100-\U000e01ef"
_MARKS = "\u0300-\u034e\u0350-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
_BAD = re.compile(
    "|".join(f"(?P<{kind}>[{signs}])" for kind, (signs, _) in _KINDS.items() if signs)
    + rf"|(?P<loose>(?:^|(?<=[\s{_SELECTORS}]))[{_SELECTORS}])|(?P<marks>[{_MARKS}]{{{MOST_MARKS + 1},}})"
)

_UNUSUAL = re.compile(
    "[^\t\n -~\xa0-\xac\xae-\u02ff\u0391-\u03c9\u2010-\u2027\u2030-\u205e\u2100-\u2bff"
    "\u3000-\u3029\u3030-\u303f\u3400-\u9fff\uff01-\uff9f]"
)
"""What stands outside of the characters of nearly every text, none of which is bad: found many times faster."""


_ATTACHED = f"{DATA}/{ATTACHMENTS}/"


class Characters:
    """A finding for each value and each line that holds such a character, at its first, and for each such name.

    What a document holds its own program draws; the names of documents are judged where names are.
    """

    places = frozenset({Place.FIELD, Place.NAME, Place.DECLARATION, Place.PAGE})

    def __init__(self) -> None:
        self._last: tuple[object, str] = (None, "")

    def suspects(self, text: str) -> bool:
        """Whether a text may hold such characters at all; nearly none may."""
        return not (text.isascii() and text.isprintable()) and _UNUSUAL.search(text) is not None

    def findings(self, text: PublicText) -> Iterator[Finding]:
        """What is found at a closer look."""
        if text.lined:
            yield from _by_lines(text)
        elif not text.path.startswith(_ATTACHED) and (bad := _BAD.search(text.text)):
            value = text.home, text.field_name
            if text.place is not Place.FIELD or value != self._last:  # of a list, the first part
                yield _finding(text, bad)
            self._last = value

    def left(self) -> Iterator[Finding]:
        """Nothing: each text is judged by itself."""
        yield from ()


def _by_lines(text: PublicText) -> Iterator[Finding]:
    last = 0
    for bad in _BAD.finditer(text.text):
        line = text.source_at(bad.start()).line
        if line != last:
            yield _finding(text, bad)
        last = line or 0


def _beside(bad: re.Match[str]) -> Phrase:
    """What can be seen on one side of it."""
    before = re.split(r"\s", bad.string[max(0, bad.start() - CONTEXT) : bad.start()])[-1]
    if before:
        return say("behind '{text}'", text=before)
    seen = _BAD.sub(" ", bad.string[bad.end() : bad.end() + CONTEXT]).split()
    return say("before '{text}'", text=seen[0]) if seen else say("with nothing beside it")


def _finding(text: PublicText, bad: re.Match[str]) -> Finding:
    kind, code = _KINDS[str(bad.lastgroup)][1], f"{ord(bad[0][0]):04X}"
    source = Source(text.path) if text.place is Place.NAME else text.source_at(bad.start())
    holder = say("The file's name") if text.place is Place.NAME else text.holder
    told = {"field": holder, "kind": kind, "code": code, "beside": _beside(bad)}
    message = (
        say("{field} holds {kind} (U+{code}), {beside}.", **told)
        if text.lined
        else say(
            "{field} holds {kind} (U+{code}), as character {number}, {beside}.",
            number=bad.start() + 1,
            **told,
        )
    )
    hint = say(
        "Type the text around it anew; a character that is missing from fonts is replaced by its standard one."
    )
    return Finding(rules.INVISIBLE_CHARACTER, source, message, hint, text.record, text.field_name)
