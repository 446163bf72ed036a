"""HTML in fields that are not declared for it: pages show its tags as signs, so whoever exported it is told once a field."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from generator.model.declared.record_type import Field
from generator.model.declared.severity import Severity
from generator.model.findings import rules
from generator.model.findings.finding import Finding
from generator.model.records.public_text import Place, PublicText
from generator.model.records.record import Source
from generator.model.text.wording import say

_HTML = re.compile(
    r"</(?:p|div|span|ul|ol|li|strong|em|b|i|u|h[1-6]|table|tr|td|th|a|dl|dt|dd|section|article|blockquote)\s*>|<br\s*/?>",
    re.IGNORECASE,
)


@dataclass(slots=True)
class _Met:
    """A field in which HTML was met: where first, and in how many texts."""

    field: Field
    first: Source
    record: str
    count: int = 1


class HtmlTexts:
    """A warning for each field whose texts hold HTML, at the first of them."""

    places = frozenset({Place.FIELD})

    def __init__(self) -> None:
        self._met: dict[tuple[int, str], _Met] = {}

    def suspects(self, text: str) -> bool:
        """Whether a text may hold any; nearly none may."""
        return "<" in text and _HTML.search(text) is not None

    def findings(self, text: PublicText) -> Iterator[Finding]:
        """Counts it."""
        if text.field and text.field.markup is None and text.field.type == "string":
            key = id(text.field), text.field.name
            if key in self._met:
                self._met[key].count += 1
            else:
                self._met[key] = _Met(text.field, text.source, text.record)
        yield from ()

    def left(self) -> Iterator[Finding]:
        """What was counted."""
        for met in self._met.values():
            yield Finding(
                rules.HTML_AS_TEXT,
                met.first,
                say("'{field}' holds HTML, which pages show as it is typed, tags and all ({n:text|texts}).",
                    field=met.field.label, n=met.count),
                say("Write 'markup: html' under the field '{name}' in the schema of its type ('show: long' too, for several "
                    "paragraphs): pages and downloads then hold the text that it shows.", name=met.field.name),
                met.record,
                met.field.name,
                severity=Severity.WARNING,
            )  # fmt: skip
