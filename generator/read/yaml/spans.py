"""Where each value of a YAML file begins and ends, for whoever changes one and leaves all else as it was typed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(slots=True)
class Span:
    """A value as it stands in the text: from its first sign to behind its last, without the comment behind it.

    ``line`` and ``column`` (1-based) are those that :mod:`generator.read.yaml.rows` gives the same value.
    """

    start: int
    end: int
    line: int
    column: int
    flow: bool = False
    """Whether it stands in brackets."""
    block: bool = False
    """Whether it is a text of several lines behind ``|`` or ``>``."""
    items: list[Span] = field(default_factory=list)
    """Of a list."""
    entries: list[tuple[str, Span, Span]] = field(default_factory=list)
    """Of a mapping: each key's text, the key, and the value."""
    text: str = ""
    """Of a scalar."""
    kind: str = "scalar"

    def value_at(self, line: int, column: int) -> tuple[str, Span] | None:
        """The entry of a mapping whose value stands at that place, with its key."""
        found = (
            (key, value) for key, _, value in self.entries if (value.line, value.column) == (line, column)
        )
        return next(found, None)


def spans(text: str) -> Span | None:
    """The root of a file that can be read (``None``: nothing stands in it). Raises ``yaml.YAMLError`` for any other."""
    roots = list(_closed(text))
    return roots[0] if roots else None


def mapping_at(root: Span | None, line: int | None, column: int | None) -> Span | None:
    """The mapping that begins at that place."""
    waiting = [root] if root else []
    while waiting:
        span = waiting.pop()
        if span.kind == "mapping" and (span.line, span.column) == (line, column):
            return span
        waiting += [*span.items, *(value for _, _, value in span.entries)]
    return None


def _closed(text: str) -> Iterator[Span]:
    """The values on the outermost level, in order."""
    opened: list[tuple[Span, list[Span]]] = []
    for event in yaml.parse(text, _Loader):
        if isinstance(event, yaml.ScalarEvent):
            value = _scalar(event, text)
        elif isinstance(event, yaml.AliasEvent):  # the reader does not follow it: it is a text of its own
            mark, end = _marks(event)
            value = Span(mark.index, end.index, mark.line + 1, mark.column + 1)
        elif isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
            kind = "mapping" if isinstance(event, yaml.MappingStartEvent) else "list"
            mark, _ = _marks(event)
            begun = Span(
                mark.index, mark.index, mark.line + 1, mark.column + 1, bool(event.flow_style), kind=kind
            )
            opened.append((begun, []))
            continue
        elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
            value = _finished(*opened.pop(), event)
        else:
            continue
        if opened:
            opened[-1][1].append(value)
        else:
            yield value


def _marks(event: Any) -> tuple[Any, Any]:
    return event.start_mark, event.end_mark


def _scalar(event: Any, text: str) -> Span:
    start, end = event.start_mark, event.end_mark.index
    block = event.style in ("|", ">")
    if block:
        end = start.index + len(text[start.index : end].rstrip())
    return Span(start.index, end, start.line + 1, start.column + 1, block=block, text=event.value)


def _finished(span: Span, parts: list[Span], event: Any) -> Span:
    """A container with what stands in it. A block ends where its last value does: what follows are blank lines and comments."""
    span.end = event.end_mark.index if span.flow or not parts else parts[-1].end
    if span.kind == "list":
        span.items = parts
    else:
        span.entries = [(key.text, key, value) for key, value in zip(parts[::2], parts[1::2], strict=True)]
    return span
