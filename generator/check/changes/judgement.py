"""What differs between two revisions → findings: what changed, vanished or was corrected without its word.

The earlier revision's schemas say what may change: whoever widens ``mutable`` does it before it is used.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from datetime import date

from generator.check.changes.accounts import account, entry_findings
from generator.check.changes.entries import corrects
from generator.check.changes.suggestion import cure, label, told
from generator.model import rules
from generator.model.change import Change, ChangeKind, Comparison, Difference
from generator.model.finding import Finding
from generator.model.record import Record, Source
from generator.model.severity import Severity
from generator.model.wording import Phrase, say

WITHHELD = {
    "draft": say("it is a draft now"),
    "not-yet": say("it is for a day to come now"),
    "scope": say("it is not for the public now"),
}


def judge_changes(
    comparison: Comparison, as_of: date, half_read: Collection[str] = frozenset()
) -> Iterator[Finding]:
    """All of them; of types that could not be read whole (``half_read``) no record counts as gone."""
    if comparison.unread:
        yield _unread(comparison)
    yield from _forgotten(comparison)
    for difference in comparison.differences:
        if difference.old is None:
            continue
        if difference.new is not None:
            yield from _changed(comparison, difference, as_of)
        elif difference.type.name in comparison.new.types and difference.type.name not in half_read:
            yield _vanished(comparison, difference, difference.old)


def _unread(comparison: Comparison) -> Finding:
    message = say(
        "Of revision {revision}, {n} files cannot be read whole: what they said is not compared.",
        revision=comparison.name,
        n=comparison.unread,
    )
    return Finding(rules.EARLIER_UNREADABLE, Source("data"), message, severity=Severity.WARNING)


def _forgotten(comparison: Comparison) -> Iterator[Finding]:
    """What schemas no longer have: said once a type or a field, not once a record."""
    gone = Counter(
        item.type.name for item in comparison.differences if item.type.name not in comparison.new.types
    )
    for name, count in gone.items():
        message = say("The type '{name}' is gone, and {n} published records with it.", name=name, n=count)
        hint = say(
            "Keep the schema and the records; withdraw them one by one, by a correction of the kind 撤回."
        )
        yield Finding(rules.SCHEMA_FORGETS, Source(comparison.old.types[name].path), message, hint)
    for (type, field), count in comparison.dropped.items():
        message = say(
            "The schema no longer has '{field}', in which {n} published records say something.",
            field=field,
            n=count,
        )
        hint = say("Keep it, or declare it 'mutable' in a commit of its own that is published first.")
        yield Finding(
            rules.SCHEMA_FORGETS, Source(comparison.new.types[type].path), message, hint, field=field
        )


def _vanished(comparison: Comparison, difference: Difference, old: Record) -> Finding:
    if difference.withheld:
        message = say(
            "Record '{id}' was public in revision {revision}, and {now}.",
            id=old.id,
            revision=comparison.name,
            now=WITHHELD[difference.withheld],
        )
    else:
        message = say(
            "Record '{id}' was public in revision {revision}, and is gone.",
            id=old.id,
            revision=comparison.name,
        )
    heir = _heir(comparison, difference, old)
    if heir:
        hint = say(
            "Was it renamed to '{id}'? Then write '{old}' under former_ids there.", id=heir, old=old.id
        )
    else:
        hint = say(
            "Put it back. If it must not be public any more, add a correction of the kind 撤回 that names no field."
        )
    return Finding(rules.VANISHED, Source(old.source.path), message, hint, old.id)


def _heir(comparison: Comparison, difference: Difference, old: Record) -> str:
    """The id of a new record that says the same as the one that is gone."""
    own = difference.type.id_field
    values = {**old.values, own: None}
    added = (item.new for item in comparison.differences if item.old is None)
    alike = (new.id for new in added if new and new.type == old.type and {**new.values, own: None} == values)
    return next(alike, "")


def _changed(comparison: Comparison, difference: Difference, as_of: date) -> Iterator[Finding]:
    accounted = account(difference)
    for change in accounted.open:
        yield _silent(comparison, difference, change, as_of)
    assert difference.old is not None
    day_of, path = comparison.day_of, difference.old.source.path
    yield from entry_findings(difference, accounted, day_of(path) if day_of else comparison.day, as_of)


def _silent(comparison: Comparison, difference: Difference, change: Change, as_of: date) -> Finding:
    assert difference.new is not None
    correctable = corrects(difference.type)
    return Finding(
        rules.CHANGED_SILENTLY,
        _source(difference.new, change),
        _what(comparison, change),
        cure(change, difference, as_of)
        if correctable
        else say(
            "Put the old back; or give the schema a 'sunlit:' block, so that its records can hold corrections."
        ),
        difference.new.id,
        change.field.name if change.field else change.table.name if change.table else "",
        # A plain schema offers no way to say it: its owner is told, and not stopped.
        Severity.ERROR if correctable else Severity.WARNING,
    )


def _source(record: Record, change: Change) -> Source:
    if change.kind is ChangeKind.ROW_REMOVED:
        return record.source
    row = change.row or record.row
    return row.source_of(change.field.name) if change.field else row.source


def _what(comparison: Comparison, change: Change) -> Phrase:
    what, name = label(change), comparison.name
    before, after = told(change)
    if change.kind is ChangeKind.FILE:
        return say(
            "The file that '{what}' names is another than in revision {revision}.", what=what, revision=name
        )
    if change.kind is ChangeKind.ROW_ADDED:
        return say(
            "'{what}' has a row that it did not have in revision {revision}: '{after}'.",
            what=what,
            revision=name,
            after=after,
        )
    if change.kind is ChangeKind.ROW_REMOVED:
        return say(
            "'{what}' lacks a row that it had in revision {revision}: '{before}'.",
            what=what,
            revision=name,
            before=before,
        )
    if change.personal:
        return say(
            "'{what}' is another than in revision {revision}; personal data are not repeated here.",
            what=what,
            revision=name,
        )
    return say(
        "'{what}' said '{before}' in revision {revision}, and says '{after}' now.",
        what=what,
        revision=name,
        before=before,
        after=after,
    )
