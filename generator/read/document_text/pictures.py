"""What a picture says beside what it shows: titles, comments, camera data. What it shows is not read."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

from generator.read.document_text.loose_text import loose_texts
from generator.read.document_text.parts import Part, Section

MOST_UNPACKED = 1_000_000
MOST_ATTEMPTS = 20
"""Places in a chunk at which compressed text may begin: a keyword may hold the sign that it begins with."""
_ZLIB = b"\x78"
_PNG = b"\x89PNG\r\n\x1a\n"
_PNG_PIXELS = frozenset({b"IHDR", b"PLTE", b"IDAT", b"tRNS", b"hIST", b"bKGD", b"fcTL", b"fdAT", b"iCCP"})
"""Chunks of what the picture shows; any other may say something, whoever made it up."""
_PNG_END = b"IEND"
_JPEG_START, _END, _COMMENT = b"\xff\xd8", 0xD9, 0xFE
_MARKER = re.compile(rb"\xff+([\x01-\xcf\xd8-\xfe])")
"""In what a scan holds 0xFF stands before a zero, or begins a marker that has no content."""
_APPLICATION = range(0xE0, 0xF0)
_COLOUR_PROFILE = b"ICC_PROFILE"


def picture_parts(data: bytes) -> Iterator[Part]:
    """The texts of a picture's metadata; of kinds other than PNG and JPEG, whatever text the file holds."""
    segments = (
        _png(data) if data.startswith(_PNG) else _jpeg(data) if data.startswith(_JPEG_START) else iter([data])
    )
    for segment in segments:
        yield from (Part(text, Section.PROPERTIES) for text in loose_texts(segment))


def _png(data: bytes) -> Iterator[bytes]:
    position = len(_PNG)
    while position + 12 <= len(data):
        length = int.from_bytes(data[position : position + 4])
        name, content = data[position + 4 : position + 8], data[position + 8 : position + 8 + length]
        if name not in _PNG_PIXELS:
            yield content
            yield from _unpacked(content)
        position += length + 12
        if name == _PNG_END:
            break
    yield data[position:]


def _unpacked(content: bytes) -> Iterator[bytes]:
    """What is compressed behind the keyword of a zTXt or iTXt chunk."""
    start = content.find(_ZLIB)
    for _ in range(MOST_ATTEMPTS):
        if start == -1:
            return
        try:
            yield zlib.decompressobj().decompress(memoryview(content)[start:], MOST_UNPACKED)
            return
        except zlib.error:
            start = content.find(_ZLIB, start + 1)


def _jpeg(data: bytes) -> Iterator[bytes]:
    position = len(_JPEG_START)
    while marker := _MARKER.search(data, position):
        kind, position = marker[1][0], marker.end()
        if kind == _END:
            yield data[position:]
            return
        length = int.from_bytes(data[position : position + 2])
        content = data[position + 2 : position + length]
        if (kind in _APPLICATION or kind == _COMMENT) and not content.startswith(_COLOUR_PROFILE):
            yield content
        position += max(length, 2)
