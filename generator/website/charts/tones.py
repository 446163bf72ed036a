"""Which colour a part of a whole gets: by what the schema says it means, else by its place among the parts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from generator.model.declared.record_type import Field

MEANINGS: Mapping[str, int] = {
    "good": 1,
    "rather-good": 2,
    "fair": 7,
    "neutral": 3,
    "rather-bad": 4,
    "bad": 5,
    "unknown": 6,
}
"""``meaning`` of a field → its tone. 4 and 5 are hatched, 6 is dashed."""
_SCALES: Mapping[int, tuple[int, ...]] = {
    1: (1,),
    2: (1, 4),
    3: (1, 3, 4),
    4: (1, 2, 4, 5),
    5: (1, 2, 3, 4, 5),
    6: (1, 2, 3, 4, 5, 6),
}
_LONGEST_SCALE = (1, 2, 7, 3, 4, 5, 6)


def tones(parts: Sequence[Field]) -> Mapping[str, int]:
    """Field name → tone, for all parts that a table declares, those that are empty included."""
    scale = _SCALES.get(len(parts), _LONGEST_SCALE)
    return {
        part.name: MEANINGS.get(str(part.options.get("meaning")), scale[index % len(scale)])
        for index, part in enumerate(parts)
    }
