"""The built tree on disk: a fresh folder beside the old one, files linked or written, then one swap.

No file of an old tree is ever opened for writing. A file whose bytes did not change becomes a hard
link to the old one; a server that reads the old tree keeps what it has open.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import re
import shutil
import stat
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from generator import __version__
from generator.model.files import modes
from generator.model.files.addresses import MANIFEST, Grant, PageGrant, own_manifest, own_tombstones
from generator.model.files.working_folders import fresh_folder, left_behind
from generator.model.text.stop import CannotRun
from generator.model.text.wording import say

NO_JEKYLL = ".nojekyll"
"""Tells GitHub Pages to serve the files as they are."""
NEW, OLD, ASIDE = ".new", ".old", "site"
"""Suffixes of the working folders beside a target, and the old tree's name in the second."""


_PIECES_AT_ONCE = 1000
_FRESH = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC


def refuse_foreign(target: Path) -> None:
    """Stop unless the target is absent, empty, or a tree of ours: a build replaces all of it."""
    if target.is_dir() and (not any(target.iterdir()) or (target / MANIFEST).is_file()):
        return
    if target.exists() or target.is_symlink():
        raise CannotRun(
            say(
                "{path} holds something that is not a site of ours, and a build would replace it. Choose another --site-dir.",
                path=str(target),
            )
        )


def fresh_beside(target: Path) -> Path:
    """A new, empty folder on the same file system as the target, for the tree to grow in: nobody else's until it is whole."""
    target.parent.mkdir(parents=True, exist_ok=True)
    return fresh_folder(target.parent, target.name, NEW)


def clear_leftovers(target: Path) -> None:
    """Tidy up after builds that were killed: give back an old tree that was moved aside, delete the rest."""
    suffixes = f"{re.escape(NEW)}|{re.escape(OLD)}"
    for path in left_behind(target.parent, re.escape(target.name), suffixes):
        if (path / ASIDE).is_dir() and not target.exists():
            (path / ASIDE).replace(target)
        shutil.rmtree(path, ignore_errors=True)


class Written(NamedTuple):
    """A file of the new tree: its address, its bytes counted, and their SHA-256 in hexadecimal."""

    address: str
    size: int
    digest: str


def write_files(
    files: Iterable[tuple[str, bytes]], new: Path, old: Path, grant: Grant | PageGrant
) -> list[Written]:
    """Put each file into the new tree, as a link to the old tree's where the bytes are the same.

    An address that the grant does not give is a programming error (:class:`ValueError`): what people write may stand there.
    """
    new_root, old_root = f"{new}/", f"{old}/"
    return [_write(address, content, new_root, old_root, grant) for address, content in files]


def _write(address: str, content: bytes, new: str, old: str, grant: Grant | PageGrant) -> Written:
    if not grant.gives(address):
        raise ValueError(f"not an address of the website: {address!r}")
    path, before = new + address, _found(old + address)
    if not (before and _holds(old + address, before, content) and linked(old + address, path)):
        _create(path, content)
        if before:
            _be_later(path, before)
    return Written(address, len(content), hashlib.sha256(content).hexdigest())


def _create(path: str, content: bytes) -> None:
    try:
        file = os.open(path, _FRESH, modes.FILE)
    except FileNotFoundError:  # the first file of its folder
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        file = os.open(path, _FRESH, modes.FILE)
    with open(file, "wb", buffering=0) as written:  # noqa: PTH123 - a path object costs more than the file
        left = memoryview(content)
        while left:
            left = left[written.write(left) :]


def _be_later(path: str, before: os.stat_result) -> None:
    """A file that is another one than before at its address says so in whole seconds: web servers tell versions apart by them
    and by the size (``ETag`` of nginx, ``Last-Modified``), and browsers ask whether theirs is still the same.
    """
    second = int(before.st_mtime)
    if int(os.lstat(path).st_mtime) <= second:
        os.utime(path, (second + 1, second + 1))


def _found(old: str) -> os.stat_result | None:
    try:
        return os.lstat(old)
    except OSError:  # most often: there was no such file before
        return None


def _holds(old: str, found: os.stat_result, content: bytes) -> bool:
    try:
        return may_be_linked(found, len(content)) and Path(old).read_bytes() == content
    except OSError:
        return False


def may_be_linked(found: os.stat_result, size: int) -> bool:
    """Whether a file of the old tree, by ``lstat``, may become one of the new: a plain one of that size and no odd rights."""
    return stat.S_ISREG(found.st_mode) and found.st_size == size and not modes.is_more(found.st_mode)


def linked(old: str, path: str) -> bool:
    """Whether the file is now in both places: not, if the old one is gone or the file system has no hard links."""
    try:
        os.link(old, path)
    except FileNotFoundError:
        folder = Path(path).parent
        if folder.is_dir():  # so it is the old file that is gone
            return False
        folder.mkdir(parents=True, exist_ok=True)
        return linked(old, path)
    except OSError:  # a file system without hard links
        return False
    return True


def seal(
    new: Path,
    old: Path,
    written: Iterable[Written],
    grant: Grant,
    *,
    revision: str,
    as_of: str,
    held: frozenset[str] = frozenset(),
) -> dict[str, object]:
    """Write the manifest: SHA-256 of every other file but those ``held``, and what the tree was made from.

    Returns the whole manifest, ``held`` files included, for :func:`keep_beside`. Files that somebody else
    wrote into the new tree (the theme's), not named in ``written``, become links too where they did not change.
    """
    digests = {
        file.address: file.digest for file in (*written, *write_files([(NO_JEKYLL, b"")], new, old, grant))
    }
    for address in [address for address in _addresses(new) if address not in digests]:
        path, content = new / address, (new / address).read_bytes()
        digests[address] = hashlib.sha256(content).hexdigest()
        _replace_by_link(path, content, old / address)
        _settle(path)
    for folder in _folders(new):
        _settle(folder)
    digests = dict(sorted(digests.items()))
    published = {address: digests[address] for address in digests if address not in held} if held else digests
    manifest = {"generator": f"sunlit {__version__}", "revision": revision, "as_of": as_of}
    write_files([(MANIFEST, as_json({**manifest, "files": published}))], new, old, grant)
    return {**manifest, "files": digests, "held": sorted(held)}


def _folders(new: Path) -> Iterator[Path]:
    return (Path(parent) / name for parent, names, _ in os.walk(new) for name in names)


def _settle(path: Path) -> None:
    """Give a file or folder the mode that a build gives, whoever made it and whatever the umask."""
    mode = path.lstat().st_mode
    if modes.is_more(mode):
        path.chmod(modes.without_excess(mode))


def _addresses(folder: Path) -> Iterator[str]:
    for parent, _, names in os.walk(folder):
        above = "" if parent == str(folder) else f"{Path(parent).relative_to(folder).as_posix()}/"
        yield from (above + name for name in names)


def as_json(content: object) -> bytes:
    """As manifests are written: some pieces at once, since all of them are ten times as large as what they make."""
    written, pieces = io.BytesIO(), json.JSONEncoder(ensure_ascii=False, indent=1).iterencode(content)
    while some := "".join(islice(pieces, _PIECES_AT_ONCE)):
        written.write(some.encode())
    written.write(b"\n")
    return written.getvalue()


Passing = Mapping[str, Mapping[str, str]]
"""Of each file that does not last, by its address: ``last_day`` on which it may stand, and ``tombstone``, the SHA-256 of what
is to stand there then; empty where nothing is."""


def keep_beside(target: Path, manifest: dict[str, object], tombstones: Path | None) -> None:
    """Put beside the tree what its server needs and nobody is served: the whole manifest, and a folder of ``tombstones``.

    ``held`` in the manifest are the addresses that a server should let nobody keep without asking again, ``passing`` is a
    :data:`Passing`, ``turns`` the next day on which anything is not so any more that the tree says.
    """
    if tombstones:
        take_place(tombstones, own_tombstones(target), modes.PRIVATE_FOLDER)
    else:
        discard(own_tombstones(target))
    path = own_manifest(target)
    replace_whole(path, as_json(manifest), path.parent, modes.PRIVATE_FILE)


def replace_whole(path: Path, content: bytes, aside: Path, mode: int = modes.FILE) -> None:
    """Let a file be another, at once; it is written in the folder ``aside``.

    The old one is not written into: it may be a link to what another tree holds.
    """
    fresh = aside / f".{path.name}{NEW}"
    fresh.unlink(missing_ok=True)
    try:
        with open(os.open(fresh, _FRESH, mode), "wb") as written:  # noqa: PTH123 - it gets a mode of its own
            written.write(content)
        fresh.replace(path)
    except OSError:
        fresh.unlink(missing_ok=True)
        raise


def _replace_by_link(path: Path, content: bytes, old: Path) -> None:
    """Let the file be the old tree's, if that holds the same. The link is made beside it, so no moment is without."""
    aside, before = path.with_name(f"{path.name}{NEW}"), _found(str(old))
    if before is None or path.stat().st_nlink > 1:
        return
    if _holds(str(old), before, content) and linked(str(old), str(aside)):
        aside.replace(path)
    else:
        _be_later(str(path), before)


def discard(tree: Path) -> None:
    """Remove a tree that did not get finished, or that another took the place of."""
    shutil.rmtree(tree, ignore_errors=True)


def discard_meanwhile(tree: Path) -> None:
    """The same, while this process goes on: it does not end before, and the next one does it if it is killed."""
    threading.Thread(target=discard, args=(tree,)).start()


def take_place(
    new: Path, target: Path, mode: int = modes.FOLDER, discard: Callable[[Path], None] = discard
) -> None:
    """Let the new tree take the target's place. The old tree is moved aside first and discarded last."""
    new.chmod(mode)
    aside = fresh_folder(target.parent, target.name, OLD)
    try:
        if target.exists():
            target.replace(aside / ASIDE)
        new.replace(target)
    except BaseException:  # an interruption too: until the old tree is back there is none
        if not target.exists() and (aside / ASIDE).exists():
            (aside / ASIDE).replace(target)
        raise
    finally:
        if target.exists():
            discard(aside)
