"""Amendments of published records → the corrections that these need, and the files with both.

Which change needs an entry, and what that says, is asked of the comparison that the gate makes of a push.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from generator.check.changes.accounts import account
from generator.check.changes.already_live import news
from generator.check.changes.entries import corrects
from generator.check.changes.suggestion import entry_of
from generator.check.changes.texts import same
from generator.check.gate import compared, read_everything
from generator.check.personal.detection import masked
from generator.check.report.masking import visible
from generator.check.same_faults import apart
from generator.desk.importing.following import amended
from generator.desk.importing.wanted import Import, Reason
from generator.desk.record_files.amended_files import amended_files
from generator.desk.record_files.edits import Amendment
from generator.desk.record_files.trial import laid_out_with
from generator.disclose.outlook.sections import change_line
from generator.model.declared.condition import Value
from generator.model.declared.record_type import CORRECTIONS, ChildTable, RecordType
from generator.model.declared.severity import Severity
from generator.model.findings.finding import Finding
from generator.model.records.change import Baseline, Change, ChangeKind
from generator.model.records.record import Record, Register, Row, Source
from generator.model.text.stop import CannotRun
from generator.model.text.wording import Phrase, say
from generator.read.git.earlier import last_seen_live


@contextmanager
def published(root: Path, register: Register, day: date) -> Iterator[Baseline]:
    """What this computer knows to be published; outside git that is what lies there now."""
    with last_seen_live(root, register.site.time_zone) as baseline:
        yield baseline or Baseline(root, day, "now", live=True)


def propose(
    root: Path,
    register: Register,
    type: RecordType,
    amendments: Sequence[Amendment],
    reason: Reason,
    since: Baseline,
    made: Import,
) -> dict[str, bytes]:
    """The files with the amendments, and with the corrections that they need; what is asked for, and what stood in those files,
    stands in ``made``.

    Raises :class:`CannotRun` if a file cannot be changed from here.
    """
    for amendment in amendments:
        made.report.extend(_told(type, amendment))
    # Also of what somebody changed by hand: the record has no correction for it yet.
    files = amended_files(root, type, amendments, made.before)
    open_changes = _open_changes(root, register, type, amendments, files, since, made.verdict.as_of)
    if not any(open_changes.values()):
        return files
    table = type.child(CORRECTIONS)
    said = _reason(table, reason, made)
    for amendment in amendments:
        for change in open_changes.get(amendment.record.id, ()):
            entry: dict[str, Value] = {"on": made.verdict.as_of, **entry_of(change), **said}
            amendment.added.append((CORRECTIONS, entry))
            made.report.append(
                say("{record}: with a correction, '{what}'", record=amendment.record.id, what=entry["field"])
            )
    return amended_files(root, type, amendments, made.before)


def _reason(table: ChildTable, reason: Reason, made: Import) -> dict[str, Value]:
    """Why, and who approved it: as it was said, or is asked for now."""
    said: dict[str, Value] = {}
    for name, text in (("reason", reason.why), ("approver", reason.approver)):
        field = next((each for each in table.fields if each.name == name), None)
        if field is None:
            continue
        text = text or (reason.ask(field) if reason.ask else "")
        if text:
            said[name] = text
        else:
            made.unexplained.append(field)
    return said


def _open_changes(
    root: Path,
    register: Register,
    type: RecordType,
    amendments: Sequence[Amendment],
    files: dict[str, bytes],
    since: Baseline,
    day: date,
) -> dict[str, tuple[Change, ...]]:
    """By id: what of a published record would change without a word."""
    with laid_out_with(root, files) as folder:
        read = read_everything(folder)
    fresh = read.register
    if not _says_what_is_meant(register, fresh, type, amendments) and not _new_errors(root, read.reading):
        raise _not_by_program(files)  # else the gate says at its place what the file cannot hold
    if not corrects(type):
        return {}
    ids = {amendment.record.id for amendment in amendments}
    return {
        each.new.id: account(each).open
        for each in compared(since, fresh, day).differences
        if each.old and each.new and each.type.name == type.name and each.new.id in ids
    }


def _new_errors(root: Path, found: Sequence[Finding]) -> bool:
    """Whether something cannot be read that could be: with it nothing is written."""
    before = apart(read_everything(root).reading)
    return any(each.severity is Severity.ERROR for each in news(apart(found), before))


def _says_what_is_meant(
    before: Register, after: Register, type: RecordType, amendments: Sequence[Amendment]
) -> bool:
    """Not if anything else says something else afterwards, or what was meant does not: the text was understood wrongly."""
    meant = {amendment.record.id: amendment for amendment in amendments}
    expected = [
        amended(record, meant[record.id]) if record.id in meant else record
        for record in before.records[type.name]
    ]
    found = {record.id: record for record in after.records[type.name]}
    return all(each.id in found and _say_the_same(each, found[each.id]) for each in expected)


def _say_the_same(one: Record, other: Record) -> bool:
    tables = {name for record in (one, other) for name, rows in record.children.items() if rows}
    rows = [(one.children.get(name, ()), other.children.get(name, ())) for name in tables]
    return _same_values(one.row, other.row) and all(
        len(mine) == len(theirs) and all(map(_same_values, mine, theirs)) for mine, theirs in rows
    )


def _same_values(one: Row, other: Row) -> bool:
    names = one.values.keys() | other.values.keys()
    return all(same(one.values.get(name), other.values.get(name)) for name in names)


def _not_by_program(files: dict[str, bytes]) -> CannotRun:
    return CannotRun(
        say("{path} is written in a form that no command changes: edit it by hand.", path=next(iter(files)))
    )


def _told(type: RecordType, amendment: Amendment) -> Iterator[Phrase]:
    """Each change in one line; nothing personal is repeated."""
    record = amendment.record
    for change in changes_of(type, amendment):
        yield say("{record}: {change}", record=record.id, change=_masked(change_line(change)))


def _masked(phrase: Phrase) -> Phrase:
    """The phrase, with nothing that looks personal in what it quotes of a record."""
    quoted = {
        name: visible(masked(text)) for name, text in phrase.parameters.items() if isinstance(text, str)
    }
    return Phrase(phrase.text, {**phrase.parameters, **quoted})


def changes_of(type: RecordType, amendment: Amendment) -> Iterator[Change]:
    """What an amendment changes, part by part."""
    record = amendment.record
    for name, value in amendment.values.items():
        yield Change(ChangeKind.VALUE, type.field(name), before=record.values.get(name), after=value)
    for name, row, values in amendment.cells:
        table = type.child(name)
        fields = {field.name: field for field in table.fields}
        for column, value in values.items():
            yield Change(ChangeKind.VALUE, fields[column], table, row.values.get(column), value, row)
    for name, values in amendment.added:
        yield Change(
            ChangeKind.ROW_ADDED, table=type.child(name), row=Row(values, Source(record.source.path))
        )
    for name, row in amendment.removed:
        yield Change(ChangeKind.ROW_REMOVED, table=type.child(name), row=row)
