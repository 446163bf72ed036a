"""What differs between two revisions → findings: what changed, vanished or was corrected without its word.

The earlier revision's schemas say what may change: whoever widens ``mutable`` does it before it is used.
"""

from __future__ import annotations

import shlex
from collections import Counter
from collections.abc import Collection, Iterator
from datetime import date

from generator.check.changes.accounts import account, entry_findings
from generator.check.changes.entries import corrects
from generator.check.changes.suggestion import cure, label, told
from generator.check.changes.texts import is_empty
from generator.check.changes.waiving import Exceptions, digest
from generator.model.declared.record_type import RecordType
from generator.model.declared.severity import Severity
from generator.model.findings import rules
from generator.model.findings.finding import Finding
from generator.model.records.change import GONE, Change, ChangeKind, Comparison, Difference
from generator.model.records.public_life import FORMER_IDS, WITHDRAWN
from generator.model.records.record import Record, Source
from generator.model.text.wording import Phrase, say

WITHHELD = {
    "draft": say("it is a draft now"),
    "not-yet": say("it is for a day to come now"),
    "scope": say("it is not for the public now"),
}


def judge_changes(
    comparison: Comparison, as_of: date, half_read: Collection[str] = frozenset()
) -> Iterator[Finding]:
    """All of them; of types that could not be read whole (``half_read``) no record counts as gone."""
    exceptions = Exceptions(comparison, as_of)
    if comparison.unread:
        yield _unread(comparison)
    for finding, type, content in found_changes(comparison, as_of, half_read):
        yield exceptions.applied(finding, type, content)
    yield from exceptions.left()


def found_changes(
    comparison: Comparison, as_of: date, half_read: Collection[str] = frozenset()
) -> Iterator[tuple[Finding, str, str]]:
    """What is found whatever exceptions there are: each with the type and the digest of what it is about, as that is now."""
    for finding, type in _forgotten(comparison):
        yield finding, type, comparison.schemas.get(type, GONE)
    for difference in comparison.differences:
        if difference.old is None:
            continue
        for finding in _of_record(comparison, difference, difference.old, as_of, half_read):
            yield finding, difference.type.name, digest(_as_it_is(comparison, difference), comparison.new)


def _of_record(
    comparison: Comparison, difference: Difference, old: Record, as_of: date, half_read: Collection[str]
) -> Iterator[Finding]:
    if difference.new is not None:
        yield from _changed(comparison, difference, as_of)
    elif difference.type.name in comparison.new.types and difference.type.name not in half_read:
        yield _vanished(comparison, difference, old)


def _as_it_is(comparison: Comparison, difference: Difference) -> Record | None:
    """The record as it is now, public or not."""
    if difference.new is not None or not difference.withheld or difference.old is None:
        return difference.new
    own = comparison.new.records[difference.old.type]
    return next((record for record in own if record.id == difference.old.id), None)


def _unread(comparison: Comparison) -> Finding:
    message = say(
        "Of revision {revision}, {n} files cannot be read whole: what they said is not compared.",
        revision=comparison.name,
        n=comparison.unread,
    )
    return Finding(rules.EARLIER_UNREADABLE, Source("data"), message, severity=Severity.WARNING)


def _forgotten(comparison: Comparison) -> Iterator[tuple[Finding, str]]:
    """What schemas no longer have or show: said once a type or a field, not once a record. With the type's name."""
    gone = Counter(
        item.type.name for item in comparison.differences if item.type.name not in comparison.new.types
    )
    for name, count in gone.items():
        message = say("The type '{name}' is gone, and {n} published records with it.", name=name, n=count)
        hint = say("Put the schema and the records back.")
        yield Finding(rules.SCHEMA_FORGETS, Source(comparison.old.types[name].path), message, hint), name
    for (type, field), count in comparison.dropped.items():
        message = say(
            "The schema no longer has '{field}', in which {n} published records say something.",
            field=field,
            n=count,
        )
        hint = say("Put it back into the schema.")
        source = Source(comparison.new.types[type].path)
        yield Finding(rules.SCHEMA_FORGETS, source, message, hint, field=field), type
    for (type, field), count in comparison.narrowed.items():
        message = say(
            "By the schema, '{field}' is less public than it was; {n} published records say something there.",
            field=field,
            n=count,
        )
        hint = say("Declare it as it was.")
        source = Source(comparison.new.types[type].path)
        yield Finding(rules.SCHEMA_NARROWS, source, message, hint, field=field), type


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
        hint = RESTORED.get(difference.withheld) or _put_back(comparison, old)
    return Finding(rules.VANISHED, Source(old.source.path), message, hint, old.id)


RESTORED = {
    "draft": say("Take the mark of a draft out again."),
    "not-yet": say("Set the day from which it is public back to what it was."),
    "scope": say("Set its scope back to what it was."),
}


def _put_back(comparison: Comparison, old: Record) -> Phrase:
    """How to get the record back as it was: with its whole file, if nothing of that is there any more."""
    path = old.source.path
    if any(record.source.path == path for record in comparison.new):
        return say("Put it back into {path}.", path=path)
    return say(
        "Put its file back: {command}",
        command=shlex.join(["git", "checkout", comparison.name, "--", path]),
    )


def _heir(comparison: Comparison, difference: Difference, old: Record) -> str:
    """The id of a new record that says the same as the one that is gone."""
    own = difference.type.id_field
    values = {**old.values, own: None}
    added = (item.new for item in comparison.differences if item.old is None)
    alike = (new.id for new in added if new and new.type == old.type and {**new.values, own: None} == values)
    return next(alike, "")


def _changed(comparison: Comparison, difference: Difference, as_of: date) -> Iterator[Finding]:
    accounted = account(difference)
    if difference.lost:
        yield _lost(difference)
    for change in accounted.open:
        yield _silent(comparison, difference, change, as_of)
    assert difference.old is not None
    day_of, path = comparison.day_of, difference.old.source.path
    yield from entry_findings(difference, accounted, day_of(path) if day_of else comparison.day, as_of)


def _lost(difference: Difference) -> Finding:
    """An address that led to the record leads nowhere any more."""
    assert difference.new is not None
    message = say(
        "Of the numbers that it had before, {ids} lead here no more.", ids=", ".join(difference.lost)
    )
    hint = say("Write them under former_ids again.")
    source = difference.new.row.source_of(FORMER_IDS)
    return Finding(rules.VANISHED, source, message, hint, difference.new.id, FORMER_IDS)


def _silent(comparison: Comparison, difference: Difference, change: Change, as_of: date) -> Finding:
    assert difference.old is not None
    assert difference.new is not None
    demanded = corrects(difference.type) or corrects(comparison.old.types[difference.old.type])
    return Finding(
        rules.CHANGED_SILENTLY,
        _source(difference.new, change),
        _what(comparison, change),
        _cure(change, difference, as_of),
        difference.new.id,
        change.field.name if change.field else change.table.name if change.table else "",
        # A schema that was plain before offers no way to say it: its owner is told, and not stopped.
        Severity.ERROR if demanded else Severity.WARNING,
    )


def _cure(change: Change, difference: Difference, as_of: date) -> Phrase:
    if not corrects(difference.type):
        return say(
            "Put the old back, and see that the schema has a 'sunlit:' block, so that its records can hold corrections."
        )
    if _takes_down(difference.type, change):
        return say("Leave it empty, as it was.")
    return cure(change, difference, as_of)


def _takes_down(type: RecordType, change: Change) -> bool:
    """Whether a day from which the record is withdrawn was filled in: nobody is shown how to do that by the way."""
    field = change.field.name if change.field and not change.table else ""
    return field == WITHDRAWN and field in type.common and is_empty(change.before)


def _hushed(what: Phrase, revision: str) -> Phrase:
    return say(
        "'{what}' is another than in revision {revision}; personal data are not repeated here.",
        what=what,
        revision=revision,
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
    if change.kind is not ChangeKind.VALUE and not (before or after):
        return _hushed(what, name)
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
        return _hushed(what, name)
    return say(
        "'{what}' said '{before}' in revision {revision}, and says '{after}' now.",
        what=what,
        revision=name,
        before=before,
        after=after,
    )
