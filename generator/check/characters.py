"""Characters that people do not see, or do not all see the same way, in the values and file names of records.

Passed are line breaks and tabs, every assigned character of any script, however rare, and unusual spaces.
A variation selector passes behind the sign that it belongs to. The joiner that makes one picture of several
(as in family emoji) is a finding like every zero-width sign: where it stands nobody can see.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from generator.model import rules
from generator.model.condition import Value
from generator.model.finding import Finding
from generator.model.record import Register, Row, Source
from generator.model.record_type import Field
from generator.model.wording import Phrase, Wording, say

MOST_MARKS = 30
"""Combining marks on one sign; more are no writing, and hide what stands around them."""
CONTEXT = 6
"""Characters before the sign that a message repeats."""

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


def check_characters(register: Register) -> Iterator[Finding]:
    """A finding for each value that holds such a character, at its first, and for each such file name."""
    paths: set[str] = set()
    for type in register.types.values():
        fields = {field.name: field for field in type.fields}
        tables = {table.name: {field.name: field for field in table.fields} for table in type.children}
        for record in register.records[type.name]:
            yield from _check_row(record.row, fields, record.id, paths)
            for name, rows in record.children.items():
                for row in rows:
                    yield from _check_row(row, tables[name], record.id, paths)
    yield from _check_paths(paths)


def _check_row(row: Row, fields: Mapping[str, Field], record: str, paths: set[str]) -> Iterator[Finding]:
    paths.add(row.source.path)
    for name, value in row.values.items():
        for text in _texts(value):
            if _UNUSUAL.search(text) and (bad := _BAD.search(text)) and name in fields:
                yield _finding(bad, fields[name].label, row.source_of(name), record, name)
                break


def _texts(value: Value) -> tuple[str, ...]:
    """The texts of a value that may hold such characters at all."""
    parts = value if isinstance(value, tuple) else (value,)
    return tuple(
        part for part in parts if isinstance(part, str) and not (part.isascii() and part.isprintable())
    )


def _check_paths(paths: set[str]) -> Iterator[Finding]:
    for path in sorted(paths):
        if bad := _BAD.search(path):
            yield _finding(bad, say("The file's name"), Source(path))


def _finding(
    bad: re.Match[str], holder: Wording | Phrase, source: Source, record: str = "", field: str = ""
) -> Finding:
    message = say(
        "{field} holds {kind} (U+{code}), as character {number}, behind '{before}'.",
        field=holder,
        kind=_KINDS[str(bad.lastgroup)][1],
        code=f"{ord(bad[0][0]):04X}",
        number=bad.start() + 1,
        before=bad.string[max(0, bad.start() - CONTEXT) : bad.start()].replace("\n", " "),
    )
    hint = say(
        "Type the text around it anew; a character that is missing from fonts is replaced by its standard one."
    )
    return Finding(rules.INVISIBLE_CHARACTER, source, message, hint, record, field)
