"""Rules on all records of a type together: whether everything is there that a year or a period calls for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from generator.check.rules.case import Whole, as_number
from generator.check.rules.definition import Definition, Gaps
from generator.check.rules.single_record.periods import later
from generator.check.rules.spans import Every, span_of, whole_spans
from generator.model.condition import Condition, Value, day_of, texts_of
from generator.model.coverage import Coverage
from generator.model.folding import fold
from generator.model.kinds import FieldName, Texts, TheirField, TheirWhere, TypeName
from generator.model.record import Record
from generator.model.rules import Rule
from generator.model.wording import say


def covers_values(whole: Whole, field: FieldName, values: Texts, year: FieldName) -> Gaps:
    """``field`` and ``values``: in every year that has records, each of the values stands in the field of one.
    ``year``: a date, or the year itself.
    """
    present = _texts_by_year(whole.records, field, year)
    years = {found for record in whole.records if (found := _year(record.values.get(year)))}
    for found in sorted(years):
        yield _coverage(whole, found, values, present.get(found, ()))


def covers_periods(whole: Whole, date: FieldName, every: Every) -> Gaps:
    """``date``: which period a record belongs to.
    ``every``: month, quarter, half or year, each of which has a record once it has passed, from the first
    record's on.
    """
    days = [day for record in whole.records if (day := day_of(record.values.get(date)))]
    if not days:
        return
    present = {span_of(day, every).label for day in days}
    due: dict[int, list[str]] = {}
    for span in whole_spans(every, span_of(min(days), every).first, later(whole.today, -1)):
        due.setdefault(span.year, []).append(span.label)
    for year, labels in due.items():
        yield _coverage(whole, year, labels, present)


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
        yield _coverage(whole, found, tuple(wanted[found].values()), present.get(found, ()))


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


def _coverage(whole: Whole, year: int, expected: Sequence[str], present: Iterable[str]) -> Coverage:
    there = frozenset(map(fold, present))
    missing = tuple(text for text in expected if fold(text) not in there)
    return Coverage(whole.rule.id, whole.type.name, str(year), tuple(expected), missing)


DEFINITIONS = (
    Definition(
        Rule("covers-values", say("A year's records cover every kind that is called for.")),
        covers_values,
        covers=True,
    ),
    Definition(
        Rule(
            "covers-periods", say("Every month, quarter, half-year or year that has passed has its record.")
        ),
        covers_periods,
        covers=True,
    ),
    Definition(
        Rule("covers-records", say("Everybody and everything that must be covered in a year is.")),
        covers_records,
        covers=True,
        other="of",
    ),
)
