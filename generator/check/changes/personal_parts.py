"""Which changes may not be quoted: a correction that repeated what was personal would keep it in public."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from generator.check.changes.texts import as_text
from generator.check.personal.allowance import Allowance
from generator.check.personal.detection import personal_values
from generator.model.change import is_personal
from generator.model.condition import Value
from generator.model.record_type import RecordType
from generator.model.site import Country


def was_personal(type: RecordType, table: str, name: str) -> bool:
    """Whether the schema of the earlier revision says so; what the later one says is asked of the field itself."""
    return any(
        place == table and field.name == name and is_personal(field) for place, field in type.all_fields()
    )


def takes_out_personal(
    allowed: Iterable[Allowance], countries: Collection[Country], old: Value, new: Value
) -> bool:
    """Whether a personal value that stood there, and that nothing allows, stands there no more."""
    before, after = as_text(old), as_text(new)
    kept = {(sighting.kind, sighting.value) for sighting in personal_values(after, countries)}
    return any(
        sighting.certain
        and (sighting.kind, sighting.value) not in kept
        and not any(allowance.covers(sighting) for allowance in allowed)
        for sighting in personal_values(before, countries)
    )
