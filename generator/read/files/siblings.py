"""Which files hold records and which hold rows of a child table for the file beside them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from generator.model.declared.record_type import ChildTable, RecordType
from generator.model.findings import rules
from generator.model.findings.finding import Finding
from generator.model.records.record import Source
from generator.model.text.folding import fold
from generator.model.text.nearest import nearest
from generator.model.text.wording import say
from generator.read.files.folders import RecordFile


@dataclass(frozen=True, slots=True)
class Sibling:
    """A file ``<name>.<table>.csv`` or ``.xlsx``, and the files ``<name>.csv``, ``.xlsx`` and ``.yaml`` beside it."""

    file: RecordFile
    table: ChildTable
    parents: tuple[RecordFile, ...]


def siblings(
    files: Iterable[RecordFile], type: RecordType
) -> tuple[tuple[RecordFile, ...], tuple[Sibling, ...], tuple[Finding, ...]]:
    """The files of records, the files of child rows, and findings on files that are neither."""
    by_path = sorted(files, key=lambda file: file.path)
    by_name: dict[tuple[str, str], list[RecordFile]] = {}
    for file in by_path:
        by_name.setdefault((file.folder, file.stem), []).append(file)
    tables = {fold(spelling): table for table in reversed(type.children) for spelling in table.spellings()}
    kinds = [_kind(file, by_name, tables) for file in by_path]
    return (
        tuple(kind for kind in kinds if isinstance(kind, RecordFile)),
        tuple(kind for kind in kinds if isinstance(kind, Sibling)),
        tuple(kind for kind in kinds if isinstance(kind, Finding)),
    )


def _kind(
    file: RecordFile,
    by_name: Mapping[tuple[str, str], list[RecordFile]],
    tables: Mapping[str, ChildTable],
) -> RecordFile | Sibling | Finding:
    name, _, part = file.stem.rpartition(".")
    if not name or file.suffix == ".yaml":
        return file
    beside = tuple(by_name.get((file.folder, name), ()))
    if table := tables.get(fold(part)):
        return Sibling(file, table, beside) if beside else _alone(file, name)
    near = nearest(part, tables) if beside else None
    return _misspelt(file, part, near) if near else file


def _alone(file: RecordFile, name: str) -> Finding:
    message = say("The records that these rows belong to are not beside this file.")
    hint = say(
        "Put {name}.csv, {name}.xlsx or {name}.yaml into the same folder, or rename this file.", name=name
    )
    return Finding(rules.ORPHAN_ROW, Source(file.path), message, hint)


def _misspelt(file: RecordFile, part: str, near: str) -> Finding:
    message = say("This type has no table '{name}'.", name=part)
    return Finding(rules.UNKNOWN_FILE, Source(file.path), message, say("Is '{near}' meant?", near=near))
