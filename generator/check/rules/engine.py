"""Every record before every rule that its type declares: findings, and what passed or did not apply."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from generator.check.rules.case import Case, Whole, World, as_day
from generator.check.rules.definition import NOT_APPLICABLE, BoundRule, Definition, bind
from generator.check.rules.library import LIBRARY
from generator.model.checked import Checked, Outcome
from generator.model.coverage import Coverage
from generator.model.finding import Finding
from generator.model.record import Record, Register, Source
from generator.model.record_type import RecordType
from generator.model.stop import CannotRun
from generator.model.wording import say

Key = tuple[str, str]
"""A record by type name and id."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the declared rules say of a register."""

    findings: tuple[Finding, ...]
    checked: Mapping[Key, tuple[Checked, ...]]
    """For each record: the outcome of every rule of its type, in the order of the schema."""
    coverage: tuple[Coverage, ...]


def judge_by_rules(register: Register, today: date) -> Judgement:
    """Judge every record by the rules of its type. Raises :class:`CannotRun` at a rule that cannot be bound."""
    world = World(register, today)
    findings: list[Finding] = []
    checked: dict[Key, tuple[Checked, ...]] = {}
    coverage: list[Coverage] = []
    for type in register.types.values():
        rules = [rule for rule in bound_rules(type) if _is_switched_on(rule, register)]
        single = [rule for rule in rules if not rule.definition.covers]
        for record in register.records[type.name] if single else ():
            judged = [_judged(rule, record, type, world) for rule in single]
            findings += [finding for _, found in judged for finding in found]
            checked[type.name, record.id] = tuple(outcome for outcome, _ in judged)
        for rule in rules:
            if rule.definition.covers:
                gaps = tuple(_gaps(rule, type, world))
                coverage += gaps
                findings += [_missing(rule, type, gap) for gap in gaps if gap.missing]
    return Judgement(tuple(findings), checked, tuple(coverage))


def bound_rules(type: RecordType) -> Sequence[BoundRule]:
    """The rules of a type with their parameters. Raises :class:`CannotRun` at one that means nothing."""
    return [bind(_definition(use.rule, type), use, type) for use in type.rules]


def _definition(id: str, type: RecordType) -> Definition:
    if id not in LIBRARY:
        raise CannotRun(
            say("{path}: there is no rule '{rule}'. 'sunlit rules' lists them.", path=type.path, rule=id)
        )
    return LIBRARY[id]


def _is_switched_on(rule: BoundRule, register: Register) -> bool:
    return not rule.use.pack or rule.use.pack in register.site.packs


def _judged(rule: BoundRule, record: Record, type: RecordType, world: World) -> tuple[Checked, list[Finding]]:
    """One record under one rule; a rule that is not in force on the record's date does not apply."""
    found: list[Finding] = []
    outcome = Outcome.NOT_APPLICABLE
    if _binds(rule, record, type, world.today):
        case = Case(record, type, rule.definition.rule, world)
        said = list(rule.definition.function(case, **rule.arguments))
        found = [_weighed(finding, rule) for finding in said if finding is not NOT_APPLICABLE]
        if len(found) == len(said):
            outcome = Outcome.FAILED if found else Outcome.PASSED
    return Checked(rule.definition.rule, rule.use, outcome), found


def _binds(rule: BoundRule, record: Record, type: RecordType, today: date) -> bool:
    on = (as_day(record.values.get(type.date_field)) if type.date_field else None) or today
    use = rule.use
    started, ended = use.starts is None or use.starts <= on, use.ends is not None and use.ends < on
    return started and not ended and use.when.holds(record.values, today)


def _weighed(finding: Finding, rule: BoundRule) -> Finding:
    return replace(finding, severity=rule.severity, basis=rule.use.basis)


def _gaps(rule: BoundRule, type: RecordType, world: World) -> Iterator[Coverage]:
    """A whole type under one rule: only records for which the rule's condition holds count."""
    records = [
        record for record in world.register.records[type.name] if _binds(rule, record, type, world.today)
    ]
    whole = Whole(tuple(records), type, rule.definition.rule, world)
    yield from rule.definition.function(whole, **rule.arguments)


def _missing(rule: BoundRule, type: RecordType, gap: Coverage) -> Finding:
    """What is missing has no place in a file: the finding stands at the folder of the type."""
    message = say(
        "{type}, {period}: {missing} missing.",
        type=type.label,
        period=gap.period,
        missing=", ".join(gap.missing),
    )
    finding = Finding(rule.definition.rule, Source(f"data/{type.name}"), message, say("Add what is missing."))
    return _weighed(finding, rule)
