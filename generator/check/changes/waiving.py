"""Exceptions: what the comparison finds and a file in ``data/exceptions/`` lets through, each once.

Where the server publishes, that folder is policy: somebody vouched for every exception that comes this far. It waives
findings of the comparison and no others, for one step from what is live to what it names by its digest.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime

from generator.check.changes.texts import as_text
from generator.model.declared.condition import Value, reference_ids
from generator.model.declared.record_type import Show
from generator.model.declared.severity import Severity
from generator.model.findings import rules
from generator.model.findings.finding import Finding
from generator.model.records.change import GONE, Comparison, ExceptionEntry
from generator.model.records.derived import is_derived
from generator.model.records.record import Record, Register
from generator.model.text.hashes import short_revision
from generator.model.text.wording import Phrase, say

WAIVABLE = frozenset(
    {
        rules.CHANGED_SILENTLY,
        rules.VANISHED,
        rules.SCHEMA_FORGETS,
        rules.SCHEMA_NARROWS,
        rules.CORRECTION_UNTRUE,
        rules.CORRECTION_INCOMPLETE,
    }
)
"""The rules of the comparison. Of no other an exception can be made."""


def entry_of(record: Record) -> ExceptionEntry:
    """An exception as it was read."""
    said, on = {name: as_text(value) for name, value in record.values.items()}, record.values.get("on")
    return ExceptionEntry(
        id=record.id,
        rule=said.get("rule", ""),
        type=said.get("type", ""),
        record=said.get("record", ""),
        field=said.get("field", ""),
        since=said.get("since", ""),
        content=said.get("content", ""),
        on=on.date() if isinstance(on, datetime) else on if isinstance(on, date) else None,
        row=record.row,
    )


class Exceptions:
    """The exceptions that are new since the earlier revision: those that it has were spent when it went live."""

    def __init__(self, comparison: Comparison, as_of: date) -> None:
        spent = {entry_of(record).said for record in comparison.old.exceptions}
        new = map(entry_of, comparison.new.exceptions)
        self._comparison, self._as_of = comparison, as_of
        self._new = [entry for entry in new if entry.said not in spent]
        self._used: set[int] = set()

    def applied(self, finding: Finding, type: str, content: str) -> Finding:
        """The finding, as a warning if an exception is made of it. ``content`` is the digest of what it is about."""
        for entry in self._new if finding.rule in WAIVABLE else ():
            if self._fits(entry, finding, type) and entry.content == content:
                self._used.add(id(entry))
                hint = say("Exception {id} lets it through: {reason}", id=entry.id, reason=_reason(entry))
                return replace(finding, severity=Severity.WARNING, hint=hint)
        return finding

    def _fits(self, entry: ExceptionEntry, finding: Finding, type: str) -> bool:
        named = (entry.rule, entry.type, entry.record) == (finding.rule.id, type, finding.record)
        return named and entry.field in ("", finding.field) and self._is_of_this_step(entry)

    def _is_of_this_step(self, entry: ExceptionEntry) -> bool:
        """Of a revision that is not live nobody can say what came between: there what was let through counts as that."""
        return entry.since == self._comparison.commit or not self._comparison.live

    def left(self) -> Iterator[Finding]:
        """Those that let nothing through, or are dated wrongly: whoever allows one shall know what for."""
        for entry in self._new if self._comparison.live else ():
            if entry.on and not min(self._comparison.day, self._as_of) <= entry.on <= self._as_of:
                yield _unfit(
                    entry, say("Exception {id} is dated {day}.", id=entry.id, day=entry.on.isoformat()), "on"
                )
            elif id(entry) not in self._used:
                yield _unfit(
                    entry, self._why(entry), "since" if not self._is_of_this_step(entry) else "content"
                )

    def _why(self, entry: ExceptionEntry) -> Phrase:
        if not self._is_of_this_step(entry):
            return say(
                "Exception {id} is for a change of revision {since}, and live is {revision}.",
                id=entry.id,
                since=short_revision(entry.since),
                revision=short_revision(self._comparison.commit),
            )
        return say("Exception {id} lets nothing through that is found here.", id=entry.id)


def _unfit(entry: ExceptionEntry, message: Phrase, field: str) -> Finding:
    hint = say("Have it written anew for what is to be published: {command}", command="sunlit waive")
    return Finding(rules.EXCEPTION_UNFIT, entry.row.source_of(field), message, hint, entry.id, field)


def _reason(entry: ExceptionEntry) -> str:
    return as_text(entry.row.values.get("reason"))


def digest(record: Record | None, register: Register) -> str:
    """Of all that a record says, and of the files that it names, however its file is written; :data:`GONE` for none."""
    if record is None:
        return GONE
    children = {table: [_said(row.values) for row in rows] for table, rows in record.children.items() if rows}
    attached = {file.path: file.sha256 for file in register.attachments}
    files = {name: attached.get(name, "") for name in sorted(_files(record, register))}
    said = [record.type, record.id, _said(record.values), children, files]
    text = json.dumps(said, ensure_ascii=False, sort_keys=True)
    return f"sha256:{hashlib.sha256(text.encode('utf-8', 'surrogatepass')).hexdigest()}"


def schema_digests(register: Register) -> Mapping[str, str]:
    """Of the file of each schema, by type."""
    return {
        name: f"sha256:{hashlib.sha256(type.file.read_bytes()).hexdigest()}"
        for name, type in register.types.items()
        if type.file and type.file.is_file()
    }


def _said(values: Mapping[str, Value]) -> dict[str, str]:
    """What somebody typed: what follows from other records does not bind an exception to those."""
    typed = ((name, value) for name, value in values.items() if not is_derived(value))
    return {name: text for name, value in typed if (text := as_text(value))}


def _files(record: Record, register: Register) -> Iterator[str]:
    type = register.types[record.type]
    naming = {(table, field.name) for table, field in type.all_fields() if field.show is Show.ATTACHMENT}
    rows = [("", record.row), *((table, row) for table, rows in record.children.items() for row in rows)]
    for table, row in rows:
        for name, value in row.values.items():
            if (table, name) in naming:
                yield from reference_ids(value)
