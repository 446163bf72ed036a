"""Markdown as text: tables, code, and the anchors of headings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

FENCE = "```"


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table; columns that are empty in every row are left out. Empty if there are no rows."""
    body = [list(row) for row in rows]
    kept = [index for index in range(len(header)) if any(row[index] for row in body)]
    lines = [[header[index] for index in kept], ["---"] * len(kept)]
    lines += [[cell(row[index]) for index in kept] for row in body]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines) if body else ""


def cell(text: str) -> str:
    """A text that stays within its cell."""
    return " ".join(text.split()).replace("|", "\\|")


def code(text: str) -> str:
    """The text as code; nothing stays nothing."""
    return f"`{text}`" if text else ""


def page(*parts: str) -> str:
    """Parts of a page with one empty line between them."""
    return "\n".join(part.rstrip("\n") + "\n" for part in parts if part)


def headings(text: str) -> Iterator[str]:
    """The anchors of a page's headings, as GitHub makes them; code blocks are skipped."""
    seen: dict[str, int] = {}
    for line in _outside_code(text):
        if match := re.match(r"#{1,6} +(.+)", line):
            name = anchor(match[1])
            count = seen.get(name, 0)
            seen[name] = count + 1
            yield f"{name}-{count}" if count else name


def _outside_code(text: str) -> Iterator[str]:
    inside = False
    for line in text.splitlines():
        if line.lstrip().startswith(FENCE):
            inside = not inside
        elif not inside:
            yield line


def anchor(heading: str) -> str:
    """The anchor of a heading that stands once on its page."""
    return re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")


def links(text: str) -> Iterator[str]:
    """The targets of a page's links and pictures; code blocks are skipped."""
    for line in _outside_code(text):
        yield from re.findall(r"\]\(([^)\s]+)\)", re.sub(r"`[^`]*`", "", line))
