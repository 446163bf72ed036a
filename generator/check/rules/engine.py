"""Every record before every rule that its type declares: findings, and what passed or did not apply."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from generator.check.rules.case import Case, Whole, World
from generator.check.rules.definition import NOT_APPLICABLE, BoundRule, Definition, bind, place_of
from generator.check.rules.duty import Duty
from generator.check.rules.library import LIBRARY
from generator.check.rules.phrases import listed
from generator.model.declared.condition import day_of
from generator.model.declared.coverage import Coverage
from generator.model.declared.record_type import RecordType, RuleUse
from generator.model.declared.severity import Severity
from generator.model.findings.checked import Checked, Outcome
from generator.model.findings.finding import Finding
from generator.model.records.record import Record, Register, Source
from generator.model.records.withholding import reason_to_withhold
from generator.model.text.stop import CannotRun
from generator.model.text.wording import say
from generator.read.schema.place import Place

Key = tuple[str, str]
"""A record by type name and id."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the declared rules say of a register."""

    findings: tuple[Finding, ...]
    checked: Mapping[Key, tuple[Checked, ...]]
    """For each record: the outcome of every rule of its type, in the order of the schema."""
    coverage: tuple[Coverage, ...]


@dataclass(frozen=True, slots=True)
class Open:
    """A duty by a rule of a type: of one record, or of all together."""

    type: RecordType
    rule: BoundRule
    record: Record | None
    duty: Duty


@dataclass(frozen=True, slots=True)
class _Standing:
    """A rule that is switched on for a type, and the three things that can become of a record under it."""

    rule: BoundRule
    outcomes: Mapping[Outcome, Checked]

    def binds(self, record: Record, on: date, today: date) -> bool:
        """Whether the rule is in force on the record's date, and its condition holds."""
        use = self.rule.use
        return use.in_force.holds(on) and use.when.holds(record.values, today)


def judge_by_rules(register: Register, today: date) -> Judgement:
    """Judge every record by the rules of its type. Raises :class:`CannotRun` at a rule that cannot be bound."""
    world = World(register, today)
    findings: list[Finding] = []
    checked: dict[Key, tuple[Checked, ...]] = {}
    coverage: list[Coverage] = []
    public = World(_public(register, today), today)
    for type in register.types.values():
        rules = [
            _standing(rule) for rule in bound_rules(type, register.types) if _is_switched_on(rule, register)
        ]
        single = [standing for standing in rules if not standing.rule.definition.covers]
        for record in register.records[type.name] if single else ():
            on = _day_of(record, type, today)
            checked[type.name, record.id] = tuple(
                _judged(standing, record, on, type, world, findings) for standing in single
            )
        for standing in rules:
            if standing.rule.definition.covers:
                gaps = tuple(_gaps(standing, type, public))
                coverage += (replace(gap, title=standing.rule.use.title) for gap in gaps)
                findings += [_missing(standing.rule, type, gap) for gap in gaps if gap.missing]
    return Judgement(tuple(findings), checked, tuple(coverage))


def duties(register: Register, today: date, until: date) -> Iterator[Open]:
    """All that is open by the rules and due by ``until``. Raises :class:`CannotRun` at a rule that cannot be bound."""
    world = World(register, today)
    public = World(_public(register, today), today)
    for type in register.types.values():
        for rule in bound_rules(type, register.types, _says_what_is_due):
            if not _is_switched_on(rule, register):
                continue
            if rule.definition.covers:
                yield from _open(type, rule, None, _whole(_standing(rule), type, public), until)
                continue
            for record in _binding(_standing(rule), type, world):
                yield from _open(type, rule, record, Case(record, type, rule.definition.rule, world), until)


def _says_what_is_due(use: RuleUse) -> bool:
    return use.rule in LIBRARY and LIBRARY[use.rule].due is not None


def _open(
    type: RecordType, rule: BoundRule, record: Record | None, asked: Case | Whole, until: date
) -> Iterator[Open]:
    due = rule.definition.due
    found = due(asked, **rule.arguments, until=until) if due else ()
    yield from (Open(type, rule, record, duty) for duty in found if duty.last_day <= until)


def _public(register: Register, today: date) -> Register:
    """The register as the public will see it: what is missing is told in public, so nothing else may show in it."""
    return replace(
        register,
        records={
            name: tuple(
                record for record in records if not reason_to_withhold(register.types[name], record, today)
            )
            for name, records in register.records.items()
        },
    )


def _standing(rule: BoundRule) -> _Standing:
    return _Standing(rule, {outcome: Checked(rule.definition.rule, rule.use, outcome) for outcome in Outcome})


def bound_rules(
    type: RecordType,
    types: Mapping[str, RecordType] | None = None,
    wanted: Callable[[RuleUse], bool] = lambda _: True,
) -> Sequence[BoundRule]:
    """The rules of a type, or those that are ``wanted``, with their parameters; ``types`` are all there are (without them,
    what names one is not judged).

    Raises :class:`CannotRun` at one that means nothing.
    """
    _refuse_changes_that_show_people(type)
    bound = (_bound(use, type, types) for use in type.rules if wanted(use))
    return [rule for rule in bound if rule is not None]


def _refuse_changes_that_show_people(type: RecordType) -> None:
    """Resident ids, values that do not last, take-downs, changes, addresses and characters are no rules of a type, so no
    schema can name them here; what is left are those that keep people unknown.
    """
    for change in type.rule_changes:
        if change.rule in LIBRARY and LIBRARY[change.rule].keeps_people_unknown:
            place = Place(type.path, type.file).at("sunlit").at("rule_changes")
            raise place.refusal(
                say("{path}: the rule {rule} keeps people from being recognised, so it can be neither switched off nor changed.",
                    rule=change.rule)
            )  # fmt: skip


def _bound(use: RuleUse, type: RecordType, types: Mapping[str, RecordType] | None) -> BoundRule | None:
    """The rule, or ``None`` for one of a shipped schema that is about a type which this site does not have."""
    definition = _definition(use, type)
    try:
        return bind(definition, use, type, types)
    except CannotRun:
        other = use.parameters.get(definition.other) if definition.other else None
        is_about_absent = type.cut or (isinstance(other, str) and types is not None and other not in types)
        if use.inherited and not use.changed and is_about_absent:
            return None
        raise


def _definition(use: RuleUse, type: RecordType) -> Definition:
    if use.rule not in LIBRARY:
        raise place_of(use, type).refusal(
            say("{path}: there is no rule '{rule}'. 'sunlit rules' lists them.", rule=use.rule)
        )
    return LIBRARY[use.rule]


def _is_switched_on(rule: BoundRule, register: Register) -> bool:
    return not rule.use.pack or rule.use.pack in register.site.packs


def _day_of(record: Record, type: RecordType, today: date) -> date:
    """The day that decides which rules are in force: the record's date, else today."""
    return (day_of(record.values.get(type.date_field)) if type.date_field else None) or today


def _judged(
    standing: _Standing, record: Record, on: date, type: RecordType, world: World, findings: list[Finding]
) -> Checked:
    """One record under one rule; what is wrong is added to ``findings``."""
    rule, outcome = standing.rule, Outcome.NOT_APPLICABLE
    if standing.binds(record, on, world.today):
        case = Case(record, type, rule.definition.rule, world)
        said = list(rule.definition.function(case, **rule.arguments))
        found = [_weighed(finding, rule) for finding in said if finding is not NOT_APPLICABLE]
        findings += found
        if len(found) == len(said):
            outcome = Outcome.FAILED if found else Outcome.PASSED
    return standing.outcomes[outcome]


def _weighed(finding: Finding, rule: BoundRule) -> Finding:
    """A finding that the rule itself calls a warning stays one."""
    severity = finding.severity if finding.severity is Severity.WARNING else rule.severity
    return replace(finding, severity=severity, basis=rule.use.basis)


def _gaps(standing: _Standing, type: RecordType, world: World) -> Iterator[Coverage]:
    """A whole type under one rule."""
    yield from standing.rule.definition.function(_whole(standing, type, world), **standing.rule.arguments)


def _whole(standing: _Standing, type: RecordType, world: World) -> Whole:
    """The records of the type for which the rule's condition holds: no others count."""
    return Whole(tuple(_binding(standing, type, world)), type, standing.rule.definition.rule, world)


def _binding(standing: _Standing, type: RecordType, world: World) -> Iterator[Record]:
    today = world.today
    records = world.register.records[type.name]
    return (record for record in records if standing.binds(record, _day_of(record, type, today), today))


def _missing(rule: BoundRule, type: RecordType, gap: Coverage) -> Finding:
    """What is missing has no place in a file: the finding stands at the folder of the type."""
    message = say(
        "{type}, {period}: {missing} missing.",
        type=type.label,
        period=gap.period,
        missing=listed(gap.missing),
    )
    finding = Finding(rule.definition.rule, Source(f"data/{type.name}"), message, say("Add what is missing."))
    return _weighed(finding, rule)
