"""``mutable`` and ``fillable``: what of a published record may become another without a correction."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from generator.model.record_type import ChildTable, Field, RecordType
from generator.model.stop import CannotRun
from generator.model.wording import say

MUTABLE, FILLABLE = "mutable", "fillable"
GROWING = frozenset({"approvals", "corrections"})
"""Common child tables to which every type may add rows: whoever approves or corrects later says so there."""


def with_leeway(type: RecordType, block: Mapping[str, Any], shown: str) -> RecordType:
    """The type with both, as its block declares them; stops at a name that means nothing.

    ``mutable``: fields that may change, child tables that may gain rows, ``table.column`` whose cells may change.
    ``fillable``: fields and ``table.column`` that may be filled in once they are known, and are fixed from then on.
    """
    places = set(_places(type.fields, type.children))
    tables = {table.name for table in type.children}
    growing = {table.name for table in type.children if table.common} & GROWING
    mutable = _named(block, MUTABLE, places | tables, shown) | growing
    return replace(type, mutable=mutable, fillable=_named(block, FILLABLE, places, shown))


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
        if not isinstance(name, str) or name not in known:
            raise CannotRun(
                say(
                    "{path}: {where} names '{name}'; it names fields, child tables or 'table.field'.",
                    path=shown,
                    where=key,
                    name=str(name),
                )
            )
    return frozenset(declared or ())
