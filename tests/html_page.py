"""A built page as its reader's browser takes it: strict about balance, and every link in it at hand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]
)
LINKS = frozenset({"href", "src", "action", "data", "poster", "srcset", "xlink:href"})
_CSS_URL = re.compile(r"url\(\s*['\"]?([^'\")]*)")


@dataclass(frozen=True)
class Element:
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


class _Reader(HTMLParser):
    def __init__(self, page: Page) -> None:
        super().__init__(convert_charrefs=True)
        self.page, self.open = page, list[Element]()
        self.path: tuple[str, ...] = ()
        self.lines = [0]
        for line in page.text.splitlines(keepends=True):
            self.lines.append(self.lines[-1] + len(line))

    def _offset(self) -> int:
        line, column = self.getpos()
        return self.lines[line - 1] + column

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = self._element(tag, attrs)
        if tag not in VOID:
            self.open.append(element)
            self.path += (f"{tag}#{len(self.page.elements)}",)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._element(tag, attrs)

    def _element(self, tag: str, attrs: list[tuple[str, str | None]]) -> Element:
        attributes = {name: value or "" for name, value in attrs}
        if len(attributes) < len(attrs):
            names = [name for name, _ in attrs]
            self.page.trouble += [f"<{tag}> says {n} twice" for n in sorted(set(names)) if names.count(n) > 1]
        start = self._offset()
        element = Element(tag, attributes, start, start + len(self.get_starttag_text() or ""))
        if (id := element.attributes.get("id")) is not None:
            if id in self.page.ids:
                self.page.trouble.append(f"the id {id} stands twice")
            self.page.ids.add(id)
        self.page.elements.append(element)
        return element

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open[-1].tag != tag:
            at = self.open[-1].tag if self.open else "nothing"
            self.page.trouble.append(f"line {self.getpos()[0]}: </{tag}> closes {at}")
            return
        element, self.path = self.open.pop(), self.path[:-1]
        if "id" in element.attributes:
            self.page.inner[element.attributes["id"]] = self.page.text[element.end : self._offset()]

    def handle_data(self, data: str) -> None:
        self.page.words.append((self.path, data))


SHEETS = re.compile(r'<link rel="stylesheet" href="[^"]*"><script> </script>')


def without_sheets(text: str) -> str:
    """A page without what stands in its body for the style sheets, which is the frame's."""
    return SHEETS.sub("", text)


def read_page(text: str) -> Page:
    """The page, whole; what stays open at the end is trouble too."""
    page = Page(text)
    reader = _Reader(page)
    reader.feed(text)
    reader.close()
    page.trouble += [f"<{element.tag}> stays open" for element in reader.open]
    return page
