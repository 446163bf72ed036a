"""A built site against its manifest: every file is there, is the one that was built, and no other is.

The published manifest lies among what it vouches for, so whoever can change a page can change it as well. The whole one
beside the site, which only its server has, is asked first, and the published one is held against it.
"""

from __future__ import annotations

import hashlib
import json
import os
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from io import BufferedReader
from pathlib import Path
from typing import Any

from generator.model.files import modes

from generator.model.findings import rules
from generator.model.files.addresses import MANIFEST, SIGNATURE, own_manifest
from generator.model.findings.finding import Finding
from generator.model.records.record import Source
from generator.model.findings.rules import Rule
from generator.model.declared.severity import Severity
from generator.model.text.stop import CannotRun
from generator.model.text.wording import Phrase, say

UNNAMED = frozenset({MANIFEST, SIGNATURE})
"""What stands in a site and is not named by its manifest."""
SERVERS_OWN = frozenset({"held", "passing", "time_zone", "turns"})
"""What the whole manifest says and the published one does not."""
PUBLISHED = frozenset({"generator", "revision", "as_of", "taken_down", "files"})
_NOT_FOLLOWED = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
"""A link is not followed, and a pipe is not waited for."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a build wrote down: the SHA-256 of each file by its address, the revision, the as-of day."""

    files: Mapping[str, str]
    revision: str
    as_of: date
    published: Mapping[str, Any]
    """What the manifest among the files has to say."""


def manifest_of(tree: Path) -> Path:
    """The whole manifest, which a build puts beside the tree; where that is not to be had, the one in the tree."""
    whole = own_manifest(tree.resolve())  # what is served is a link
    return whole if whole.is_file() and os.access(whole, os.R_OK) else tree / MANIFEST


def is_whole(tree: Path) -> bool:
    """Whether a tree is what its manifest says: every file, no other, byte by byte."""
    return first_difference(tree) is None


def first_difference(tree: Path) -> str | None:
    """The address of a file that is missing, too many, or other than the manifest says; of the manifest if it is none."""
    try:
        found = check_manifest(tree, read_manifest(manifest_of(tree)))
        return next((finding.source.path for finding in found), None)
    except CannotRun:
        return MANIFEST


def read_manifest(path: Path) -> Manifest:
    """The manifest in a file. Stops with one sentence if it is none."""
    content = _content(path)
    try:
        files = {str(address): str(digest) for address, digest in content["files"].items()}
        held = {*content.get("held", ())}
        told = {address: digest for address, digest in files.items() if address not in held}
        published = {key: value for key, value in content.items() if key not in SERVERS_OWN}
        revision, as_of = str(content["revision"]), date.fromisoformat(content["as_of"])
        return Manifest(files, revision, as_of, {**published, "files": told})
    except (ValueError, KeyError, TypeError, AttributeError):
        raise _no_manifest(path) from None


def _content(path: Path) -> dict[str, Any]:
    try:
        content = json.loads(read_plain(path))
    except OSError:
        raise CannotRun(
            say("{path} cannot be read: there is no manifest of a built site.", path=str(path))
        ) from None
    except (ValueError, RecursionError):
        raise _no_manifest(path) from None
    if not isinstance(content, dict):
        raise _no_manifest(path)
    return content


def _no_manifest(path: Path) -> CannotRun:
    return CannotRun(say("{path} is not the manifest of a built site.", path=str(path)))


def check_manifest(folder: Path, manifest: Manifest) -> Iterator[Finding]:
    """A finding for each file that is missing, changed, no plain file, or not named by the manifest; for each folder that
    a build does not make; and for each mode that it does not give. Nothing but plain files is opened.
    """
    present = dict(_entries(folder))
    yield from _check_mode("./", folder.stat().st_mode)
    for address in sorted(manifest.files.keys() - present.keys()):
        yield _finding(rules.FILE_MISSING, address, say("The file is missing."))
    for address, mode in sorted(present.items()):
        if stat.S_ISLNK(mode):
            yield _finding(rules.FILE_CHANGED, address, say("The file is a link to another."))
        elif stat.S_ISDIR(mode):
            yield from _check_folder(folder, address, mode)
        elif not stat.S_ISREG(mode):
            yield _finding(rules.FILE_CHANGED, address, say("This is no plain file."))
        else:
            yield from _check_file(folder, address, mode, manifest)


def _check_folder(folder: Path, address: str, mode: int) -> Iterator[Finding]:
    try:
        with os.scandir(folder / address) as entries:
            is_empty = next(entries, None) is None
    except OSError:
        yield _finding(
            rules.FILE_CHANGED, address, say("The folder cannot be read, so nobody can tell what is in it.")
        )
        return
    if is_empty:
        yield _finding(
            rules.FILE_UNLISTED, address, say("The folder is empty: a build makes no such folder.")
        )
    yield from _check_mode(address, mode)


def _check_file(folder: Path, address: str, mode: int, manifest: Manifest) -> Iterator[Finding]:
    yield from _check_mode(address, mode)
    if address == MANIFEST:
        yield from _check_published(folder, manifest)
    elif address in manifest.files:
        digest = _digest(folder / address)
        if digest is None:
            message = say("The file cannot be read, so nobody can tell whether it is the one that was built.")
            yield _finding(rules.FILE_CHANGED, address, message)
        elif digest != manifest.files[address]:
            yield _finding(rules.FILE_CHANGED, address, say("The file is not the one that was built."))
    elif address not in UNNAMED:
        yield _finding(rules.FILE_UNLISTED, address, say("The manifest does not name this file."))


def _check_published(folder: Path, manifest: Manifest) -> Iterator[Finding]:
    """The published manifest says what the whole one says, and nothing else."""
    content = _content(folder / MANIFEST)
    other = sorted(
        key
        for key in content.keys() | manifest.published.keys()
        if content.get(key) != manifest.published.get(key)
    )
    unknown = sorted(content.keys() - PUBLISHED)
    if other or unknown:
        names = ", ".join(dict.fromkeys((*other, *unknown)))
        message = say("The manifest says something else than was built: {names}.", names=names)
        yield _finding(rules.FILE_CHANGED, MANIFEST, message)


def _check_mode(address: str, mode: int) -> Iterator[Finding]:
    if modes.is_more(mode):
        message = say(
            "Others may write to it, or it may run: its mode is {mode}, and a build gives {usual}.",
            mode=f"{stat.S_IMODE(mode):o}",
            usual=f"{modes.FOLDER if stat.S_ISDIR(mode) else modes.FILE:o}",
        )
        yield _finding(rules.FILE_MODE, address, message)


def not_asked(message: Phrase, hint: Phrase) -> Finding:
    """What a verification could not ask, said among what it found."""
    return Finding(rules.NOT_VERIFIED, Source(MANIFEST), message, hint, severity=Severity.WARNING)


def bad_signature(message: Phrase) -> Finding:
    """What is wrong with the signature; whoever knows signatures asks it."""
    hint = say("Get the site from where it is published, and ask its publisher which key signs it.")
    return Finding(rules.SIGNATURE, Source(SIGNATURE), message, hint)


def _entries(folder: Path) -> Iterator[tuple[str, int]]:
    """Everything below a folder by its address, and its mode; no link is followed."""
    for place, folders, names in os.walk(folder):
        above = "" if place == str(folder) else f"{Path(place).relative_to(folder).as_posix()}/"
        yield from ((above + name, os.lstat(f"{place}/{name}").st_mode) for name in (*names, *folders))


def _digest(path: Path) -> str | None:
    try:
        with _opened(path) as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return None


def read_plain(path: Path) -> bytes:
    """The bytes of a plain file; ``OSError`` for anything else, at once: a pipe is not waited for, a link not followed."""
    with _opened(path) as file:
        return file.read()


def _opened(path: Path) -> BufferedReader:
    handle = os.open(path, os.O_RDONLY | _NOT_FOLLOWED)
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise OSError(f"no plain file: {path}")
    return open(handle, "rb")  # noqa: PTH123 - it is open already


def _finding(rule: Rule, address: str, message: Phrase) -> Finding:
    return Finding(rule, Source(address), message, say("Build the site again, and serve that."))
