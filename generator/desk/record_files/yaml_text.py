"""Records as YAML text, as staff would write it, and for each line where its value was read."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from generator.model.declared.condition import Value
from generator.model.records.record import Row, Source

_PLAIN = re.compile(r"[\u4e00-\u9fff][\u4e00-\u9fff0-9A-Za-z，。、；（）《》〔〕“”]*")
_PLAIN_KEY = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")
_NO_TEXTS = frozenset({"on", "off", "yes", "no", "true", "false", "null", "y", "n"})


@dataclass(slots=True)
class YamlText:
    """The lines of a file, and for each that holds a value where the value was read."""

    lines: list[str] = field(default_factory=list)
    origins: dict[int, Source] = field(default_factory=dict)

    def add(self, line: str, origin: Source | None = None) -> None:
        self.lines.append(line)
        if origin:
            self.origins[len(self.lines)] = origin

    @property
    def text(self) -> str:
        return "\n".join(self.lines) + "\n"


@dataclass(frozen=True, slots=True)
class NewRecord:
    """A record that is to be written: its values and rows, each with the place that it was read at."""

    values: Mapping[str, Value]
    sources: Mapping[str, Source]
    children: Mapping[str, Sequence[Row]]
    comments: Mapping[str, str] = field(default_factory=dict)
    """What stands above a field, for whoever edits the file."""


def records_text(records: Sequence[NewRecord], order: Sequence[str], head: Sequence[str] = ()) -> YamlText:
    """The file that holds these records, their fields in this order; ``head`` are comments above them."""
    made = YamlText()
    for line in head:
        made.add(f"# {line}")
    for record in records:
        first, then = ("- ", "  ") if len(records) > 1 else ("", "")
        made.lines.append("") if made.lines else None
        for index, name in enumerate(name for name in order if name in record.values):
            if comment := " ".join(record.comments.get(name, "").split()):
                made.add(f"{then}# {comment}")
            for number, line in enumerate(entry_lines(name, record.values[name])):
                margin = then if index or number else first
                made.add(margin + line if line else "", record.sources.get(name))
        for table, rows in record.children.items():
            if rows:
                made.add(f"{then}{key_text(table)}:", rows[0].source)
            for row in rows:
                for index, name in enumerate(row.values):
                    for number, line in enumerate(entry_lines(name, row.values[name])):
                        margin = f"{then}    " if index or number else f"{then}  - "
                        made.add(margin + line if line else "", row.source_of(name))
    return made


def key_text(name: str) -> str:
    """A field's name as a key that is read as that name."""
    return name if _PLAIN_KEY.fullmatch(name) and name.lower() not in _NO_TEXTS else quoted(name)


def entry_lines(name: str, value: Value) -> list[str]:
    """A field and its value as lines of their own: a text of several lines stands below its name, as it was typed."""
    if isinstance(value, str) and is_plain_text_of_lines(value):
        return [f"{key_text(name)}: |", *(f"  {line}" if line else "" for line in value.split("\n"))]
    return [f"{key_text(name)}: {scalar(value)}"]


def is_plain_text_of_lines(text: str) -> bool:
    """Whether a text has several lines that can stand in a file as they are."""
    lines = text.split("\n")
    return (
        len(lines) > 1
        and all(line == line.strip() and line.isprintable() for line in lines)
        and bool(lines[0])
    )


def quoted(text: str) -> str:
    """A text as YAML takes it whole, whatever stands in it."""
    made = json.dumps(text, ensure_ascii=False)
    return made if made.isprintable() else "".join(map(_visible, made))


def _visible(sign: str) -> str:
    """A sign that an editor does not show, as YAML escapes it."""
    return sign if sign.isprintable() else f"\\U{ord(sign):08X}"


def scalar(value: Value) -> str:
    """A value as YAML has it."""
    if isinstance(value, tuple):
        return f"[{', '.join(quoted(str(item)) for item in value)}]"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, int):
        return str(value)
    return str(value) if _PLAIN.fullmatch(str(value)) else quoted(str(value))
