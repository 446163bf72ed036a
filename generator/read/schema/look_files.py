"""``data/look/`` → the files that a site's look is made of, and what is wrong with them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from generator.model.declared.colours import fit_accent, fit_main
from generator.model.declared.look import LOOK, LOOK_FOLDER, Look
from generator.model.declared.severity import Severity
from generator.model.findings import rules
from generator.model.findings.finding import Finding
from generator.model.records.record import Source
from generator.model.text.wording import Phrase, say
from generator.read.files.file_bytes import read_bytes
from generator.read.files.folders import printable, visible_entries
from generator.read.schema.place import Place

LARGEST_PICTURE, LARGEST_SHEET = 300_000, 100_000
"""Bytes: every page of the site asks for them."""
MEGABYTES = 1
"""As much of a file is read."""
_KINDS = {".png": b"\x89PNG\r\n\x1a\n", ".jpg": b"\xff\xd8\xff", ".jpeg": b"\xff\xd8\xff", ".webp": b"RIFF"}
_FETCHES = re.compile(
    r"(?i)@import|@charset|@namespace|@font-face|url|src\s*\(|image\s*\(|image-set|expression|[\\<]"
)
"""What could ask for something from elsewhere, and the signs that could hide that (escapes, tags)."""


def refuse_unreadable(look: Look, place: Place) -> None:
    """Stops at a colour that could not be read; the sentence says the nearest that can."""
    for key, colour, nearest in (("main", look.main, fit_main), ("accent", look.accent, fit_accent)):
        if colour and (fit := nearest(colour.lower())) != colour.lower():
            raise place.at(key).refusal(
                say("{path}: {where}: text in '{colour}', or on it, could not be read (WCAG 2.2, 1.4.3: a contrast of 4.5). "
                    "The nearest colour that passes: '{fit}'.", colour=colour, fit=fit)
            )  # fmt: skip


def with_files(root: Path, look: Look) -> tuple[Look, tuple[Finding, ...]]:
    """The look with what lies in ``data/look/`` and is fit for the public, and what is wrong with the rest. No link is
    followed.
    """
    folder = root / LOOK_FOLDER
    wanted = {name for name in (look.logo, look.stylesheet) if name}
    entries = (
        {entry.name: entry for entry in visible_entries(folder)}
        if folder.is_dir() and not folder.is_symlink()
        else {}
    )
    found: list[tuple[str, bytes]] = []
    findings: list[Finding] = []
    for name in sorted(wanted - entries.keys()):
        message = say("{key} names '{name}', which is not in data/look/.", key=LOOK, name=name)
        findings.append(_finding("data/site.yaml", message, say("Put the file there, or take its name out.")))
    for name, entry in sorted(entries.items()):
        path = f"{LOOK_FOLDER}/{printable(name)}"
        if name not in wanted:
            findings.append(
                _finding(
                    path,
                    say("Nothing of the site's look names this file, so it is not published."),
                    say("Name it under 'look' in data/site.yaml, or take it out."),
                    Severity.WARNING,
                )
            )
        elif not entry.is_file(follow_symlinks=False):
            findings.append(_finding(path, say("This is no file."), say("Put the file itself here.")))
        else:
            data = read_bytes(root, f"{LOOK_FOLDER}/{name}", MEGABYTES)
            wrong = [data] if isinstance(data, Finding) else list(_wrong(path, name, data))
            findings += wrong
            if not wrong and isinstance(data, bytes):
                found.append((name, data))
    return replace(look, files=tuple(found)), tuple(findings)


def _wrong(path: str, name: str, data: bytes) -> Iterator[Finding]:
    suffix = Path(name).suffix.lower()
    largest = LARGEST_PICTURE if suffix in _KINDS else LARGEST_SHEET
    if len(data) > largest:
        yield _finding(
            path,
            say("The file has {n} kB; every page asks for it.", n=len(data) // 1000),
            say("Make it smaller: at most {n} kB.", n=largest // 1000),
        )
    elif suffix in _KINDS:
        if not data.startswith(_KINDS[suffix]) or (suffix == ".webp" and data[8:12] != b"WEBP"):
            yield _finding(
                path,
                say("What is in the file is no picture of the kind {kind}.", kind=suffix),
                say("Save the picture anew as PNG, JPEG or WebP."),
            )
    else:
        yield from _wrong_styles(path, data)


def _wrong_styles(path: str, data: bytes) -> Iterator[Finding]:
    try:
        text = data.decode("utf-8")  # as browsers read it: what other readers guess is not what is published
    except UnicodeDecodeError:
        yield _finding(path, say("The style sheet is no text."), say("Save it as UTF-8."))
        return
    for number, line in enumerate(text.splitlines(), 1):
        if found := _FETCHES.search(line):
            yield Finding(
                rules.LOOK_FILE,
                Source(path, number, found.start() + 1),
                say("'{text}' could ask for something from elsewhere, which no page of the site does.", text=found.group()),
                say("Take the line out; a picture can only be the logo."),
            )  # fmt: skip


def _finding(path: str, message: Phrase, hint: Phrase, severity: Severity = Severity.ERROR) -> Finding:
    return Finding(rules.LOOK_FILE, Source(path), message, hint, severity=severity)
