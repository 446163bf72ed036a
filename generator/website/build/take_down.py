"""A take-down without a build: what a build left ready takes the place of what has to go.

Each build leaves beside its tree (``model/files/addresses.py``: own_manifest, own_tombstones) until when each file that does not
last may stand, and the page that is to stand there then. So nothing is read here that anybody could have pushed since, and
nothing has to be made: each file is replaced by one rename within its file system, which needs no room on a full disk. A
file is never opened for writing: other trees hold links to it.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from generator.model.files import modes
from generator.model.files.addresses import MANIFEST, SIGNATURE, own_manifest, own_tombstones
from generator.model.text.stop import CannotRun
from generator.model.text.wording import say
from generator.website.build.tree import as_json, replace_whole

TAKEN_DOWN = "taken_down"
"""In manifests: the day for which that was done."""


def take_down(tree: Path, today: date) -> tuple[str, ...]:
    """Take away whatever may not stand on ``today`` any more, and mark the manifests. Returns the addresses.

    Every file is dealt with before the manifests are written. Raises the first ``OSError``: of a file that could not be
    taken away, or of a manifest that could not be written. A signature that no longer fits is removed. Stops if there is
    no manifest beside the tree, so that nobody can tell what has to go.
    """
    manifest, troubles = _read(tree), list[OSError]()
    if "files" not in manifest:
        raise CannotRun(
            say(
                "{path} is not there: it says which files have to go, and when.", path=str(own_manifest(tree))
            )
        )
    due = tuple(_due(manifest, today))
    for address in due:
        try:
            _put(tree / address, own_tombstones(tree) / address, manifest["passing"][address]["tombstone"])
            _tidy(tree, tree / address)
        except OSError as trouble:
            troubles.append(trouble)
    if troubles:
        raise troubles[0]
    if due:
        _mark(tree, manifest, due, today)
    return due


def still_shown(tree: Path, today: date) -> tuple[str, ...]:
    """The addresses of what stands in the tree although it may not any more."""
    manifest = _read(tree)
    return tuple(
        address
        for address in _due(manifest, today)
        if _digest(tree / address) not in ("", manifest["passing"][address]["tombstone"])
    )


def goes_next(tree: Path) -> date | None:
    """The first day on which something of the tree must be gone; ``None`` if all of it lasts."""
    days = (entry["last_day"] for entry in _read(tree)["passing"].values())
    last = min(days, default=None)
    return date.fromisoformat(last) + timedelta(days=1) if last else None


def may_turn(tree: Path, today: date) -> bool:
    """Whether anything that the site says is not so any more on ``today``, or nothing beside the tree says that all is."""
    day = _read(tree).get("turns")
    return day is None or (day != "" and date.fromisoformat(day) <= today)


def turns_next(tree: Path) -> date | None:
    """The next day on which anything that the site says is not so any more, but for which day it is of; ``None`` if there is
    none, or nothing beside the tree says so.
    """
    day = _read(tree).get("turns", "")
    return date.fromisoformat(day) if day else None


def time_zone(tree: Path) -> str:
    """Where the site is, whose days count; empty if nothing beside the tree says so."""
    return str(_read(tree).get("time_zone", ""))


def _read(tree: Path) -> dict[str, Any]:
    """The whole manifest. Where there is none, everything in the tree lasts."""
    try:
        found: dict[str, Any] = json.loads(own_manifest(tree).read_bytes())
    except FileNotFoundError:
        found = {}
    return {"passing": {}, **found}


def _due(manifest: dict[str, Any], today: date) -> Iterator[str]:
    for address, entry in manifest["passing"].items():
        if date.fromisoformat(entry["last_day"]) < today:
            yield address


def _put(path: Path, ready: Path, tombstone: str) -> None:
    """The tombstone in the file's place; where it is not to be had, nothing in its place."""
    if tombstone and _digest(path) == tombstone:
        return  # done before, when the manifests could not be written
    try:
        with suppress(OSError):
            os.utime(
                ready
            )  # made with the page it replaces: servers tell a browser by the time whether it has the newest
        ready.replace(path)
    except OSError:  # it is not there, or this cannot be done
        path.unlink(missing_ok=True)


def _tidy(tree: Path, path: Path) -> None:
    """A folder in which nothing is left goes too: a build would not make it."""
    for folder in path.parents:
        if folder == tree or (folder.is_dir() and any(folder.iterdir())):
            return
        with suppress(FileNotFoundError):
            folder.rmdir()


def _digest(path: Path) -> str:
    """The SHA-256 of a file; empty if there is none."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except FileNotFoundError:
        return ""


def _mark(tree: Path, manifest: dict[str, Any], due: tuple[str, ...], today: date) -> None:
    """Let both manifests say what stands there now: the published one first, since a second try goes by the other."""
    files, passing = dict(manifest["files"]), dict(manifest["passing"])
    for address in due:
        del passing[address]
        if _digest(tree / address):
            files[address] = _digest(tree / address)
        else:
            files.pop(address, None)
    held = [address for address in manifest["held"] if address not in due]
    mark = {TAKEN_DOWN: today.isoformat()}
    published = {address: digest for address, digest in files.items() if address not in held}
    public = json.loads((tree / MANIFEST).read_bytes())
    about = {key: value for key, value in public.items() if key != "files"}
    replace_whole(tree / MANIFEST, as_json({**about, **mark, "files": published}), tree.parent)
    (tree / SIGNATURE).unlink(missing_ok=True)
    whole = {**manifest, **mark, "files": files, "held": held, "passing": passing}
    replace_whole(own_manifest(tree), as_json(whole), tree.parent, modes.PRIVATE_FILE)
