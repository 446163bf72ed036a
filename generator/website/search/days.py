"""Days in a text, however they are written: whoever asks for a day finds it in the spelling of either language.

``2026-03-15``, ``2026年3月15日``, ``二〇二六年三月十五日``, ``15 March 2026``, ``15 Mar`` and ``March 2026`` are terms of their
own in the index, so that one look-up answers for all spellings. The browser recognises them by the same pattern, which travels in
the boot file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from generator.model.text.catalogue import LANGUAGES
from generator.model.text.chinese_numerals import DIGITS, TEN, small_number
from generator.model.text.folding import fold, is_word
from generator.website.words.language import month_names

_YEAR, _ONE_OR_TWO = "([0-9]{4})", "([0-9]{1,2})"
_LAST_MONTH, _LAST_DAY = 12, 31
_DIGIT, _SMALL = f"[{''.join(DIGITS)}]", f"([{''.join(DIGITS)}{TEN}]{{1,3}})"
GROUPS = ("ymd", "ymmmd", "md", "ymd", "md", "dmy", "mdy", "my")
"""Of each alternative of the pattern, what its groups are: year, month, day. Of months only one is set."""


@cache
def month_numbers() -> Mapping[str, int]:
    """The number of each month by its folded names, long and short, of languages that write months in letters."""
    names = {fold(name): number for code in LANGUAGES for name, number in month_names(code)}
    return {name: number for name, number in names.items() if name.isascii() and name.isalpha()}


@cache
def pattern() -> str:
    """What finds a day in a folded text; read by Python and by JavaScript, with an alternative for each of :data:`GROUPS`."""
    name = f"({'|'.join(sorted(month_numbers(), key=len, reverse=True))})(?![a-z])"
    return "|".join(
        (
            f"{_YEAR}年{_ONE_OR_TWO}月(?:{_ONE_OR_TWO}[日号])?",
            f"{_YEAR}(?:-{_ONE_OR_TWO}-|/{_ONE_OR_TWO}/|\\.{_ONE_OR_TWO}\\.){_ONE_OR_TWO}",
            f"{_ONE_OR_TWO}月{_ONE_OR_TWO}[日号]",
            f"({_DIGIT}{{4}})年{_SMALL}月(?:{_SMALL}[日号])?",
            f"{_SMALL}月{_SMALL}[日号]",
            f"{_ONE_OR_TWO} {name}(?:[ ,.]{_YEAR})?",
            f"{name}[ .]{_ONE_OR_TWO}(?![0-9])(?:[ ,]{_YEAR})?",
            f"{name}[ ,.]{_YEAR}",
        )
    )


def for_browser() -> Mapping[str, Any]:
    """What the browser needs to find the same days."""
    return {"pattern": pattern(), "groups": GROUPS, "numbers": numbers()}


@cache
def numbers() -> Mapping[str, int]:
    """What stands for a number in a day, beside digits: names of months, Chinese digits, and Chinese numbers up to 31."""
    written = (
        tens + ones for tens in ("", TEN, f"二{TEN}", f"三{TEN}") for ones in ("", *DIGITS) if tens or ones
    )
    small = {text: small_number(text) for text in written}
    days = {text: number for text, number in small.items() if 0 < number <= _LAST_DAY}
    return {**month_numbers(), **DIGITS, **days}


def day_terms(folded: str) -> set[str]:
    """The terms of all days that a folded text names: ``15-03-2026``, ``15-03`` and ``03-2026`` for 15 March 2026."""
    return {term for _, terms in days_in(folded) for term in terms}


def days_in(folded: str) -> Iterator[tuple[slice, list[str]]]:
    """Where each day stands, and its terms, the fullest first. Days may stand within each other."""
    for start in map(re.Match.start, _BEGINNINGS.finditer(folded)):
        match = _day().match(folded, start)
        if match is None or (start and _goes_on(folded[start - 1])):
            continue
        if terms := _terms(match):
            yield slice(*match.span()), terms


_NUMERAL = f"[{''.join(DIGITS)}{TEN}]"
_BEGINNINGS = re.compile(
    f"(?<![0-9a-z])[0-9a-z]|(?<!{_NUMERAL}){_NUMERAL}(?={_NUMERAL}{{3}}年|{_NUMERAL}{{0,2}}月)"
)
"""Where a day may begin: the pattern is not tried at every other character of a long text."""


def _goes_on(before: str) -> bool:
    """Whether a word or a number goes on behind this sign."""
    return is_word(before) or before in numbers()


@cache
def _day() -> re.Pattern[str]:
    return re.compile(pattern())


@cache
def _kinds() -> str:
    return "".join(GROUPS)


def _terms(match: re.Match[str]) -> list[str]:
    """The fullest first; none for a month or a day that no calendar has."""
    parts = {kind: value for kind, value in zip(_kinds(), match.groups(), strict=True) if value}
    year = "".join(str(_number(sign)) for sign in parts.get("y", ""))
    return _named(year, _number(parts["m"]), _number(parts["d"]) if "d" in parts else None)


def _number(text: str) -> int:
    """0 for what is no number of a day."""
    return int(text) if text.isdecimal() else numbers().get(text, 0)


def _named(year: str, month: int, day: int | None) -> list[str]:
    if not 1 <= month <= _LAST_MONTH or not (day is None or 1 <= day <= _LAST_DAY):
        return []
    of_year = f"{month:02}-{year}"
    if day is None:
        return [of_year]
    in_month = f"{day:02}-{month:02}"
    return [f"{in_month}-{year}", in_month, of_year] if year else [in_month]
