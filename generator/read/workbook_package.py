"""The container of a workbook: a zip archive of XML parts. What is none is refused by name, nothing is unpacked whole.

openpyxl is not used for reading: it knows no hidden row and no merged cell when it streams, loses a formula's
stored result or the formula, takes the dates of Chinese built-in formats for numbers, and has no limits.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from typing import IO
from xml.parsers import expat

from generator.model import rules
from generator.model.finding import Finding
from generator.model.record import Source
from generator.model.rules import Rule
from generator.model.wording import Phrase, say

MOST_UNPACKED = 300_000_000
"""Bytes that the parts of one workbook may unpack to, so that a small file cannot fill the memory."""
MOST_CHARACTERS = 1_000_000
"""In one name or attribute."""
_CHUNK = 1 << 16
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
"""How a compound file begins: an .xls, or an .xlsx with a password."""
_ZIP_ERRORS = (
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError, KeyError,
)  # fmt: skip
_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_ENCRYPTED = 0x1

Start = Callable[[str, dict[str, str]], None]
End = Callable[[str], None]
Text = Callable[[str], None]


class NoWorkbook(Exception):
    """The file, or a part of it, cannot be read as a workbook; the finding is made where its path is known."""

    def __init__(self, message: Phrase, hint: Phrase, rule: Rule = rules.NOT_A_WORKBOOK) -> None:
        super().__init__(message.text)
        self.message, self.hint, self.rule = message, hint, rule

    def finding(self, home: Source) -> Finding:
        """The finding at ``home``."""
        return Finding(self.rule, home, self.message, self.hint)


def broken() -> NoWorkbook:
    """The one refusal for whatever is wrong inside."""
    message = say("The workbook is damaged and cannot be read.")
    return NoWorkbook(message, say("Open it in Excel or WPS, and save it again as .xlsx."))


def too_large() -> NoWorkbook:
    """The refusal of what would take too long."""
    message = say("The workbook is too large to be read, or is formatted far beyond its contents.")
    hint = say("Delete the empty rows and columns after the table, or copy the table into a new workbook.")
    return NoWorkbook(message, hint, rules.FILE_TOO_LARGE)


class Package:
    """The parts of one workbook. Raises :class:`NoWorkbook` if the bytes are none."""

    def __init__(self, data: bytes) -> None:
        _refuse_other_kinds(data)
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
        except _ZIP_ERRORS:
            raise broken() from None
        self._left = MOST_UNPACKED
        entries = self._archive.infolist()
        self.names = frozenset(entry.filename for entry in entries)
        if any(entry.flag_bits & _ENCRYPTED for entry in entries):
            raise _locked()
        if len(self.names) < len(entries) or any(entry.compress_type not in _METHODS for entry in entries):
            raise broken()
        if any(name.lower().endswith("vbaproject.bin") for name in self.names):
            raise _with_macros()

    def parse(self, name: str, start: Start, end: End, text: Text) -> None:
        """Hand the part's elements to the three functions."""
        for _ in self.stream(name, start, end, text):
            pass

    def stream(self, name: str, start: Start, end: End, text: Text) -> Iterator[None]:
        """The same, piece by piece, so that what was gathered can be taken away in between."""
        parser = _parser(start, end, text)
        try:
            with self._archive.open(name) as part:
                for chunk in self._chunks(part):
                    parser.Parse(chunk, False)
                    yield
            parser.Parse(b"", True)
            yield
        except (*_ZIP_ERRORS, expat.ExpatError):
            raise broken() from None

    def _chunks(self, part: IO[bytes]) -> Iterator[bytes]:
        while chunk := part.read(_CHUNK):
            self._left -= len(chunk)
            if self._left < 0:
                raise too_large()
            yield chunk


def _parser(start: Start, end: End, text: Text) -> expat.XMLParserType:
    """An XML parser that tells elements by their local names and refuses every document type: no part has one."""
    parser = expat.ParserCreate()
    locals: dict[str, str] = {}

    def local(name: str) -> str:
        if name not in locals:
            if len(name) > MOST_CHARACTERS:
                raise broken()
            locals[name] = name.rpartition(":")[2]
        return locals[name]

    def refuse(*_: object) -> None:
        raise broken()

    parser.StartDoctypeDeclHandler = refuse
    parser.StartElementHandler = lambda name, attributes: start(local(name), attributes)
    parser.EndElementHandler = lambda name: end(local(name))
    parser.CharacterDataHandler = text
    parser.buffer_text = True
    return parser


def _refuse_other_kinds(data: bytes) -> None:
    if data.startswith(_OLE):
        raise _locked() if "EncryptedPackage".encode("utf-16-le") in data else _old_kind()
    if not data.startswith(b"PK"):
        message = say("The file is called .xlsx, but is no Excel workbook.")
        raise NoWorkbook(
            message, say("Open it in Excel or WPS, and save it as .xlsx; a new name alone is not enough.")
        )


def _locked() -> NoWorkbook:
    message = say("The workbook is locked with a password.")
    return NoWorkbook(message, say("Open it, remove the password, and save it again."))


def _old_kind() -> NoWorkbook:
    message = say("The workbook is of the old kind (.xls) under a new name.")
    return NoWorkbook(message, say("Open it in Excel or WPS, and save it as .xlsx."))


def _with_macros() -> NoWorkbook:
    message = say("The workbook holds macros.")
    return NoWorkbook(message, say("Save it as .xlsx without macros."))
