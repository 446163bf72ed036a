"""What a YAML parser stumbles over, in words that name the cure. The parser's own words never reach staff."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from typing import NamedTuple

import yaml

from generator.model.findings import rules
from generator.model.findings.finding import Finding
from generator.model.findings.rules import Rule
from generator.model.records.record import Source
from generator.model.text.wording import Phrase, say
from generator.read.table.raw import LINE_END


class _Explanation(NamedTuple):
    message: Phrase
    hint: Phrase
    rule: Rule = rules.YAML_SYNTAX
    at_opening: bool = False
    """The cure is where the thing began (the parser's context), not where the parser gave up."""


_QUOTE_IT = say("Put the whole value in double quotes.")
_OPEN_QUOTE = _Explanation(
    say("The quote that opens here is never closed."),
    say("Close it at the end of the value, or use “ ” for quotation marks inside a text."),
    at_opening=True,
)
_OPEN_BRACKET = _Explanation(
    say("The bracket that opens here is never closed."),
    say("Close it, or put the whole value in quotes if the bracket belongs to the text."),
    at_opening=True,
)
_INDENTATION = _Explanation(
    say("This line does not fit the lines above it."),
    say("Begin it exactly under the lines that it belongs to; move text that follows a quote inside it."),
)
_NO_COLON = _Explanation(
    say("This line has no field name with a colon."),
    say("Write 'name: value', with a half-width colon and a space; indent a line that continues a text."),
)
_STRAY_COLON = _Explanation(
    say("There is a second colon in this line, or the line is indented too far."),
    say("Put a value that holds a colon in double quotes; begin each field exactly under the one above."),
)
_ESCAPE = _Explanation(
    say("A backslash in double quotes begins a special sign, and this one does not exist."),
    say("Use single quotes around a text that holds a backslash."),
)
_DASH = _Explanation(
    say("A dash cannot begin a list on the line of the field's name."),
    say("Begin the list on the next line, or put the value in quotes if the dash belongs to the text."),
)
_STAR = _Explanation(
    say("A value that begins with * or & means something else in YAML."),
    _QUOTE_IT,
    rules.YAML_FEATURE,
    at_opening=True,
)
_TAG = _Explanation(
    say("A value that begins with ! means something else in YAML."),
    _QUOTE_IT,
    rules.YAML_FEATURE,
    at_opening=True,
)
_START = _Explanation(say("A value cannot begin with this sign."), _QUOTE_IT)
_SECOND_DOCUMENT = _Explanation(
    say("Something stands after the end of the document."),
    say("Delete the line of dots or dashes above it."),
    rules.YAML_FEATURE,
)
_BLOCK_TEXT = _Explanation(
    say("After | or > the text begins on the next line."),
    say("Put the value in quotes if the sign belongs to the text."),
    at_opening=True,
)
_ANYTHING = _Explanation(
    say("This place cannot be read as YAML."),
    say("Compare it with one that works; when in doubt, quote the value."),
)

_BY_CONTEXT: Mapping[str, _Explanation] = {
    "alias": _STAR,
    "anchor": _STAR,
    "tag": _TAG,
    "directive": _START,
    "flow sequence": _OPEN_BRACKET,
    "flow mapping": _OPEN_BRACKET,
    "block scalar": _BLOCK_TEXT,
}
_BY_PROBLEM: Mapping[str, _Explanation] = {
    "unexpected end of stream": _OPEN_QUOTE,
    "unexpected document": _OPEN_QUOTE,
    "escape": _ESCAPE,
    "hexdecimal": _ESCAPE,
    "hexadecimal": _ESCAPE,
    "tag handle": _TAG,
    "mapping values are not allowed": _STRAY_COLON,
    "block sequence entries": _DASH,
    "sequence entries are not allowed": _DASH,
    "expected ':'": _NO_COLON,
    "<document start>": _SECOND_DOCUMENT,
    "cannot start any token": _START,
    "expected key": _INDENTATION,
    "'-' indicator": _INDENTATION,
    "<block end>": _INDENTATION,
}


def explain(error: yaml.YAMLError, text: str, path: str) -> Finding:
    """The finding for a parser's error, whichever of its two parsers raised it."""
    if isinstance(error, yaml.reader.ReaderError):
        return _control_character(text, path)
    known = _explanation(error)
    mark = getattr(error, "problem_mark", None)
    if mark and (tab := _tab_in_indent(text, mark.line, mark.column)):
        return tab_finding(path, mark.line + 1, tab)
    if known.at_opening and getattr(error, "context_mark", None):
        mark = error.context_mark  # type: ignore[attr-defined]
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    return Finding(known.rule, Source(path, line, column), known.message, known.hint)


def tab_finding(path: str, line: int, column: int) -> Finding:
    """A line that is indented by a tab."""
    message = say("This line is indented by a tab.")
    return Finding(
        rules.TAB_IN_YAML, Source(path, line, column), message, say("Use two spaces in its place.")
    )


def _tab_in_indent(text: str, index: int, end: int) -> int:
    """The column of a tab that indents the line, if the parser got no further than the indent; else 0."""
    line = next(itertools.islice(LINE_END.split(text), index, None), "")
    indent = line[: len(line) - len(line.lstrip(" \t"))]
    return indent.find("\t") + 1 if end <= len(indent) else 0


def _explanation(error: yaml.YAMLError) -> _Explanation:
    problem = getattr(error, "problem", None) or ""
    context = getattr(error, "context", None) or ""
    for part, explanation in _BY_CONTEXT.items():
        if context.endswith(part):
            return explanation
    for part, explanation in _BY_PROBLEM.items():
        if part in problem:
            return explanation
    return _ANYTHING


def _control_character(text: str, path: str) -> Finding:
    position = next((index for index, character in enumerate(text) if not _is_text(character)), 0)
    line = text.count("\n", 0, position) + 1
    column = position - (text.rfind("\n", 0, position) + 1) + 1
    message = say("Here stands an invisible control character (U+{code}).", code=f"{ord(text[position]):04X}")
    hint = say("Delete it: retype the characters on both sides of it.")
    return Finding(rules.YAML_SYNTAX, Source(path, line, column), message, hint)


def _is_text(character: str) -> bool:
    """YAML's printable characters."""
    code = ord(character)
    return character in "\t\n\r\x85" or 0x20 <= code < 0x7F or 0xA0 <= code < 0xFFFE or code > 0xFFFF
