"""A verdict on the data as they would be with some files more: nothing of it stands in the root before it is judged."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from generator.check.gate import Verdict, judge
from generator.desk.record_files.writing import refuse_links
from generator.model.files.site_root import CONFIGURATION
from generator.model.files.working_folders import private_folder
from generator.model.records.change import Baseline

_JUDGED = ("data", "content")


def judged_with(
    root: Path, files: Mapping[str, str | bytes], as_of: date | None, since: Baseline | None = None
) -> Verdict:
    """What the gate says of ``root`` with these files laid in; raises as :func:`laid_out_with` does."""
    with laid_out_with(root, files) as folder:
        return judge(folder, as_of, since)


@contextmanager
def laid_out_with(root: Path, files: Mapping[str, str | bytes]) -> Iterator[Path]:
    """A folder that holds what ``root`` does, with these files (paths from the root) laid in.

    Raises :class:`~generator.model.text.stop.CannotRun` if one would stand behind a link: links are copied as they are, so it
    would be written where that leads.
    """
    refuse_links(root, files)
    with private_folder("trial") as folder:
        for name in _JUDGED:
            if (root / name).is_dir():
                shutil.copytree(root / name, folder / name, symlinks=True, copy_function=_linked)
        if (root / CONFIGURATION).is_file():
            shutil.copy(root / CONFIGURATION, folder / CONFIGURATION)
        for path, text in files.items():
            target = folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.unlink(missing_ok=True)
            target.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
        yield folder


def _linked(source: str, target: str) -> str:
    """The same file under another name; a copy where the folder is on another disk."""
    try:
        os.link(source, target, follow_symlinks=False)
    except OSError:
        shutil.copy2(source, target, follow_symlinks=False)
    return target
