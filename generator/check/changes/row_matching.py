"""The rows of one child table in two revisions → which are the same row, which came, which went.

Rows have no ids. The order of rows is not their content: a sheet that was sorted anew says the same.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from generator.check.changes.texts import as_text
from generator.model.records.record import Row

MOST_COMPARED = 250_000
"""Pairs of rows that are weighed for likeness; past that, rows count as gone and new."""
Signature = Callable[[Row], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Matched:
    """Rows that are in both (as they were, as they are), and those that are in one alone."""

    pairs: tuple[tuple[Row, Row], ...]
    removed: tuple[Row, ...]
    added: tuple[Row, ...]


def match(old: Sequence[Row], new: Sequence[Row], columns: Sequence[str], free: frozenset[str]) -> Matched:
    """``columns`` of the table in order; those that are ``free`` may change and do not tell rows apart."""
    fixed = [name for name in columns if name not in free]
    pairs: list[tuple[Row, Row]] = []
    for signature in (_cells(columns), _cells(fixed), _cells(fixed[:1])):
        found, old, new = _by(signature, old, new)
        pairs += found
    found, old, new = _alike(old, new, columns)
    return Matched((*pairs, *found), tuple(old), tuple(new))


def _cells(columns: Sequence[str]) -> Signature:
    return lambda row: tuple(as_text(row.values.get(name)) for name in columns)


def _by(
    signature: Signature, old: Sequence[Row], new: Sequence[Row]
) -> tuple[list[tuple[Row, Row]], list[Row], list[Row]]:
    """Pairs of equal signature, in order, and the rest of both."""
    waiting: dict[tuple[str, ...], list[Row]] = {}
    for row in new:
        waiting.setdefault(signature(row), []).append(row)
    pairs, gone = [], []
    for row in old:
        partners = waiting.get(signature(row))
        if partners and any(signature(row)):
            pairs.append((row, partners.pop(0)))
        else:
            gone.append(row)
    return pairs, gone, [row for rows in waiting.values() for row in rows]


def _alike(
    old: Sequence[Row], new: Sequence[Row], columns: Sequence[str]
) -> tuple[list[tuple[Row, Row]], list[Row], list[Row]]:
    """The rest, each paired with the row that shares most filled cells with it, if any does."""
    left, pairs, gone = list(new), [], []
    if len(old) * len(new) > MOST_COMPARED:
        return [], list(old), left
    for row in old:
        best = max(left, key=lambda other: _likeness(row, other, columns), default=None)
        if best is None or not _likeness(row, best, columns):
            gone.append(row)
        else:
            pairs.append((row, best))
            left = [other for other in left if other is not best]
    return pairs, gone, left


def _likeness(one: Row, other: Row, columns: Sequence[str]) -> int:
    return sum(
        bool(text) and text == as_text(other.values.get(name))
        for name in columns
        if (text := as_text(one.values.get(name)))
    )
