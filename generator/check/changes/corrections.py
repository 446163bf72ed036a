"""The corrections of each record by themselves, without an earlier revision: do they name something, do they keep silent."""

from __future__ import annotations

from collections.abc import Iterator

from generator.check.changes.entries import entries_of, names
from generator.model.declared.record_type import CORRECTIONS, RecordType
from generator.model.declared.severity import Severity
from generator.model.findings import rules
from generator.model.findings.finding import Finding
from generator.model.records.change import CorrectionEntry, is_personal
from generator.model.records.public_life import WITHDRAWAL, WITHDRAWN
from generator.model.records.record import Record, Register
from generator.model.text.nearest import nearest
from generator.model.text.wording import say


def check_corrections(register: Register) -> Iterator[Finding]:
    """Findings on the correction entries of all records."""
    for record in register:
        type = register.types[record.type]
        for entry in entries_of(type, record):
            yield from _entry(type, record, entry)
        if WITHDRAWN in type.common and CORRECTIONS in type.common and record.values.get(WITHDRAWN):
            yield from _withdrawal(record)


def _withdrawal(record: Record) -> Iterator[Finding]:
    """A page that only says that it was withdrawn leaves everybody to guess."""
    rows = [row.values for row in record.children.get(CORRECTIONS, ())]
    if not any(row.get("kind") == WITHDRAWAL and row.get("approver") for row in rows):
        yield Finding(
            rules.WITHDRAWN_SILENTLY,
            record.row.source_of(WITHDRAWN),
            say("The record is withdrawn, and nothing says why and by whom that was approved."),
            say("Say in its corrections why, since which day, and who approved that."),
            record.id,
            WITHDRAWN,
            Severity.WARNING,
        )


def _entry(type: RecordType, record: Record, entry: CorrectionEntry) -> Iterator[Finding]:
    if entry.target is None and entry.named:
        message = say(
            "The correction names '{name}', which is no field and no table of this type.", name=entry.named
        )
        near = nearest(entry.named, tuple(names(type)))
        hint = (
            say("Is '{near}' meant?", near=near) if near else say("Write the name of the field that changed.")
        )
        source = entry.row.source_of("field")
        # Sites have such entries from before there was a rule: they stay, and are told.
        yield Finding(
            rules.CORRECTION_NAMES_NOTHING, source, message, hint, record.id, "field", Severity.WARNING
        )
    if entry.target is not None and (entry.before or entry.after) and is_personal_target(type, entry.target):
        message = say(
            "The correction repeats what '{name}' said or says, and that is personal.", name=entry.named
        )
        hint = say("Leave before and after empty: that it was corrected, and why, is enough.")
        source = entry.row.source_of("before" if entry.before else "after")
        yield Finding(rules.CORRECTION_REPEATS_PERSONAL, source, message, hint, record.id, "before")


def is_personal_target(type: RecordType, target: tuple[str, str]) -> bool:
    """Whether a correction of this field, column or table is about personal data."""
    table, field = target
    if not table:
        return is_personal(type.field(field))
    columns = type.child(table).fields
    return any(is_personal(column) for column in columns if field in ("", column.name))
