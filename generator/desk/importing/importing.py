"""An office's own file → new records of a type, and corrections of those that are there: understood, completed, judged, and
only then written.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from generator.check.calendar.clock import day_to_judge
from generator.check.gate import Verdict, read_everything
from generator.desk.importing.amending import propose, published
from generator.desk.importing.completing import complete, take_said
from generator.desk.importing.drafts import Draft, drafts_of
from generator.desk.importing.following import let_follow
from generator.desk.importing.form_drafts import form_drafts
from generator.desk.importing.judging import at_home, judge_files, new_file
from generator.desk.importing.known_records import Parted, fill_days, parted_drafts, take_over
from generator.desk.importing.wanted import Import, Wanted
from generator.desk.office_file import columns
from generator.desk.office_file.columns import KnownColumns
from generator.desk.office_file.office_table import OfficeTable, office_tables
from generator.desk.record_files.writing import write_all
from generator.desk.record_files.yaml_text import NewRecord, records_text
from generator.model.declared.record_type import Field, RecordType
from generator.model.declared.severity import Severity
from generator.model.findings import rules
from generator.model.findings.finding import Finding
from generator.model.records.record import Register, Source
from generator.model.text.nearest import nearest
from generator.model.text.stop import CannotRun
from generator.model.text.wording import say
from generator.read.schema.schemas import type_called
from generator.read.table.tables import id_text

_MOST_NAMED = 5


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
    drafts = form_drafts(wanted.file, type, made)
    tables = _tables(wanted, type, known, made) if drafts is None else []
    if drafts is None:
        drafts = drafts_of(tables, type, made) if tables else []
    if tables and not any(table.rows for table in tables):
        made.findings.append(_nothing_in(wanted.file, tables))
    elif not drafts and not made.findings:
        made.findings.append(_nothing_in(wanted.file, ()))
    elif drafts:
        take_said(drafts, type, wanted, made)
        _finish(
            root, register, type, parted_drafts(drafts, register, type, made), known, tables, wanted, made
        )
    return made


def _nothing_in(file: Path, tables: Sequence[OfficeTable]) -> Finding:
    hint = say("Save the file once more, with its rows, and import that.")
    if not tables:
        return Finding(rules.EMPTY_FILE, Source(file.name), say("The file is empty."), hint)
    first = tables[0]
    message = say("Under the header stands no row that says anything of a record.")
    return Finding(rules.EMPTY_FILE, first.home.at(first.header_line), message, hint)


def _tables(wanted: Wanted, type: RecordType, known: KnownColumns, made: Import) -> list[OfficeTable]:
    """The tables of an office's own file."""
    tables: list[OfficeTable] = []
    strange: list[Finding] = []
    for item in office_tables(wanted.file, type, known, made.verdict.register.site.languages):
        if isinstance(item, Finding):
            made.findings.append(item)
            strange += [item] if item.rule is rules.UNKNOWN_KEY else []
        else:
            tables.append(item)
            made.findings.extend(item.findings)
    if tables:
        # A sheet of something else does not stop the others: it is named.
        made.findings = [
            replace(each, severity=Severity.WARNING) if each in strange else each for each in made.findings
        ]
    return tables


def new_record(root: Path, wanted: Wanted) -> Import:
    """A record of what is answered alone, with what each field means above it. Writes nothing; raises as an import does."""
    register = read_everything(root).register
    type = type_called(wanted.type, register.types)
    today = day_to_judge(wanted.as_of, register.site)
    made, draft = Import(Verdict(register, (), today)), Draft(Source(f"data/{type.name}"))
    take_said([draft], type, wanted, made)
    parted = parted_drafts([draft], register, type, made)
    if parted.known:
        record = parted.known[0][1]
        raise CannotRun(
            say(
                "{path} already has this record, '{id}'. Change it by 'sunlit set'.",
                path=record.source.path,
                id=record.id,
            )
        )
    draft.comments = {each.name: _comment(each, register.site.languages[0]) for each in type.fields}
    _finish(root, register, type, parted, KnownColumns({}), (), wanted, made)
    return made


def set_values(root: Path, wanted: Wanted, id: str) -> Import:
    """Values of a record that is there, with the corrections that they need. Writes nothing; raises as an import does."""
    register = read_everything(root).register
    type = type_called(wanted.type, register.types)
    made = Import(Verdict(register, (), day_to_judge(wanted.as_of, register.site)))
    draft = Draft(Source(f"data/{type.name}"))
    for name, text in wanted.given.items():
        if not text:
            raise CannotRun(say("'{name}' is given nothing: write what is to stand there.", name=name))
    take_said([draft], type, wanted, made)
    if draft.values.get(type.id_field) not in (None, id):
        raise CannotRun(say("An id stays what it is: links lead to it."))
    draft.take(type.id_field, id)
    parted = parted_drafts([draft], register, type, made)
    if not parted.known:
        near = nearest(id, [record.id for record in register.records[type.name]])
        raise CannotRun(
            say("There is no '{id}' among {type}. Did you mean '{near}'?", id=id, type=type.label, near=near)
            if near
            else say("There is no '{id}' among {type}.", id=id, type=type.label)
        )
    _finish(root, register, type, parted, KnownColumns({}), (), wanted, made)
    return made


def _finish(
    root: Path,
    register: Register,
    type: RecordType,
    parted: Parted,
    known: KnownColumns,
    tables: Sequence[OfficeTable],
    wanted: Wanted,
    made: Import,
) -> None:
    """Complete what is new, propose what changes, and judge both beside the data."""
    today = made.verdict.as_of
    fill_days([*parted.fresh, *parted.drafts.values()], type, made)
    complete(parted.fresh, register, type, wanted, today, made)
    ids = {id_text(draft.values.get(type.id_field)) for draft in parted.fresh} | parted.drafts.keys()
    if any(each.severity is Severity.ERROR for each in made.findings) or "" in ids:
        return
    text = new_file(parted.fresh, root, register, type, known, tables, made)
    take_over(parted, register, type, made)
    amendments = let_follow(parted.amendments, register, type, today)
    if not amendments:
        if not any(each.required for each in made.missing):
            judge_files(root, ids, partial(at_home, path=made.path, text=text), wanted.as_of, None, made)
        return
    with published(root, register, today) as since:
        amended = propose(root, register, type, amendments, wanted.reason, since, made)
        if not amended and not parted.fresh and not made.unexplained:
            made.report.append(say("Nothing in it differs from what is there."))
            made.files.clear()
            made.unchanged = True
            return
        made.files |= amended
        if not any(each.required for each in made.missing) and not made.unexplained:

            def home(finding: Finding) -> Finding:
                draft = parted.drafts.get(finding.record)
                at_new = at_home(finding, made.path, text)
                return _where_said(at_new, draft) if draft else at_new

            judge_files(root, ids, home, wanted.as_of, since, made)


def _where_said(finding: Finding, draft: Draft) -> Finding:
    """A finding on an amended record at the cell that says the value, if one does."""
    rows = [row for rows in draft.children.values() for row in rows]
    cells = [row.source_of(finding.field) for row in rows if finding.field in row.values]
    if finding.field in draft.sources and finding.field not in draft.given:
        return replace(finding, source=draft.sources[finding.field])
    return replace(finding, source=cells[0]) if len(cells) == 1 else finding


def answers_text(made: Import) -> str:
    """What somebody answered, as ``--answers`` reads it."""
    return records_text([NewRecord(made.answers, {}, {})], list(made.answers)).text


def _comment(field: Field, language: str) -> str:
    texts = (field.label.in_language(language), field.description.in_language(language))
    return "：".join(text for text in texts if text)


def write(root: Path, made: Import) -> None:
    """Put the files of a fit import where they belong, each whole. Raises :class:`CannotRun` if one is another by now."""
    if made.path and (root / made.path).exists():
        raise CannotRun(say("{path} is there already.", path=made.path))
    for path, content in made.before.items():
        if not (root / path).is_file() or (root / path).read_bytes() != content:
            raise CannotRun(
                say(
                    "{path} was changed by somebody else meanwhile: nothing was written. Try again.",
                    path=path,
                )
            )
    write_all(root, made.files)
