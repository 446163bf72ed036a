"""``mutable`` and ``fillable``: what of a published record may become another without a correction."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from generator.model.record_type import ChildTable, Field
from generator.model.stop import CannotRun
from generator.model.wording import say

MUTABLE, FILLABLE = "mutable", "fillable"
GROWING = frozenset({"approvals", "corrections"})
"""Common child tables to which every type may add rows: whoever approves or corrects later says so there."""


def read_mutable(
    block: Mapping[str, Any], fields: Sequence[Field], children: Sequence[ChildTable], shown: str
) -> frozenset[str]:
    """Fields that may change, child tables that may gain rows, and ``table.column`` whose cells may change."""
    known = {*_places(fields, children), *(table.name for table in children)}
    common = {table.name for table in children if table.common}
    return _named(block, MUTABLE, known, shown) | (common & GROWING)


def read_fillable(
    block: Mapping[str, Any], fields: Sequence[Field], children: Sequence[ChildTable], shown: str
) -> frozenset[str]:
    """Fields and ``table.column`` that may be filled in once they are known, and are fixed from then on."""
    return _named(block, FILLABLE, set(_places(fields, children)), shown)


def _places(fields: Sequence[Field], children: Sequence[ChildTable]) -> Iterator[str]:
    yield from (field.name for field in fields)
    for table in children:
        yield from (f"{table.name}.{field.name}" for field in table.fields)


def _named(block: Mapping[str, Any], key: str, known: set[str], shown: str) -> frozenset[str]:
    """The names of a list; stops at one that is not known."""
    declared = block.get(key)
    if declared is not None and not isinstance(declared, list):
        raise CannotRun(say("{path}: {where} is a list, each entry begun by '- '.", path=shown, where=key))
    for name in declared or ():
        if name not in known:
            raise CannotRun(
                say(
                    "{path}: {where} names '{name}'; it names fields, child tables or 'table.field'.",
                    path=shown,
                    where=key,
                    name=str(name),
                )
            )
    return frozenset(declared or ())
