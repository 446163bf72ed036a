"""Spellings that find each other: width, case, traditional and simplified characters.

``folding.js`` does the same in the browser, character by character, so a test holds the two together.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from generator.model.folding import simplified


def fold(text: str) -> str:
    """The text as it is compared: composed, then each character compatible, small and simplified."""
    return unicodedata.normalize("NFC", text).translate(_FOLDED)


def spaced(text: str) -> str:
    """The folded text with a blank for each character that separates words."""
    return unicodedata.normalize("NFC", text).translate(_SPACED)


def separates(char: str) -> bool:
    """Whether the character is punctuation, a symbol, a blank or a control sign. A percent sign belongs to its number."""
    category = unicodedata.category(char)
    return (category[0] in "ZPS" or category in ("Cc", "Cf")) and char != "%"


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
