"""The rules of the theme's style sheets that some page may need.

A rule can be needed if each class and attribute it names is a word of the templates, of the scripts, or of a page that the
theme renders without content; a property of its own, if something that is kept asks for it. Whatever is not understood is kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

_TOKEN = re.compile(
    r"""/\*.*?\*/|"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|url\((?!\s*["'])[^)]*\)|[{};]|[^"'{};/u]+|.""",
    re.DOTALL,
)
_WORD = re.compile(r"-?[_a-zA-Z][\w-]*")
CLASS = re.compile(rf"\.({_WORD.pattern})")
_BESIDES = re.compile(r"\([^()]*\)")
"""What a selector excludes, or allows besides, says nothing of what it needs."""
ATTRIBUTE = re.compile(rf"\[\s*({_WORD.pattern})[^][]*\]")
SELECTOR = re.compile(r"(?:[^,()[\]]|\[[^]]*\]|\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\))+")
_ASKED_FOR = re.compile(r"var\(\s*(--[\w-]+)")
_OF_ONE_DIRECTION = re.compile(r"\[dir=[\"']?(rtl|ltr)[\"']?\]")
NESTING = ("@media", "@supports")
_LOOSE = re.compile(
    r"""("(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|url\((?!\s*["'])[^)]*\))|[\s;]*(})\s*|\s*([{;,])\s*|(?<=:)()\s+|\s+"""
)
_BRACKETS = ("{}", "()", "[]")
_KEYFRAMES = re.compile(r"@(?:-webkit-)?keyframes\s+([\w-]+)")


@dataclass(frozen=True, slots=True)
class Rule:
    """What stands before a brace, and what in it: rules, or declarations; or a statement with neither."""

    before: str
    body: str | None = None

    @property
    def text(self) -> str:
        return f"{self.before};" if self.body is None else f"{self.before}{{{self.body}}}"


def needed_rules(sheet: str, texts: Iterable[str], sheets: Iterable[str] = ()) -> str:
    """The part of a style sheet that can matter beside these ``texts`` (templates, scripts, pages) and other ``sheets``."""
    words = frozenset(word for text in texts for word in _WORD.findall(text))
    return _rules_for(sheet, words, "".join(sheets))


@lru_cache(maxsize=4)
def _rules_for(sheet: str, words: frozenset[str], others: str) -> str:
    """Kept, since a preview asks again after each change, of the data most often."""
    return _and_what_they_ask_for(list(_needed(rules_of(sheet), words)), others)


def ends_what_it_begins(sheet: str) -> bool:
    """Whether another sheet behind this one, in the same file, is read as it would be by itself: no block, bracket, text or
    comment is left open, and none is ended that was not begun.
    """
    depths, before = dict.fromkeys(_BRACKETS, 0), ""
    for token in _TOKEN.findall(sheet):
        if token in ('"', "'") or (before == "/" and token.startswith("*")):
            return False
        if not token.startswith(("/*", '"', "'", "url(")):
            for pair in _BRACKETS:
                depths[pair] += token.count(pair[0]) - token.count(pair[1])
            if min(depths.values()) < 0:
                return False
        before = token
    return not any(depths.values())


def tight(sheet: str) -> str:
    """A style sheet without comments and without the blanks that only people need."""
    return without_blanks("".join(rule.text for rule in rules_of(sheet)))


def without_blanks(text: str) -> str:
    """A part of a sheet without the blanks that only people need."""
    return _LOOSE.sub(_tight, text.strip())


def _tight(found: re.Match[str]) -> str:
    """A string as it is, a sign without the blanks around it, blanks as one."""
    return " " if found.lastindex is None else found[found.lastindex]


def _and_what_they_ask_for(kept: list[Rule], others: str) -> str:
    while True:
        said = "".join(rule.text for rule in kept)
        asked = {*_ASKED_FOR.findall(said), *_ASKED_FOR.findall(others)}
        moving = {*_WORD.findall("".join(rule.text for rule in kept if not _KEYFRAMES.match(rule.before)))}
        fewer = list(_asked_for(kept, asked, moving))
        if fewer == kept:
            return said
        kept = fewer


def _needed(rules: Iterable[Rule], words: frozenset[str]) -> Iterator[Rule]:
    for rule in rules:
        if rule.body is None or (rule.before.startswith("@") and not rule.before.startswith(NESTING)):
            yield rule
        elif rule.before.startswith(NESTING):
            if inner := "".join(one.text for one in _needed(rules_of(rule.body), words)):
                yield Rule(rule.before, inner)
        elif before := ",".join(
            selector for selector in SELECTOR.findall(rule.before) if _may_match(selector, words)
        ):
            yield Rule(before, rule.body)


def _may_match(selector: str, words: frozenset[str]) -> bool:
    if any(direction not in words for direction in _OF_ONE_DIRECTION.findall(selector)):
        return False
    selector = _besides(selector)
    return words.issuperset((*ATTRIBUTE.findall(selector), *CLASS.findall(ATTRIBUTE.sub("", selector))))


def _besides(selector: str) -> str:
    while (plain := _BESIDES.sub("", selector)) != selector:
        selector = plain
    return selector


def _asked_for(rules: Iterable[Rule], asked: set[str], moving: set[str]) -> Iterator[Rule]:
    """The rules less the properties of their own and the movements for which nothing asks."""
    for rule in rules:
        if rule.body is None:
            yield rule
        elif frames := _KEYFRAMES.match(rule.before):
            if frames[1] in moving:
                yield rule
        elif rule.before.startswith(NESTING):
            if inner := "".join(one.text for one in _asked_for(rules_of(rule.body), asked, moving)):
                yield Rule(rule.before, inner)
        elif body := ";".join(
            said
            for said in declarations_of(rule.body)
            if not said.startswith("--") or said.partition(":")[0].strip() in asked
        ):
            yield Rule(rule.before, body)


def rules_of(css: str) -> Iterator[Rule]:
    """The rules of a sheet, or of what stands between the braces of one that holds others; comments left out."""
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
            yield Rule("".join(before).strip(), "".join(body))
            before, body = [], []
        elif piece == ";" and depth == 0:
            yield Rule("".join(before).strip())
            before = []
        else:
            (body if depth else before).append(piece)


def declarations_of(body: str) -> Iterator[str]:
    """What a rule says, one by one."""
    said: list[str] = []
    for piece in [*_TOKEN.findall(body), ";"]:
        if piece != ";":
            said.append(piece)
        elif text := "".join(said).strip():
            yield text
            said = []
