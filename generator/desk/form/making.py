"""``sunlit form``: the form of a type as a file, empty or with records that are there already, for correction."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from generator.check.calendar.clock import day_to_judge
from generator.check.gate import read_everything
from generator.desk.form.sheets import form_book
from generator.desk.form.workbook import form_workbook
from generator.model.declared.condition import Value
from generator.model.declared.record_type import RecordType
from generator.model.records.record import Record, Register
from generator.model.text.nearest import NEAREST, nearest
from generator.model.text.stop import CannotRun
from generator.model.text.wording import say
from generator.read.register import WORKBOOK, read_workbook
from generator.read.schema.schemas import type_called

ALL = None
"""Of :attr:`WantedForm.filled`: every record of the type."""


@dataclass(frozen=True, slots=True)
class WantedForm:
    """For which type a form is wanted, and the ids of the records that are to stand in it."""

    type: str
    filled: tuple[str, ...] | None = ()
    as_of: date | None = None


@dataclass(frozen=True, slots=True)
class MadeForm:
    """The file of a form, and the type that it is for."""

    type: RecordType
    content: bytes


def make_form(root: Path, wanted: WantedForm) -> MadeForm:
    """The form. Raises :class:`CannotRun` if there is no such type or record, or one says what no cell can hold."""
    register = read_everything(root).register
    type = type_called(wanted.type, register.types)
    records = _records(register, type, wanted.filled)
    made = form_workbook(form_book(type, register, records, day_to_judge(wanted.as_of, register.site)))
    if records:
        _refuse_what_is_lost(records, made, type)
    return MadeForm(type, made)


def empty_form(type: RecordType, register: Register, today: date) -> bytes:
    """The form of a type without records."""
    return form_workbook(form_book(type, register, (), today))


def refuse_form_name(path: Path) -> None:
    """Raises :class:`CannotRun` where no form can be written: what somebody typed is never overwritten."""
    if path.suffix.lower() != WORKBOOK:
        raise CannotRun(say("'{path}' is no name of a workbook: let it end with .xlsx.", path=path.name))
    if path.exists() or path.is_symlink():
        raise CannotRun(say("{path} is there already.", path=str(path)))
    if not path.parent.is_dir():
        raise CannotRun(say("There is no folder {path}.", path=str(path.parent)))


def _records(register: Register, type: RecordType, wanted: Sequence[str] | None) -> list[Record]:
    """The records with these ids, in the order of the ids."""
    known: Mapping[str, Record] = {record.id: record for record in register.records[type.name]}
    if wanted is None:
        return list(register.records[type.name])
    for id in wanted:
        if id not in known:
            near = nearest(id, known, NEAREST)
            raise CannotRun(
                say("There is no record '{id}'. Is '{near}' meant?", id=id, near=near)
                if near
                else say("There is no record '{id}' of '{type}'.", id=id, type=type.label)
            )
    return [known[id] for id in dict.fromkeys(wanted)]


def _refuse_what_is_lost(records: Sequence[Record], made: bytes, type: RecordType) -> None:
    """A form from which a record would come back as another one is not given away."""
    read = {record.id: record for record in read_workbook(made, "", type)[0]}
    for record in records:
        back = read.get(record.id)
        if back is None:
            raise CannotRun(
                say(
                    "The record '{id}' cannot stand in a form: edit it in {path}.",
                    id=record.id,
                    path=record.source.path,
                )
            )
        for name in _lost(record, back):
            raise CannotRun(
                say(
                    "'{field}' of the record '{id}' says what no cell of a form can hold: edit it in {path}.",
                    field=name,
                    id=record.id,
                    path=record.source.path,
                )
            )


def _lost(record: Record, back: Record) -> Iterator[str]:
    for name in {**record.values, **back.values}:
        if _held(record.values.get(name)) != _held(back.values.get(name)):
            yield name
    for table in {**record.children, **back.children}:
        one, other = ([_said(row.values) for row in each.children.get(table, ())] for each in (record, back))
        if one != other:
            yield table


def _said(values: Mapping[str, Value]) -> dict[str, Value]:
    return {name: held for name, value in values.items() if (held := _held(value)) is not None}


def _held(value: Value) -> Value:
    return None if value in ("", ()) else value
