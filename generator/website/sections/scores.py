"""A year's entries → :class:`ScoresView`: the scores of each, side by side on one axis."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from generator.disclose.disclosure import Entry
from generator.model.declared.record_type import RecordType
from generator.model.declared.section import ScoresPage, Section
from generator.model.files.addresses import file_name
from generator.website.charts.places import none_covered, on_axis, place
from generator.website.places.sections import section_head, year_link
from generator.website.places.viewpoint import Viewpoint
from generator.website.sections.branches import number
from generator.website.sections.over_time.year_pairs import ways_of
from generator.website.sections.views import ScorePictureView, ScoreRowView, ScoresView
from generator.website.views import FigureView, MarkView
from generator.website.words.marked import joined

STEPS = (5, 10, 20, 50, 100)
MOST_TICKS = 6
"""The axis has the finest steps that do with so many; it runs from the tick below the least score to the one above."""
MARGIN = 4.5
"""Room at both ends of the axis for half a label, in per cent."""
DOT, LEVELS = 3.4, 2
"""The width of a dot, in per cent of a phone's picture; how many may stand above each other."""
FORMS = 5
"""So many forms tell the labels apart; a sixth begins anew and is told by its caption."""
ON_HOME = 4
"""The records with the widest spread that the home page shows."""


def scores_view(
    view: Viewpoint, type: RecordType, section: Section, year: str, entries: Sequence[Entry]
) -> ScoresView:
    """The page of a year, newest first."""
    page = section.page
    assert isinstance(page, ScoresPage)
    picture = score_picture(view, type, section, year, list(reversed(entries)))
    figure = FigureView(view.language.translate("records"), str(len(picture.rows)))
    total = view.language.text(type.field(page.total).label) if page.total else ""
    head = section_head(view, type, section, year, (figure,), (), tuple(ways_of(view, type, section, year)))
    return ScoresView(head, picture, total)


def widest(entries: Sequence[Entry], page: ScoresPage) -> list[Entry]:
    """The few on which opinions differ most."""
    scored = [entry for entry in entries if _scores(entry, page)]
    return sorted(scored, key=lambda entry: -_spread(entry, page))[:ON_HOME]


def _spread(entry: Entry, page: ScoresPage) -> float:
    values = [value for _, value, _ in _scores(entry, page)]
    return max(values) - min(values)


def _scores(entry: Entry, page: ScoresPage) -> list[tuple[str, float, str]]:
    """(label, score, as written) of each row that has both."""
    found = []
    for row in entry.children.get(page.table, ()):
        score = number(row.get(page.score))
        if score is not None and row.get(page.label):
            found.append((str(row[page.label]), score, str(row[page.score])))
    return found


def score_picture(
    view: Viewpoint, type: RecordType, section: Section, year: str, entries: Sequence[Entry]
) -> ScorePictureView:
    """The dots of those entries that have scores."""
    page = section.page
    assert isinstance(page, ScoresPage)
    scored = [entry for entry in entries if _scores(entry, page)]
    labels = list(dict.fromkeys(label for entry in scored for label, _, _ in _scores(entry, page)))
    field = next(field for field in type.child(page.table).fields if field.name == page.label)
    called = {label: view.language.choice(field, label) for label in labels}
    low, high, step = axis([value for entry in scored for _, value, _ in _scores(entry, page)])
    link = year_link(view, type, section, year)
    rows = tuple(_row(view, page, entry, called, (low, high), link.href) for entry in scored)
    return ScorePictureView(
        title=link.title,
        href=link.href,
        described=view.language.translate("; ").join(_said(view, row) for row in rows),
        labels=tuple(called.values()),
        ticks=tuple(
            (str(tick), place(on_axis(tick, low, high, MARGIN))) for tick in range(low, high + 1, step)
        ),
        rows=rows,
        cut=cut_axis(view, low, high),
    )


def cut_axis(view: Viewpoint, low: object, high: object) -> str:
    """The sentence that says of an axis that it does not begin at nought."""
    if not low:
        return ""
    return view.language.translate("The axis runs from {low} to {high}, not from 0.").format(
        low=low, high=high
    )


def axis(values: Sequence[float]) -> tuple[int, int, int]:
    """First tick, last tick, step."""
    least, greatest = min(values, default=0), max(values, default=0)
    for step in STEPS:
        low, high = int(least // step) * step, -int(-greatest // step) * step
        if (high - low) / step < MOST_TICKS:
            break
    return low, max(high, low + step), step


def _row(
    view: Viewpoint,
    page: ScoresPage,
    entry: Entry,
    called: Mapping[str, str],
    axis: tuple[int, int],
    href: str,
) -> ScoreRowView:
    scores, anchor = _scores(entry, page), f"r-{file_name(entry.id)}"
    subject = view.language.written(str(entry.values.get(page.subject) or entry.title))
    places = none_covered([on_axis(value, *axis, MARGIN) for _, value, _ in scores], DOT, LEVELS)
    marks = tuple(
        MarkView(
            f"{href}#{anchor}",
            subject,
            joined(" ", (called[label], text)),
            place(x),
            level,
            str(list(called).index(label) % FORMS),
        )
        for (label, _, text), (x, level) in zip(scores, places, strict=True)
    )
    ends = sorted(x for x, _ in places)
    return ScoreRowView(
        link=view.record(entry),
        anchor=anchor,
        subject=subject,
        total=str(entry.values.get(page.total) or "") if page.total else "",
        texts=tuple(next((text for said, _, text in scores if said == label), "") for label in called),
        marks=marks,
        levels=max(level for _, level in places) + 1,
        low=place(ends[0]),
        high=place(ends[-1]),
    )


def _said(view: Viewpoint, row: ScoreRowView) -> str:
    return f"{row.subject}: {view.language.translate(', ').join(mark.facts for mark in row.marks)}"
