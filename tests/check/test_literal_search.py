"""Many literals in one pass find what a search for each of them finds."""

from __future__ import annotations

import pytest
from each import each
from hypothesis import given
from hypothesis import strategies as st

from generator.check.passing.literal_search import Literals, key, pairs_in
from generator.model.text.folding import fold

SIGNS = st.text(alphabet="甲乙丙a,", min_size=2, max_size=4)


@given(st.lists(SIGNS, max_size=8), st.text(alphabet="甲乙丙a,", max_size=30))
def test_every_place_where_one_begins_is_found_with_the_longest_that_fits(
    texts: list[str], text: str
) -> None:
    expected = {
        start: max(fitting, key=len)
        for start in range(len(text))
        if (fitting := [one for one in texts if text.startswith(one, start)])
    }
    literals = Literals(texts)
    assert {one.start: one.key for one in literals.found_in(text)} == expected
    assert literals.may_stand_in(text) or not expected


@given(SIGNS, st.text(alphabet="甲丁a ·　\u200b-)Ａ㈠⻓\n", max_size=8), st.data())
def test_a_literal_is_found_in_any_spelling_where_it_is_typed(
    one: str, around: str, data: st.DataObject
) -> None:
    """Full-width, parted by blanks and dashes, with signs that nobody sees between."""
    typed = "".join(
        sign + data.draw(st.sampled_from(["", " ", "　", "\u200b", "-", "–", "⠀", "\ufe0f"]))
        for sign in one.replace("a", data.draw(st.sampled_from("aAａáⒶ")))
    )
    found = list(Literals([key(one)]).found_in(f"{around}、{typed}、"))
    assert found
    readings = [(key(standing.typed), standing.key) for standing in found]
    assert all(one in (read, "".join(filter(str.isalpha, read))) for read, one in readings), (
        "signs may part Han signs"
    )
    assert any(one == read for read, one in readings)
    assert any(fold(standing.typed).startswith(fold(typed)[:1]) for standing in found)


@each(
    "typed",
    [
        "示*例*辛", "示例**辛**", "示例<b>辛</b>", '示例<a href="x">辛</a>', "示例&#36763;", "示&#8203;例辛", "示<!-- x -->例辛",
        "示例%E8%BE%9B", "%E7%A4%BA%E4%BE%8B%E8%BE%9B", r"示例\u8f9b", "示_例_辛", "示“例”辛", "`示例`辛",
    ],
)  # fmt: skip
def test_a_literal_is_found_within_markup(typed: str) -> None:
    (standing,) = Literals([key("示例辛")]).found_in(f"请找{typed}，")
    assert (standing.key, standing.certain) == ("示例辛", True)
    assert standing.start == len("请找") + (typed[0] == "`")
    assert key(typed) == "示例辛"


@each("text", ["<!-- 示例辛 -->", "甲<img alt='示例辛'>乙", "<a title='示例&#36763;'>x</a>", "<示例辛>"])
def test_so_is_one_in_a_tag_or_a_comment(text: str) -> None:
    (standing,) = Literals([key("示例辛")]).found_in(text)
    assert key(text[standing.start : standing.end]) == standing.key


@each("typed", ["O''Brien Ann", "O’Brien Ann", "OBRIEN ANN", "O&#39;Brien Ann"])
def test_quotation_marks_in_a_name_part_nothing(typed: str) -> None:
    (standing,) = Literals([key("O'Brien Ann")]).found_in(f"by {typed}.")
    assert standing.certain


@each("text", ["示<p>例辛", "示</td><td>例辛", "示例\ud8f9b", "示例%E8辛b"])
def test_what_parts_two_texts_parts_a_literal(text: str) -> None:
    assert not list(Literals([key("示例辛")]).found_in(text))


@each(
    ("text", "certain"),
    [
        ("找高峰，", True), ("高峰、某", True), ("张三 高峰 李四", True), ("某、高 峰、某", True), ("某、高·峰、某", True),
        ("早高峰时", False), ("高峰时", False), ("提高（峰值", False), ("再高-峰", False),
    ],
)  # fmt: skip
def test_two_characters_are_certain_where_they_stand_alone(text: str, certain: bool) -> None:
    (standing,) = Literals(["高峰"]).found_in(text.removeprefix("找"))
    assert standing.certain is certain


@each(
    ("text", "certain"),
    [
        ("Ann came", True), ("(ANN)", True), ("安Ann安", True), ("Ａｎｎ", True), ("Ann2", True), ("planned", False),
        ("Anna", False),
        ("线 7654-321。", True), ("tel7654321x", True), ("97654321", False), ("7654321０", False),
    ],
)  # fmt: skip
def test_letters_and_digits_are_certain_where_no_word_and_no_number_goes_on(text: str, certain: bool) -> None:
    (standing,) = Literals(["ann", "7654321"]).found_in(text)
    assert standing.certain is certain


@each("sign", ["/", "、", "：", "#", "★", "·", "_", "|", "+", "~", " / "])
def test_a_name_is_found_with_any_sign_between_its_characters(sign: str) -> None:
    (standing,) = Literals([key("示例辛")]).found_in(f"由（{sign.join('示例辛')}）负责")
    assert (standing.certain, standing.typed) == (True, sign.join("示例辛"))


@each("text", ["提高、建设", "提高/建设", "高、建设", "示、例。辛", "示，例，辛"])
def test_signs_between_words_make_no_name(text: str) -> None:
    assert not list(Literals([key("高建设"), key("示例辛")]).found_in(text))


@each("text", ["高/峰", "男、高、峰、某"])
def test_two_or_some_of_such_characters_are_in_doubt(text: str) -> None:
    assert [standing.certain for standing in Literals(["高峰"]).found_in(text)] == [False]


@each("typed", ["Аnn Ocean", "Ann Осеаn", "Αnn Οcean", "АNN ОСЕАN"])
def test_letters_that_look_like_those_of_a_name_count(typed: str) -> None:
    (standing,) = Literals([key("Ann Ocean")]).found_in(f"by {typed}.")
    assert standing.certain


PARTS = st.lists(
    st.sampled_from(
        ["示", "例", "辛", "示例", "a<li ", "<b>", " x>", "<!-- ", "%E8%BE%9B", "、", " ", "Ann", "\n"]
    )
)


@given(st.lists(PARTS.map("".join), max_size=6))
def test_of_many_texts_together_none_hides_what_stands_in_another(texts: list[str]) -> None:
    """Such as half a tag, which would be one with the rest of it."""
    literals = Literals([key("示例辛"), "ann", "li"])
    assert literals.may_stand_in_any(texts) or not any(map(literals.may_stand_in, texts))
    assert literals.may_begin_by(pairs_in(texts)) == literals.may_stand_in_any(texts)


def test_what_parts_the_texts_of_many_makes_no_literal() -> None:
    assert not Literals(["示例"]).may_stand_in_any(["由示", "例"])


def test_without_any_nothing_is_found() -> None:
    assert not Literals([])
    assert not Literals([]).may_stand_in("甲乙")


def test_a_single_character_is_none() -> None:
    with pytest.raises(ValueError, match="shorter"):
        Literals(["甲"])
