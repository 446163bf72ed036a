"""The shape that a table of a type may have, compiled once a type from its declaration."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from generator.model.declared.record_type import Field, RecordType
from generator.read.table.spellings import Spellings


@dataclass(frozen=True, slots=True)
class Shape:
    """The columns that a table may have, and the one that says which record a row is or belongs to."""

    type: str
    spellings: Spellings
    key: Field
    keeps_key: bool
    """A record keeps its id among its values; a row of a child table does not keep its parent's."""
    above: Spellings | None = None
    """For a child table: what stands in the records themselves."""


@dataclass(frozen=True, slots=True)
class TypeShape:
    """The shape of a type's records and of each of its child tables.

    ``nested`` is for rows inside a record, which need no key.
    """

    records: Shape
    tables: Mapping[str, Shape]
    nested: Mapping[str, Spellings]


def shape_of(type: RecordType, *, of_form: bool = False) -> TypeShape:
    """What the declaration of ``type`` allows in its files; ``KeyError`` if its id field is not declared.

    In a form (``of_form``) a title may stand behind the id of a record that is referred to.
    """
    key = type.field(type.id_field)
    typed = [field for field in type.fields if not type.id_parts or field is not key]
    chosen = references(type) if of_form else {}
    own = Spellings(typed, type.children, type.missing_values, chosen.get("", ()))
    first = type.field(type.id_parts[0]) if type.id_parts else key
    tables = {
        table.name: Shape(
            type.name,
            Spellings((key, *table.fields), (), type.missing_values, chosen.get(table.name, ())),
            key,
            keeps_key=False,
            above=own,
        )
        for table in type.children
    }
    nested = {
        table.name: Spellings(table.fields, (), type.missing_values, chosen.get(table.name, ()))
        for table in type.children
    }
    return TypeShape(Shape(type.name, own, first, keeps_key=True), tables, nested)


def references(type: RecordType) -> Mapping[str, Mapping[str, str]]:
    """The fields that hold ids of records, each with the type that it leads to; by child table, the record's own under ``""``."""
    found: dict[str, dict[str, str]] = {}
    for relation in type.relations:
        found.setdefault(relation.child, {})[relation.field] = relation.to
    return found
