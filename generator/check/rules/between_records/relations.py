"""Rules between a record and those that it refers to, or that must refer to it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import product

from generator.check.rules.case import Case, World
from generator.check.rules.definition import NOT_APPLICABLE, Definition, Problems
from generator.check.rules.phrases import listed
from generator.model.declared.condition import Value, day_of, reference_ids
from generator.model.declared.kinds import FieldName, FieldNames, TheirField, TheirFields, TypeName
from generator.model.findings.rules import Rule
from generator.model.records.record import Record
from generator.model.text.folding import fold
from generator.model.text.wording import say


def in_force(
    case: Case,
    field: FieldName,
    starts: TheirField,
    ends: TheirField = "",
    on: FieldName = "",
) -> Problems:
    """``field``: the reference.
    ``starts`` and ``ends``: the dates of the record it leads to, from when and until when that is in force.
    ``on``: the date of this record that counts (else its own date).
    """
    day = case.day(on or case.type.date_field or "")
    begun = [(other, day_of(other.values.get(starts))) for other in case.related(field)]
    if day is None or not any(start for _, start in begun):
        yield NOT_APPLICABLE
        return
    for other, start in begun:
        end = day_of(other.values.get(ends)) if ends else None
        if start is not None and day < start:
            message = say("'{id}' is in force from {start} on only, after {day}.",
                          id=other.id, start=start.isoformat(), day=day.isoformat())  # fmt: skip
        elif end is not None and day > end:
            message = say("'{id}' was in force until {end} only, before {day}.",
                          id=other.id, end=end.isoformat(), day=day.isoformat())  # fmt: skip
        else:
            continue
        hint = say("Name what was in force on {day}, or correct the date.", day=day.isoformat())
        yield case.problem(message, hint, field=field)


def no_cycle(case: Case, field: FieldName) -> Problems:
    """``field``: a reference to records of the same type; following it never leads back to where one began."""
    circles = case.world.kept((no_cycle, case.type.name, field), lambda: _circles(case, field))
    circle = circles.get(case.record.id)
    if circle:
        message = say("{field} leads in a circle: {ids}.", field=case.label(field), ids=" → ".join(circle))
        yield case.problem(
            message, say("Correct the record that came first: it cannot name a later one."), field=field
        )
    elif not reference_ids(case.value(field)):
        yield NOT_APPLICABLE


def _circles(case: Case, field: str) -> Mapping[str, Sequence[str]]:
    """The circles that a reference field makes within its type, each under the smallest of its ids."""
    records = case.world.by_id[case.type.name]
    leads = {
        id: [other for other in reference_ids(record.values.get(field)) if other in records]
        for id, record in records.items()
    }
    circles: dict[str, Sequence[str]] = {}
    done: set[str] = set()
    for id in sorted(leads):
        for circle in _walk(id, leads, done):
            smallest = circle.index(min(circle))
            turned = circle[smallest:] + circle[:smallest]
            circles.setdefault(turned[0], [*turned, turned[0]])
    return circles


def _walk(start: str, leads: Mapping[str, Sequence[str]], done: set[str]) -> Iterator[list[str]]:
    """The circles met on every way from ``start`` that was not gone before; without recursion, since ways can be long."""
    path: dict[str, Iterator[str]] = {start: iter(leads[start])} if start not in done else {}
    while path:
        id = next(reversed(path))
        other = next((other for other in path[id] if other not in done), None)
        if other is None:
            del path[id]
            done.add(id)
        elif other in path:
            yield list(path)[list(path).index(other) :]
        else:
            path[other] = iter(leads[other])


def listed_by(
    case: Case, type: TypeName, field: TheirField, own: FieldNames, theirs: TheirFields
) -> Problems:
    """``type``: the other type.
    ``field``: its field that lists records like this one.
    ``own`` and ``theirs``: fields of this record and of the other that say the same, pair by pair, in the record
    that has to list this one (of a list, one is enough).
    """
    wanted = [reference_ids(case.value(name)) for name in own]
    if not all(wanted):
        yield NOT_APPLICABLE
        return
    index = case.world.kept((listed_by, type, theirs), lambda: _by_values(case.world, type, theirs))
    matching = [record for values in product(*wanted) for record in index.get(tuple(map(fold, values)), ())]
    if any(case.record.id in reference_ids(record.values.get(field)) for record in matching):
        return
    other = case.world.register.types[type]
    if matching:
        message = say(
            "It does not stand in {field} of {type} {ids}.",
            field=other.field(field).label,
            type=other.label,
            ids=listed([record.id for record in matching]),
        )
        yield case.problem(message, say("Add '{id}' there.", id=case.record.id), field=own[0])
    else:
        message = say(
            "There is no {type} for {values}.",
            type=other.label,
            values=listed([text for texts in wanted for text in texts]),
        )
        hint = say("Add it, with '{id}' under {field}.", id=case.record.id, field=other.field(field).label)
        yield case.problem(message, hint, field=own[0])


def _by_values(world: World, type: str, fields: Sequence[str]) -> Mapping[tuple[str, ...], list[Record]]:
    index: dict[tuple[str, ...], list[Record]] = {}
    for record in world.register.records[type]:
        for values in product(*(reference_ids(record.values.get(name)) for name in fields)):
            index.setdefault(tuple(map(fold, values)), []).append(record)
    return index


def agrees_with(case: Case, field: FieldName, own: FieldName, theirs: TheirField) -> Problems:
    """``field``: the reference.
    ``own``: a field of this record.
    ``theirs``: the field of the record referred to that says the same (of a list, one in common is enough).
    """
    value = case.value(own)
    others = [other for other in case.related(field) if reference_ids(other.values.get(theirs))]
    if not reference_ids(value) or not others:
        yield NOT_APPLICABLE
        return
    for other in others:
        said = other.values.get(theirs)
        if not _same(value, said):
            message = say(
                "{own} is '{value}', but '{id}' says '{said}'.",
                own=case.label(own),
                value=listed(reference_ids(value)),
                id=other.id,
                said=listed(reference_ids(said)),
            )
            yield case.problem(message, say("Make the two agree."), field=own)


def _same(one: Value, other: Value) -> bool:
    return bool(one == other) or bool({*map(fold, reference_ids(one))} & {*map(fold, reference_ids(other))})


DEFINITIONS = (
    Definition(
        Rule("in-force", say("What a record refers to was in force on its day.")), in_force, other="field"
    ),
    Definition(
        Rule("no-cycle", say("References among records of a type do not lead in a circle.")), no_cycle
    ),
    Definition(
        Rule("listed-by", say("A record stands in the list of the one that answers for it.")),
        listed_by,
        other="type",
        pairs=("own", "theirs"),
    ),
    Definition(
        Rule("agrees-with", say("A record says the same as the one that it refers to.")),
        agrees_with,
        other="field",
    ),
)
