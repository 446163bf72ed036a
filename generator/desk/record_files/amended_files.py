"""Amendments of records → the files that they stand in, as these would be afterwards."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path, PurePosixPath

import generator.desk.record_files.yaml_edits as yaml_edits
from generator.desk.record_files.csv_edits import CsvTable, new_table
from generator.desk.record_files.edits import Amendment
from generator.desk.record_files.yaml_edits import NotInPlace
from generator.model.declared.condition import Value
from generator.model.declared.record_type import RecordType
from generator.model.findings.finding import Finding
from generator.model.records.record import Record, Row
from generator.model.text.stop import CannotRun
from generator.model.text.wording import say
from generator.read.files.file_bytes import read_bytes
from generator.read.files.folders import RecordFile, record_files
from generator.read.files.siblings import siblings
from generator.read.register import LARGEST
from generator.read.table.shape import Shape, shape_of
from generator.read.text.decoding import decode, encode_like


def amended_files(
    root: Path, type: RecordType, amendments: Sequence[Amendment], before: dict[str, bytes] | None = None
) -> dict[str, bytes]:
    """The files by path from the root, each whole; what each was made of goes into ``before``.

    Raises :class:`CannotRun` for what stands in a workbook, or in a form that cannot be changed from here.
    """
    files = _Files(root, type)
    for path, group in _by_file(amendments).items():
        _refuse_workbook(path, group[0].record)
        try:
            if path.endswith(".yaml"):
                within = [files.of_children_beside(path, each) for each in group]
                text = yaml_edits.amended_yaml(files.text(path), type, [each for each in within if each])
                files.texts[path] = text
            else:
                for each in group:
                    files.amend_rows(path, each)
        except NotInPlace:
            raise CannotRun(
                say("{path} is written in a form that no command changes: edit it by hand.", path=path)
            ) from None
    contents = files.contents()
    if before is not None:
        before |= {path: files.before[path] for path in contents if path in files.before}
    return contents


def _by_file(amendments: Sequence[Amendment]) -> Mapping[str, list[Amendment]]:
    found: dict[str, list[Amendment]] = {}
    for each in amendments:
        if each:
            found.setdefault(each.record.source.path, []).append(each)
    return found


def _refuse_workbook(path: str, record: Record) -> None:
    if path.endswith(".xlsx"):
        raise CannotRun(
            say(
                "'{id}' stands in the workbook {path}, which is changed in Excel or WPS alone: change it there.",
                id=record.id,
                path=path,
            )
        )


class _Files:
    """The files of one type while they are changed."""

    def __init__(self, root: Path, type: RecordType) -> None:
        self.root, self.type, self.shape = root, type, shape_of(type)
        self.before: dict[str, bytes] = {}
        self.texts: dict[str, str] = {}
        self.tables: dict[str, CsvTable] = {}
        self.created: dict[str, tuple[str, list[Mapping[str, Value]], str]] = {}

    def contents(self) -> dict[str, bytes]:
        texts = {**self.texts, **{path: table.text() for path, table in self.tables.items()}}
        found = {path: encode_like(text, self.before[path]) for path, text in texts.items()}
        for path, (table, rows, beside) in self.created.items():
            fields = (self.type.field(self.type.id_field), *self.type.child(table).fields)
            found[path] = encode_like(new_table(fields, rows), self.before[beside])
        return {path: content for path, content in found.items() if content != self.before.get(path)}

    def text(self, path: str) -> str:
        if path in self.texts:
            return self.texts[path]
        content = read_bytes(self.root, path, LARGEST[PurePosixPath(path).suffix])
        text = decode(content) if isinstance(content, bytes) else content
        if isinstance(content, Finding) or not isinstance(text, str):
            raise NotInPlace
        self.before[path] = content
        return text

    def table(self, path: str, shape: Shape) -> CsvTable:
        if path not in self.tables:
            self.tables[path] = CsvTable(self.text(path), path, shape)
        return self.tables[path]

    def of_children_beside(self, path: str, amendment: Amendment) -> Amendment:
        """What of an amendment stands in the record's own file; rows that stand in one beside it are changed there."""
        own = Amendment(amendment.record, dict(amendment.values))
        for table, row, values in amendment.cells:
            if row.source.path == path:
                own.cells.append((table, row, values))
            else:
                self._sibling(row, table).set_cells(row.source.line, values)
        for table, row in amendment.removed:
            if row.source.path == path:
                own.removed.append((table, row))
            else:
                self._sibling(row, table).remove_row(row.source.line)
        for table, values in amendment.added:
            rows = amendment.record.children.get(table, ())
            beside = next((row for row in reversed(rows) if row.source.path != path), None)
            if beside is None:
                own.added.append((table, values))
            else:
                self._sibling(beside, table).add_row(amendment.record.id, values)
        return own

    def amend_rows(self, path: str, amendment: Amendment) -> None:
        """Change a record that is a row of a CSV file, and its rows in the files beside."""
        record = amendment.record
        if amendment.values:
            self.table(path, self.shape.records).set_cells(record.source.line, amendment.values)
        for table, row, values in amendment.cells:
            self._sibling(row, table).set_cells(row.source.line, values)
        for table, row in amendment.removed:
            self._sibling(row, table).remove_row(row.source.line)
        for table, values in amendment.added:
            beside = self._path_beside(path, table)
            _refuse_workbook(beside, record)
            if (self.root / beside).exists():
                self.table(beside, self.shape.tables[table]).add_row(record.id, values)
            else:
                self.text(path)
                keyed = {self.type.id_field: record.id, **values}
                self.created.setdefault(beside, (table, [], path))[1].append(keyed)

    def _sibling(self, row: Row, table: str) -> CsvTable:
        if not row.source.path.endswith(".csv"):
            raise NotInPlace
        return self.table(row.source.path, self.shape.tables[table])

    def _path_beside(self, path: str, table: str) -> str:
        """The file of a child table beside a file of records: the one that is there, else one called after the table."""
        files = [item for item in record_files(self.root, [self.type.name]) if isinstance(item, RecordFile)]
        _, children, _ = siblings((item for item in files if item.type == self.type.name), self.type)
        found = (
            child.file.path
            for child in children
            if child.table.name == table and any(parent.path == path for parent in child.parents)
        )
        return next(found, f"{path.removesuffix('.csv')}.{table}.csv")
