"""A built site against its manifest: every file is there, is the one that was built, and no other is."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from generator.model import rules
from generator.model.addresses import MANIFEST, SIGNATURE, own_manifest
from generator.model.finding import Finding
from generator.model.record import Source
from generator.model.rules import Rule
from generator.model.stop import CannotRun
from generator.model.wording import Phrase, say

UNNAMED = frozenset({MANIFEST, SIGNATURE})
"""What stands in a site and is not named by its manifest."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a build wrote down: the SHA-256 of each file by its address, the revision, the as-of day."""

    files: Mapping[str, str]
    revision: str
    as_of: date


def manifest_of(tree: Path) -> Path:
    """The whole manifest, which a build puts beside the tree; where that is not to be had, the one in the tree."""
    whole = own_manifest(tree.resolve())  # what is served is a link
    return whole if whole.is_file() else tree / MANIFEST


def is_whole(tree: Path) -> bool:
    """Whether a tree is what its manifest says: every file, no other, byte by byte."""
    return first_difference(tree) is None


def first_difference(tree: Path) -> str | None:
    """The address of a file that is missing, too many, or other than the manifest says; of the manifest if it is none."""
    try:
        found = check_manifest(tree, read_manifest(manifest_of(tree)))
    except CannotRun:
        return MANIFEST
    return next((finding.source.path for finding in found), None)


def read_manifest(path: Path) -> Manifest:
    """The manifest in a file. Stops with one sentence if it is none."""
    try:
        content = json.loads(path.read_bytes())
        files = {str(address): str(digest) for address, digest in content["files"].items()}
        return Manifest(files, str(content["revision"]), date.fromisoformat(content["as_of"]))
    except OSError:
        raise CannotRun(
            say("{path} cannot be read: there is no manifest of a built site.", path=str(path))
        ) from None
    except (ValueError, KeyError, TypeError, AttributeError):
        raise CannotRun(say("{path} is not the manifest of a built site.", path=str(path))) from None


def check_manifest(folder: Path, manifest: Manifest) -> Iterator[Finding]:
    """A finding for each file that is missing, changed, a link, or not named by the manifest."""
    present = {path.relative_to(folder).as_posix(): path for path in sorted(_files(folder))}
    for address in sorted(manifest.files.keys() - present.keys()):
        yield _finding(rules.FILE_MISSING, address, say("The file is missing."))
    for address, path in present.items():
        if path.is_symlink():
            yield _finding(rules.FILE_CHANGED, address, say("The file is a link to another."))
        elif address in manifest.files:
            if _digest(path) != manifest.files[address]:
                yield _finding(rules.FILE_CHANGED, address, say("The file is not the one that was built."))
        elif address not in UNNAMED:
            yield _finding(rules.FILE_UNLISTED, address, say("The manifest does not name this file."))


def _files(folder: Path) -> Iterator[Path]:
    """Every file of a tree, and every link: none belongs there."""
    for place, folders, names in os.walk(folder):
        links = (name for name in folders if (Path(place) / name).is_symlink())
        yield from (Path(place) / name for name in (*names, *links))


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _finding(rule: Rule, address: str, message: Phrase) -> Finding:
    return Finding(rule, Source(address), message, say("Build the site again, and serve that."))
