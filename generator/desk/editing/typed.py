"""A record's values as texts that can be typed, and typed texts as what they change.

What was not typed otherwise changes nothing: a text is held against the one that was shown, before anybody asks what it means.
So a form never rewrites a value that it cannot show as it stands in the file.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from generator.check.changes.texts import as_text, is_empty
from generator.desk.record_files.edits import Amendment
from generator.model.declared.condition import Value
from generator.model.declared.record_type import ChildTable, Field, RecordType
from generator.model.records.record import Record, Row
from generator.read.table.shape import shape_of
from generator.read.table.values import Normaliser, clean, truth_words

Texts = tuple[str, ...]
"""What is typed for one field: one text, or one for each item of a list."""


@dataclass(frozen=True, slots=True)
class TypedRow:
    """A row of a child table as it is typed."""

    cells: Mapping[str, str]
    was: int | None = None
    """Which of the record's rows it is, counted from 0; ``None``: it comes."""

    @property
    def is_blank(self) -> bool:
        return not any(map(str.strip, self.cells.values()))


@dataclass(frozen=True, slots=True)
class Typed:
    """What somebody typed of a record. Fields and tables that are not named stay as they are."""

    values: Mapping[str, Texts] = field(default_factory=dict)
    rows: Mapping[str, Sequence[TypedRow]] = field(default_factory=dict)
    """By child table. A row that was there and is blank now goes; one that is not among these stays."""


def text_of(value: Value, field: Field) -> str:
    """A value in one text, as it can be typed: what is read of it is the value."""
    if isinstance(value, bool):
        return truth_words(field)[0 if value else 1]
    if isinstance(value, date) and "%" in field.format:
        return value.strftime(field.format)
    return value.replace("\r\n", "\n") if isinstance(value, str) else as_text(value)


def texts_of(value: Value, field: Field) -> Texts:
    """A value as it is shown in the input of its field; nothing for an empty one."""
    if is_empty(value):
        return ()
    return tuple(map(as_text, value)) if isinstance(value, tuple) else (text_of(value, field),)


def shown(record: Record, type: RecordType) -> Typed:
    """The record as a form shows it before anybody has typed anything."""
    return Typed(
        {each.name: texts_of(record.values.get(each.name), each) for each in type.fields},
        {
            table.name: [
                TypedRow(
                    {each.name: text_of(row.values.get(each.name), each) for each in table.fields}, place
                )
                for place, row in enumerate(record.children.get(table.name, ()))
            ]
            for table in type.children
        },
    )


def amendment_of(record: Record, type: RecordType, typed: Typed) -> Amendment:
    """What was typed otherwise than it stands there. Ids stay."""
    shape, made = shape_of(type), Amendment(record)
    for each in _typeable(type):
        if each.name in typed.values:
            read = shape.records.spellings.normalisers[each.name]
            old = record.values.get(each.name)
            value = _value(typed.values[each.name], old, each, read)
            if not _is_same(value, old):
                made.values[each.name] = value
    for table in type.children:
        readers = shape.nested[table.name].normalisers
        rows = record.children.get(table.name, ())
        for row in typed.rows.get(table.name, ()):
            if row.was is None or row.was >= len(rows):
                if not row.is_blank:
                    made.added.append((table.name, _new_row(row, table, readers)))
            elif row.is_blank:
                made.removed.append((table.name, rows[row.was]))
            elif cells := dict(_cells(row, rows[row.was], table, readers)):
                made.cells.append((table.name, rows[row.was], cells))
    return made


def new_values(type: RecordType, typed: Typed) -> dict[str, Value]:
    """What is typed of a record that is not there yet, its id too."""
    readers = shape_of(type).records.spellings.normalisers
    found = {
        each.name: _value(typed.values.get(each.name, ()), None, each, readers[each.name])
        for each in type.fields
        if each.name in readers
    }
    return {name: value for name, value in found.items() if value is not None}


def new_rows(type: RecordType, typed: Typed) -> Iterator[tuple[str, Mapping[str, Value]]]:
    """The rows of such a record, each with its table."""
    shape = shape_of(type)
    for table in type.children:
        readers = shape.nested[table.name].normalisers
        for row in typed.rows.get(table.name, ()):
            if not row.is_blank:
                yield table.name, _new_row(row, table, readers)


def _typeable(type: RecordType) -> Iterator[Field]:
    kept = (type.id_field, *type.id_parts)
    return (each for each in type.fields if each.name not in kept)


def _value(texts: Texts, old: Value, field: Field, read: Normaliser) -> Value:
    """What the texts of one field mean; ``None`` for nothing."""
    said = tuple(text for text in map(clean, texts) if text)
    if said == tuple(map(clean, texts_of(old, field))):
        return old
    if field.type != "array":
        return _or_none(read("\n".join(said)))
    before = old if isinstance(old, tuple) else ()
    items: list[str] = []
    for text in said:
        meant = (text,) if text in before else read(text)
        items += map(str, meant) if isinstance(meant, tuple) else [str(meant)]
    return _or_none(tuple(items))


def _new_row(row: TypedRow, table: ChildTable, readers: Mapping[str, Normaliser]) -> Mapping[str, Value]:
    said = {each.name: _or_none(readers[each.name](row.cells.get(each.name, ""))) for each in table.fields}
    return {name: value for name, value in said.items() if value is not None}


def _cells(
    row: TypedRow, was: Row, table: ChildTable, readers: Mapping[str, Normaliser]
) -> Iterator[tuple[str, Value]]:
    for each in table.fields:
        old = was.values.get(each.name)
        if each.name in row.cells and clean(row.cells[each.name]) != clean(text_of(old, each)):
            value = _or_none(readers[each.name](row.cells[each.name]))
            if not _is_same(value, old):
                yield each.name, value


def _or_none(value: Value) -> Value:
    return None if is_empty(value) else value


def _is_same(value: Value, old: Value) -> bool:
    """Whether nothing changes: also where nothing was, and nothing is typed."""
    return (is_empty(value) and is_empty(old)) or (value == old and type(value) is type(old))
