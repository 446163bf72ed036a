"""YAML text → mappings whose every scalar is text as typed, each value with its place. The only reader of YAML.

Only the parser's events are used: nothing is resolved (``no``, ``012`` and ``12:30`` stay text), no
alias is followed, and no nesting can exhaust the stack.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from generator.model.findings import rules
from generator.model.findings.finding import Finding
from generator.model.records.record import Source
from generator.model.text.wording import Phrase, say
from generator.read.table.raw import LINE_END, MOST_NAMES, RawList, RawMapping, RawText, RawValue
from generator.read.yaml.trouble import explain, tab_finding
from generator.read.yaml.values import unfolded

DEEPEST = 50
_EMPTY = frozenset({"", "~", "null"})
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_Event = Any
"""An event of the parser. Its type stubs let marks be absent, which they never are."""
_CONTAINER_STARTS = (yaml.MappingStartEvent, yaml.SequenceStartEvent)
_CONTAINER_ENDS = (yaml.MappingEndEvent, yaml.SequenceEndEvent)
_SPACED_STYLES = frozenset("'\"|>")
"""Scalars in these styles may hold lines that start with a tab: it is part of the text."""


class _NestingError(Exception):
    """Containers nest past :data:`DEEPEST`."""


class _TooManyNamesError(Exception):
    """A mapping holds more than :data:`MOST_NAMES` keys."""


@dataclass(slots=True)
class _Open:
    """A container whose end has not been seen; a mapping keeps the key that waits for its value."""

    line: int
    column: int
    is_mapping: bool
    flow: bool = False
    items: list[RawValue] = field(default_factory=list)
    entries: list[tuple[RawText, RawValue]] = field(default_factory=list)
    key: RawText | None = None
    expects_key: bool = True

    def closed(self, trouble: Finding | None = None) -> RawList | RawMapping:
        if self.is_mapping:
            return RawMapping(tuple(self.entries), self.line, self.column, self.flow, trouble)
        return RawList(tuple(self.items), self.line, self.column)


def read_mappings(text: str, path: str) -> Iterator[RawMapping | Finding]:
    """The records of a file (one mapping, or a list of them) in order, and what is wrong with the text.

    A record that a syntax error cuts short comes with that finding as its ``trouble``.
    """
    reader = _Reader(text, path)
    yield from reader.records()
    yield from reader.findings


def read_document(text: str, path: str, *, tags: bool = False) -> tuple[RawValue | None, tuple[Finding, ...]]:
    """The one value that a file is (``None``: it is empty or cannot be read), and what is wrong with the text.

    ``tags``: whether those of YAML may stand there, for whoever else obeys them.
    """
    reader = _Reader(text, path, whole=True, tags=tags)
    left = [item for item in reader.records() if isinstance(item, Finding)]
    return reader.root, (*left, *reader.findings)


class _Reader:
    """One pass over the events of one file: record by record, or (``whole``) for the value that it is."""

    def __init__(self, text: str, path: str, *, whole: bool = False, tags: bool = False) -> None:
        self.path = path
        self.tags = tags
        self.whole = whole
        self.root: RawValue | None = None
        self.text = text
        self.findings: list[Finding] = []
        self.documents = 0
        self.open: list[_Open] = []
        self.tabs = dict(_tab_indents(text))

    def records(self) -> Iterator[RawMapping | Finding]:
        try:
            yield from self._events(_Loader(self.text))
        except yaml.YAMLError as error:
            yield from self._cut_short(explain(error, self.text, self.path))
        except _NestingError:
            place = Source(self.path, self.open[-1].line, self.open[-1].column)
            del self.open[self._depth_of_records + 1 :]
            yield from self._cut_short(too_deep(place))
        except _TooManyNamesError:
            place = Source(self.path, self.open[-1].line, self.open[-1].column)
            yield too_many_names(place)  # and nothing of the record, whose names are none
        else:
            if self.tabs:
                line = min(self.tabs)
                self.findings.append(tab_finding(self.path, line, self.tabs[line]))

    def _events(self, loader: Any) -> Iterator[RawMapping | Finding]:
        while (event := loader.get_event()) is not None:
            kind = type(event)
            if kind is yaml.ScalarEvent:
                yield from self._place(self._scalar(event))
            elif kind in _CONTAINER_STARTS:
                self._begin(event)
            elif kind in _CONTAINER_ENDS:
                yield from self._place(self.open.pop().closed())
            elif kind is yaml.AliasEvent:
                yield from self._place(self._alias(event))
            elif kind is yaml.DocumentStartEvent:
                self._document(event)

    def _scalar(self, event: _Event) -> RawText:
        mark, style, text = event.start_mark, event.style, event.value
        if event.tag is not None or event.anchor is not None:
            self._refuse_node_marks(event)
        if style in _SPACED_STYLES and self.tabs:
            for line in range(mark.line + 2, event.end_mark.line + 2):
                self.tabs.pop(line, None)
        elif not style and text in _EMPTY:
            text = ""
        if event.end_mark.line > mark.line and style != "|":
            text = unfolded(self.text[mark.index : event.end_mark.index], style, text)
        return RawText(text, mark.line + 1, mark.column + 1, not style)

    def _begin(self, event: _Event) -> None:
        if event.tag is not None or event.anchor is not None:
            self._refuse_node_marks(event)
        if len(self.open) >= DEEPEST:
            raise _NestingError
        mark = event.start_mark
        is_mapping = type(event) is yaml.MappingStartEvent
        self.open.append(_Open(mark.line + 1, mark.column + 1, is_mapping, bool(event.flow_style)))

    def _place(self, value: RawValue) -> Iterator[RawMapping | Finding]:
        if not self.open:
            yield from self._root(value)
        elif len(self.open) == 1 and not self.open[0].is_mapping and not self.whole:
            yield self._record(value)
        elif self.open[-1].is_mapping:
            self._place_in_mapping(self.open[-1], value)
        else:
            self.open[-1].items.append(value)

    def _root(self, value: RawValue) -> Iterator[RawMapping | Finding]:
        """The root's items went out one by one if it is a list; an empty scalar is an empty document."""
        if self.whole:
            self.root = value
        elif isinstance(value, RawMapping) or (isinstance(value, RawText) and value.text):
            yield self._record(value)

    def _record(self, value: RawValue) -> RawMapping | Finding:
        if isinstance(value, RawMapping):
            return value
        source = Source(self.path, value.line, value.column)
        message = say("Here stands something that is not a record.")
        return Finding(rules.NOT_A_RECORD, source, message, _record_hint(value))

    def _place_in_mapping(self, mapping: _Open, value: RawValue) -> None:
        if mapping.expects_key:
            mapping.key = value if isinstance(value, RawText) else None
            if mapping.key is None:
                self._refuse_key(value)
        elif mapping.key is not None:
            if len(mapping.entries) >= MOST_NAMES:
                raise _TooManyNamesError
            mapping.entries.append((mapping.key, value))
        mapping.expects_key = not mapping.expects_key

    def _refuse_key(self, value: RawValue) -> None:
        source = Source(self.path, value.line, value.column)
        message = say("Where a field's name should be, there are brackets.")
        hint = say("If the brackets belong to the text, put the whole text in quotes.")
        self.findings.append(Finding(rules.NOT_A_RECORD, source, message, hint))

    def _alias(self, event: _Event) -> RawText:
        message = say("'*{name}' is read as a reference, which is not used here.", name=event.anchor)
        self._refuse_feature(event, message, say("If the text begins with *, put it in quotes."))
        return RawText("", event.start_mark.line + 1, event.start_mark.column + 1)

    def _refuse_node_marks(self, event: _Event) -> None:
        if event.anchor is not None:
            message = say("'&{name}' is read as an anchor, which is not used here.", name=event.anchor)
            self._refuse_feature(event, message, say("If the text begins with &, put it in quotes."))
        elif not self.tags:
            message = say("'!' is read as a tag, which is not used here.")
            self._refuse_feature(event, message, say("If the text begins with !, put it in quotes."))

    def _document(self, event: _Event) -> None:
        self.documents += 1
        if self.documents == 2:
            message = say("A second document begins here.")
            hint = say("Delete the line of dashes; several records are a list, each begun by '- '.")
            self._refuse_feature(event, message, hint)

    def _refuse_feature(self, event: _Event, message: Phrase, hint: Phrase) -> None:
        source = Source(self.path, event.start_mark.line + 1, event.start_mark.column + 1)
        self.findings.append(Finding(rules.YAML_FEATURE, source, message, hint))

    @property
    def _depth_of_records(self) -> int:
        """0 if the file is one record, 1 if it is a list of them."""
        return 0 if self.open and self.open[0].is_mapping else 1

    def _cut_short(self, trouble: Finding) -> Iterator[RawMapping | Finding]:
        """The record in which the trouble stands, as far as it was read, else the trouble alone."""
        if self.whole:
            yield trouble
            return
        depth = self._depth_of_records
        while len(self.open) > depth + 1:
            self._close_innermost()
        if len(self.open) == depth + 1 and self.open[depth].is_mapping:
            record = self.open[depth].closed(trouble)
            assert isinstance(record, RawMapping)
            yield record
        else:
            yield trouble

    def _close_innermost(self) -> None:
        value, parent = self.open.pop().closed(), self.open[-1]
        if not parent.is_mapping:
            parent.items.append(value)
        elif parent.key is not None and not parent.expects_key:
            parent.entries.append((parent.key, value))


def _tab_indents(text: str) -> Iterator[tuple[int, int]]:
    """The lines that begin with a tab, or with spaces and a tab, and the tab's column."""
    if "\t" not in text:
        return
    for line, content in enumerate(LINE_END.split(text), 1):
        unspaced = content.lstrip(" ")
        if unspaced.startswith("\t") and unspaced.strip():
            yield line, len(content) - len(unspaced) + 1


def too_deep(place: Source) -> Finding:
    """Containers that stand in each other past :data:`DEEPEST`."""
    message = say("Values are nested more than {limit} deep here.", limit=DEEPEST)
    hint = say("A record needs two levels at most: the record and its rows.")
    return Finding(rules.TOO_DEEP, place, message, hint)


def too_many_names(place: Source) -> Finding:
    """A mapping of more than :data:`MOST_NAMES` keys."""
    message = say("More than {limit} names stand under each other here.", limit=MOST_NAMES)
    hint = say("Several records are a list, each begun by '- '; a field's name stands once in each.")
    return Finding(rules.TOO_MANY_NAMES, place, message, hint)


def _record_hint(value: RawValue) -> Phrase:
    if isinstance(value, RawText) and "：" in value.text:
        return say("After a field's name stands a half-width colon and a space: 'name: value'.")
    return say("A record is lines of 'name: value'; in a list each record begins with '- '.")
