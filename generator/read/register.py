"""The readers' public face: every record under ``data/`` with its place, and what is wrong there."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeVar

from generator.model.declared.record_type import ChildTable, RecordType
from generator.model.declared.severity import Severity
from generator.model.declared.site import Site
from generator.model.findings import rules
from generator.model.findings.finding import Finding
from generator.model.records.record import Record, Register, Row, Source
from generator.model.text.languages import are_chinese
from generator.model.text.nearest import Nearest
from generator.model.text.stop import CannotRun
from generator.model.text.wording import say
from generator.read.cache.readings import Readings
from generator.read.exceptions import exception_type
from generator.read.files.file_bytes import read_bytes
from generator.read.files.folders import RecordFile, exception_files, record_files
from generator.read.files.siblings import Sibling, siblings
from generator.read.schema.schemas import way_out
from generator.read.table.csv_rows import column_after, read_cells
from generator.read.table.raw import RawMapping
from generator.read.table.rows import read_record, says_names
from generator.read.table.shape import Shape, TypeShape, shape_of
from generator.read.table.tables import KeyedRow, id_text, keyed_rows
from generator.read.text.mojibake import sound_text
from generator.read.text.placeholders import placeholder_of
from generator.read.yaml.rows import read_mappings
from generator.read.yaml.values import cut_values

if TYPE_CHECKING:
    from generator.read.excel.sheets import SheetRows, Sheets

WORKBOOK = ".xlsx"
LARGEST = {".yaml": 20, ".csv": 200, WORKBOOK: 20}
"""Megabytes."""
BETWEEN_PARTS = "--"
"""What parts the values in an id that is made of several: dates and numbers hold a single one."""
Item = TypeVar("Item", Record, KeyedRow)
_NO_TEXT = b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n"
"""Bytes of which a file without any text is made, in whatever encoding."""
_NO_CHILDREN: Mapping[str, tuple[Row, ...]] = MappingProxyType({})


@dataclass(slots=True)
class _FileRead:
    """The records of one file; ``flawed`` if anything is wrong there, so that records may be missing."""

    records: list[Record]
    flawed: bool = False

    def numbered(self) -> Iterator[tuple[int, Record]]:
        """The records with their index, last first."""
        return zip(range(len(self.records) - 1, -1, -1), reversed(self.records), strict=True)


def read_register(
    root: Path, site: Site, types: Mapping[str, RecordType]
) -> tuple[Register, tuple[Finding, ...]]:
    """All records under ``root``/data, each type's in the order of their files, and the findings in order.

    Nothing that a person typed raises: a record whose id is known is returned even if a part of it
    is broken (its findings name it), any other row is left out with its finding.
    """
    findings: list[Finding] = []
    files: dict[str, list[RecordFile]] = {name: [] for name in types}
    for item in record_files(root, types, way_out):
        if isinstance(item, Finding):
            findings.append(item)
        else:
            files[item.type].append(item)
    readings = Readings()
    records = {
        name: _TypeReader(root, type, findings, readings, site.languages).read(files[name])
        for name, type in types.items()
    }
    exceptions = _read_exceptions(root, findings, readings)
    register = Register(site, types, records, exceptions=exceptions)
    return register, tuple(sorted(findings, key=lambda finding: finding.sort_key))


def read_file(root: Path, name: str, type: RecordType) -> tuple[tuple[Record, ...], tuple[Finding, ...]]:
    """The records of one file that lies in ``root`` itself, outside ``data/``, and what is wrong with them."""
    path = Path(name)
    suffix = {".yml": ".yaml"}.get(path.suffix.lower(), path.suffix.lower())
    findings: list[Finding] = []
    if suffix not in LARGEST:
        message = say("{path} is no table: a .yaml, .csv or .xlsx file is needed.", path=name)
        raise CannotRun(message)
    file = RecordFile(type.name, name, "", path.stem, suffix)
    records = _TypeReader(root, type, findings, Readings()).read([file])
    return records, tuple(findings)


def read_workbook(
    content: bytes, path: str, type: RecordType, *, may_lack_id: bool = False
) -> tuple[tuple[Record, ...], tuple[Finding, ...]]:
    """The records of one workbook, as they would be read if it lay in the folder of its type, and what is wrong with them.

    ``may_lack_id``: a record without an id has an empty one, since it is given one later.
    """
    findings: list[Finding] = []
    reader = _TypeReader(Path(), type, findings, Readings())
    reader.may_lack_id = may_lack_id and not type.id_parts
    return tuple(reader.workbook(path, content)), tuple(findings)


def _read_exceptions(root: Path, findings: list[Finding], readings: Readings) -> tuple[Record, ...]:
    files = list(exception_files(root))
    findings.extend(file for file in files if isinstance(file, Finding))
    reader = _TypeReader(root, exception_type(), findings, readings) if files else None
    return reader.read(file for file in files if isinstance(file, RecordFile)) if reader else ()


class _TypeReader:
    """Reads the files of one type; what is wrong goes to ``findings``."""

    def __init__(
        self,
        root: Path,
        type: RecordType,
        findings: list[Finding],
        readings: Readings,
        languages: Iterable[str] = Site().languages,
    ) -> None:
        self.root = root
        self.type = type
        self.findings = findings
        self.readings = readings
        self.chinese = are_chinese(languages)
        self.may_lack_id = False
        schema = root / type.path
        self.schema = schema.read_bytes() if schema.is_file() else b""

    @cached_property
    def shape(self) -> TypeShape:
        """Worked out for a type that has files alone: most have none in most repositories."""
        return shape_of(self.type)

    def read(self, files: Iterable[RecordFile]) -> tuple[Record, ...]:
        main, children, odd = siblings(files, self.type)
        self.findings.extend(odd)
        read = {file.path: self._main(file) for file in main}
        for child in children:
            parents = [read[parent.path] for parent in child.parents]
            self._join(child.table.name, self._rows_of_file(child), parents)
        return tuple(record for file in read.values() for record in file.records)

    def _main(self, file: RecordFile) -> _FileRead:
        read = {".yaml": self._yaml, ".csv": self._csv, ".xlsx": self.workbook}[file.suffix]
        before = len(self.findings)
        records = self._once(file, read)
        flawed = any(map(_loses, self.findings[before:]))
        if not (records or flawed):
            self.findings.append(_empty(file.path))
        return _FileRead(records, flawed)

    def _once(
        self, file: RecordFile, read: Callable[[str, bytes], Iterable[Item]], table: str = ""
    ) -> list[Item]:
        """What the file holds, as it was read before if nothing was wrong then and nothing has changed."""
        content = read_bytes(self.root, file.path, LARGEST[file.suffix])
        if file.suffix == WORKBOOK and isinstance(content, bytes):
            content = placeholder_of(content, file.path) or content
        if isinstance(content, Finding):
            self.findings.append(content)
            return []
        place = "\n".join((self.type.name, table, file.path, str(self.chinese))).encode()
        key = self.readings.key(content, place, self.schema)
        known: list[Item] | None = self.readings.recall(key)
        if known is not None:
            return known
        before = len(self.findings)
        items = list(read(file.path, content))
        if len(self.findings) == before:
            self.readings.keep(key, items)
        return items

    def workbook(self, path: str, content: bytes) -> list[Record]:
        """The records of a workbook, each with the rows of its own from the other sheets."""
        before, read = len(self.findings), _FileRead([])
        sheets = self._sheets(path, content, (self.type.name, *self.type.title.all()), self.type.children)
        shape = self._shape_of(sheets)
        if sheets.records:
            read.records.extend(self._records(self._sheet(sheets.records, shape.records)))
        read.flawed = any(map(_loses, self.findings[before:]))
        only = read.records[0].id if sheets.form and len(read.records) == 1 else None
        for table, sheet in sheets.tables:
            told, rows = len(self.findings), self._sheet(sheet, shape.tables[table.name])
            if not sheets.form:  # which has a sheet for every table
                rows = self._some(rows, sheet.home, table, told)
            self._join(table.name, rows, [read], only)
        return read.records

    def _rows_of_file(self, child: Sibling) -> Iterable[KeyedRow]:
        """The rows of a file that holds a child table alone; a file that was cut off holds none."""
        path = child.file.path
        content = read_bytes(self.root, path, LARGEST[child.file.suffix])
        if child.file.suffix == ".csv" and isinstance(content, bytes) and not content.strip(_NO_TEXT):
            self.findings.append(_without_text(path, child.table))
            return ()
        told = len(self.findings)
        return self._some(self._child_rows(child), Source(path), child.table, told)

    def _some(
        self, rows: Iterable[KeyedRow], home: Source, table: ChildTable, told: int
    ) -> Iterator[KeyedRow]:
        """The rows; a table that has none is named, if nothing that loses any was found behind the ``told`` findings."""
        found = False
        for row in rows:
            found = True
            yield row
        if not found and not any(map(_loses, self.findings[told:])):
            self.findings.append(_header_alone(home, table))

    def _sheets(
        self, path: str, content: bytes, names: Iterable[str], children: Sequence[ChildTable] = ()
    ) -> Sheets:
        """The sheets of a workbook; its findings are kept. A form of another type has none that can be read."""
        from generator.read.excel.forms import (  # openpyxl takes longer to load than a small site to read
            misplaced,
            outdated,
        )
        from generator.read.excel.sheets import Sheets, sort_sheets

        sheets = sort_sheets(content, path, names, children)
        if sheets.form and (other := misplaced(sheets.form, self.type, path)):
            self.findings.append(other)
            return Sheets()
        if sheets.form and (old := outdated(sheets.form, self.type, path)):
            self.findings.append(old)
        self.findings.extend(sheets.findings)
        return sheets

    def _shape_of(self, sheets: Sheets) -> TypeShape:
        return shape_of(self.type, of_form=True) if sheets.form else self.shape

    def _child_rows(self, child: Sibling) -> Iterable[KeyedRow]:
        """The rows of a file that holds a child table alone."""
        table, shape = child.table, self.shape.tables[child.table.name]

        def of_workbook(path: str, content: bytes) -> Iterable[KeyedRow]:
            sheets = self._sheets(path, content, table.spellings())
            rows = sheets.records
            return self._sheet(rows, self._shape_of(sheets).tables[table.name]) if rows else ()

        read = of_workbook if child.file.suffix == ".xlsx" else partial(self._table, shape=shape)
        return self._once(child.file, read, table.name)

    def _sheet(self, sheet: SheetRows, shape: Shape) -> Iterator[KeyedRow]:
        return self._kept(keyed_rows(sheet.rows, sheet.home, shape))

    def _yaml(self, path: str, content: bytes) -> Iterator[Record]:
        text = self._text(path, content, lambda line, _: len(line) + 1)
        for item in read_mappings(text, path) if text is not None else ():
            if isinstance(item, Finding):
                self.findings.append(item)
            else:
                yield from self._record(item, path)
        self.findings.extend(cut_values(text, path) if text is not None else ())

    def _text(self, path: str, content: bytes, column: Callable[[str, str], int]) -> str | None:
        """The text of a file, or nothing, with the finding kept that says why."""
        text = sound_text(content, path, column, chinese=self.chinese)
        if isinstance(text, Finding):
            self.findings.append(text)
            return None
        return text

    def _record(self, mapping: RawMapping, path: str) -> Iterator[Record]:
        read = read_record(mapping, path, self.shape)
        if says_names(read, self.shape.records):
            self.findings.append(_names_alone(read.row))
            return
        self.findings.extend(read.findings)
        id, row = self._with_id(read.id, read.row)
        if id:
            yield Record(self.type.name, id, row, read.children)
        elif not mapping.trouble and all(finding.field != self.type.id_field for finding in read.findings):
            self.findings.append(self._without_id(read.row))

    def _csv(self, path: str, content: bytes) -> Iterator[Record]:
        return self._records(self._table(path, content, self.shape.records))

    def _records(self, rows: Iterable[KeyedRow]) -> Iterator[Record]:
        before = len(self.findings)
        for key, typed in rows:
            id, row = self._with_id(key, typed)
            if id or self.may_lack_id:
                yield Record(self.type.name, id, row, _NO_CHILDREN)
            elif all(told.field != self.type.id_field for told in self.findings[before:]):
                self.findings.append(self._without_id(row))
            before = len(self.findings)

    def _with_id(self, key: str, row: Row) -> tuple[str, Row]:
        """The id of a record, which is its key, or what the parts of that are together; such an id its row is given."""
        if not self.type.id_parts:
            return key, row
        parts = [id_text(row.values.get(name)) for name in self.type.id_parts]
        if not all(parts):
            return "", row
        id, name, first = BETWEEN_PARTS.join(parts), self.type.id_field, self.type.id_parts[0]
        places = {**row.places, name: row.places[first]} if first in row.places else row.places
        return id, Row({name: id, **row.values}, row.source, places)

    def _without_id(self, row: Row) -> Finding:
        missing = (name for name in self.type.id_parts if not row.values.get(name))
        field = next((self.type.field(name) for name in missing), self.shape.records.key)
        message = say(
            "This record has no '{field}', so that it cannot be named or linked.", field=field.label
        )
        hint = say("Give it an id that no other record of this type has.")
        return Finding(rules.REQUIRED, row.source, message, hint, field=field.name)

    def _table(self, path: str, content: bytes, shape: Shape) -> Iterator[KeyedRow]:
        """The rows of a CSV file; its findings are kept."""
        text = self._text(path, content, lambda line, before: column_after(line, before, shape.spellings))
        if text is not None:
            yield from self._kept(keyed_rows(read_cells(text, path, shape.spellings), Source(path), shape))

    def _kept(self, items: Iterable[KeyedRow | Finding]) -> Iterator[KeyedRow]:
        """The rows among ``items``; the findings are kept."""
        for item in items:
            if isinstance(item, Finding):
                self.findings.append(item)
            else:
                yield item

    def _join(
        self, table: str, rows: Iterable[KeyedRow], parents: list[_FileRead], only: str | None = None
    ) -> None:
        """Gives rows of a child table to the records beside them; the first of equal ids gets them. ``only``: the id of the
        one record that rows which name none can belong to.
        """
        homes = {
            record.id: (parent, index) for parent in parents[::-1] for index, record in parent.numbered()
        }
        known = Nearest(homes)
        found: dict[str, list[Row]] = {}
        for key, row in rows:
            meant = key or only
            if meant is not None and meant in homes:
                found.setdefault(meant, []).append(row)
            elif not any(parent.flawed for parent in parents):
                self.findings.append(self._orphan(key, row, known))
        for key, added in found.items():
            parent, index = homes[key]
            parent.records[index] = _with_rows(parent.records[index], table, added)

    def _orphan(self, key: str, row: Row, known: Nearest) -> Finding:
        field = self.shape.records.key
        if not key:
            message = say("'{field}' is empty: the row belongs to no record.", field=field.label)
            return Finding(rules.ORPHAN_ROW, row.source, message, say("Write the id of its record there."))
        message = say("No record '{id}' is in the file beside this one.", id=key)
        near = known.to(key)
        hint = say("Is '{near}' meant?", near=near) if near else say("Correct the id, or add the record.")
        return Finding(rules.ORPHAN_ROW, row.source, message, hint)


def _loses(finding: Finding) -> bool:
    """Whether a record, or a part of it, may be missing because of it."""
    return finding.severity is Severity.ERROR


def _names_alone(row: Row) -> Finding:
    message = say(
        "This record says the names of fields, as the header of a table does, and nothing of its own."
    )
    hint = say("If it is the header of a table that was copied, delete it; else give it an id of its own.")
    return Finding(rules.TITLE_ROW, row.source, message, hint)


def _empty(path: str) -> Finding:
    hint = say("Write its first record, or delete the file.")
    return Finding(rules.EMPTY_FILE, Source(path, 1), say("The file holds no record."), hint)


def _without_text(path: str, table: ChildTable) -> Finding:
    message = say("The file is empty: the rows of '{table}' are not there.", table=table.label)
    hint = say("Put the file there once more, with its rows. If there are none, take it away.")
    return Finding(rules.EMPTY_FILE, Source(path, 1), message, hint)


def _header_alone(home: Source, table: ChildTable) -> Finding:
    message = say("No row stands here, so that no record has any of '{table}'.", table=table.label)
    hint = say("If there are some, put the file there once more, with its rows; else leave it.")
    return Finding(rules.EMPTY_FILE, home.at(1), message, hint, severity=Severity.WARNING)


def _with_rows(record: Record, table: str, rows: list[Row]) -> Record:
    """The record with more rows in ``table``, after those that it has."""
    return replace(record, children={**record.children, table: (*record.children.get(table, ()), *rows)})
