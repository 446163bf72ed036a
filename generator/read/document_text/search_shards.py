"""The files of a search index → their texts. The layout is that of ``docs/search.md``.

A shard is raw deflate around JSON, around a line of JSON and numbers, or around the length of the names, the names,
and numbers. The numbers are passed over: as signs they would make up digits that nobody wrote.
"""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Iterator
from typing import Any

SHARDS = "search/index/"
"""Where they lie in a built site."""
_RAW = -15
MOST_BYTES = 1 << 26
"""Of one shard when it is unpacked: far more than ours have."""
_OF_WORDS = re.compile(rf"({SHARDS}[^/]*)[rf](\d+-)[^/]*/[^/]*")
"""A file of words: its segment by the beginning of its folder's name and the number of its first document."""


def beside_words(address: str) -> str | None:
    """The pattern of the addresses at which the texts stand whole that the words of this file were cut out of: those of its
    segment.
    """
    match = _OF_WORDS.fullmatch(address)
    return f"{match[1]}d{match[2]}*/*" if match else None


def texts_of_shard(data: bytes) -> tuple[list[str], bool] | None:
    """Every text of a shard, and whether these are but pieces: words of texts that stand whole in other shards. ``None``
    for what is no shard.
    """
    try:
        unpacker = zlib.decompressobj(_RAW)
        content = unpacker.decompress(data, MOST_BYTES)
        if not unpacker.eof or unpacker.unused_data:
            return None
        return list(_texts(content)), content[:1] not in (b"[", b"{")
    except (zlib.error, LookupError, TypeError, ValueError, RecursionError):
        return None


def _texts(content: bytes) -> Iterator[str]:
    """No name holds a bracket, so names are never taken for JSON."""
    head, _, _ = content.partition(b"\n")
    if content[:1] in (b"[", b"{"):
        for text in (content, head):
            try:
                yield from _strings(json.loads(text, object_hook=_without_digests))
            except ValueError:
                continue
            return
    yield from _names(content)


def _without_digests(content: dict[str, Any]) -> Any:
    """A segment is told by digests of its files, in whose digits anything may seem to stand; and by words."""
    return content.get("ranges", content)


def _strings(content: Any) -> Iterator[str]:
    waiting = [content]
    while waiting:
        item = waiting.pop()
        if isinstance(item, dict):
            waiting += [*item, *item.values()]
        elif isinstance(item, list):
            waiting += item
        elif item is not None:
            yield from str(item).split("\n")  # each text of a record stands on a line of its own


def _names(content: bytes) -> list[str]:
    size = shift = place = 0
    while content[place] & 0x80:
        size |= (content[place] & 0x7F) << shift
        place, shift = place + 1, shift + 7
    size |= content[place] << shift
    return content[place + 1 : place + 1 + size].decode().split("\n")
