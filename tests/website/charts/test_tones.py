from __future__ import annotations

from generator.model.declared.record_type import Field
from generator.website.charts.tones import MEANINGS, tones


def parts(*meanings: str) -> list[Field]:
    return [
        Field(f"f{number}", "integer", options={"meaning": meaning} if meaning else {})
        for number, meaning in enumerate(meanings)
    ]


def test_without_a_meaning_the_place_decides_from_good_to_bad() -> None:
    assert list(tones(parts("", "", "")).values()) == [1, 3, 4]
    assert list(tones(parts("", "", "", "", "", "", "")).values()) == [1, 2, 7, 3, 4, 5, 6]


def test_what_the_schema_says_of_a_part_decides_before_its_place() -> None:
    assert list(tones(parts("bad", "", "unknown")).values()) == [5, 3, 6]
    assert list(tones(parts(*MEANINGS)).values()) == list(MEANINGS.values())


def test_any_number_of_parts_has_tones_and_an_unknown_meaning_changes_nothing() -> None:
    assert set(tones(parts(*[""] * 20)).values()) <= set(range(1, 8))
    assert list(tones(parts("splendid")).values()) == [1]
    assert tones([]) == {}
