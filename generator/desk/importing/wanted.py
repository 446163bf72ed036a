"""What somebody wants imported, and what an import came to."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from generator.check.gate import Verdict
from generator.model.declared.condition import Value
from generator.model.declared.record_type import ChildTable, Field
from generator.model.declared.severity import Severity
from generator.model.files.addresses import IMPORTS
from generator.model.findings.finding import Finding
from generator.model.records.record import Source
from generator.model.text.wording import Phrase

Ask = Callable[[Field], str]
"""Asks a person for the value of a field; an empty text leaves it out."""
Further = Field | ChildTable
"""What more may be filled in: a field, or one row of a table."""
Pick = Callable[[Sequence[Further]], Further | None]
"""Asks a person which of these is to be filled in next; ``None`` ends it."""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why what was published changes, and who approved it; ``ask`` is asked for what is not said."""

    why: str = ""
    approver: str = ""
    ask: Ask | None = None


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody wants imported, and what they say besides."""

    type: str
    file: Path = Path()
    given: Mapping[str, str] = field(default_factory=dict)
    """Values by field, as typed."""
    answers: Path | None = None
    """A file that says more, written as a record is."""
    said_columns: Mapping[str, str] = field(default_factory=dict)
    """Fields by header; an empty one leaves the column out."""
    as_of: date | None = None
    ask: Ask | None = None
    pick: Pick | None = None
    why: str = ""
    """Why what was published changes."""
    approver: str = ""
    """Who approved that."""

    @property
    def reason(self) -> Reason:
        """What a correction says besides what changed."""
        return Reason(self.why, self.approver, self.ask)


@dataclass(slots=True)
class Import:
    """What an import came to. It may be written if ``fit``."""

    verdict: Verdict
    """What the gate says of the data with the records; of nothing, if they were not judged."""
    path: str = ""
    files: dict[str, str | bytes] = field(default_factory=dict)
    """What is to be written, by path from the root; the records last."""
    before: dict[str, bytes] = field(default_factory=dict)
    """What stands now in files that change, by path."""
    report: list[Phrase] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    missing: list[Field] = field(default_factory=list)
    """Fields that the records need and nobody has said."""
    empty: dict[str, list[Source]] = field(default_factory=dict)
    """Of such a field, the cells of the file in which it could have stood."""
    answers: dict[str, Value] = field(default_factory=dict)
    """What somebody was asked for and answered, by field."""
    unexplained: list[Field] = field(default_factory=list)
    """What a correction needs and nobody has said: its reason, and who approved it."""

    unchanged: bool = False
    """Whether nothing in it differs from what is there."""

    @property
    def written(self) -> list[str]:
        """The files of records, by path."""
        return [path for path in self.files if f"/{IMPORTS}/" not in path]

    @property
    def fit(self) -> bool:
        required = [each for each in self.missing if each.required]
        return (
            bool(self.files)
            and not required
            and not self.unexplained
            and all(each.severity is not Severity.ERROR for each in self.findings)
        )
