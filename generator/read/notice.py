"""``notice`` of a ``sunlit:`` block → :class:`Notice`: which fields make the record's printed form."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from generator.model.notice import Notice
from generator.model.record_type import ChildTable, Field
from generator.model.stop import CannotRun
from generator.model.wording import say
from generator.read.block import known
from generator.read.columns import mapping
from generator.read.declarations import refuse_unknown

NOTICE_KEYS = ("issuer", "number", "opening", "basis", "table", "columns", "closing", "contact")
_SINGLE = ("issuer", "number", "opening", "basis", "closing")


def read_notice(
    block: Mapping[str, Any], fields: Sequence[Field], tables: Sequence[ChildTable], shown: str
) -> Notice | None:
    """``notice``, if the type declares one (``{}`` will do). Stops at what is no field, and at a type without a period."""
    if block.get("notice") is None:
        return None
    declared = mapping(block["notice"], "notice", shown)
    refuse_unknown(declared, NOTICE_KEYS, shown, "notice")
    if block.get("period") is None:
        raise CannotRun(say("{path}: a notice needs the key 'period'.", path=shown))
    table = _table(declared.get("table"), tables, shown)
    return Notice(
        **{
            key: known([declared[key]], fields, f"notice.{key}", shown)[0]
            for key in _SINGLE
            if declared.get(key) is not None
        },
        table=table.name if table else "",
        columns=known(declared.get("columns"), table.fields if table else (), "notice.columns", shown),
        contact=known(declared.get("contact"), fields, "notice.contact", shown),
    )


def _table(name: Any, tables: Sequence[ChildTable], shown: str) -> ChildTable | None:
    if name is None:
        return None
    for table in tables:
        if table.name == name:
            return table
    raise CannotRun(
        say(
            "{path}: {where} names '{name}', which is no child table of the schema.",
            path=shown,
            where="notice.table",
            name=str(name),
        )
    )
