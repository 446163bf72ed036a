"""In which kind of input a field is typed, and by which words it says yes and no."""

from __future__ import annotations

from generator.desk.editing.inputs import InputKind, input_kind
from generator.model.declared.record_type import Field, Show
from generator.read.table.values import normalise, truth_words


def test_a_number_beside_which_something_may_stand_is_typed_as_text() -> None:
    """80% cannot be typed where a telephone shows digits alone."""
    assert input_kind(Field("n", "integer")) is InputKind.NUMBER
    assert input_kind(Field("n", "year")) is InputKind.NUMBER
    assert input_kind(Field("n", "number", show=Show.PROGRESS)) is InputKind.LINE


def test_every_other_kind() -> None:
    kinds = {
        InputKind.ATTACHMENT: Field("a", "array", show=Show.ATTACHMENT),
        InputKind.CHOICE: Field("a", constraints={"enum": ["甲"]}),
        InputKind.TRUTH: Field("a", "boolean"),
        InputKind.DAY: Field("a", "date"),
        InputKind.LONG: Field("a", show=Show.LONG),
        InputKind.LINE: Field("a", "date", format="%d/%m/%Y"),
    }
    assert {kind: input_kind(field) for kind, field in kinds.items()} == {kind: kind for kind in kinds}


def test_the_words_for_yes_and_no_are_read_as_what_they_mean() -> None:
    own = Field("a", "boolean", options={"trueValues": ["有"], "falseValues": ["无", "没有"]})
    assert truth_words(own) == truth_words(own, "en") == ("有", "无")
    for field in (own, Field("a", "boolean")):
        for language in ("zh", "en"):
            assert [normalise(word, field) for word in truth_words(field, language)] == [True, False]
