"""The pages that a type declares beside its records: trees of a year, matrices, ledgers, scores, groups.

They stand in folders of the type's own folder (``tasks/year/2026.html``), so no record's page can take their place.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Annotated, ClassVar

from generator.model.declared.condition import Condition
from generator.model.declared.kinds import (
    As,
    Computed,
    FieldName,
    OneOf,
    OneOrMore,
    RowField,
    TableName,
    TheirField,
    TypeName,
    When,
)
from generator.model.files.addresses import COMPLETENESS, CORRECTIONS, MAX_FILE_NAME_BYTES, file_name
from generator.model.text.folding import fold
from generator.model.text.wording import Wording

INDEX = "index"
DOOR_ICONS = ("eye", "talk", "vote", "lens", "tree", "file", "find")
COMPARE, DRIFT, QUESTION = "compare", "drift", "question"
"""Folders of pages that hold years against each other; a type has them only where it declares such pages."""
TAKEN_FOLDERS = frozenset({"page", "feed", "calendar", "notice", "list"})
"""What else stands in a type's folder."""


@dataclass(frozen=True, slots=True)
class Course:
    """The child table that says how far it was, and when."""

    table: TableName
    """The child table."""
    on: RowField
    """The field of it that is the day."""
    progress: RowField
    """The field of it that is the progress on that day."""


@dataclass(frozen=True, slots=True)
class TreePage:
    """``/<type>/year/2026.html``: the responsibility tree of a year, progress rolled up by weight, late ones marked;
    the type needs ``tree``.
    """

    KEY: ClassVar = "tree"
    by: FieldName = ""
    """The year (a year or a date); without it all stands on one page."""
    progress: FieldName = ""
    """The progress, 0 to 100. What has others below and says none gets theirs, marked as computed, without those whose look
    is ``off``; without it the tree shows no progress."""
    weight: FieldName = ""
    """The weight; equal if one beside it has none."""
    owner: FieldName = ""
    """The person in charge."""
    unit: FieldName = ""
    """The unit, shown where no person is named."""
    due: FieldName = ""
    """The deadline."""
    expects: FieldName = ""
    """The expected result."""
    why: FieldName = ""
    """The reason for a delay."""
    done: FieldName = ""
    """The day on which it was done: how many days late or early each was."""
    course: Course | None = None
    """The child table of how far it was: the progress of the year, month by month, beside the time that was over."""
    compare: bool = False
    """Whether two years that follow each other have a page side by side."""
    drift: bool = False
    """Whether a page of each year shows which deadlines were moved, as the corrections say."""

    @property
    def folder(self) -> str:
        return "year"

    @property
    def more_folders(self) -> tuple[str, ...]:
        return (*((COMPARE,) if self.compare else ()), *((DRIFT,) if self.drift else ()))


@dataclass(frozen=True, slots=True)
class Owed:
    """What calls for a record: each value of a field in the records of another type, in a year."""

    of: TypeName
    """The type of the records that call for one."""
    field: TheirField
    """The field of theirs that names the row."""
    by: TheirField
    """The year of theirs."""
    column: str
    """The column in which one must stand."""


@dataclass(frozen=True, slots=True)
class MatrixPage:
    """``/<type>/matrix/2026.html``: the records of a year counted two ways at once, gaps in sight."""

    KEY: ClassVar = "matrix"
    by: FieldName
    """The year."""
    rows: FieldName
    """The field whose values are the rows."""
    columns: OneOrMore[FieldName]
    """The field whose values are the columns; of several, every combination."""
    owed: tuple[Owed, ...] = ()
    """When something is missing."""

    @property
    def folder(self) -> str:
        return "matrix"


@dataclass(frozen=True, slots=True)
class Remedies:
    """The child table of what was done about it."""

    table: TableName
    """The child table."""
    due: RowField
    """The field of it that is the deadline."""
    done: RowField
    """The field of it that is the day when it was done."""


@dataclass(frozen=True, slots=True)
class LedgerPage:
    """``/<type>/ledger/2026.html``: what was said, found and done in a year, one by one."""

    KEY: ClassVar = "ledger"
    by: FieldName
    """The year."""
    said: FieldName
    """What was said."""
    verdict: FieldName
    """What was found."""
    problem: str = ""
    """The finding that calls for a remedy."""
    source: OneOrMore[FieldName] = ()
    """Where it came from."""
    answered: OneOrMore[FieldName] = ()
    """Of these fields one is filled once there is an answer."""
    tell: OneOrMore[FieldName] = ()
    """Fields shown where they are filled."""
    done: Remedies | None = None
    """The child table of remedies."""

    @property
    def folder(self) -> str:
        return "ledger"


@dataclass(frozen=True, slots=True)
class Criteria:
    """The child table of what was scored: only what was scored by the same criteria with the same weights is compared."""

    table: TableName
    """The child table."""
    name: RowField
    """The field of it that names the criterion."""
    weight: RowField
    """The field of it that is the weight."""
    score: RowField
    """The field of it that is the score."""


@dataclass(frozen=True, slots=True)
class ScoresPage:
    """``/<type>/scores/2026.html``: the scores of a year side by side, one line a record, one mark a row."""

    KEY: ClassVar = "scores"
    by: FieldName
    """The year."""
    subject: FieldName
    """Who or what was scored."""
    table: TableName
    """The child table of the scores."""
    label: RowField
    """The field of it that says whose score it is."""
    score: RowField
    """The field of it that is the score."""
    total: FieldName = ""
    """The total."""
    compare: Criteria | None = None
    """By which criteria two years that follow each other have a page side by side; it needs the total."""

    @property
    def folder(self) -> str:
        return "scores"

    @property
    def more_folders(self) -> tuple[str, ...]:
        return (COMPARE,) if self.compare else ()


@dataclass(frozen=True, slots=True)
class QuestionsPage:
    """``/<type>/question/<wording>.html``: a question asked in several years in the same words, and whether its answers
    changed by more than the sampling error.
    """

    KEY: ClassVar = "questions"
    by: FieldName
    """The year (a year or a date)."""
    table: TableName
    """The child table of questions and answers; its visible numbers are the answers."""
    text: RowField
    """The field of it that is the question."""
    good: OneOrMore[RowField]
    """The fields of it that count as a good answer."""
    same: OneOrMore[FieldName] = ()
    """The fields in which two records must agree to be compared: who was asked, how, by whom."""
    counted: When = Condition()
    """Of which records the answers are numbers of people; of per cent the sampling error cannot be told."""

    @property
    def folder(self) -> str:
        return QUESTION


@dataclass(frozen=True, slots=True)
class GroupsPage:
    """``/<type>/<field>/<value>.html`` and an index: a page for each value; a date goes by year, in
    ``/<type>/year/``.
    """

    KEY: ClassVar = "groups"
    by: FieldName
    """The field by which records are grouped."""
    yearly: Computed[bool] = False

    @property
    def folder(self) -> str:
        return "year" if self.yearly else file_name(self.by)


@dataclass(frozen=True, slots=True)
class LagPage:
    """No page of its own: the days between two dates, told in ``/completeness/index.html``."""

    KEY: ClassVar = "lag"
    starts: Annotated[FieldName, As("from")]
    """From this date."""
    ends: Annotated[FieldName, As("to")]
    """To this date."""

    @property
    def folder(self) -> str:
        return ""


YearPage = TreePage | MatrixPage | LedgerPage | ScoresPage
"""What stands for one year each."""
SectionPage = YearPage | GroupsPage | LagPage | QuestionsPage


@dataclass(frozen=True, slots=True)
class Section:
    """One entry of ``pages``: the page, under the key of its kind, and what people call it."""

    page: SectionPage
    title: Wording = Wording()
    """What the page is called, its year added; else the name of the type."""
    description: Wording = Wording()
    """One sentence under the title."""
    home: bool = False
    """Whether the home page shows the picture too (tree, ledger, scores)."""


@dataclass(frozen=True, slots=True)
class Door:
    """A way in from the home page."""

    title: Wording = Wording()
    """The word on the door."""
    text: Wording = Wording()
    """The sentence under it."""
    icon: Annotated[str, OneOf(DOOR_ICONS)] = DOOR_ICONS[0]
    """The icon."""
    types: tuple[str, ...] = ()
    """The types that it leads to; ``completeness`` is the page of what is missing, ``corrections`` that of all
    corrections."""


def folders_of(page: SectionPage) -> tuple[str, ...]:
    """The folders of the type's own in which a page and what belongs to it stand."""
    more = page.more_folders if isinstance(page, TreePage | ScoresPage) else ()
    return tuple(folder for folder in (page.folder, *more) if folder)


def index_address(type: str, folder: str) -> str:
    """Where the index of a folder's pages stands, from the language's home."""
    return f"{type}/{folder}/{INDEX}.html"


def section_address(type: str, folder: str, value: str, number: int | None = None) -> str:
    """Where the page for a value, or one of its numbered pages, stands, from the language's home: the same for all
    spellings of the value.
    """
    return f"{type}/{folder}/{value_name(value, number)}.html"


COMPLETENESS_ADDRESS = f"{COMPLETENESS}/{INDEX}.html"
CORRECTIONS_ADDRESS = f"{CORRECTIONS}/{INDEX}.html"


def corrections_address(year: int) -> str:
    """Where the corrections of a year stand, from the language's home."""
    return f"{CORRECTIONS}/{year}.html"


def value_name(value: str, number: int | None = None) -> str:
    """The file name of the page for a value, or of its numbered page.

    Values that read alike have the same, no other value has it: the marks that are added cannot come out of :func:`file_name`.
    """
    value = fold(value) or value
    name = file_name(value)
    if len(name.encode("utf-8")) > MAX_FILE_NAME_BYTES:
        name = "~x" + hashlib.sha256(value.encode("utf-8")).hexdigest()
    name = "~69ndex" if name == INDEX else name
    return name if number is None else f"{name}~p{number}"
