"""JSON text → the same values with their places that YAML gives; every scalar is text as typed."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field

from generator.model.findings import rules
from generator.model.findings.finding import Finding
from generator.model.records.record import Source
from generator.model.text.wording import say
from generator.read.table.raw import MOST_NAMES, RawList, RawMapping, RawText, RawValue
from generator.read.yaml.rows import DEEPEST, too_deep, too_many_names

_PART = re.compile(r'"(?:[^"\\]|\\.)*"|[\[\]{}]|[^\s\[\]{},:"]+')
"""What JSON is made of, but for its commas and colons. Only for text that is known to be JSON."""
_NO_JSON = frozenset({"NaN", "Infinity", "-Infinity"})
"""What Python takes for numbers, and JSON does not."""


@dataclass(slots=True)
class _Open:
    """A container whose end has not been seen; a mapping keeps the key that waits for its value."""

    line: int
    column: int
    is_mapping: bool
    items: list[RawValue] = field(default_factory=list)
    entries: list[tuple[RawText, RawValue]] = field(default_factory=list)
    key: RawText | None = None

    def take(self, value: RawValue) -> None:
        if not self.is_mapping:
            self.items.append(value)
        elif self.key is None:
            assert isinstance(value, RawText), "the key of a JSON object is a string"
            self.key = value
        else:
            self.entries.append((self.key, value))
            self.key = None

    def closed(self) -> RawValue:
        if self.is_mapping:
            return RawMapping(tuple(self.entries), self.line, self.column)
        return RawList(tuple(self.items), self.line, self.column)


def read_json(text: str, path: str) -> tuple[RawValue | None, tuple[Finding, ...]]:
    """The one value that a file is, or what is wrong with its text."""
    try:
        json.loads(text, parse_int=str, parse_float=str, parse_constant=str)
    except json.JSONDecodeError as error:
        return None, (_broken(Source(path, error.lineno, error.colno)),)
    except RecursionError:
        return None, (too_deep(Source(path, 1, 1)),)
    return _tree(text, path)


def _tree(text: str, path: str) -> tuple[RawValue | None, tuple[Finding, ...]]:
    """Part by part, without recursion; the text is JSON."""
    containers: list[_Open] = []
    root: RawValue | None = None
    line, line_start, seen = 1, 0, 0
    for match in _PART.finditer(text):
        passed = text.count("\n", seen, match.start())
        if passed:
            line, line_start = line + passed, text.rfind("\n", 0, match.start()) + 1
        seen, part, column = match.start(), match[0], match.start() - line_start + 1
        if part in "{[":
            if len(containers) >= DEEPEST:
                return None, (too_deep(Source(path, line, column)),)
            containers.append(_Open(line, column, part == "{"))
            continue
        if part in _NO_JSON:
            return None, (_broken(Source(path, line, column)),)
        value = containers.pop().closed() if part in "}]" else _scalar(part, line, column)
        if not containers:
            root = value
        elif len(containers[-1].entries) >= MOST_NAMES:
            return None, (too_many_names(Source(path, containers[-1].line, containers[-1].column)),)
        else:
            containers[-1].take(value)
    return root, ()


def _scalar(part: str, line: int, column: int) -> RawText:
    if part.startswith('"'):
        return RawText(json.loads(part), line, column)
    return RawText("" if part == "null" else part, line, column, plain=True)


def _broken(place: Source) -> Finding:
    message = say("This place cannot be read as JSON.")
    hint = say("Most often a comma or a quote is missing before it, or one too many stands there.")
    return Finding(rules.YAML_SYNTAX, place, message, hint)
