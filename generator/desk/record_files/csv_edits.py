"""A CSV file of records or of child rows with some of its rows amended: all other lines stay as they were typed."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from generator.check.changes.texts import as_text
from generator.desk.record_files.yaml_edits import NotInPlace
from generator.model.declared.condition import Value
from generator.model.declared.record_type import Field
from generator.model.records.record import Source
from generator.read.table.csv_rows import find_delimiter, read_cells
from generator.read.table.raw import RawCells
from generator.read.table.shape import Shape
from generator.read.table.tables import id_text, open_table


def cell_text(value: Value) -> str:
    """A value as staff would type it into a cell."""
    return value if isinstance(value, str) else as_text(value)


def _cells_as_typed(line: str, delimiter: str) -> list[str]:
    """A row cut at its separators, quotation marks left in place; one within quotation marks is none."""
    parts, within = [""], False
    for sign in line.rstrip("\r\n"):
        within ^= sign == '"'
        if sign == delimiter and not within:
            parts.append("")
        else:
            parts[-1] += sign
    return parts


def new_table(fields: Sequence[Field], rows: Sequence[Mapping[str, Value]]) -> str:
    """A table of these fields, their titles above."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([field.title.base or field.name for field in fields])
    writer.writerows([cell_text(row.get(field.name)) for field in fields] for row in rows)
    return out.getvalue()


@dataclass(slots=True)
class _Line:
    """A row as it stands in the file, with the lines that it takes; what is no row of the table has no cells."""

    text: str
    cells: list[str] | None = None
    number: int = 0
    changed: bool = False
    typed: list[str] | None = None
    """The cells as they stand in the file, quotation marks and all; nothing for a row that comes."""


class CsvTable:
    """A CSV file, row by row."""

    def __init__(self, text: str, path: str, shape: Shape) -> None:
        """Raises :class:`NotInPlace` if it cannot be read as a table."""
        self.shape = shape
        self.delimiter = find_delimiter(text, shape.spellings)
        self.end_of_line = "\r\n" if "\r\n" in text else "\n"
        opened = open_table(read_cells(text, path, shape.spellings), Source(path), shape)
        if isinstance(opened, list):
            raise NotInPlace
        self.columns = {column.name: column.place for column in opened.header.columns}
        self.key = opened.header.key
        header = opened.header.row.line
        self.lines = list(self._lines(text, path))
        self.rows = [line for line in self.lines if line.cells is not None and line.number >= header]
        if not self.rows or self.rows[0].number != header:
            raise NotInPlace
        self.width = max(len(line.cells or ()) for line in self.rows)

    def _lines(self, text: str, path: str) -> list[_Line]:
        physical = list(io.StringIO(text, newline=""))
        found, done = [], 0
        for raw in read_cells(text, path, self.shape.spellings):
            if not isinstance(raw, RawCells):
                raise NotInPlace
            found += [_Line(line) for line in physical[done : raw.line - 1]]
            typed = "".join(physical[raw.line - 1 : raw.last_line])
            cells = next(csv.reader(io.StringIO(typed, newline=""), delimiter=self.delimiter), [])
            found.append(_Line(typed, cells, raw.line, typed=_cells_as_typed(typed, self.delimiter)))
            done = raw.last_line
        return [*found, *(_Line(line) for line in physical[done:])]

    def set_cells(self, line: int | None, values: Mapping[str, Value]) -> None:
        """Change cells of the row that stands on a line; a column that is missing comes behind the others."""
        row = self._row(line)
        for name, value in values.items():
            if value is None and name not in self.columns:
                continue
            column = self._column(name)
            cells = [*(row.cells or []), *[""] * (column + 1 - len(row.cells or []))]
            cells[column] = cell_text(value)
            row.cells, row.changed = cells, True

    def add_row(self, key: str, values: Mapping[str, Value]) -> None:
        """A row more: below the last one of the same record, else below all."""
        if self.key is None:
            raise NotInPlace
        for name in values:
            self._column(name)
        cells = [""] * self.width
        cells[self.key] = key
        for name, value in values.items():
            cells[self.columns[name]] = cell_text(value)
        same = [row for row in self.rows[1:] if row.cells and self._key_of(row) == key]
        above = (same or self.rows)[-1]
        added = _Line("", cells, 0, changed=True)
        self.lines.insert(self.lines.index(above) + 1, added)
        self.rows.insert(self.rows.index(above) + 1, added)

    def remove_row(self, line: int | None) -> None:
        """Take out the row that stands on a line."""
        row = self._row(line)
        self.lines.remove(row)
        self.rows.remove(row)

    def text(self) -> str:
        """The file as it is now."""
        parts: list[str] = []
        for line in self.lines:
            if parts and not parts[-1].endswith(("\n", "\r")):
                parts.append(self.end_of_line)
            parts.append(self._written(line) if line.changed else line.text)
        return "".join(parts)

    def _written(self, line: _Line) -> str:
        """The row: cells that say what they said stand there as they were typed."""
        typed = line.typed or []
        said = next(csv.reader(io.StringIO(line.text, newline=""), delimiter=self.delimiter), [])
        cells = [
            typed[index] if index < len(typed) == len(said) and said[index] == cell else self._cell(cell)
            for index, cell in enumerate(line.cells or [])
        ]
        end = line.text[len(line.text.rstrip("\r\n")) :] if line.text else self.end_of_line
        return self.delimiter.join(cells) + end

    def _cell(self, text: str) -> str:
        needs_quotes = any(sign in text for sign in (self.delimiter, '"', "\n", "\r"))
        return '"{}"'.format(text.replace('"', '""')) if needs_quotes else text

    def _row(self, line: int | None) -> _Line:
        found = [row for row in self.rows[1:] if row.number == line]
        if not found or not line:
            raise NotInPlace
        return found[0]

    def _key_of(self, row: _Line) -> str:
        cells = row.cells or []
        return id_text(cells[self.key].strip()) if self.key is not None and self.key < len(cells) else ""

    def _column(self, name: str) -> int:
        if name not in self.columns:
            field = next(
                (each for each in self._fields() if each.name == name),
                None,
            )
            if field is None:
                raise NotInPlace
            for row in self.rows:
                cells = row.cells or []
                row.cells, row.changed = [*cells, *[""] * (self.width - len(cells)), ""], True
            (self.rows[0].cells or [])[-1] = field.title.base or field.name
            self.columns[name] = self.width
            self.width += 1
        return self.columns[name]

    def _fields(self) -> Sequence[Field]:
        return self.shape.spellings.fields
