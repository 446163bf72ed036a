"""The pages that a type declares beside its records: trees of a year, matrices, ledgers, scores, groups.

They stand in folders of the type's own folder (``tasks/year/2026.html``), so no record's page can
take their place. Every value names a field of the type unless it says otherwise.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Annotated

from generator.model.addresses import COMPLETENESS, CORRECTIONS, MAX_FILE_NAME_BYTES, file_name
from generator.model.folding import fold
from generator.model.kinds import OneOf
from generator.model.wording import Wording

INDEX = "index"
DOOR_ICONS = ("eye", "talk", "vote", "lens", "tree", "file", "find")
TAKEN_FOLDERS = frozenset({"page", "feed", "calendar", "notice", "list"})
"""What else stands in a type's folder."""


@dataclass(frozen=True, slots=True)
class TreePage:
    """A year of a tree, progress rolled up by weight; ``by`` says the year, the other fields may be empty."""

    by: str
    progress: str
    weight: str = ""
    owner: str = ""
    unit: str = ""
    due: str = ""
    expects: str = ""
    why: str = ""

    @property
    def folder(self) -> str:
        return "year"


@dataclass(frozen=True, slots=True)
class Owed:
    """What calls for a record: each value of ``field`` in the records of type ``of`` of a year, in ``column``."""

    of: str
    field: str
    by: str
    column: str


@dataclass(frozen=True, slots=True)
class MatrixPage:
    """A year's records counted by the values of ``rows`` and, side by side, of each of ``columns``."""

    by: str
    rows: str
    columns: tuple[str, ...]
    owed: tuple[Owed, ...] = ()

    @property
    def folder(self) -> str:
        return "matrix"


@dataclass(frozen=True, slots=True)
class Remedies:
    """The child table of what was done, and its fields for the deadline and the day it was done."""

    table: str
    due: str
    done: str


@dataclass(frozen=True, slots=True)
class LedgerPage:
    """A year's records one by one: what was said, what was found, what was done.

    ``problem`` is the value of ``verdict`` that calls for a remedy; ``answered`` are fields of which one is filled once
    there is an answer; ``tell`` are fields shown where they are filled.
    """

    by: str
    said: str
    verdict: str
    problem: str
    source: tuple[str, ...] = ()
    answered: tuple[str, ...] = ()
    tell: tuple[str, ...] = ()
    done: Remedies | None = None

    @property
    def folder(self) -> str:
        return "ledger"


@dataclass(frozen=True, slots=True)
class ScoresPage:
    """A year's scores side by side: one line a record, one mark for each row of the child table ``table``."""

    by: str
    subject: str
    table: str
    label: str
    score: str
    total: str = ""

    @property
    def folder(self) -> str:
        return "scores"


@dataclass(frozen=True, slots=True)
class GroupsPage:
    """A page for each value of ``by``, for each year where ``by`` is a date, and an index of them."""

    by: str
    yearly: bool = False

    @property
    def folder(self) -> str:
        return "year" if self.yearly else file_name(self.by)


@dataclass(frozen=True, slots=True)
class LagPage:
    """No page of its own: how many days lie between two dates, for the page of completeness."""

    starts: str
    ends: str

    @property
    def folder(self) -> str:
        return ""


YearPage = TreePage | MatrixPage | LedgerPage | ScoresPage
"""What stands for one year each."""
SectionPage = YearPage | GroupsPage | LagPage


@dataclass(frozen=True, slots=True)
class Section:
    """One entry of ``pages``: the page, what people call it, and whether the home page shows its picture."""

    page: SectionPage
    title: Wording = Wording()
    description: Wording = Wording()
    home: bool = False


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
    """The types that it leads to; ``completeness`` is the page of what is missing, ``corrections`` that of all corrections."""


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
