"""HTML in fields that are not declared for it: pages show its tags as signs, so whoever exported it is told once a field."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.model.declared.record_type import Field
from generator.model.declared.severity import Severity
from generator.model.findings import rules
from generator.model.findings.finding import Finding
from generator.model.records.public_text import Place, PublicText
from generator.model.records.record import Source
from generator.model.text.html_in_text import REMARK, holds_tags
from generator.model.text.wording import Phrase, say

_TEXTS = frozenset({"string", "array"})


@dataclass(slots=True)
class _Met:
    """A field in which HTML was met: where first, in how many texts, and whether it is a remark alone."""

    field: Field
    first: Source
    record: str
    is_remark: bool
    count: int = 1

    def message(self) -> Phrase:
        field, n = self.field.label, self.count
        if self.is_remark:
            return say(
                "'{field}' holds a remark (<!-- … -->), which pages show as it is typed ({n:text|texts}).",
                field=field,
                n=n,
            )
        return say(
            "'{field}' holds HTML, which pages show as it is typed, tags and all ({n:text|texts}).",
            field=field,
            n=n,
        )

    def hint(self) -> Phrase:
        if self.is_remark:
            return say("Take the remark out: whoever reads the page reads it too.")
        if self.field.type == "array":
            return say("Take the tags out: each part of a list is plain text.")
        return say(
            "Write 'markup: html' under the field '{name}' in the schema of its type ('show: long' too, for several "
            "paragraphs): pages and downloads then hold the text that it shows.",
            name=self.field.name,
        )


class HtmlTexts:
    """A warning for each field whose texts hold HTML, at the first of them."""

    places = frozenset({Place.FIELD})

    def __init__(self) -> None:
        self._met: dict[tuple[int, str, bool], _Met] = {}

    def suspects(self, text: str) -> bool:
        """Whether a text may hold any; nearly none may."""
        return "<" in text and (REMARK in text or holds_tags(text))

    def findings(self, text: PublicText) -> Iterator[Finding]:
        """Counts it."""
        if text.field and text.field.markup is None and text.field.type in _TEXTS:
            is_remark = not holds_tags(text.text)
            key = id(text.field), text.field.name, is_remark
            if key in self._met:
                self._met[key].count += 1
            else:
                self._met[key] = _Met(text.field, text.source, text.record, is_remark)
        yield from ()

    def left(self) -> Iterator[Finding]:
        """What was counted."""
        for met in self._met.values():
            yield Finding(
                rules.HTML_AS_TEXT,
                met.first,
                met.message(),
                met.hint(),
                met.record,
                met.field.name,
                severity=Severity.WARNING,
            )
