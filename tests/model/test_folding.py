"""The one folding: what reads alike folds alike, and nothing else is needed to compare."""

from __future__ import annotations

import unicodedata

import pytest
from each import each
from hypothesis import given
from hypothesis import strategies as some
from signs import assigned

from generator.model.text.folding import (
    canonical,
    fold,
    fold_signs,
    fold_signs_with_places,
    fold_with_places,
    simplified,
)

EVERY = pytest.mark.parametrize("every", [100, pytest.param(1, marks=pytest.mark.proof)])
ANY_TEXT = some.text(some.characters(codec=None)) | some.text(
    "王伟買買提aÀZ1①.·•‧ 　\n\t\u200b⻓é\u0301\u3099゛か한\u1161ｶﾞﾾￂ(〔’—"
)


@each("alike", [
    ["王伟", "王 伟", "王　伟", "王\u2003伟", "王\n伟", "王\u200b伟", " 王⠀伟\u3164", "王\u115f伟"],
    ["王伟甲", "王伟 甲", "王 伟 甲"],
    ["买买提·吐尔逊", *(f"买买提{dot}吐尔逊" for dot in "•‧・．.∙⋅﹒･◦ᐧ⸱●⚫⬤ㆍ"), "買買提 · 吐爾遜", "买买提吐尔逊"],
    ["J·K·罗琳", "Ｊ.Ｋ.罗琳", "J. K. 羅琳", "j.k罗琳"],
    ["养老服务", "養老服務"],
    ["长远黄河青年门户", "⻓远⻩河⻘年⻔户", "長遠黃河靑年門戶"],
    ["工作方案由老城区实施", "⼯作⽅案由⽼城区实施"],
    ["葛城县", "葛\U000e0100城县", "葛\ufe00城县"],
    ["隆", "\uf9dc"],
    ["温组通〔2026〕14号", "温组通[2026]14号", "温组通(2026)14号", "温组通［2026］14 号", "温组通﹝２０２６﹞14号"],
    ["13800138000", "❶③８⓿⓪𝟏③₈⁰٠०", "⑬８𝟘０⒈⑶８⓪⓪⓪"],
    ["13806", "〡〣〨0〦"],
    ["13", "⑬", "⒔", "⓭", "１３"],
    ["1", "①", "⑴", "⒈", "❶", "➀", "⓵", "¹", "₁", "１", "𝟙"],
    ["138-0013-8000", *(f"138{dash}0013{dash}8000" for dash in "–—‐‑‒―−─━﹣－⁃")],
    ["café", "cafe", "CAFÉ", "cafe\u0301", "ｃａｆｅ"],
    ["Māori", "maori"],
    ["Søren Łukasz", "soren lukasz"],
    ["Straße", "STRASSE", "strasse"],
    ["O'Brien", "O’Brien", "Oʼbrien", "O´BRIEN"],
    ["\N{NEGATIVE CIRCLED LATIN CAPITAL LETTER Z}hang", "Ⓩhang", "zhang"],
    ["John Smith", "john  smith", "John\nSMITH", "\tJohn\u00a0Smith "],
    ["第 3 科 A 座", "第3科A座"],
    ["ئەخمەت تۇرسۇن", "ئەخـمەت تۇرسـۇن"],
    ["محمد", "مُحَمَّدٌ", "محــمد"],
    ["שלום", "שָׁלוֹם", "\ufb2aלום"],
    ["👍", "👍🏽", "👍\ufe0f"],
    ["はが", "はか\u3099", "は か ゛", "はか \u3099"],
    ["ガリバー", "ｶﾞﾘﾊﾞｰ", "カ\u3099リハ\u3099ー"],
    ["한", "\u1112\u1161\u11ab"],
    ["하", "ﾾￂ"],
])  # fmt: skip
def test_what_reads_alike_folds_alike(alike: list[str]) -> None:
    assert len({fold(text) for text in alike}) == 1, {text: fold(text) for text in alike}


@each("apart", [
    ["王伟", "王炜", "王伟甲"],
    ["1 2", "12"],
    ["1.5", "15", "1-5", "1,5"],
    ["John Smith", "JohnSmith"],
    ["a.b", "ab", "a b"],
    ["か", "が"],
    ["张三、李四", "张三李四", "张三，李四"],
    ["㈠", "1"],
    ["½", "12"],
    ["ー", "-"],
    ["データ", "デ-タ"],
    ["и", "u"],
])  # fmt: skip
def test_what_does_not_read_alike_stays_apart(apart: list[str]) -> None:
    assert len({fold(text) for text in apart}) == len(apart), {text: fold(text) for text in apart}


@given(ANY_TEXT)
def test_places_are_those_of_the_signs(text: str) -> None:
    for folded, plain in (
        (fold_with_places(text), fold(text)),
        (fold_signs_with_places(text), fold_signs(text)),
    ):
        assert folded.text == plain
        assert len(folded.starts) == len(folded.ends) == len(plain)
        assert list(folded.starts) == sorted(folded.starts)
        assert all(
            0 <= start < end <= len(text) for start, end in zip(folded.starts, folded.ends, strict=True)
        )


@given(ANY_TEXT)
def test_a_sign_stands_where_it_came_from(text: str) -> None:
    """What is cut out of the typed text at the places of a stretch folds to that stretch, blanks and dots aside."""
    folded = fold_signs_with_places(text)
    for place, sign in enumerate(folded.text):
        start, end = folded.typed(place, place + 1)
        assert sign in fold_signs(text[start:end])


@given(ANY_TEXT)
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(ANY_TEXT)
def test_composed_and_decomposed_fold_alike(text: str) -> None:
    composed, decomposed = (unicodedata.normalize(form, text) for form in ("NFC", "NFD"))
    assert fold(composed) == fold(decomposed)
    assert canonical(composed) == canonical(decomposed)


@EVERY
def test_every_sign_folds_to_signs_that_stay(every: int) -> None:
    folded = {char: fold_signs(char) for char in assigned(every)}
    assert [char for char, one in folded.items() if one != char and fold_signs(one) != one] == []


@EVERY
def test_every_sign_folds_within_a_text_as_it_does_alone(every: int) -> None:
    """The quick way, which leaves signs alone that need no folding, leaves none alone that does."""
    for char in assigned(every):
        alone = fold_signs_with_places(char).text
        assert fold_signs(f"。{char}。") == f"。{alone}。", char


def test_every_traditional_character_folds_to_its_simplified_one() -> None:
    assert len(simplified()) > 3000
    missed = [pair for pair in simplified().items() if fold(pair[0]) != fold(pair[1])]
    assert not [pair for pair in missed if unicodedata.normalize("NFKC", pair[0]) == pair[0]]


def test_every_radical_and_stroke_that_looks_like_an_ideograph_is_one() -> None:
    radicals = [chr(code) for code in (*range(0x2E80, 0x2FE0), *range(0x31C0, 0x31F0))]
    assigned = [char for char in radicals if unicodedata.name(char, "")]
    left = [char for char in assigned if fold(char) == char]
    assert "".join(left) == "⺀㇀㇁㇂㇃㇄㇅㇇㇈㇉㇊㇋㇌㇍㇎㇢㇣"
    assert len(assigned) - len(left) > 340


def test_long_texts_cost_little() -> None:
    """Neither marks nor blanks nor dots are looked at again and again: this would not end within a day."""
    for text in (
        "e" + "\u0301\u0323" * 100_000,
        "a " * 100_000,
        " " * 300_000 + "x",
        "." * 300_000,
        "王 " * 100_000,
    ):
        assert fold_with_places(text).text == fold(text)
