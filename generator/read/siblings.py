"""Which files hold records and which hold rows of a child table for the file beside them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from generator.model import rules
from generator.model.finding import Finding
from generator.model.record import Source
from generator.model.record_type import ChildTable, RecordType
from generator.model.wording import say
from generator.read.folders import RecordFile
from generator.read.spellings import fold, nearest


@dataclass(frozen=True, slots=True)
class Sibling:
    """A file ``<name>.<table>.csv`` and the files ``<name>.csv`` and ``<name>.yaml`` that stand beside it."""

    file: RecordFile
    table: ChildTable
    parents: tuple[RecordFile, ...]


def siblings(
    files: Iterable[RecordFile], type: RecordType
) -> tuple[tuple[RecordFile, ...], tuple[Sibling, ...], tuple[Finding, ...]]:
    """The files of records, the files of child rows, and findings on files that are neither."""
    tables = {fold(spelling): table for table in reversed(type.children) for spelling in table.spellings()}
    by_name: dict[tuple[str, str], list[RecordFile]] = {}
    for file in files:
        by_name.setdefault((file.folder, file.stem), []).append(file)
    main: list[RecordFile] = []
    children: list[Sibling] = []
    findings: list[Finding] = []
    for file in (file for named in by_name.values() for file in named):
        name, dot, part = file.stem.rpartition(".")
        beside = tuple(by_name.get((file.folder, name), ())) if dot else ()
        table = tables.get(fold(part)) if dot and file.suffix == ".csv" else None
        if table and beside:
            children.append(Sibling(file, table, beside))
        elif table:
            findings.append(_alone(file, name))
        elif beside and file.suffix == ".csv" and (near := nearest(part, tables)):
            findings.append(_misspelt(file, part, near))
        else:
            main.append(file)
    return tuple(sorted(main, key=lambda file: file.path)), tuple(children), tuple(findings)


def _alone(file: RecordFile, name: str) -> Finding:
    message = say("The records that these rows belong to are not beside this file.")
    hint = say("Put {name}.csv or {name}.yaml into the same folder, or rename this file.", name=name)
    return Finding(rules.ORPHAN_ROW, Source(file.path), message, hint)


def _misspelt(file: RecordFile, part: str, near: str) -> Finding:
    message = say("This type has no table '{name}'.", name=part)
    return Finding(rules.UNKNOWN_FILE, Source(file.path), message, say("Is '{near}' meant?", near=near))
