"""What a declaration (YAML or JSON) says: its text as it stands, and as it is meant where that differs.

In double quotes a sign may be written as an escape, and a text may go on behind any indentation on the next line. Whether
a backslash stands in double quotes is not asked: each reading is a text of its own, so nothing hides behind the question.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.model.public_text import Typed
from generator.read.decoding import decode

_WRITTEN = re.compile(
    r"\\(?:x([0-9a-fA-F]{2})|u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})"
    r"|u([0-9a-fA-F]{4})|U(0{2}[0-9a-fA-F]{6})|([^\n])|\n[ \t]*)|(?<=\n)[ \t]{9,}"
)
"""Escapes of YAML 1.2 (5.7) and JSON (RFC 8259, 7), a line that goes on, and deep indentation."""
_SIGNS = {"0": "\0", "a": "\a", "b": "\b", "t": "\t", "n": "\n", "v": "\v", "f": "\f", "r": "\r", "e": "\x1b"}
_SIGNS |= {"N": "\x85", "_": "\xa0", "L": "\u2028", "P": "\u2029"}
_LAST = 0x10FFFF


def declared_texts(data: bytes) -> Iterator[tuple[str, Typed | None]]:
    """The text in the bytes of a file, then its meaning with the places of its signs; nothing for what is no text."""
    text = decode(data)
    if not isinstance(text, str):
        return
    yield text, None
    pieces, places, done = list[str](), list[int](), 0
    for match in _WRITTEN.finditer(text):
        meant = _meant(match)
        pieces += (text[done : match.start()], meant)
        places += range(done, match.start())
        places += [match.start()] * len(meant)
        done = match.end()
    if done:
        pieces.append(text[done:])
        places += range(done, len(text))
        yield "".join(pieces), Typed(text, places)


def _meant(match: re.Match[str]) -> str:
    short, high, low = match[6], match[2], match[3]
    if short:
        return _SIGNS.get(short, short)
    if high:
        return bytes.fromhex(high + low).decode("utf-16-be")
    code = match[1] or match[4] or match[5]
    if code:
        return chr(number) if (number := int(code, 16)) <= _LAST else ""
    return "" if match[0].startswith("\\") else " "
