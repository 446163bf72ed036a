"""Languages of pages by their codes, which are also folders of the site and endings of keys (``title_en``).

What is known of a language comes from CLDR (Babel): in which letters it is written, where most of its speakers live, what it
calls itself. Babel is loaded when something is asked of it: reports are in two languages of which nothing needs to be.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache

CODE = r"[a-z]{2,3}(?:-(?:[a-z]{4}|[a-z]{2}))?"
"""A language, with its script or its country where that matters: ``eu``, ``zh-hant``, ``pt-br``."""
SCRIPT_LENGTH, COUNTRY_LENGTH = 4, 2
HAN = re.compile("[\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_BEYOND_LATIN = re.compile("[\u0370-\u1dff\u2c80-\ua6ff\ua800-\uab2f\uab70-\ufaff\ufb1d-\ufdff\ufe70-\ufefc]")
"""Letters of any script but Latin; signs that all scripts share are none of them."""
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]")
HAN_SCRIPTS = frozenset({"Hans", "Hant", "Jpan"})
_RIGHT_TO_LEFT = frozenset({"Adlm", "Arab", "Hebr", "Mand", "Nkoo", "Rohg", "Samr", "Syrc", "Thaa"})


_CHINA = frozenset({"CN", "TW", "HK", "MO"})
_COUNTRIES = {"en": "GB"}
"""Where the likely country is not the one whose dates are written."""
_CALLED = {"zh-hant": "繁體中文"}


def is_language(code: str) -> bool:
    """Whether a code is that of a language that anybody speaks."""
    return bool(re.fullmatch(CODE, code)) and _names(code)[0] in _likely()


def are_chinese(codes: Iterable[str]) -> bool:
    """Whether one of the languages is Chinese: then computers save texts as GB18030."""
    return any(code.partition("-")[0] == "zh" for code in codes)


def tag(code: str) -> str:
    """What pages say in ``lang`` (BCP 47): ``zh``, ``zh-Hant``, ``pt-BR``."""
    name, _, more = code.partition("-")
    return f"{name}-{more.upper() if len(more) == COUNTRY_LENGTH else more.title()}" if more else name


ENDING = "_" + CODE.replace("(?:-", "(?:_")
"""What the keys of translations end in: ``title_fr``, ``title_zh_hant``."""
_WITH_ENDING = re.compile(f"(.+?)(?:{ENDING})")


def ending(code: str) -> str:
    """What the keys of translations into a language end in: ``_fr``, ``_zh_hant``."""
    return f"_{code.replace('-', '_')}"


@cache
def parted(key: str) -> tuple[str, str]:
    """A key and the language of what stands under it: ``title_zh_hant`` is ``title`` in ``zh-hant``; in none (``""``) where the
    key does not end in a language.
    """
    match = _WITH_ENDING.fullmatch(key)
    code = key[len(match[1]) + 1 :].replace("_", "-") if match else ""
    return (match[1], code) if match and is_language(code) else (key, "")


@cache
def script(code: str) -> str:
    """In which letters a language is written (ISO 15924), by Unicode's table of likely ones: ``Hans``, ``Latn``."""
    return _names(code)[1]


@cache
def locale(code: str) -> str:
    """Whose dates pages in a language have, as CLDR names it: ``en_GB``, ``zh_Hans_CN``; those of :func:`read_too` where nobody
    told it about the language.
    """
    from babel.localedata import exists

    name, letters, country = _names(code)
    for known in (f"{name}_{letters}_{country}", f"{name}_{country}", f"{name}_{letters}", name):
        if exists(known):
            return known
    return locale(*read_too(code)) if read_too(code) else name


def with_country(code: str) -> str:
    """A language and where most of its readers are, as the Open Graph protocol has it: ``zh_CN``, ``eu_ES``."""
    name, _, country = _names(code)
    return f"{name}_{country}" if country else name


@cache
def own_name(code: str) -> str:
    """What a language calls itself, as the first word of a line: ``English``, ``Euskara``, ``ئۇيغۇرچە``."""
    from babel import Locale, UnknownLocaleError

    try:
        called = Locale.parse(tag(code), sep="-").get_display_name() or code
    except (UnknownLocaleError, ValueError):
        called = code
    return _CALLED.get(code, called[:1].title() + called[1:])


@cache
def direction(code: str) -> str:
    """In which direction it is written: ``ltr``, ``rtl``."""
    return "rtl" if script(code) in _RIGHT_TO_LEFT else "ltr"


def read_too(code: str) -> tuple[str, ...]:
    """The language that its readers are shown where something is not said in theirs: Chinese where most of them live in China,
    else English; of these two none.
    """
    if code in ("zh", "en"):
        return ()
    return ("zh",) if _names(code)[2] in _CHINA else ("en",)


@cache
def _names(code: str) -> tuple[str, str, str]:
    """Language, script and country: what the code says, else the likely one."""
    name, _, more = code.partition("-")
    likely = _likely()
    found = likely.get(f"{name}_{more.title()}") or likely.get(name) or name
    parts = found.split("_")[1:]
    letters = next((part for part in parts if len(part) == SCRIPT_LENGTH), "Latn")
    country = _COUNTRIES.get(name) or next((part for part in parts if len(part) == COUNTRY_LENGTH), "")
    if len(more) == SCRIPT_LENGTH:
        letters = more.title()
    elif more:
        country = more.upper()
    return name, letters, country


def _likely() -> Mapping[str, str]:
    from babel.core import get_global

    known: Mapping[str, str] = get_global("likely_subtags")
    return known


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
