"""Texts that were read in a wrong encoding somewhere before they came here, found by trying the reverse.

Three mistakes are typical: UTF-8 read as GBK (``搴忓彿`` was ``序号``), GBK or UTF-8 read as Latin letters (``ÐòºÅ``, ``åº``),
and Latin letters read as GBK (``M黱chen`` was ``München``). A run of signs counts as ruined only if the reverse gives Chinese,
or a word of letters, and the run itself is nothing that people write; where a byte was lost on the way, a replacement sign
stands and tells.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from generator.model.findings import rules
from generator.model.findings.finding import Finding
from generator.model.records.record import Source
from generator.model.text.wording import say
from generator.read.table.raw import LINE_END
from generator.read.text.decoding import HAN, BadByte, decode
from generator.read.text.placeholders import placeholder

LONGEST_SHOWN = 12
_CUT_NUMBER = re.compile(r"[\d\W_]+\Z")
FEWEST_CERTAIN = 4
"""So many characters that come out right are no accident, whatever they came from."""
_LETTERS_OF_GBK = 4
"""Latin letters with accents in a row: no language writes so many."""
_DISTINCT = 3
_LOST = re.compile("\N{REPLACEMENT CHARACTER}|锟斤拷")
_LATIN = re.compile(
    "[\x80-\xff\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]{3,}"
)
_ACCENTED = re.compile("[\xc0-\xd6\xd8-\xf6\xf8-\xff]")
_LATIN_WITH_HAN = re.compile("[A-Za-z]+[\u4e00-\u9fff][A-Za-z]+")
_DOUBLED = re.compile(
    "\xc3[\x80-\xbf]|\xe2\u20ac[\x80-\xbf\u0153\u02dc\u2122\u201c\u201d\u2013\u2014\u2018-\u201e\u2020-\u2026]"
)
_EAST_ASIAN = re.compile("[\u3000-\u30ff\u3400-\u9fff\uac00-\ud7a3\uff01-\uffe6]")
_CHINESE = re.compile("[\u00b7\u2014\u2018-\u201d\u2026\u3000-\u303f\u3400-\u9fff\uff01-\uffe6\x20-\x7e]+")


def _characters(leads: range, trails: range) -> str:
    """The characters that GBK writes by these bytes, as the inside of a regular expression's brackets."""
    pairs = (
        bytes((lead, trail)).decode("gb18030", "ignore")
        for lead in leads
        for trail in trails
        if trail != 0x7F
    )
    return "".join(sorted(set("".join(pairs)))).replace("]", "")


_FIRST = _characters(range(0xE3, 0xEA), range(0x80, 0xC0)) + _characters(range(0xEF, 0xF0), range(0x80, 0xC0))
_SECOND = _characters(range(0x81, 0xC0), range(0xE3, 0xEA)) + _characters(
    range(0x81, 0xC0), range(0xEF, 0xF0)
)
_THIRD = _characters(range(0x81, 0xC0), range(0x80, 0xC0))
_AS_GBK = re.compile(f"[{_FIRST}][{_SECOND}][{_THIRD}][\u00a4-\uffff]*")
"""Three characters of GBK that are two of UTF-8, and whatever follows them."""


@dataclass(frozen=True, slots=True)
class Ruin:
    """Where ruined text begins, what it looks like, and what it was (empty if that is lost)."""

    index: int
    text: str
    was: str = ""

    def finding(self, place: Source) -> Finding:
        """The finding at ``place``."""
        hint = say("Take the text again from where it came from, and save it as UTF-8 (in Excel: CSV UTF-8).")
        if not self.was:
            message = say("Characters were lost here: '{text}'.", text=_beginning(self.text))
            return Finding(rules.MOJIBAKE, place, message, hint)
        message = say(
            "'{text}' is the text '{was}', read in a wrong encoding.",
            text=_beginning(self.text),
            was=_beginning(self.was),
        )
        return Finding(rules.MOJIBAKE, place, message, hint)


def _beginning(text: str) -> str:
    """As much as a message shows; the cut leaves no half of a number."""
    return text if len(text) <= LONGEST_SHOWN else _CUT_NUMBER.sub("", text[:LONGEST_SHOWN])


def ruin_in(text: str) -> Ruin | None:
    """The first place of ``text`` that was read in a wrong encoding."""
    if text.isascii():
        return None
    return min(_ruins(text), key=lambda ruin: ruin.index, default=None)


def _ruins(text: str) -> Iterator[Ruin]:
    """The first ruin of each kind; what names the lost text comes first."""
    for search in (_read_as_gbk, _read_as_latin, _doubled, _latin_read_as_gbk):
        if ruin := search(text):
            yield ruin
    if lost := _LOST.search(text):
        yield Ruin(lost.start(), text[max(0, lost.start() - 3) : lost.end() + 3])


def _read_as_gbk(text: str) -> Ruin | None:
    for run in _AS_GBK.finditer(text):
        was = _undone(run[0], "gb18030", "utf-8")
        sure = len(was) >= FEWEST_CERTAIN or not _in_gb2312(run[0][:3])
        if len(was) > 1 and sure and _CHINESE.fullmatch(was) and _in_gb2312(was):
            return Ruin(run.start(), run[0], was)
    return None


def _read_as_latin(text: str) -> Ruin | None:
    for run in _LATIN.finditer(text):
        was = _undone(_as_bytes_of_latin(run[0]), "latin-1", "utf-8")
        if len(_EAST_ASIAN.findall(was)) > 1:
            return Ruin(run.start(), run[0], was)
        if len(_ACCENTED.findall(run[0])) > 1 and len(set(run[0])) >= _DISTINCT:
            was = (
                _undone(_as_bytes_of_latin(run[0]), "latin-1", "gbk")
                if len(run[0]) >= _LETTERS_OF_GBK
                else ""
            )
            if (
                2 * len(was) >= len(run[0]) - 1
                and _CHINESE.fullmatch(was)
                and HAN.search(was)
                and _in_gb2312(was)
            ):
                return Ruin(run.start(), run[0], was)
    return None


def _latin_read_as_gbk(text: str) -> Ruin | None:
    """A word of Latin letters with a Han character within, which GBK writes by an accented letter and one without accent."""
    for word in _LATIN_WITH_HAN.finditer(text):
        was = _undone(word[0], "gb18030", "cp1252")
        if was.isalpha() and _ACCENTED.search(was) and not _in_gb2312(word[0]):
            return Ruin(word.start(), word[0], was)
    return None


def _doubled(text: str) -> Ruin | None:
    """UTF-8 of accented letters and quotes, read as Latin letters: ``Ã©``, ``â€œ``."""
    found = _DOUBLED.search(text)
    return found and Ruin(found.start(), found[0], _undone(_as_bytes_of_latin(found[0]), "latin-1", "utf-8"))


def _as_bytes_of_latin(text: str) -> str:
    """Windows' own letters as the Latin-1 control signs whose bytes they share."""
    return "".join(
        sign if sign < "\u0100" else sign.encode("cp1252", "replace").decode("latin-1") for sign in text
    )


def _undone(text: str, wrong: str, right: str) -> str:
    """What ``text`` was before its bytes were read as ``wrong``; empty if they never were ``right``.

    Half a character at the end is left out: what stood behind the run took the other half.
    """
    try:
        return codecs.getincrementaldecoder(right)().decode(text.encode(wrong))
    except UnicodeError:
        return ""


def _in_gb2312(text: str) -> bool:
    try:
        text.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def sound_text(
    content: bytes, path: str, column: Callable[[str, str], int], *, chinese: bool = True
) -> str | Finding:
    """The text of a file, or the finding that says why there is none: bytes that are none, ruined ones, or
    what stands in the place of a text.

    ``column`` counts, from the text before a place on its line and in its file, the column of the place; ``chinese`` says
    whether the text may be GB18030.
    """
    text = decode(content, chinese=chinese)
    if isinstance(text, BadByte):
        return text.finding(path, column(text.line_before, text.before))
    if instead := placeholder(text, path):
        return instead
    if ruin := ruin_in(text):
        before = text[: ruin.index]
        lines = LINE_END.split(before)
        return ruin.finding(Source(path, len(lines), column(lines[-1], before)))
    return text
