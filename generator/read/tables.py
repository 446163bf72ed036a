"""Rows of cells → rows of a type. The header is understood once a file; each row then costs little."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from generator.model import rules
from generator.model.condition import Value
from generator.model.finding import Finding
from generator.model.record import OWN_LINE, Row, Source
from generator.model.record_type import ChildTable, Field
from generator.model.wording import say
from generator.read import wrong_keys
from generator.read.csv_rows import HEADER_WITHIN
from generator.read.raw import RawCells
from generator.read.shape import Shape
from generator.read.spellings import Spellings, fold
from generator.read.values import Normaliser

_NOTHING: tuple[Value, ...] = ("", ())


class KeyedRow(NamedTuple):
    """A row and its key: its own id, or the id of the record above; empty if the cell is."""

    key: str
    row: Row


class _Column(NamedTuple):
    place: int
    name: str
    convert: Normaliser


@dataclass(slots=True)
class _Header:
    """A header understood: the columns that hold fields, the key's index, the columns without a name."""

    path: str
    row: RawCells
    width: int
    """Up to the last column that has a name."""
    columns: list[_Column] = field(default_factory=list)
    key: int | None = None
    unnamed: set[int] = field(default_factory=set)
    findings: list[Finding] = field(default_factory=list)


def keyed_rows(cells: Iterator[RawCells | Finding], path: str, shape: Shape) -> Iterator[KeyedRow | Finding]:
    """The rows of a table, whatever it was read from. Rows without a cell that holds anything are none."""
    leading = _leading(cells)
    yield from (item for item in leading if isinstance(item, Finding))
    rows = [item for item in leading if isinstance(item, RawCells)]
    if not rows:
        return
    position = _header_position(rows, shape.spellings)
    if position:
        yield _title_above(path, rows, position)
    header = _understand(rows[position], path, shape)
    yield from header.findings
    if header.key is None:
        yield _no_key_column(header, shape)
        return
    rest = rows[position + 1 :]
    if rest and _repeats(rest[0], rows[position], shape.spellings):
        yield _second_header(path, rest.pop(0))
    yield from _body(itertools.chain(rest, cells), header, shape)


def _leading(cells: Iterator[RawCells | Finding]) -> list[RawCells | Finding]:
    """The first rows that hold anything, as many as the header is looked for in."""
    leading: list[RawCells | Finding] = []
    for item in cells:
        if isinstance(item, Finding) or any(map(str.strip, item.cells)):
            leading.append(item)
        if len(leading) == HEADER_WITHIN:
            break
    return leading


def _header_position(rows: Sequence[RawCells], spellings: Spellings) -> int:
    """0, unless the first row cannot be the header and one of the next is."""
    known = [spellings.count_known(row.cells) for row in rows]
    filled = [sum(1 for cell in row.cells if cell.strip()) for row in rows]
    if filled[0] > 1 and known[0]:
        return 0
    best = max(range(len(rows)), key=lambda index: known[index])
    return best if known[best] > known[0] and 2 * known[best] > filled[best] else 0


def _repeats(row: RawCells, header: RawCells, spellings: Spellings) -> bool:
    """Whether the row says under every header once more what the header says, in another spelling or not."""
    pairs = [(above, below) for above, below in zip(header.cells, row.cells, strict=False) if below.strip()]
    meanings = [(spellings.meaning(above), spellings.meaning(below)) for above, below in pairs]
    return len(pairs) > 1 and all(above is not None and above is below for above, below in meanings)


def _understand(row: RawCells, path: str, shape: Shape) -> _Header:
    width = max((index for index, cell in enumerate(row.cells, 1) if cell.strip()), default=0)
    header = _Header(path, row, width)
    seen: set[str] = set()
    for index, text in enumerate(row.cells):
        if not text.strip():
            header.unnamed.add(index)
            continue
        meaning = shape.spellings.meaning(text)
        name = meaning.name if meaning else fold(text)
        source = Source(path, row.line, index + 1)
        if name in seen:
            header.findings.append(wrong_keys.repeated_column(source, text, name if meaning else ""))
        elif meaning is None:
            header.findings.append(wrong_keys.unknown_column(source, text, shape))
        elif isinstance(meaning, ChildTable):
            header.findings.append(wrong_keys.table_as_column(source, meaning))
        else:
            _take(header, index, meaning, shape)
        seen.add(name)
    return header


def _take(header: _Header, index: int, meaning: Field, shape: Shape) -> None:
    if meaning is shape.key:
        header.key = index
    if meaning is not shape.key or shape.keeps_key:
        header.columns.append(_Column(index, meaning.name, shape.spellings.normalisers[meaning.name]))


def _body(rows: Iterator[RawCells | Finding], header: _Header, shape: Shape) -> Iterator[KeyedRow | Finding]:
    path, columns, width, key_index = header.path, header.columns, header.width, header.key or 0
    places = {column.name: (OWN_LINE, column.place + 1) for column in columns}
    read_key = shape.spellings.normalisers[shape.key.name]
    for raw in rows:
        if isinstance(raw, Finding):
            yield raw
            continue
        cells = raw.cells
        if not any(cells) or not any(map(str.strip, cells)):
            continue
        if len(cells) != width or header.unnamed or raw.trouble:
            if raw.doubtful and raw.trouble is None and len(cells) != width:
                continue
            key = id_text(read_key(cells[key_index])) if key_index < len(cells) else ""
            yield from (replace(finding, record=key) for finding in _faults(raw, header))
            cells = [*cells, *[""] * (width - len(cells))]
        values: dict[str, Value] = {}
        for index, name, convert in columns:
            if text := cells[index]:
                value = convert(text)
                if value not in _NOTHING:
                    values[name] = value
        key = id_text(read_key(cells[key_index]))
        if key or not raw.doubtful:
            yield KeyedRow(key, Row(values, Source(path, raw.line), places))


def _faults(raw: RawCells, header: _Header) -> Iterator[Finding]:
    """What is wrong with the row as a whole; a cell under an empty header is named once a column."""
    if raw.trouble:
        yield raw.trouble
        return
    filled = max(index for index, cell in enumerate(raw.cells, 1) if cell.strip())
    if len(raw.cells) < header.width or filled > max(header.width, len(header.row.cells)):
        yield _ragged(raw, max(filled, min(len(raw.cells), header.width)), header)
        return
    for index in sorted(header.unnamed):
        if index < filled and raw.cells[index].strip():
            header.unnamed.discard(index)
            yield _empty_header(index, raw, header)


def _ragged(raw: RawCells, count: int, header: _Header) -> Finding:
    message = say("The row has {count} cells, the header has {expected}.", count=count, expected=header.width)
    if raw.last_line > raw.line:
        hint = say("It runs to line {line}: is a quotation mark too many or missing?", line=raw.last_line)
    elif count > header.width:
        hint = say("A cell that holds the separator itself goes in double quotes.")
    else:
        hint = say("Add the missing separators; an empty cell needs one too.")
    return Finding(rules.RAGGED_ROW, Source(header.path, raw.line), message, hint)


def _empty_header(index: int, raw: RawCells, header: _Header) -> Finding:
    message = say("This column has no name, but holds something on line {line}.", line=raw.line)
    hint = say("Write the field's name into the header, or empty the column.")
    return Finding(rules.EMPTY_HEADER, Source(header.path, header.row.line, index + 1), message, hint)


def _title_above(path: str, rows: Sequence[RawCells], position: int) -> Finding:
    message = say("The header is not the first row: it stands on line {line}.", line=rows[position].line)
    return Finding(
        rules.TITLE_ROW, Source(path, rows[0].line), message, say("Delete the rows above the header.")
    )


def _second_header(path: str, row: RawCells) -> Finding:
    hint = say("Keep one of the two rows and delete the other.")
    return Finding(
        rules.TITLE_ROW, Source(path, row.line), say("The header stands here a second time."), hint
    )


def _no_key_column(header: _Header, shape: Shape) -> Finding:
    source = Source(header.path, header.row.line)
    if shape.keeps_key:
        message = say("The column '{field}' is missing: no row has an id.", field=shape.key.label)
        hint = say("Add the column and give each row an id of its own.")
        return Finding(rules.REQUIRED, source, message, hint, field=shape.key.name)
    message = say(
        "The column '{field}' is missing: no row says which record it belongs to.", field=shape.key.label
    )
    hint = say("Add the column and write the record's id into each row.")
    return Finding(rules.ORPHAN_ROW, source, message, hint)


def id_text(value: Value) -> str:
    """An id as records and references carry it: a text, whatever the field's type."""
    return value if isinstance(value, str) else "" if value in (None, ()) else str(value)
