"""Text files: a table cell by cell, any other as it is."""

from __future__ import annotations

import csv
import re
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterator

from generator.read.document_text.parts import Part, Reason, Section, Unexaminable
from generator.read.text.decoding import decode

TABLE = ".csv"
SHORTEST_RUN = 6
"""Bytes: in real UTF-16 a letter stands between two of nothing."""
_DELIMITERS = ",;\t"
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
"""With its end, as the reader of tables wants it."""


def plain_parts(data: bytes, suffix: str) -> Iterator[Part]:
    """The text of a file, or the cells of a CSV file. Raises :class:`Unexaminable` if a byte is no text."""
    text = decode(data)
    if not isinstance(text, str):
        raise Unexaminable(Reason.DAMAGED)
    if suffix == TABLE:
        yield from _cells(text)
    else:
        yield Part(text, line=1)
    if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):  # the mark may lie: others read the bytes as they are
        for run in data.split(b"\0"):
            if len(run) >= SHORTEST_RUN:
                yield Part(run.decode("utf-8", "replace"), line=1)


def _cells(text: str) -> Iterator[Part]:
    header = text.partition("\n")[0]
    lines = (line[0] for line in _LINE.finditer(text))
    rows = csv.reader(lines, delimiter=max(_DELIMITERS, key=header.count))
    line = 1
    try:
        for row in rows:
            for column, cell in enumerate(row, 1):
                if cell:
                    yield Part(cell, Section.CELL, line=line, column=column)
            line = rows.line_num + 1
    except csv.Error:  # a cell beyond the reader's limit, or a stray sign: the text is looked at as a whole
        yield Part(text, line=1)
