"""The data of an earlier revision as files, for as long as they are needed; or why they cannot be seen.

What stands in a submodule, behind a pointer to another store, under a name that git ignores, or at another place of the
repository is not in the revision. Where anything of the data is like that nothing is compared: "nothing changed" would
be said of what nobody looked at.
"""

from __future__ import annotations

import hashlib
import os
import shlex
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from generator.model.files.working_folders import private_folder
from generator.model.records.page import CONTENT
from generator.model.text.folding import canonical
from generator.model.text.stop import CannotRun
from generator.model.text.wording import Phrase, say
from generator.read.files.folders import DATA, READ, is_left_over, printable
from generator.read.git import objects
from generator.read.git.command import HEAD, SHA1_DIGITS, ask, listed, remote
from generator.read.git.objects import LINK, SUBMODULE, Git, ObjectMissing, TreeEntry
from generator.read.text.placeholders import POINTERS

ATTACHMENTS = f"{DATA}/attachments/"
SCHEMAS = f"{DATA}/schemas/"
LARGEST = 250_000_000
"""Bytes of a file that is still laid out: more than any reader takes. A larger one gets its size and no content."""
_PUBLISHED = READ | {".yml", ".json", ".pdf", ".docx", ".png", ".jpg", ".jpeg"}
"""Suffixes of what is published, or decides about it."""
_LARGEST_POINTER = 1024


class Attached(NamedTuple):
    """Attachments of the revision that are at hand, as records name them: with other bytes, and with the same."""

    changed: frozenset[str]
    kept: frozenset[str]


@contextmanager
def laid_out(
    git: Git, commit: str, name: str, at_hand: Path, within: Path | None = None
) -> Iterator[tuple[Path, Attached, Callable[[], None]]]:
    """A private folder with ``data/`` as it was, and which attachments have other bytes in ``at_hand`` now, and which the same.

    The folder goes with the context. Attachments and pages are not laid out, since only the sameness of the first
    counts and they may be large; whoever must judge the revision by itself calls the function that comes third.
    """
    found = _seen(git, commit, name)
    attached = [entry for entry in found if entry.path.startswith(ATTACHMENTS)]
    with private_folder("earlier", within) as new:
        (new / DATA).mkdir()
        with _said(git, new):
            _lay_out(git, [entry for entry in found if not entry.path.startswith(ATTACHMENTS)], new, name)
            compared = _compared(git, attached, at_hand)

        waiting = [True]

        def complete() -> None:
            if waiting:
                waiting.clear()
                with _said(git, new):
                    objects.write(git, [*attached, *objects.entries(git, commit, [CONTENT])], new)

        yield new, compared, complete


def _seen(git: Git, commit: str, name: str) -> list[TreeEntry]:
    """The plain files below data/. Stops where something of it stands in the revision by its name alone."""
    with _said(git):
        found = list(objects.entries(git, commit, [DATA]))
    for entry in found:
        if entry.mode == SUBMODULE or (entry.mode == LINK and entry.path == DATA):
            raise CannotRun(_cannot_be_compared(name, entry.path))
    if not found:
        with _said(git):
            _refuse_moved(git, commit, name)
    return [entry for entry in found if entry.is_plain_file and entry.path.startswith(f"{DATA}/")]


def _refuse_moved(git: Git, commit: str, name: str) -> None:
    """Stop if the revision has no data here, but in a module around this place, or where there are none any more."""
    prefix = PurePosixPath(ask(git, "rev-parse", "--show-prefix"))
    for place in (prefix, *prefix.parents):
        if place.parts and ask(git, "ls-tree", "--full-tree", commit, "--", str(place)).startswith(
            (SUBMODULE, LINK)
        ):
            raise CannotRun(_cannot_be_compared(name, str(place)))
    gone = _places(git, commit) - _places(git, HEAD)
    if gone:
        raise CannotRun(
            say(
                "In revision {revision} data/ stood in {folder} and not here, so nothing can be compared. "
                "Move it back to where it was.",
                revision=name,
                folder=min(gone),
            )
        )


def _places(git: Git, commit: str) -> set[str]:
    """Every folder of the repository that holds a data/ with schemas, as messages call it."""
    found = set()
    for entry in objects.entries(git, commit, (), "--full-tree"):
        before, marker, _ = f"/{entry.path}".partition(f"/{SCHEMAS}")
        if marker:
            found.add(before.removeprefix("/") or ".")
    return found


def _cannot_be_compared(name: str, path: str) -> Phrase:
    return say(
        "In revision {revision} {path} is a link or another repository (a submodule), so what stood there cannot be "
        "compared. Put its files into this repository.",
        revision=name,
        path=path,
    )


def _lay_out(git: Git, found: Sequence[TreeEntry], folder: Path, name: str) -> None:
    def refuse_pointer(entry: TreeEntry, start: bytes) -> None:
        if start.startswith(POINTERS):
            raise CannotRun(
                say(
                    "In revision {revision} git holds only a pointer in place of {path} (Git LFS or the like), so what it "
                    "said cannot be compared. Keep records in git itself.",
                    revision=name,
                    path=entry.path,
                )
            )

    objects.write(git, [entry for entry in found if entry.size <= LARGEST], folder, refuse_pointer)
    for entry in found:
        if entry.size > LARGEST:
            with (folder / PurePosixPath(entry.path)).open("xb") as file:
                file.truncate(entry.size)


def _compared(git: Git, attached: Sequence[TreeEntry], at_hand: Path) -> Attached:
    """Attachments whose file at hand is there, by whether it is the one that it was."""
    present = {
        _as_named(path.relative_to(at_hand / ATTACHMENTS).as_posix()): path
        for path in (at_hand / ATTACHMENTS).rglob("*")
        if path.is_file() and not path.is_symlink()
    }
    pairs = {name: (entry, present[name]) for entry in attached if (name := _named(entry)) in present}
    differing = {name: pair for name, pair in pairs.items() if not _is_same(*pair)}
    small = [entry for entry, _ in differing.values() if entry.size <= _LARGEST_POINTER]
    pointers = {_named(entry): source.read(entry.size) for entry, source in objects.contents(git, small)}
    pointed = {name for name, start in pointers.items() if _is_pointed_at(differing[name][1], start)}
    changed = frozenset(differing.keys() - pointed)
    return Attached(changed, frozenset(pairs.keys() - changed))


def _named(entry: TreeEntry) -> str:
    return _as_named(entry.path.removeprefix(ATTACHMENTS))


def _as_named(path: str) -> str:
    """How records name an attachment: file systems differ in how they spell the same name."""
    return canonical(printable(path))


def _is_same(entry: TreeEntry, path: Path) -> bool:
    """Whether the file at hand is the one in git. A table may have got the line ends of the system when it was checked out."""
    if path.stat().st_size == entry.size and _digest(path, entry) == entry.id:
        return True
    if path.suffix.lower() != ".csv":
        return False
    content = path.read_bytes().replace(b"\r\n", b"\n")
    return _hash(entry, len(content), content).hexdigest() == entry.id


def _digest(path: Path, entry: TreeEntry) -> str:
    """What git would call the file."""
    with path.open("rb") as file:
        digest = _hash(entry, entry.size)
        for part in iter(lambda: file.read(1 << 20), b""):
            digest.update(part)
    return digest.hexdigest()


def _hash(entry: TreeEntry, size: int, content: bytes = b"") -> hashlib._Hash:
    kind = "sha1" if len(entry.id) == SHA1_DIGITS else "sha256"
    return hashlib.new(kind, f"blob {size}\0".encode() + content, usedforsecurity=False)


def _is_pointed_at(path: Path, pointer: bytes) -> bool:
    """Whether the file at hand is the one that a pointer in git stands for: it says that file's SHA-256."""
    if not pointer.startswith(POINTERS):
        return False
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest().encode() in pointer


def refuse_hidden(git: Git, root: Path) -> None:
    """Stop where the data at hand are not git's: what they said earlier is then in no revision."""
    if not any(True for _ in listed(git, "--", DATA)) and (root / DATA).is_dir():
        raise CannotRun(
            say(
                "Git does not keep data/ here, so there is nothing to compare with. Add it with git, and commit it."
            )
        )
    for path, folders, files in os.walk(root / DATA):
        if ".git" in (*folders, *files):
            raise CannotRun(
                say(
                    "{path} is a repository of its own, so what stood there earlier cannot be compared. "
                    "Put its files into this repository.",
                    path=Path(path).relative_to(root).as_posix(),
                )
            )
    for ignored in listed(git, "--others", "--ignored", "--exclude-standard", "--", DATA):
        parts = PurePosixPath(ignored)
        if parts.suffix.lower() in _PUBLISHED and not any(map(is_left_over, parts.parts)):
            raise CannotRun(
                say(
                    "Git ignores {path}, so what it said earlier cannot be compared. Take it out of .gitignore, and commit it.",
                    path=ignored,
                )
            )


@contextmanager
def _said(git: Git, folder: Path | None = None) -> Iterator[None]:
    """What a partial or damaged clone lacks is told with the command that fetches it."""
    try:
        yield
    except ObjectMissing as missing:
        command = shlex.join(["git", "fetch", "--refetch", "--no-filter", remote(git)])
        raise CannotRun(
            say(
                "The repository does not hold {path} of the earlier revision. Fetch it: {command}",
                path=missing.path if missing.path not in ("", DATA) else f"{DATA}/",
                command=command,
            )
        ) from None
    except OSError as error:
        path = os.path.relpath(error.filename or DATA, folder)
        raise CannotRun(
            say("{path} cannot be read: {reason}.", path=path, reason=str(error.strerror))
        ) from None
