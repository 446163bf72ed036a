"""The parts of a ``sunlit:`` block that name fields: relations, states, groups, the period, conditions, rules."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from generator.model.condition import TESTS, Condition, Test
from generator.model.record_type import (
    ChildTable,
    Field,
    FieldGroup,
    Period,
    Relation,
    RuleUse,
    State,
)
from generator.model.severity import Severity
from generator.model.stop import CannotRun
from generator.model.wording import say
from generator.read.columns import choice, mapping, mappings, not_one_of
from generator.read.declarations import refuse_unknown, wording

LOOKS = ("live", "wait", "going", "done", "late", "none", "off")
"""What a state may look like: the icon and the form that go with its word."""
RELATION_KEYS = ("field", "child", "to", "inverse", "supersedes")
STATE_KEYS = ("id", "title", "look", "when")
GROUP_KEYS = ("title", "fields")
PERIOD_KEYS = ("from", "to")
RULE_KEYS = ("title", "basis", "in_force", "severity", "pack")
"""What stands beside the rule's own entry in an entry of ``rules``."""
IN_FORCE_KEYS = ("from", "to")
INHERITED = "inherited"
"""Set on what comes from a shipped schema, never written by hand."""


def known(names: Any, fields: Sequence[Field], where: str, shown: str) -> tuple[str, ...]:
    """The names of a list (nothing is an empty one), each of which must be a field; stops at one that is not."""
    if names is not None and not isinstance(names, (list, tuple)):
        raise CannotRun(say("{path}: {where} is a list, each entry begun by '- '.", path=shown, where=where))
    declared = [field.name for field in fields]
    for name in names or ():
        if name not in declared:
            raise CannotRun(
                say(
                    "{path}: {where} names '{name}', which is no field of the schema.",
                    path=shown,
                    where=where,
                    name=str(name),
                )
            )
    return tuple(names or ())


def read_relations(
    block: Mapping[str, Any], fields: Sequence[Field], children: Sequence[ChildTable], shown: str
) -> tuple[Relation, ...]:
    """``relations``: fields of the record or of a child table that hold ids of other records."""
    tables = {table.name: table.fields for table in children}
    relations = []
    for item in mappings(block.get("relations"), "relations", shown):
        refuse_unknown(item, (*RELATION_KEYS, INHERITED), shown, "relations")
        child = str(item.get("child", ""))
        if child and child not in tables:
            raise CannotRun(
                say(
                    "{path}: relations names '{name}', which is no child table of the schema.",
                    path=shown,
                    name=child,
                )
            )
        (field,) = known([item.get("field")], tables.get(child, fields), "relations", shown)
        relations.append(
            Relation(
                field,
                str(item.get("to", "")),
                child,
                wording(item, "inverse"),
                inherited=bool(item.get(INHERITED)),
                supersedes=item.get("supersedes") is True,
            )
        )
    return tuple(relations)


def read_states(block: Mapping[str, Any], fields: Sequence[Field], shown: str) -> tuple[State, ...]:
    """``states``, in the order in which they are tried."""
    states = []
    for item in mappings(block.get("states"), "states", shown):
        refuse_unknown(item, STATE_KEYS, shown, "states")
        if item.get("look") not in LOOKS:
            raise not_one_of(item.get("look"), LOOKS, "states.look", shown)
        condition = read_condition(item.get("when"), fields, "states.when", shown)
        states.append(State(str(item.get("id")), wording(item, "title"), item["look"], condition))
    return tuple(states)


def read_condition(when: Any, fields: Sequence[Field], where: str, shown: str) -> Condition:
    """A condition over the fields of a record, or of a row of a child table."""
    tests = []
    for name, expected in mapping(when, where, shown).items():
        known([name], fields, where, shown)
        if isinstance(expected, dict):
            refuse_unknown(expected, TESTS, shown, f"{where}.{name}")
            tests += [Test(name, operator, _operand(operand)) for operator, operand in expected.items()]
        else:
            tests.append(Test(name, "in" if isinstance(expected, list) else "is", expected))
    return Condition(tuple(tests))


def _operand(operand: Any) -> Any:
    """A day written as 2026-03-05 is that day; any other text names a field, a value or ``today``."""
    try:
        return date.fromisoformat(operand)
    except (TypeError, ValueError):
        return operand


def read_groups(block: Mapping[str, Any], fields: Sequence[Field], shown: str) -> tuple[FieldGroup, ...]:
    """``groups``: the headings of the generic page."""
    groups = mappings(block.get("groups"), "groups", shown)
    for item in groups:
        refuse_unknown(item, GROUP_KEYS, shown, "groups")
    return tuple(
        FieldGroup(wording(item, "title"), known(item.get("fields"), fields, "groups", shown))
        for item in groups
    )


def read_period(block: Mapping[str, Any], fields: Sequence[Field], shown: str) -> Period | None:
    """``period``: the two date fields between which something is open to the public."""
    if block.get("period") is None:
        return None
    declared = mapping(block["period"], "period", shown)
    refuse_unknown(declared, PERIOD_KEYS, shown, "period")
    starts, ends = known([declared.get("from"), declared.get("to")], fields, "period", shown)
    return Period(starts, ends)


def read_rules(block: Mapping[str, Any], fields: Sequence[Field], shown: str) -> tuple[RuleUse, ...]:
    """``rules``: each entry names one rule with its parameters; what those may be is the rule's to say."""
    return tuple(_rule_use(item, fields, shown) for item in mappings(block.get("rules"), "rules", shown))


def _rule_use(item: Mapping[str, Any], fields: Sequence[Field], shown: str) -> RuleUse:
    names = [key for key in item if key not in (*RULE_KEYS, INHERITED) and not key.startswith("title_")]
    if len(names) != 1:
        raise CannotRun(
            say(
                "{path}: each entry of rules names one rule, not: {names}.",
                path=shown,
                names=", ".join(names) or "-",
            )
        )
    parameters = dict(mapping(item[names[0]], f"rules.{names[0]}", shown))
    when = read_condition(parameters.pop("when", None), fields, f"rules.{names[0]}.when", shown)
    in_force = mapping(item.get("in_force"), "rules.in_force", shown)
    refuse_unknown(in_force, IN_FORCE_KEYS, shown, "rules.in_force")
    return RuleUse(
        rule=names[0],
        parameters=parameters,
        when=when,
        title=wording(item, "title"),
        basis=str(item.get("basis") or ""),
        starts=_day(in_force.get("from"), shown),
        ends=_day(in_force.get("to"), shown),
        severity=_severity(item.get("severity"), shown),
        inherited=bool(item.get(INHERITED)),
        pack=str(item.get("pack") or ""),
    )


def _severity(declared: Any, shown: str) -> Severity | None:
    return None if declared is None else choice(Severity, declared, "rules.severity", shown)


def _day(text: Any, shown: str) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(str(text))
    except ValueError:
        raise CannotRun(
            say("{path}: in_force wants a day like 2026-11-24, not '{text}'.", path=shown, text=str(text))
        ) from None
