"""Drafts of new records, and drafts that are about records that are there: told apart, and what the latter say otherwise."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from generator.desk.importing.drafts import Draft
from generator.desk.importing.following import computable
from generator.desk.importing.matching import amendment_of, lacking, record_of
from generator.desk.importing.wanted import Import
from generator.desk.office_file.columns import DAYS
from generator.desk.office_file.file_report import cell_name
from generator.desk.record_files.edits import Amendment
from generator.model.declared.record_type import RecordType
from generator.model.findings import rules
from generator.model.findings.finding import Finding
from generator.model.records.record import Record, Register
from generator.model.text.nearest import nearest
from generator.model.text.wording import Phrase, say

_MOST_NAMED = 5


@dataclass(slots=True)
class Parted:
    """Drafts of new records, and what is said of records that are there; each with the draft that says it."""

    fresh: list[Draft] = field(default_factory=list)
    amendments: list[Amendment] = field(default_factory=list)
    drafts: dict[str, Draft] = field(default_factory=dict)
    known: list[tuple[Draft, Record]] = field(default_factory=list)


def parted_drafts(drafts: Sequence[Draft], register: Register, type: RecordType, made: Import) -> Parted:
    """Each draft as a new record, or with the one that it is about; what may be several is a finding."""
    parted = Parted()
    for draft in drafts:
        found = record_of(draft, register, type)
        if len(found.certain) > 1:
            made.findings.append(_ambiguous(draft, found.certain, type))
        elif found.certain:
            parted.known.append((draft, found.certain[0]))
            parted.drafts[found.certain[0].id] = draft
        elif found.doubtful:
            made.findings.append(_doubtful(draft, found.doubtful[0], type))
        else:
            parted.fresh.append(draft)
    if parted.known:
        _refuse_strangers(parted, register, type, made)
    return parted


def take_over(parted: Parted, register: Register, type: RecordType, made: Import) -> None:
    """What the drafts of known records say otherwise."""
    for draft, record in parted.known:
        draft.about_others = draft.adds_rows and bool(lacking(draft, type))
        for name in computable(type, register) if draft.about_others else ():
            draft.values.pop(name, None)
        amendment, passed = amendment_of(draft, record, type)
        made.report.extend(_passed(draft, record, name, type) for name in passed)
        parted.amendments.append(amendment)


def _refuse_strangers(parted: Parted, register: Register, type: RecordType, made: Import) -> None:
    """Among rows about records that are there, one that says too little to be a new one has its record's name wrong."""
    titles = {_title_of(record, type): record.id for record in register.records[type.name]}
    for draft in [each for each in parted.fresh if each.adds_rows and lacking(each, type)]:
        parted.fresh.remove(draft)
        field = type.id_field if not draft.is_empty(type.id_field) else type.title_field
        name = str(draft.values.get(field) or "")
        near = nearest(name, [*titles, *titles.values()])
        message = say("No {type} is called '{name}'.", type=type.label, name=name)
        hint = (
            say("Is '{near}' meant? Write it so, or add a column with the id.", near=near)
            if near
            else say("Write the title as it is published, or add a column with the id.")
        )
        made.findings.append(
            Finding(rules.ORPHAN_ROW, draft.sources.get(field, draft.home), message, hint, field=field)
        )


def _title_of(record: Record, type: RecordType) -> str:
    return str(record.values.get(type.title_field) or "")


def fill_days(drafts: Sequence[Draft], type: RecordType, made: Import) -> None:
    """The day of rows that do not say it is the one that stands outside the table; without one it is asked for."""
    for draft in drafts:
        outside = {draft.values[name] for name in draft.beside if isinstance(draft.values.get(name), date)}
        for table, rows in draft.children.items() if draft.adds_rows else ():
            for each in type.child(table).fields:
                if not each.required or each.type not in DAYS or all(each.name in row.values for row in rows):
                    continue
                if len(outside) == 1:
                    day = next(iter(outside))
                    draft.children[table] = [
                        replace(row, values={each.name: day, **row.values}) for row in rows
                    ]
                else:
                    asked = replace(each, name=f"{table}.{each.name}")
                    made.missing += [] if asked in made.missing else [asked]


def _ambiguous(draft: Draft, found: Sequence[Record], type: RecordType) -> Finding:
    message = say(
        "Several records are called so: {ids}.", ids=", ".join(record.id for record in found[:_MOST_NAMED])
    )
    hint = say("Add a column '{field}' with the id of each.", field=type.field(type.id_field).label)
    place = draft.sources.get(type.title_field, draft.home)
    return Finding(rules.ORPHAN_ROW, place, message, hint, field=type.title_field)


def _doubtful(draft: Draft, record: Record, type: RecordType) -> Finding:
    field = type.field(type.id_field)
    message = say(
        "'{id}' says the same of another day: is this a correction of it, or a new record?", id=record.id
    )
    hint = say(
        "A correction: say the id of that one, by --set {field}={id} or in a column '{label}'. A new record: say a new id there.",
        field=field.name,
        id=record.id,
        label=field.label,
    )
    return Finding(rules.ORPHAN_ROW, draft.home, message, hint, field=field.name)


def _passed(draft: Draft, record: Record, name: str, type: RecordType) -> Phrase:
    return say(
        "{place}: '{field}' of {record} says something else here; it is not changed by such a table, but by 'sunlit set'.",
        place=cell_name(draft.sources[name]),
        field=type.field(name).label,
        record=record.id,
    )
