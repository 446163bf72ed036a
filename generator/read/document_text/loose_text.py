"""Runs of text in binary data: one byte a sign, or two as Windows writes them."""

from __future__ import annotations

import re
from collections.abc import Iterator

_NARROW = re.compile(rb"[\x20-\x7e]{6,}")
_WIDE = re.compile(rb"(?:[\x20-\x7e]\x00){6,}")


def loose_texts(data: bytes) -> Iterator[str]:
    """Every run of at least six signs."""
    for match in _NARROW.finditer(data):
        yield match[0].decode("ascii")
    for match in _WIDE.finditer(data):
        yield match[0].decode("utf-16-le")
