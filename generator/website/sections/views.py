"""What the templates of pages beside records are given: trees, matrices, ledgers, scores, groups, governance and the like."""

from __future__ import annotations

from dataclasses import dataclass

from generator.website.listing.views import FactView
from generator.website.views import (
    Cell,
    DownloadView,
    FigureView,
    LinkView,
    MarkView,
    SectionHead,
    SegmentView,
    StateView,
    TypeView,
)


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
    """One of the parts that a year is divided into, with its rolled-up progress; ``mark`` is its bar."""

    code: str
    title: str
    weight: str
    progress: Cell
    mark: MarkView


@dataclass(frozen=True, slots=True)
class DelayView:
    """A task that is late or was: ``why`` is empty where no reason was given, ``due`` says how late it is."""

    code: str
    link: LinkView
    why: str
    owner: str
    due: FactView | None = None


@dataclass(frozen=True, slots=True)
class TreeView:
    """The responsibility tree of a year. ``elapsed`` is the share of the year that is over (0 to 100), if it is under way."""

    head: SectionHead
    goals: tuple[GoalView, ...]
    elapsed: float | None
    described: str
    delays: tuple[DelayView, ...]
    picture: YearPictureView | None
    """The year's deadlines, its course and how late things were; nothing where no year is named."""
    nodes: tuple[NodeView, ...]
    downloads: tuple[DownloadView, ...]
    filled: tuple[str, ...] = ()
    """The columns (owner, due, progress, state) for which any node has something."""


@dataclass(frozen=True, slots=True)
class LaneView:
    """A goal in the picture of a year: ``marks`` are its tasks at their deadlines, on so many ``levels``."""

    title: str
    share: str
    marks: tuple[MarkView, ...]
    levels: int


@dataclass(frozen=True, slots=True)
class CoursePointView:
    """How far a year's work was at the end of a month, or today: ``share`` of it (0 to 100), when ``elapsed`` was over.

    ``anchor`` is its row in the table.
    """

    mark: MarkView
    anchor: str
    day: str
    share: float
    progress: str
    elapsed: str
    ahead: str
    """By how many points the work is ahead of the time; behind it, with a minus."""


@dataclass(frozen=True, slots=True)
class CourseView:
    """The progress of a year by weight, month by month. ``today`` is its last point, where the year is under way."""

    anchor: str
    described: str
    points: tuple[CoursePointView, ...]
    months: tuple[tuple[str, str, str, str], ...]
    today: CoursePointView | None


@dataclass(frozen=True, slots=True)
class SlipView:
    """How many days late or early a task was, or is: from ``zero`` to ``x``, in per cent. ``look``: late, early, on."""

    link: LinkView
    words: str
    look: str
    x: str
    left: str
    width: str
    is_open: bool


@dataclass(frozen=True, slots=True)
class LatenessView:
    """The tasks that were due or are done, the latest first, on one axis whose ``zero`` is the deadline."""

    zero: str
    rows: tuple[SlipView, ...]
    total: int
    """Of how many; ``rows`` may be the first of them."""


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
    course: CourseView | None
    lateness: LatenessView | None


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
class PartView:
    """So many of a whole; ``tone`` picks colour and form, ``text`` says it in words."""

    label: str
    total: int
    tone: str
    text: str


@dataclass(frozen=True, slots=True)
class ColumnView:
    """What became of one entry: what was found, whether it was answered (``days``: after how many), what came of it.

    Each is (tone, word). ``x`` and ``width`` are its place in per cent; ``has_room`` says whether the days fit into it.
    """

    mark: MarkView
    verdict: tuple[str, str]
    answer: tuple[str, str]
    days: str
    outcome: tuple[str, str]
    x: str
    width: str
    has_room: bool


@dataclass(frozen=True, slots=True)
class FlowView:
    """What was found, answered and done. ``columns`` show one entry each; where they are too many there are none.

    ``rows`` are (name, parts): how many entries there are of each finding, answer and outcome.
    """

    title: str
    href: str
    described: str
    rows: tuple[tuple[str, tuple[PartView, ...]], ...]
    columns: tuple[ColumnView, ...]
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
class ScoreRowView:
    """All scores of one record; ``low`` and ``high`` are the places of the least and the greatest.

    ``texts`` are the scores as they are written, one for each label of the picture, empty where there is none;
    the look of a mark counts the labels. ``anchor`` is the row's place on the page of the scores.
    """

    link: LinkView
    anchor: str
    subject: str
    total: str
    texts: tuple[str, ...]
    marks: tuple[MarkView, ...]
    levels: int
    low: str
    high: str


@dataclass(frozen=True, slots=True)
class ScorePictureView:
    """Scores side by side on one axis; ``cut`` says from where to where it runs, if not from nought."""

    title: str
    href: str
    described: str
    labels: tuple[str, ...]
    ticks: tuple[tuple[str, str], ...]
    rows: tuple[ScoreRowView, ...]
    cut: str


@dataclass(frozen=True, slots=True)
class ScoresView:
    """The scores of a year: picture and table."""

    head: SectionHead
    picture: ScorePictureView
    total: str


@dataclass(frozen=True, slots=True)
class GroupIndexView:
    """All groups of a type, with how their records stand; ``rest`` counts the records that are in none."""

    head: SectionHead
    groups: tuple[TypeView, ...]
    rest: int


@dataclass(frozen=True, slots=True)
class CoverageView:
    """What one rule expects in one period, by name, and what of it is not there."""

    title: str
    period: str
    expected: tuple[str, ...]
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BrokenRuleView:
    """A rule that records of a type do not keep, and some of those records."""

    title: str
    total: int
    links: tuple[LinkView, ...]


@dataclass(frozen=True, slots=True)
class LagView:
    """Days from one date to another: the median, the longest, and of how many records."""

    label: str
    median: str
    longest: str
    total: int


@dataclass(frozen=True, slots=True)
class CompletenessTypeView:
    """What is known of the completeness and punctuality of a type."""

    link: LinkView
    coverage: tuple[CoverageView, ...]
    passed: int
    failed: int
    not_applicable: int
    broken: tuple[BrokenRuleView, ...]
    lags: tuple[LagView, ...]


@dataclass(frozen=True, slots=True)
class MonthCellView:
    """The records of a type in a month. ``look``: req, miss, few, some, many, none, wait, off; ``words`` say it all."""

    look: str
    total: int
    words: str
    href: str
    is_broken: bool
    """Whether one of them does not keep a rule."""


@dataclass(frozen=True, slots=True)
class MonthRowView:
    """A type, month by month."""

    link: LinkView
    cells: tuple[MonthCellView, ...]


@dataclass(frozen=True, slots=True)
class MonthGridView:
    """A year month by month, type by type: ``months`` are names in two parts, ``current`` counts from 1."""

    year: str
    months: tuple[tuple[str, str], ...]
    current: int
    rows: tuple[MonthRowView, ...]
    totals: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class SilenceCellView:
    """How much of one type is called for of a body in a year, and how much of it is missing; nothing called for: 0."""

    expected: int
    missing: int


@dataclass(frozen=True, slots=True)
class SilenceRowView:
    """A body, with a cell for each column; ``said`` is whether its site says at all what is called for of it."""

    link: LinkView
    cells: tuple[SilenceCellView, ...]
    missing: int
    said: bool


@dataclass(frozen=True, slots=True)
class SilenceMapView:
    """What was called for of each body in a year and not published, type by type; those that lack most stand first."""

    year: str
    corner: str
    columns: tuple[str, ...]
    rows: tuple[SilenceRowView, ...]


@dataclass(frozen=True, slots=True)
class CompletenessView:
    """What is missing, which rules were kept, how long publication took: of every type."""

    head: SectionHead
    types: tuple[CompletenessTypeView, ...]
    grid: MonthGridView | None
    silence: tuple[SilenceMapView, ...] = ()
    """On a site over many bodies."""


@dataclass(frozen=True, slots=True)
class CorrectionView:
    """One correction: ``record`` leads to it on its record's page, ``cells`` are what it says.

    Of an exception ``record`` leads to the record, and nowhere (``href`` is empty) where that is not public any more.
    """

    record: LinkView
    type: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class CorrectionsView:
    """The corrections of a year, of all types, the newest first."""

    head: SectionHead
    items: tuple[CorrectionView, ...]
    feeds: tuple[LinkView, ...]
    exceptions: tuple[CorrectionView, ...] = ()
    """What was published without the correction that it needed, because somebody allowed it: on the newest page, all of it."""


@dataclass(frozen=True, slots=True)
class PersonalFieldView:
    """A field that holds personal values: what kind, how long they are public, what stands in their place."""

    type: LinkView
    field: str
    kind: str
    public: str
    after: str


@dataclass(frozen=True, slots=True)
class NumberFieldView:
    """A field whose numbers only look personal: like what, and why they are not."""

    type: LinkView
    field: str
    kinds: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class CountView:
    """How many records, and what of them."""

    label: str
    count: int


@dataclass(frozen=True, slots=True)
class RuleChangeView:
    """A rule that comes with the program and does not apply here as it came."""

    type: LinkView
    rule: str
    """What it demands as it came."""
    now: str
    """What it demands here; empty if nothing."""
    reason: str


@dataclass(frozen=True, slots=True)
class GovernanceView:
    """What the site publishes of people and for how long, what it withholds and why, and whom to ask."""

    head: SectionHead
    personal: tuple[PersonalFieldView, ...]
    not_personal: tuple[NumberFieldView, ...]
    """Fields whose numbers are not taken for what they only look like."""
    withheld: tuple[CountView, ...]
    changed: tuple[CountView, ...]
    """Records taken down, withdrawn, corrected, superseded."""
    packs: tuple[str, ...]
    """The rule packs that are switched on."""
    rule_changes: tuple[RuleChangeView, ...]
    """Rules that are switched off or changed here."""
    contact: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class AccessibilityView:
    """What is tested so that everybody can read the site, what is not, and whom to tell of a barrier."""

    head: SectionHead
    own_words: str
    """What the body that publishes adds, in paragraphs."""
    facts: tuple[tuple[str, str], ...]
    """(label, text): what was tested by which standard, with what, in which colours and widths."""
    kinds: tuple[str, ...]
    """The kinds of pages that were opened."""
    promises: tuple[str, ...]
    """What was tried beside that standard."""
    limits: tuple[str, ...]
    """What was not tested, or may still be in somebody's way."""
    contact: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class AnswerYearView:
    """How a question was answered in one year; ``was`` is where the good answers ended the year before, in per cent."""

    link: LinkView
    year: str
    total: str
    segments: tuple[SegmentView, ...]
    was: str


@dataclass(frozen=True, slots=True)
class AnswerView:
    """One answer in the last two years: (number, share) of each, and the difference in points."""

    label: str
    years: tuple[tuple[str, str], ...]
    difference: str


@dataclass(frozen=True, slots=True)
class SeriesView:
    """A question asked in the same words of the same people: ``asked`` says of whom, ``verdict`` whether it changed."""

    asked: tuple[tuple[str, str], ...]
    verdict: tuple[str, ...]
    years: tuple[AnswerYearView, ...]
    answers: tuple[AnswerView, ...]


@dataclass(frozen=True, slots=True)
class QuestionLineView:
    """One of the questions that were asked together: its good answers in two years, and what can be said of them."""

    mark: MarkView
    facts: str
    difference: str
    error: str
    verdict: str
    is_change: bool
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class QuestionView:
    """A question that was asked in several years. ``keys`` are the answers with their tones, ``axis`` the ends of the lines."""

    head: SectionHead
    text: str
    series: tuple[SeriesView, ...]
    others: tuple[QuestionLineView, ...]
    axis: tuple[str, ...]
    keys: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class ComparedRowView:
    """A figure of two years; ``look``: better, worse, same."""

    label: str
    before: str
    after: str
    change: str
    look: str


@dataclass(frozen=True, slots=True)
class CriterionView:
    """A criterion: its scores, a line for each of the two years (year, marks, on how many levels)."""

    name: str
    lines: tuple[tuple[str, tuple[MarkView, ...], int], ...]


@dataclass(frozen=True, slots=True)
class ScoredView:
    """What was scored in one of the two years, by each criterion and in total."""

    year: str
    link: LinkView
    subject: str
    scores: tuple[str, ...]
    total: str


@dataclass(frozen=True, slots=True)
class CriteriaView:
    """What was scored in both years by the same criteria: (name, weight) of each."""

    criteria: tuple[tuple[str, str], ...]
    verdict: tuple[str, ...]
    ticks: tuple[tuple[str, str], ...]
    rows: tuple[CriterionView, ...]
    scored: tuple[ScoredView, ...]
    cut: str


@dataclass(frozen=True, slots=True)
class CompareView:
    """Two years beside each other: of tasks figures, course and lateness, of evaluations the criteria that they share."""

    head: SectionHead
    years: tuple[str, str]
    verdict: tuple[str, ...] = ()
    rows: tuple[ComparedRowView, ...] = ()
    course: CourseView | None = None
    course_before: CourseView | None = None
    lateness: tuple[tuple[str, LatenessView | None], ...] = ()
    left: tuple[LinkView, ...] = ()
    """Of the earlier year, what was not done by its end, with the state that it is in now."""
    criteria: tuple[CriteriaView, ...] = ()


@dataclass(frozen=True, slots=True)
class DriftLineView:
    """A task from the deadline that was promised first to the day on which it was done, or is to be; places in letters."""

    mark: MarkView
    first: str
    now: str
    look: str
    is_open: bool


@dataclass(frozen=True, slots=True)
class DriftTaskView:
    """The same in words."""

    link: LinkView
    first: str
    now: str
    delay: str
    is_late: bool


@dataclass(frozen=True, slots=True)
class DriftUnitView:
    """Of a unit's tasks how many came later, and the longest delay."""

    name: str
    total: int
    later: int
    longest: str
    is_late: bool


@dataclass(frozen=True, slots=True)
class DriftView:
    """Which deadlines of a year moved. ``months`` are (place, name), ``today`` its place; ``height`` that of the picture."""

    head: SectionHead
    months: tuple[tuple[str, str], ...]
    today: str
    lines: tuple[DriftLineView, ...]
    units: tuple[DriftUnitView, ...]
    tasks: tuple[DriftTaskView, ...]
    height: str
