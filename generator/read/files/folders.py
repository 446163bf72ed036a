"""The files under ``data/`` that hold records, and whatever stands there that is none."""

from __future__ import annotations

import itertools
import os
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.model.declared.look import LOOK
from generator.model.files.addresses import EXCEPTIONS, IMPORTS
from generator.model.findings import rules
from generator.model.findings.finding import Finding
from generator.model.records.record import Source
from generator.model.text.nearest import nearest
from generator.model.text.wording import Phrase, say

DATA = "data"
OTHER_FOLDERS = frozenset({"schemas", "calendar", "locales", LOOK, "attachments", EXCEPTIONS, IMPORTS})
"""Folders of ``data/`` that hold no records."""
OTHER_FILES = frozenset({"site.yaml", "README.md"})
_OF_WINDOWS = frozenset({"thumbs.db", "desktop.ini"})
_RENAMED = {".yml": ".yaml", ".tsv": ".csv", ".txt": ".csv"}
READ = frozenset({".yaml", ".csv", ".xlsx"})
_OTHER_WORKBOOKS = frozenset({".xls", ".xlsm", ".xlsb", ".xltx", ".et", ".ett", ".ods"})
_MEANT = _RENAMED | dict.fromkeys(_OTHER_WORKBOOKS, ".xlsx")


@dataclass(frozen=True, slots=True)
class RecordFile:
    """A file of records: ``path`` is relative to the root; ``folder`` and ``stem`` tell what is beside."""

    type: str
    path: str
    folder: str
    stem: str
    suffix: str


def record_files(
    root: Path, types: Collection[str], way_out: Callable[[str], Phrase | None] = lambda _: None
) -> Iterator[RecordFile | Finding]:
    """The record files of all types in the order of their paths. No link is followed.

    ``way_out`` says what to do about a folder whose type is missing, if it knows.
    """
    data = root / DATA
    if data.is_symlink():
        yield _link(DATA)
    elif data.is_dir():
        for entry in visible_entries(data):
            yield from _top(entry, types, way_out)


def exception_files(root: Path) -> Iterator[RecordFile | Finding]:
    """The files of ``data/exceptions/``. No link is followed."""
    folder = root / DATA / EXCEPTIONS
    if not (root / DATA).is_symlink() and not folder.is_symlink() and folder.is_dir():
        yield from _within(str(folder), f"{DATA}/{EXCEPTIONS}", EXCEPTIONS)


def _top(
    entry: os.DirEntry[str], types: Collection[str], way_out: Callable[[str], Phrase | None]
) -> Iterator[RecordFile | Finding]:
    path = f"{DATA}/{printable(entry.name)}"
    if entry.is_symlink():
        yield _link(path)
    elif entry.is_dir(follow_symlinks=False):
        if entry.name in types:
            yield from _within(entry.path, path, entry.name)
        elif entry.name not in OTHER_FOLDERS:
            yield _unknown_folder(path, entry.name, types, way_out(entry.name))
    elif entry.name not in OTHER_FILES:
        hint = say("Put it into the folder of its record type.")
        yield _unknown_file(path, hint)


def _within(folder: str, path: str, type: str) -> Iterator[RecordFile | Finding]:
    try:
        entries = visible_entries(Path(folder))
    except OSError:
        hint = say("See that it exists and that you may open it.")
        yield Finding(rules.UNREADABLE_FILE, Source(path), say("The folder cannot be opened."), hint)
        return
    for entry in entries:
        inner = f"{path}/{printable(entry.name)}"
        if entry.is_symlink():
            yield _link(inner)
        elif printable(entry.name) != entry.name:
            yield _unknown_file(inner, say("Give it a name that is readable text."))
        elif entry.is_dir(follow_symlinks=False):
            yield from _within(entry.path, inner, type)
        else:
            yield _file(entry, inner, type, entries)


def _file(
    entry: os.DirEntry[str], path: str, type: str, beside: Sequence[os.DirEntry[str]]
) -> RecordFile | Finding:
    name = Path(entry.name)
    suffix = name.suffix.lower()
    if not entry.is_file(follow_symlinks=False):
        return _unknown_file(path, say("It is no plain file: put one in its place, or delete it."))
    if suffix in READ:
        return RecordFile(type, path, path.rpartition("/")[0], name.stem, suffix)
    return _unknown_file(path, _suffix_hint(name, [other.name for other in beside]))


def visible_entries(folder: Path) -> list[os.DirEntry[str]]:
    """What the folder holds, sorted by name, without hidden files and what editors leave behind."""
    with os.scandir(folder) as entries:
        kept = [entry for entry in entries if not is_left_over(entry.name)]
    return sorted(kept, key=lambda entry: entry.name)


def is_left_over(name: str) -> bool:
    """Whether a name is of a hidden file, or of what editors and Windows leave behind."""
    return name.startswith((".", "~$")) or name.endswith(("~", ".swp")) or name.lower() in _OF_WINDOWS


def printable(name: str) -> str:
    """The name as text; what is no UTF-8 in it becomes U+FFFD."""
    return os.fsencode(name).decode("utf-8", "replace")


def _suffix_hint(name: Path, beside: Sequence[str]) -> Phrase:
    suffix = name.suffix.lower()
    if suffix in _OTHER_WORKBOOKS:
        meant, free = f"{name.stem}.xlsx", _free_name(name, beside)
        if free != meant:
            return say(
                "Of workbooks only .xlsx is read: save it as '{free}' in Excel or WPS ('{meant}' is another file), and put that "
                "here.",
                free=free,
                meant=meant,
            )
        return say(
            "Of workbooks only .xlsx is read: open it in Excel or WPS, save it as .xlsx, and put that here."
        )
    if suffix in _RENAMED:
        meant, free = name.stem + _RENAMED[suffix], _free_name(name, beside)
        if free != meant:
            return say(
                "Files of records end in .yaml, .csv or .xlsx: rename it to '{free}' ('{meant}' is another file).",
                free=free,
                meant=meant,
            )
        return say(
            "Files of records end in .yaml, .csv or .xlsx: rename it to '{suffix}'.", suffix=_RENAMED[suffix]
        )
    return say("Files of records end in .yaml, .csv or .xlsx; attachments belong into data/attachments/.")


def _free_name(name: Path, beside: Sequence[str]) -> str:
    """What a file may be called whose ending is another's: no file is there, nor one that is to be called so as well."""
    end = _MEANT[name.suffix.lower()]
    taken = {other.lower() for other in beside}
    endings = {suffix for suffix, meant in _MEANT.items() if meant == end}
    rivals = [
        other for other in beside if Path(other).stem == name.stem and Path(other).suffix.lower() in endings
    ]
    stem, parting, table = name.stem.partition(".")
    numbered = (f"{stem}-{number}{parting}{table}{end}" for number in itertools.count(2))
    free = (each for each in itertools.chain([name.stem + end], numbered) if each.lower() not in taken)
    return next(itertools.islice(free, rivals.index(name.name), None))


def _link(path: str) -> Finding:
    hint = say("Put a copy of the file itself in its place.")
    return Finding(rules.LINK_IN_DATA, Source(path), say("This is a link to another file or folder."), hint)


def _unknown_file(path: str, hint: Phrase) -> Finding:
    return Finding(rules.UNKNOWN_FILE, Source(path), say("This file is not read as records."), hint)


def _unknown_folder(path: str, name: str, types: Collection[str], cure: Phrase | None) -> Finding:
    message = say("There is no record type '{name}'.", name=printable(name))
    near = nearest(name, sorted(types))
    hint = say(
        "Add data/schemas/{name}.yaml, or put its files into the folder of their type.", name=printable(name)
    )
    if near:
        hint = say("Is data/{near}/ meant?", near=near)
    return Finding(rules.UNKNOWN_FOLDER, Source(path), message, cure or hint)
