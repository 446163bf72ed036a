"""A finding put into one language, and what reports say beside findings: what can be laid out without knowing the data.

What a build said is kept in this form (``construct/unchanged.py``), so this imports neither the gate nor the detectors.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from generator.model.declared.severity import Severity
from generator.model.records.record import Source
from generator.model.text.wording import Translate, fill

TABLE_SUFFIX = ".csv"


@dataclass(frozen=True, slots=True)
class Told:
    """One finding in one language. ``place`` is where in the file, for people; ``path`` is for machines."""

    rule: str
    """By its id."""
    severity: Severity
    source: Source
    path: str
    place: str
    weight: str
    message: str
    marked: str
    """The message, with a mark around what it quotes from the file."""
    hint: str
    sentence: str
    record: str
    field: str
    basis: str

    @property
    def is_error(self) -> bool:
        return self.severity is Severity.ERROR

    @property
    def line(self) -> int | None:
        return self.source.line

    @property
    def text_column(self) -> int | None:
        """The column as editors count it, in characters; none where columns are cells."""
        return None if is_table(self.source) else self.source.column


def by_file(findings: Iterable[Told]) -> Iterator[tuple[str, Sequence[Told]]]:
    """The findings of each file, in order."""
    for path, group in groupby(findings, key=lambda told: told.path):
        yield path, list(group)


def counts_of(errors: int, warnings: int, translate: Translate) -> str:
    """The sentence with both counts."""
    text = translate("{errors:error|errors}, {warnings:warning|warnings}.")
    return fill(text, errors=errors, warnings=warnings)


def is_table(source: Source) -> bool:
    """Whether the source's columns are cells, not characters."""
    return bool(source.sheet) or source.path.lower().endswith(TABLE_SUFFIX)
