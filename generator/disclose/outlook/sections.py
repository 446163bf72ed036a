"""Verdict with a comparison → the sections of the outlook, as phrases that each format puts into words.

Every text of a record is a parameter of a phrase, so that a format can tell it from our own words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from generator.check.changes.accounts import account
from generator.check.changes.suggestion import label, told
from generator.check.changes.texts import as_text
from generator.check.gate import Verdict
from generator.disclose.disclose import state_of
from generator.model.declared.record_type import RecordType
from generator.model.declared.severity import Severity
from generator.model.findings.finding import Finding
from generator.model.records.change import Change, ChangeKind, Comparison, CorrectionEntry, is_personal
from generator.model.records.derived import is_derived
from generator.model.records.record import Record, Register
from generator.model.records.withholding import reason_to_withhold
from generator.model.text.wording import Phrase, say


@dataclass(frozen=True, slots=True)
class Item:
    """A record or a finding, and what there is to say of it."""

    head: Phrase
    lines: tuple[Phrase, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """What happens in one way."""

    title: Phrase
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Outlook:
    """All of it; ``opening`` says what is compared, ``counts`` how many records are public before and after."""

    opening: Phrase
    counts: tuple[Phrase, ...]
    sections: tuple[Section, ...]


def outlook(verdict: Verdict) -> Outlook:
    """What publishing would change; sections without an item are left out."""
    found = verdict.comparison
    assert found is not None
    opening = say(
        "Compared with revision {revision} of {from_day}, as of {day}.",
        revision=found.name,
        from_day=found.day.isoformat(),
        day=verdict.as_of.isoformat(),
    )
    sections = (
        Section(say("Must be put right first"), tuple(_findings(verdict, Severity.ERROR))),
        Section(say("Comes to the public"), tuple(_published(verdict, found))),
        Section(say("Is withdrawn"), tuple(_withdrawn(found))),
        Section(say("Is corrected"), tuple(_corrected(found))),
        Section(say("Has another address"), tuple(_renamed(found))),
        Section(say("Goes on"), tuple(_going_on(found))),
        Section(say("Changes by the passing of days"), tuple(_by_days(verdict, found))),
        Section(say("Warnings"), tuple(_findings(verdict, Severity.WARNING))),
    )
    return Outlook(opening, tuple(_counts(verdict, found)), tuple(item for item in sections if item.items))


def head(type: RecordType, record: Record) -> Phrase:
    """A record by type, id and title; a title that is personal is left out."""
    title = record.values.get(type.title_field)
    if title is None or type.title_field == type.id_field or is_personal(type.field(type.title_field)):
        return say("{type} {id}", type=type.label, id=record.id)
    return say("{type} {id} {title}", type=type.label, id=record.id, title=str(title))


def _published(verdict: Verdict, found: Comparison) -> Iterator[Item]:
    for item in found.differences:
        if item.old is None and item.new is not None:
            state = state_of(item.type, item.new.values, verdict.as_of)
            yield Item(head(item.type, item.new), (say("{state}", state=state.title),) if state else ())


def _withdrawn(found: Comparison) -> Iterator[Item]:
    for item in found.differences:
        if item.new is not None and item.withdrawn:
            reasons = (_reason(entry) for entry in item.entries if entry.withdraws)
            yield Item(head(item.type, item.new), tuple(reasons))


def _corrected(found: Comparison) -> Iterator[Item]:
    """Records with new correction entries, each change before → after."""
    for item in found.differences:
        if item.old is not None and item.new is not None and item.entries and not item.withdrawn:
            missing = set(map(id, account(item).open))
            changes = (change for change in item.changes if not change.allowed and id(change) not in missing)
            lines = (*map(change_line, changes), *(_reason(entry) for entry in item.entries))
            yield Item(head(item.type, item.new), lines)


def _reason(entry: CorrectionEntry) -> Phrase:
    reason = " ".join(str(entry.row.values.get("reason") or "").split())
    return say("{kind}, reason: {reason}", kind=entry.kind, reason=reason)


def _renamed(found: Comparison) -> Iterator[Item]:
    for item in found.differences:
        if item.renamed and item.old is not None and item.new is not None:
            yield Item(head(item.type, item.new), (say("Formerly {id}", id=item.old.id),))


def _going_on(found: Comparison) -> Iterator[Item]:
    """What a type lets change without a correction."""
    for item in found.differences:
        changes = [change for change in item.changes if change.allowed]
        if item.new is not None and changes and not item.withdrawn:
            yield Item(head(item.type, item.new), tuple(map(change_line, changes)))


def change_line(change: Change) -> Phrase:
    """What became of a part of a record, in one line; nothing personal is repeated."""
    what, (before, after) = label(change), told(change)
    if change.personal:
        return say("{what}: another one (personal data, not repeated here)", what=what)
    if change.kind is ChangeKind.FILE:
        return say("{what}: another file", what=what)
    if change.kind is ChangeKind.COMPUTED:
        return _computed(change, what)
    if change.kind is ChangeKind.ROW_ADDED or not before:
        return say("{what}, new: {after}", what=what, after=after)
    if change.kind is ChangeKind.ROW_REMOVED or not after:
        return say("{what}, taken out: {before}", what=what, before=before)
    return say("{what}: {before} → {after}", what=what, before=before, after=after)


def _computed(change: Change, what: Phrase) -> Phrase:
    before, after = as_text(change.before), as_text(change.after)
    if before != after:
        return say(
            "{what}, computed: {before} → {after}", what=what, before=before or "-", after=after or "-"
        )
    if is_derived(change.after):
        return say("{what}: {after}, now computed instead of typed", what=what, after=after)
    return say("{what}: {after}, now typed instead of computed", what=what, after=after)


def _by_days(verdict: Verdict, found: Comparison) -> Iterator[Item]:
    """What the earlier revision says differently today from the day it came to the public, whoever pushes what."""
    for record in found.old:
        type = found.old.types[record.type]
        if reason_to_withhold(type, record, verdict.as_of):
            continue
        before = state_of(type, record.values, found.day)
        after = state_of(type, record.values, verdict.as_of)
        if reason_to_withhold(type, record, found.day):
            yield Item(head(type, record), (say("Public since its day came"),))
        elif before != after and before and after:
            yield Item(
                head(type, record), (say("{before} → {after}", before=before.title, after=after.title),)
            )


def _findings(verdict: Verdict, severity: Severity) -> Iterator[Item]:
    for finding in verdict.findings:
        if finding.severity is severity:
            yield Item(_place(finding), (finding.message,))


def _place(finding: Finding) -> Phrase:
    source = finding.source
    if source.line is None:
        return say("{path}", path=source.path)
    return say("{path}, line {line}", path=source.path, line=source.line)


def _counts(verdict: Verdict, found: Comparison) -> Iterator[Phrase]:
    """Of all types, then of each whose number changes."""
    before, after = (_public(register, verdict) for register in (found.old, found.new))
    yield say("Public records: {before} → {after}", before=before.total(), after=after.total())
    types = {**found.old.types, **found.new.types}
    for name, type in types.items():
        if before[name] != after[name]:
            yield say("{type}: {before} → {after}", type=type.label, before=before[name], after=after[name])


def _public(register: Register, verdict: Verdict) -> Counter[str]:
    return Counter(
        record.type
        for record in register
        if not reason_to_withhold(register.types[record.type], record, verdict.as_of)
    )
