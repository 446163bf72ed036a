"""Entries of a type → tables: the records, and each child table with its parent's id in the first column."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from generator.disclose.disclosure import Entry
from generator.model.declared.condition import Value
from generator.model.declared.record_type import STEERING_FIELDS, ChildTable, Field, RecordType
from generator.model.records.derived import is_derived
from generator.model.text.wording import Wording

COMPUTED = "computed"
_COMPUTED = Wording("自动计算", {"en": "Computed"})
_COMPUTED_MEANS = Wording(
    "本行中由系统计算得出、不是人工填写的栏目。",
    {"en": "The columns of this row whose values the program worked out; nobody typed them."},
)


@dataclass(frozen=True, slots=True)
class Table:
    """A table by columns. ``name`` is empty for the records themselves.

    ``linked`` names the columns that refer to other records, out of which the door may have taken
    values; ``parent`` is the column of a child table that names the record.
    """

    type: RecordType
    name: str
    title: Wording
    fields: tuple[Field, ...]
    columns: tuple[Sequence[Value], ...]
    linked: frozenset[str]
    parent: str = ""

    @property
    def height(self) -> int:
        return len(self.columns[0])

    def part(self, start: int, stop: int) -> Table:
        """Some of the rows."""
        return replace(self, columns=tuple(values[start:stop] for values in self.columns))


def tables(type: RecordType, entries: Sequence[Entry]) -> Iterator[Table]:
    """The records, then the child tables; a common one only if a record uses it, and no column that is never filled."""
    fields = tuple(
        field
        for field in type.fields
        if field.name not in STEERING_FIELDS & type.common and field.leaves_something
    )
    columns = tuple([entry.values.get(field.name) for entry in entries] for field in fields)
    more = _computed_column(type, fields, [entry.values for entry in entries])
    yield Table(type, "", type.label, (*fields, *more[0]), (*columns, *more[1]), _linked(type, ""))
    for child in type.children:
        if any(field.leaves_something for field in child.fields):
            table = child_table(type, child, entries)
            if table.height or not child.common:
                yield table


def child_table(type: RecordType, child: ChildTable, entries: Sequence[Entry]) -> Table:
    """The rows of a child table of some entries, each behind the id of its record."""
    parent = _parent_field(type, child)
    owned = [(_id(entry), row) for entry in entries for row in entry.children.get(child.name, ())]
    shown = tuple(field for field in child.fields if field.leaves_something)
    columns = ([id for id, _ in owned], *([row.get(field.name) for _, row in owned] for field in shown))
    more = _computed_column(type, (parent, *shown), [row for _, row in owned])
    fields, linked = (parent, *shown, *more[0]), _linked(type, child.name)
    return Table(type, child.name, child.label, fields, (*columns, *more[1]), linked, parent.name)


def _computed_column(
    type: RecordType, fields: Sequence[Field], rows: Sequence[Mapping[str, Value]]
) -> tuple[tuple[Field, ...], tuple[Sequence[Value], ...]]:
    """Which values of each row nobody typed, by the names of their columns; no column where all were typed."""
    names = [field.name for field in fields] if type.derived else []
    told = [" ".join(name for name in names if is_derived(row.get(name))) or None for row in rows]
    if not any(told):
        return (), ()
    name = COMPUTED
    while name in names:
        name = f"{type.name}_{name}"
    return (Field(name, title=_COMPUTED, description=_COMPUTED_MEANS),), (told,)


def _id(entry: Entry) -> Value:
    return entry.values.get(entry.type.id_field, entry.id)


def _parent_field(type: RecordType, child: ChildTable) -> Field:
    """The parent's id field; under a longer name if the child table has a field of that name."""
    own, name = {field.name for field in child.fields}, type.id_field
    while name in own:
        name = f"{type.name}_{name}"
    field = type.field(type.id_field)
    kept = {key: value for key, value in field.constraints.items() if key != "unique"}
    return replace(field, name=name, constraints={**kept, "required": True})


def _linked(type: RecordType, child: str) -> frozenset[str]:
    return frozenset(relation.field for relation in type.relations if relation.child == child)
