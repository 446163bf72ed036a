"""How Han are spoken: pypinyin's dictionary, folded small (pypinyin's only home).

Loaded, that dictionary is 60 MB of objects in each process that reads a word. What comes of it for a word is decided by the
longest beginning of any phrase that stands there, by the phrases that are spoken otherwise than their characters, and by
these: 1 MB of text, which is made once and kept in the cache.
"""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path
from sys import intern

from generator.model.files.working_folders import KeptFiles
from generator.website.processes import by_own_process

FIRST, LAST = 0x3400, 0x9FFF
"""The characters that are read."""
_END = b"}]"


@dataclass(frozen=True, slots=True)
class Dictionary:
    """``characters`` are the syllables of each character from :data:`FIRST` on, empty where none is known.

    ``phrases`` are those that begin with a character, each behind a line feed. Behind a tab stand the syllables of one that is
    spoken otherwise than its characters.
    """

    characters: Sequence[str]
    phrases: Mapping[str, str]

    def spoken(self, word: str) -> str:
        """The syllables of a word, with blanks between them."""
        syllables = list[str]()
        while word:
            phrases, size = self.phrases.get(word[0], ""), 1
            while size < len(word) and f"\n{word[: size + 1]}" in phrases:
                size += 1
            piece, word = word[:size], word[size:]
            _, is_otherwise, own = phrases.partition(f"\n{piece}\t")
            syllables += [own.partition("\n")[0]] if is_otherwise else map(self._syllable, piece)
        return " ".join(filter(None, syllables))

    def _syllable(self, sign: str) -> str:
        return self.characters[ord(sign) - FIRST] if FIRST <= ord(sign) <= LAST else ""


@cache
def dictionary() -> Dictionary:
    """That of the pypinyin which is installed."""
    characters, phrases = json.loads(kept_dictionary())
    return Dictionary([intern(syllable) for syllable in characters.split(",")], phrases)


@cache
def kept_dictionary() -> bytes:
    """The same as it is kept. Whoever forks processes asks before, so that none of them has to make it."""
    kept, follows_from = KeptFiles("dictionary"), (version("pypinyin").encode(), Path(__file__).read_bytes())
    name = hashlib.sha256(b"\0".join(follows_from)).hexdigest()
    content = kept.get(name)
    if content is None or not content.endswith(_END):
        may_fork = threading.current_thread() is threading.main_thread()  # a preview has a server's threads
        (content,) = by_own_process(lambda: [_folded()]) if may_fork else [_folded()]
        kept.put(name, content)
    return content


def _folded() -> bytes:
    from pypinyin import Style, lazy_pinyin  # takes longer to load than all else here
    from pypinyin.constants import PHRASES_DICT

    def spoken(text: str) -> str:
        return " ".join(lazy_pinyin([text], style=Style.NORMAL, errors="ignore", v_to_u=False))

    known = {chr(code): spoken(chr(code)) for code in range(FIRST, LAST + 1)}
    phrases = dict[str, str]()
    for phrase in sorted(PHRASES_DICT):
        own, plain = spoken(phrase), " ".join(filter(None, map(known.get, phrase)))
        line = phrase if own == plain else f"{phrase}\t{own}"
        phrases[phrase[0]] = f"{phrases.get(phrase[0], '')}\n{line}"
    return json.dumps([",".join(known.values()), phrases], ensure_ascii=False).encode()
