"""Names and titles → how they are spoken, for whoever types letters.

``吴晓`` is offered to whoever types ``wuxiao`` or ``wx`` and finds nothing that is written so; ``条例`` out of the middle of a
title to whoever types ``tiaoli``; ``Regulation`` to whoever types ``regulaton``. What is offered leads to a search and is never
a result. The words are those of lasting texts; those of open notices stand in the file that goes with them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise
from string import ascii_lowercase

from generator.model.text.folding import fold
from generator.website.search.dictionary import dictionary

LONGEST_TITLE, LONGEST_NAME = 16, 6
"""Characters of a run of Han in a title, and of a line that is nothing but a name, a unit or a kind."""
_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]{2,}")
_LETTERS = re.compile("[^\\W\\d_\u3400-\u9fff]{4,}")
_BETWEEN_NAMES = re.compile(r"[\s·•、，]")
_SYLLABLES = re.compile("[a-z]+(?: [a-z]+)*")


def words_of(title: str, text: str) -> Iterator[str]:
    """The words of a document that are worth their reading: Han and words of letters in its title, and names, which have a
    line of their own.
    """
    yield from (run for run in _HAN.findall(title) if len(run) <= LONGEST_TITLE)
    yield from (word for word in _LETTERS.findall(title) if _in_letters(word))
    for line in text.split("\n"):
        name = _BETWEEN_NAMES.sub("", line)
        if len(name) <= LONGEST_NAME and _HAN.fullmatch(name):
            yield name


def spoken(words: Iterable[str]) -> list[str]:
    """``wu xiao 吴晓`` for each word that can be spoken in letters, sorted."""
    return sorted(f"{reading} {word}" for word in words if _SYLLABLES.fullmatch(reading := _reading(word)))


def pairs(spoken: Iterable[str]) -> list[str]:
    """``tiao li 条例``: every two characters that stand beside each other, but for the first two of a word, which are found
    with it; what stands in the most words first.
    """
    counts = Counter[str]()
    for line in spoken:
        *syllables, word = line.split(" ")
        if len(syllables) == len(word):
            beside = zip(pairwise(syllables), pairwise(word), strict=True)
            counts.update(f"{one} {other} {first}{second}" for (one, other), (first, second) in [*beside][1:])
    return sorted(counts, key=lambda line: (-counts[line], line))


def by_letter(spoken: Iterable[str]) -> Iterator[list[list[str]]]:
    """What begins with each letter, from a to z: words, and pairs of their characters."""
    words = list(spoken)
    found: dict[str, list[list[str]]] = {letter: [[], []] for letter in ascii_lowercase}
    for place, lines in enumerate((words, pairs(words))):
        for line in lines:
            found[line[0]][place].append(line)
    yield from found.values()


def _reading(word: str) -> str:
    return fold(word) if _in_letters(word) else dictionary().spoken(word)


def _in_letters(word: str) -> bool:
    folded = fold(word)
    return folded.isascii() and folded.isalpha()
