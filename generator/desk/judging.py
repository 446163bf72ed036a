"""Drafts → the text that is to be written, and what the gate says of it, each finding at the cell that it is about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from generator.check.gate import judge
from generator.check.report.record_schema import as_record_schema
from generator.check.same_faults import apart, together
from generator.desk import columns
from generator.desk.columns import KnownColumns
from generator.desk.drafts import NOTHING, Draft
from generator.desk.office_table import OfficeTable
from generator.desk.trial import judged_with
from generator.desk.wanted import Import, Wanted
from generator.desk.yaml_text import NewRecord, YamlText, records_text
from generator.model.addresses import IMPORTS, file_name
from generator.model.condition import Value
from generator.model.finding import Finding
from generator.model.record import Register, Source
from generator.model.record_type import RecordType
from generator.model.severity import Severity
from generator.model.stop import CannotRun
from generator.model.wording import say
from generator.read.table.tables import id_text


def refuse_known(drafts: Sequence[Draft], register: Register, type: RecordType) -> None:
    """Stops at a file that was imported before: a second record of the same title and day is no new one."""
    names = [name for name in (type.title_field, type.date_field) if name]
    for record in register.records[type.name]:
        for draft in drafts:
            has_its_id = id_text(draft.values.get(type.id_field)) == record.id
            same = [record.values.get(name) == draft.values.get(name) not in NOTHING for name in names]
            if has_its_id or (names and all(same)):
                raise CannotRun(
                    say(
                        "{path} already has this record, '{id}': a change of it is a correction there, no second record.",
                        path=record.source.path,
                        id=record.id,
                    )
                )


def judge_drafts(
    drafts: Sequence[Draft],
    root: Path,
    register: Register,
    type: RecordType,
    known: KnownColumns,
    tables: Sequence[OfficeTable],
    wanted: Wanted,
    made: Import,
) -> None:
    """The text of the records, and what the gate says of it; each finding at the cell that it is about."""
    first = id_text(drafts[0].values.get(type.id_field))
    if any(each.severity is Severity.ERROR for each in made.findings) or not first:
        return
    folder, stem = f"data/{type.name}", file_name(first)
    made.path = f"{folder}/{stem}.yaml"
    if (root / made.path).exists():
        raise CannotRun(say("{path} is there already.", path=made.path))
    text = _text(drafts, type)
    fields = {**known.fields}
    for table in tables:
        fields |= {table.headers[index]: target.path for index, target in table.targets.items()}
    made.files = {
        columns.mapping_path(type): columns.mapping_text(type, fields),
        f"data/{IMPORTS}/{_schema_name(type)}": as_record_schema(
            register.types[type.name], register.site.languages[0]
        ),
        made.path: text.text,
    }
    if any(each.required for each in made.missing):
        return
    made.verdict = judged_with(root, made.files, wanted.as_of)
    ids = {id_text(draft.values.get(type.id_field)) for draft in drafts}
    about = [
        each for each in apart(made.verdict.findings) if each.source.path == made.path or each.record in ids
    ]
    others = [
        each for each in apart(made.verdict.findings) if each not in about and each.severity is Severity.ERROR
    ]
    if others:  # of the data as they were, or because of what is new: a name that may not stand elsewhere
        before = {_said(each) for each in apart(judge(root, wanted.as_of).findings)}
        about += [each for each in others if _said(each) not in before]
    found = [*made.findings, *(_at_home(each, made.path, text) for each in about)]
    made.findings = list(together(sorted(found, key=lambda each: each.sort_key)))


def _said(finding: Finding) -> tuple[str, Source, str]:
    return finding.rule.id, finding.source, finding.field


def _text(drafts: Sequence[Draft], type: RecordType) -> YamlText:
    order = [each.name for each in type.fields]
    records = [NewRecord(_filled(draft), draft.sources, draft.children, draft.comments) for draft in drafts]
    return records_text(records, order, [f"yaml-language-server: $schema=../{IMPORTS}/{_schema_name(type)}"])


def _schema_name(type: RecordType) -> str:
    return f"{type.name}.schema.json"


def _filled(draft: Draft) -> dict[str, Value]:
    return {name: value for name, value in draft.values.items() if value not in NOTHING}


def _at_home(finding: Finding, path: str, text: YamlText) -> Finding:
    """The finding at the cell whose value it is about."""
    origin = text.origins.get(finding.source.line or 0) if finding.source.path == path else None
    return replace(finding, source=origin) if origin else finding
