"""A built site against its manifest: every file is there, is the one that was built, and no other is."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from generator.model import rules
from generator.model.addresses import MANIFEST
from generator.model.finding import Finding
from generator.model.record import Source
from generator.model.rules import Rule
from generator.model.stop import CannotRun
from generator.model.wording import Phrase, say


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a build wrote down: the SHA-256 of each file by its address, the revision, the as-of day."""

    files: Mapping[str, str]
    revision: str
    as_of: date


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
    present = {
        path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*")) if not path.is_dir()
    }
    for address in sorted(manifest.files.keys() - present.keys()):
        yield _finding(rules.FILE_MISSING, address, say("The file is missing."))
    for address, path in present.items():
        if path.is_symlink():
            yield _finding(rules.FILE_CHANGED, address, say("The file is a link to another."))
        elif address in manifest.files:
            if hashlib.sha256(path.read_bytes()).hexdigest() != manifest.files[address]:
                yield _finding(rules.FILE_CHANGED, address, say("The file is not the one that was built."))
        elif address != MANIFEST:
            yield _finding(rules.FILE_UNLISTED, address, say("The manifest does not name this file."))


def _finding(rule: Rule, address: str, message: Phrase) -> Finding:
    return Finding(rule, Source(address), message, say("Build the site again, and serve that."))
