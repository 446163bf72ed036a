"""The words of the generated reference, in Chinese and in English beside each other."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import yaml

LANGUAGES = ("zh", "en")


@cache
def _words() -> dict[str, Any]:
    text = Path(__file__).with_name("words.yaml").read_text(encoding="utf-8")
    words: dict[str, Any] = yaml.safe_load(text)
    return words


def words(*path: str) -> Any:
    """What words.yaml holds at a path of keys. ``KeyError`` if nothing stands there."""
    found: Any = _words()
    for key in path:
        found = found[key]
    return found


def both(*path: str, **parameters: object) -> tuple[str, str]:
    """A text in Chinese and in English."""
    chinese, english = words(*path)
    return chinese.format(**parameters), english.format(**parameters)


def joined(separator: str, pairs: Sequence[tuple[str, str]]) -> tuple[str, str]:
    """Several texts as one, in each language with its own form of the separator."""
    chinese, english = both(separator)
    return chinese.join(pair[0] for pair in pairs), english.join(pair[1] for pair in pairs)


def beside(pair: tuple[str, str]) -> str:
    """The two texts of a pair in one table cell; one of them where they are the same."""
    chinese, english = pair
    return chinese if chinese == english or not english else f"{chinese}<br>{english}" if chinese else english
