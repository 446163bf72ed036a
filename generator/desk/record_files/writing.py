"""New files into a root: each whole or not at all, and never behind a link, which a push may have planted."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from generator.model.text.stop import CannotRun
from generator.model.text.wording import say


def refuse_links(root: Path, paths: Iterable[str]) -> None:
    """Raises :class:`CannotRun` if a folder on the way from the root to one of these paths is a link."""
    for path in paths:
        folder = root
        for name in path.split("/")[:-1]:
            folder /= name
            if folder.is_symlink():
                shown = folder.relative_to(root).as_posix()
                raise CannotRun(say("{path} is a link: nothing is written behind it.", path=shown))


def write_whole(root: Path, path: str, content: str | bytes) -> None:
    """Put a file where it belongs, in place of one that is there; raises as :func:`write_all` does."""
    write_all(root, {path: content})


def write_all(root: Path, files: Mapping[str, str | bytes]) -> None:
    """Put files where they belong, by path from the root; raises as :func:`refuse_links` and :func:`put_all` do."""
    refuse_links(root, files)
    put_all(
        {
            root / path: content if isinstance(content, bytes) else content.encode("utf-8")
            for path, content in files.items()
        }
    )


def put_whole(target: Path, content: bytes) -> None:
    """Put a file where it belongs, in place of one of its name; raises as :func:`put_all` does."""
    put_all({target: content})


def put_all(files: Mapping[Path, bytes]) -> None:
    """Put files where they belong, in place of those of their names. None takes its place before all of them are on the disk:
    a disk that is full leaves every old one, and at most hidden files that nobody reads. Raises :class:`CannotRun` if one
    cannot be written.
    """
    fresh = {target: target.with_name(f".{target.name}.{os.getpid()}~") for target in files}
    target = Path()
    try:
        for target, content in files.items():
            target.parent.mkdir(parents=True, exist_ok=True)
            fresh[target].unlink(missing_ok=True)
            with fresh[target].open("xb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
        for target in files:
            fresh[target].replace(target)
    except OSError as error:
        for path in fresh.values():
            with suppress(OSError):
                path.unlink(missing_ok=True)
        reason = str(error.strerror or error)
        raise CannotRun(say("{path} cannot be written: {reason}.", path=str(target), reason=reason)) from None
