"""The same detectors over a built site, whatever made its files: pages, scripts, feeds, downloads, attachments.

Nothing is left out: what is no text of a known kind is searched for whatever text it holds.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any

from generator.check.document_texts import texts_of_documents
from generator.check.personal.allowance import Allowance, allowance_of_values
from generator.check.personal.spelling import is_suspect
from generator.check.personal.texts import PersonalData
from generator.check.public_texts import texts_of_names
from generator.check.text_checks import check_texts
from generator.model.finding import Finding
from generator.model.public_text import Place, PublicText
from generator.model.record import Source
from generator.model.wording import Phrase, say
from generator.read.document_text.loose_text import loose_texts
from generator.read.document_text.search_shards import SHARDS, texts_of_shard

THEME, THEME_AUTHORS = "assets/javascripts/", ("martin.donath@squidfunk.com", "taku@chasen.org")
"""Whom the licences in the theme's scripts name, and where those lie."""
_DOCUMENTS = frozenset({".pdf", ".docx", ".xlsx", ".csv", ".png", ".jpg", ".jpeg", ".gif", ".webp"})
_MARKUP = frozenset({".html", ".htm", ".svg", ".xml"})
_CODE = frozenset({".js", ".css", ".map"})
_ATTRIBUTE = re.compile(r"""\s([A-Za-z_][\w:.-]*)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_TAG = re.compile(r"<[A-Za-z][^<>]*>")
_GEOMETRY = frozenset({
    "d", "points", "transform", "viewbox", "x", "y", "x1", "x2", "y1", "y2", "cx", "cy", "r", "rx", "ry", "dx", "dy", "width",
    "height", "style", "pathlength", "stroke-dasharray",
})  # fmt: skip
"""Attributes of pictures: their digits are coordinates, parted by points, commas and spaces."""
_FOLDED = re.compile(r"\r?\n[ \t]")
_UNSEEN = "\u200b"


def scan_tree(folder: Path, allowed: tuple[Allowance, ...] = ()) -> Iterator[Finding]:
    """A finding for each personal value in the files of a built site (and their names) that ``allowed`` does not cover.

    Paths are relative to ``folder``. A file that cannot be searched is a finding too.
    """
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    documents = texts_of_documents((path for path in files if _is_document(path)), folder)
    others = {path.relative_to(folder).as_posix(): path for path in files if not _is_document(path)}
    theme = {shown: path for shown, path in others.items() if shown.startswith(THEME)}
    texts = chain(
        texts_of_names(folder, (".",)),
        chain.from_iterable(_texts(path, shown) for shown, path in others.items() if shown not in theme),
        documents,
    )
    yield from check_texts(texts, [PersonalData(allowed)])
    scripts = chain.from_iterable(_texts(path, shown) for shown, path in theme.items())
    yield from check_texts(scripts, [PersonalData(allowance_of_values(THEME_AUTHORS))])


def _is_document(path: Path) -> bool:
    return path.suffix.lower() in _DOCUMENTS


def _texts(path: Path, shown: str) -> Iterator[PublicText]:
    """The texts of one file, by its kind."""
    suffix, data, home = path.suffix.lower(), path.read_bytes(), Source(shown)
    if (unpacked := _of_shard(data, shown)) is not None:
        yield from (_text(text, home, say("The file")) for text in unpacked)
        return
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        yield from (_text(loose, home, say("The file"), is_code=True) for loose in loose_texts(data))
        return
    if suffix == ".json":
        yield from _texts_of_json(text, home)
    elif suffix in _MARKUP:
        yield _text(text, home, say("The page"), lined=True)._replace(is_html=True)
        yield from _texts_of_attributes(text, home)
    else:
        unfolded = _FOLDED.sub(lambda fold: _UNSEEN * len(fold[0]), text) if suffix == ".ics" else text
        yield _text(unfolded, home, say("The file"), lined=True, is_code=suffix in _CODE)


def _text(text: str, home: Source, said: Phrase, *, lined: bool = False, is_code: bool = False) -> PublicText:
    return PublicText(text, Place.BUILT, home, said=said, lined=lined, is_code=is_code)


def _of_shard(data: bytes, shown: str) -> list[str] | None:
    return texts_of_shard(data) if shown.startswith(SHARDS) else None


def _texts_of_json(text: str, home: Source) -> Iterator[PublicText]:
    try:
        content = json.loads(text, parse_float=str, parse_int=str)
    except (ValueError, RecursionError):
        yield _text(text, home, say("The file"), lined=True)
        return
    yield from (_text(string, home, say("The file")) for string in _strings(content))


def _strings(content: Any) -> Iterator[str]:
    waiting = [content]
    while waiting:
        item = waiting.pop()
        if isinstance(item, dict):
            waiting += [*item.keys(), *item.values()]
        elif isinstance(item, list):
            waiting += item
        elif isinstance(item, str):
            yield item


def _texts_of_attributes(text: str, home: Source) -> Iterator[PublicText]:
    for tag in _TAG.finditer(text):
        for attribute in _ATTRIBUTE.finditer(tag[0]):
            value = attribute[2] or attribute[3] or ""
            if is_suspect(value):
                line = text.count("\n", 0, tag.start()) + 1
                is_figure = attribute[1].lower() in _GEOMETRY
                holder = say("The attribute {name}", name=attribute[1])
                yield _text(value, home.at(line), holder, is_code=is_figure)
