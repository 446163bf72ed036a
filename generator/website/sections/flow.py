"""A year's entries of a ledger → :class:`FlowView`: of each, what was found, whether it was answered, what was done."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from generator.disclose.disclosure import Entry
from generator.model.declared.condition import day_of
from generator.model.declared.record_type import RecordType
from generator.model.declared.section import LedgerPage, Section
from generator.model.files.addresses import file_name
from generator.model.text.wording import fill
from generator.website.charts.places import place, width_of
from generator.website.places.sections import year_link
from generator.website.places.viewpoint import Viewpoint
from generator.website.places.years import in_file_order
from generator.website.sections.branches import looks
from generator.website.sections.views import ColumnView, FlowView, PartView
from generator.website.views import FigureView, MarkView, StateView
from generator.website.words.marked import joined

MOST_COLUMNS = 60
"""Of more entries a column would be too narrow to be pointed at."""
GAP = 0.4
_OUTCOMES = {"done": 0, "going": 1, "late": 3}
"""In which order columns of one finding stand, by what came of them; all else before what is late."""


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
    wrong = [entry for entry in entries if entry.values.get(page.verdict) == page.problem]
    link = year_link(view, type, section, year)
    states = [_states(view, type, page, entry) for entry in _in_order(view, type, page, entries)]
    rows = tuple(_rows(view, type, page, states))
    return FlowView(
        title=link.title,
        href=link.href,
        described=view.language.translate("; ").join(
            view.language.translate(", ").join(part.text for part in parts) for _, parts in rows
        ),
        rows=rows,
        columns=tuple(_columns(view, link.href, states)) if len(states) <= MOST_COLUMNS else (),
        figures=tuple(_figures(view, page, entries, wrong)),
    )


@dataclass(frozen=True, slots=True)
class _States:
    """Of an entry: (tone, word) of the finding, of the answer and of the outcome; after how many days it was answered."""

    entry: Entry
    verdict: tuple[str, str]
    answer: tuple[str, str]
    days: int | None
    outcome: tuple[str, str]


def _in_order(view: Viewpoint, type: RecordType, page: LedgerPage, entries: Sequence[Entry]) -> list[Entry]:
    """What is of one finding together, the problem first; within it the oldest first."""
    order = _order(view, type, page)
    return sorted(
        in_file_order(entries),
        key=lambda entry: (
            _rank(order, finding(view, type, page, entry).word),
            _OUTCOMES.get(looks(entry), len(_OUTCOMES) - 1),
        ),
    )


def _order(view: Viewpoint, type: RecordType, page: LedgerPage) -> list[str]:
    return [_called(view, type, page, verdict) for verdict in (page.problem, *other_verdicts(type, page))]


def _rank(order: Sequence[str], word: str) -> int:
    return order.index(word) if word in order else len(order)


def _states(view: Viewpoint, type: RecordType, page: LedgerPage, entry: Entry) -> _States:
    verdict = finding(view, type, page, entry)
    answered, days = _answered(page, entry)
    say, look = view.language.translate, looks(entry)
    if answered:
        answer = ("done", say("answered"))
    else:
        answer = ("late", say("answer late")) if look == "late" else ("wait", say("not answered yet"))
    word = view.language.text(entry.state.title) if entry.state else say("open")
    tone = look if look in ("done", "going", "late") else "na" if look == "off" else "wait"
    return _States(entry, (verdict.look, verdict.word), answer, days, (tone, word))


def _answered(page: LedgerPage, entry: Entry) -> tuple[bool, int | None]:
    """Whether there is an answer, and after how many days it came, where both days are known."""
    found = [entry.values.get(field) for field in page.answered]
    days = [day for value in found if (day := day_of(value))]
    came = day_of(entry.values.get(page.by))
    after = (min(days) - came).days if days and came else None
    return any(found), after if after is None or after >= 0 else None


def _rows(
    view: Viewpoint, type: RecordType, page: LedgerPage, states: Sequence[_States]
) -> Iterator[tuple[str, tuple[PartView, ...]]]:
    yield view.language.text(type.field(page.verdict).label), _parts(state.verdict for state in states)
    if page.answered:
        yield view.language.translate("Answers"), _parts(state.answer for state in states)
    yield view.language.translate("Outcome"), _parts(state.outcome for state in states)


def _parts(found: Iterable[tuple[str, str]]) -> tuple[PartView, ...]:
    return tuple(
        PartView(word, total, tone, joined(" ", (word, str(total))))
        for (tone, word), total in Counter(found).items()
    )


def _columns(view: Viewpoint, href: str, states: Sequence[_States]) -> Iterator[ColumnView]:
    wide = 100 / len(states)
    for number, state in enumerate(states):
        days = "" if state.days is None else str(state.days)
        answer = state.answer[1]
        if days:
            answer = fill(view.language.translate("answered after {n:day|days}"), n=state.days)
        facts = joined(" · ", (state.verdict[1], answer, state.outcome[1]))
        title = view.language.written(state.entry.title)
        mark = MarkView(f"{href}#r-{file_name(state.entry.id)}", title, facts)
        yield ColumnView(
            mark,
            state.verdict,
            state.answer,
            days,
            state.outcome,
            place(number * wide),
            place(max(wide - GAP, wide / 2)),
            width_of(days) <= wide - GAP,
        )


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
