"""Bytes → text, without guessing: UTF-8, UTF-16 with its mark, or else GB18030, every byte of it.

Nearly any bytes pass for GB18030, and come out as other characters. So a site that is not in Chinese reads none, and in the
others a text that is more likely Big5 or Shift_JIS is refused by that name.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto

from generator.model.findings import rules
from generator.model.findings.finding import Finding
from generator.model.findings.rules import Rule
from generator.model.records.record import Source
from generator.model.text.wording import Phrase, say
from generator.read.table.raw import LINE_END

_UTF16 = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
_HAN_RUN_IN_UTF8 = re.compile(rb"(?:[\xe3-\xe9][\x80-\xbf]{2}){4}")
"""Four Han characters in UTF-8. GB18030 text does not look like this by chance, but UTF-8 with one
broken byte often passes for GB18030 and would come out as other characters."""


_FEWEST_NULS = 4
_FEWEST_OF_GBK = 4
"""Han characters behind a byte that is no UTF-8, for them to be text of their own and no accident."""
_CUT_OFF = ("unexpected end of data", "incomplete multibyte sequence", "truncated data")
HAN = re.compile("[\u3400-\u9fff]")
_HAN_OR_PRIVATE = re.compile("[\u3400-\u9fff\ue000-\uf8ff]")
_KANA = re.compile("[\u3041-\u30ff]")
_LOOKED_AT = 20_000
"""Characters by which the encoding is told."""
_FEWEST_OF_OTHERS = 4
_MOST_UNUSUAL = 0.2
"""Of a text's Han characters and those of private use, what GB2312 lacks: more is traditional Chinese, or another encoding."""
_USUAL_IN_BIG5 = range(0xA4, 0xC7)
"""The first bytes of the characters that are used most; those of all others are above."""


class Trouble(Enum):
    """Why a byte is no text."""

    BYTE = auto()
    NUL = auto()
    CUT = auto()
    """The file ends in the middle of a character."""
    MIXED = auto()
    """UTF-8 up to here, GB18030 from here on."""
    NO_MARK = auto()
    """UTF-16 throughout, without the mark that says so."""
    NO_UTF8 = auto()
    """Not UTF-8, where nothing else is read."""
    BIG5 = auto()
    SHIFT_JIS = auto()


_AGAIN = say("Open it with the program that made it and save it again as text (UTF-8).")
_SAID: Mapping[Trouble, tuple[Rule, Phrase, Phrase]] = {
    Trouble.BYTE: (
        rules.UNDECODABLE_BYTE,
        say("The byte at offset {offset} belongs to no character."),
        say("Open the file, put this place right, and save it again as UTF-8."),
    ),
    Trouble.NUL: (
        rules.NUL_BYTE,
        say("The file holds a NUL byte (at offset {offset})."),
        _AGAIN,
    ),
    Trouble.CUT: (
        rules.UNDECODABLE_BYTE,
        say("The file breaks off in the middle of its last character (at offset {offset})."),
        say("It was not copied or saved whole: take it again from where it came from."),
    ),
    Trouble.MIXED: (
        rules.UNDECODABLE_BYTE,
        say("Up to here the file is UTF-8, from here on it is GBK (at offset {offset})."),
        say("Two files were joined: save each of them as UTF-8, then join them again."),
    ),
    Trouble.NO_MARK: (
        rules.UNDECODABLE_BYTE,
        say("The file is UTF-16 and does not say so."),
        say("Open it in Notepad or Excel and save it again as UTF-8."),
    ),
    Trouble.NO_UTF8: (
        rules.UNDECODABLE_BYTE,
        say("From here on (at offset {offset}) the file is not UTF-8."),
        _AGAIN,
    ),
    Trouble.BIG5: (rules.UNDECODABLE_BYTE, say("The file is neither UTF-8 nor GB18030, but Big5."), _AGAIN),
    Trouble.SHIFT_JIS: (
        rules.UNDECODABLE_BYTE,
        say("The file is neither UTF-8 nor GB18030, but Shift_JIS."),
        _AGAIN,
    ),
}


@dataclass(frozen=True, slots=True)
class BadByte:
    """The first byte that is no text: its offset from the file's start (0-based) and the text before it."""

    offset: int
    before: str
    trouble: Trouble = Trouble.BYTE

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
        rule, message, hint = _SAID[self.trouble]
        said = Phrase(message.text, {"offset": self.offset} if "{offset}" in message.text else {})
        return Finding(rule, Source(path, self.line, column), said, hint)


def decode(data: bytes, *, chinese: bool = True) -> str | BadByte:
    """The text of a file without its byte order mark, or the first byte that is none.

    ``chinese``: whether it may be GB18030.
    """
    for mark, encoding in _UTF16.items():
        if data.startswith(mark):
            return _without_nul(_strictly(data, len(mark), encoding))
    if 0 in data:
        if _is_utf16(data):
            return BadByte(0, "", Trouble.NO_MARK)
        offset = data.index(0)
        return BadByte(offset, data[:offset].decode("utf-8-sig", "replace"), Trouble.NUL)
    return _utf8_or_gb18030(data, chinese=chinese)


def _is_utf16(data: bytes) -> bool:
    """Whether the NULs are halves of ASCII characters in UTF-16 (a few Han end in a NUL themselves: 一)."""
    for parity, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        ascii_halves, others = data[parity::2].count(0), data[1 - parity :: 2].count(0)
        if ascii_halves >= max(_FEWEST_NULS, _FEWEST_NULS * others):
            text = _strictly(data[: len(data) & ~1], 0, encoding)
            return isinstance(text, str) and bool(LINE_END.search(text))
    return False


def _utf8_or_gb18030(data: bytes, *, chinese: bool) -> str | BadByte:
    start = len(codecs.BOM_UTF8) if data.startswith(codecs.BOM_UTF8) else 0
    utf8 = _strictly(data, start, "utf-8")
    if isinstance(utf8, str):
        return utf8
    if start or _HAN_RUN_IN_UTF8.search(data):
        return BadByte(utf8.offset, utf8.before, Trouble.MIXED) if _goes_on_in_gbk(data, utf8) else utf8
    if not chinese:
        return BadByte(utf8.offset, utf8.before, Trouble.NO_UTF8)
    gb18030 = _strictly(data, 0, "gb18030")
    if isinstance(gb18030, str):
        other = _other_encoding(data, gb18030)
        return BadByte(0, "", other) if other else gb18030
    return gb18030 if gb18030.offset > utf8.offset else utf8


def _other_encoding(data: bytes, as_gb18030: str) -> Trouble | None:
    """The encoding that a text is more likely in than in GB18030, as which it holds many characters that are used seldom."""
    signs = "".join(_HAN_OR_PRIVATE.findall(as_gb18030[:_LOOKED_AT]))
    unusual = len(signs) - len(signs.encode("gb2312", "ignore")) // 2
    if unusual < max(_FEWEST_OF_OTHERS, _MOST_UNUSUAL * len(signs)):
        return None
    japanese, traditional = _strictly(data, 0, "cp932"), _strictly(data, 0, "cp950")
    if isinstance(japanese, str) and len(_KANA.findall(japanese[:_LOOKED_AT])) >= _FEWEST_OF_OTHERS:
        return Trouble.SHIFT_JIS
    if isinstance(traditional, str):
        leads = "".join(HAN.findall(traditional[:_LOOKED_AT])).encode("cp950")[::2]
        usual = sum(lead in _USUAL_IN_BIG5 for lead in leads)
        return Trouble.BIG5 if usual >= (1 - _MOST_UNUSUAL) * len(leads) > 0 else None
    return None


def _goes_on_in_gbk(data: bytes, bad: BadByte) -> bool:
    """Whether the rest is GB18030 text and nothing in it UTF-8."""
    rest = _strictly(data, bad.offset, "gb18030")
    if not isinstance(rest, str) or _HAN_RUN_IN_UTF8.search(data, bad.offset):
        return False
    return len(HAN.findall(rest)) >= _FEWEST_OF_GBK


def _strictly(data: bytes, start: int, encoding: str) -> str | BadByte:
    body = data[start:] if start else data
    try:
        return body.decode(encoding)
    except UnicodeDecodeError as error:
        trouble = Trouble.CUT if error.reason in _CUT_OFF and error.end == len(body) else Trouble.BYTE
        return BadByte(start + error.start, body[: error.start].decode(encoding, "replace"), trouble)


def _without_nul(text: str | BadByte) -> str | BadByte:
    if isinstance(text, str) and "\0" in text:
        before = text[: text.index("\0")]
        return BadByte(2 + len(before.encode("utf-16-le")), before, Trouble.NUL)
    return text


def encode_like(text: str, data: bytes) -> bytes:
    """A text in the encoding that :func:`decode` finds in a file's bytes, with the mark that they begin with."""
    for mark, encoding in _UTF16.items():
        if data.startswith(mark):
            return mark + text.encode(encoding)
    if data.startswith(codecs.BOM_UTF8):
        return codecs.BOM_UTF8 + text.encode("utf-8")
    is_utf8 = isinstance(_strictly(data, 0, "utf-8"), str)
    return text.encode("utf-8" if is_utf8 else "gb18030")
