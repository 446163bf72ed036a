"""Rows with their place in the file, records, and the register of all of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if (
    TYPE_CHECKING
):  # a finding has a place, and needs no more than that: a report is read without types and settings
    from generator.model.declared.calendar import CalendarYear
    from generator.model.declared.condition import Value
    from generator.model.declared.record_type import RecordType
    from generator.model.declared.site import Site
    from generator.model.files.attachment import AttachmentFile
    from generator.model.records.page import Page

OWN_LINE = 0
"""In :attr:`Row.places`: the value stands on the row's own line (every cell of a CSV row does)."""


def column_letter(ordinal: int) -> str:
    """The name that spreadsheets give the column: 1 is A, 27 is AA."""
    letters = ""
    while ordinal:
        ordinal, rest = divmod(ordinal - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


@dataclass(frozen=True, slots=True)
class Source:
    """A place in a file as staff see it: 1-based line and column (for a table the column's ordinal: C is 3).

    ``sheet`` names the sheet of a workbook, whose rows are the lines.
    """

    path: str
    line: int | None = None
    column: int | None = None
    sheet: str = ""

    def at(self, line: int | None, column: int | None = None) -> Source:
        """Another place in the same file and sheet."""
        return Source(self.path, line, column, self.sheet)


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table: values by field name, and where each was read.

    ``places`` maps a field to its (line, column); rows of one CSV file share one mapping.
    """

    values: Mapping[str, Value]
    source: Source
    places: Mapping[str, tuple[int, int]] = field(default_factory=dict)

    def source_of(self, name: str) -> Source:
        """Where the value of field ``name`` stands; the row's own place if it is not there."""
        if name not in self.places:
            return self.source
        line, column = self.places[name]
        return self.source.at(line if line != OWN_LINE else self.source.line, column)


@dataclass(frozen=True, slots=True)
class Record:
    """One record: its row and the rows of its child tables, by table name."""

    type: str
    id: str
    row: Row
    children: Mapping[str, tuple[Row, ...]] = field(default_factory=dict)

    @property
    def values(self) -> Mapping[str, Value]:
        return self.row.values

    @property
    def source(self) -> Source:
        return self.row.source


@dataclass(frozen=True, slots=True)
class Register:
    """All that was read: the site, the types in their order, and the records of each type in file order."""

    site: Site
    types: Mapping[str, RecordType]
    records: Mapping[str, tuple[Record, ...]]
    calendar: Mapping[int, CalendarYear] = field(default_factory=dict)
    """The office's own years of days off, by year."""
    attachments: tuple[AttachmentFile, ...] = ()
    """What lies in ``data/attachments/``, by path."""
    pages: tuple[Page, ...] = ()
    """The pages that people wrote in ``content/``, by path."""
    exceptions: tuple[Record, ...] = ()
    """What ``data/exceptions/`` lets through without a correction; of no type that the site declares."""

    def __iter__(self) -> Iterator[Record]:
        for records in self.records.values():
            yield from records
