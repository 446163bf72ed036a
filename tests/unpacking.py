"""Every file of a built tree as the texts that it holds, whatever it is packed in."""

from __future__ import annotations

import html
import io
import json
import re
import urllib.parse
import zipfile
import zlib
from collections.abc import Callable, Mapping
from pathlib import Path

Decoder = Callable[[bytes], str]


def _plain(content: bytes) -> str:
    return content.decode("utf-8", errors="replace")


def _markup(content: bytes) -> str:
    """As it stands, without entities, and without the tags that may split a value."""
    text = _plain(content)
    bare = html.unescape(re.sub(r"<[^>]*>", "", text))
    return "\n".join((text, html.unescape(text), bare, urllib.parse.unquote(text)))


def _json(content: bytes) -> str:
    return json.dumps(json.loads(content), ensure_ascii=False) + _plain(content)


def _calendar(content: bytes) -> str:
    """Lines of a calendar are folded after 75 bytes."""
    return re.sub(r"\\([,;\\nN])", r"\1", _plain(content.replace(b"\r\n ", b"")))


def _archive(content: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return "\n".join(name + _markup(archive.read(name)) for name in archive.namelist())


def _deflated(content: bytes) -> str:
    """Raw, zlib or gzip, wherever a stream begins; what is none adds nothing."""
    texts = [_plain(content)]
    for bits in (zlib.MAX_WBITS, -zlib.MAX_WBITS, zlib.MAX_WBITS | 16):
        try:
            texts.append(_plain(zlib.decompressobj(bits).decompress(content)))
        except zlib.error:
            continue
    return "\n".join(texts)


DECODERS: dict[str, Decoder] = {
    ".html": _markup,
    ".xml": _markup,
    ".svg": _markup,
    ".json": _json,
    ".jsonld": _json,
    ".ics": _calendar,
    ".csv": _plain,
    ".txt": _plain,
    ".sig": _plain,
    ".js": _plain,
    ".css": _plain,
    ".map": _plain,
    ".xlsx": _archive,
    ".docx": _archive,
    ".bin": _deflated,
    ".gz": _deflated,
    ".pdf": _plain,
}
"""How to read each kind of file. A writer of another kind (the shards of a search index) adds its own here."""
OPAQUE = frozenset({".png", ".jpg", ".woff", ".woff2", ".ttf", ""})
"""Kinds that hold no record's texts; they are read as they stand all the same."""


def texts_of(folder: Path) -> Mapping[str, str]:
    """The texts of every file by its address, the address itself among them. A kind that nobody can read fails."""
    found = {}
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        address, suffix = path.relative_to(folder).as_posix(), path.suffix.lower()
        assert suffix in DECODERS or suffix in OPAQUE, f"nobody knows how to look into {address}"
        found[address] = address + "\n" + DECODERS.get(suffix, _plain)(path.read_bytes())
    return found
