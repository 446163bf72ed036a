"""A form that somebody imports: its rows are records, read as they would be where they lie in ``data/``."""

from __future__ import annotations

from pathlib import Path

from generator.desk.importing.drafts import Draft
from generator.desk.importing.wanted import Import
from generator.model.declared.record_type import RecordType
from generator.model.findings import rules
from generator.model.findings.finding import Finding
from generator.model.records.record import Record, Source
from generator.model.text.wording import say
from generator.read.excel.package import NoWorkbook
from generator.read.excel.sheets import form_in
from generator.read.files.file_bytes import read_bytes
from generator.read.register import LARGEST, WORKBOOK, read_workbook


def form_drafts(file: Path, type: RecordType, made: Import) -> list[Draft] | None:
    """The records of a form, those too that have no id yet; none if what is wrong is said; ``None`` if the file is no form."""
    if file.suffix.lower() != WORKBOOK or not file.is_file():
        return None
    content = read_bytes(file.parent, file.name, LARGEST[WORKBOOK])
    if isinstance(content, Finding):
        return None
    try:
        if form_in(content) is None:
            return None
    except NoWorkbook:
        return None
    records, findings = read_workbook(content, file.name, type, may_lack_id=True)
    made.findings.extend(findings)
    if not (records or findings):
        hint = say("Write a record into each row of its first sheet, save it, and import it again.")
        made.findings.append(
            Finding(rules.EMPTY_FILE, Source(file.name), say("The form is not filled in yet."), hint)
        )
    if records:
        made.report.append(
            say("{place}: a form with {count:record|records}.", place=file.name, count=len(records))
        )
    return list(map(_draft, records))


def _draft(record: Record) -> Draft:
    draft = Draft(record.source)
    for name, value in record.values.items():
        draft.take(name, value, record.row.source_of(name))
    draft.children = {table: list(rows) for table, rows in record.children.items()}
    return draft
