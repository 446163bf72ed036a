"""What the templates of a record's page and of its printed notice are given."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.website.charts.days import PeriodView
from generator.website.charts.time_line import TimeView
from generator.website.views import Cell, LinkView, PageLink, StateView, UntilView


@dataclass(frozen=True, slots=True)
class GroupView:
    """Facts that stand together; ``title`` may be empty."""

    title: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class WholeTableView:
    """Where all rows of a long table stand, and how many there are."""

    href: str
    total: int


@dataclass(frozen=True, slots=True)
class TableView:
    """A child table: ``show`` is table, timeline, shares, signoff or corrections.

    ``rows`` hold one cell per column, empty ones included; ``columns`` that are empty in every row are left out.
    """

    name: str
    title: str
    show: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    anchor: str
    """Where it stands on its record's page; a row adds its number."""
    time: TimeView | None = None
    """Of a timeline: its picture."""
    tones: Mapping[str, int] = field(default_factory=dict, hash=False)
    """Of shares: column name → tone (1 to 7; 4 and 5 are hatched, 6 is dashed)."""
    wholes: tuple[float, ...] = ()
    """Of shares: what each row's numbers are shares of (0: their sum)."""
    whole: WholeTableView | None = None
    """Of a table too long for this page, of which ``rows`` are the first ones."""
    asked: tuple[AskedView | None, ...] = ()
    """Of shares that are questions: what each row says of the time before; none of those that are not compared."""


@dataclass(frozen=True, slots=True)
class AskedView:
    """A question beside the time before: ``before`` says what each answer was then, ``was`` where the good ones ended, in per
    cent. ``href`` is the page of the question over the years, where it has one.
    """

    before: Mapping[str, str] = field(hash=False)
    was: str
    hint: str
    href: str


@dataclass(frozen=True, slots=True)
class RelationView:
    """The records that one relation joins to this one: ``inverse``, they point here; ``below``, in the type's tree."""

    title: str
    links: tuple[LinkView, ...]
    inverse: bool = False
    below: bool = False


@dataclass(frozen=True, slots=True)
class CheckView:
    """A declared rule and what came of it for the record: ``outcome`` is passed, failed or not-applicable."""

    title: str
    outcome: str
    basis: str


@dataclass(frozen=True, slots=True)
class NoteView:
    """What is to be known of a record before its content; ``own_words`` are the record's, ``icon`` goes with the label."""

    icon: str
    label: str
    text: str
    own_words: str = ""
    links: tuple[LinkView, ...] = ()


@dataclass(frozen=True, slots=True)
class RecordView:
    """A record page. ``cells`` reaches any shown field by name, for templates of one type; what is not there is None.

    ``crumbs`` are what stands above the page, home first, without the page itself; one that has
    no page of its own (a family) has no ``href``.
    """

    type: str
    kind: str
    id: str
    title: str
    lede: str
    state: StateView | None
    fictional: bool
    crumbs: tuple[LinkView, ...]
    groups: tuple[GroupView, ...]
    texts: tuple[Cell, ...]
    tables: tuple[TableView, ...]
    relations: tuple[RelationView, ...]
    checks: tuple[CheckView, ...]
    facts: GroupView
    provenance: GroupView
    period: PeriodView | None
    twin: str
    previous: LinkView | None
    next: LinkView | None
    cells: Mapping[str, Cell | None]
    calendar: str = ""
    """The record's period for a calendar (.ics), while it is open or ahead."""
    reach: tuple[Cell, ...] = ()
    """Where and when the public can be heard, telephones first, as its type declares it; whatever its state is."""
    how: Cell | None = None
    """How one takes part, in the record's own words, while it is open."""
    who: str = ""
    """Who may take part, if not everybody, while it is open."""
    sections: tuple[LinkView, ...] = ()
    """Pages that show the record among its like: its year's tree, matrix, ledger or scores."""
    elapsed: float | None = None
    """How much of the time until the deadline is gone (0 to 100), where both its ends are known."""
    due: Cell | None = None
    """The deadline that makes the record late, as the type's states declare it."""
    notice: NoticeLink | None = None
    """Its printable notice, while its period is open or ahead."""
    notes: tuple[NoteView, ...] = ()
    """Until when its personal facts stand; that it was taken down, withdrawn or superseded."""
    down: bool = False
    """Whether a tombstone stands in its place."""
    attachments: tuple[AttachmentView, ...] = ()
    until: UntilView | None = None
    """Until when its state is right; nothing where no day turns it."""


@dataclass(frozen=True, slots=True)
class AttachmentView:
    """A file that a record brings along: ``kind`` is what programs call it (PDF), ``label`` the field that names it."""

    name: str
    href: str
    kind: str
    media_type: str
    size_note: str
    sha256: str
    label: str


@dataclass(frozen=True, slots=True)
class CodeView:
    """A QR code as one SVG path in a square of ``size`` units, its quiet zone included; ``text`` is what it says."""

    text: str
    path: str
    size: int


@dataclass(frozen=True, slots=True)
class NoticeLink:
    """From a record's page to its notice; ``code`` holds the address of the page, if the site knows its own."""

    href: str
    code: CodeView | None


@dataclass(frozen=True, slots=True)
class NoticeOverView:
    """At the address of a notice whose period is over: the neutral title of its record, and the link to its page."""

    title: str
    href: str


@dataclass(frozen=True, slots=True)
class NoticeColumn:
    """A column of the table: its heading, and how many Chinese characters most of its cells have room in (2 to 14)."""

    title: str
    width: int


@dataclass(frozen=True, slots=True)
class NoticeClause:
    """A numbered part of the notice: its name, and what it says in one run."""

    title: str
    text: str


@dataclass(frozen=True, slots=True)
class NoticeView:
    """A notice of one or more sheets of A4. Empty texts and tables are left out; ``code`` is as in NoticeLink.

    ``id`` names the page to machines, ``back`` leads to the record's page, ``assets`` to the folder of assets.
    """

    id: str
    title: str
    issuer: str
    number: str
    opening: tuple[str, ...]
    columns: tuple[NoticeColumn, ...]
    rows: tuple[tuple[str, ...], ...]
    clauses: tuple[NoticeClause, ...]
    day: str
    code: CodeView | None
    fictional: bool
    back: str
    assets: str


@dataclass(frozen=True, slots=True)
class TablePageView:
    """A page of a long child table: rows ``first`` to ``last`` of ``total``.

    ``record`` is the record that it belongs to; ``rows_href`` leads to what a script looks through and ``csv`` to all rows as
    a file (both empty where rows are not public for good); ``previous`` and ``next`` are empty where there is none.
    """

    crumbs: tuple[LinkView, ...]
    kind: str
    record: LinkView
    table: TableView
    first: int
    last: int
    total: int
    number: int
    pages: tuple[PageLink, ...]
    previous: str
    next: str
    fictional: bool
    rows_href: str = ""
    csv: str = ""
