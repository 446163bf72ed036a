"""What lies in ``data/attachments/``: each file by its path, its size, its digest and what it holds.

Nothing is judged here; a link is not followed, and what is no plain file is not opened.
"""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterator
from pathlib import Path

from generator.model.files.attachment import ATTACHMENTS, AttachmentFile, Content, Placeholder
from generator.model.text.folding import canonical
from generator.read.files.attachment_contents import content_of
from generator.read.files.file_bytes import MEGABYTE
from generator.read.files.folders import DATA, printable, visible_entries
from generator.read.text.decoding import decode
from generator.read.text.placeholders import placeholder_in


def read_attachments(root: Path, largest: int) -> tuple[AttachmentFile, ...]:
    """Every file, by path; one of more than ``largest`` megabytes is not read."""
    folder = root / DATA / ATTACHMENTS
    if (root / DATA).is_symlink() or folder.is_symlink() or not folder.is_dir():
        return ()
    return tuple(sorted(_files(root, folder, largest), key=lambda file: (file.path, file.stored)))


def _files(root: Path, folder: Path, largest: int) -> Iterator[AttachmentFile]:
    """Everything below the folder, however deep, without hidden files and what editors leave behind."""
    waiting = [folder]
    while waiting:
        inside = waiting.pop()
        try:
            entries = visible_entries(inside)
        except OSError:
            yield AttachmentFile(*_names(root, inside), Content.UNREADABLE)
            continue
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                waiting.append(Path(entry.path))
            else:
                yield _read(root, entry, largest)


def _names(root: Path, path: Path) -> tuple[str, str]:
    """What records call it, and where it lies."""
    stored = path.relative_to(root).as_posix()
    below = printable(stored).removeprefix(f"{DATA}/{ATTACHMENTS}").removeprefix("/")
    return canonical(below), stored


def _read(root: Path, entry: os.DirEntry[str], largest: int) -> AttachmentFile:
    path, stored = _names(root, Path(entry.path))
    if entry.is_symlink():
        return AttachmentFile(path, stored, Content.LINK)
    try:
        status = entry.stat(follow_symlinks=False)
        if not stat.S_ISREG(status.st_mode):
            return AttachmentFile(path, stored, Content.SPECIAL)
        if status.st_size > largest * MEGABYTE:
            return AttachmentFile(path, stored, Content.TOO_LARGE, status.st_size)
        data = Path(entry.path).read_bytes()
    except OSError:
        return AttachmentFile(path, stored, Content.UNREADABLE)
    content, active = content_of(data)
    instead = _instead(data, path) if content in (Content.CSV, Content.MARKUP) else None
    return AttachmentFile(path, stored, content, len(data), hashlib.sha256(data).hexdigest(), active, instead)


def _instead(data: bytes, path: str) -> tuple[Placeholder, int | None] | None:
    text = decode(data)
    return placeholder_in(text, path) if isinstance(text, str) else None
