"""Two built trees held against each other: what a reader would find new, gone, saying something else, or looking otherwise.

For whoever changes the generator, its version or the frame: the data are the same, so whatever differs is the program's doing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path

from generator.model.files.addresses import MANIFEST
from generator.model.text.stop import CannotRun
from generator.model.text.wording import say

_PAGE = ".html"
_LOOKS = frozenset({".css", ".js", ".svg", ".png", ".ico", ".woff2"})
_UNSEEN = frozenset({"script", "style", "template"})
_VALUES = frozenset({"href", "src", "alt", "title", "datetime", "content"})
"""Attributes that lead somewhere or say something."""
_POLICY = "Content-Security-Policy"
_BY_CONTENT = re.compile(r"assets/.+\.[0-9a-f]{8}\.min\.(?:css|js)")
"""Addresses that are another for other content, which pages alone know."""


@dataclass(frozen=True, slots=True)
class TreeDifference:
    """Addresses from the site's root, in order."""

    new: tuple[str, ...]
    gone: tuple[str, ...]
    said: tuple[str, ...]
    """Pages whose words or links differ, and downloads that do."""
    shown: tuple[str, ...]
    """Pages that say the same in other markup, and styles, scripts and drawings."""

    def __bool__(self) -> bool:
        return bool(self.new or self.gone or self.said or self.shown)


def compare_trees(old: Path, new: Path) -> TreeDifference:
    """What came of ``old`` in ``new``. Stops if one of them is no built site."""
    before, after = set(_addresses(old)), set(_addresses(new))
    both = sorted(before & after)
    differ = [address for address in both if (old / address).read_bytes() != (new / address).read_bytes()]
    said = [address for address in differ if _says_otherwise(old / address, new / address)]
    return TreeDifference(
        new=tuple(sorted(after - before)),
        gone=tuple(sorted(before - after)),
        said=tuple(said),
        shown=tuple(address for address in differ if address not in said),
    )


def _addresses(tree: Path) -> Iterator[str]:
    if not (tree / MANIFEST).is_file():
        raise CannotRun(say("{path} is no built site: it has no manifest.json.", path=str(tree)))
    for path in tree.rglob("*"):
        address = path.relative_to(tree).as_posix()
        if path.is_file() and not path.is_symlink() and not address.startswith(MANIFEST):
            if not _BY_CONTENT.fullmatch(address):
                yield address


def _says_otherwise(old: Path, new: Path) -> bool:
    if old.suffix != _PAGE:
        return old.suffix not in _LOOKS
    return _words(old) != _words(new)


def _words(path: Path) -> list[str]:
    reader = _Words()
    reader.feed(path.read_text(encoding="utf-8"))
    return " ".join(reader.found).split()


class _Words(HTMLParser):
    """What a page says and where it leads, without how that is marked up."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._unseen += tag in _UNSEEN
        if tag not in _UNSEEN | {"link", "img", "use"} and ("http-equiv", _POLICY) not in attrs:
            self.found += [value for name, value in attrs if name in _VALUES and value]

    def handle_endtag(self, tag: str) -> None:
        self._unseen -= tag in _UNSEEN and self._unseen > 0

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self.found.append(data)
