"""A year's entries of a ledger → :class:`FlowView`: what was found, and what became of what was wrong."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.disclose.disclosure import Entry
from generator.model.record_type import RecordType
from generator.model.section import LedgerPage, Section
from generator.website.section_views import FigureView, FlowView, SegmentView
from generator.website.sections.branches import looks
from generator.website.sections.links import year_link
from generator.website.viewpoint import Viewpoint

WIDE = 14.0
"""Per cent of the width from which on a label has room inside its part, on a phone too."""
GAP = 0.4


def verdict_look(page: LedgerPage, verdict: str, others: Sequence[str]) -> str:
    """The form of a finding: the problem is there, it is not, it is none of ours; or nothing was found yet."""
    if not verdict:
        return "wait"
    if verdict == page.problem:
        return "yes"
    return "no" if others and verdict == others[0] else "na"


def other_verdicts(type: RecordType, page: LedgerPage) -> Sequence[str]:
    """The findings that the field allows beside the problem."""
    allowed = type.field(page.verdict).constraints.get("enum") or ()
    return [str(value) for value in allowed if value != page.problem]


def flow_view(
    view: Viewpoint, type: RecordType, section: Section, year: str, entries: Sequence[Entry]
) -> FlowView:
    """The picture and the sums of a year."""
    page = section.page
    assert isinstance(page, LedgerPage)
    counted = _by_verdict(view, type, page, entries)
    wrong = [entry for entry in entries if entry.values.get(page.verdict) == page.problem]
    verdicts = _segments(counted)
    outcomes = _segments(_outcomes(view, wrong))
    link = year_link(view, type, section, year)
    return FlowView(
        title=link.title,
        href=link.href,
        described=view.language.translate("; ").join(
            view.language.translate(", ").join(f"{part.label} {part.total}" for part in bar)
            for bar in (verdicts, outcomes)
            if bar
        ),
        verdicts=verdicts,
        problem=page.problem,
        reaches=f"{len(wrong) / len(entries) * 100 - GAP:.2f}" if wrong else "",
        outcomes=outcomes,
        figures=tuple(_figures(view, page, entries, wrong)),
    )


def _by_verdict(
    view: Viewpoint, type: RecordType, page: LedgerPage, entries: Sequence[Entry]
) -> list[tuple[str, str, int]]:
    others = other_verdicts(type, page)
    found = []
    for verdict in (page.problem, *others, ""):
        count = sum(str(entry.values.get(page.verdict) or "") == verdict for entry in entries)
        label = verdict or view.language.translate("No finding yet")
        found.append((label, verdict_look(page, verdict, others), count))
    return found


def _outcomes(view: Viewpoint, wrong: Sequence[Entry]) -> list[tuple[str, str, int]]:
    say = view.language.translate
    done = sum(looks(entry) == "done" for entry in wrong)
    late = sum(looks(entry) == "late" for entry in wrong)
    rest = len(wrong) - done - late
    return [
        (say("put right"), "done", done),
        (say("being put right"), "going", rest),
        (say("late"), "late", late),
    ]


def _segments(parts: Sequence[tuple[str, str, int]]) -> tuple[SegmentView, ...]:
    total = sum(count for _, _, count in parts)
    found, x = [], 0.0
    for label, tone, count in parts:
        if count:
            width = count / total * 100
            found.append(
                SegmentView(
                    label,
                    count,
                    f"{x:.2f}",
                    f"{x + width / 2:.2f}",
                    f"{width - GAP:.2f}",
                    tone,
                    width >= WIDE,
                )
            )
            x += width
    return tuple(found)


def _figures(
    view: Viewpoint, page: LedgerPage, entries: Sequence[Entry], wrong: Sequence[Entry]
) -> Iterator[FigureView]:
    say = view.language.translate
    yield FigureView(say("received"), str(len(entries)))
    if page.answered:
        answered = sum(bool(entry.values.get(page.answered)) for entry in entries)
        yield FigureView(say("answered"), str(answered), f"/ {len(entries)}")
    if wrong:
        done = sum(looks(entry) == "done" for entry in wrong)
        yield FigureView(say("problems put right"), str(done), f"/ {len(wrong)}")
    late = sum(looks(entry) == "late" for entry in entries)
    if late:
        yield FigureView(say("late"), str(late), look="late")
