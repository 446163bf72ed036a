"""Whether a build would make what stands there already; told by digests, before anything is read, judged or made.

A build that did leaves a note in the cache folder of whoever ran it: one digest of all that it followed from, one of what
the file system says of the tree, and what it told. While both are the same, and the day is one of which that was so, the next
build says the same and ends. Whatever cannot be told (a link among the data, a plugin that may read anything) makes a
whole build. So does whoever asks for a clean one, compares with an earlier revision, or publishes a release: a release is
a folder that is not there yet, and what is live today is asked of the clock by whoever keeps releases.

The note holds no text of a record: what was found is kept as it was told, masked. It is JSON, it is read from a folder that
nobody else may write to, and it may be deleted at any time.
"""

from __future__ import annotations

import hashlib
import json
import os
import stat
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator.check.calendar.clock import day_where
from generator.check.report.told import Told
from generator.construct.as_digests import (
    CannotTell,
    Digests,
    digests_of,
    installed_libraries,
    sorted_entries,
)
from generator.model.declared.severity import Severity
from generator.model.files.addresses import own_manifest, own_tombstones
from generator.model.files.site_root import ALL_PARTS
from generator.model.files.working_folders import KeptFiles
from generator.model.records.record import Source
from generator.model.text.catalogue import LANGUAGES
from generator.model.text.wording import Phrase, as_plain, from_plain
from generator.read.cache.own_code import add, digest_of_generator
from generator.read.git.command import revision
from generator.website.build import tree
from generator.website.build.last_build import folder_beside

if TYPE_CHECKING:
    from generator.construct.construction import Outcome

_DAMAGED = (OSError, ValueError, KeyError, TypeError, AttributeError)


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked of a build: its root, whole, and the options that show in what is built."""

    root: Path
    site_dir: Path | None = None
    frame: str = ""
    masked: bool = False


@dataclass(frozen=True, slots=True)
class Said:
    """What a build tells whoever runs it."""

    as_of: date
    target: Path
    published: int
    refused: int
    withheld: tuple[tuple[str, int], ...]
    """Reasons, and how many records each."""
    errors: int
    warnings: int
    findings: Mapping[str, tuple[Told, ...]]
    """In each language of reports."""
    cautions: tuple[Phrase, ...] = ()
    """What is odd about the configuration."""

    @classmethod
    def by(cls, outcome: Outcome, cautions: Iterable[Phrase] = ()) -> Said:
        """What a build has to tell."""
        from generator.check.report.speaker import tell  # not loaded where it was told before

        verdict, disclosure = outcome.verdict, outcome.disclosure
        return cls(
            disclosure.as_of,
            outcome.target,
            disclosure.published,
            verdict.refused,
            tuple((item.reason, item.count) for item in disclosure.withheld),
            verdict.errors,
            verdict.warnings,
            {language: tuple(tell(verdict, language)) for language in LANGUAGES},
            tuple(cautions),
        )


class LastTime:
    """What is known of the last build that was asked for in the same way."""

    def __init__(self, asked: Asked) -> None:
        self._asked = asked
        self._kept = KeptFiles("unchanged")
        self._inputs: Digests | None = None

    def said(self, as_of: date | None) -> Said | None:
        """What it told, if everything is as it was then: this build would make and tell the same."""
        note = self._kept.get(self._name)
        with suppress(*_DAMAGED, CannotTell):
            content = json.loads(note) if note else None
            if content and self._holds(content, as_of):
                said = _said(content["said"])
                for target in (said.target, own_tombstones(said.target)):
                    tree.clear_leftovers(target)
                return said
        return None

    def _holds(self, content: Mapping[str, Any], as_of: date | None) -> bool:
        """The cheapest question first."""
        return bool(
            _is_of(day_where(as_of, content["time_zone"]), content)
            and content["tree"] == _stamp_of(Path(content["said"]["target"]))
            and content["inputs"] == self._follows_from(content["beside"])
        )

    def begin(self) -> None:
        """A build begins: it will be remembered by what stands under the root now, before it reads that."""
        with suppress(OSError, CannotTell):
            self._inputs = self._inputs or _inputs(self._asked.root)

    def keep(self, outcome: Outcome, said: Said) -> None:
        """Remember a build that has just ended, unless something changed meanwhile, or not all that it follows from is known."""
        before, beside = self._inputs, outcome.follows_from
        if before is None or beside is None or not self._kept.are_possible:
            return
        with suppress(OSError, CannotTell):
            if os.lstat(said.target).st_ino != outcome.inode:  # another build of it was faster
                return
            content = {
                "inputs": self._follows_from(list(map(str, beside)), outcome.revision),
                "tree": _stamp_of(said.target),
                "time_zone": outcome.disclosure.site.time_zone,
                "said": _plain(said),
                "beside": list(map(str, beside)),
            }
            if _inputs(self._asked.root, stamps_alone=True).stamps == before.stamps:
                self._kept.put(self._name, json.dumps(content).encode())

    @property
    def _name(self) -> str:
        asked = self._asked
        options = (str(asked.root), str(asked.site_dir or ""), asked.frame, str(asked.masked))
        total = hashlib.sha256()
        add(total, (os.fsencode(option) for option in options))
        return total.hexdigest()

    def _follows_from(self, beside: Iterable[str], made_from: str | None = None) -> str:
        """One digest of all: the code that runs, the libraries, the revision, the root, and files ``beside`` it."""
        self._inputs = self._inputs or _inputs(self._asked.root)
        total = hashlib.sha256(digest_of_generator())
        add(total, installed_libraries())
        commit = revision(self._asked.root) if made_from is None else made_from
        add(total, [commit.encode(), self._inputs.content.encode()])
        for place in beside:
            add(total, [os.fsencode(place), digests_of(Path(place)).content.encode()])
        return total.hexdigest()


def _is_of(day: date, content: Mapping[str, Any]) -> bool:
    """Whether what was built is the site of that day too: this alone decides it. Until a build knows between which days it
    comes out the same, of its own day only.
    """
    return bool(content["said"]["as_of"] == day.isoformat())


def _inputs(root: Path, *, stamps_alone: bool = False) -> Digests:
    content, stamps = hashlib.sha256(), hashlib.sha256()
    for place in ALL_PARTS:
        read = digests_of(root / place, stamps_alone=stamps_alone)
        add(content, [read.content.encode()])
        add(stamps, [read.stamps.encode()])
    return Digests(content.hexdigest(), stamps.hexdigest())


def _stamp_of(target: Path) -> str:
    """What the file system says of a tree and of all that a build leaves beside it: whoever touched one of these files, put
    one there or took one away shows in it.
    """
    total = hashlib.sha256()
    tombstones = own_tombstones(target)
    for place in (
        target, own_manifest(target), tombstones, folder_beside(target), folder_beside(tombstones)
    ):  # fmt: skip
        add(total, _stamps(str(place)))
    return total.hexdigest()


def _stamps(place: str) -> Iterator[bytes]:
    try:
        found = os.lstat(place)
    except FileNotFoundError:
        return
    yield _stamp("", found)
    if stat.S_ISDIR(found.st_mode):
        waiting = [place]
        while waiting:
            folder = waiting.pop()
            for entry in sorted_entries(folder):
                found = entry.stat(follow_symlinks=False)
                yield _stamp(entry.name, found)
                if stat.S_ISDIR(found.st_mode):
                    waiting.append(entry.path)


def _stamp(name: str, found: os.stat_result) -> bytes:
    """The time of a change of the inode too: a time of modification can be set back."""
    told = f"{found.st_ino} {found.st_size} {found.st_mode} {found.st_mtime_ns} {found.st_ctime_ns} "
    return told.encode() + os.fsencode(name)


def _plain(said: Said) -> dict[str, Any]:
    return {
        "as_of": said.as_of.isoformat(),
        "target": str(said.target),
        "published": said.published,
        "refused": said.refused,
        "withheld": said.withheld,
        "errors": said.errors,
        "warnings": said.warnings,
        "findings": {language: list(map(asdict, told)) for language, told in said.findings.items()},
        "cautions": [as_plain(phrase) for phrase in said.cautions],
    }


def _said(content: Mapping[str, Any]) -> Said:
    return Said(
        date.fromisoformat(content["as_of"]),
        Path(content["target"]),
        content["published"],
        content["refused"],
        tuple((reason, count) for reason, count in content["withheld"]),
        content["errors"],
        content["warnings"],
        {language: tuple(_told(found) for found in content["findings"][language]) for language in LANGUAGES},
        tuple(map(from_plain, content["cautions"])),
    )


def _told(content: Mapping[str, Any]) -> Told:
    severity, source = Severity(content["severity"]), Source(**content["source"])
    return Told(**{**content, "severity": severity, "source": source})
