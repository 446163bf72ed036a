"""The correction entry that would account for a change, so that nobody has to work it out."""

from __future__ import annotations

import json
from datetime import date
from pathlib import PurePosixPath

from generator.check.changes.texts import SEPARATOR, as_text, excerpt
from generator.model.declared.condition import Value
from generator.model.declared.record_type import CORRECTIONS, ChildTable
from generator.model.records.change import Change, ChangeKind, Difference
from generator.model.records.record import Record
from generator.model.text.wording import Parameter, Phrase, say

ADDITION, CORRECTION = "补充", "更正"


def told(change: Change) -> tuple[str, str]:
    """Before and after, as an entry should quote them; both empty where nothing may be repeated."""
    if change.personal or change.kind is ChangeKind.FILE:
        return "", ""
    if change.kind is ChangeKind.ROW_ADDED:
        return "", _row(change)
    if change.kind is ChangeKind.ROW_REMOVED:
        return _row(change), ""
    if isinstance(change.before, tuple) and isinstance(change.after, tuple):
        return _items(change.before, change.after), _items(change.after, change.before)
    return excerpt(as_text(change.before), as_text(change.after))


def _row(change: Change) -> str:
    """A row by its first filled cell."""
    fields = change.table.fields if change.table else ()
    values = change.row.values if change.row else {}
    return next((text for field in fields if (text := as_text(values.get(field.name)))), "")


def _items(mine: Value, other: Value) -> str:
    return SEPARATOR.join(as_text(item) for item in mine if item not in other)


def label(change: Change) -> Phrase:
    """What changed, as an entry names it: the field, the table, or the table and its column."""
    if change.table is None:
        assert change.field is not None
        return say("{field}", field=change.field.label)
    if change.field is None:
        return say("{field}", field=change.table.label)
    return say("{table}·{field}", table=change.table.label, field=change.field.label)


def cure(change: Change, difference: Difference, as_of: date) -> Phrase:
    """Where to write the entry, and what it says: of a YAML file the very text."""
    before, after = told(change)
    assert difference.new is not None
    if not difference.new.source.sheet and PurePosixPath(difference.new.source.path).suffix != ".csv":
        key = difference.type.child(CORRECTIONS).name
        return say(
            "If it is a slip, put the old back. If it is right, add to the record, with the reason and who approved it: "
            "{entry}",
            entry=_as_yaml(
                change, key, key in difference.new.children and bool(difference.new.children[key]), as_of
            ),
        )
    entry: dict[str, Parameter] = {
        "place": _place(difference.type.child(CORRECTIONS), difference.new),
        "day": as_of.isoformat(),
        "kind": _kind(change),
        "what": label(change),
    }
    if change.personal or change.kind is ChangeKind.FILE:
        return say(
            "If that is right, {place}: date {day}, kind {kind}, what changed '{what}', reason, approved by; "
            "repeat neither the old nor the new there.",
            **entry,
        )
    return say(
        "If that is right, {place}: date {day}, kind {kind}, what changed '{what}', before '{before}', "
        "after '{after}', reason, approved by. If it is a slip, put the old back.",
        **entry,
        before=before,
        after=after,
    )


def _kind(change: Change) -> str:
    before, after = told(change)
    return ADDITION if after and not before else CORRECTION


def entry_of(change: Change) -> dict[str, str]:
    """What the entry says, by the columns of the corrections, without its day, its reason, and who approved it."""
    before, after = told(change)
    parts = [part.label.base for part in (change.table, change.field) if part]
    said = {"kind": _kind(change), "field": "·".join(parts), "before": before, "after": after}
    return {name: text for name, text in said.items() if text}


def _as_yaml(change: Change, key: str, has_others: bool, as_of: date) -> str:
    """The entry in one line of YAML: to be put below the others, or as the record's first."""
    quoted = [f"{name}: {json.dumps(text, ensure_ascii=False)}" for name, text in entry_of(change).items()]
    entry = f'{{on: {as_of.isoformat()}, {", ".join(quoted)}, reason: "", approver: ""}}'
    return f"- {entry}" if has_others else f"{key}: [{entry}]"


def _place(table: ChildTable, record: Record) -> Phrase:
    """Where a record's corrections are written, in a workbook or beside a table."""
    if record.source.sheet:
        return say("add a row to the sheet '{sheet}'", sheet=table.label)
    path = PurePosixPath(record.source.path)
    return say("add a row to {path}", path=str(path.with_suffix(f".{table.name}.csv")))
