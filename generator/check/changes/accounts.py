"""A record's new correction entries held against what really changed of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from generator.check.changes.proof import names, names_exactly, proving
from generator.check.changes.suggestion import label, told
from generator.model.declared.severity import Severity
from generator.model.findings import rules
from generator.model.findings.finding import Finding
from generator.model.records.change import Change, CorrectionEntry, Difference
from generator.model.text.wording import Phrase, say


@dataclass(frozen=True, slots=True)
class Account:
    """``open``: changes that no entry names; ``untrue``: entries beside a change that is not as they say it is.

    ``idle``: entries that no change bears out.
    """

    open: tuple[Change, ...] = ()
    untrue: tuple[tuple[CorrectionEntry, Change], ...] = ()
    idle: tuple[CorrectionEntry, ...] = ()


def account(difference: Difference) -> Account:
    """What the new entries of a record account for. A withdrawal accounts for everything."""
    if difference.withdrawn:
        return Account()
    used: set[int] = set()

    def unused() -> list[CorrectionEntry]:
        return [entry for entry in difference.entries if id(entry) not in used]

    # Rows of one table are named alike: what an entry says word for word it says of that change, and of no other.
    left = []
    for change in difference.changes:
        entry = next((entry for entry in unused() if _says_just_this(entry, change)), None)
        if entry is None:
            left.append(change)
        else:
            used.add(id(entry))
    unproven = []
    for change in left:
        # Two rows that say the same need two entries, if there are two.
        proof = proving(change, unused()) or proving(change, difference.entries)
        used.update(map(id, proof))
        unproven += [] if proof else [change]
    untrue, idle = [], []
    for entry in difference.entries:
        if id(entry) not in used:
            meant = next((change for change in unproven if names(entry, change)), None)
            if meant is None:
                idle.append(entry)
            else:
                untrue.append((entry, meant))
                unproven = [change for change in unproven if change is not meant]
    return Account(tuple(change for change in unproven if not change.allowed), tuple(untrue), tuple(idle))


def _says_just_this(entry: CorrectionEntry, change: Change) -> bool:
    return (
        names_exactly(entry, change)
        and (entry.before, entry.after) == told(change)
        and bool(proving(change, [entry]))
    )


def entry_findings(
    difference: Difference, accounted: Account, earliest: date, as_of: date
) -> Iterator[Finding]:
    """What is wrong with the new entries; ``earliest`` is the day on which the record became what it was."""
    for entry, change in accounted.untrue:
        yield _untrue(difference, entry, change)
    for entry in accounted.idle:
        yield _idle(difference, entry)
    for entry in difference.entries:
        if not entry.approver:
            message = say("The correction does not say who approved it.")
            yield _finding(
                rules.CORRECTION_INCOMPLETE, difference, entry, "approver", message, say("Write who did.")
            )
        if entry.on and not min(earliest, as_of) <= entry.on <= as_of:
            message = say(
                "The correction is dated {day}; but on {earliest} the old still stood.",
                day=entry.on.isoformat(),
                earliest=earliest.isoformat(),
            )
            hint = say("Write the day on which it is published, {day} for example.", day=as_of.isoformat())
            yield _finding(rules.CORRECTION_INCOMPLETE, difference, entry, "on", message, hint)


def _untrue(difference: Difference, entry: CorrectionEntry, change: Change) -> Finding:
    before, after = told(change)
    message = say("The correction of '{what}' does not say what happened.", what=label(change))
    hint = say("Before: '{before}'; after: '{after}'.", before=before, after=after)
    return _finding(rules.CORRECTION_UNTRUE, difference, entry, "before", message, hint)


def _idle(difference: Difference, entry: CorrectionEntry) -> Finding:
    message = say(
        "The correction says that '{what}' changed, but nothing bears that out.",
        what=entry.named or entry.kind,
    )
    hint = say("Change the record too; if it was changed earlier without a word, the correction may stay.")
    rule = rules.CORRECTION_WITHOUT_CHANGE
    return _finding(rule, difference, entry, "field", message, hint, Severity.WARNING)


def _finding(
    rule: rules.Rule,
    difference: Difference,
    entry: CorrectionEntry,
    field: str,
    message: Phrase,
    hint: Phrase,
    severity: Severity = Severity.ERROR,
) -> Finding:
    id = difference.new.id if difference.new else ""
    return Finding(rule, entry.row.source_of(field), message, hint, id, field, severity)
