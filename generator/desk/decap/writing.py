"""The page of Decap CMS into a folder: whole or not at all, and over nothing that says something else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from generator.check.calendar.clock import day_to_judge
from generator.check.gate import read_everything
from generator.desk.decap.configuration import files_of
from generator.desk.decap.fitting import Fitting, fitting
from generator.desk.decap.forge import Forge
from generator.desk.record_files.writing import put_all
from generator.model.text.stop import CannotRun
from generator.model.text.wording import say


@dataclass(frozen=True, slots=True)
class WrittenPage:
    """What was written, and what has a form there."""

    written: Sequence[Path]
    fitting: Fitting
    year: int


def write_page(root: Path, folder: Path, forge: Forge, as_of: date | None, language: str) -> WrittenPage:
    """Write the page of the types of a root. Raises :class:`CannotRun` where no type fits, where a file of that name says
    something else, and where nothing can be written.
    """
    register = read_everything(root).register
    found = fitting(root, register.types)
    if not found.types:
        name, reason = next(iter(found.left_out.items()))
        raise CannotRun(
            say("No type has one YAML record a file. {type}: {reason}.", type=name, reason=reason)
        )
    year = day_to_judge(as_of, register.site).year
    files = files_of(found, forge, year, register.site.name.in_language(language), language)
    contents = {folder / name: text.encode("utf-8") for name, text in files.items()}
    for path, content in contents.items():
        _refuse_other(path, content)
    put_all(contents)
    return WrittenPage(list(contents), found, year)


def _refuse_other(path: Path, content: bytes) -> None:
    """What somebody wrote or changed there is not written over."""
    try:
        if path.is_symlink() or (path.exists() and path.read_bytes() != content):
            raise CannotRun(
                say("{path} is there already and says something else. Nothing was written: name another folder, or move it.",
                    path=str(path))
            )  # fmt: skip
    except OSError as error:
        raise CannotRun(
            say("{path} cannot be written: {reason}.", path=str(path), reason=str(error.strerror or error))
        ) from None
