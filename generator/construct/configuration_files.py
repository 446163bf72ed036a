"""Which files a configuration consists of: mkdocs.yml, and what it says that it inherits from.

Asked by whoever reads it (the built-in frame), and by whoever wants to know whether a build follows from what it followed
from before.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from generator.model.text.stop import CannotRun
from generator.model.text.wording import say
from generator.read.table.raw import RawMapping, RawText
from generator.read.yaml.declarations import declaration_text
from generator.read.yaml.rows import read_document

INHERIT = "INHERIT"
MOST_INHERITED = 10


def configuration_files(path: Path) -> Iterator[Path]:
    """The file, then each that it inherits from, nearest first. Stops at one that cannot be read, or that never ends."""
    for _ in range(MOST_INHERITED + 1):
        yield path
        above = _inherited(path)
        if not above:
            return
        path = (path.parent / above).resolve()
    raise CannotRun(
        say("{path}: more than {n} files inherit from each other.", path=path.name, n=MOST_INHERITED)
    )


def _inherited(path: Path) -> str:
    """What a file names; nothing if it names nothing, or no text."""
    document, _ = read_document(declaration_text(path, path.name), path.name, tags=True)
    said = {key.text: value for key, value in document.entries} if isinstance(document, RawMapping) else {}
    above = said.get(INHERIT)
    return above.text if isinstance(above, RawText) else ""
