"""What of a correction is public: all of it, but never what a personal field said or says."""

from __future__ import annotations

from collections.abc import Mapping

from generator.check.changes.corrections import is_personal_target
from generator.check.changes.entries import target
from generator.check.changes.texts import as_text
from generator.model.condition import Value
from generator.model.record_type import CORRECTIONS, RecordType

REPEATING = frozenset({"before", "after"})


def public_correction(type: RecordType, table: str, values: Mapping[str, Value]) -> Mapping[str, Value]:
    """The values of a row; of a correction that names something personal, without before and after.

    The gate refuses such a row. It is silenced here as well, since a field may be declared personal later on.
    """
    if table != CORRECTIONS or CORRECTIONS not in type.common:
        return values
    named = target(type, as_text(values.get("field")))
    if named is None or not is_personal_target(type, named):
        return values
    return {name: value for name, value in values.items() if name not in REPEATING}
