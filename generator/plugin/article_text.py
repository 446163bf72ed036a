"""The HTML of a page that people wrote → its plain text, for the search."""

from __future__ import annotations

from html.parser import HTMLParser

_INLINE = frozenset(
    (
        "a",
        "abbr",
        "b",
        "code",
        "del",
        "em",
        "i",
        "ins",
        "kbd",
        "mark",
        "s",
        "small",
        "span",
        "strong",
        "sub",
        "sup",
        "u",
    )
)
"""What stands within a line; any other tag ends one."""
_UNREAD = frozenset({"script", "style"})


def plain_text(html: str) -> str:
    """What a reader reads, a line for each block of the page."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    lines = (" ".join(line.split()) for line in "".join(reader.parts).split("\n"))
    return "\n".join(line for line in lines if line)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._unread = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002  # the parser names it
        self._unread += tag in _UNREAD
        self._end_line(tag)

    def handle_endtag(self, tag: str) -> None:
        self._unread -= tag in _UNREAD
        self._end_line(tag)

    def handle_data(self, data: str) -> None:
        if not self._unread:
            self.parts.append(data.replace("\n", " "))

    def _end_line(self, tag: str) -> None:
        if tag not in _INLINE:
            self.parts.append("\n")
