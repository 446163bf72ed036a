"""The one thing that every stage says when something is wrong."""

from __future__ import annotations

from dataclasses import dataclass

from generator.model.declared.severity import Severity
from generator.model.findings.rules import Rule
from generator.model.records.record import Source
from generator.model.text.wording import Phrase


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong, where (1-based, as staff see the file), and what would be right.

    A message never holds a personal value in full.
    """

    rule: Rule
    source: Source
    message: Phrase
    hint: Phrase | None = None
    record: str = ""
    field: str = ""
    severity: Severity = Severity.ERROR
    basis: str = ""
    same: tuple[Finding, ...] = ()
    """If this one says a fault that shows at many places: what was found at each of them."""

    @property
    def sort_key(self) -> tuple[str, str, int, int, str, str]:
        """Findings are reported by file and sheet, then place, then rule."""
        place = self.source
        return (place.path, place.sheet, place.line or 0, place.column or 0, self.rule.id, self.field)
