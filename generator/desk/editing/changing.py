"""What somebody typed of a record → the files with it, judged beside the data; written whole, by one at a time.

A change comes with the revision of the record that it was typed on. What others changed elsewhere in the file does not matter:
the change is merged into the file as it lies there now.
"""

from __future__ import annotations

import hashlib
import os
import sys
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from enum import Enum
from pathlib import Path

from generator.check.calendar.clock import day_to_judge
from generator.check.changes.texts import is_empty
from generator.check.gate import Verdict, read_everything
from generator.desk.editing.attaching import Attached, attach
from generator.desk.editing.typed import Typed, TypedRow, amendment_of, new_rows, new_values
from generator.desk.importing.amending import propose, published
from generator.desk.importing.completing import complete
from generator.desk.importing.drafts import Draft
from generator.desk.importing.following import let_follow
from generator.desk.importing.importing import write
from generator.desk.importing.judging import judge_files, new_file
from generator.desk.importing.wanted import Import, Reason, Wanted
from generator.desk.office_file.columns import KnownColumns
from generator.desk.record_files.edits import Amendment
from generator.model.declared.condition import Value, day_of
from generator.model.declared.record_type import CORRECTIONS, PUBLISHED_ON, RecordType
from generator.model.findings import rules
from generator.model.findings.finding import Finding
from generator.model.records.record import Record, Register, Row, Source
from generator.model.text.stop import CannotRun
from generator.model.text.wording import say
from generator.read.table.tables import id_text

if sys.platform != "win32":
    import fcntl

DRAFT = "draft"
"""The common field that keeps a record from the public."""
_ONE = threading.Lock()
"""Of the threads of this process."""


class Purpose(Enum):
    """What somebody wants of a change."""

    KEEP = "keep"
    """It is to be kept. A record that is not public yet is a draft then, and may lack what is not known."""
    CHECK = "check"
    """Nothing is to be written: would it be fit for the public?"""
    PUBLISH = "publish"
    """It is to come to the public: it is no draft any more."""


class Outdated(CannotRun):
    """The record, or the form itself, is another than the one that was typed on."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where in a form something is said: at a field, at a row of a table (as the form counts them), or (both empty) above."""

    field: str = ""
    table: str = ""
    row: int | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """A change that was judged; it may be written if ``fit``."""

    id: str
    made: Import
    found: Mapping[Spot, Sequence[Finding]] = field(default_factory=dict)
    """What the gate says, by the places of the form."""

    @property
    def fit(self) -> bool:
        return self.made.fit or (self.made.unchanged and not self.made.unexplained)


def record_called(register: Register, type: RecordType, id: str) -> Record:
    """The record. Raises :class:`CannotRun` if there is none of that id."""
    found = next((each for each in register.records[type.name] if each.id == id), None)
    if found is None:
        raise CannotRun(say("There is no '{id}' among {type}.", id=id, type=type.label))
    return found


def revision_of(record: Record | None, root: Path, type: RecordType) -> str:
    """What a record says and what its type asks for, as one word: another word, and what a form shows is out of date.

    Comments and whatever else stands in its file are no part of it.
    """
    schema = root / type.path
    told = hashlib.sha256(schema.read_bytes() if schema.is_file() else b"")
    if record:
        children = {table: [dict(row.values) for row in rows] for table, rows in record.children.items()}
        told.update(
            repr((sorted(record.values.items()), sorted(children.items()))).encode("utf-8", "replace")
        )
    return told.hexdigest()


def is_public(record: Record, type: RecordType) -> bool:
    """Whether it is, or could have been, seen: a draft could not."""
    return type.common_value(DRAFT, record.values) is not True


@contextmanager
def one_at_a_time(root: Path) -> Iterator[None]:
    """Nobody else at this computer changes the records meanwhile, in this process or another."""
    with _ONE:
        if sys.platform == "win32":
            yield
            return
        folder = os.open(root / "data", os.O_RDONLY)
        try:
            fcntl.flock(folder, fcntl.LOCK_EX)
            yield
        finally:
            os.close(folder)


def change(
    root: Path,
    type_name: str,
    id: str,
    seen: str,
    typed: Typed,
    purpose: Purpose,
    reason: Reason,
    as_of: date | None,
    attached: Sequence[Attached] = (),
) -> Change:
    """A record as it was typed, judged, and written if that is wanted and the gate lets it through.

    Raises :class:`Outdated` if the record is not as it was ``seen``, and :class:`CannotRun` for one that is not changed from
    here: it stands in a workbook, or in a form that only a person changes.
    """
    with one_at_a_time(root):
        register = read_everything(root).register
        type = register.types[type_name]
        record = record_called(register, type, id)
        if revision_of(record, root, type) != seen:
            raise Outdated(
                say(
                    "'{id}' was changed by somebody else meanwhile. What you typed is kept here: compare it with what is there.",
                    id=id,
                )
            )
        day = day_to_judge(as_of, register.site)
        year = (day_of(record.values.get(type.date_field or "")) or day).year
        typed, files = attach(root, type, typed, attached, year)
        amendment = amendment_of(record, type, typed)
        _for_purpose(amendment, type, purpose, day)
        made = Import(Verdict(register, (), day))
        with published(root, register, day) as since:
            amendments = let_follow([amendment], register, type, day) if amendment else []
            made.files |= propose(root, register, type, amendments, reason, since, made) if amendments else {}
            if not made.files:
                made.unchanged = True
                return Change(id, made)
            made.files |= files
            judge_files(root, {id}, lambda finding: finding, as_of, since, made)
        found = _by_place(made.findings, made.verdict.register, type, id, _row_places(typed))
        if made.fit and purpose is not Purpose.CHECK:
            write(root, made)
        return Change(id, made, found)


def create(
    root: Path,
    type_name: str,
    seen: str,
    typed: Typed,
    purpose: Purpose,
    as_of: date | None,
    attached: Sequence[Attached] = (),
) -> Change:
    """A record that is not there yet, in a file of its own. What can be worked out is; the id is proposed where none is typed.

    Raises as :func:`change` does, and :class:`CannotRun` if there is a record of that id.
    """
    with one_at_a_time(root):
        register = read_everything(root).register
        type = register.types[type_name]
        if revision_of(None, root, type) != seen:
            raise Outdated(
                say(
                    "What this form asks for was changed meanwhile. What you typed is kept here: look it through."
                )
            )
        day = day_to_judge(as_of, register.site)
        draft = Draft(Source(f"data/{type.name}"))
        year = (day_of(new_values(type, typed).get(type.date_field or "")) or day).year
        typed, files = attach(root, type, typed, attached, year)
        for name, value in new_values(type, typed).items():
            draft.take(name, value)
        for table, values in new_rows(type, typed):
            draft.children.setdefault(table, []).append(Row(values, draft.home))
        made = Import(Verdict(register, (), day))
        says_when = not draft.is_empty(PUBLISHED_ON)
        complete([draft], register, type, Wanted(type.name), day, made)
        made.missing.clear()  # the gate says it, at its field; and what was proposed stands in the form from now on
        made.report.clear()
        id = id_text(draft.values.get(type.id_field))
        _refuse_taken(id, register, type)
        if purpose is Purpose.KEEP and DRAFT in type.common:
            draft.take(DRAFT, True)
            if not says_when:
                draft.values.pop(PUBLISHED_ON, None)
        elif draft.values.get(DRAFT) is True:
            draft.values.pop(DRAFT)
        if not id:
            missing = Finding(
                rules.REQUIRED,
                draft.home,
                say("{field} is empty, but it is required.", field=type.field(type.id_field).label),
                say("Fill it in."),
                field=type.id_field,
            )
            made.findings.append(missing)
            return Change("", made, {Spot(type.id_field): [missing]})
        new_file([draft], root, register, type, KnownColumns({}), (), made)
        made.files |= files
        judge_files(root, {id}, lambda finding: finding, as_of, None, made)
        found = _by_place(made.findings, made.verdict.register, type, id, _row_places(typed))
        if made.fit and purpose is not Purpose.CHECK:
            write(root, made)
        return Change(id, made, found)


def _refuse_taken(id: str, register: Register, type: RecordType) -> None:
    for each in register.records[type.name]:
        if each.id == id:
            raise CannotRun(
                say(
                    "There is a record '{id}' already, in {path}: give this one another.",
                    id=id,
                    path=each.source.path,
                )
            )


def _for_purpose(amendment: Amendment, type: RecordType, purpose: Purpose, day: date) -> None:
    """A draft that is to be published is none any more, and says on which day that was."""
    record = amendment.record
    if purpose is Purpose.KEEP or is_public(record, type):
        return
    amendment.values[DRAFT] = None
    said: Value = amendment.values.get(PUBLISHED_ON, record.values.get(PUBLISHED_ON))
    if PUBLISHED_ON in type.common and is_empty(said):
        amendment.values[PUBLISHED_ON] = day


def _row_places(typed: Typed) -> Mapping[str, Sequence[int]]:
    """By child table: which rows of the form become rows of the record, in the order in which these are read again."""
    places: dict[str, Sequence[int]] = {}
    for table, rows in typed.rows.items():
        numbered: list[tuple[int, TypedRow]] = [(n, row) for n, row in enumerate(rows) if not row.is_blank]
        stay = sorted((row.was, n) for n, row in numbered if row.was is not None)
        places[table] = [n for _, n in stay] + [n for n, row in numbered if row.was is None]
    return places


def _by_place(
    findings: Sequence[Finding],
    after: Register,
    type: RecordType,
    id: str,
    places: Mapping[str, Sequence[int]],
) -> Mapping[Spot, Sequence[Finding]]:
    """The findings by where they are shown in the form of the record; those about others stand above it."""
    record = next((each for each in after.records.get(type.name, ()) if each.id == id), None)
    found: dict[Spot, list[Finding]] = {}
    for finding in findings:
        for each in finding.same or (finding,):
            spot = _spot(each, record, type, places) if record and each.record == id else Spot()
            if (
                spot.table == CORRECTIONS
            ):  # nobody types these rows: what is wrong with one is told once, above
                spot = Spot()
                if each.field in ("reason", "approver") or any(
                    _is_told(each, other) for other in found.get(spot, ())
                ):
                    continue  # its reason is asked for in words of its own
            found.setdefault(spot, []).append(replace(each, same=()))
    return found


def _is_told(finding: Finding, other: Finding) -> bool:
    return (finding.message, finding.field) == (other.message, other.field)


def _spot(finding: Finding, record: Record, type: RecordType, places: Mapping[str, Sequence[int]]) -> Spot:
    for table in type.children:
        columns = {each.name for each in table.fields}
        for number, row in enumerate(record.children.get(table.name, ())):
            if finding.field in columns and _stands_in(finding.source, row, finding.field):
                known = places.get(table.name, ())
                return Spot(finding.field, table.name, known[number] if number < len(known) else number)
    if any(each.name == finding.field for each in type.fields):
        return Spot(finding.field)
    tables = [each.name for each in type.children if each.name == finding.field]
    return Spot("", tables[0]) if tables else Spot()


def _stands_in(source: Source, row: Row, name: str) -> bool:
    return source in (row.source, row.source_of(name))
