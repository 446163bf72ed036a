"""Names and titles → how they are spoken, for whoever types letters (pypinyin's only home).

``吴晓`` is offered to whoever types ``wuxiao`` or ``wx`` and finds nothing that is written so. What is offered leads to a search
and is never a result. The words are those of lasting texts; those of open notices stand in the file that goes with them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from string import ascii_lowercase

LONGEST_TITLE, LONGEST_NAME = 16, 6
"""Characters of a run of Han in a title, and of a line that is nothing but a name, a unit or a kind."""
_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]{2,}")
_BETWEEN_NAMES = re.compile(r"[\s·•、，]")
_SYLLABLES = re.compile("[a-z]+(?: [a-z]+)*")


def words_of(title: str, text: str) -> Iterator[str]:
    """The words of a document that are worth their reading: Han in its title, and names, which have a line of their own."""
    yield from (run for run in _HAN.findall(title) if len(run) <= LONGEST_TITLE)
    for line in text.split("\n"):
        name = _BETWEEN_NAMES.sub("", line)
        if len(name) <= LONGEST_NAME and _HAN.fullmatch(name):
            yield name


def spoken(words: Iterable[str]) -> list[str]:
    """``wu xiao 吴晓`` for each word that can be spoken in letters, sorted."""
    return sorted(f"{reading} {word}" for word in words if _SYLLABLES.fullmatch(reading := _reading(word)))


def by_letter(spoken: Iterable[str]) -> Iterator[list[str]]:
    """What begins with each letter, from a to z."""
    found: dict[str, list[str]] = {letter: [] for letter in ascii_lowercase}
    for line in spoken:
        found[line[0]].append(line)
    yield from found.values()


@lru_cache(maxsize=65536)
def _reading(word: str) -> str:
    from pypinyin import (  # takes longer to load than all else here, and who only checks needs none
        Style,
        lazy_pinyin,
    )

    return " ".join(lazy_pinyin(word, style=Style.NORMAL, errors="ignore", v_to_u=False))
