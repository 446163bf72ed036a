"""What a workbook says about all of its sheets: their names, its texts, how its numbers are shown."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from generator.read.number_formats import BUILT_IN, Shown, plain_number, shown_as
from generator.read.workbook_package import Package, broken

TRUE = frozenset({"1", "true", "on"})
MOST_SHEETS = 100
_ROOT = "_rels/.rels"
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
_SURROGATE = re.compile("[\ud800-\udfff]")
_FORMAT_OF = {"numFmt", "xf"}


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet by its name; ``part`` is empty for one that holds no cells (a chart)."""

    name: str
    part: str
    hidden: bool


class Workbook:
    """An opened workbook. Raises :class:`NoWorkbook` for bytes that are none."""

    def __init__(self, data: bytes) -> None:
        self.package = Package(data)
        main = self._target(_ROOT, "", "/officeDocument")
        if main is None:
            raise broken()
        self._folder = posixpath.dirname(main)
        self._relations = posixpath.join(self._folder, "_rels", posixpath.basename(main) + ".rels")
        self.since_1904 = False
        self.sheets = self._sheets(main)
        self.texts = self._texts()
        self.shown = self._shown()

    def _related(self, part: str, base: str) -> Mapping[str, tuple[str, str]]:
        """The parts that ``part`` names: id → kind and name."""
        found: dict[str, tuple[str, str]] = {}

        def start(name: str, attributes: dict[str, str]) -> None:
            if name == "Relationship" and attributes.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", base, attributes.get("Target", ""))).lstrip(
                    "/"
                )
                found[attributes.get("Id", "")] = attributes.get("Type", ""), target

        if part in self.package.names:
            self.package.parse(part, start, _ignore, _ignore)
        return found

    def _target(self, relations: str, base: str, kind: str) -> str | None:
        parts = (target for type, target in self._related(relations, base).values() if type.endswith(kind))
        return next((part for part in parts if part in self.package.names), None)

    def _sheets(self, main: str) -> tuple[Sheet, ...]:
        declared: list[dict[str, str]] = []

        def start(name: str, attributes: dict[str, str]) -> None:
            if name == "sheet":
                declared.append({key.rpartition(":")[2]: value for key, value in attributes.items()})
            elif name == "workbookPr":
                self.since_1904 = attributes.get("date1904") in TRUE

        self.package.parse(main, start, _ignore, _ignore)
        related = self._related(self._relations, self._folder)
        if not 0 < len(declared) <= MOST_SHEETS:
            raise broken()
        return tuple(self._sheet(attributes, related) for attributes in declared)

    def _sheet(self, attributes: Mapping[str, str], related: Mapping[str, tuple[str, str]]) -> Sheet:
        type, part = related.get(attributes.get("id", ""), ("", ""))
        if part not in self.package.names:
            raise broken()
        cells = part if type.endswith("/worksheet") else ""
        return Sheet(attributes.get("name", ""), cells, attributes.get("state", "visible") != "visible")

    def _texts(self) -> Sequence[str]:
        """The texts that cells name by number."""
        part = self._target(self._relations, self._folder, "/sharedStrings")
        texts: list[str] = []
        if part:
            gather = _TextItems(texts.append)
            self.package.parse(part, gather.start, gather.end, gather.text)
        return texts

    def _shown(self) -> Sequence[Shown]:
        """For each style that cells name by number: how it shows a number."""
        part = self._target(self._relations, self._folder, "/styles")
        codes, styles = (_formats(self.package, part)) if part else ({}, [])
        by_format = {
            id: shown_as(code, since_1904=self.since_1904) for id, code in {**BUILT_IN, **codes}.items()
        }
        return [by_format.get(id, plain_number) for id in styles]


class _TextItems:
    """Gathers the text of each ``<si>``: its runs, without the reading aid (``rPh``) of East Asian texts."""

    def __init__(self, take: Callable[[str], None]) -> None:
        self._take = take
        self._parts: list[str] = []
        self._open = self._aid = False

    def start(self, name: str, _: dict[str, str]) -> None:
        if name == "t":
            self._open = not self._aid
        elif name == "si":
            self._parts = []
        elif name == "rPh":
            self._aid = True

    def end(self, name: str) -> None:
        if name == "t":
            self._open = False
        elif name == "si":
            self._take(unescaped("".join(self._parts)))
        elif name == "rPh":
            self._aid = False

    def text(self, text: str) -> None:
        if self._open:
            self._parts.append(text)


def _formats(package: Package, part: str) -> tuple[dict[int, str], list[int]]:
    """The format codes that the workbook declares by their ids, and the format id of each style."""
    codes: dict[int, str] = {}
    styles: list[int] = []
    within: list[str] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        if name in _FORMAT_OF:
            id = number(attributes.get("numFmtId", "0"))
            if name == "numFmt":
                codes[id] = attributes.get("formatCode", "")
            elif within[-1:] == ["cellXfs"]:
                styles.append(id)
        within.append(name)

    def end(_: str) -> None:
        within.pop()

    package.parse(part, start, end, _ignore)
    return codes, styles


def number(text: str) -> int:
    """A small whole number of the file; :class:`NoWorkbook` if it is none."""
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise broken()
    return int(text)


def unescaped(text: str) -> str:
    """``_x000D_`` and its like as the signs that they stand for; half a pair becomes a replacement sign."""
    if "_x" not in text:
        return text
    text = _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)
    if _SURROGATE.search(text):
        return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text


def _ignore(*_: object) -> None:
    """Nothing is done with it."""
