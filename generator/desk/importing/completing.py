"""What a file does not say of its records: what somebody answers, what the program proposes, computes or asks for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from generator.check.personal.detection import masked
from generator.desk.importing.answers import offer_more
from generator.desk.importing.drafts import NOTHING, Draft
from generator.desk.importing.proposals import computed, left_out, needed, next_id, title_from
from generator.desk.importing.wanted import Import, Wanted
from generator.desk.office_file.columns import Target, no_field, target_at
from generator.desk.office_file.file_report import shown
from generator.model.declared.condition import Value, day_of
from generator.model.declared.record_type import PUBLISH_AT, PUBLISHED_ON, RecordType
from generator.model.findings.finding import Finding
from generator.model.records.record import Register, Row
from generator.model.text.stop import CannotRun
from generator.model.text.wording import say
from generator.read.files.file_bytes import read_bytes
from generator.read.register import LARGEST
from generator.read.table.rows import read_record
from generator.read.table.shape import shape_of
from generator.read.table.tables import id_text
from generator.read.text.mojibake import sound_text
from generator.read.yaml.rows import read_mappings


def take_said(drafts: Sequence[Draft], type: RecordType, wanted: Wanted, made: Import) -> None:
    """What somebody says beside the file. Raises :class:`CannotRun` for a name that no field has."""
    _take_answers(drafts, type, wanted.answers, made)
    for name, text in wanted.given.items():
        target = target_at(name, type)
        if target is None:
            raise no_field(name, type)
        for draft in drafts:
            if target.table:
                draft.children[target.table] = [
                    _with(row, target, text, type) for row in draft.children.get(target.table, ())
                ]
            elif len(drafts) == 1 or draft.is_empty(target.field.name):
                draft.take(
                    target.field.name, shape_of(type).records.spellings.normalisers[target.field.name](text)
                )
                draft.given.add(target.field.name)


def _with(row: Row, target: Target, text: str, type: RecordType) -> Row:
    """The row with a value where it has none."""
    if row.values.get(target.field.name) not in NOTHING:
        return row
    value = shape_of(type).nested[target.table].normalisers[target.field.name](text)
    return replace(row, values={**row.values, target.field.name: value})


def complete(
    drafts: Sequence[Draft], register: Register, type: RecordType, wanted: Wanted, today: date, made: Import
) -> None:
    """What neither the file nor anybody says of a new record: what is proposed, computed or asked for."""
    spellings = shape_of(type).records.spellings
    taken: list[str] = []
    asked: dict[str, Value] = {}
    for draft in drafts:
        _take_asked(draft, asked)
        if draft.is_empty(type.title_field) and (title := title_from(draft.values, type)):
            draft.take(type.title_field, title)
            made.report.append(
                say(
                    "Proposed: {field} {value}", field=type.field(type.title_field).label, value=masked(title)
                )
            )
        _compute(draft, register, type, today, made)
        while wanted.ask and (
            names := [
                each
                for each in needed(draft.values, draft.children, register, type, today)
                if each not in asked and each != type.id_field
            ]
        ):
            asked[names[0]] = spellings.normalisers[names[0]](wanted.ask(type.field(names[0])))
            _take_asked(draft, asked)
            _compute(draft, register, type, today, made)
        if wanted.ask and wanted.pick:
            offer_more(draft, type, wanted.ask, wanted.pick)
            _compute(draft, register, type, today, made)
        made.answers = {name: value for name, value in asked.items() if value not in NOTHING}
        if draft.is_empty(type.id_field):
            year = (day_of(draft.values.get(type.date_field or "")) or today).year
            if id := next_id(register, type, year, taken):
                draft.take(type.id_field, id)
                made.report.append(
                    say("Proposed: {field} {value}", field=type.field(type.id_field).label, value=id)
                )
            elif wanted.ask:
                draft.take(
                    type.id_field, spellings.normalisers[type.id_field](wanted.ask(type.field(type.id_field)))
                )
        taken.append(id_text(draft.values.get(type.id_field)))
        if PUBLISHED_ON in type.common and draft.is_empty(PUBLISHED_ON):
            day = day_of(draft.values.get(PUBLISH_AT)) or today
            draft.take(PUBLISHED_ON, day)
            made.report.append(
                say(
                    "{field} is {value}, the day of this import",
                    field=type.field(PUBLISHED_ON).label,
                    value=day.isoformat(),
                )
            )
        for name in needed(draft.values, draft.children, register, type, today):
            if type.field(name) not in made.missing:
                made.missing.append(type.field(name))
            if name in draft.sources:
                made.empty.setdefault(name, []).append(draft.sources[name])
    made.report = list(dict.fromkeys(made.report))


def _take_answers(drafts: Sequence[Draft], type: RecordType, path: Path | None, made: Import) -> None:
    """What a file says besides, read as records are. Raises :class:`CannotRun` if there is no such file."""
    if path is None:
        return
    content = read_bytes(path.parent, path.name, LARGEST[".yaml"]) if path.is_file() else None
    if content is None:
        raise CannotRun(say("There is no file {path}.", path=str(path)))
    text = (
        content
        if isinstance(content, Finding)
        else sound_text(content, path.name, lambda line, _: len(line) + 1)
    )
    if isinstance(text, Finding):
        made.findings.append(text)
        return
    for item in read_mappings(text, path.name):
        if isinstance(item, Finding):
            made.findings.append(item)
            continue
        read = read_record(item, path.name, shape_of(type))
        made.findings.extend(read.findings)
        for draft in drafts:
            for name, value in read.row.values.items():
                if len(drafts) == 1 or draft.is_empty(name):
                    draft.take(name, value, read.row.source_of(name))
            for table, rows in read.children.items():
                draft.children.setdefault(table, []).extend(rows)


def _take_asked(draft: Draft, asked: Mapping[str, Value]) -> None:
    for name, value in asked.items():
        if draft.is_empty(name) and value not in NOTHING:
            draft.take(name, value)


def _compute(draft: Draft, register: Register, type: RecordType, today: date, made: Import) -> None:
    found = (draft.values, draft.children, register, type, today)
    for name, value in computed(*found).items():
        if name in left_out(*found):
            continue
        draft.take(name, value)
        made.report.append(
            say(
                "Computed by the rules: {field} {value}",
                field=type.field(name).label,
                value=shown(value, type.field(name)),
            )
        )
