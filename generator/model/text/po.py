"""A catalogue of gettext (``.po``) → its entries, each with its place: sentences and what they are in another language.

The form is that of the GNU gettext manual ("The Format of PO Files"). What is not used here is passed over by whoever asks:
contexts, plural forms, the header.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from generator.model.text.wording import Phrase, say

_LINE = re.compile(
    r"[ \t]*(?:(?:(?P<keyword>msgid_plural|msgid|msgstr(?:\[\d\])?|msgctxt)[ \t]*)?"
    r"\"(?P<text>(?:[^\"\\\r\n]|\\[^\r\n])*)\"[ \t]*"
    r"|(?P<fuzzy>#,(?:[^\r\n]*,)?[ \t]*fuzzy[^\r\n]*)|(?P<other>[^\r\n]*))(?:\r\n|\r|\n|$)"
)
"""A string with or without its keyword, a mark of what is doubtful, or anything else: a comment, nothing, or what cannot be."""
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_SIGNS = {"n": "\n", "t": "\t", "r": "\r", '"': '"', "\\": "\\"}
Span = tuple[int, int]


class NotRead(Exception):
    """A catalogue that cannot be read: the line (from 1), and why."""

    def __init__(self, line: int, why: Phrase) -> None:
        super().__init__(why.text)
        self.line = line
        self.why = why


@dataclass(slots=True)
class Entry:
    """A sentence and its translation, which is empty where nobody has said it yet."""

    line: int
    """Where its ``msgid`` stands, from 1."""
    id: str = ""
    text: str = ""
    doubtful: bool = False
    """Whether it is marked as ``fuzzy``: a guess that nobody has looked at."""
    plain: bool = True
    """Whether it has neither a context nor plural forms."""
    spans: list[list[Span]] = field(default_factory=list)
    """Where each of its strings stands in the text of the file: piece by piece, without the quotes."""


def read_po(text: str) -> list[Entry]:
    """The entries in their order, without the header and what is commented out. Raises :class:`NotRead`."""
    found = list(_entries(text))
    lines: dict[str, int] = {}
    for entry in found:
        if entry.plain and lines.setdefault(entry.id, entry.line) != entry.line:
            raise NotRead(entry.line, say("The same sentence stands in line {line}.", line=lines[entry.id]))
    return [entry for entry in found if entry.id]


def all_strings(text: str) -> Iterator[list[Span]]:
    """Where the strings of a catalogue stand, those of its header too; of one that cannot be read, up to there."""
    try:
        for entry in _entries(text):
            yield from entry.spans
    except NotRead:
        return


def _entries(text: str) -> Iterator[Entry]:
    entry, before, doubtful = Entry(0), "", False
    for number, match in enumerate(_LINE.finditer(text), 1):
        keyword, said, fuzzy, other = match.groups()
        if said is None:
            if other and not other.startswith("#"):
                raise NotRead(
                    number, say("This line is neither a comment nor msgid or msgstr with a text in quotes.")
                )
            doubtful = doubtful or bool(fuzzy)
            continue
        if keyword == "msgctxt" or (keyword == "msgid" and before != "msgctxt"):
            if before:
                yield _whole(entry, before)
            entry, doubtful = Entry(number, doubtful=doubtful), False
        _refuse_misplaced(keyword, before, number)
        if keyword:
            before = keyword
            entry.spans.append([])
            if keyword == "msgid":
                entry.line = number
            elif keyword != "msgstr":
                entry.plain = False
        entry.spans[-1].append(match.span("text"))
        if "\\" in said:
            said = _ESCAPED.sub(lambda escaped, line=number: _sign(escaped, line), said)
        if before == "msgid":
            entry.id += said
        elif before == "msgstr":
            entry.text += said
    if before:
        yield _whole(entry, before)


_BEFORE = {
    "": ("msgctxt", "msgid", "msgid_plural", "msgstr"),
    "msgid": ("", "msgctxt", "msgstr"),
    "msgctxt": ("", "msgstr"),
    "msgid_plural": ("msgid",),
    "msgstr": ("msgid", "msgid_plural", "msgstr"),
}
"""Behind what each may stand; a string without a keyword goes on with the one before."""


def _refuse_misplaced(keyword: str | None, before: str, line: int) -> None:
    after = before.partition("[")[0]
    if after not in _BEFORE[(keyword or "").partition("[")[0]] or keyword == before == "msgstr":
        raise NotRead(
            line,
            say(
                "'{keyword}' cannot stand here: each msgid has one msgstr below it.", keyword=keyword or '"…"'
            ),
        )


def _whole(entry: Entry, last: str) -> Entry:
    if not last.startswith("msgstr"):
        raise NotRead(entry.line, say("This msgid has no msgstr below it."))
    return entry


def _sign(escaped: re.Match[str], line: int) -> str:
    if escaped[1] not in _SIGNS:
        raise NotRead(
            line,
            say("'{sign}' means nothing in a text. A backslash itself is written twice.", sign=escaped[0]),
        )
    return _SIGNS[escaped[1]]
