"""A text as it was typed → the same text spelt plainly, with the place of every sign in what was typed.

Full-width, circled and foreign digits become ASCII; signs without width, accents, Markdown's emphasis and inline HTML
tags fall away; HTML entities are what they stand for. All detectors look at this one text.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

_OTHER_DIGITS = "⁰¹²³⁴-⁹₀-₉①-⑨⓪❶-❾➀-➈➊-➒⑴-⑼⒈-⒐⓵-⓽"
HAN_DIGITS = "〇零○一二三四五六七八九壹贰叁肆伍陆柒捌玖幺貳參叄陸"
_NO_WIDTH = "\xad\u200b-\u200f\u2060\ufeff"
_DIGITS = rf"\d{_OTHER_DIGITS}{HAN_DIGITS}"
_SUSPECT = re.compile(
    rf"[{_DIGITS}十@＠﹫#＃&%艾(（\[［{{｛<【{_NO_WIDTH}](?:"
    rf"(?<=[{_DIGITS}十])(?:"
    rf"(?:[\W_]{{0,12}}[{_DIGITS}]){{10}}"
    rf"|\s?-\s?\d{{3,4}}(?!\d)"
    rf"|[eE]\+?\d"
    rf"|[\s*_~`]{{0,9}}<"
    rf"|\s{{0,3}}[A-Za-z]?\s{{0,3}}(?:单元|[栋幢室户房座])"
    rf"|(?:(?<=[组社队].)|(?<=[组社队]\s.))[{_DIGITS}十]{{0,9}}\s{{0,3}}号)"
    rf"|(?<=[@＠﹫#＃{_NO_WIDTH}])|(?<=&)#|(?<=%)40|(?<=艾)特|(?<=[(（\[［{{｛<【])\s?[aA@＠])"
)
_DOT_IN_WORDS = ("dot", "DOT", "Dot")
_SPECIAL = re.compile(
    r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]{2,31});"
    r"|</?([A-Za-z][A-Za-z0-9]{0,15})(?:[\s/][^<>]{0,2000})?>"
    r"|[*`\\]+|[^\x20-\x7e\n\u4e00-\u9fff\u3400-\u4dbf，。、；：“”]"
)
_INLINE = frozenset({
    "a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "del", "dfn", "em", "font", "i", "ins", "kbd", "mark", "q", "s",
    "samp", "small", "span", "strike", "strong", "sub", "sup", "tt", "u", "var", "wbr",
})  # fmt: skip
"""Tags that do not part what stands on either side of them."""
_APART = "\x1f\n"
"""What any other tag means but a line break: no number goes on behind it."""
_UNSEEN = frozenset({"Cf", "Cc", "Cs", "Mn", "Me"})


@dataclass(frozen=True, slots=True)
class Spelt:
    """The plain text, and for each of its signs the offset of the sign (or entity) that it was typed as."""

    plain: str
    places: Sequence[int]

    def typed(self, start: int, end: int) -> tuple[int, int]:
        """Where a stretch of the plain text (not empty) stands in what was typed."""
        return self.places[start], self.places[end - 1] + 1


def is_suspect(text: str) -> bool:
    """Whether anything in the text is worth a closer look; most texts hold nothing of the kind."""
    return _SUSPECT.search(text) is not None or any(word in text for word in _DOT_IN_WORDS)


def plainly(text: str) -> Spelt:
    """The text spelt plainly."""
    if not _SPECIAL.search(text):
        return Spelt(text, range(len(text)))
    signs: list[str] = []
    places: list[int] = []
    done = 0
    for match in _SPECIAL.finditer(text):
        start, end = match.span()
        meant = _meant(match)
        signs += (text[done:start], meant)
        places.extend(range(done, start))
        places.extend([start] * len(meant))
        done = end
    signs.append(text[done:])
    places.extend(range(done, len(text)))
    return Spelt("".join(signs), places)


def _meant(match: re.Match[str]) -> str:
    """What the special sign stands for."""
    special = match[0]
    if match[1]:
        tag = match[1].lower()
        return "" if tag in _INLINE else "\n" if tag == "br" else _APART
    if special[0] in "*`\\":
        return ""
    if special[0] == "&":
        return "".join(map(_plain_sign, html.unescape(special)))
    return _plain_sign(special)


@lru_cache(maxsize=4096)
def _plain_sign(sign: str) -> str:
    if sign in "\n\t":
        return sign
    if sign == "\r":
        return " "
    if unicodedata.category(sign) in _UNSEEN:
        return ""
    digit = unicodedata.digit(sign, None)
    if digit is not None:
        return str(digit)
    return "".join(
        part for part in unicodedata.normalize("NFKC", sign) if unicodedata.category(part) not in _UNSEEN
    )
