"""What YAML makes of a value that runs over lines or holds a number sign, where that is not what Chinese staff mean by it."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from typing import Any

import yaml

from generator.model.declared.severity import Severity
from generator.model.findings import rules
from generator.model.findings.finding import Finding
from generator.model.records.record import Source
from generator.model.text.wording import Phrase, say
from generator.read.table.raw import LINE_END
from generator.read.text.line_breaks import flows_on

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_FOLDED = ">"
_QUOTES = frozenset("'\"")
_BREAK = re.compile(r"[ \t]*(?:\r\n|\r|\n)[ \t]*")
_INDENT_GIVEN = re.compile(r">[-+]?[0-9]")
_LONGEST_CURE = 80
"""Characters of a value that a cure repeats."""
_COMMENT = re.compile(r"[ \t]+(#[^\r\n]*)")
_HELD = re.compile(r"#+[^#\s!]")
"""A number sign with something behind it: of a comment, a blank stands there."""
_LETTER = re.compile(r"[^\W\d_]")
_BLOCK_HEADER = re.compile(r"[|>][-+0-9]*")
_BELOW = say(
    "If it belongs to the value, write it on a line below; if it is a comment, put two blanks before the # and one behind it."
)


def unfolded(source: str, style: str | None, value: str) -> str:
    """The value of a scalar (plain, quoted or after ``>``) without blanks for line breaks between Chinese characters.

    ``source`` is the scalar as it stands in the file. YAML makes a blank of each line break, which Chinese has none of.
    """
    joined = _joined_block(source) if style == _FOLDED else _joined_lines(source)
    if joined is None:
        return value
    try:
        events = yaml.parse(f"- {joined}", _Loader)
        return next((event.value for event in events if isinstance(event, yaml.ScalarEvent)), value)
    except yaml.YAMLError:
        return value


def _joined_lines(source: str) -> str | None:
    """Plain or quoted: blanks at both sides of a line break mean nothing. ``None`` if no two lines belong together."""
    lines = _BREAK.split(source)
    flows = [flows_on(above[-1:], below[:1]) for above, below in itertools.pairwise(lines)]
    if not any(flows):
        return None
    return lines[0] + "".join(
        line if flow else f"\n  {line}" for flow, line in zip(flows, lines[1:], strict=True)
    )


def _joined_block(source: str) -> str | None:
    """After ``>``: only lines as far to the left as the first are folded."""
    header, *lines = LINE_END.split(source)
    depth = next((_depth(line) for line in lines if line.strip()), 0)
    if _INDENT_GIVEN.match(header) or not depth:
        return None
    joined = [header]
    for line in lines:
        above = joined[-1]
        folds = len(joined) > 1 and _depth(above) == depth == _depth(line)
        if folds and flows_on(above[-1:], line[depth : depth + 1]):
            joined[-1] += line[depth:]
        else:
            joined.append(line)
    return "\n".join(joined) if len(joined) <= len(lines) else None


def _depth(line: str) -> int:
    return len(line) - len(line.lstrip(" ")) if line.strip() else 0


def cut_values(text: str, path: str) -> Iterator[Finding]:
    """A warning for each value that a ``#`` ends although it seems to go on."""
    if not any(f"{blank}#" in text for blank in " \t"):
        return
    try:
        for token, following in itertools.pairwise(yaml.scan(text, _Loader)):
            if found := _cut(token, following, text):
                yield _finding(token, text, path, found)
    except yaml.YAMLError:  # who reads the file says so
        return


def _cut(token: Any, following: Any, text: str) -> re.Match[str] | None:
    """The comment that follows a value on its line, or stands in the place of one, if it seems to belong to it."""
    if isinstance(token, yaml.ScalarToken):
        if isinstance(following, yaml.ValueToken):
            return None
        value = _value(token, text)
    elif isinstance(token, (yaml.ValueToken, yaml.BlockEntryToken)):
        value = ""
    else:
        return None
    header = _BLOCK_HEADER.match(value)
    comment = _COMMENT.match(text, token.start_mark.index + header.end() if header else token.end_mark.index)
    if comment is None:
        return None
    is_close = not header and comment[0][:2] == " #" and _LETTER.search(value) and comment[1].strip("# \t")
    return comment if _HELD.match(comment[1]) or is_close else None


def _finding(token: Any, text: str, path: str, comment: re.Match[str]) -> Finding:
    line_start = max(text.rfind("\n", 0, comment.start(1)), text.rfind("\r", 0, comment.start(1))) + 1
    value = _value(token, text) if isinstance(token, yaml.ScalarToken) else ""
    is_block = _BLOCK_HEADER.match(value) is not None
    line = (token.start_mark if is_block else token.end_mark).line
    source = Source(path, line + 1, comment.start(1) - line_start + 1)
    lost = " ".join(comment[1].split())
    message = say("After a blank, # begins a comment: '{text}' is not published.", text=lost)
    whole = f"{value if token.plain else token.value} {lost}".strip() if value else lost
    cure = _BELOW if is_block else _cure(whole)
    return Finding(rules.CUT_VALUE, source, message, cure, severity=Severity.WARNING)


def _value(token: Any, text: str) -> str:
    """A scalar as it stands in the file, with its quotes or with the sign before its block."""
    return text[token.start_mark.index : token.end_mark.index].lstrip()


def _cure(whole: str) -> Phrase:
    quoted = " ".join(whole.split()).replace("\\", "\\\\").replace('"', '\\"')
    if _BREAK.search(whole) or len(quoted) > _LONGEST_CURE:
        return say(
            "If it belongs to the value, put the whole value in double quotes; if it is a comment, put two blanks before "
            "the # and one behind it."
        )
    return say(
        'If it belongs to the value, quote the whole: "{text}"; if it is a comment, put two blanks before the # and one '
        "behind it.",
        text=quoted,
    )
