"""What stands in a file in the place of its content: both sides of a merge, a pointer that git keeps, the path of a link.

Each is text like any other to whoever opens the file, and would be published as it stands. Asked wherever bytes become
text: records, declarations, pages, attachments.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import PurePosixPath

from generator.model.files.attachment import Placeholder
from generator.model.findings import rules
from generator.model.findings.finding import Finding
from generator.model.records.record import Source
from generator.model.text.wording import Phrase, say
from generator.read.table.raw import LINE_END

POINTERS = (
    b"version https://git-lfs.github.com/spec/",
    b"version https://hawser.github.com/spec/",
    b"/annex/objects/",
    b"\0GITCRYPT\0",
)
"""How a file begins that stands in git for another: Git LFS, older and newer; git-annex; what git-crypt locked."""
_POINTERS = tuple(pointer.decode() for pointer in POINTERS)
_MARK = re.compile(r"[ \t]*[\"']?(?:<{7}|\|{7}|>{7})(?: |$)")
"""What git writes before, between and behind the two sides; in a value that goes over several lines it is indented."""
_MARKS = ("<<<<<<<", "|||||||", ">>>>>>>")
LARGEST_PLACEHOLDER = 4096
"""Bytes of a pointer or a path."""
_LEADS_ELSEWHERE = re.compile(r"(?:/|\.{1,2}/|[A-Za-z]:[\\/])[^\s,;|][^,;|\t\r\n]*")
_LEADS_BESIDE = re.compile(r"[^\s,;|:]+")
_SAID: Mapping[Placeholder, tuple[rules.Rule, Phrase, Phrase]] = {
    Placeholder.POINTER: (
        rules.POINTER_FILE,
        say("Only a pointer to the file stands here (Git LFS or the like), not the file itself."),
        say("Fetch the file from where it is kept ('git lfs pull'), and put a copy of it in its place."),
    ),
    Placeholder.LINK: (
        rules.LINK_IN_DATA,
        say("Only the path of another file stands here: this was a link."),
        say("Put a copy of the file itself in its place."),
    ),
    Placeholder.MERGE: (
        rules.MERGE_CONFLICT,
        say("Two versions of the text stand here: a merge was not finished."),
        say("Keep the version that is right, and take out the lines of <<<<<<<, ======= and >>>>>>>."),
    ),
}


def placeholder(text: str, path: str) -> Finding | None:
    """The finding for a file whose text is none of its own; ``path`` as staff see it."""
    found = placeholder_in(text, path)
    return placeholder_finding(path, *found) if found else None


def placeholder_of(data: bytes, path: str) -> Finding | None:
    """The same for a file that would be no text if it were itself: a workbook, a picture."""
    try:
        return placeholder(data.decode("utf-8"), path) if len(data) <= LARGEST_PLACEHOLDER else None
    except UnicodeDecodeError:
        return None


def placeholder_in(text: str, path: str) -> tuple[Placeholder, int | None] | None:
    """What the text stands for, and on which line (1-based) that shows, if not by all of it."""
    if text.startswith(_POINTERS):
        return Placeholder.POINTER, None
    if _is_path(text, PurePosixPath(path).suffix):
        return Placeholder.LINK, None
    if any(mark in text for mark in _MARKS):
        lines = enumerate(LINE_END.split(text), 1)
        return next(((Placeholder.MERGE, number) for number, line in lines if _MARK.match(line)), None)
    return None


def placeholder_finding(path: str, kind: Placeholder, line: int | None) -> Finding:
    """What is said of it."""
    rule, message, hint = _SAID[kind]
    return Finding(rule, Source(path, line, line and 1), message, hint)


def _is_path(text: str, suffix: str) -> bool:
    """Whether it is what git writes where a computer knows no links: a path, and not even the end of a line."""
    if len(text) > LARGEST_PLACEHOLDER:
        return False
    beside = _LEADS_BESIDE.fullmatch(text) is not None and text.endswith(suffix) and text != suffix
    return _LEADS_ELSEWHERE.fullmatch(text) is not None or (bool(suffix) and beside)
