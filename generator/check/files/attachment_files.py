"""One file in ``data/attachments/``: its kind, its size, and that it does nothing when opened."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

from generator.model.files.attachment import ATTACHMENTS, SUFFIXES, AttachmentFile, Content
from generator.model.findings import rules
from generator.model.findings.finding import Finding
from generator.model.records.record import Source
from generator.model.text.wording import Phrase, say
from generator.read.text.placeholders import placeholder_finding

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
    if file.instead:
        yield placeholder_finding(source.path, *file.instead)
        return
    trouble = _no_file(file, largest) or _kind(file)
    if trouble:
        yield Finding(trouble[0], source, *trouble[1:])
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
