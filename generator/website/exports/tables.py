"""Entries of a type → tables: the records, with their state and the address of their page, and each child table with its
parent's id in the first column; for programs as records say it, or for readers of a language as pages do.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from generator.disclose.disclosure import Entry
from generator.model.declared.condition import Value
from generator.model.declared.record_type import STEERING_FIELDS, Category, ChildTable, Field, RecordType
from generator.model.declared.site import Site
from generator.model.files.addresses import record_address, relative
from generator.model.records.derived import is_derived
from generator.model.text.wording import Wording
from generator.website.places.naming import whole_address
from generator.website.words.language import Language

COMPUTED, STATE, PAGE = "computed", "state", "page"
_STATE = Wording("状态", {"en": "State"})
_STATE_MEANS = Wording("生成网站那一天的状态。", {"en": "The state on the day of the site."})
_PAGE = Wording("网页", {"en": "Page"})
_PAGE_MEANS = Wording("这条记录的网页。", {"en": "The page of the record."})
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


def described(type: RecordType) -> Iterator[tuple[Wording, Sequence[Field]]]:
    """The columns that the downloads of a type may have, table by table, without those that every type has."""
    added = (
        Field(_free(STATE, type), title=_STATE, description=_STATE_MEANS),
        Field(_free(PAGE, type), title=_PAGE, description=_PAGE_MEANS),
    )
    own = (field for field in type.fields if field.name not in type.common and field.leaves_something)
    yield Wording(), (*own, *added)
    for child in type.children:
        if not child.common and (shown := [field for field in child.fields if field.leaves_something]):
            yield child.label, (_parent_field(type, child), *shown)


def described_common(types: Sequence[RecordType]) -> Sequence[Field]:
    """The columns that every type has."""
    found = {
        field.name: field
        for type in types
        for field in type.fields
        if field.name in type.common - STEERING_FIELDS and field.leaves_something
    }
    return tuple(found.values())


@dataclass(frozen=True, slots=True)
class Manner:
    """For whom tables are: where the file stands, whose pages it leads to, and in which language it speaks."""

    site: Site
    address: str
    prefix: str = ""
    """The folder of the language whose pages are meant."""
    language: Language | None = None
    """``None`` for programs: names, ids and values as records have them."""


def tables(type: RecordType, entries: Sequence[Entry], manner: Manner) -> Iterator[Table]:
    """The records, then the child tables; a common one only if a record uses it, and no column that is never filled."""
    for table in _tables(type, entries, manner):
        yield for_readers(table, manner.language) if manner.language else table


def records_table(type: RecordType, entries: Sequence[Entry], manner: Manner) -> Table:
    """The first of them."""
    return next(tables(type, entries, manner))


def _tables(type: RecordType, entries: Sequence[Entry], manner: Manner) -> Iterator[Table]:
    fields = tuple(
        field
        for field in type.fields
        if field.name not in STEERING_FIELDS & type.common and field.leaves_something
    )
    columns: tuple[Sequence[Value], ...] = tuple(
        [entry.values.get(field.name) for entry in entries] for field in fields
    )
    computed = _computed_column(type, fields, [entry.values for entry in entries])
    own = [_state_column(type, entries), _page_column(type, entries, manner)]
    fields += tuple(field for field, _ in own) + computed[0]
    columns += tuple(values for _, values in own) + computed[1]
    yield Table(type, "", type.label, fields, columns, _linked(type, ""))
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


def _state_column(type: RecordType, entries: Sequence[Entry]) -> tuple[Field, Sequence[Value]]:
    """The state of each record: for programs its id, as in the twin, with what it is called."""
    named = tuple(Category(state.id, state.title) for state in type.states)
    field = Field(_free(STATE, type), title=_STATE, description=_STATE_MEANS, categories=named)
    return field, [entry.state.id if entry.state else None for entry in entries]


def _page_column(type: RecordType, entries: Sequence[Entry], manner: Manner) -> tuple[Field, Sequence[Value]]:
    """Where the page of each record is: a whole address, or where the site knows none of its own the way from the file."""
    field = Field(_free(PAGE, type), title=_PAGE, description=_PAGE_MEANS)
    pages = (manner.prefix + record_address(type.name, entry.id) for entry in entries)
    if manner.site.url:
        return field, [whole_address(manner.site, page) for page in pages]
    return field, [relative(page, manner.address) for page in pages]


def _free(name: str, type: RecordType) -> str:
    """The name, longer if a field of the type is called so."""
    taken = {field.name for field in type.fields}
    while name in taken:
        name = f"{type.name}_{name}"
    return name


def for_readers(table: Table, language: Language) -> Table:
    """The table as a page of that language says it: choices by what they are called, lists in a line."""
    columns = tuple(
        _told(field, values, language) for field, values in zip(table.fields, table.columns, strict=True)
    )
    return replace(table, columns=columns)


def _told(field: Field, values: Sequence[Value], language: Language) -> Sequence[Value]:
    if field.names_values:
        return [_choices(field, value, language) for value in values]
    return values


def _choices(field: Field, value: Value, language: Language) -> Value:
    if isinstance(value, tuple):
        return tuple(language.choice(field, str(each)) for each in value)
    return value if value is None else language.choice(field, str(value))


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
