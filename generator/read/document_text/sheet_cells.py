"""The cells of a worksheet, hidden ones too, each with its row and column; numbers as the file spells them."""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator

from generator.read.document_text.markup import SEPARATOR, new_parser, parse, telling
from generator.read.document_text.parts import Part, Section

_BOOK, _RELATIONS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
_PLACE = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_TEXT_OF_CELL = frozenset({"v", "t", "f"})


class _Elements:
    """What stands in an XML part: each opened element, each text, each closed element, for one callback each.

    ``beside`` are its comments, and the values of attributes that may tell something.
    """

    def __init__(self, data: bytes) -> None:
        self.path: list[str] = []
        self.found: list[tuple[str, dict[str, str], str]] = []
        self.beside: list[str] = []
        self._open: list[tuple[dict[str, str], list[str]]] = []
        parser = new_parser()
        parser.StartElementHandler, parser.EndElementHandler = self._start, self._end
        parser.CharacterDataHandler, parser.CommentHandler = self._text, self.beside.append
        parse(parser, data)

    def _start(self, _: str, attributes: dict[str, str]) -> None:
        self._open.append((attributes, []))
        if attributes:
            self.beside += telling(attributes.values())

    def _text(self, text: str) -> None:
        if self._open:
            self._open[-1][1].append(text)

    def _end(self, name: str) -> None:
        attributes, texts = self._open.pop()
        self.found.append((name.rpartition(SEPARATOR)[2], attributes, "".join(texts)))


def shared_strings(data: bytes) -> list[str]:
    """The texts that cells refer to by number."""
    strings: list[str] = []
    texts: list[str] = []
    for name, _, text in _Elements(data).found:
        if name == "t":
            texts.append(text)
        elif name == "si":
            strings.append("".join(texts))
            texts = []
    return strings


def sheet_names(archive: zipfile.ZipFile) -> dict[str, str]:
    """The name on the tab of each sheet, by its entry in the archive; empty for what is no workbook."""
    if not {_BOOK, _RELATIONS} <= set(archive.namelist()):
        return {}
    targets = {
        attributes.get("Id", ""): posixpath.normpath(
            posixpath.join("xl", attributes.get("Target", ""))
        ).removeprefix("/")
        for name, attributes, _ in _Elements(archive.read(_RELATIONS)).found
        if name == "Relationship"
    }
    return {
        targets[id]: attributes.get("name", "")
        for name, attributes, _ in _Elements(archive.read(_BOOK)).found
        if name == "sheet" and (id := _relation(attributes)) in targets
    }


def _relation(attributes: dict[str, str]) -> str:
    return next((value for name, value in attributes.items() if name.endswith(f"{SEPARATOR}id")), "")


def sheet_cells(data: bytes, sheet: str, strings: list[str]) -> Iterator[Part]:
    """Each cell's value, each text that stands beside the cells (headers and footers, lists to choose from), and what
    stands in the sheet's markup.
    """
    elements, texts = _Elements(data), list[str]()
    for name, attributes, text in elements.found:
        if name in _TEXT_OF_CELL:
            texts.append(text)
        elif name == "c":
            yield from _cell(attributes, texts, sheet, strings)
            texts = []
        elif text.strip():
            yield Part(text, Section.HEADERS, sheet=sheet)
    if elements.beside:
        yield Part("\n".join(elements.beside), Section.ATTRIBUTES)


def _cell(attributes: dict[str, str], texts: list[str], sheet: str, strings: list[str]) -> Iterator[Part]:
    place = _PLACE.fullmatch(attributes.get("r", ""))
    line, column = (int(place[2]), _ordinal(place[1])) if place else (None, None)
    shared = attributes.get("t") == "s"
    for text in ["".join(texts)] if attributes.get("t") == "inlineStr" else texts:
        value = strings[int(text)] if shared and text.isdigit() and int(text) < len(strings) else text
        if value:
            yield Part(value, Section.CELL, sheet=sheet, line=line, column=column)


def _ordinal(letters: str) -> int:
    ordinal = 0
    for letter in letters:
        ordinal = ordinal * 26 + ord(letter) - ord("A") + 1
    return ordinal
