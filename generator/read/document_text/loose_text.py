"""Runs of text in binary data: one byte a sign or UTF-8, or two bytes as Windows writes them, or as older programs do."""

from __future__ import annotations

import re
from collections.abc import Iterator

_NARROW = re.compile(rb"(?:[\x20-\x7e]|[\xe3-\xe9\xef][\x80-\xbf]{2}){6,}")
_WIDE = re.compile(r"[ -~\u3000-\u303f\u3400-\u9fff\uff00-\uffef]{6,}")
_HAN = re.compile(r"[\u3400-\u9fff]{2,5}")
_GBK = re.compile(rb"(?:[\xb0-\xf7][\xa1-\xfe]){2,}")
_SHORT = 1 << 16
"""Bytes in which shorter runs of Han are looked for: in longer data (pixels, sound) they are everywhere."""


def loose_texts(data: bytes) -> Iterator[str]:
    """Every run of at least six signs; in short data every run of Han, and whatever is UTF-8."""
    for match in _NARROW.finditer(data):
        yield match[0].decode("utf-8", "ignore")
    for start in (0, 1):
        wide = data[start:].decode("utf-16-le", "replace")
        yield from _WIDE.findall(wide)
        if len(data) <= _SHORT:
            yield from _HAN.findall(wide)
    if len(data) <= _SHORT:
        for run in _GBK.findall(data):
            yield run.decode("gb18030", "replace")
        if not (text := data.decode("utf-8", "ignore")).isascii():
            yield text
