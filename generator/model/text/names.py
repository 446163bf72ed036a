"""A text that holds names of people → each name, as lists of people have them: ``李明（科长）、王芳 女`` are 李明 and 王芳.

What hides a name for good, and what tells whether two steps were taken by one person, ask here and nowhere else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby, takewhile

from generator.model.text.folding import fold_signs_with_places

_HAN = "\u3400-\u9fff\U00020000-\U0003ffff"
_IS_HAN = re.compile(f"[{_HAN}.]+")
_WORD = re.compile(r"\S+")
_PIECE = re.compile(r"\([^()]*\)|[^()]+")
_NEXT_PERSON = re.compile(rf"[;|&\n\t]|\s(?:and|und|et|y)\s|(?<=[{_HAN}][{_HAN}])[和与及](?=[{_HAN}]{{2}})")
_NEXT_PART = re.compile(rf"、|(?<=[{_HAN}])\s*[,/]|[,/]\s*(?=[{_HAN}])")
"""What parts names, and what parts names or what is said of one. A comma between Latin words may stand within a name, as 和
between Chinese signs of which one is alone.
"""
_SEX = re.compile(r"\s*[男女]\s*")
_REMARK = re.compile(r"[男女]|.{1,4}族|.*(?:学历|党员)|.*\d.*")
"""What lists say behind a name: 女，汉族，1970年生."""
_BEFORE = re.compile(r"(?:[^:]*:)?[\W_]*(?:\d{1,3}[.)]\s*)?[\W_]*")
"""What a name is called, and its number in the list."""
_BEHIND = re.compile(
    rf"[\W_]*\Z|(?<=[{_HAN}][{_HAN}])(?:同志|先生|女士|老师|等(?:\d{{1,3}}[人名位]|人)?|\d{{1,2}})[\W_]*\Z"
)
"""A title, that there are more of them, and the number of a footnote."""
_FEWEST = 2
"""Signs of a Chinese name, or words of one in letters."""


def names_in(text: str) -> Iterator[str]:
    """The names as they were typed, without remarks, numbers and titles around them; the text itself if it holds nothing else."""
    folded = fold_signs_with_places(text)
    found = list(_outside_brackets(folded.text)) or [(0, len(folded.text))]
    for start, end in found:
        yield text[slice(*folded.typed(start, end))] if end > start else text


def _outside_brackets(text: str) -> Iterator[tuple[int, int]]:
    """The place of each name. A remark in brackets is none, unless it says the name in letters once more, or is all there is."""
    pieces = list(_PIECE.finditer(text))
    remarks = [piece for piece in pieces if piece[0].startswith("(")]
    names = [span for piece in pieces if piece not in remarks for span in _listed(text, *piece.span())]
    yield from names
    for remark in remarks:
        start, end = remark.start() + 1, remark.end() - 1
        if not names or len(re.findall(r"[a-z]{2,}", text[start:end])) >= _FEWEST:
            yield from _listed(text, start, end)


def _listed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The same between two places without a remark in brackets."""
    for first, last in _parted(_NEXT_PERSON, text, start, end):
        parts = list(_parted(_NEXT_PART, text, first, last))
        sexes = [place for place, part in enumerate(parts) if _SEX.fullmatch(text, *part)]
        # Behind 女 stands what else is said of her, up to the name before the next one: 李明，男，汉族，王芳，女
        people = [*parts[: sexes[0]], *(parts[place - 1] for place in sexes[1:])] if sexes else parts
        for part in people:
            yield from _bare(text, *part)


def _parted(parting: re.Pattern[str], text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for match in parting.finditer(text, start, end):
        yield start, match.start()
        start = match.end()
    yield start, end


def _bare(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Names with nothing but blanks between; none where something is said of one."""
    before = _BEFORE.match(text, start, end)
    start = before.end() if before else start
    behind = _BEHIND.search(text, start, end)
    end = behind.start() if behind else end
    words = list(takewhile(lambda word: not _REMARK.fullmatch(word[0]), _WORD.finditer(text, start, end)))
    found: list[tuple[int, int]] = []
    for is_han, group in groupby(words, lambda word: _IS_HAN.fullmatch(word[0]) is not None):
        some = list(group)
        # 王 伟 is padded, 欧阳建国 王伟 are two
        are_names = is_han and all(len(word[0]) >= _FEWEST for word in some)
        found += [
            (own[0].start(), own[-1].end()) for own in ([[word] for word in some] if are_names else [some])
        ]
    return found
