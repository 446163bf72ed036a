"""``recurs`` of a ``sunlit:`` block: the fields that say when something comes round again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from generator.model.record_type import Field, Recurrence
from generator.model.stop import CannotRun
from generator.model.wording import say
from generator.read.block import known
from generator.read.columns import mapping
from generator.read.declarations import refuse_unknown

NEEDED = ("weekday", "from", "to", "since")
KEYS = (*NEEDED, "weeks", "until", "place", "text")
DAYS_OF_A_WEEK = 7


def read_recurrence(block: Mapping[str, Any], fields: Sequence[Field], shown: str) -> Recurrence | None:
    """The recurrence that a type declares, if it does. Stops unless the weekday's field allows seven values."""
    if block.get("recurs") is None:
        return None
    declared = mapping(block["recurs"], "recurs", shown)
    refuse_unknown(declared, KEYS, shown, "recurs")
    names = {
        key: known([declared.get(key)], fields, f"recurs.{key}", shown)[0]
        for key in KEYS
        if key in NEEDED or key in declared
    }
    weekday = next(field for field in fields if field.name == names["weekday"])
    if len(weekday.constraints.get("enum") or ()) != DAYS_OF_A_WEEK:
        raise CannotRun(
            say(
                "{path}: recurs.weekday names '{name}', which must allow seven values (enum), Monday's first.",
                path=shown,
                name=weekday.name,
            )
        )
    starts, ends = names.pop("from"), names.pop("to")
    return Recurrence(starts=starts, ends=ends, **names)
