"""What every page follows from besides the records, as one digest: if any of it changes, every page is made anew."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path

from generator.disclose.disclosure import Disclosure
from generator.read.cache.own_code import add, contents, digest_of_generator
from generator.website.frame.contract import Frame, FrameKey

DECLARATIONS = ("data/site.yaml", "data/schemas", "data/calendar")


def setting(
    root: Path, disclosure: Disclosure, template_folders: Sequence[Path], frames: Mapping[FrameKey, Frame]
) -> bytes:
    """A digest of the generator, of what the root declares, of the templates, the frames and the day."""
    total = hashlib.sha256(digest_of_generator())
    for folder in (*template_folders, *(root / name for name in DECLARATIONS)):
        add(total, contents(folder))
    for key, frame in sorted(frames.items(), key=lambda item: str(item[0])):
        add(total, (repr(key).encode(), repr(frame.order).encode(), *frame.pieces))
    add(total, [disclosure.as_of.isoformat().encode()])
    return total.digest()
