"""What is to become of records that are there: values, rows that change, come or go; and the edits of a text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from generator.model.declared.condition import Value
from generator.model.records.record import Record, Row


@dataclass(slots=True)
class Amendment:
    """What is to become of one record. ``None`` takes a value out; what is not named stays as it is."""

    record: Record
    values: dict[str, Value] = field(default_factory=dict)
    cells: list[tuple[str, Row, Mapping[str, Value]]] = field(default_factory=list)
    """Cells of rows that are there: the child table, the row as it is, and its new values."""
    added: list[tuple[str, Mapping[str, Value]]] = field(default_factory=list)
    """Rows of child tables that come."""
    removed: list[tuple[str, Row]] = field(default_factory=list)
    """Rows of child tables that go."""

    def __bool__(self) -> bool:
        return bool(self.values or self.cells or self.added or self.removed)


@dataclass(frozen=True, slots=True)
class Edit:
    """A stretch of a text, and what is to stand there."""

    start: int
    end: int
    text: str


def edited(text: str, edits: Iterable[Edit]) -> str:
    """The text with all of them; those at one place stand in their order."""
    parts, end = [], 0
    for edit in sorted(edits, key=lambda edit: (edit.start, edit.end)):
        parts += [text[end : edit.start], edit.text]
        end = max(end, edit.end)
    return "".join([*parts, text[end:]])
