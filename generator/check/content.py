"""What lies in ``content/`` beside Markdown pages: pictures only, and no link out of the folder."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from generator.model import rules
from generator.model.addresses import OPEN_DATA
from generator.model.attachment import ATTACHMENTS
from generator.model.finding import Finding
from generator.model.record import Register, Source
from generator.model.wording import say

PAGE_SUFFIX = ".md"
GENERATED = (
    "index",
    "README",
    "404",
    "assets",
    "search",
    "manifest.json",
    "governance",
    ATTACHMENTS,
    OPEN_DATA,
)
"""What the generator puts at the top of a site, beside a folder for each type."""
PICTURE_SUFFIXES = frozenset({".png", ".jpg", ".jpeg", ".gif", ".webp"})


def check_content(root: Path, register: Register) -> Iterator[Finding]:
    """A finding for every file in ``content/`` that a website must not carry, or that stands in another page's place."""
    folder = root / "content"
    taken = _taken(register)
    for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
        if path.name.startswith(".") or (path.is_dir() and not path.is_symlink()):
            continue
        source = Source(path.relative_to(root).as_posix())
        if path.is_symlink():
            yield Finding(
                rules.LINK_IN_DATA,
                source,
                say("This is a link, not a file."),
                say("Put the file itself here."),
            )
        elif path.suffix.lower() not in PICTURE_SUFFIXES | {PAGE_SUFFIX}:
            yield Finding(
                rules.CONTENT_ASSET,
                source,
                say(
                    "A file of the kind '{suffix}' is not published from content/.",
                    suffix=path.suffix or path.name,
                ),
                say(
                    "Take it out, or save it as a picture: {kinds}.",
                    kinds=", ".join(sorted(PICTURE_SUFFIXES)),
                ),
            )
        elif _first_part(path.relative_to(folder), register.site.languages) in taken:
            yield Finding(
                rules.CONTENT_ADDRESS,
                source,
                say("The address of this file belongs to pages that are made from records."),
                say("Give it another name, such as about.md."),
            )


def _taken(register: Register) -> frozenset[str]:
    return frozenset({*register.types, *GENERATED})


def _first_part(path: PurePosixPath | Path, languages: tuple[str, ...]) -> str:
    """The first folder or the page's name, below the folder of its language."""
    parts = path.parts[1:] if len(path.parts) > 1 and path.parts[0] in languages else path.parts
    return parts[0].removesuffix(PAGE_SUFFIX)
