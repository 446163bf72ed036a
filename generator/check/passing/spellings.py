"""A value that does not last → the ways in which a text may hold it: the gate looks for each, and reports hide each."""

from __future__ import annotations

from collections.abc import Iterator

from generator.check.passing.literal_search import SHORTEST, key
from generator.model.declared.personal import PersonalClass
from generator.model.text.folding import is_word
from generator.model.text.names import names_in

_MOST_WORDS = 4


def spellings(kind: PersonalClass, value: str) -> Iterator[tuple[str, str]]:
    """The value, of names also each by itself and as lists have it, with what all spellings of it have in common."""
    parts = [value, *names_in(value)] if kind is PersonalClass.NAME else [value]
    for part in dict.fromkeys(parts):
        for text in (part, *(_turned(part) if kind is PersonalClass.NAME else ())):
            if len(folded := key(text)) >= SHORTEST:
                yield text, folded


def _turned(name: str) -> Iterator[str]:
    """A name in letters, as lists have it: ``O'Brien, Ann`` of Ann O'Brien, and the other way round."""
    words = name.replace(",", " ").split()
    if 1 < len(words) <= _MOST_WORDS and all(is_word(word[0]) for word in words):
        yield f"{words[-1]}, {' '.join(words[:-1])}"
        if "," in name:
            yield f"{' '.join(words[1:])} {words[0]}"
