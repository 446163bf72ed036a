"""Which files a record names, and where it says so."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.model.declared.condition import reference_ids
from generator.model.declared.record_type import Field, RecordType, Show
from generator.model.records.record import Record, Row


@dataclass(frozen=True, slots=True)
class Naming:
    """One value that names an attachment; ``table`` is empty for a field of the record itself."""

    path: str
    field: Field
    row: Row
    table: str = ""


def attachment_fields(type: RecordType) -> tuple[tuple[str, Field], ...]:
    """The fields of a type that name attachments, each with the child table that it stands in."""
    tables = [("", type.fields), *((table.name, table.fields) for table in type.children)]
    return tuple(
        (name, field) for name, fields in tables for field in fields if field.show is Show.ATTACHMENT
    )


def attachments_named(fields: tuple[tuple[str, Field], ...], record: Record) -> Iterator[Naming]:
    """Every attachment that ``record`` names in ``fields`` (of its type), in their order."""
    for table, field in fields:
        for row in record.children.get(table, ()) if table else (record.row,):
            for path in reference_ids(row.values.get(field.name)):
                yield Naming(path, field, row, table)
