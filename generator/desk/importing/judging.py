"""Drafts → the text that is to be written, and what the gate says of it, each finding at the cell that it is about."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from generator.check.changes.already_live import news
from generator.check.gate import judge
from generator.check.report.record_schema import as_record_schema
from generator.check.same_faults import apart, together
from generator.desk.importing.drafts import NOTHING, Draft
from generator.desk.importing.wanted import Import
from generator.desk.office_file import columns
from generator.desk.office_file.columns import KnownColumns
from generator.desk.office_file.office_table import OfficeTable
from generator.desk.record_files.trial import judged_with
from generator.desk.record_files.yaml_text import NewRecord, YamlText, records_text
from generator.model.declared.condition import Value
from generator.model.declared.record_type import RecordType
from generator.model.declared.severity import Severity
from generator.model.files.addresses import IMPORTS, MAX_FILE_NAME_BYTES, file_name
from generator.model.findings.finding import Finding
from generator.model.records.change import Baseline
from generator.model.records.record import Register
from generator.model.text.stop import CannotRun
from generator.model.text.wording import say
from generator.read.table.tables import id_text


def new_file(
    drafts: Sequence[Draft],
    root: Path,
    register: Register,
    type: RecordType,
    known: KnownColumns,
    tables: Sequence[OfficeTable],
    made: Import,
) -> YamlText:
    """The file of new records, beside it what the next import and an editor want to know; all of it goes into ``made``.

    Raises :class:`CannotRun` if a file of that name is there.
    """
    text = _text(drafts, type)
    if first := id_text(drafts[0].values.get(type.id_field)) if drafts else "":
        made.path = f"data/{type.name}/{_fitting(file_name(first))}.yaml"
        if (root / made.path).exists():
            raise CannotRun(say("{path} is there already.", path=made.path))
        made.files[f"data/{IMPORTS}/{_schema_name(type)}"] = as_record_schema(
            register.types[type.name], register.site.languages[0]
        )
        made.files[made.path] = text.text
    if tables:
        fields = dict(known.fields)
        for table in tables:
            fields |= {table.headers[index]: target.path for index, target in table.targets.items()}
        made.files = {columns.mapping_path(type): columns.mapping_text(type, fields), **made.files}
    return text


def judge_files(
    root: Path,
    ids: Collection[str],
    home: Callable[[Finding], Finding],
    as_of: date | None,
    since: Baseline | None,
    made: Import,
) -> None:
    """What the gate says of the files: of these records, of the files that are new, and whatever nothing was wrong with
    before. ``home`` gives a finding at the cell of the office's file that it is about.
    """
    made.verdict = judged_with(root, made.files, as_of, since)
    found = list(apart(made.verdict.findings))
    about = [each for each in found if each.source.path in made.files or each.record in ids]
    others = [each for each in found if each not in about and each.severity is Severity.ERROR]
    # Of the data as they were, or because of what is new: a name that may not stand elsewhere.
    if others or (about and made.before):
        before = judge(root, as_of, since).findings
        about = news([*about, *others], apart(before))
    made.findings = list(
        together(sorted([*made.findings, *map(home, about)], key=lambda each: each.sort_key))
    )


def _fitting(name: str) -> str:
    """A name that a disk takes: of an id that is too long the gate says so, once there is a file that it can read."""
    return name.encode("utf-8")[:MAX_FILE_NAME_BYTES].decode("utf-8", "ignore")


def _text(drafts: Sequence[Draft], type: RecordType) -> YamlText:
    order = [each.name for each in type.fields]
    records = [NewRecord(_filled(draft), draft.sources, draft.children, draft.comments) for draft in drafts]
    return records_text(records, order, [f"yaml-language-server: $schema=../{IMPORTS}/{_schema_name(type)}"])


def _schema_name(type: RecordType) -> str:
    return f"{type.name}.schema.json"


def _filled(draft: Draft) -> dict[str, Value]:
    return {name: value for name, value in draft.values.items() if value not in NOTHING}


def at_home(finding: Finding, path: str, text: YamlText) -> Finding:
    """The finding at the cell whose value it is about."""
    origin = text.origins.get(finding.source.line or 0) if finding.source.path == path else None
    return replace(finding, source=origin) if origin else finding
