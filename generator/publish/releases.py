"""Releases on disk, one beside the other.

Beside the symbolic link ``site`` that is served stands the folder ``site.releases``::

    site -> site.releases/20261124T081537Z-36fd6c0aaaaa/site
    site.releases/.building/<revision>/      a build under way, or what a killed one left
    site.releases/.staged/<revision>/        whole and on disk, not yet live
    site.releases/<time>-<revision>/site/    was or is live
    site.releases/<time>-<revision>/note.json   what only the server knows of it

A folder comes into the next place by one rename, so each holds what its place promises.
"""

from __future__ import annotations

import json
import os
import shutil
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from generator.model.files.modes import FOLDER, PRIVATE_FOLDER
from generator.model.text.hashes import short_revision
from generator.publish.settings import sync_folder, write_json
from generator.website.build.take_down import goes_next

TREE, NOTE = "site", "note.json"
BUILDING, STAGED = ".building", ".staged"
TIME = "%Y%m%dT%H%M%SZ"
CALLS_AT_ONCE = 16
LEAST_ROOM = 1_000_000
"""Bytes: a disk with fewer is as good as full."""
LONGEST_STAGED = 3600
"""Seconds after which a staged release is no longer waited for: its push was refused or killed."""


@dataclass(frozen=True, slots=True)
class Note:
    """What the server keeps about a release and does not serve."""

    revision: str
    policy: str
    as_of: str
    time_zone: str
    expires: str = ""
    """The first day on which it shows what must be gone; empty if all of it lasts."""
    taken_down: str = ""
    """The day for which what had to go was taken away without a build; empty for what was built."""


@dataclass(frozen=True, slots=True)
class Release:
    """A whole tree on disk with its note."""

    folder: Path
    note: Note

    @property
    def name(self) -> str:
        return self.folder.name

    @property
    def tree(self) -> Path:
        return self.folder / TREE


def home(live: Path) -> Path:
    """The folder of all releases: beside the link, so on the same file system, and not served."""
    return live.with_name(f"{live.name}.releases")


def releases(live: Path) -> tuple[Release, ...]:
    """All that were live, newest first."""
    found = (_release(folder) for folder in sorted(_kept(live), reverse=True))
    return tuple(release for release in found if release)


def _release(folder: Path) -> Release | None:
    try:
        return Release(folder, Note(**json.loads((folder / NOTE).read_text(encoding="utf-8"))))
    except (OSError, ValueError, TypeError):
        return None


def live_release(live: Path) -> Release | None:
    """The one that is served; nothing before the first."""
    return _release(live.resolve().parent) if live.is_symlink() else None


def staged_release(live: Path, revision: str) -> Release | None:
    """The one that waits for its push to be accepted."""
    return _release(home(live) / STAGED / revision)


def holds_expired(release: Release, today: date) -> bool:
    """Whether a release shows what must be gone."""
    return bool(release.note.expires) and date.fromisoformat(release.note.expires) <= today


def expires(tree: Path) -> str:
    """What a note says of a tree: the first day on which it shows what must be gone; empty if all of it lasts."""
    day = goes_next(tree)
    return day.isoformat() if day else ""


def begin(live: Path, revision: str) -> Path:
    """A fresh folder to build a tree in. Only the holder of the lock may call this."""
    folder = home(live) / BUILDING / revision
    discard(folder)
    _private(folder.parent)
    folder.mkdir(mode=FOLDER)
    return folder / TREE


def _private(folder: Path) -> None:
    """What is not live yet, or never will be, is for nobody else."""
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(PRIVATE_FOLDER)


def copy(live: Path, release: Release) -> Release:
    """A release of the same files, as links to them, in a fresh folder to work in. For the holder of the lock.

    Raises ``OSError`` where there is no room for its folders, or no links.
    """
    folder = begin(live, release.note.revision).parent
    for path, _, names in os.walk(release.folder):
        there = folder / Path(path).relative_to(release.folder)
        there.mkdir(exist_ok=True)
        shutil.copymode(path, there)
        for name in names:
            os.link(f"{path}/{name}", there / name)
    return Release(folder, release.note)


def abandon(live: Path, revision: str) -> None:
    """Delete what a build that did not end well left of its tree; one that was staged is here no more."""
    discard(home(live) / BUILDING / revision)


def stage(live: Path, revision: str, note: Note) -> Release:
    """Force a built tree to disk, then let it wait for its push."""
    built, waiting = home(live) / BUILDING / revision, home(live) / STAGED / revision
    write_json(built / NOTE, asdict(note))
    force_to_disk(built)
    discard(waiting)
    _private(waiting.parent)
    built.replace(waiting)
    sync_folder(waiting.parent)
    return Release(waiting, note)


def force_to_disk(folder: Path) -> None:
    """Everything in a folder is on disk when this returns; what the disk could not take raises ``OSError``.

    Links to files of an earlier release were forced to disk with that. Many calls at once let the file system
    put them into one write of its journal: on ext4 that was twenty times as fast as one after the other.
    """
    with ThreadPoolExecutor(CALLS_AT_ONCE) as pool:
        for _ in pool.map(_sync_new_file, _files(folder)):
            pass
    for path, _, _ in os.walk(folder):
        sync_folder(Path(path))


def _files(folder: Path) -> Iterator[Path]:
    return (Path(path) / name for path, _, names in os.walk(folder) for name in names)


def _sync_new_file(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        if os.fstat(handle).st_nlink == 1:
            os.fsync(handle)
    finally:
        os.close(handle)


def switch(live: Path, release: Release) -> Release:
    """Let a staged release be what is served. The link is replaced by one rename: no moment is without a site."""
    folder = home(live) / _free_name(live, release.note.revision)
    release.folder.replace(folder)
    sync_folder(folder.parent)
    point(live, folder / TREE)
    return Release(folder, release.note)


def _free_name(live: Path, revision: str) -> str:
    """The time and the revision; a second after the newest at least, so that names sort as they were made."""
    newest = max((folder.name for folder in _kept(live)), default="")
    moment = datetime.now(UTC).replace(microsecond=0)
    if newest:
        last = datetime.strptime(newest.partition("-")[0], TIME).replace(tzinfo=UTC)
        moment = max(moment, last + timedelta(seconds=1))
    return f"{moment:{TIME}}-{short_revision(revision)}"


def _kept(live: Path) -> Iterator[Path]:
    return home(live).glob("[0-9]*Z-*")


def point(live: Path, tree: Path) -> None:
    """Make the link lead to a tree."""
    aside = live.with_name(f".{live.name}.next")
    aside.unlink(missing_ok=True)
    aside.symlink_to(tree.relative_to(live.parent))
    aside.replace(live)
    sync_folder(live.parent)


def clear_leftovers(live: Path) -> None:
    """Delete what killed builds, refused pushes and killed deletions left. Only the holder of the lock may."""
    for folder in _folders(home(live) / BUILDING):
        shutil.rmtree(folder, ignore_errors=True)
    for folder in _folders(home(live) / STAGED):
        if time.time() - folder.stat().st_mtime > LONGEST_STAGED:
            discard(folder)


def is_full(live: Path) -> bool:
    """Whether the disk of the releases has no room for another."""
    return shutil.disk_usage(live.parent).free < LEAST_ROOM


def _folders(folder: Path) -> Iterator[Path]:
    return folder.iterdir() if folder.is_dir() else iter(())


def discard(folder: Path) -> None:
    """Delete a folder; first out of sight, so that a half-deleted one is never taken for a whole."""
    if folder.exists():
        grave = folder.parents[1] if folder.parent.name in (BUILDING, STAGED) else folder.parent
        gone = grave / BUILDING / f"gone-{folder.name}-{os.getpid()}"
        try:
            gone.parent.mkdir(exist_ok=True)
            folder.replace(gone)
        except OSError:  # on a full disk it cannot be moved; it can be deleted
            gone = folder
        shutil.rmtree(gone, ignore_errors=True)


def prune(live: Path, keep: int, today: date) -> tuple[str, ...]:
    """Delete all but the newest, each that shows what must be gone, and each that only stood in for a build.

    Never the live one. Returns names.
    """
    served = live_release(live)
    others = [release for release in releases(live) if not served or release.folder != served.folder]
    gone = [
        release
        for place, release in enumerate(others)
        if place >= keep or holds_expired(release, today) or release.note.taken_down
    ]
    for release in gone:
        discard(release.folder)
    return tuple(release.name for release in gone)
