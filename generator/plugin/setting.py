"""What every page follows from besides the records, as one digest: if any of it changes, every page is made anew."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.metadata import version
from pathlib import Path

from generator.disclose.disclosure import Disclosure
from generator.read.declarations import shipped
from generator.website.frames import Frame, FrameKey

GENERATOR = Path(__file__).parents[1]
LIBRARIES = ("babel", "jinja2", "markupsafe", "openpyxl", "segno", "icalendar")
"""Those whose versions show in what is made from records; what MkDocs and its theme make is in the frames."""
DECLARATIONS = ("data/site.yaml", "data/schemas", "data/calendar")


def setting(
    root: Path, disclosure: Disclosure, template_folders: Sequence[Path], frames: Mapping[FrameKey, Frame]
) -> bytes:
    """A digest of the generator, of what the root declares, of the templates, the frames and the day."""
    total = hashlib.sha256(_of_generator())
    for folder in (*template_folders, *(root / name for name in DECLARATIONS)):
        _add(total, _contents(folder))
    for key, frame in sorted(frames.items(), key=lambda item: str(item[0])):
        _add(total, (repr(key).encode(), repr(frame.order).encode(), *frame.pieces))
    _add(total, [disclosure.as_of.isoformat().encode()])
    return total.digest()


@cache
def _of_generator() -> bytes:
    """Code, catalogues, shipped schemas and templates, and what they run on."""
    total = hashlib.sha256()
    for folder in (GENERATOR, shipped("data", "schemas"), shipped("site_templates")):
        _add(total, _contents(folder))
    _add(total, (f"{name} {version(name)}".encode() for name in LIBRARIES))
    _add(total, [sys.version.encode()])
    return total.digest()


def _contents(place: Path) -> Iterator[bytes]:
    """Name and bytes of a file, or of each file of a folder. What is not there counts as empty."""
    if place.is_file():
        yield from (place.name.encode(), place.read_bytes())
    for path in sorted(place.rglob("*")):
        if path.is_file() and path.suffix != ".pyc":
            yield from (str(path.relative_to(place)).encode("utf-8", "surrogateescape"), path.read_bytes())


def _add(total: hashlib._Hash, texts: Iterator[bytes] | Sequence[bytes]) -> None:
    """Each with its length before it, so that no two lists run together into the same bytes."""
    for text in texts:
        total.update(len(text).to_bytes(8, "big"))
        total.update(text)
