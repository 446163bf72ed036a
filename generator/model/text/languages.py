"""Languages of pages by their codes, which are also folders of the site and endings of keys (``title_en``)."""

from __future__ import annotations

import re
from functools import cache

from babel.core import get_global

SCRIPT_LENGTH = 4
HAN = re.compile("[\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_BEYOND_LATIN = re.compile("[\u0370-\u1dff\u2c80-\ua6ff\ua800-\uab2f\uab70-\ufaff\ufb1d-\ufdff\ufe70-\ufefc]")
"""Letters of any script but Latin; signs that all scripts share are none of them."""
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]")
HAN_SCRIPTS = frozenset({"Hans", "Hant", "Jpan"})


def tag(code: str) -> str:
    """What pages say in ``lang`` (BCP 47): ``zh``, ``zh-Hant``."""
    name, _, script = code.partition("-")
    return f"{name}-{script.title()}" if script else name


@cache
def script(code: str) -> str:
    """In which letters a language is written (ISO 15924), by Unicode's table of likely ones: ``Hans``, ``Latn``."""
    name, _, said = code.partition("-")
    if said:
        return said.title()
    likely = get_global("likely_subtags").get(name, "").split("_")
    return next((part for part in likely if len(part) == SCRIPT_LENGTH), "Latn")


def is_written_in_han(code: str) -> bool:
    """Whether a language is written in Chinese characters."""
    return script(code) in HAN_SCRIPTS


def is_written_in_latin(code: str) -> bool:
    """Whether a language is written in Latin letters."""
    return script(code) == "Latn"


def written_in(text: str, language: str, page: str) -> str:
    """In which language a text is that people wrote in ``language``, as far as its letters can be: no Chinese text is English,
    and ``DN300`` is in none (``""``). Of Chinese words in a text of another language, for a ``page`` in any, nothing is known.
    """
    if HAN.search(text):
        return language if is_written_in_han(language) else page
    if _BEYOND_LATIN.search(text):
        return "" if is_written_in_han(language) or is_written_in_latin(language) else language
    return language if _LATIN.search(text) and is_written_in_latin(language) else ""
