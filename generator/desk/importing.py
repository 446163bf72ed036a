"""An office's own file → new records of a type: understood, completed, judged, and only then written."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from generator.check.calendar.clock import day_to_judge
from generator.check.gate import Verdict, read_everything
from generator.desk import columns
from generator.desk.columns import KnownColumns
from generator.desk.completing import complete
from generator.desk.drafts import Draft, drafts_of
from generator.desk.judging import judge_drafts, refuse_known
from generator.desk.office_table import OfficeTable, office_tables
from generator.desk.wanted import Import, Wanted
from generator.desk.writing import refuse_links, write_whole
from generator.model import rules
from generator.model.finding import Finding
from generator.model.record import Source
from generator.model.record_type import Field
from generator.model.severity import Severity
from generator.model.stop import CannotRun
from generator.model.wording import say
from generator.read.schema.schemas import type_called


def import_file(root: Path, wanted: Wanted) -> Import:
    """Understand a file and judge what would be written. Writes nothing.

    Raises :class:`CannotRun` if nothing can be done with the file, or what is said of it means nothing.
    """
    register = read_everything(root).register
    declared = type_called(wanted.type, register.types)
    known = columns.columns_said(root, declared, wanted.said_columns)
    type = columns.with_known(declared, known)
    today = day_to_judge(wanted.as_of, register.site)
    made = Import(Verdict(register, (), today))
    tables: list[OfficeTable] = []
    strange: list[Finding] = []
    for item in office_tables(wanted.file, type, known):
        if isinstance(item, Finding):
            made.findings.append(item)
            strange += [item] if item.rule is rules.UNKNOWN_KEY else []
        else:
            tables.append(item)
            made.findings.extend(item.findings)
    if not tables:
        return made
    # A sheet of something else does not stop the others: it is named.
    made.findings = [
        replace(each, severity=Severity.WARNING) if each in strange else each for each in made.findings
    ]
    drafts = drafts_of(tables, type, made)
    complete(drafts, register, type, wanted, today, made)
    refuse_known(drafts, register, type)
    judge_drafts(drafts, root, register, type, known, tables, wanted, made)
    return made


def new_record(root: Path, wanted: Wanted) -> Import:
    """A record of what is answered alone, with what each field means above it. Writes nothing; raises as an import does."""
    register = read_everything(root).register
    type = type_called(wanted.type, register.types)
    today = day_to_judge(wanted.as_of, register.site)
    made, draft = Import(Verdict(register, (), today)), Draft(Source(f"data/{type.name}"))
    complete([draft], register, type, wanted, today, made)
    refuse_known([draft], register, type)
    draft.comments = {each.name: _comment(each, register.site.languages[0]) for each in type.fields}
    judge_drafts([draft], root, register, type, KnownColumns({}), (), wanted, made)
    made.files.pop(columns.mapping_path(type), None)
    return made


def _comment(field: Field, language: str) -> str:
    texts = (field.label.in_language(language), field.description.in_language(language))
    return "：".join(text for text in texts if text)


def write(root: Path, made: Import) -> None:
    """Put the files of a fit import where they belong, each whole. Raises :class:`CannotRun` if one is there by now."""
    refuse_links(root, made.files)
    if (root / made.path).exists():
        raise CannotRun(say("{path} is there already.", path=made.path))
    for path, text in made.files.items():
        write_whole(root, path, text)
