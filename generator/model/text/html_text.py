"""HTML that other programs export → the text that it shows, one paragraph a line. No tag comes through, and nothing is run.

Tags and entities are told as the detectors tell them (``check/personal/spelling.py``), so what is published is what was judged.
Every step takes time in proportion to the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

_PART = re.compile(
    r"<!--.*?(?:-->|\Z)"
    r"|<(?P<dropped>script|style|template|noscript|title|textarea|svg|math|iframe|object)\b[^<>]{0,2000}>.*?(?:</(?P=dropped)\s*>|\Z)"
    r"|<![^<>]{0,2000}>|<\?[^<>]{0,2000}>"
    r"|<(?P<end>/?)(?P<tag>[A-Za-z][A-Za-z0-9-]{0,31})(?P<attributes>(?:[\s/][^<>]{0,2000})?)>",
    re.DOTALL | re.IGNORECASE,
)
_ATTRIBUTE = re.compile(r"(?<![\w-])(href|alt)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))", re.IGNORECASE)
_INLINE = frozenset({
    "a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "del", "dfn", "em", "font", "i", "ins", "kbd", "mark", "q", "s",
    "samp", "small", "span", "strike", "strong", "sub", "sup", "tt", "u", "var", "wbr",
})  # fmt: skip
_CELLS = frozenset({"td", "th"})
_BLANK = re.compile(r"[ \t\r\n\f]+")
_POINT = "• "


def text_of_html(html: str) -> str:
    """What it shows: paragraphs, rows and headings as lines, list entries behind a point, of a picture its alternative text, of a
    link where it leads, if its text does not say that.
    """
    lines = "".join(_shown(html)).split("\n")
    shown = (_BLANK.sub(" ", line).strip(" ") for line in lines)
    return "\n".join(line for line in shown if line.strip(_POINT))


def _shown(html: str) -> Iterator[str]:
    done, target, said = 0, "", list[str]()
    for match in _PART.finditer(html):
        text = _plain(html[done : match.start()])
        done = match.end()
        said.append(text)
        yield text
        tag, ends = (match["tag"] or "").lower(), bool(match["end"])
        if tag == "a":
            if ends and target and target not in "".join(said):
                yield f" ({target})"
            target, said = "" if ends else _attribute(match["attributes"], "href"), []
        elif tag == "img":
            yield _plain(_attribute(match["attributes"], "alt"))
        elif tag == "li" and not ends:
            yield f"\n{_POINT}"
        elif tag in _CELLS:
            yield " "
        elif tag and tag not in _INLINE:
            yield "\n"
    yield _plain(html[done:])


def _plain(text: str) -> str:
    """Text between two tags: its lines mean nothing."""
    return _BLANK.sub(" ", unescape(text))


def _attribute(attributes: str, name: str) -> str:
    """The value of an attribute; of a target only an address in the web."""
    found = next((match for match in _ATTRIBUTE.finditer(attributes) if match[1].lower() == name), None)
    value = unescape(next(filter(None, found.groups()[1:]), "")).strip() if found else ""
    return value if name != "href" or value.startswith(("http://", "https://")) else ""
