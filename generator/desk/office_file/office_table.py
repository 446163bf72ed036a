"""One table of an office's file → rows of a record or of a child table, each value with its cell; what is no row, beside them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from generator.desk.office_file.columns import (
    DAYS,
    LEFT_OUT,
    KnownColumns,
    Target,
    columns_beside,
    holder,
    targets,
)
from generator.model.declared.condition import Value
from generator.model.declared.record_type import ChildTable, Field, RecordType
from generator.model.findings import rules
from generator.model.findings.finding import Finding
from generator.model.records.record import Row, Source
from generator.model.text.languages import are_chinese
from generator.model.text.stop import CannotRun
from generator.model.text.wording import say
from generator.read.excel.package import NoWorkbook
from generator.read.excel.sheets import SheetRows, all_sheets
from generator.read.files.file_bytes import read_bytes
from generator.read.register import LARGEST
from generator.read.table import wrong_keys
from generator.read.table.cell_text import CellText, Month
from generator.read.table.csv_rows import column_after, read_cells
from generator.read.table.days import read_day, read_month
from generator.read.table.raw import RawCells
from generator.read.table.shape import TypeShape, shape_of
from generator.read.table.spellings import Spellings
from generator.read.table.tables import OpenTable, open_table, row_faults, shown_otherwise
from generator.read.table.values import clean
from generator.read.text.mojibake import sound_text

READ = (".csv", ".xlsx")
_SETTLED = frozenset(
    {
        rules.TITLE_ROW,
        rules.UNKNOWN_KEY,
        rules.WRONG_SHAPE,
        rules.REQUIRED,
        rules.ORPHAN_ROW,
        rules.DUPLICATE_HEADER,
    }
)
"""What readers find wrong with a header and an import settles: it says of each column what becomes of it."""
_RANGE = re.compile(r"[A-Z]+([0-9]+):[A-Z]+([0-9]+)")
_FILLED_DOWN = frozenset({"string", "date", "datetime", "year", "yearmonth"})
"""Of a cell that is merged over several rows, a text or a day holds for each; of a number nobody knows."""


@dataclass(slots=True)
class OfficeTable:
    """What was understood of one table."""

    home: Source
    header_line: int
    headers: list[str]
    holds: ChildTable | None
    """The child table whose rows these are; ``None`` if each row is a record."""
    beside: ChildTable | None = None
    """Where each row is a record: the child table of which it also holds one row."""
    nested: dict[int, Target] = field(default_factory=dict)
    """The columns of that, by index; some may be the record's own as well."""
    rows_beside: list[Row | None] = field(default_factory=list)
    """For each row its row of that table, if it says anything there."""
    by_name: dict[int, Target] = field(default_factory=dict)
    by_content: dict[int, Target] = field(default_factory=dict)
    counting: set[int] = field(default_factory=set)
    """Columns that count the rows."""
    rows: list[Row] = field(default_factory=list)
    above: list[RawCells] = field(default_factory=list)
    below: list[RawCells] = field(default_factory=list)
    repeated: list[int] = field(default_factory=list)
    """Lines on which the header stands once more."""
    explaining: int | None = None
    """The line under the header, if it explains the columns."""
    left_out: set[int] = field(default_factory=set)
    """Columns of which somebody said that they are not to be taken."""
    unplaced: dict[int, list[tuple[Source, str]]] = field(default_factory=dict)
    """What stands in columns that hold no field."""
    filled_down: list[str] = field(default_factory=list)
    rewritten: dict[int, int] = field(default_factory=dict)
    """Of a column, how many of its cells were put into the form of the field."""
    findings: list[Finding] = field(default_factory=list)

    @property
    def targets(self) -> dict[int, Target]:
        return {**self.nested, **self.by_name, **self.by_content}


def office_tables(
    file: Path, type: RecordType, known: KnownColumns, languages: Iterable[str]
) -> list[OfficeTable | Finding]:
    """The tables of a file, in their order; ``languages`` are those of the site.

    Raises :class:`CannotRun` if there is no such file, or it is of another kind.
    """
    suffix = file.suffix.lower()
    if suffix not in READ:
        raise CannotRun(
            say(
                "{path} is neither .xlsx nor .csv: open it in Excel or WPS and save it as .xlsx.",
                path=file.name,
            )
        )
    if not file.is_file():
        raise CannotRun(say("There is no file {path}.", path=str(file)))
    content = read_bytes(file.parent, file.name, LARGEST[suffix])
    if isinstance(content, Finding):
        return [content]
    shape = shape_of(type)
    if suffix == ".csv":
        spellings = shape.records.spellings

        def column(line: str, before: str) -> int:
            return column_after(line, before, spellings)

        text = sound_text(content, file.name, column, chinese=are_chinese(languages))
        if isinstance(text, Finding):
            return [text]
        sheets = [SheetRows(Source(file.name), read_cells(text, file.name, spellings))]
    else:
        try:
            sheets = all_sheets(content, file.name)
        except NoWorkbook as reason:
            return [reason.finding(Source(file.name))]
    return [item for sheet in sheets for item in _read(sheet, type, shape, known)]


def _read(
    sheet: SheetRows, type: RecordType, shape: TypeShape, known: KnownColumns
) -> Iterator[OfficeTable | Finding]:
    opened = open_table(sheet.rows, sheet.home, shape.records)
    if isinstance(opened, list):
        yield from opened
        return
    header = opened.header
    headers = [text.strip() for text in header.row.cells]
    table = OfficeTable(sheet.home, header.row.line, headers, holder(headers, type, shape, sheet.home.sheet))
    table.above = list(opened.title)
    table.left_out = {index for index, text in enumerate(headers) if known.path_of(text) == LEFT_OUT}
    table.findings = [each for each in header.findings if each.rule not in _SETTLED]
    body = list(_body(opened, table))
    table.counting = opened.notes.counting()
    columns = [
        [row.cells[index] if index < len(row.cells) else "" for row in body] for index in range(len(headers))
    ]
    table.by_name, table.by_content = targets(headers, columns, type, table.holds, known)
    for index in table.counting:
        table.by_content.pop(index, None)
    if table.holds is None:
        table.beside, table.nested = columns_beside(
            headers, type, {**table.by_name, **table.by_content}, known
        )
        for index in table.nested:
            table.by_content.pop(index, None)
    if not table.targets:
        message = say("No column here is known: where is the header?")
        hint = say("Say what a column is by --column HEADER=FIELD; 'sunlit types' lists the fields.")
        yield Finding(rules.UNKNOWN_KEY, sheet.home.at(header.row.line), message, hint)
        return
    _refuse_twins(table, shape)
    _fill(table, body, opened, shape)
    table.below, table.repeated = opened.notes.notes, opened.notes.repeated
    table.explaining = opened.notes.explaining
    yield table


def _body(opened: OpenTable, table: OfficeTable) -> Iterator[RawCells]:
    """The rows under the header that say something of their own."""
    for raw in opened.body:
        if isinstance(raw, Finding):
            table.findings.append(raw)
        elif raw.flaws or raw.merges or any(map(str.strip, raw.cells)):
            yield raw


def _refuse_twins(table: OfficeTable, shape: TypeShape) -> None:
    """Two columns of one meaning: nobody knows which is right."""
    spellings = shape.nested[table.holds.name] if table.holds else shape.records.spellings
    names = {target.field.name for target in table.by_name.values()}
    for index, text in enumerate(table.headers):
        meaning = spellings.meaning(text) if text and index not in table.by_name else None
        if isinstance(meaning, Field) and meaning.name in names:
            place = table.home.at(table.header_line, index + 1)
            table.findings.append(wrong_keys.repeated_column(place, text, meaning.name))


def _fill(table: OfficeTable, body: Sequence[RawCells], opened: OpenTable, shape: TypeShape) -> None:
    """The values of each row; what is merged downwards holds for all its rows."""
    spellings = shape.nested[table.holds.name] if table.holds else shape.records.spellings
    found = {**table.by_name, **table.by_content}
    places = {target.field.name: (0, index + 1) for index, target in found.items()}
    merged: dict[int, tuple[int, str]] = {}
    for raw in body:
        cells = [*raw.cells, *[""] * (len(table.headers) - len(raw.cells))]
        if len(raw.cells) != opened.header.width or opened.header.unnamed or raw.trouble or raw.flaws:
            table.findings.extend(row_faults(raw, opened.header))
        for index, (last, text) in merged.items():
            if raw.line <= last and not cells[index].strip():
                cells[index] = text
        _take_merges(raw, cells, table, merged)
        values = _values(table, cells, found, spellings)
        for _ in spellings.part_remarks(values):
            pass
        beside = _row_beside(table, raw.line, cells, shape) if table.beside else None
        for index, text in enumerate(cells[: len(table.headers)]):
            if (
                text.strip()
                and index not in found
                and not (beside and index in table.nested)
                and index not in table.counting
                and table.headers[index]
            ):
                table.unplaced.setdefault(index, []).append(
                    (table.home.at(raw.line, index + 1), text.strip())
                )
        if values:
            row = Row(values, table.home.at(raw.line), places)
            table.findings.extend(shown_otherwise(row, ""))
            table.rows.append(row)
            table.rows_beside.append(beside)


def _values(
    table: OfficeTable, cells: Sequence[str], found: Mapping[int, Target], spellings: Spellings
) -> dict[str, Value]:
    """What the cells of a row say, by field."""
    values: dict[str, Value] = {}
    for index, target in found.items():
        text = cells[index]
        if not text.strip() and type(text) is not CellText:
            continue
        value = spellings.normalisers[target.field.name](text)
        if isinstance(value, str) and (formed := _in_form(text, value, target.field)):
            value, table.rewritten[index] = formed, table.rewritten.get(index, 0) + 1
        if value not in ("", ()):
            values[target.field.name] = value
    return values


def _row_beside(table: OfficeTable, line: int, cells: Sequence[str], shape: TypeShape) -> Row | None:
    """The row of a child table that a row of records holds too; ``None`` if what such a row must say is not there."""
    if table.beside is None:
        return None
    values = _values(table, cells, table.nested, shape.nested[table.beside.name])
    needed = {field.name for field in table.beside.fields if field.required and field.type not in DAYS}
    if not values or needed - values.keys():
        return None
    places = {target.field.name: (line, index + 1) for index, target in table.nested.items()}
    return Row(values, table.home.at(line), places)


def _take_merges(
    raw: RawCells, cells: list[str], table: OfficeTable, merged: dict[int, tuple[int, str]]
) -> None:
    for merge in raw.merges:
        span = _RANGE.fullmatch(merge.range)
        first, last = (int(span[1]), int(span[2])) if span else (raw.line, raw.line)
        covered = [index for index in range(merge.column - 1, merge.last_column) if index in table.targets]
        if not covered:
            continue
        is_down = merge.column == merge.last_column and last > first
        if is_down and table.targets[covered[0]].field.type in _FILLED_DOWN:
            merged[covered[0]] = (last, cells[covered[0]] if first == raw.line else "")
            table.filled_down.append(merge.range)
        else:
            message = say(
                "The cells {range} are merged: only the first of them holds anything.", range=merge.range
            )
            hint = say("Undo the merge and write into each cell what holds for its row.")
            table.findings.append(
                Finding(rules.MERGED_CELLS, table.home.at(first, merge.column), message, hint)
            )


def _in_form(text: str, value: str, field: Field) -> str | None:
    """The same month or day in the form that the field's pattern asks for, where it certainly is one."""
    pattern = field.constraints.get("pattern")
    if field.type != "string" or not isinstance(pattern, str) or re.fullmatch(pattern, value):
        return None
    held = text.held if isinstance(text, CellText) else None
    day = held if isinstance(held, date) else read_day(clean(value))
    month = read_month(clean(value))
    if isinstance(held, Month):
        month = f"{held.year:04}-{held.month:02}"
    forms: list[str] = []
    if day:
        forms = [
            f"{day.year}年{day.month}月{day.day}日",
            f"{day:%Y-%m-%d}",
            f"{day:%Y.%m.%d}",
            f"{day:%Y/%m/%d}",
        ]
    elif month:
        year, number = month.split("-")
        forms = [
            f"{year}年{int(number)}月",
            f"{year}年{number}月",
            month,
            f"{year}.{number}",
            f"{year}/{number}",
            year + number,
        ]
    return next((form for form in forms if re.fullmatch(pattern, form)), None)
