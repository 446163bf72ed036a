"""New files into a root: each whole or not at all, and never behind a link, which a push may have planted."""

from __future__ import annotations

import os
from collections.abc import Iterable
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
    """Put a file where it belongs, in place of one that is there; raises as :func:`refuse_links` and :func:`put_whole` do."""
    refuse_links(root, [path])
    put_whole(root / path, content if isinstance(content, bytes) else content.encode("utf-8"))


def put_whole(target: Path, content: bytes) -> None:
    """Put a file where it belongs, in place of one of its name: whoever is stopped meanwhile leaves the old or the new one,
    and at most a hidden file beside it that nobody reads. Raises :class:`CannotRun` if it cannot be written.
    """
    fresh = target.with_name(f".{target.name}.{os.getpid()}~")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        fresh.unlink(missing_ok=True)
        with fresh.open("xb") as file:
            file.write(content)
        fresh.replace(target)
    except OSError as error:
        with suppress(OSError):
            fresh.unlink(missing_ok=True)
        reason = str(error.strerror or error)
        raise CannotRun(say("{path} cannot be written: {reason}.", path=str(target), reason=reason)) from None
