"""A year's entries of a ledger → :class:`FlowView`: what was found, and what became of what was wrong."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from unicodedata import east_asian_width

from generator.disclose.disclosure import Entry
from generator.model.declared.record_type import RecordType
from generator.model.declared.section import LedgerPage, Section
from generator.website.places.sections import year_link
from generator.website.places.viewpoint import Viewpoint
from generator.website.sections.branches import looks
from generator.website.sections.views import FlowView, SegmentView
from generator.website.views import FigureView, StateView

NARROW_BAR = 340
"""How wide the picture is on a phone, in pixels: a label that has no room there stands below the bar."""
HAN, LATIN, MARGIN = 13, 8, 8
"""Pixels that a letter takes at most, and that a label keeps free."""
GAP = 0.4


def finding(view: Viewpoint, type: RecordType, page: LedgerPage, entry: Entry) -> StateView:
    """What was found: the problem (yes), what the field allows next to it (no) or else (na); or nothing (yet)."""
    verdict = str(entry.values.get(page.verdict) or "")
    others = other_verdicts(type, page)
    if not verdict:
        return _nothing_found(view, entry)
    word = _called(view, type, page, verdict)
    if verdict == page.problem:
        return StateView(word, "yes")
    return StateView(word, "no" if others and verdict == others[0] else "na")


def _called(view: Viewpoint, type: RecordType, page: LedgerPage, verdict: str) -> str:
    return view.language.choice(type.field(page.verdict), verdict)


def _nothing_found(view: Viewpoint, entry: Entry) -> StateView:
    """Of what is closed, nothing was found and nothing will be."""
    say = view.language.translate
    if looks(entry) in ("done", "off"):
        return StateView(say("No finding stated"), "na")
    return StateView(say("No finding yet"), "wait")


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
        problem=_called(view, type, page, page.problem),
        reaches=f"{len(wrong) / len(entries) * 100 - GAP:.2f}" if wrong else "",
        outcomes=outcomes,
        figures=tuple(_figures(view, page, entries, wrong)),
    )


def _by_verdict(
    view: Viewpoint, type: RecordType, page: LedgerPage, entries: Sequence[Entry]
) -> list[tuple[str, str, int]]:
    found = Counter(finding(view, type, page, entry) for entry in entries)
    order = [_called(view, type, page, verdict) for verdict in (page.problem, *other_verdicts(type, page))]
    return [
        (verdict.word, verdict.look, found[verdict])
        for verdict in sorted(
            found, key=lambda v: (order.index(v.word) if v.word in order else len(order), v.word)
        )
    ]


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
            width, text = count / total * 100, f"{label} {count}"
            found.append(
                SegmentView(
                    label,
                    count,
                    f"{x:.2f}",
                    f"{x + width / 2:.2f}",
                    f"{width - GAP:.2f}",
                    tone,
                    has_room(text, width),
                )
            )
            x += width
    return tuple(found)


def has_room(text: str, width: float) -> bool:
    """Whether a text fits into so many per cent of the picture, on a phone too."""
    needed = sum(HAN if east_asian_width(letter) in "WF" else LATIN for letter in text) + MARGIN
    return width / 100 * NARROW_BAR >= needed


def _figures(
    view: Viewpoint, page: LedgerPage, entries: Sequence[Entry], wrong: Sequence[Entry]
) -> Iterator[FigureView]:
    say = view.language.translate
    yield FigureView(say("received"), str(len(entries)))
    if page.answered:
        answered = sum(any(entry.values.get(field) for field in page.answered) for entry in entries)
        yield FigureView(say("answered"), str(answered), f"/ {len(entries)}")
    if wrong:
        done = sum(looks(entry) == "done" for entry in wrong)
        yield FigureView(say("problems put right"), str(done), f"/ {len(wrong)}")
    late = sum(looks(entry) == "late" for entry in entries)
    if late:
        yield FigureView(say("late"), str(late), look="late")
