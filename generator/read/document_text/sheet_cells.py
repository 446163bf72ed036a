"""The cells of a worksheet, hidden ones too, each with its row and column; numbers as the file spells them."""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator

from generator.read.document_text.markup import SEPARATOR, new_parser, parsed, telling
from generator.read.document_text.parts import Part, Section

_BOOK, _RELATIONS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
_PLACE = re.compile(r"([A-Z]{1,3})(\d{1,7})")
AT_ONCE = 1 << 16
"""Bytes of a sheet: what stands in them is held as objects, in ten times as much memory."""
_TEXT_OF_CELL = frozenset({"v", "t", "f"})


class _Elements:
    """The elements of an XML part as they are closed: their names, their attributes, their texts.

    ``beside`` grows by its comments, and the values of attributes that may tell something.
    """

    def __init__(self, data: bytes) -> None:
        self.beside: list[str] = []
        self._data = data
        self._found: list[tuple[str, dict[str, str], str]] = []
        self._open: list[tuple[dict[str, str], list[str]]] = []

    def __iter__(self) -> Iterator[tuple[str, dict[str, str], str]]:
        parser = new_parser()
        parser.StartElementHandler, parser.EndElementHandler = self._start, self._end
        parser.CharacterDataHandler, parser.CommentHandler = self._text, self.beside.append
        for _ in parsed(parser, self._data, AT_ONCE):
            yield from self._found
            self._found.clear()

    def _start(self, _: str, attributes: dict[str, str]) -> None:
        self._open.append((attributes, []))
        if attributes:
            self.beside += telling(attributes.values())

    def _text(self, text: str) -> None:
        if self._open:
            self._open[-1][1].append(text)

    def _end(self, name: str) -> None:
        attributes, texts = self._open.pop()
        self._found.append((name.rpartition(SEPARATOR)[2], attributes, "".join(texts)))


def shared_strings(data: bytes) -> list[str]:
    """The texts that cells refer to by number."""
    strings: list[str] = []
    texts: list[str] = []
    for name, _, text in _Elements(data):
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
        for name, attributes, _ in _Elements(archive.read(_RELATIONS))
        if name == "Relationship"
    }
    return {
        targets[id]: attributes.get("name", "")
        for name, attributes, _ in _Elements(archive.read(_BOOK))
        if name == "sheet" and (id := _relation(attributes)) in targets
    }


def _relation(attributes: dict[str, str]) -> str:
    return next((value for name, value in attributes.items() if name.endswith(f"{SEPARATOR}id")), "")


def sheet_cells(data: bytes, sheet: str, strings: list[str]) -> Iterator[Part]:
    """Each cell's value, each text that stands beside the cells (headers and footers, lists to choose from), and what
    stands in the sheet's markup.
    """
    elements, texts = _Elements(data), list[str]()
    for name, attributes, text in elements:
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
