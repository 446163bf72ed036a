"""A mapping as typed → the row of a record and the rows of its child tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from generator.model.declared.condition import Value
from generator.model.declared.record_type import ChildTable, Field
from generator.model.findings import rules
from generator.model.findings.finding import Finding
from generator.model.records.record import Row, Source
from generator.model.text.wording import Phrase, say
from generator.read.table import wrong_keys
from generator.read.table.raw import RawList, RawMapping, RawText, RawValue
from generator.read.table.shape import Shape, TypeShape
from generator.read.table.spellings import Spellings
from generator.read.table.tables import id_text
from generator.read.table.values import clean


@dataclass(frozen=True, slots=True)
class MappingRead:
    """A record's id (empty if it has none), its row, its child tables' rows, and what is wrong with them."""

    id: str
    row: Row
    children: Mapping[str, tuple[Row, ...]]
    findings: tuple[Finding, ...]


@dataclass(slots=True)
class _Gathered:
    """What one mapping gave so far."""

    path: str
    type: str
    values: dict[str, Value] = field(default_factory=dict)
    places: dict[str, tuple[int, int]] = field(default_factory=dict)
    tables: dict[str, tuple[ChildTable, RawValue]] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def refuse(self, value: RawValue, name: str, message: Phrase, hint: Phrase) -> None:
        source = Source(self.path, value.line, value.column)
        self.findings.append(Finding(rules.WRONG_SHAPE, source, message, hint, field=name))


def read_record(mapping: RawMapping, path: str, shape: TypeShape) -> MappingRead:
    """The record that ``mapping`` is, as far as it can be understood."""
    gathered = _Gathered(path, shape.records.type)
    if mapping.trouble:
        gathered.findings.append(mapping.trouble)
    _gather(mapping, shape.records.spellings, gathered)
    children = {
        name: tuple(_child_rows(value, table, shape.nested[name], gathered))
        for name, (table, value) in gathered.tables.items()
    }
    id = id_text(gathered.values.get(shape.records.key.name))
    row = Row(gathered.values, Source(path, mapping.line, mapping.column), gathered.places)
    findings = tuple(replace(finding, record=id) for finding in gathered.findings)
    return MappingRead(id, row, {name: rows for name, rows in children.items() if rows}, findings)


def says_names(read: MappingRead, shape: Shape) -> bool:
    """Whether the record is the header of a table that somebody copied with its rows."""
    if not shape.spellings.may_mean(read.id):
        return False
    texts = [value[0] if isinstance(value, tuple) else str(value) for value in read.row.values.values()]
    return not read.children and shape.spellings.are_names(shape.key, read.id, texts)


def _gather(mapping: RawMapping, spellings: Spellings, gathered: _Gathered) -> None:
    seen: set[str] = set()
    after_text = False
    for key, value in mapping.entries:
        meaning = spellings.meaning(key.text)
        if meaning is None:
            stray = mapping.flow and after_text and _says_nothing(value)
            finding = wrong_keys.unknown_key(gathered.path, key, spellings, gathered.type, stray=stray)
            gathered.findings.append(finding)
        elif meaning.name in seen:
            gathered.findings.append(wrong_keys.repeated_key(gathered.path, key, meaning.name))
        elif isinstance(meaning, ChildTable):
            gathered.tables[meaning.name] = (meaning, value)
        else:
            _take_value(value, meaning, spellings, gathered)
        if meaning is not None:
            seen.add(meaning.name)
        after_text = isinstance(value, RawText)
    for name, remark in spellings.part_remarks(gathered.values):
        gathered.places[remark] = gathered.places[name]


def _says_nothing(value: RawValue) -> bool:
    return isinstance(value, RawText) and not value.text


def _take_value(value: RawValue, field: Field, spellings: Spellings, gathered: _Gathered) -> None:
    understood: Value = ""
    if isinstance(value, RawText):
        understood = spellings.normalisers[field.name](value.text) if value.text else ""
    elif isinstance(value, RawList) and field.type == "array":
        understood = _texts(value, field, gathered)
    elif isinstance(value, RawList):
        message = say("'{field}' holds one value, and here stands a list.", field=field.label)
        hint = say("Write one value; if the brackets or the dash belong to it, put it in quotes.")
        gathered.refuse(value, field.name, message, hint)
    else:
        message = say("'{field}' holds a value, and here stand fields of its own.", field=field.label)
        hint = say("Write the value on the line of the name; if it holds a colon, put it in quotes.")
        gathered.refuse(value, field.name, message, hint)
    if understood not in ("", ()):
        gathered.values[field.name] = understood
        gathered.places[field.name] = (value.line, value.column)


def _texts(value: RawList, field: Field, gathered: _Gathered) -> tuple[str, ...]:
    texts = []
    for item in value.items:
        if isinstance(item, RawText):
            texts.append(clean(item.text))
        else:
            message = say("'{field}' is a list of texts, and this is none.", field=field.label)
            hint = say("Write a text after the dash; if it holds a colon, put it in quotes.")
            gathered.refuse(item, field.name, message, hint)
    return tuple(text for text in texts if text)


def _child_rows(
    value: RawValue, table: ChildTable, spellings: Spellings, gathered: _Gathered
) -> Iterator[Row]:
    if _says_nothing(value):
        return
    for item in value.items if isinstance(value, RawList) else (value,):
        if isinstance(value, RawList) and isinstance(item, RawMapping):
            yield _child_row(item, spellings, gathered)
        else:
            message = say("'{table}' is a list of rows, and this is none.", table=table.label)
            hint = say("Begin each row with '- ' and write its fields as 'name: value' under each other.")
            gathered.refuse(item, table.name, message, hint)


def _child_row(mapping: RawMapping, spellings: Spellings, gathered: _Gathered) -> Row:
    own = _Gathered(gathered.path, gathered.type)
    _gather(mapping, spellings, own)
    gathered.findings.extend(own.findings)
    return Row(own.values, Source(gathered.path, mapping.line, mapping.column), own.places)
