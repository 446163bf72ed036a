"""Spellings that find each other, in Python and in the browser alike."""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise

import pytest
from building import PROJECT
from each import each
from hypothesis import given
from hypothesis import strategies as some
from signs import assigned

from benchmarks.search.engine import Engine
from generator.model.text.folding import fold, fold_signs, fold_with_places, is_word, simplified
from generator.website.search.folding import (
    fold_table,
    folded_lines,
    separates,
    spaced,
)
from generator.website.search.terms import LONGEST_WORD, terms

ALL = pytest.param(1, marks=pytest.mark.proof)


@each(
    ("written", "folded"),
    [
        ("養老服務", "养老服务"),
        ("ＡＢＣ１２３", "abc123"),
        ("Résumé", "resume"),
        ("Re\u0301sume\u0301", "resume"),
        ("㈠①Ⅳ", "(一)1iv"),
        ("〔2026〕14号", "(2026)14号"),
        ("王　伟、张 三", "王伟、张三"),
        ("⻓远⻩河", "长远黄河"),
        ("豈更車", "岂更车"),
        ("乾後裏", "干后里"),
        ("𰻞𬮿", "𰻝𬮿"),
    ],
)
def test_one_spelling_stands_for_all(written: str, folded: str) -> None:
    assert fold(written) == folded


def test_every_traditional_character_finds_its_simplified_one() -> None:
    assert len(simplified()) > 3000
    missed = [pair for pair in simplified().items() if fold(pair[0]) != fold(pair[1])]
    assert not [pair for pair in missed if unicodedata.normalize("NFKC", pair[0]) == pair[0]]


@pytest.mark.parametrize("every", [100, ALL])
def test_the_browser_folds_as_python_does(over_corpus: Engine, every: int) -> None:
    """Every character that both know; those that Unicode added later fold to themselves in the older."""
    table = fold_table(simplified().values())
    signs = assigned(every)
    folded = over_corpus.ask("fold", pairs=table, texts=[f"。{char}。" for char in signs])
    differing = [char for char, text in zip(signs, folded, strict=True) if text != _by_itself(char)]
    assert not differing


def _by_itself(char: str) -> str:
    return "\n".join(map(fold, f"。{char}。".split("\n")))


SIGNS = "王伟買买提國aAéÀzZ109①⒈·.•‧、，,()〔《“’—- 　\u3000\t\n\u200b⻓⼯か\u3099\u0301\ufe0f한\u1161👍𠮷𝟏%"


def test_the_browser_folds_texts_as_python_does(over_corpus: Engine) -> None:
    """Blanks, dots, marks and line ends mean what the signs around them say; and each sign is known by its place."""
    chance, table = random.Random(13), fold_table(simplified().values())
    texts = ["".join(chance.choices(SIGNS, k=chance.randrange(12))) for _ in range(4000)]
    for text, found in zip(texts, over_corpus.ask("mapped", pairs=table, texts=texts), strict=True):
        lines = [fold_with_places(line) for line in text.split("\n")]
        assert found["folded"] == "\n".join(line.text for line in lines), ascii(text)
        if len(lines) == 1 and max(text, default="") <= "\uffff":
            assert found["places"] == [*lines[0].starts, len(text)], ascii(text)


def test_all_that_the_table_of_the_browser_says_is_what_the_folding_yields() -> None:
    """A newer Python than the one that it is made from too. That it lacks nothing is seen above, and where it is written."""
    shipped = (PROJECT / "site_templates" / "search" / "signs.js").read_text(encoding="utf-8")
    lines = [line.partition(">")[::2] for line in shipped.split("`")[1].split("\n")]
    said = {code: re.sub(r"\\(.)", r"\1", folded) for ranges, folded in lines for code in codes_of(ranges)}
    assert len(said) > 1000
    assert said == {code: fold_signs(chr(code)) for code in said}


def codes_of(ranges: str) -> Iterator[int]:
    for first, _, last in (part.partition("-") for part in ranges.split()):
        yield from range(int(first, 16), int(last or first, 16) + 1)


@pytest.mark.parametrize("every", [100, ALL])
def test_the_browser_tells_words_apart_as_python_does(over_corpus: Engine, every: int) -> None:
    classes = over_corpus.ask("classes", chars=assigned(every))
    differing = [
        char
        for char, (word, separator) in zip(assigned(every), classes, strict=True)
        if (word, separator) != (is_word(char), separates(char))
    ]
    assert not differing


def test_the_table_holds_only_characters_that_occur() -> None:
    assert fold_table("养") == ([ord("養")], "养")
    assert fold_table("路A") == ([], "")


def test_terms_of_a_text() -> None:
    assert terms("第14号：養老") == {
        "第", "号", "养", "老", "第1", "4号", "养老", "14", "1*", "14*",
    }  # fmt: skip
    assert terms("GS-2026") == {"gs", "g*", "gs*", "2026", "2*", "20*", "202*"}
    assert terms(" ，。 ") == set()


def test_a_long_word_is_cut() -> None:
    assert "a" * LONGEST_WORD in terms("a" * 99)
    assert max(map(len, terms("a" * 99))) == LONGEST_WORD


@given(some.text())
def test_each_character_of_a_text_is_in_a_term(text: str) -> None:
    found, folded = terms(text), spaced(folded_lines(text))
    for char in set(folded) - {" "}:
        assert any(char in name for name in found)


@given(some.text(min_size=2, max_size=30), some.data())
def test_whatever_a_text_holds_its_terms_hold(text: str, data: some.DataObject) -> None:
    """The pairs and single characters of any piece of a text are among the terms of the whole."""
    start = data.draw(some.integers(0, len(text) - 1))
    piece, whole = spaced(folded_lines(text[start : start + 5])), terms(text)
    for pair in pairwise(piece):
        if " " not in pair and not all(map(is_word, pair)) and unicodedata.is_normalized("NFC", text):
            assert "".join(pair) in whole
