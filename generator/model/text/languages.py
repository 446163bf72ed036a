"""Languages of pages by their codes, which are also folders of the site and endings of keys (``title_en``)."""

from __future__ import annotations

from functools import cache

from babel.core import get_global

SCRIPT_LENGTH = 4
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
