"""The rules of style sheets for the beginning of one page: for its elements, on a screen, before a reader does anything.

Sheets are read once (:func:`rules_at_first`). Of what is left each page gets the rules that its beginning may match: those
whose elements, classes, attributes and languages are among its words. Properties of a sheet's own are put in place where
they mean the same everywhere, and go by the shortest names elsewhere. What is left out changes nothing that is drawn at first.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby
from string import ascii_letters

from generator.website.frame.theme_sheet import (
    ATTRIBUTE,
    CLASS,
    NESTING,
    SELECTOR,
    Rule,
    declarations_of,
    rules_of,
    without_blanks,
)

_ELEMENT = re.compile(r"(?<![\w.#:*-])[a-z][a-z0-9]*(?![\w-])")
_AROUND = (*NESTING, "@container")
_ON_PAPER = re.compile(r"@media\s+print\b")
_EXCLUDED = re.compile(r":not\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)")
_TOUCHED = re.compile(r":(?:hover|active|focus(?:-visible|-within)?|target)\b")
_ALTERNATIVES = re.compile(r":(?:is|where|has)\(")
_LANGUAGE = re.compile(r":lang\(\s*[\"']?([\w-]+)[\"']?\s*\)")
_STATE = re.compile(r"::?[\w-]+(?:\([^()]*\))?")
_BETWEEN = re.compile(r"\s*([>~+])\s*(?![^[(]*[\])])")
_OWN = re.compile(r"var\(\s*(--[\w-]+)\s*\)")
_OWN_NAME = re.compile(r"(^|var\(\s*)(--[\w-]+)")
_ASKED_FOR = re.compile(r"var\(\s*(--[\w-]+)")
_EVERYWHERE = frozenset({":root", "body", "html", ":root body"})
_NOT_SEEN = re.compile(r"(?:cursor|transition|scroll-|-webkit-tap-|(?:-webkit-)?print-color-)")
"""Properties of which nothing is seen before a reader does anything."""
_SHORT = 14
"""Signs of a value that costs less than a name for it, wherever it stands."""


@dataclass(frozen=True, slots=True)
class _Need:
    """What must be there for a selector to match: words, and one of each group of alternatives."""

    words: frozenset[str]
    groups: tuple[tuple[_Need, ...], ...] = ()

    def is_met(self, words: frozenset[str]) -> bool:
        return self.words <= words and all(any(one.is_met(words) for one in group) for group in self.groups)

    def all_words(self) -> Iterator[str]:
        yield from self.words
        for group in self.groups:
            for one in group:
                yield from one.all_words()


@dataclass(frozen=True, slots=True)
class _FirstRule:
    """A rule: the conditions around it, its selectors with what each needs, and what it says."""

    around: tuple[str, ...]
    selectors: tuple[tuple[str, _Need], ...]
    said: tuple[str, ...]

    def rewritten(self, change: Callable[[str], str]) -> _FirstRule:
        return replace(self, said=tuple(map(change, self.said)))


@dataclass(frozen=True, slots=True, eq=False)
class FirstRules:
    """The rules that may matter at first on some page."""

    rules: tuple[_FirstRule, ...]
    known: frozenset[str]
    """The words that any of them needs: no others matter."""
    attributes: frozenset[str]
    """Those of them that are attributes."""

    def words_of(self, markup: str) -> frozenset[str]:
        """The words of a part of a page that make a difference: its elements, classes, attributes and languages."""
        return self.known.intersection(_words_of(set(_reader(self.attributes).findall(markup))))

    def for_words(self, words: frozenset[str]) -> str:
        """The rules for a beginning that holds just these ``words``, as they stand in a page."""
        needed = (
            (
                rule.around,
                ",".join(selector for selector, need in rule.selectors if need.is_met(words)),
                rule.said,
            )
            for rule in self.rules
        )
        kept = [(around, before, said) for around, before, said in needed if before]
        return "".join(_written(kept, _asked_for(one for _, _, said in kept for one in said)))


def rules_at_first(sheet: str, without: Iterable[str] = ()) -> FirstRules:
    """The rules of a sheet less those for paper, for what a reader points at, and those that name one of ``without``."""
    rules = _with_short_names(_put_in_place(tuple(_at_first(rules_of(sheet), (), tuple(without)))))
    known = frozenset(word for rule in rules for _, need in rule.selectors for word in need.all_words())
    selectors = "".join(selector for rule in rules for selector, _ in rule.selectors)
    return FirstRules(rules, known, known.intersection(ATTRIBUTE.findall(selectors)))


@lru_cache(maxsize=8)
def _reader(attributes: frozenset[str]) -> re.Pattern[str]:
    """What finds elements, classes, languages and these attributes in markup."""
    names = "|".join(map(re.escape, sorted(attributes))) or "(?!)"
    return re.compile(
        rf"""<([a-zA-Z][a-zA-Z0-9]*)|\sclass=["']?([^"'>]*)|\slang=["']?([^"'\s>]*)|\s({names})(?=[\s=>/])"""
    )


def _words_of(said: Iterable[tuple[str, ...]]) -> Iterator[str]:
    """The words that selectors may ask for. A rule for ``zh`` is for ``zh-Hant`` too."""
    for element, classes, code, attribute in said:
        yield from (element.lower(), attribute, *classes.split())
        if code:
            parts = code.lower().split("-")
            yield from ("lang", *(f"lang={'-'.join(parts[: end + 1])}" for end in range(len(parts))))


def _at_first(
    rules: Iterable[Rule], around: tuple[str, ...], without: tuple[str, ...]
) -> Iterator[_FirstRule]:
    for rule in rules:
        if rule.body is None:
            continue
        if rule.before.startswith(_AROUND):
            if not _ON_PAPER.match(rule.before) and not any(word in rule.before for word in without):
                yield from _at_first(rules_of(rule.body), (*around, without_blanks(rule.before)), without)
        elif not rule.before.startswith("@"):
            selectors = tuple(
                (_BETWEEN.sub(r"\1", without_blanks(one)), _needed_by(one))
                for one in SELECTOR.findall(rule.before)
                if not _TOUCHED.search(_EXCLUDED.sub("*", one))
                and not any(word in _EXCLUDED.sub("*", one) for word in without)
            )
            said = tuple(
                _short(one) for one in declarations_of(rule.body) if not _NOT_SEEN.match(one.strip())
            )
            if selectors and said:
                yield _FirstRule(around, selectors, said)


def _short(said: str) -> str:
    text = without_blanks(said)
    return text if '"' in text or "'" in text else text.replace(" / ", "/")


def _needed_by(selector: str) -> _Need:
    """What is excluded, or said of a state, needs nothing to be there."""
    rest, groups = _EXCLUDED.sub("*", selector), []
    while found := _ALTERNATIVES.search(rest):
        end = _closing(rest, found.end())
        groups.append(tuple(map(_needed_by, SELECTOR.findall(rest[found.end() : end]))))
        rest = rest[: found.start()] + rest[end + 1 :]
    languages = (f"lang={code.lower()}" for code in _LANGUAGE.findall(rest))
    rest = _STATE.sub("", rest)
    simple = ATTRIBUTE.sub("", rest)
    return _Need(
        frozenset((*languages, *ATTRIBUTE.findall(rest), *CLASS.findall(simple), *_ELEMENT.findall(simple))),
        tuple(groups),
    )


def _closing(text: str, begin: int) -> int:
    depth = 1
    for place in range(begin, len(text)):
        depth += (text[place] == "(") - (text[place] == ")")
        if not depth:
            return place
    return len(text)


def _put_in_place(rules: tuple[_FirstRule, ...]) -> tuple[_FirstRule, ...]:
    """Short values of properties that are said once, for all of the page, stand where they are asked for."""
    times = Counter(_name(said) for rule in rules for said in rule.said)
    values = {
        _name(said): said.partition(":")[2]
        for rule in rules
        if not rule.around and _EVERYWHERE.issuperset(selector for selector, _ in rule.selectors)
        for said in rule.said
        if said.startswith("--") and times[_name(said)] == 1
    }
    settled: dict[str, str] = {}

    def in_place(said: str) -> str:
        return _OWN.sub(lambda own: settled.get(own[1], own[0]), said)

    while found := {
        name: value
        for name, said in values.items()
        if name not in settled and "var(" not in (value := in_place(said)) and len(value) <= _SHORT
    }:
        settled.update(found)
    return tuple(rule.rewritten(in_place) for rule in rules)


def _with_short_names(rules: tuple[_FirstRule, ...]) -> tuple[_FirstRule, ...]:
    """The properties of a sheet's own that are left, called by letters: the more often one is named, the shorter."""
    times = Counter(name for rule in rules for said in rule.said for _, name in _OWN_NAME.findall(said))
    free = (
        name for name in _short_names() if name not in times
    )  # the whole sheet, which comes later, has its own names
    short = dict(zip(sorted(times, key=lambda name: (-times[name], name)), free, strict=False))
    return tuple(
        rule.rewritten(lambda said: _OWN_NAME.sub(lambda own: own[1] + short[own[2]], said)) for rule in rules
    )


def _short_names() -> Iterator[str]:
    yield from (f"--{one}" for one in ascii_letters)
    yield from (f"--{one}{other}" for one in ascii_letters for other in ascii_letters)


def _name(said: str) -> str:
    return said.partition(":")[0]


def _asked_for(all_said: Iterable[str]) -> frozenset[str]:
    """The properties of their own that something asks for, if only another one that is asked for."""
    asks = [(_name(said), frozenset(_ASKED_FOR.findall(said))) for said in all_said]
    asked = frozenset(one for name, names in asks if not name.startswith("--") for one in names)
    while further := frozenset(one for name, names in asks if name in asked for one in names) - asked:
        asked |= further
    return asked


def _written(
    rules: Iterable[tuple[tuple[str, ...], str, tuple[str, ...]]], asked: frozenset[str]
) -> Iterator[str]:
    for around, inside in groupby(_joined(rules, asked), key=lambda rule: rule[0]):
        yield "".join(f"{one}{{" for one in around)
        yield from (f"{before}{{{said}}}" for _, before, said in inside)
        yield "}" * len(around)


def _joined(
    rules: Iterable[tuple[tuple[str, ...], str, tuple[str, ...]]], asked: frozenset[str]
) -> Iterator[tuple[tuple[str, ...], str, str]]:
    """Rules that follow each other under the same selectors as one, less those that say nothing that is asked for."""
    said_by = (
        (around, before, [one for one in said if not one.startswith("--") or _name(one) in asked])
        for around, before, said in rules
    )
    for (around, before), each in groupby((rule for rule in said_by if rule[2]), key=lambda rule: rule[:2]):
        yield around, before, ";".join(one for _, _, said in each for one in said)
