"""One file in ``data/attachments/``: its name, its kind, its size, and that it does nothing when opened."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

from generator.model import rules
from generator.model.addresses import MAX_FILE_NAME_BYTES
from generator.model.attachment import ATTACHMENTS, SUFFIXES, AttachmentFile, Content
from generator.model.finding import Finding
from generator.model.record import Source
from generator.model.wording import Phrase, say

LONGEST_PATH = 400
"""Bytes of a path from ``data/attachments/`` on: Windows knows 260 characters for all of a path."""
_FORBIDDEN = frozenset('<>:"|?*\\%#;；`$\ufffd')
"""What Windows refuses, what has a meaning in addresses and shells, and what parts names in a cell."""
_DEVICES = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\.|$)", re.IGNORECASE)
"""Names that Windows keeps for devices, whatever suffix follows."""
_SERVED_OTHERWISE = re.compile(
    r"\.(?:php[0-9]?|phtml|phar|cgi|pl|py|rb|sh|aspx?|jspx?|s?html?|xhtml|xml|svg|js|mjs|exe|bat|cmd|com|lnk|scr)\.",
    re.IGNORECASE,
)
"""Ends before the last one by which some servers and programs go: ``report.php.pdf``."""
_SAID: Mapping[Content, Phrase] = {
    Content.PDF: say("a PDF document"),
    Content.DOCX: say("a Word document"),
    Content.XLSX: say("an Excel workbook"),
    Content.CSV: say("plain text"),
    Content.PNG: say("a PNG picture"),
    Content.JPEG: say("a JPEG picture"),
    Content.MARKUP: say("a web page or other markup"),
    Content.OLD_OFFICE: say("an Office file with a password or from before 2007"),
    Content.ARCHIVE: say("an archive"),
    Content.UNKNOWN: say("nothing that is known"),
}
_AS_NAMED = say("Save it from its own program in the format that its name says, or give it the right name.")
_ALLOWED = ", ".join(sorted(suffix.removeprefix(".") for suffix in SUFFIXES))


def folder_path(path: str) -> str:
    """How staff see the path of an attachment: from the root on."""
    return f"data/{ATTACHMENTS}/{path}"


def check_file(file: AttachmentFile, largest: int) -> Iterator[Finding]:
    """Findings for one file; ``largest`` in megabytes."""
    source = Source(folder_path(file.path))
    trouble = _no_file(file, largest) or _kind(file)
    if trouble:
        yield Finding(trouble[0], source, *trouble[1:])
    if problem := _name(file.path):
        yield Finding(rules.ATTACHMENT_NAME, source, *problem)
    if file.active:
        yield Finding(rules.ACTIVE_ATTACHMENT, source, *_active(file))


_Trouble = tuple[rules.Rule, Phrase, Phrase]


def _no_file(file: AttachmentFile, largest: int) -> _Trouble | None:
    """Why there is nothing to look into."""
    if file.content is Content.LINK:
        hint = say("Put a copy of the file itself in its place.")
        return rules.LINK_IN_DATA, say("This is a link to another file or folder."), hint
    if file.content is Content.SPECIAL:
        hint = say("Put a file in its place, or delete it.")
        return rules.ATTACHMENT_KIND, say("This is no plain file."), hint
    if file.content is Content.UNREADABLE:
        hint = say("See that it exists and that you may open it.")
        return rules.UNREADABLE_FILE, say("The file cannot be opened."), hint
    if file.content is Content.TOO_LARGE:
        return (
            rules.ATTACHMENT_TOO_LARGE,
            say("The file is larger than {limit} MB.", limit=largest),
            say(
                "Make its pictures smaller, or divide it; the limit is largest_attachment in data/site.yaml."
            ),
        )
    return None


def _kind(file: AttachmentFile) -> _Trouble | None:
    suffix = PurePosixPath(file.path).suffix
    named = SUFFIXES.get(suffix.lower())
    if named is None:
        message = say("A file of the kind '{suffix}' is not attached.", suffix=suffix or file.path)
        hint = say("Save it as one of these: {kinds}; or take it out.", kinds=_ALLOWED)
        return rules.ATTACHMENT_KIND, message, hint
    if file.content is Content.EMPTY:
        return rules.ATTACHMENT_KIND, say("The file is empty."), say("Copy it here once more, whole.")
    if file.content is not named:
        message = say(
            "The name ends in '{suffix}', but the file is {content}.",
            suffix=suffix,
            content=_SAID[file.content],
        )
        return rules.ATTACHMENT_KIND, message, _AS_NAMED
    return None


def _name(path: str) -> tuple[Phrase, Phrase] | None:
    """What is wrong with the path, its first trouble alone."""
    for part in path.split("/"):
        if odd := next((char for char in part if char in _FORBIDDEN or _is_unseen(char)), ""):
            message = say(
                "The name holds '{sign}', which not every computer or address takes.", sign=_visible(odd)
            )
            return message, say("Use letters, digits, Chinese characters, '-', '_', '.' and brackets.")
        if part != part.strip(" .") or _DEVICES.match(part):
            message = say("'{name}' cannot be a name on every computer.", name=part)
            return message, say(
                "Give it a name that does not begin or end in a space or full stop and is no device."
            )
        if _SERVED_OTHERWISE.search(part):
            message = say("'{name}' has two ends, and some servers go by the first.", name=part)
            return message, say("Leave only the last end, such as .pdf.")
        if len(part.encode("utf-8")) > MAX_FILE_NAME_BYTES:
            limit = MAX_FILE_NAME_BYTES
            return _long(limit)
    return _long(LONGEST_PATH) if len(path.encode("utf-8")) > LONGEST_PATH else None


def _long(limit: int) -> tuple[Phrase, Phrase]:
    message = say("The name is longer than {limit} bytes (a Chinese character counts three).", limit=limit)
    return message, say("Give it a shorter name.")


def _is_unseen(char: str) -> bool:
    """Control signs, signs without width, lost and unassigned ones, and every space but the usual."""
    return char != " " and unicodedata.category(char)[0] in "CZ"


def _visible(char: str) -> str:
    return f"U+{ord(char):04X}" if _is_unseen(char) or char == "\ufffd" else char


def _active(file: AttachmentFile) -> tuple[Phrase, Phrase]:
    if file.content is Content.CSV:
        return (
            say("A cell holds '{cell}', which a spreadsheet takes for a formula.", cell=file.active),
            say("Write the value in its place; for text, put an apostrophe (') in front."),
        )
    return (
        say("The file holds macros, controls or links to other files ({part}).", part=file.active),
        say("Save a copy without them, or save it as PDF."),
    )
