"""What a zip file holds beside its entries: bytes before, between and behind them, and entries that its directory does not name.

Whoever opens the file sees none of it; whoever looks into its bytes does.
"""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Collection, Iterator

from generator.read.document_text.parts import Reason, Unexaminable

_HEADER = struct.Struct("<4s5H3I2H")
"""Of an entry: sign, versions and flags, how it is packed, time, checksum, sizes, lengths of name and of the extra field."""
_SIGN = b"PK\x03\x04"
_RAW_DEFLATE = -15


def bytes_beside_entries(data: bytes, entries: Collection[zipfile.ZipInfo]) -> Iterator[bytes]:
    """Everything that is no content of an entry: headers, the directory, and whatever else stands there."""
    yield from (data[start:end] for start, end in _gaps(data, entries))


def bytes_behind_content(data: bytes, entry: zipfile.ZipInfo) -> bytes:
    """What an entry holds behind the end of its content. Raises :class:`Unexaminable` if that is longer than it says."""
    start, end = _content(data, entry)
    if entry.compress_type == zipfile.ZIP_STORED:
        return data[start:end][entry.file_size :]
    if entry.compress_type != zipfile.ZIP_DEFLATED:
        raise Unexaminable(Reason.DAMAGED)  # no program for documents packs otherwise
    unpacking = zlib.decompressobj(_RAW_DEFLATE)
    if len(unpacking.decompress(data[start:end], entry.file_size + 1)) > entry.file_size:
        raise Unexaminable(Reason.DAMAGED)
    return unpacking.unused_data


def unnamed_entries(
    data: bytes, entries: Collection[zipfile.ZipInfo], most_bytes: int
) -> Iterator[tuple[str, bytes]]:
    """Name and content of each packed entry that the directory does not name, together at most so many bytes.

    What is not packed is among the bytes beside the entries.
    """
    named = {entry.header_offset for entry in entries}
    for start, end in _gaps(data, entries):
        place = data.find(_SIGN, start, end)
        while place != -1:
            if place not in named and place + _HEADER.size <= end:
                name, content = _entry_at(data, place, end, most_bytes + 1)
                most_bytes -= len(content)
                if most_bytes < 0:
                    raise Unexaminable(Reason.TOO_LARGE)
                if content:
                    yield name, content
            place = data.find(_SIGN, place + 1, end)


def _gaps(data: bytes, entries: Collection[zipfile.ZipInfo]) -> Iterator[tuple[int, int]]:
    done = 0
    for start, end in sorted(_content(data, entry) for entry in entries):
        if done < start:
            yield done, start
        done = max(done, end)
    if done < len(data):
        yield done, len(data)


def _entry_at(data: bytes, place: int, end: int, most_bytes: int) -> tuple[str, bytes]:
    """Name and content of the entry whose header stands there; no content if it is not packed."""
    *_, long_name, long_extra = _HEADER.unpack_from(data, place)
    start = place + _HEADER.size + long_name
    name = data[place + _HEADER.size : start].decode("utf-8", "replace")
    try:
        packed = memoryview(data)[start + long_extra : end]
        return name, zlib.decompressobj(_RAW_DEFLATE).decompress(packed, most_bytes)
    except zlib.error:
        return name, b""


def _content(data: bytes, entry: zipfile.ZipInfo) -> tuple[int, int]:
    """Where the content of an entry begins and ends."""
    if entry.header_offset < 0 or entry.header_offset + _HEADER.size > len(data):
        raise Unexaminable(Reason.DAMAGED)
    *_, long_name, long_extra = _HEADER.unpack_from(data, entry.header_offset)
    start = entry.header_offset + _HEADER.size + long_name + long_extra
    return start, start + entry.compress_size
