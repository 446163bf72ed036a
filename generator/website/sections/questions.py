"""A question that was asked in several years → :class:`QuestionView`: how it was answered, and whether that changed.

Answers are a sample: a difference is called a change only where it is greater than chance makes it nineteen times in twenty,
as between two simple random samples, and only of the same words asked of the same people.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import sqrt

from generator.model.declared.condition import texts_of
from generator.model.declared.record_type import NUMBERS, Field, RecordType, Show
from generator.model.declared.section import QuestionsPage, section_address
from generator.website.charts.places import place
from generator.website.charts.segments import segments
from generator.website.charts.tones import tones
from generator.website.places.questions import Asked
from generator.website.places.viewpoint import Viewpoint
from generator.website.sections.views import (
    AnswerView,
    AnswerYearView,
    QuestionLineView,
    QuestionView,
    SeriesView,
)
from generator.website.views import MarkView, SectionHead
from generator.website.words.figures import plain, rounded, signed

CERTAINTY = 1.96
"""Standard errors within which chance stays nineteen times in twenty."""
LEAST = 5
"""So many must have given a good answer, and so many another, each time, for chance to be reckoned so."""
Series = Sequence[Asked]
AllSeries = Mapping[str, Sequence[Series]]


@dataclass(frozen=True, slots=True)
class Change:
    """The good answers of two years in per cent, as they are shown; ``error`` is what chance makes of their difference.

    ``None``: too few answered for that to be said.
    """

    before: Decimal
    after: Decimal
    error: Decimal | None

    @property
    def difference(self) -> Decimal:
        return self.after - self.before

    @property
    def is_beyond_chance(self) -> bool:
        return self.error is not None and abs(self.difference) > self.error


def change_between(before: Asked, after: Asked, good: Sequence[str]) -> Change:
    """How the share of good answers changed: the sampling error is 1.96 · √(p₁q₁/n₁ + p₂q₂/n₂)."""
    shares = [float(one.share(good)) / 100 for one in (before, after)]
    counts = [float(one.total) for one in (before, after)]
    sampled = zip(shares, counts, strict=True)
    if any(min(share, 1 - share) * count < LEAST for share, count in sampled):
        error = None
    else:
        error = rounded(
            CERTAINTY * sqrt(sum(p * (1 - p) / n for p, n in zip(shares, counts, strict=True))) * 100
        )
    return Change(rounded(before.share(good)), rounded(after.share(good)), error)


def question_view(
    view: Viewpoint, type: RecordType, page: QuestionsPage, several: Sequence[Series], known: AllSeries
) -> QuestionView:
    """The page of one wording."""
    text = view.language.written(several[0][-1].text)
    say = view.language.translate
    head = SectionHead(
        title=say("“{question}” over the years").format(question=view.language.title(several[0][-1].text)),
        lede=say("The same words, asked of the same people."),
        kind=view.language.text(type.label),
        crumbs=(view.home(), *view.family(type), view.listing(type)),
    )
    return QuestionView(
        head=head,
        text=text,
        series=tuple(_series(view, type, page, series, place) for place, series in enumerate(several, 1)),
        others=tuple(_others(view, type, page, several[0], known)),
        axis=tuple(f"{end}%" for end in _ends(_beside(several[0], known), page)),
        keys=_keys(view, type, page, several[0][-1]),
    )


def _fields(type: RecordType, page: QuestionsPage) -> list[Field]:
    return [
        field
        for field in type.child(page.table).fields
        if field.type in NUMBERS and field.show is not Show.HIDDEN
    ]


def _keys(view: Viewpoint, type: RecordType, page: QuestionsPage, one: Asked) -> tuple[tuple[str, int], ...]:
    tone = tones(_fields(type, page))
    return tuple(
        (view.language.text(field.label), tone[field.name])
        for field in _fields(type, page)
        if field.name in one.numbers
    )


def good_names(view: Viewpoint, type: RecordType, page: QuestionsPage, one: Asked) -> str:
    """What the good answers are called: 非常满意、满意."""
    fields = (field for field in _fields(type, page) if field.name in page.good and field.name in one.numbers)
    return view.language.joined((view.language.text(field.label) for field in fields), ", ")


def verdict(view: Viewpoint, change: Change) -> str:
    """What can be said of a difference."""
    say = view.language.translate
    if change.error is None:
        return say("too few answers to say whether it changed")
    if change.is_beyond_chance:
        return say("more than chance would make it: a change")
    return say("within what chance makes: no change can be told")


def _said(view: Viewpoint, type: RecordType, page: QuestionsPage, series: Series) -> Iterator[str]:
    before, after = series[-2], series[-1]
    change = change_between(before, after, page.good)
    say = view.language.translate
    yield say(
        "{answers}: {before}% in {earlier}, {after}% in {later}, a difference of {points} points."
    ).format(
        answers=good_names(view, type, page, after),
        before=plain(change.before),
        earlier=before.year,
        after=plain(change.after),
        later=after.year,
        points=signed(change.difference),
    )
    if change.error is None:
        yield say("Too few answered to say whether that is a change.")
    elif change.is_beyond_chance:
        yield say("The sampling error is about ±{error} points, so that is a change.").format(
            error=plain(change.error)
        )
    else:
        yield say("The sampling error is about ±{error} points, so no change can be told.").format(
            error=plain(change.error)
        )


def _series(
    view: Viewpoint, type: RecordType, page: QuestionsPage, series: Series, number: int
) -> SeriesView:
    asked = (
        (type.field(name).label, view.language.joined(_texts(view, type, name, series[-1]), ", "))
        for name in page.same
    )
    return SeriesView(
        asked=tuple((view.language.text(label), text) for label, text in asked if text),
        verdict=tuple(_said(view, type, page, series)),
        years=tuple(_years(view, type, page, series, number)),
        answers=tuple(_answers(view, type, page, series)),
    )


def _texts(view: Viewpoint, type: RecordType, name: str, one: Asked) -> list[str]:
    field = type.field(name)
    return [view.language.choice(field, text) for text in texts_of(one.entry.values.get(name))]


def _years(
    view: Viewpoint, type: RecordType, page: QuestionsPage, series: Series, number: int
) -> Iterator[AnswerYearView]:
    fields, tone = _fields(type, page), tones(_fields(type, page))
    leads = _good_come_first(fields, page)
    for place_, one in enumerate(series):
        parts = [
            (
                view.language.text(field.label),
                float(one.numbers[field.name]),
                str(one.numbers[field.name]),
                tone[field.name],
            )
            for field in fields
            if field.name in one.numbers
        ]
        was = series[place_ - 1] if place_ else None
        yield AnswerYearView(
            link=view.record(one.entry),
            year=one.year,
            total=view.language.translate("{n} answers").format(n=one.total),
            segments=segments(view.language, parts, f"#answers-{number}"),
            was=place(float(was.share(page.good))) if was and leads else "",
        )


def _good_come_first(fields: Sequence[Field], page: QuestionsPage) -> bool:
    """Whether the good answers are the first ones of a bar, so that their end can be marked on it."""
    names = [field.name for field in fields]
    return set(names[: len(page.good)]) == set(page.good)


def _answers(view: Viewpoint, type: RecordType, page: QuestionsPage, series: Series) -> Iterator[AnswerView]:
    before, after = series[-2], series[-1]
    for field in _fields(type, page):
        if any(field.name in one.numbers for one in (before, after)):
            shares = [rounded(one.share([field.name])) for one in (before, after)]
            yield AnswerView(
                view.language.text(field.label),
                tuple(
                    (str(one.numbers.get(field.name, 0)), f"{plain(share)}%")
                    for one, share in zip((before, after), shares, strict=True)
                ),
                signed(shares[1] - shares[0]),
            )


def _beside(series: Series, known: AllSeries) -> list[Series]:
    """The questions that were asked together with this one in its last two records, in their order there."""
    ends = (series[-2].entry.id, series[-1].entry.id)
    found = [one for several in known.values() for one in several]
    return [one for one in found if (one[-2].entry.id, one[-1].entry.id) == ends]


def _ends(lines: Sequence[Series], page: QuestionsPage) -> tuple[int, int]:
    """A common axis in tens of per cent."""
    shares = [float(one.share(page.good)) for series in lines for one in series[-2:]]
    low, high = int(min(shares) // 10) * 10, -int(-max(shares) // 10) * 10
    return low, max(high, low + 10)


def _others(
    view: Viewpoint, type: RecordType, page: QuestionsPage, series: Series, known: AllSeries
) -> Iterator[QuestionLineView]:
    lines = _beside(series, known)
    low, high = _ends(lines, page)
    for line in lines if len(lines) > 1 else ():
        change = change_between(line[-2], line[-1], page.good)
        where = [3 + (float(share) - low) / (high - low) * 94 for share in (change.before, change.after)]
        facts = f"{plain(change.before)}% → {plain(change.after)}%"
        href = view.link(section_address(type.name, page.folder, line[-1].text))
        yield QuestionLineView(
            mark=MarkView(href, view.language.written(line[-1].text), facts),
            facts=facts,
            difference=signed(change.difference),
            error=f"±{plain(change.error)}" if change.error is not None else "",
            verdict=verdict(view, change),
            is_change=change.is_beyond_chance,
            before=place(where[0]),
            after=place(where[1]),
        )
