"""What a declaration (YAML, JSON or a catalogue) says: the text of the file, and each text whose escapes say something else.

The place of every sign is kept, so that a finding stands where the text was typed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

import yaml

from generator.model.records.public_text import Typed
from generator.model.text.po import all_strings
from generator.read.text.decoding import decode

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_QUOTE, _ESCAPE = '"', "\\"
_DEEP = re.compile(r"(?<=\n)[ \t]{9,}")
"""Indentation, which means nothing within a text that goes on over several lines."""
_STRING = re.compile(r'"(?:[^"\\]|\\.)*"', re.DOTALL)
_ESCAPED = re.compile(
    r"\\(?:x([0-9a-fA-F]{2})|u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})"
    r"|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|\n[ \t]*|(.))"
)
"""The escapes of YAML 1.2 (5.7) and JSON (RFC 8259, 7), and the end of a line that goes on."""
_SIGNS = {"0": "\0", "a": "\a", "b": "\b", "t": "\t", "n": "\n", "v": "\v", "f": "\f", "r": "\r", "e": "\x1b"}
_SIGNS |= {"N": "\x85", "_": "\xa0", "L": "\u2028", "P": "\u2029"}
_LAST = 0x10FFFF


def declared_texts(data: bytes, suffix: str) -> Iterator[Typed]:
    """The texts in the bytes of a file; none for what is no text."""
    text = decode(data)
    if not isinstance(text, str):
        return
    if suffix == ".po":
        yield from _strings(text)
        return
    yield _rewritten(text, 0, len(text), _DEEP)
    if _QUOTE in text and _ESCAPE in text:
        for start, end in _quoted(text, suffix):
            if _ESCAPE in text[start:end]:
                yield _rewritten(text, start, end, _ESCAPED)


def _strings(text: str) -> Iterator[Typed]:
    """Each string of a catalogue, its pieces joined, and what stands outside of them: comments, and what could not be read."""
    outside, done = list[Typed](), 0
    for spans in all_strings(text):
        yield _joined([_rewritten(text, start, end, _ESCAPED) for start, end in spans], text)
        for start, end in spans:
            outside.append(_rewritten(text, done, start, _DEEP))
            done = end
    yield _joined([*outside, _rewritten(text, done, len(text), _DEEP)], text)


def _joined(pieces: Sequence[Typed], text: str) -> Typed:
    return Typed(
        "".join(piece.text for piece in pieces), [at for piece in pieces for at in piece.places], text
    )


def _quoted(text: str, suffix: str) -> Iterator[tuple[int, int]]:
    """Where the texts in double quotes stand, without these."""
    if suffix == ".json":
        spans = [match.span() for match in _STRING.finditer(text)]
    else:
        try:
            marks = [
                (token.start_mark, token.end_mark) for token in yaml.scan(text, _Loader) if _is_quoted(token)
            ]
        except yaml.YAMLError:  # who reads the file says so
            return
        spans = [(start.index, end.index) for start, end in marks]
    yield from ((start + 1, end - 1) for start, end in spans)


def _is_quoted(token: yaml.Token) -> bool:
    return isinstance(token, yaml.ScalarToken) and token.style == _QUOTE


def _rewritten(text: str, start: int, end: int, pattern: re.Pattern[str]) -> Typed:
    """A stretch of the file's text as it is meant."""
    signs, places, done = list[str](), list[int](), start
    for match in pattern.finditer(text, start, end):
        meant = _meant(match) if pattern is _ESCAPED else " "
        signs += (text[done : match.start()], meant)
        places += range(done, match.start())
        places += [match.start()] * len(meant)
        done = match.end()
    if done == start:
        return Typed(text[start:end], range(start, end), text)
    signs.append(text[done:end])
    places += range(done, end)
    return Typed("".join(signs), places, text)


def _meant(match: re.Match[str]) -> str:
    hexadecimal, high, low, short_code, long_code, short = match.groups()
    if short:
        return _SIGNS.get(short, short)
    if high:
        return bytes.fromhex(high + low).decode("utf-16-be")
    code = int(hexadecimal or short_code or long_code or "0", 16)
    return chr(code) if 0 < code <= _LAST else ""
