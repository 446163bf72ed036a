"""Attachments: what records name is there and within its folder, and what is there may be published and is named."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import PurePosixPath

from generator.check.files.attachment_files import check_file, folder_path
from generator.check.values.messages import shown
from generator.model.declared.severity import Severity
from generator.model.files.attachment import SUFFIXES, AttachmentFile
from generator.model.findings import rules
from generator.model.findings.finding import Finding
from generator.model.records.attaching import Naming, attachment_fields, attachments_named
from generator.model.records.record import Record, Register, Source
from generator.model.text.nearest import NEAREST, Nearest
from generator.model.text.wording import Phrase, say

_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_NAME = re.compile(
    rf"(.+?(?:{'|'.join(map(re.escape, SUFFIXES))}))(?:\s*(?:[、，,/&+＋;；|]|以及|和|及|与|and)\s*|\s+|$)",
    re.IGNORECASE | re.DOTALL,
)
"""A name as it ends where another one begins, whatever parts the two."""
_LONGEST_CELL = 2000
_ABSOLUTE = re.compile(r"/|[a-z]:", re.IGNORECASE)


class _Files:
    """What lies in the folder, by path, and what a path that leads nowhere most probably means."""

    def __init__(self, files: Iterable[AttachmentFile]) -> None:
        self.paths = frozenset(file.path for file in files)
        self._near = Nearest(sorted(self.paths), NEAREST)

    @cached_property
    def _by_name(self) -> Mapping[str, list[str]]:
        by_name: dict[str, list[str]] = {}
        for path in sorted(self.paths):
            by_name.setdefault(PurePosixPath(path).name, []).append(path)
        return by_name

    def meant(self, path: str) -> str:
        """Itself typed otherwise, the one of that name elsewhere, or one much like it; else nothing."""
        straight = _straight(path)
        if straight in self.paths:
            return straight
        same = self._by_name.get(PurePosixPath(straight).name, [])
        return same[0] if len(same) == 1 else self._near.to(straight) or ""

    def names_in(self, path: str) -> list[str]:
        """The names that a value holds, if it is several of which one at least is there."""
        names = _NAME.findall(path) if len(path) <= _LONGEST_CELL else []
        are_several = len(names) > 1 and _NAME.sub("", path) == ""
        return names if are_several and not self.paths.isdisjoint(map(_straight, names)) else []


def check_attachments(register: Register, *, complete: bool = True) -> Iterator[Finding]:
    """Findings for every value that names an attachment, and for every file in ``data/attachments/``.

    Unless the records could be read ``complete``-ly, no file is called unused.
    """
    files = _Files(register.attachments)
    used: set[str] = set()
    for type in register.types.values():
        fields = attachment_fields(type)
        for record in register.records[type.name] if fields else ():
            for naming in attachments_named(fields, record):
                if naming.path not in files.paths and (names := files.names_in(naming.path)):
                    used.update(map(_straight, names))
                    yield _several(naming, record, names)
                    continue
                meant = naming.path if naming.path in files.paths else files.meant(naming.path)
                used.add(meant)
                if meant != naming.path:
                    yield _not_there(naming, record, meant)
    for file in register.attachments:
        yield from check_file(file, register.site.largest_attachment)
        if complete and file.path not in used:
            yield _unused(file)


def _straight(path: str) -> str:
    """The path as it would stand below the folder, however it was typed."""
    return path.replace("\\", "/").removeprefix("./").removeprefix(folder_path(""))


def _not_there(naming: Naming, record: Record, meant: str) -> Finding:
    rule, message, hint = _misnamed(naming.path) or (
        rules.MISSING_ATTACHMENT,
        say("There is no file '{path}' in data/attachments/.", path=shown(naming.path)),
        say("Put the file there, or take its name out of the record."),
    )
    source, field = naming.row.source_of(naming.field.name), naming.field.name
    near = say("Did you mean '{id}'?", id=meant)
    return Finding(rule, source, message, near if meant else hint, record.id, field)


def _several(naming: Naming, record: Record, names: Sequence[str]) -> Finding:
    source, field = naming.row.source_of(naming.field.name), naming.field
    parted = say(
        "Put a semicolon between the names: '{names}'; in YAML each stands on a line of its own, behind '- '.",
        names=shown("; ".join(names)),
    )
    return Finding(
        rules.MISSING_ATTACHMENT,
        source,
        say("'{path}' is several names: they are read as the name of one file.", path=shown(naming.path)),
        parted
        if field.type == "array"
        else say("This field takes one file: name each of the others in a field that takes several."),
        record.id,
        field.name,
    )


def _misnamed(path: str) -> tuple[rules.Rule, Phrase, Phrase] | None:
    """What is wrong with a path that cannot lead to an attachment wherever files are."""
    if _ELSEWHERE.match(path):
        return (
            rules.ATTACHMENT_PATH,
            say("'{path}' is an address, not a file of this folder.", path=shown(path)),
            say(
                "Put the file into data/attachments/ and write its name; a link belongs into a field for links."
            ),
        )
    cure = say("Put the file into data/attachments/ and write its path from there on, like 2026/办法.pdf.")
    straight = _straight(path)
    if _ABSOLUTE.match(straight) or not {"", ".", ".."}.isdisjoint(straight.split("/")):
        message = say("'{path}' leads out of data/attachments/.", path=shown(path))
        return rules.ATTACHMENT_PATH, message, cure
    if straight != path:
        message = say("'{path}' is not the path from data/attachments/ on.", path=shown(path))
        return rules.ATTACHMENT_PATH, message, cure
    return None


def _unused(file: AttachmentFile) -> Finding:
    return Finding(
        rules.UNUSED_ATTACHMENT,
        Source(folder_path(file.path)),
        say("No record names this file, so it is not published."),
        say("Name it in its record, or delete it."),
        severity=Severity.WARNING,
    )
