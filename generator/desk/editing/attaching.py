"""Files that somebody attaches to a record → where they come to lie, and what the record then names."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from generator.desk.editing.typed import Typed
from generator.model.declared.record_type import RecordType, Show
from generator.model.files.addresses import MAX_FILE_NAME_BYTES
from generator.model.files.attachment import ATTACHMENTS
from generator.model.text.stop import CannotRun
from generator.model.text.wording import say

_FOLDER = f"data/{ATTACHMENTS}"
_MOST_OF_A_NAME = 1000


@dataclass(frozen=True, slots=True)
class Attached:
    """A file: the field that is to name it, what whoever attaches it calls it, and what is in it."""

    field: str
    name: str
    content: bytes


def attach(
    root: Path, type: RecordType, typed: Typed, attached: Sequence[Attached], year: int
) -> tuple[Typed, dict[str, bytes]]:
    """What is typed, with the names of the files; and the files by path from the root, in the folder of a year.

    A file that lies there already is named and not written again; another of its name keeps it. Whether a file may be
    published is for the gate to say. Raises :class:`CannotRun` for a name that is none.
    """
    files: dict[str, bytes] = {}
    values = dict(typed.values)
    kinds = {each.name: each.type for each in type.fields if each.show is Show.ATTACHMENT}
    for each in attached:
        if each.field not in kinds:
            continue
        path = _place(root, year, _name(each.name), each.content, files)
        if not (root / path).exists():
            files[path] = each.content
        named = path.removeprefix(f"{_FOLDER}/")
        before = tuple(filter(None, values.get(each.field, ()))) if kinds[each.field] == "array" else ()
        values[each.field] = before if named in before else (*before, named)
    return replace(typed, values=values), files


def _name(said: str) -> str:
    """The last part of what a browser calls a file, which is nothing but a name."""
    name = unicodedata.normalize("NFC", said.replace("\\", "/").rpartition("/")[2]).strip().lstrip(".")
    if not name or not name.isprintable():
        raise CannotRun(
            say("A file that is attached needs a name that can be read: rename it, then choose it again.")
        )
    if len(name.encode("utf-8", "replace")) > MAX_FILE_NAME_BYTES:
        raise CannotRun(
            say("The name of a file that is attached is too long: rename it, then choose it again.")
        )
    return name


def _place(root: Path, year: int, name: str, content: bytes, files: dict[str, bytes]) -> str:
    """The first of the names a.pdf, a-2.pdf … that is free, or holds the same."""
    given = PurePosixPath(name)
    for number in range(1, _MOST_OF_A_NAME):
        path = f"{_FOLDER}/{year}/{given.stem}{f'-{number}' if number > 1 else ''}{given.suffix}"
        there = root / path
        known = files.get(path) if path in files else there.read_bytes() if there.is_file() else None
        if known == content or (known is None and not there.exists()):
            return path
    raise CannotRun(say("There are too many files called {name}: rename it.", name=name))
