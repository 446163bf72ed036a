"""What templates of pages beside records are given: trees, matrices, ledgers, scores.

They continue ``views``: texts already in one language, links already relative, places in per cent.
"""

from __future__ import annotations

from dataclasses import dataclass

from generator.website.file_views import DownloadView
from generator.website.views import Cell, LinkView, PageLink, StateView


@dataclass(frozen=True, slots=True)
class FigureView:
    """A number set large, with what it counts; ``of`` stands behind it small (``/ 18``, ``%``), ``look`` picks an icon."""

    label: str
    number: str
    of: str = ""
    look: str = ""


@dataclass(frozen=True, slots=True)
class SectionHead:
    """The top of a page beside records. ``years`` lead to the same page of other years."""

    title: str
    lede: str
    kind: str
    crumbs: tuple[LinkView, ...]
    years: tuple[PageLink, ...] = ()
    figures: tuple[FigureView, ...] = ()
    sources: tuple[LinkView, ...] = ()
    """Records that stand for the page as a whole."""


@dataclass(frozen=True, slots=True)
class NodeView:
    """A branch of a responsibility tree; a leaf has no ``kids``. ``is_open``: something below is late."""

    code: str
    title: str
    href: str
    state: StateView | None
    owner: LinkView
    """The person, or the unit where none is named; without ``href`` there is no page for it."""
    due: str
    due_iso: str
    expects: str
    progress: Cell | None
    leaves: int
    done: int
    late: int
    is_open: bool
    kids: tuple[NodeView, ...]


@dataclass(frozen=True, slots=True)
class GoalView:
    """One of the parts that a year is divided into, with its rolled-up progress."""

    code: str
    title: str
    weight: str
    progress: Cell


@dataclass(frozen=True, slots=True)
class DelayView:
    """A task that is late or was: ``why`` is empty where no reason was given."""

    code: str
    link: LinkView
    why: str
    owner: str


@dataclass(frozen=True, slots=True)
class TreeView:
    """The responsibility tree of a year. ``elapsed`` is the share of the year that is over (0 to 100), if it is under way."""

    head: SectionHead
    goals: tuple[GoalView, ...]
    elapsed: float | None
    described: str
    delays: tuple[DelayView, ...]
    nodes: tuple[NodeView, ...]
    downloads: tuple[DownloadView, ...]


@dataclass(frozen=True, slots=True)
class LaneView:
    """A goal in the picture of a year: ``marks`` are (look, place across in per cent) of its tasks' deadlines."""

    title: str
    share: str
    marks: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class YearPictureView:
    """Deadlines of a year as a calendar. ``today`` is its place across in per cent; empty in another year."""

    title: str
    href: str
    described: str
    figures: tuple[FigureView, ...]
    counts: tuple[tuple[StateView, int], ...]
    months: tuple[tuple[str, str, str, str], ...]
    """(place of the first day, of the middle, name, rest of the name for which a phone has no room)."""
    lanes: tuple[LaneView, ...]
    today: str


@dataclass(frozen=True, slots=True)
class MatrixCellView:
    """Records of one row and column; ``gap``: one is called for and none is there."""

    column: str
    links: tuple[LinkView, ...]
    total: int
    gap: bool


@dataclass(frozen=True, slots=True)
class MatrixRowView:
    """One row; ``notes`` say why records are called for."""

    title: str
    notes: tuple[LinkView, ...]
    cells: tuple[MatrixCellView, ...]


@dataclass(frozen=True, slots=True)
class MatrixView:
    """Records of a year counted two ways at once."""

    head: SectionHead
    corner: str
    columns: tuple[str, ...]
    rows: tuple[MatrixRowView, ...]
    totals: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class SegmentView:
    """A part of a bar, places in per cent. ``tone`` picks colour and form; a narrow one has its label below the bar."""

    label: str
    total: int
    x: str
    middle: str
    width: str
    tone: str
    is_wide: bool


@dataclass(frozen=True, slots=True)
class FlowView:
    """From findings to remedies: ``outcomes`` divide the part of the first bar that ends at ``reaches``."""

    title: str
    href: str
    described: str
    verdicts: tuple[SegmentView, ...]
    problem: str
    reaches: str
    outcomes: tuple[SegmentView, ...]
    figures: tuple[FigureView, ...]


@dataclass(frozen=True, slots=True)
class RemedyView:
    """One remedy: its facts, and whether it was done."""

    cells: tuple[Cell, ...]
    state: StateView
    note: str


@dataclass(frozen=True, slots=True)
class LedgerItemView:
    """One entry of a ledger; ``anchor`` is its place on the page. ``verdict`` has the look yes, no, na or wait."""

    anchor: str
    said: str
    link: LinkView
    source: tuple[str, ...]
    verdict: StateView
    tells: tuple[Cell, ...]
    remedies: tuple[RemedyView, ...]
    fictional: bool


@dataclass(frozen=True, slots=True)
class LedgerView:
    """What was said, what was found, what was done, of one year."""

    head: SectionHead
    flow: FlowView
    said: str
    verdict: str
    items: tuple[LedgerItemView, ...]
    downloads: tuple[DownloadView, ...]


@dataclass(frozen=True, slots=True)
class ScoreMarkView:
    """A score: ``shape`` counts the labels, ``x`` is its place across in per cent."""

    label: str
    text: str
    shape: int
    x: str


@dataclass(frozen=True, slots=True)
class ScoreRowView:
    """All scores of one record; ``low`` and ``high`` are the places of the least and the greatest."""

    link: LinkView
    subject: str
    total: str
    marks: tuple[ScoreMarkView, ...]
    low: str
    high: str


@dataclass(frozen=True, slots=True)
class ScorePictureView:
    """Scores side by side on one axis."""

    title: str
    href: str
    described: str
    labels: tuple[str, ...]
    ticks: tuple[tuple[str, str], ...]
    rows: tuple[ScoreRowView, ...]


@dataclass(frozen=True, slots=True)
class ScoresView:
    """The scores of a year: picture and table."""

    head: SectionHead
    picture: ScorePictureView
    total: str
