"""A built page as its reader's browser takes it: strict about balance, and every link in it at hand."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]
)
LINKS = frozenset({"href", "src", "action", "data", "poster", "srcset", "xlink:href"})
_CSS_URL = re.compile(r"url\(\s*['\"]?([^'\")]*)")


class Element(NamedTuple):
    """A start tag and where it stands in the text."""

    tag: str
    attributes: dict[str, str]
    start: int
    end: int


@dataclass
class Page:
    """What one HTML file holds. ``trouble`` names tags that do not close in order and ids that stand twice."""

    text: str
    elements: list[Element] = field(default_factory=list)
    trouble: list[str] = field(default_factory=list)
    words: list[tuple[tuple[str, ...], str]] = field(default_factory=list)
    inner: dict[str, str] = field(default_factory=dict)
    ids: set[str] = field(default_factory=set)

    def all(self, tag: str) -> list[Element]:
        return [element for element in self.elements if element.tag == tag]

    def texts(self, tag: str) -> list[str]:
        """The words of each element of that tag, in order, spaces collapsed."""
        found: dict[str, list[str]] = {}
        for path, words in self.words:
            for part in path:
                if part.split("#")[0] == tag:
                    found.setdefault(part, []).append(words)
        return [" ".join("".join(words).split()) for words in found.values()]

    @property
    def visible(self) -> str:
        """All text outside script and style, spaces collapsed."""
        hidden = ("script", "style")
        shown = (words for path, words in self.words if not any(p.split("#")[0] in hidden for p in path))
        return " ".join("".join(shown).split())

    def targets(self) -> Iterator[tuple[Element, str, str]]:
        """Element, attribute and value of every attribute that names an address."""
        for element in self.elements:
            for name, value in element.attributes.items():
                if name in LINKS:
                    yield element, name, value
                elif name == "style":
                    yield from ((element, name, target) for target in css_targets(value))


def css_targets(css: str) -> list[str]:
    """The addresses in ``url()`` and ``@import`` of a style sheet."""
    return [*_CSS_URL.findall(css), *re.findall(r"@import\s+['\"]([^'\"]*)", css)]


_TOKEN = re.compile(
    r"""<(?:/([A-Za-z][^\s/>]*+)\s*+|([A-Za-z][^\s/>]*+)((?:[^"'<>]++|"[^"]*+"|'[^']*+')*)|!--.*?--|![Dd][^>]*)>""",
    re.DOTALL,
)
_ATTRIBUTE = re.compile(r"""([^\s=/"'<>]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'<>]+)))?""")
_ENDS = {tag: re.compile(f"</{tag}", re.IGNORECASE) for tag in ("script", "style")}
"""What ends the text of an element in which nothing else is markup."""


class _Reader:
    """One pass over a page, in a third of the time that :mod:`html.parser` takes; ``test_html_page.py`` holds it to that."""

    def __init__(self, page: Page) -> None:
        self.page, self.open = page, list[Element]()
        self.path: tuple[str, ...] = ()

    def read(self) -> None:
        text, place = self.page.text, 0
        while token := _TOKEN.search(text, place):
            end, start, rest = token.groups()
            if place < token.start():
                self._data(text[place : token.start()], place)
            place = token.end()
            if end:
                self._end(end.lower(), token)
            elif start:
                tag = start.lower()
                self._start(tag, rest, token)
                if tag in _ENDS and (closing := _ENDS[tag].search(text, place)):
                    if place < closing.start():
                        self.page.words.append((self.path, text[place : closing.start()]))
                    place = closing.start()
        if place < len(text):
            self._data(text[place:], place)

    def _start(self, tag: str, rest: str, token: re.Match[str]) -> None:
        page = self.page
        found = _ATTRIBUTE.findall(rest) if rest else []
        attributes = {name.lower(): a or b or c for name, a, b, c in found}
        if "&" in rest:
            attributes = {name: html.unescape(value) for name, value in attributes.items()}
        if len(attributes) < len(found):
            names = [name.lower() for name, *_ in found]
            page.trouble += [f"<{tag}> says {n} twice" for n in sorted(set(names)) if names.count(n) > 1]
        element = Element(tag, attributes, token.start(), token.end())
        if (id := attributes.get("id")) is not None:
            if id in page.ids:
                page.trouble.append(f"the id {id} stands twice")
            page.ids.add(id)
        page.elements.append(element)
        if tag not in VOID and not rest.endswith("/"):
            self.open.append(element)
            self.path += (f"{tag}#{len(page.elements)}",)

    def _end(self, tag: str, token: re.Match[str]) -> None:
        if not self.open or self.open[-1].tag != tag:
            at = self.open[-1].tag if self.open else "nothing"
            self.page.trouble.append(f"line {self._line(token.start())}: </{tag}> closes {at}")
            return
        element, self.path = self.open.pop(), self.path[:-1]
        if "id" in element.attributes:
            self.page.inner[element.attributes["id"]] = self.page.text[element.end : token.start()]

    def _data(self, data: str, place: int) -> None:
        if "<" in data:
            self.page.trouble.append(f"line {self._line(place)}: a < that begins nothing")
        self.page.words.append((self.path, html.unescape(data) if "&" in data else data))

    def _line(self, place: int) -> int:
        return self.page.text.count("\n", 0, place) + 1


SHEETS = re.compile(r'<link rel="stylesheet" href="[^"]*"><script> </script>')


def without_sheets(text: str) -> str:
    """A page without what stands in its body for the style sheets, which is the frame's."""
    return SHEETS.sub("", text)


def read_page(text: str) -> Page:
    """The page, whole; what stays open at the end is trouble too."""
    page = Page(text)
    reader = _Reader(page)
    reader.read()
    page.trouble += [f"<{element.tag}> stays open" for element in reader.open]
    return page
