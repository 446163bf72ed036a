"""Whether correction entries tell the truth: applied to what stood there before, they give what stands there now.

An entry quotes a short value whole, of a long text the words that were replaced; nothing before means added at the
end, nothing after means taken out. Of personal data and of files it repeats nothing: naming them is enough.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial

from generator.check.changes.texts import as_text, flat, is_empty, same
from generator.model.declared.condition import Value
from generator.model.declared.record_type import CORRECTIONS, Field
from generator.model.records.change import Change, ChangeKind, CorrectionEntry
from generator.read.table.values import normalise

Apply = Callable[[Value, CorrectionEntry], Value]
"""What becomes of a value by an entry; ``None``: the entry does not fit it."""


def names(entry: CorrectionEntry, change: Change) -> bool:
    """Whether the entry names the part that changed: its field, its column, or the child table as a whole."""
    return names_exactly(entry, change) or entry.target == (change.table.name if change.table else None, "")


def names_exactly(entry: CorrectionEntry, change: Change) -> bool:
    """Whether the entry names nothing but the part that changed."""
    table = change.table.name if change.table else ""
    return entry.target == (table, change.field.name if change.field else "")


def proving(change: Change, entries: Iterable[CorrectionEntry]) -> tuple[CorrectionEntry, ...]:
    """The entries that account for the change; none if it is not accounted for, or not as they say."""
    naming = [entry for entry in entries if names(entry, change)]
    if change.personal or change.kind is ChangeKind.FILE or _is_old_entry(change):
        return tuple(naming[:1])
    if change.kind is ChangeKind.ROW_ADDED:
        return tuple(entry for entry in naming if not entry.before and _quotes(entry.after, change))[:1]
    if change.kind is ChangeKind.ROW_REMOVED:
        return tuple(entry for entry in naming if not entry.after and _quotes(entry.before, change))[:1]
    # Of a cell first what is said of its column: what is said of the whole table may be about another row.
    of_the_column = [entry for entry in naming if names_exactly(entry, change)]
    return _replayed(change, of_the_column) or _replayed(change, naming)


def _is_old_entry(change: Change) -> bool:
    return change.table is not None and change.table.name == CORRECTIONS


def _quotes(text: str, change: Change) -> bool:
    """Whether an entry tells a row by what its first filled cell says."""
    row, table = change.row, change.table
    assert row is not None
    assert table is not None
    cells = (as_text(row.values.get(field.name)) for field in table.fields)
    first = next((cell for cell in cells if cell), "")
    return bool(first) and first in text


def _replayed(change: Change, entries: Sequence[CorrectionEntry]) -> tuple[CorrectionEntry, ...]:
    """The entries that, one after the other, turn what stood there into what stands there."""
    value = change.before
    used: list[CorrectionEntry] = []
    apply = _way(change)
    for entry in entries:
        applied = apply(value, entry)
        if applied is not None:
            value, used = applied, [*used, entry]
    reached = same(value, change.after) or _bare(value) == _bare(change.after)
    return tuple(used) if reached else ()


def _way(change: Change) -> Apply:
    if isinstance(change.before, tuple) or isinstance(change.after, tuple):
        return _in_list
    texts = all(isinstance(value, str) or is_empty(value) for value in (change.before, change.after))
    assert change.field is not None
    return _in_text if texts else partial(_as_a_whole, change.field)


def _as_a_whole(field: Field, value: Value, entry: CorrectionEntry) -> Value:
    before, after = normalise(entry.before, field), normalise(entry.after, field)
    return after if same(before, value) else None


def _in_list(value: Value, entry: CorrectionEntry) -> Value:
    """Single items are put in, taken out or replaced."""
    items = [as_text(item) for item in value or ()]
    before, after = _items(entry.before, items), _items(entry.after, ())
    if any(item not in items for item in before):
        return None
    left = [item for item in items if item not in before]
    return (*left, *(item for item in after if item not in left))


def _items(text: str, known: Sequence[str]) -> tuple[str, ...]:
    if text in known:
        return (text,)
    found = normalise(text, Field("", "array"))
    return found if isinstance(found, tuple) else (text,)


def _in_text(value: Value, entry: CorrectionEntry) -> Value:
    """A value is replaced, or the one place in it that the entry quotes; nothing quoted means the end."""
    text = flat(str(value or ""))
    if entry.before == text:
        return entry.after
    if not entry.before:
        return text + entry.after
    return text.replace(entry.before, entry.after) if text.count(entry.before) == 1 else None


def _bare(value: Value) -> str:
    """The text without any space: where lines were joined does not tell whether one belongs there."""
    return "".join(as_text(value).split())
