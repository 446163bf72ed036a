"""Many literal texts at once: which of them stand in a text, however they are spelt there, in one pass over it.

Both are compared without markup (:mod:`generator.check.personal.spelling`), folded (:mod:`generator.model.text.folding`), and
without blanks, dashes, brackets and quotation marks: a name may be padded or run over the end of a line, and a number parted.
Letters of other scripts count as the Latin ones that they look like, and characters with any sign between them all as a word.
They are looked up by their first two characters. A regular expression of them all tries its branches one after the other at
every surname, which took a minute for twenty thousand names where this takes two seconds.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from generator.check.personal.spelling import APART, MAY_BE_MARKUP, in_tags, without_markup
from generator.model.text.folding import Folded, fold, fold_with_places, is_word

SHORTEST = 2
"""Characters of a key; a single one is a word of every text."""
Pair = tuple[str, str]
_LEFT_OUT = " -()'_"
_WITHOUT = dict.fromkeys(map(ord, _LEFT_OUT))
_PARTING = r"(?![。,.;!?()<>'\ufffe])[^\w\s]"
"""A sign that somebody may put between the characters of a name; what ends a sentence or a text parts it indeed."""
_PARTED = re.compile(
    rf"(?<![\u3400-\u9fff])[\u3400-\u9fff](?:(?:{_PARTING}){{1,3}}[\u3400-\u9fff])+(?![\u3400-\u9fff])"
)
"""Characters that all stand by themselves, with signs between: no usual text has three that make a name."""
_MAY_BE_PARTED = re.compile(rf"[\u3400-\u9fff]{_PARTING}")
_LOOKALIKES = str.maketrans(
    "аеорсухіјѕһԁԛԝкмтвнӏαορνικτυχβεγζημ",
    "aeopcyxijshdqwkmtbhlaopviktuxbeyzhm",
)
"""Letters of Cyrillic and Greek that are drawn as Latin ones, folded (the confusables of UTS #39)."""
_HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]")


@dataclass(frozen=True, slots=True)
class Standing:
    """A literal in a text: its key, where it stands (0-based offsets) and how it is spelt there without
    markup, and whether it certainly is meant.

    Two Han characters between others, or with a blank or a bracket between them, may belong to other words; so do letters
    with case between such letters (Ann in planned), and digits between digits.
    """

    key: str
    start: int
    end: int
    typed: str
    certain: bool = True


def key(text: str) -> str:
    """What all spellings of a literal have in common."""
    return fold(without_markup(text).text).translate(_WITHOUT)


class Literals:
    """Keys of two characters or more, found by how they begin."""

    def __init__(self, keys: Iterable[str]) -> None:
        self._by_start: dict[Pair, list[str]] = {}
        for one in sorted(set(keys), key=len, reverse=True):
            if len(one) < SHORTEST:
                raise ValueError(f"shorter than {SHORTEST} characters: {one!r}")
            self._by_start.setdefault((one[0], one[1]), []).append(one)
        firsts, seconds = (re.escape("".join({pair[place] for pair in self._by_start})) for place in (0, 1))
        self._start = re.compile(f"[{firsts}][{re.escape(_LEFT_OUT)}]*[{seconds}]") if firsts else None

    def __bool__(self) -> bool:
        return bool(self._by_start)

    def may_stand_in(self, text: str) -> bool:
        """Whether one begins in the text, by its first two characters: false for what is nearly always clean."""
        return any(map(self._begins_in, _readings(text)))

    def may_stand_in_any(self, texts: Iterable[str]) -> bool:
        """The same of many texts at once."""
        return any(map(self._begins_in, _readings_of_all(texts)))

    def may_begin_by(self, pairs: frozenset[Pair]) -> bool:
        """The same of texts in which these characters follow each other (:func:`pairs_in`)."""
        return not self._by_start.keys().isdisjoint(pairs)

    def found_in(self, text: str) -> Iterator[Standing]:
        """Each place where one begins, with the longest that stands there; in their order."""
        if self.may_stand_in(text):
            yield from sorted(self._all_in(text), key=lambda standing: standing.start)

    def _begins_in(self, folded: str) -> bool:
        if self._start is None or not self._start.search(
            folded
        ):  # a third of the time of looking at each pair
            return False
        return not self._by_start.keys().isdisjoint(_pairs(folded))

    def _all_in(self, text: str) -> Iterator[Standing]:
        plain = without_markup(text)
        folded = fold_with_places(plain.text)
        found: set[int] = set()
        for place, one in self._standing_in(reading := folded.without(_LEFT_OUT)):
            start, end = reading.typed(place, place + len(one))
            found.add(start)
            certain = _is_certain(one, plain.text, start, end)
            yield Standing(one, *plain.typed(start, end), plain.text[start:end], certain)
        if (letters := folded.text.translate(_LOOKALIKES)) != folded.text:
            for place, one in self._standing_in(reading := replace(folded, text=letters).without(_LEFT_OUT)):
                start, end = reading.typed(place, place + len(one))
                if start not in found:
                    certain = _is_certain(one, plain.text, start, end)
                    yield Standing(one, *plain.typed(start, end), plain.text[start:end], certain)
        for run in _PARTED.finditer(folded.text) if _MAY_BE_PARTED.search(folded.text) else ():
            alone = folded.picked([place for place in range(*run.span()) if _HAN.match(folded.text[place])])
            for place, one in self._standing_in(alone):
                start, end = alone.typed(place, place + len(one))
                certain = len(one) > SHORTEST and one == alone.text
                yield Standing(one, *plain.typed(start, end), plain.text[start:end], certain)
        for inner, start in in_tags(text):
            for standing in self._all_in(inner):
                yield replace(standing, start=start + standing.start, end=start + standing.end)

    def _standing_in(self, reading: Folded) -> Iterator[tuple[int, str]]:
        """Where one begins, with the longest that stands there."""
        for place, pair in enumerate(itertools.pairwise(reading.text)):
            for one in self._by_start.get(pair, ()):
                if reading.text.startswith(one, place):
                    yield place, one
                    break


def pairs_in(texts: Iterable[str]) -> frozenset[Pair]:
    """Which two characters follow each other in any reading of any of the texts: to be kept for texts that are asked often."""
    return frozenset(itertools.chain.from_iterable(map(_pairs, _readings_of_all(texts))))


def _pairs(folded: str) -> Iterator[Pair]:
    return itertools.pairwise(folded.translate(_WITHOUT))


def _readings_of_all(texts: Iterable[str]) -> Iterator[str]:
    """Those without markup are read together, which takes a fifth of the time."""
    plain: list[str] = []
    for text in texts:
        if MAY_BE_MARKUP.search(text):
            yield from _readings(text)
        else:
            plain.append(text)
    yield from _folded(APART.join(plain))


def _readings(text: str) -> Iterator[str]:
    """A text as names are looked for in it, and so what stands in its tags."""
    yield from _folded(without_markup(text).text)
    for inner, _ in in_tags(text):
        yield from _readings(inner)


def _folded(plain: str) -> Iterator[str]:
    folded = fold("".join(plain.split()))  # blanks are left out of keys, and take time to fold
    yield folded
    yield from _otherwise_read(folded)


def _otherwise_read(folded: str) -> Iterator[str]:
    """The text with letters as they look, and what stands in it sign by sign."""
    if (letters := folded.translate(_LOOKALIKES)) != folded:
        yield letters
    if _MAY_BE_PARTED.search(folded):
        yield from ("".join(_HAN.findall(run[0])) for run in _PARTED.finditer(folded))


def _is_certain(one: str, text: str, start: int, end: int) -> bool:
    before, after = text[max(0, start - 1) : start], text[end : end + 1]
    if len(one) > SHORTEST or not _HAN.search(one):
        return not (_goes_on(before, text[start]) or _goes_on(text[end - 1], after))
    return not _HAN.search(before + after) and fold(text[start:end]) == one


def _goes_on(first: str, second: str) -> bool:
    """Whether a word or a number goes on from the one sign to the other."""
    if first.isdigit() or second.isdigit():
        return first.isdigit() and second.isdigit()
    return bool(first and second) and is_word(first) and is_word(second)
