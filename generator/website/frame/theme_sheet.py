"""The rules of style sheets that something may need: of the theme's, what some page uses; of all, what a first screen does.

A rule can be needed if each class and attribute it names is a word of the templates, of the scripts, or of a page that the
theme renders without content; a property of its own, if something that is kept asks for it. Whatever is not understood is kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_TOKEN = re.compile(
    r"""/\*.*?\*/|"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|url\((?!\s*["'])[^)]*\)|[{};]|[^"'{};/u]+|.""",
    re.DOTALL,
)
_WORD = re.compile(r"-?[_a-zA-Z][\w-]*")
_CLASS = re.compile(rf"\.({_WORD.pattern})")
_BESIDES = re.compile(r"\([^()]*\)")
"""What a selector excludes, or allows besides, says nothing of what it needs."""
_ELEMENT = re.compile(r"(?<![\w.#:\[*-])[a-z][a-z0-9]*(?![\w-])(?![^\[]*\])")
_ATTRIBUTE = re.compile(rf"\[\s*({_WORD.pattern})[^][]*\]")
_SELECTOR = re.compile(r"(?:[^,()[\]]|\[[^]]*\]|\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\))+")
_ASKED_FOR = re.compile(r"var\(\s*(--[\w-]+)")
_OF_ONE_DIRECTION = re.compile(r"\[dir=[\"']?(rtl|ltr)[\"']?\]")
_NESTING = ("@media", "@supports")
_ON_PAPER = re.compile(r"@media\s+print\b")
_TOUCHED = re.compile(r"(?<!:not\():(?:hover|active|focus(?:-visible|-within)?|target)\b")
_LOOSE = re.compile(
    r"""("(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|url\((?!\s*["'])[^)]*\))|[\s;]*(})\s*|\s*([{;,])\s*|(?<=:)()\s+|\s+"""
)
_KEYFRAMES = re.compile(r"@(?:-webkit-)?keyframes\s+([\w-]+)")


@dataclass(frozen=True, slots=True)
class _Rule:
    """What stands before a brace, and what in it: rules, or declarations; or a statement with neither."""

    before: str
    body: str | None = None

    @property
    def text(self) -> str:
        return f"{self.before};" if self.body is None else f"{self.before}{{{self.body}}}"


def needed_rules(sheet: str, texts: Iterable[str], sheets: Iterable[str] = ()) -> str:
    """The part of a style sheet that can matter beside these ``texts`` (templates, scripts, pages) and other ``sheets``."""
    words = frozenset(word for text in texts for word in _WORD.findall(text))
    return _and_what_they_ask_for(list(_needed(_rules(sheet), words)), "".join(sheets))


def rules_at_first(sheet: str, words: frozenset[str]) -> str:
    """The part of a style sheet that matters on a screen, before a reader does anything, for what has only these ``words``."""
    kept = list(_needed(_at_rest(_rules(sheet), words), words))
    return _LOOSE.sub(_tight, _and_what_they_ask_for(kept, ""))


def tight(sheet: str) -> str:
    """A style sheet without comments and without the blanks that only people need."""
    return _LOOSE.sub(_tight, "".join(rule.text for rule in _rules(sheet)))


def _tight(found: re.Match[str]) -> str:
    """A string as it is, a sign without the blanks around it, blanks as one."""
    return " " if found.lastindex is None else found[found.lastindex]


def _and_what_they_ask_for(kept: list[_Rule], others: str) -> str:
    while True:
        said = "".join(rule.text for rule in kept)
        asked = {*_ASKED_FOR.findall(said), *_ASKED_FOR.findall(others)}
        moving = {*_WORD.findall("".join(rule.text for rule in kept if not _KEYFRAMES.match(rule.before)))}
        fewer = list(_asked_for(kept, asked, moving))
        if fewer == kept:
            return said
        kept = fewer


def _needed(rules: Iterable[_Rule], words: frozenset[str]) -> Iterator[_Rule]:
    for rule in rules:
        if rule.body is None or (rule.before.startswith("@") and not rule.before.startswith(_NESTING)):
            yield rule
        elif rule.before.startswith(_NESTING):
            if inner := "".join(one.text for one in _needed(_rules(rule.body), words)):
                yield _Rule(rule.before, inner)
        elif before := ",".join(
            selector for selector in _SELECTOR.findall(rule.before) if _may_match(selector, words)
        ):
            yield _Rule(before, rule.body)


def _at_rest(rules: Iterable[_Rule], words: frozenset[str]) -> Iterator[_Rule]:
    """The rules less those for paper, for what a reader points at or is about to press, and for elements of other names."""
    for rule in rules:
        if rule.before.startswith(_NESTING) and rule.body is not None:
            if not _ON_PAPER.match(rule.before):
                yield _Rule(rule.before, "".join(one.text for one in _at_rest(_rules(rule.body), words)))
        elif rule.body is None or rule.before.startswith("@"):
            if not rule.before.startswith("@page"):
                yield rule
        elif before := ",".join(
            one.strip()
            for one in _SELECTOR.findall(rule.before)
            if not _TOUCHED.search(one) and words.issuperset(_ELEMENT.findall(_besides(one)))
        ):
            yield _Rule(before, rule.body)


def _may_match(selector: str, words: frozenset[str]) -> bool:
    if any(direction not in words for direction in _OF_ONE_DIRECTION.findall(selector)):
        return False
    selector = _besides(selector)
    return words.issuperset((*_ATTRIBUTE.findall(selector), *_CLASS.findall(_ATTRIBUTE.sub("", selector))))


def _besides(selector: str) -> str:
    while (plain := _BESIDES.sub("", selector)) != selector:
        selector = plain
    return selector


def _asked_for(rules: Iterable[_Rule], asked: set[str], moving: set[str]) -> Iterator[_Rule]:
    """The rules less the properties of their own and the movements for which nothing asks."""
    for rule in rules:
        if rule.body is None:
            yield rule
        elif frames := _KEYFRAMES.match(rule.before):
            if frames[1] in moving:
                yield rule
        elif rule.before.startswith(_NESTING):
            if inner := "".join(one.text for one in _asked_for(_rules(rule.body), asked, moving)):
                yield _Rule(rule.before, inner)
        elif body := ";".join(
            said
            for said in _declarations(rule.body)
            if not said.startswith("--") or said.partition(":")[0].strip() in asked
        ):
            yield _Rule(rule.before, body)


def _rules(css: str) -> Iterator[_Rule]:
    before: list[str] = []
    body: list[str] = []
    depth = 0
    for piece in _TOKEN.findall(css):
        if piece.startswith("/*") or (piece == "}" and not depth):  # a brace that closes nothing
            continue
        depth += (piece == "{") - (piece == "}")
        if piece == "{" and depth == 1:
            continue
        if piece == "}" and depth == 0:
            yield _Rule("".join(before).strip(), "".join(body))
            before, body = [], []
        elif piece == ";" and depth == 0:
            yield _Rule("".join(before).strip())
            before = []
        else:
            (body if depth else before).append(piece)


def _declarations(body: str) -> Iterator[str]:
    said: list[str] = []
    for piece in [*_TOKEN.findall(body), ";"]:
        if piece != ";":
            said.append(piece)
        elif text := "".join(said).strip():
            yield text
            said = []
