"""The list of a type, as a body publishes it → records of the portal's type, whose ids begin with the body's.

Only what the portal's type declares is looked at. The rest is named, so that the body's page can say it.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from generator.model.declared.condition import Value
from generator.model.declared.record_type import RecordType
from generator.model.findings import rules
from generator.model.findings.finding import Finding
from generator.model.records.derived import DerivedDay, DerivedNumber
from generator.model.records.public_life import FORMER_IDS
from generator.model.records.record import Record, Row, Source
from generator.model.text.wording import say
from generator.portal.types import BODY, PAGE
from generator.read.table.raw import RawList, RawMapping, RawText, RawValue
from generator.read.table.rows import read_record
from generator.read.table.shape import shape_of

BETWEEN = "/"
"""Between the body's id and that of its record: no id of a body holds it."""
_OURS = frozenset({BODY, PAGE})
_LINE_OF_FIRST = 2
"""A list has one record a line, below its bracket."""


@dataclass(frozen=True, slots=True)
class List:
    """The records of a list, what is wrong with them, and the fields that the portal does not know."""

    records: tuple[Record, ...]
    findings: tuple[Finding, ...]
    unknown: tuple[str, ...] = ()


def portal_id(body: str, id: str) -> str:
    """What a body's record is called on the portal."""
    return f"{body}{BETWEEN}{id}"


class ListReader:
    """Reads the lists of one type; what follows from the type is worked out once for all bodies."""

    def __init__(self, type: RecordType, declared: RecordType) -> None:
        """``declared`` is the type as the root declares it: its fields are known, whether they are read or not."""
        self.type = type
        self.shape = shape_of(type)
        self.known = {"": _names(declared)}
        self.known |= {table.name: _columns(declared, table.name) for table in declared.children}
        self.shown = {"": _names(type) - _OURS}
        self.shown |= {table.name: _columns(type, table.name) for table in type.children}
        self.linked: dict[str, set[str]] = {"": {FORMER_IDS}}
        for relation in type.relations:
            self.linked.setdefault(relation.child, set()).add(relation.field)
        self.linked[""] -= _OURS

    def read(self, content: bytes, path: str, body: str) -> List:
        """The records of a body's list."""
        try:
            items = json.loads(content, parse_int=str, parse_float=str, parse_constant=str)
        except (ValueError, RecursionError):
            items = None
        if not isinstance(items, list):
            message = say("This is no list of records, as sites publish them.")
            return List((), (Finding(rules.NOT_A_RECORD, Source(path), message),))
        reading = _Reading(self, path, body)
        records = tuple(reading.records(items))
        return List(records, tuple(reading.findings), tuple(sorted(reading.unknown)))


def _names(type: RecordType) -> frozenset[str]:
    return frozenset(field.name for field in type.fields) | {table.name for table in type.children}


def _columns(type: RecordType, table: str) -> frozenset[str]:
    return frozenset(field.name for field in type.child(table).fields)


class _Reading:
    """One list, while it is read."""

    def __init__(self, of: ListReader, path: str, body: str) -> None:
        self.of, self.path, self.body, self.type = of, path, body, of.type
        self.findings: list[Finding] = []
        self.unknown: set[str] = set()

    def records(self, items: Iterable[Any]) -> Iterator[Record]:
        for line, item in enumerate(items, _LINE_OF_FIRST):
            record = self._record(item, line)
            if record is not None:
                yield record

    def _record(self, item: Any, line: int) -> Record | None:
        values = item.get("fields") if isinstance(item, dict) else None
        tables = item.get("tables", {}) if isinstance(item, dict) else None
        if not isinstance(values, dict) or not isinstance(tables, dict):
            message = say("Here stands something that is not a record.")
            self.findings.append(Finding(rules.NOT_A_RECORD, Source(self.path, line), message))
            return None
        values = self._with_title(item, values)
        entries = [*self._entries("", values, line), *self._tables(tables, line)]
        read = read_record(RawMapping(tuple(entries), line, 1), self.path, self.of.shape)
        id = read.id and portal_id(self.body, read.id)
        self.findings.extend(replace(finding, record=id) for finding in read.findings)
        if not id:
            message = say("This record has no id.")
            self.findings.append(Finding(rules.REQUIRED, Source(self.path, line), message))
            return None
        row = replace(
            read.row, values={**self._linked("", read.row.values), self.type.id_field: id, BODY: self.body}
        )
        children = {
            name: tuple(replace(each, values=self._linked(name, each.values)) for each in rows)
            for name, rows in read.children.items()
        }
        return _with_marks(Record(self.type.name, id, row, children), item.get("computed"))

    def _with_title(self, item: Mapping[str, Any], values: dict[str, Any]) -> dict[str, Any]:
        """The title as it lasts stands in the list beside the fields; the field itself may be public for a time alone."""
        name, own = self.type.title_field, self.type.id_field
        if name == own or name not in self.of.shown[""]:
            return values
        others = {key: value for key, value in values.items() if key != name}
        return others if item.get("title") == values.get(own) else {**others, name: item.get("title")}

    def _entries(
        self, table: str, values: Mapping[str, Any], line: int
    ) -> Iterator[tuple[RawText, RawValue]]:
        for name, value in values.items():
            if name in self.of.shown[table]:
                yield RawText(name, line, 1), _raw(value, line)
            elif name not in self.of.known.get(table, frozenset()):
                self.unknown.add(f"{table}.{name}" if table else name)

    def _tables(self, tables: Mapping[str, Any], line: int) -> Iterator[tuple[RawText, RawValue]]:
        for name, rows in tables.items():
            if name in self.of.shown and name:
                items = rows if isinstance(rows, list) else [rows]
                yield (
                    RawText(name, line, 1),
                    RawList(tuple(self._row(name, each, line) for each in items), line, 1),
                )
            elif name not in self.of.known:
                self.unknown.add(name)

    def _row(self, table: str, row: Any, line: int) -> RawValue:
        if not isinstance(row, dict):
            return _raw(row, line)
        return RawMapping(tuple(self._entries(table, row, line)), line, 1)

    def _linked(self, table: str, values: Mapping[str, Value]) -> dict[str, Value]:
        """With the body before every id of a record."""
        names = self.of.linked.get(table, ())
        return {name: self._with_body(value) if name in names else value for name, value in values.items()}

    def _with_body(self, value: Value) -> Value:
        if isinstance(value, tuple):
            return tuple(portal_id(self.body, each) for each in value)
        return portal_id(self.body, str(value))


def _raw(value: Any, line: int) -> RawValue:
    if isinstance(value, list):
        return RawList(tuple(_raw(item, line) for item in value), line, 1)
    if isinstance(value, dict):
        return RawMapping(
            tuple((RawText(str(key), line, 1), _raw(each, line)) for key, each in value.items()), line, 1
        )
    if value is None or isinstance(value, str):
        return RawText(value or "", line, 1)
    return RawText("true" if value else "false", line, 1, plain=True)


def _with_marks(record: Record, computed: Any) -> Record:
    """The record, in which a value that nobody typed says so; what is no pointer to one says nothing."""
    for pointer in computed if isinstance(computed, list) else ():
        match str(pointer).split("/"):
            case ["", "fields", name]:
                record = replace(record, row=_marked(record.row, name))
            case ["", "tables", table, number, name] if number.isdecimal():
                rows = list(record.children.get(table, ()))
                if int(number) < len(rows):
                    rows[int(number)] = _marked(rows[int(number)], name)
                    record = replace(record, children={**record.children, table: tuple(rows)})
    return record


def _marked(row: Row, name: str) -> Row:
    match row.values.get(name):
        case bool():
            return row
        case int() | Decimal() as number:
            value: Value = DerivedNumber(number)
        case date() as day:
            value = DerivedDay(day.year, day.month, day.day)
        case _:
            return row
    return replace(row, values={**row.values, name: value})


def without(record: Record, type: RecordType, gone: Collection[tuple[str, str]]) -> Record:
    """The record without its references to records that are not shown, each by type and id."""
    children = dict(record.children)
    for relation in type.relations:
        if relation.child:
            rows = children.get(relation.child, ())
            children[relation.child] = tuple(
                _unlinked(row, relation.field, relation.to, gone) for row in rows
            )
        else:
            record = replace(record, row=_unlinked(record.row, relation.field, relation.to, gone))
    return replace(record, children={name: rows for name, rows in children.items() if rows})


def _unlinked(row: Row, field: str, to: str, gone: Collection[tuple[str, str]]) -> Row:
    value = row.values.get(field)
    if value is None:
        return row
    if isinstance(value, tuple):
        kept = tuple(id for id in value if (to, id) not in gone)
        return row if kept == value else replace(row, values={**row.values, field: kept})
    if (to, str(value)) in gone:
        return replace(row, values={name: each for name, each in row.values.items() if name != field})
    return row
