"""What need not be asked: the next id, and values that the type's own rules let the program compute."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal

from generator.check.calendar.working_days import UnknownYear
from generator.check.rules.case import Case, World
from generator.check.rules.definition import BoundRule
from generator.check.rules.derivation import derivations, published
from generator.check.rules.engine import bound_rules
from generator.model.declared.condition import Value, day_of
from generator.model.declared.record_type import RecordType, Show
from generator.model.records.record import Record, Register, Row, Source

_NUMBERED = re.compile(r"(.*?)([0-9]+)([^0-9]*)", re.DOTALL)
NOTHING: Value = None
_LONGEST_TITLE = 40
"""Characters of a title that is proposed."""
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")


def next_id(register: Register, type: RecordType, year: int, taken: Collection[str] = ()) -> str | None:
    """The id after those of the year, in the form of the newest record's; ``None`` if there is no form to go by."""
    records = register.records[type.name]
    used = {record.id for record in records} | set(taken)
    for record in records:
        used.update(map(str, record.values.get("former_ids") or ()))
    dated = sorted(records, key=lambda record: day_of(record.values.get(type.date_field or "")) or date.min)
    match = next((found for record in reversed(dated) if (found := _NUMBERED.fullmatch(record.id))), None)
    if match is None:
        form, width, last = f"{year}-", 3, ""
    elif not match[1] and _YEAR.fullmatch(match[2]):
        return None
    else:
        form, width, last = _YEAR.sub(str(year), match[1], count=1), len(match[2]), match[3]
    numbers = [
        int(id[len(form) : len(id) - len(last)])
        for id in used
        if id.startswith(form) and id.endswith(last) and id[len(form) : len(id) - len(last)].isdecimal()
    ]
    id = f"{form}{max(numbers, default=0) + 1:0{width}}{last}"
    pattern = type.field(type.id_field).constraints.get("pattern")
    if type.field(type.id_field).type != "string" or (pattern and not re.fullmatch(str(pattern), id)):
        return None
    return id


def title_from(values: Mapping[str, Value], type: RecordType) -> str | None:
    """The first words of the text that stands under a title, for a record that has no title; ``None`` if there is none."""
    own = next((each for each in type.fields if each.name == type.title_field), None)
    texts = (
        str(values[each.name])
        for each in type.fields
        if each.show is Show.LEDE
        and each.required
        and each.lasts
        and not each.personal
        and values.get(each.name)
    )
    text = next(texts, "") if own and own.required and own.type == "string" else ""
    clause = re.split(r"[。；;！!？?\n]", text.strip(), maxsplit=1)[0]
    if len(clause) > _LONGEST_TITLE:
        clause = re.split(r"[，,：:]", clause, maxsplit=1)[0][:_LONGEST_TITLE]
    return clause.strip() or None


def computed(
    values: Mapping[str, Value],
    children: Mapping[str, Sequence[Row]],
    register: Register,
    type: RecordType,
    today: date,
) -> dict[str, Value]:
    """The empty fields of a record that its rules determine: the last day of a minimum of working days, and what rules
    work out, as they work it out.
    """
    found: dict[str, Value] = {}
    record = Record(
        type.name, "", Row(values, Source("")), {name: tuple(rows) for name, rows in children.items()}
    )
    world = World(register, today)
    for rule in applying(values, register, type, today):
        computes, value = rule.definition.computes, NOTHING
        if rule.use.rule == "minimum-working-days":
            field, value = str(rule.use.parameters["to"]), _last_day(values, rule.use.parameters, world)
        elif computes and not computes.by_row and (field := rule.arguments.get(computes.of, "")):
            value = computes.value(Case(record, type, rule.definition.rule, world), **rule.arguments)
            value = as_typed(published(value, type.field(field), computes.places))
        if value is not None and values.get(field) in (None, "", ()):
            earlier = day_of(found.get(field))
            found[field] = max(earlier, value) if earlier and isinstance(value, date) else value
    return found


def as_typed(value: Value) -> Value:
    """A number as somebody would type it."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else Decimal(value)
    day = day_of(value)
    return date(day.year, day.month, day.day) if day else value


def left_out(
    values: Mapping[str, Value],
    children: Mapping[str, Sequence[Row]],
    register: Register,
    type: RecordType,
    today: date,
) -> frozenset[str]:
    """The empty fields that need not be filled in, since the site works them out for good from what else is there."""
    lasting = {
        each.field.name for each in derivations(type, register.types) if not each.in_period and not each.table
    }
    return (
        frozenset(lasting & computed(values, children, register, type, today).keys())
        if lasting
        else frozenset()
    )


def applying(
    values: Mapping[str, Value], register: Register, type: RecordType, today: date
) -> Iterator[BoundRule]:
    """The rules of the type that bind a record with these values."""
    on = day_of(values.get(type.date_field or "")) or today
    for rule in bound_rules(type, register.types):
        packed = not rule.use.pack or rule.use.pack in register.site.packs
        if packed and rule.use.in_force.holds(on) and rule.use.when.holds(values, today):
            yield rule


def needed(
    values: Mapping[str, Value],
    children: Mapping[str, Sequence[Row]],
    register: Register,
    type: RecordType,
    today: date,
) -> list[str]:
    """The empty fields that a record must have, or ought to by its rules, and that nothing works out; in the schema's order."""
    names = {field.name for field in type.fields if field.required}
    for rule in applying(values, register, type, today):
        if rule.use.rule == "needs":
            names.update(rule.arguments["fields"])
    names -= left_out(values, children, register, type, today)
    return [
        field.name
        for field in type.fields
        if field.name in names and values.get(field.name) in (None, "", ())
    ]


def _last_day(values: Mapping[str, Value], said: Mapping[str, object], world: World) -> date | None:
    first = day_of(values.get(str(said["from"])))
    if first is None:
        return None
    days = world.working_days
    try:
        return days.after(first, int(str(said["days"])) - days.is_working(first))
    except UnknownYear:
        return None
