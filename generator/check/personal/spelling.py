"""A text as it was typed → the text as it is read: what all detectors look at.

How signs are spelt is the folding's business (:mod:`generator.model.text.folding`). What is left for here is markup: HTML
entities and the escapes of scripts and addresses stand for a sign, inline tags, comments and Markdown's emphasis for
nothing, and any other tag parts what stands on its two sides. Whoever looks at a page of ``content/`` gets its text without
it; but what is typed in a record may be copied into a page one day, attachments and declarations are not read by anybody
first, and a built site is HTML.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from urllib.parse import unquote

from generator.model.text.chinese_numerals import DIGITS, IN_FULL, TEN, TEN_IN_FULL, USUAL
from generator.model.text.folding import Folded, fold_signs, fold_signs_with_places

APART = "\ufffe"
"""Stands for whatever parts two texts: no number goes on behind it. A noncharacter, which no text may hold."""
HAN_DIGITS: Mapping[str, str] = {
    **{sign: str(value) for sign, value in DIGITS.items()},
    **{sign: str(value) for value, sign in enumerate(IN_FULL)},
    **dict(zip("幺参弌弍弎", "13123", strict=True)),
}
"""Digits of Chinese, folded, and what each stands for."""
_HAN = "".join(HAN_DIGITS)
_DRAWN = {
    **dict.fromkeys("ⓐⒶ🅐🄰", "(a)"),
    **dict(zip("㈠㈡㈢㈣㈤㈥㈦㈧㈨", USUAL[1:], strict=True)),
}
"""What people draw other signs with: a letter in a ring is that of a mail address, numerals in brackets are digits."""
MAY_BE_MARKUP = re.compile(rf"[&<*`\\~%{''.join(_DRAWN)}]")
_SIGNS = (
    r"&(?:#0*\d{1,7}|#[xX]0*[0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});"
    r"|<(?!/?(?:at|AT|At|dot|DOT|Dot)>)/?([A-Za-z][A-Za-z0-9]{0,15})(?:[\s/][^<>]{0,2000})?>"
    r"|<!--(.{0,2000}?)-->"
    r"|\\u([0-9a-fA-F]{4})|\\x([0-9a-fA-F]{2})"
    rf"|(?<!\*)\*{{1,3}}(?!\*)|~~|[`\\]+|[{''.join(_DRAWN)}]"
)
"""Four stars and more are no emphasis: they stand for what a mask hides."""
_MARKUP = re.compile(
    rf"%(?:2[BDEbde]|3\d|4[0-9A-Fa-f]|5[0-9AFaf]|6[1-9A-Fa-f]|7[0-9AEae])|{_SIGNS}", re.DOTALL
)
"""Of the bytes of an address those that nobody has to write so (RFC 3986, 2.3), and the sign ``@``: others would not let it
be told where the address ends, in which digits are nobody's.
"""
_MARKUP_AND_BYTES = re.compile(rf"(?:%[0-9A-Fa-f]{{2}})+|{_SIGNS}", re.DOTALL)
_INLINE = frozenset({
    "a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "del", "dfn", "em", "font", "i", "ins", "kbd", "mark", "q", "s",
    "samp", "small", "span", "strike", "strong", "sub", "sup", "tt", "u", "var", "wbr",
})  # fmt: skip
"""Tags that do not part what stands on either side of them."""
_D = rf"[0-9{_HAN}]"
_SUSPECT = re.compile(
    rf"[0-9{_HAN}{TEN}{TEN_IN_FULL}@#%艾圈鼠_(<](?:(?<=[0-9{_HAN}{TEN}{TEN_IN_FULL}])(?:"
    rf"(?<!{_D}{_D})(?<={_D})(?:[\W_ー丨]{{0,12}}{_D}){{10}}"
    r"|(?<=[0-9])(?:e\+?[0-9]|\s?-\s?\d(?:\s?\d){2,3}(?!\d))"
    r"|(?=[\sa-z单室户房栋幢座层楼])\s{0,3}[a-z]?\s{0,3}(?:单元|[室户房栋幢座]|[层楼]\s{0,3}\d{3})"
    rf"|(?:(?<=[组社队].)|(?<=[组社队]\s.))[0-9{_HAN}{TEN}{TEN_IN_FULL}]{{0,9}}\s{{0,3}}号"
    r")|(?<=[(<])\s?[a@艾]|(?<=[@#鼠])|(?<=%)40|(?<=艾)特|(?<=圈)a|(?<=_)at_)"
)
_DOT_IN_WORDS = "dot"
_DIGEST = re.compile("(?=[0-9]*[a-f])[0-9a-f]{64}")
"""A SHA-256: digits in it are chance (``digit_groups.py``), so of the thousands of a manifest none is looked at closer."""
_DAY = re.compile(r"\d\d-\d\d-\d{4}")
"""As which the search index has the days of records: eight digits are no number of anybody."""


def is_suspect_as_read(read: str) -> bool:
    """Whether anything in a text as it is read is worth a closer look; most texts hold nothing of the kind."""
    if _SUSPECT.search(read) is None:
        return _DOT_IN_WORDS in read
    return not is_digest(read) and _DAY.fullmatch(read) is None


def is_digest(text: str) -> bool:
    """Whether the text is the SHA-256 of something, and nothing else."""
    return _DIGEST.fullmatch(text) is not None


def in_tags(text: str) -> Iterator[tuple[str, int]]:
    """What stands in the tags of a text behind their names, and in its comments, with its place: attributes, if the text is
    HTML; but in what somebody typed a reader sees all of it.
    """
    for match in _MARKUP.finditer(text) if "<" in text else ():
        if match[1] and match.end() - match.end(1) > 1:
            yield text[match.end(1) : match.end() - 1], match.end(1)
        elif match[2]:
            yield match[2], match.start(2)


def as_read(text: str) -> str:
    """The text without markup, its signs folded."""
    return fold_signs(_MARKUP.sub(_meant, text) if MAY_BE_MARKUP.search(text) else text)


def as_read_with_places(text: str) -> Folded:
    """What :func:`as_read` gives, with the place of each sign (or entity) in the text as it was typed."""
    if not MAY_BE_MARKUP.search(text):
        return fold_signs_with_places(text)
    plain = _without(_MARKUP, text)
    return fold_signs_with_places(plain.text).within(plain)


def without_markup(text: str) -> Folded:
    """The text without markup, each byte of an address as the sign that it is, and nothing folded; with the place of each
    sign in the text as it was typed.
    """
    if not MAY_BE_MARKUP.search(text):
        return Folded(text, range(len(text)), range(1, len(text) + 1))
    return _without(_MARKUP_AND_BYTES, text)


def _without(markup: re.Pattern[str], text: str) -> Folded:
    signs: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    done = 0
    for match in markup.finditer(text):
        start, end = match.span()
        meant = _meant(match)
        signs += (text[done:start], meant)
        starts += [*range(done, start), *[start] * len(meant)]
        ends += [*range(done + 1, start + 1), *[end] * len(meant)]
        done = end
    signs.append(text[done:])
    starts += range(done, len(text))
    ends += range(done + 1, len(text) + 1)
    return Folded("".join(signs), starts, ends)


def _meant(match: re.Match[str]) -> str:
    """What a piece of markup stands for."""
    if match[1]:
        tag = match[1].lower()
        return "" if tag in _INLINE else "\n" if tag == "br" else APART
    if match[0][0] == "%":
        return unquote(match[0], errors="replace")
    if code := int(match[3] or match[4] or "0", base=16):
        return "" if 0xD800 <= code < 0xE000 else chr(code)  # half of a pair is no sign
    if match[0] in _DRAWN:
        return _DRAWN[match[0]]
    return html.unescape(match[0]) if match[0][0] == "&" else ""
