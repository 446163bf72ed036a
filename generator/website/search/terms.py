"""Text → the terms by which it is found.

- each character that stands by itself (``路``), and each pair of neighbours of which one does (``道路``, ``第1``);
- each word of letters and digits (``2026``, ``gs``), cut at :data:`LONGEST_WORD`;
- its beginnings of one to three characters, marked by a star (``2*``); longer ones are found among the words;
- each day that it names (``15-03-2026``), see ``days.py``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from operator import add

from generator.model.text.folding import is_word
from generator.website.search.days import day_terms
from generator.website.search.folding import folded_lines, spaced

LONGEST_WORD = 24
LONGEST_MARKED_BEGINNING = 3
BEGINNING = "*"
_BASIC_PLANE = 0x10000


@cache
def word_characters() -> frozenset[str]:
    """Every character that is part of a word."""
    return frozenset(char for char in map(chr, range(_BASIC_PLANE)) if is_word(char))


@cache
def _word() -> re.Pattern[str]:
    return re.compile(f"[{''.join(_ranges(sorted(map(ord, word_characters()))))}]+")


def _ranges(codes: list[int]) -> Iterator[str]:
    start = last = codes[0]
    for code in [*codes[1:], _BASIC_PLANE + 1]:
        if code != last + 1:
            yield f"\\u{start:04x}-\\u{last:04x}"
            start = code
        last = code


def with_beginnings(folded: str) -> str:
    """What :func:`folded_lines` gave, with a blank before each word of letters and digits: whoever looks for such a word, with
    its blank, finds it where words begin.
    """
    return _beginning().sub(r" \1", folded)


@cache
def _beginning() -> re.Pattern[str]:
    return re.compile(f" ?({_word().pattern})")


def terms(text: str) -> set[str]:
    """The terms of a text as it is published."""
    folded = folded_lines(text)
    return _terms(spaced(folded)) | day_terms(folded)


def _terms(spaced: str) -> set[str]:
    found = set(spaced) - word_characters()
    found.discard(" ")
    for run in _word().sub(_ends, spaced).split():
        found.update(map(add, run, run[1:]))
    for word in set(_word().findall(spaced)):
        found.add(word[:LONGEST_WORD])
        found.update(word[:size] + BEGINNING for size in range(1, LONGEST_MARKED_BEGINNING + 1))
    return found


def order(name: str) -> bytes:
    """A key that sorts terms as JavaScript compares texts."""
    return name.encode("utf-16-be")


def _ends(match: re.Match[str]) -> str:
    """A word's first and last character, so that each makes a pair with its neighbour outside and none inside."""
    return f"{match[0][0]} {match[0][-1]}"
