"""Ids that records had before: each leads to one record, and none takes the place of a record's own page."""

from __future__ import annotations

from collections.abc import Iterator

from generator.model.declared.condition import reference_ids
from generator.model.declared.record_type import RecordType
from generator.model.files.addresses import file_name, is_publishable
from generator.model.findings import rules
from generator.model.findings.finding import Finding
from generator.model.records.public_life import FORMER_IDS
from generator.model.records.record import Record, Register
from generator.model.text.wording import Phrase, say


def check_former_ids(register: Register) -> Iterator[Finding]:
    """A finding for each former id whose address is taken or cannot be one."""
    for type in register.types.values():
        yield from _check_records(type, register.records[type.name])


def _check_records(type: RecordType, records: tuple[Record, ...]) -> Iterator[Finding]:
    owners = {file_name(record.id): record.id for record in records}
    for record in records:
        for former in reference_ids(type.common_value(FORMER_IDS, record.values)):
            name = file_name(former)
            if not is_publishable(former):
                yield _finding(
                    record, say("'{id}' cannot be an address, so it was no number of a record.", id=former)
                )
            elif name in owners:
                yield _finding(
                    record,
                    say("The former number '{id}' is that of {other}.", id=former, other=owners[name]),
                )
            else:
                owners[name] = record.id


def _finding(record: Record, message: Phrase) -> Finding:
    hint = say("List only numbers that this record itself once had, and that no other record has or had.")
    return Finding(rules.FORMER_ID, record.row.source_of(FORMER_IDS), message, hint, record.id, FORMER_IDS)
