from __future__ import annotations

import pytest

from generator.model.declared.condition import reference_ids
from generator.model.findings.finding import Finding
from generator.model.findings.rules import RULES, WRONG_TYPE
from generator.model.records.record import Record, Row, Source
from generator.model.text.catalogue import LANGUAGES, messages, translator
from generator.model.text.wording import Phrase, Wording, fill, say
from generator.website.words.marked import Sentence

TITLE = Wording("标题", {"en": "Title"})


def english(phrase: Phrase) -> str:
    return phrase.render(translator("en"), "en")


def test_a_wording_speaks_the_language_it_has() -> None:
    assert TITLE.in_language("en") == "Title"
    assert TITLE.in_language("zh") == "标题"
    assert TITLE.in_language("fr") == "标题"
    assert TITLE.all() == ("标题", "Title")
    assert Wording("", {"en": "Title"}).all() == ("Title",)


def test_a_wording_without_text_is_false() -> None:
    assert not Wording()
    assert Wording("标题")
    assert Wording("", {"en": "Title"})


def test_a_phrase_renders_what_is_named_in_it_in_the_same_language() -> None:
    phrase = say("{field} says '{value}', which is not {kind}.", field=TITLE, value="x", kind=say("a number"))
    assert english(phrase) == "Title says 'x', which is not a number."
    chinese = phrase.render(translator("zh"), "zh")
    assert "标题" in chinese
    assert "数字" in chinese
    assert "Title" not in chinese


def test_braces_in_a_value_stay_as_they_are() -> None:
    assert english(say("The id '{id}' stands twice.", id="{0} {id} %s {{x}}")).count("{0} {id} %s {{x}}") == 1


def test_an_unknown_message_comes_back_unchanged() -> None:
    assert translator("zh")("no such message") == "no such message"
    assert messages("en") == {}


def test_every_rule_has_an_id_of_its_own_and_a_sentence_in_each_language() -> None:
    assert len({rule.id for rule in RULES}) == len(RULES) > 30
    for rule in RULES:
        said = {code: rule.sentence.render(translator(code), code) for code in LANGUAGES}
        assert said["zh"] != said["en"], rule.id
        assert rule.id == rule.id.lower().replace("_", "-")


def test_findings_sort_by_file_then_place() -> None:
    def at(path: str, line: int | None, column: int | None = None) -> Finding:
        return Finding(WRONG_TYPE, Source(path, line, column), say("x"))

    ordered = [at("a", None), at("a", 2, 1), at("a", 2, 3), at("a", 10), at("b", 1)]
    shuffled = ordered[::-1]
    assert sorted(shuffled, key=lambda finding: finding.sort_key) == ordered


def test_a_value_is_where_it_was_read_else_where_its_row_is() -> None:
    row = Row({"a": 1}, Source("x.csv", 7), {"a": (0, 3), "b": (9, 2)})
    assert row.source_of("a") == Source("x.csv", 7, 3)
    assert row.source_of("b") == Source("x.csv", 9, 2)
    assert row.source_of("c") == Source("x.csv", 7)
    assert Record("t", "1", row).source == row.source


def test_a_reference_holds_none_one_or_several_ids() -> None:
    assert reference_ids(None) == ()
    assert reference_ids("a") == ("a",)
    assert reference_ids(7) == ("7",)
    assert reference_ids(("a", "b")) == ("a", "b")


def test_a_number_brings_the_word_that_goes_with_it() -> None:
    assert fill("{n:day|days} late", n=1) == "1 day late"
    assert fill("{n:day|days} late", n="1") == "1 day late"
    assert fill("{n:day|days} late", n=0) == "0 days late"
    assert english(
        say("The row has {count:cell|cells}, the header has {expected}.", count=1, expected=2)
    ) == ("The row has 1 cell, the header has 2.")
    assert Sentence("{n:other|others}").format(n=1) == "1 other"


def test_a_message_is_filled_as_format_fills_it() -> None:
    for text, filled in (
        ("{a}{a} and {{a}}", "77 and {a}"),
        ("{a:03} {b!r} {b.real:.1f} {a:{c}}", "007 7 7.0   7"),
        ("", ""),
        ("}} {{", "} {"),
    ):
        assert fill(text, a=7, b=7, c=3) == filled == text.format(a=7, b=7, c=3)
    for broken in ("{missing}", "{", "{a!x}", "{}"):
        with pytest.raises((KeyError, ValueError, IndexError)):
            fill(broken, a=7)
