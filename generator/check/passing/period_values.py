"""Values that are public during a period alone, found where no take-down reaches them: a check of public texts.

A name on a list goes when its day comes. Typed once more into a title, a note, another record, a file's name, a page, a
setting or an attachment, it would stay. So every such value that tells who somebody is (names, numbers, addresses) is
looked for in everything else that people write. A date of birth or a degree is shared by many and tells nobody by itself:
those are not looked for.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from types import MappingProxyType

from generator.check.passing.discretion import passing_values
from generator.check.passing.literal_search import SHORTEST, Literals, Standing
from generator.check.passing.spellings import spellings
from generator.model.declared.condition import day_of
from generator.model.declared.personal import TELLING, PersonalClass, Public
from generator.model.declared.record_type import Field, Period, RecordType
from generator.model.declared.severity import Severity
from generator.model.findings import rules
from generator.model.findings.finding import Finding
from generator.model.records.masks import masked_value
from generator.model.records.public_text import Place, PublicText
from generator.model.records.record import Record, Register
from generator.model.text.wording import say
from generator.read.document_text.search_shards import SHARDS

LONGEST_PERIOD = timedelta(days=366)
"""Longer than that few lists are public; 2062 in place of 2026 is typed easily."""
_SCHEMAS = "data/schemas/"
_DIGEST = re.compile(r"[0-9a-f]{32,}")
_BETWEEN_TEXTS = re.compile(r"\s[-–—·]\s")
"""What pages put between two texts."""


@dataclass(frozen=True, slots=True)
class PeriodValues:
    """The values of a register that do not last, by what all their spellings have in common, each with its class."""

    classes: Mapping[str, PersonalClass]
    literals: Literals = field(compare=False)

    def __bool__(self) -> bool:
        return bool(self.classes)

    def without(self, keys: Collection[str]) -> PeriodValues:
        """The others."""
        kept = {value: kind for value, kind in self.classes.items() if value not in keys}
        return PeriodValues(kept, Literals(kept))

    def find(self, text: str) -> Iterator[Standing]:
        """Each value that stands in the text, however it is spelt there: once, where it is certain if it is anywhere."""
        found: dict[str, Standing] = {}
        for standing in self.literals.found_in(text):
            if standing.key not in found or standing.certain > found[standing.key].certain:
                found[standing.key] = standing
        yield from (found[value] for value in sorted(found))


NO_VALUES = PeriodValues({}, Literals(()))
NOWHERE: Mapping[str, frozenset[str]] = MappingProxyType({})
NOBODY: Mapping[str, Record] = MappingProxyType({})


class PassingValues:
    """A finding for each place outside the declared fields where such a value stands.

    ``standing``: for a built site, the addresses at which a value may stand, and ``owners`` whose values they are. There
    only what is certain counts: whatever else looks like one was a warning where it was typed. ``passed`` are the values
    met so far in fields that hold such values for good, or perhaps as a part of other words; ``refused`` the others.
    """

    places = frozenset(Place)

    def __init__(
        self,
        values: PeriodValues,
        standing: Mapping[str, frozenset[str]] = NOWHERE,
        owners: Mapping[str, Record] = NOBODY,
    ) -> None:
        self._values, self._standing, self._owners = values, standing, owners
        self.passed: set[str] = set()
        self.refused: set[str] = set()

    def suspects(self, text: str) -> bool:
        """Whether any value may stand in a text, by its first two signs."""
        return self._values.literals.may_stand_in(text)

    def findings(self, text: PublicText) -> Iterator[Finding]:
        """What is found at a closer look."""
        if text.field and not text.field.lasts:
            return
        for standing in self._values.find(text.text):
            kind = self._values.classes[standing.key]
            if text.place is Place.BUILT:
                if _is_meant(text, standing) and text.source.path not in self._standing.get(standing.key, ()):
                    yield _owned(_finding(text, standing, kind), self._owners.get(standing.key))
                continue
            finding = _finding(text, standing, kind)
            may_stand = text.field is not None and _may_hold(text.field, kind)
            is_error = not may_stand and finding.severity is Severity.ERROR
            (self.refused if is_error else self.passed).add(standing.key)
            if not may_stand:
                yield finding

    def left(self) -> Iterator[Finding]:
        """Nothing: each text is judged by itself."""
        yield from ()


def period_values(register: Register) -> PeriodValues:
    """Every telling value of every field that does not last, published or not, on whichever day it is."""
    classes = {folded: _kind(declared) for _, declared, folded in telling_values(register)}
    return PeriodValues(classes, Literals(classes))


def telling_values(register: Register) -> Iterator[tuple[Record, Field, str]]:
    """The same with the record and the field of each, by what all its spellings have in common."""
    for type in register.types.values():
        for record in register.records[type.name] if type.has_passing else ():
            for declared, value in passing_values(type, record):
                kind = _kind(declared)
                for _, folded in spellings(kind, value) if kind in TELLING else ():
                    yield record, declared, folded


def _kind(declared: Field) -> PersonalClass:
    return declared.personal.kind if declared.personal else PersonalClass.OTHER


def check_periods(register: Register) -> Iterator[Finding]:
    """A finding for each record whose values are public until a day that it does not say, or for years, as a slip makes it."""
    for type in register.types.values():
        if type.period is None or not type.has_period_bound:
            continue
        for record in register.records[type.name]:
            ends = record.values.get(type.period.ends)
            if (ends is None or _lasts_years(record, type.period)) and any(_bound(type, record)):
                yield _never_over(type, type.period.ends, record, day_of(ends))


def _lasts_years(record: Record, period: Period) -> bool:
    starts, ends = day_of(record.values.get(period.starts)), day_of(record.values.get(period.ends))
    return starts is not None and ends is not None and ends - starts > LONGEST_PERIOD


def _never_over(type: RecordType, field_name: str, record: Record, ends: date | None) -> Finding:
    label, severity = type.field(field_name).label, Severity.ERROR
    message = say("Personal values are public until {field}, which is empty.", field=label)
    hint = say("Fill it in; until then these values are not published.")
    if ends:
        severity = Severity.WARNING
        message = say(
            "{field} is {day}: until then personal values are public, for more than a year.",
            field=label,
            day=ends.isoformat(),
        )
        hint = say("If the year is a slip, correct it; else leave it as it is.")
    source = record.row.source_of(field_name)
    return Finding(rules.OPEN_ENDED_PERIOD, source, message, hint, record.id, field_name, severity)


def _bound(type: RecordType, record: Record) -> Iterator[bool]:
    bound = {(table, declared.name) for table, declared in type.all_fields() if declared.period_bound}
    yield from (True for name in record.values if ("", name) in bound)
    yield from (
        True
        for table, rows in record.children.items()
        for row in rows
        for name in row.values
        if (table, name) in bound
    )


def _may_hold(declared: Field, kind: PersonalClass) -> bool:
    """A field that says it holds such values for good may hold this one: the same person may sign for a task."""
    policy = declared.personal
    return policy is not None and policy.public is Public.ALWAYS and policy.kind is kind


def _finding(text: PublicText, standing: Standing, kind: PersonalClass) -> Finding:
    told = {"field": text.holder, "value": masked_value(standing.typed, kind)}
    return Finding(
        rules.PERIOD_VALUE,
        text.source_at(standing.start),
        say("{field} names {value}, who is public during a period alone; here the name would stay.", **told)
        if kind is PersonalClass.NAME
        else say("{field} holds {value}, which is public during a period alone; here it would stay.", **told),
        say("Take it out here, or say it without naming anybody."),
        text.record,
        text.field_name,
        Severity.ERROR if standing.certain and not _is_word(text, standing) else Severity.WARNING,
    )


def _owned(finding: Finding, owner: Record | None) -> Finding:
    """Of a built site, with the record that it is about."""
    if owner is None:
        return finding
    hint = say(
        "It is a value of the record '{id}' in {path}, line {line}: only the page of that record may show it, and only until "
        "its day.",
        id=owner.id,
        path=owner.source.path,
        line=owner.source.line or 1,
    )
    return replace(finding, hint=hint, record=owner.id)


def _is_meant(text: PublicText, standing: Standing) -> bool:
    """Whether it is the value, and no pair of signs that the search goes by, no stretch of a digest, and not the end of one
    text and the beginning of the next, as in the title of a page.
    """
    if not standing.certain or (text.source.path.startswith(SHARDS) and len(standing.key) <= SHORTEST):
        return False
    if _BETWEEN_TEXTS.search(standing.typed):
        return False
    return not any(
        digest.start() < standing.end and standing.start < digest.end()
        for digest in _DIGEST.finditer(text.text)
    )


def _is_word(text: PublicText, standing: Standing) -> bool:
    """Whether it may as well be a word of a schema: titles and what a field allows are words of two characters, too."""
    return len(standing.key) <= SHORTEST and text.source.path.startswith(_SCHEMAS)
