"""Disclosure → :class:`CompletenessView`: what is missing, which rules were kept, how long publication took."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from statistics import median

from generator.disclose.disclosure import Entry
from generator.model.declared.condition import Value
from generator.model.declared.coverage import Coverage
from generator.model.declared.record_type import RecordType, RuleUse
from generator.model.declared.section import LagPage
from generator.model.findings.checked import Checked, Outcome
from generator.website.places.viewpoint import Viewpoint
from generator.website.sections.about.silence import silence_maps
from generator.website.sections.over_time.months import month_grid
from generator.website.sections.views import (
    BrokenRuleView,
    CompletenessTypeView,
    CompletenessView,
    CoverageView,
    LagView,
)
from generator.website.views import FigureView, SectionHead

MOST_LINKS = 8
"""Records named for one rule."""


def has_completeness(types: Iterable[RecordType]) -> bool:
    """Whether there is anything to say: a rule is declared, or two dates between which days are counted."""
    return any(type.rules or type.called_for or _lag_pages(type) for type in types)


def _lag_pages(type: RecordType) -> list[LagPage]:
    return [section.page for section in type.pages if isinstance(section.page, LagPage)]


def completeness_view(view: Viewpoint) -> CompletenessView:
    """The page, types in their order; one without anything to say is left out."""
    coverage = view.disclosure.coverage
    shown = (_type(view, type, coverage) for type in view.disclosure.types)
    types = tuple(item for item in shown if item.coverage or item.passed or item.failed or item.lags)
    say = view.language.translate
    head = SectionHead(
        title=say("Completeness and punctuality"),
        lede=say("What should be here and is not, which procedures were kept, how long publication took."),
        kind="",
        crumbs=(view.home(),),
        figures=tuple(completeness_figures(view)),
    )
    return CompletenessView(head, types, month_grid(view), tuple(silence_maps(view)))


def completeness_figures(view: Viewpoint) -> Iterator[FigureView]:
    """What is missing and what was not kept, of all types; nothing where no rule is declared."""
    say = view.language.translate
    if not has_completeness(view.disclosure.types):
        return
    coverage = view.disclosure.coverage
    expected = sum(len(item.expected) for item in coverage)
    missing = sum(len(item.missing) for item in coverage)
    if expected:
        yield FigureView(say("called for and there"), str(expected - missing), f"/ {expected}")
        yield FigureView(say("missing"), str(missing), look="late" if missing else "done")
    counts = _outcomes(entry for entries in view.disclosure.entries.values() for entry in entries)
    judged = counts[Outcome.PASSED] + counts[Outcome.FAILED]
    if judged:
        yield FigureView(
            say("procedures in order"), view.language.number(counts[Outcome.PASSED]), f"/ {judged}"
        )
        failed = counts[Outcome.FAILED]
        yield FigureView(say("not in order"), str(failed), look="late" if failed else "done")


def _outcomes(entries: Iterable[Entry]) -> Counter[Outcome]:
    return Counter(checked.outcome for entry in entries for checked in entry.checked)


def _type(view: Viewpoint, type: RecordType, coverage: Sequence[Coverage]) -> CompletenessTypeView:
    entries = view.disclosure.entries[type.name]
    counts = _outcomes(entries)
    return CompletenessTypeView(
        link=view.listing(type),
        coverage=tuple(_coverage(view, type, item) for item in coverage if item.type == type.name),
        passed=counts[Outcome.PASSED],
        failed=counts[Outcome.FAILED],
        not_applicable=counts[Outcome.NOT_APPLICABLE],
        broken=tuple(_broken(view, entries)),
        lags=tuple(_lags(view, type, entries)),
    )


def _coverage(view: Viewpoint, type: RecordType, item: Coverage) -> CoverageView:
    def called(values: Sequence[str]) -> tuple[str, ...]:
        return tuple(
            view.language.choice(type.field(item.field), value) if item.field else value for value in values
        )

    title = view.language.text(item.title) or item.rule
    return CoverageView(title, item.period, called(item.expected), called(item.missing))


def _broken(view: Viewpoint, entries: Sequence[Entry]) -> Iterator[BrokenRuleView]:
    """The rules that records do not keep, each with those records, in the order in which they are declared."""
    found: dict[int, tuple[Checked, list[Entry]]] = {}
    for entry in reversed(entries):
        for checked in entry.checked:
            if checked.outcome is Outcome.FAILED:
                found.setdefault(id(checked.use), (checked, []))[1].append(entry)
    uses = entries[0].type.rules if entries else ()
    for checked, failing in sorted(found.values(), key=lambda pair: _place(uses, pair[0].use)):
        links = tuple(view.record(entry) for entry in failing[:MOST_LINKS])
        yield BrokenRuleView(rule_title(view, checked), len(failing), links)


def _place(uses: Sequence[RuleUse], use: RuleUse) -> int:
    return next((place for place, other in enumerate(uses) if other is use), len(uses))


def rule_title(view: Viewpoint, checked: Checked) -> str:
    """What the rule means for the type, else the rule's own sentence."""
    language = view.language
    return language.text(checked.use.title) or language.phrase(checked.rule.sentence)


def _lags(view: Viewpoint, type: RecordType, entries: Sequence[Entry]) -> Iterator[LagView]:
    for page in _lag_pages(type):
        days = [found for entry in entries if (found := days_between(entry.values, page)) is not None]
        if days:
            starts, ends = (view.language.text(type.field(name).label) for name in (page.starts, page.ends))
            label = view.language.translate("From “{first}” to “{second}”").format(first=starts, second=ends)
            yield LagView(label, f"{median(days):g}", str(max(days)), len(days))


def days_between(values: Mapping[str, Value], page: LagPage) -> int | None:
    """Calendar days from one date to the other; ``None`` without both, or the wrong way round."""
    starts, ends = values.get(page.starts), values.get(page.ends)
    if not isinstance(starts, date) or not isinstance(ends, date):
        return None
    days = (ends - starts).days
    return days if days >= 0 else None
