"""What became of one rule for one record, so that a page can show how the procedure was checked."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from generator.model.declared.record_type import RuleUse
from generator.model.findings.rules import Rule


class Outcome(StrEnum):
    """``NOT_APPLICABLE``: the rule does not bind this record, or there is nothing to judge yet."""

    PASSED = "passed"
    FAILED = "failed"
    NOT_APPLICABLE = "not-applicable"


@dataclass(frozen=True, slots=True)
class Checked:
    """A rule as the record's type declares it, and its outcome."""

    rule: Rule
    use: RuleUse
    outcome: Outcome
