"""The header of a table: which row it is, and which field each of its columns holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from generator.model.declared.record_type import ChildTable, Field
from generator.model.declared.severity import Severity
from generator.model.findings import rules
from generator.model.findings.finding import Finding
from generator.model.records.record import Source
from generator.model.text.folding import fold
from generator.model.text.wording import say
from generator.read.table import wrong_keys
from generator.read.table.notes import is_counting
from generator.read.table.raw import Merge, RawCells
from generator.read.table.shape import Shape
from generator.read.table.spellings import Spellings
from generator.read.table.values import Normaliser

LONGEST_NAME = 1000
"""Characters by which unknown headers are told apart."""
_ROW_NUMBERS = frozenset(map(fold, ("序号", "序", "行号", "顺序号", "No.", "No", "#", "Nr.")))
"""What offices call the column that counts the rows."""


class Column(NamedTuple):
    """A column that holds a field: its index, the field's name, and how a cell's text becomes a value."""

    place: int
    name: str
    convert: Normaliser


@dataclass(slots=True)
class Header:
    """A header understood: the columns that hold fields, the key's index, the columns without a name."""

    home: Source
    row: RawCells
    width: int
    """Up to the last column that has a name."""
    columns: list[Column] = field(default_factory=list)
    key: int | None = None
    unnamed: set[int] = field(default_factory=set)
    findings: list[Finding] = field(default_factory=list)
    merges: list[tuple[int, Merge]] = field(default_factory=list)
    """What is merged in the header: its line and the columns."""
    is_of_table: bool = False
    """Whether its columns are those of a child table, and it has none for the id."""
    may_count: list[int] = field(default_factory=list)
    """The columns that are called as those that count the rows; whether they do the rows say."""
    typed: tuple[Sequence[str], ...] = ()
    """The cells of its row as they stand in the file; of a header of two rows those of both."""

    def place(self, index: int) -> Source:
        """The place of a cell of the header."""
        return self.home.at(self.row.line, index + 1)

    def is_repeated_by(self, cells: Sequence[str], shape: Shape) -> bool:
        """Whether a row says under the header once more what that says, in another spelling and order or not."""
        id = cells[self.key] if self.key is not None and self.key < len(cells) else ""
        if id and not shape.spellings.may_mean(id):
            return False  # most rows are told by the first signs of their id
        if any(_repeats(cells, row, shape.spellings) for row in self.typed):
            return True
        return bool(id) and shape.spellings.are_names(shape.key, id, [text for text in cells if text.strip()])


def understand_header(rows: Sequence[RawCells], home: Source, shape: Shape) -> tuple[Header, list[RawCells]]:
    """The header among the first rows of a table, with what is wrong about it, and the rows that follow it."""
    position = _position(rows, shape)
    rest = list(rows[position + 1 :])
    second = _second_row(rows[position], rest[0], shape) if rest else None
    header = _understood(second or rows[position], home, shape)
    header.typed = (rows[position].cells, *([rest[0].cells] if second else []))
    if position:
        header.findings.append(_title_above(home, rows, position))
    if second:
        header.findings.append(_two_rows(home, rows[position], rest.pop(0)))
    if header.key is None and not header.is_of_table:
        header.findings.append(_no_key_column(header, shape))
    taken = rows[: len(rows) - len(rest)]
    header.findings.extend(row.trouble for row in taken if row.trouble)
    header.findings.extend(flaw for row in taken for flaw in row.flaws)
    if not second:
        header.merges.extend((rows[position].line, merge) for merge in rows[position].merges)
    return header, rest


def judge_counting(header: Header, index: int, cells: Sequence[str], shape: Shape) -> list[Finding]:
    """What is to be said of a column that may count the rows; ``cells`` are those of the rows that are rows."""
    if is_counting(cells):
        return [_row_numbers(header, index)]
    return _judge_unknown(header, [index], shape)


def _known(row: RawCells, shape: Shape) -> int:
    """How many cells name a field, of the table or of another one of the type."""
    return sum(1 for text in row.cells if text.strip() and _means(text, shape))


def _means(text: str, shape: Shape) -> bool:
    return bool(
        shape.spellings.meaning(text)
        or shape.spellings.tables_with(text)
        or (shape.above and shape.above.meaning(text))
    )


def _filled(row: RawCells) -> int:
    return sum(1 for cell in row.cells if cell.strip())


def _position(rows: Sequence[RawCells], shape: Shape) -> int:
    """0, unless the first row cannot be the header and one of the next is."""
    if _filled(rows[0]) > 1 and shape.spellings.count_known(rows[0].cells):
        return 0
    headers = [_with_next(rows[index : index + 2], shape) for index in range(len(rows))]
    known = [_known(row, shape) for row in headers]
    best = max(range(len(rows)), key=lambda index: known[index])
    is_header = 2 * (known[best] + _counting_columns(headers[best])) > _filled(headers[best])
    return best if known[best] > known[0] and is_header else 0


def _with_next(rows: Sequence[RawCells], shape: Shape) -> RawCells:
    """The first row, with the second as one header if both make one; a title over a header makes none with it."""
    first = rows[0]
    may_be_header = _filled(first) > 1 and _known(first, shape) + _counting_columns(first)
    return (_second_row(first, rows[1], shape) if may_be_header and len(rows) > 1 else None) or first


def _counting_columns(row: RawCells) -> int:
    """How many of its cells are called as columns that count the rows."""
    return sum(1 for text in row.cells if fold(text) in _ROW_NUMBERS)


def _second_row(row: RawCells, next: RawCells, shape: Shape) -> RawCells | None:
    """The two rows of a header as one, if the first names groups and the second what is in them."""
    if len(next.cells) > len(row.cells):
        return None
    below = [*next.cells, *[""] * (len(row.cells) - len(next.cells))]
    pairs = list(zip(row.cells, below, strict=True))
    under_groups = [
        text for above, text in pairs if text.strip() and not (above.strip() and _means(above, shape))
    ]
    others = [text for above, text in pairs if text.strip() and above.strip() and _means(above, shape)]
    named = sum(1 for text in under_groups if _means(text, shape))
    known = named and named + sum(1 for text in under_groups if fold(text) in _ROW_NUMBERS)
    has_gap = any(text.strip() and not above.strip() for above, text in pairs)
    if others or not has_gap or 2 * known < len(under_groups):
        return None
    return row._replace(cells=[text if text.strip() else above for above, text in pairs])


def _repeats(cells: Sequence[str], header: Sequence[str], spellings: Spellings) -> bool:
    filled = 0
    for index, text in enumerate(cells):
        if text.strip():
            if index >= len(header) or not _are_alike(text, header[index], spellings):
                return False  # most rows are told by their first cell
            filled += 1
    return filled > 1


def _are_alike(text: str, above: str, spellings: Spellings) -> bool:
    return fold(text) == fold(above) or (
        (meaning := spellings.meaning(text)) is not None and meaning is spellings.meaning(above)
    )


def _understood(row: RawCells, home: Source, shape: Shape) -> Header:
    width = max((index for index, cell in enumerate(row.cells, 1) if cell.strip()), default=0)
    header = Header(home, row, width)
    seen: set[str] = set()
    unknown: list[int] = []
    for index, text in enumerate(row.cells):
        if not text.strip():
            header.unnamed.add(index)
            continue
        meaning = shape.spellings.meaning(text)
        name = meaning.name if meaning else fold(text[:LONGEST_NAME])
        source = home.at(row.line, index + 1)
        if name in seen:
            header.findings.append(wrong_keys.repeated_column(source, text, name if meaning else ""))
        elif meaning is None:
            (header.may_count if fold(text) in _ROW_NUMBERS else unknown).append(index)
        elif isinstance(meaning, ChildTable):
            header.findings.append(wrong_keys.table_as_column(source, meaning))
        else:
            _take_field(header, index, meaning, shape)
        seen.add(name)
    header.findings.extend(_judge_unknown(header, unknown, shape))
    return header


def _judge_unknown(header: Header, unknown: list[int], shape: Shape) -> list[Finding]:
    """One finding for each thing that is wrong: columns that belong to one table, columns that nobody knows."""
    findings: list[Finding] = []
    of_tables: dict[str, tuple[ChildTable, list[int]]] = {}
    strange = []
    for index in unknown:
        text = header.row.cells[index]
        if tables := shape.spellings.tables_with(text):
            of_tables.setdefault(tables[0].name, (tables[0], []))[1].append(index)
        elif shape.above and shape.above.meaning(text):
            findings.append(wrong_keys.unknown_column(header.place(index), text, shape))
        else:
            strange.append(index)
    for table, columns in of_tables.values():
        header.is_of_table = header.key is None and shape.keeps_key and len(columns) > 1
        names = [header.row.cells[index].strip() for index in columns]
        place = header.place(columns[0])
        finding = wrong_keys.rows_of_table if header.is_of_table else wrong_keys.columns_of_table
        findings.append(finding(place, names, table, shape.key))
    findings.extend(
        wrong_keys.unknown_columns(
            [(header.place(index), header.row.cells[index]) for index in strange], shape
        )
    )
    return findings


def _row_numbers(header: Header, index: int) -> Finding:
    message = say(
        "The column '{name}' counts the rows: it is not published.", name=header.row.cells[index].strip()
    )
    hint = say("Leave it or delete it. If it is the id of the records, give it the name of the id.")
    return Finding(rules.ROW_NUMBERS, header.place(index), message, hint, severity=Severity.WARNING)


def _take_field(header: Header, index: int, meaning: Field, shape: Shape) -> None:
    if meaning is shape.key:
        header.key = index
    if meaning is not shape.key or shape.keeps_key:
        header.columns.append(Column(index, meaning.name, shape.spellings.normalisers[meaning.name]))


def _title_above(home: Source, rows: Sequence[RawCells], position: int) -> Finding:
    message = say("The header is not the first row: it stands on line {line}.", line=rows[position].line)
    hint = say(
        "Write what is to be published of the rows above into fields of the records, then delete those rows."
    )
    return Finding(rules.TITLE_ROW, home.at(rows[0].line), message, hint)


def _two_rows(home: Source, row: RawCells, next: RawCells) -> Finding:
    message = say("The header has two rows, {first} and {second}.", first=row.line, second=next.line)
    hint = say("Keep one row, without merged cells, and write into each column the name of what it holds.")
    return Finding(rules.TITLE_ROW, home.at(row.line), message, hint)


def _no_key_column(header: Header, shape: Shape) -> Finding:
    source = header.home.at(header.row.line)
    if shape.keeps_key:
        message = say("The column '{field}' is missing: no row has an id.", field=shape.key.label)
        hint = say("Add the column and give each row an id of its own.")
        return Finding(rules.REQUIRED, source, message, hint, field=shape.key.name)
    message = say(
        "The column '{field}' is missing: no row says which record it belongs to.", field=shape.key.label
    )
    hint = say("Add the column and write the record's id into each row.")
    return Finding(rules.ORPHAN_ROW, source, message, hint)
