"""What of a published record became another between two revisions, and the correction entries that own up to it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from pathlib import Path

from generator.model.declared.condition import Value
from generator.model.declared.record_type import ChildTable, Field, RecordType
from generator.model.records.public_life import TAKE_DOWN, WITHDRAWAL
from generator.model.records.record import Record, Register, Row

WITHDRAWING = frozenset({WITHDRAWAL, TAKE_DOWN})
"""Kinds of an entry that, naming no field, takes the whole record down."""


class ChangeKind(StrEnum):
    """What became of a part of a record."""

    VALUE = "value"
    """A field of the record, or a cell of a row that is still there, says something else."""
    ROW_ADDED = "row-added"
    ROW_REMOVED = "row-removed"
    COMPUTED = "computed"
    """The value is worked out, before or now: it says the same as one that was typed, or follows from what else changed."""
    FILE = "file"
    """A file that the field names has other bytes under the same name."""


def is_personal(field: Field) -> bool:
    """Whether the schema says that the field holds personal data: its values are then never repeated anywhere."""
    return getattr(field, "personal", None) is not None


@dataclass(frozen=True, slots=True)
class Change:
    """One part of a record that is not what it was.

    ``field`` is the record's own, or with a ``table`` the column of ``row``; a row as a whole has none.
    """

    kind: ChangeKind
    field: Field | None = None
    table: ChildTable | None = None
    before: Value = None
    after: Value = None
    row: Row | None = None
    """The row as it is now; one that is gone, as it was."""
    allowed: bool = False
    """Whether the schema of the earlier revision lets this change without a correction."""
    confidential: bool = False
    """Whether the earlier schema calls it personal, or a personal value that stood there was taken out."""

    @property
    def personal(self) -> bool:
        """Whether saying what changed would repeat personal data."""
        if self.confidential:
            return True
        if self.field is not None:
            return is_personal(self.field)
        return self.table is not None and any(map(is_personal, self.table.fields))


@dataclass(frozen=True, slots=True)
class CorrectionEntry:
    """A row of a record's corrections. ``target`` is the (table, field) that it names; ``None``: it names nothing known."""

    on: date | None
    kind: str
    named: str
    target: tuple[str, str] | None
    before: str
    after: str
    approver: str
    row: Row

    @property
    def withdraws(self) -> bool:
        """Whether it takes the whole record down."""
        return self.kind in WITHDRAWING and not self.named


@dataclass(frozen=True, slots=True)
class Difference:
    """A record that was public before, or is public now, and is not the same; without ``old`` it is new."""

    type: RecordType
    """As the later revision declares it; of a type that is gone, as the earlier one did."""
    old: Record | None
    new: Record | None
    """``None`` if it is not public any more."""
    changes: tuple[Change, ...] = ()
    entries: tuple[CorrectionEntry, ...] = ()
    """The correction entries that the earlier revision did not have."""
    withheld: str = ""
    """Why a record that was public is not, though it is still there: ``draft``, ``not-yet`` or ``scope``."""
    lost: tuple[str, ...] = ()
    """Ids that the record had before, and that lead to it no more."""

    @property
    def renamed(self) -> bool:
        """Whether the record has another id than before."""
        return self.old is not None and self.new is not None and self.old.id != self.new.id

    @property
    def withdrawn(self) -> bool:
        """Whether this revision takes the record down by an entry that says so."""
        return any(entry.withdraws for entry in self.entries)


GONE = "gone"
"""In place of a digest: of what is to be no more."""


@dataclass(frozen=True, slots=True)
class ExceptionEntry:
    """What one exception lets through: what ``rule`` finds in a record (or, without one, in the schema of a type).

    It holds for one change only: from the live revision ``since`` to what has the digest ``content``.
    """

    id: str
    rule: str
    type: str
    record: str
    field: str
    """The one field that it is about; empty for all that the rule finds."""
    since: str
    content: str
    on: date | None
    row: Row

    @property
    def said(self) -> tuple[tuple[str, str], ...]:
        """All that it says, whatever file it stands in: by this it is known again."""
        return tuple(sorted((name, str(value)) for name, value in self.row.values.items()))


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two revisions as the public would see both on one day."""

    name: str
    """How the earlier revision was called."""
    day: date
    """The day on which the earlier revision came to the public."""
    old: Register
    new: Register
    differences: tuple[Difference, ...] = ()
    unread: int = 0
    """Files of the earlier revision that cannot be read whole: what they said is not compared."""
    dropped: Mapping[tuple[str, str], int] = field(default_factory=dict)
    """(type, field or table) that the schema no longer has → how many published records filled it in."""
    narrowed: Mapping[tuple[str, str], int] = field(default_factory=dict)
    """(type, field or key of the schema) that shows less, or for a shorter time → how many published records it hides."""
    day_of: Callable[[str], date] | None = None
    """By the path of a file: the day on which it became what it was; without it that is :attr:`day`."""
    commit: str = ""
    """The full name of the earlier revision."""
    live: bool = False
    """Whether the earlier revision is what the public sees."""
    schemas: Mapping[str, str] = field(default_factory=dict)
    """By type: the digest of the schema as it is now."""


def _nothing_is_missing() -> None:
    """There is nothing more to lay out."""


@dataclass(frozen=True, slots=True)
class Baseline:
    """An earlier revision, laid out as files: ``root`` holds ``data/`` as it was, without attachments."""

    root: Path
    day: date
    """The day on which it came to the public."""
    name: str
    """How people called the revision."""
    changed_attachments: frozenset[str] = frozenset()
    """Attachments, as records name them (by their path in data/attachments/), that have other bytes now."""
    commit: str = ""
    """Its full name in git."""
    kept_attachments: frozenset[str] = frozenset()
    """Attachments, named in the same way, that have the same bytes now."""
    live: bool = False
    """Whether it is what the public sees, and so was fit once; else it is any revision that somebody named."""
    complete: Callable[[], None] = _nothing_is_missing
    """Lays out the rest too, attachments and pages: only whoever judges the revision by itself needs them."""
    day_of: Callable[[str], date] | None = None
    """By the path of a file: the day on which it became what it is there; without it that is :attr:`day`."""
