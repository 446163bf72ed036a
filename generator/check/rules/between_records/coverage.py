"""Rules on all records of a type together: whether everything is there that a year or a period calls for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date as day

from generator.check.rules.case import Whole, as_number
from generator.check.rules.definition import Definition, Gaps
from generator.check.rules.duty import Duties, Duty, later
from generator.check.rules.phrases import listed
from generator.check.rules.spans import Every, Span, span_of, whole_spans
from generator.model.declared.condition import Condition, Value, day_of, texts_of
from generator.model.declared.coverage import Coverage
from generator.model.declared.kinds import FieldName, Texts, TheirField, TheirWhere, TypeName
from generator.model.findings.rules import Rule
from generator.model.records.record import Record
from generator.model.text.folding import fold
from generator.model.text.wording import say


def covers_values(whole: Whole, field: FieldName, values: Texts, year: FieldName) -> Gaps:
    """``field`` and ``values``: in every year that has records, each of the values stands in the field of one.
    ``year``: a date, or the year itself.
    """
    present = _texts_by_year(whole.records, field, year)
    years = {found for record in whole.records if (found := _year(record.values.get(year)))}
    for found in sorted(years):
        yield _coverage(whole, found, values, present.get(found, ()), field)


def covers_periods(whole: Whole, date: FieldName, every: Every) -> Gaps:
    """``date``: which period a record belongs to.
    ``every``: month, quarter, half or year, each of which has a record once it has passed, from the first
    record's on.
    """
    called_for, present = _periods(whole, date, every, later(whole.today, -1))
    due: dict[int, list[str]] = {}
    for span in called_for:
        due.setdefault(span.year, []).append(span.label)
    for year, labels in due.items():
        yield replace(_coverage(whole, year, labels, {span.label for span in present}), by=date)


def periods_due(whole: Whole, date: str, every: Every, *, until: day) -> Duties:
    """A record for each period that lacks one, up to the day ``until``."""
    called_for, present = _periods(whole, date, every, until)
    for span in called_for:
        if span not in present:
            yield Duty(span.last, say("Add the record for {period}.", period=span.label), date)


def _periods(whole: Whole, date: str, every: Every, until: day) -> tuple[Sequence[Span], frozenset[Span]]:
    """The periods that are over by the end of the day ``until``, from the first record's on; and those that have one."""
    days = [found for record in whole.records if (found := day_of(record.values.get(date)))]
    if not days:
        return (), frozenset()
    spans = whole_spans(every, span_of(min(days), every).first, until)
    return list(spans), frozenset(span_of(found, every) for found in days)


def _missing_by_year(gaps: Callable[..., Gaps]) -> Callable[..., Duties]:
    """What each year lacks, due with its last day."""

    def due(whole: Whole, *, until: day, **parameters: object) -> Duties:
        for gap in gaps(whole, **parameters):
            last = day(int(gap.period), 12, 31)
            if gap.missing and last <= until:
                what = say("{period}: {missing} missing.", period=gap.period, missing=listed(gap.missing))
                yield Duty(last, what)

    return due


def covers_records(
    whole: Whole,
    of: TypeName,
    their: TheirField,
    own: FieldName,
    year: FieldName,
    their_year: TheirField,
    their_where: TheirWhere = Condition(),
) -> Gaps:
    """``of`` and ``their``: another type and its field.
    ``own``: the field of this type in which every value of that one stands, in every year.
    ``year`` and ``their_year``: a date of this and of that type, or the year itself.
    ``their_where``: count only records of that type that fit.
    """
    present = _texts_by_year(whole.records, own, year)
    others = (
        other for other in whole.world.register.records[of] if their_where.holds(other.values, whole.today)
    )
    wanted = _texts_by_year(others, their, their_year)
    for found in sorted(wanted):
        yield _coverage(whole, found, tuple(wanted[found].values()), present.get(found, ()), own)


def _texts_by_year(records: Iterable[Record], field: str, year: str) -> Mapping[int, Mapping[str, str]]:
    """Year → the texts that the field says in that year, by their folded form, in order."""
    texts: dict[int, dict[str, str]] = {}
    for record in records:
        found = _year(record.values.get(year))
        if found:
            for text in texts_of(record.values.get(field)):
                texts.setdefault(found, {}).setdefault(fold(text), text)
    return texts


def _year(value: Value) -> int:
    """The year of a date, or the year itself; 0 if it is neither."""
    day, number = day_of(value), as_number(value)
    return day.year if day else int(number or 0)


def _coverage(
    whole: Whole, year: int, expected: Sequence[str], present: Iterable[str], field: str = ""
) -> Coverage:
    there = frozenset(map(fold, present))
    missing = tuple(text for text in expected if fold(text) not in there)
    return Coverage(whole.rule.id, whole.type.name, str(year), tuple(expected), missing, field)


DEFINITIONS = (
    Definition(
        Rule("covers-values", say("A year's records cover every kind that is called for.")),
        covers_values,
        covers=True,
        due=_missing_by_year(covers_values),
    ),
    Definition(
        Rule(
            "covers-periods", say("Every month, quarter, half-year or year that has passed has its record.")
        ),
        covers_periods,
        covers=True,
        due=periods_due,
    ),
    Definition(
        Rule("covers-records", say("Everybody and everything that must be covered in a year is.")),
        covers_records,
        covers=True,
        due=_missing_by_year(covers_records),
        other="of",
    ),
)
