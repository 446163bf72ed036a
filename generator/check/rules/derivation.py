"""What a type declares as derived, worked out for the records that leave it out: by the rule that would check it.

There is one computation of each value. A rule compares it with what was typed; where nothing was typed, it is the value.
The gate asks here so that nobody is told to fill in what can be worked out, ``disclose/`` for what the public gets to see.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from generator.check.rules.between_records.trees import of_tree
from generator.check.rules.case import Case, World, is_empty
from generator.check.rules.definition import BoundRule
from generator.check.rules.engine import bound_rules
from generator.check.rules.library import LIBRARY
from generator.model.declared.condition import Condition, Value, day_of, reference_ids
from generator.model.declared.personal import Public
from generator.model.declared.record_type import NUMBERS, PUBLISHED_ON, STEERING_FIELDS, Field, RecordType
from generator.model.declared.section import TreePage
from generator.model.records import amounts
from generator.model.records.derived import DerivedDay, DerivedNumber
from generator.model.records.public_life import FORMER_IDS, WITHDRAWN
from generator.model.records.record import Record, Register, Row
from generator.model.text.wording import say
from generator.read.schema.binder import passing
from generator.read.schema.place import Place


@dataclass(frozen=True, slots=True)
class Derivation:
    """A field of the record, or of the rows of ``table``, and the rules that work it out; the first that can does."""

    table: str
    field: Field
    rules: tuple[BoundRule, ...]
    in_period: bool
    """Whether it is worked out from values that are public during the record's period alone, and so is no longer public."""


Wanted = Callable[[Record, Derivation], bool]
"""Whether a value is to be worked out for a record."""


def derivations(type: RecordType, types: Mapping[str, RecordType]) -> tuple[Derivation, ...]:
    """What the type declares, in its order. Raises :class:`CannotRun` where no rule works it out."""
    if not type.derived:
        return ()
    pages = (section.page for section in type.pages)
    rules = [
        *bound_rules(type, types, lambda use: use.rule in LIBRARY and bool(LIBRARY[use.rule].computes)),
        *(of_tree(page) for page in pages if isinstance(page, TreePage) and page.progress),
    ]
    found: list[Derivation] = []
    for name in type.derived:
        found.append(_derivation(type, name, rules, [each.field for each in found if each.in_period]))
    return tuple(found)


def _derivation(
    type: RecordType, name: str, rules: Sequence[BoundRule], in_period: Sequence[Field]
) -> Derivation:
    """``in_period``: fields that are derived before it and are no longer public when the period is over."""
    own = {field.name: field for field in type.fields}
    table, _, column = ("", "", name) if name in own else name.rpartition(".")
    fitting = tuple(rule for rule in rules if _works_out(rule, table, column))
    field = own[name] if not table else next(f for f in type.child(table).fields if f.name == column)
    place = Place(type.path, type.file).at("sunlit").at("derived")
    if not table and name in _steering(type):
        raise place.refusal(
            say("{path}: {where} names '{name}', by which a record is called, or made public and taken down: that is typed.",
                name=name)
        )  # fmt: skip
    _refuse_passing(type, table, field, fitting, place)
    if not fitting:
        computing = ", ".join(id for id, definition in LIBRARY.items() if definition.computes)
        raise place.refusal(
            say("{path}: {where} names '{name}', but no rule of the type works that out. These rules can: {rules}.",
                name=name, rules=computing)
        )  # fmt: skip
    passes = any(_reads_in_period(type, rule, in_period) for rule in fitting)
    return Derivation(table, field, fitting, passes)


def _refuse_passing(
    type: RecordType, table: str, field: Field, rules: Sequence[BoundRule], place: Place
) -> None:
    """Stops at a value that would show what is never public, or that is not public for good itself."""
    for rule in rules:
        for each in _read(type, rule):
            if each.personal and each.personal.public is Public.NEVER:
                raise passing(each.name, place)
    if not field.lasts:
        raise passing(f"{table}.{field.name}" if table else field.name, place)


def _steering(type: RecordType) -> frozenset[str]:
    """The fields that say which record it is, what it is called, and when it is public."""
    period = (type.period.starts, type.period.ends) if type.period else ()
    common = {*STEERING_FIELDS, PUBLISHED_ON, WITHDRAWN, FORMER_IDS} & type.common
    return frozenset(
        {type.id_field, *type.id_parts, type.title_field, type.tree_field or "", *period, *common}
    )


def _works_out(rule: BoundRule, table: str, column: str) -> bool:
    computes = rule.definition.computes
    if computes is None or computes.by_row is not bool(table):
        return False
    return rule.arguments.get(computes.of) == column and table in ("", rule.arguments.get("table"))


def _reads_in_period(type: RecordType, rule: BoundRule, in_period: Sequence[Field]) -> bool:
    """Whether the rule looks at a table, or at a field of the record, with values that do not stay public."""
    tables = (table.fields for table in type.children if table.name == rule.arguments.get("table"))
    read = (*_read(type, rule), *(each for fields in tables for each in fields))
    return any(field.period_bound or any(field is each for each in in_period) for field in read)


def _read(type: RecordType, rule: BoundRule) -> Iterator[Field]:
    """The fields of the record or of its table that the rule names, in its conditions too."""
    named = {name for value in (*rule.arguments.values(), rule.use.when) for name in _names(value)}
    table = rule.arguments.get("table", "")
    yield from (field for of, field in type.all_fields() if of in ("", table) and field.name in named)


def _names(value: object) -> Iterator[str]:
    if isinstance(value, Condition):
        yield from (name for test in value.tests for name in (test.field, str(test.operand)))
    else:
        yield from (str(each) for each in (value if isinstance(value, tuple) else (value,)))


class Derived:
    """The records of a register with what is derived of them."""

    def __init__(self, register: Register, today: date) -> None:
        declared = {name: derivations(type, register.types) for name, type in register.types.items()}
        self._declared = {name: found for name, found in declared.items() if found}
        self._world = _Filling(register, today)
        self._register = register

    def register(self, wanted: Wanted) -> Register:
        """The register with every record as :meth:`record` gives it; those below a record before it."""
        for name in self._declared:
            records = self._register.records[name]
            is_tree = bool(self._register.types[name].tree_field)
            for record in _lowest_first(records, self._world, name) if is_tree else records:
                self._world.filled[id(record)] = self.record(record, wanted)
        filled = {
            name: tuple(self._world.filled.get(id(record), record) for record in records)
            for name, records in self._register.records.items()
        }
        return replace(self._register, records=filled) if self._declared else self._register

    def record(self, record: Record, wanted: Wanted) -> Record:
        """The record with what is derived of it, among the others as far as they are done."""
        for each in self._declared.get(record.type, ()):
            if wanted(record, each):
                record = self._with(record, each)
        return record

    def _with(self, record: Record, derivation: Derivation) -> Record:
        if not derivation.table:
            return replace(record, row=self._filled(record, record.row, derivation))
        rows = record.children.get(derivation.table, ())
        filled = tuple(self._filled(record, row, derivation) for row in rows)
        if all(one is other for one, other in zip(rows, filled, strict=True)):
            return record
        return replace(record, children={**record.children, derivation.table: filled})

    def _filled(self, record: Record, row: Row, derivation: Derivation) -> Row:
        """The row with the value, unless one was typed or nothing can be worked out."""
        name = derivation.field.name
        if not is_empty(row.values.get(name)):
            return row
        values = (self._value(record, row, rule, derivation) for rule in derivation.rules)
        value = next((value for value in values if value is not None), None)
        return row if value is None else replace(row, values={**row.values, name: value})

    def _value(self, record: Record, row: Row, rule: BoundRule, derivation: Derivation) -> Value:
        computes = rule.definition.computes
        if computes is None or not rule.use.when.holds(record.values, self._world.today):
            return None
        case = Case(record, self._register.types[record.type], rule.definition.rule, self._world)
        given = {"row": row, **rule.arguments} if computes.by_row else rule.arguments
        return published(computes.value(case, **given), derivation.field, computes.places)


def with_derived(register: Register, today: date) -> Register:
    """The register with all that its types declare as derived, of public records as the public will see it."""
    return Derived(register, today).register(lambda *_: True)


def as_public(register: Register, today: date) -> Register:
    """The same, less what a record no longer shows since its period is over."""

    def stands(record: Record, derivation: Derivation) -> bool:
        period = register.types[record.type].period
        ends = day_of(record.values.get(period.ends)) if period else None
        return not derivation.in_period or ends is None or today <= ends

    return Derived(register, today).register(stands)


class _Filling(World):
    """A world in which whoever asks for the records below one gets those that are done."""

    def __init__(self, register: Register, today: date) -> None:
        super().__init__(register, today)
        self.filled: dict[int, Record] = {}

    def records_below(self, type: str, id_: str) -> Sequence[Record]:
        return [self.filled.get(id(record), record) for record in super().records_below(type, id_)]


def _lowest_first(records: Sequence[Record], world: World, name: str) -> Iterator[Record]:
    """Every record after those below it, whatever circle they stand in."""
    named: dict[str, list[Record]] = {}
    for record in records:
        named.setdefault(record.id, []).append(record)
    waiting = {id: len(world.records_below(name, id)) for id in named}
    ready = deque(record for record in records if not waiting[record.id])
    done = set[int]()
    tree_field = world.register.types[name].tree_field or ""
    while ready:
        record = ready.popleft()
        done.add(id(record))
        yield record
        for parent in reference_ids(record.values.get(tree_field))[:1]:
            if parent in waiting:
                waiting[parent] -= 1
                ready.extend(named[parent] if not waiting[parent] else ())
    yield from (record for record in records if id(record) not in done)


def published(value: Decimal | date | None, field: Field, places: int | None) -> Value:
    """The value as the field holds one, and as no more than can be shown; ``None`` if the field cannot hold it."""
    if isinstance(value, date) and field.type == "date":
        return DerivedDay(value.year, value.month, value.day)
    if not isinstance(value, Decimal) or field.type not in NUMBERS:
        return None
    if field.type == "integer":
        places = 0
    return DerivedNumber(amounts.plain(value if places is None else amounts.rounded(value, places)))
