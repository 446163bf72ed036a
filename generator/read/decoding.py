"""Bytes → text, without guessing: UTF-8, UTF-16 with its mark, or else GB18030, every byte of it."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from generator.model import rules
from generator.model.finding import Finding
from generator.model.record import Source
from generator.model.wording import say
from generator.read.raw import LINE_END

_UTF16 = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
_HAN_RUN_IN_UTF8 = re.compile(rb"(?:[\xe3-\xe9][\x80-\xbf]{2}){4}")
"""Four Han characters in UTF-8. GB18030 text does not look like this by chance, but UTF-8 with one
broken byte often passes for GB18030 and would come out as other characters."""


@dataclass(frozen=True, slots=True)
class BadByte:
    """The first byte that is no text: its offset from the file's start (0-based) and the text before it."""

    offset: int
    before: str
    is_nul: bool = False

    @property
    def line(self) -> int:
        """The line it stands on, 1-based."""
        return len(LINE_END.split(self.before))

    @property
    def line_before(self) -> str:
        """What stands before it on its line."""
        return LINE_END.split(self.before)[-1]

    def finding(self, path: str, column: int) -> Finding:
        """The finding at its line and at ``column``, which the caller counts as its kind of file does."""
        source = Source(path, self.line, column)
        if self.is_nul:
            message = say("The file holds a NUL byte (at offset {offset}).", offset=self.offset)
            hint = say("Open it with the program that made it and save it again as text (UTF-8).")
            return Finding(rules.NUL_BYTE, source, message, hint)
        message = say("The byte at offset {offset} belongs to no character.", offset=self.offset)
        hint = say("Open the file, put this place right, and save it again as UTF-8.")
        return Finding(rules.UNDECODABLE_BYTE, source, message, hint)


def decode(data: bytes) -> str | BadByte:
    """The text of a file without its byte order mark, or the first byte that is none."""
    for mark, encoding in _UTF16.items():
        if data.startswith(mark):
            return _without_nul(_strictly(data, len(mark), encoding))
    if 0 in data:
        offset = data.index(0)
        return BadByte(offset, data[:offset].decode("utf-8-sig", "replace"), is_nul=True)
    return _utf8_or_gb18030(data)


def _utf8_or_gb18030(data: bytes) -> str | BadByte:
    start = len(codecs.BOM_UTF8) if data.startswith(codecs.BOM_UTF8) else 0
    utf8 = _strictly(data, start, "utf-8")
    if isinstance(utf8, str) or start or _HAN_RUN_IN_UTF8.search(data):
        return utf8
    gb18030 = _strictly(data, 0, "gb18030")
    if isinstance(gb18030, str) or gb18030.offset > utf8.offset:
        return gb18030
    return utf8


def _strictly(data: bytes, start: int, encoding: str) -> str | BadByte:
    body = data[start:] if start else data
    try:
        return body.decode(encoding)
    except UnicodeDecodeError as error:
        return BadByte(start + error.start, body[: error.start].decode(encoding, "replace"))


def _without_nul(text: str | BadByte) -> str | BadByte:
    if isinstance(text, str) and "\0" in text:
        before = text[: text.index("\0")]
        return BadByte(2 + len(before.encode("utf-16-le")), before, is_nul=True)
    return text
