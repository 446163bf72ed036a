"""The header of a table: which row it is, and which field each of its columns holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from generator.model import rules
from generator.model.finding import Finding
from generator.model.folding import fold
from generator.model.record import Source
from generator.model.record_type import ChildTable, Field
from generator.model.wording import say
from generator.read.table import wrong_keys
from generator.read.table.raw import RawCells
from generator.read.table.shape import Shape
from generator.read.table.spellings import Meaning, Spellings
from generator.read.table.values import Normaliser

LONGEST_NAME = 1000
"""Characters by which unknown headers are told apart."""


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


def understand_header(rows: Sequence[RawCells], home: Source, shape: Shape) -> tuple[Header, list[RawCells]]:
    """The header among the first rows of a table, with what is wrong about it, and the rows that follow it."""
    position = _position(rows, shape.spellings)
    header = _understood(rows[position], home, shape)
    if position:
        header.findings.append(_title_above(home, rows, position))
    rest = list(rows[position + 1 :])
    if rest and _repeats(rest[0], rows[position], shape.spellings):
        header.findings.append(_second_header(home, rest.pop(0)))
    if header.key is None:
        header.findings.append(_no_key_column(header, shape))
    taken = rows[: len(rows) - len(rest)]
    header.findings.extend(row.trouble for row in taken if row.trouble)
    header.findings.extend(flaw for row in taken for flaw in row.flaws)
    return header, rest


def _position(rows: Sequence[RawCells], spellings: Spellings) -> int:
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


def _understood(row: RawCells, home: Source, shape: Shape) -> Header:
    width = max((index for index, cell in enumerate(row.cells, 1) if cell.strip()), default=0)
    header = Header(home, row, width)
    seen: set[str] = set()
    for index, text in enumerate(row.cells):
        if not text.strip():
            header.unnamed.add(index)
            continue
        meaning = shape.spellings.meaning(text)
        name = meaning.name if meaning else fold(text[:LONGEST_NAME])
        if name in seen:
            source = home.at(row.line, index + 1)
            header.findings.append(wrong_keys.repeated_column(source, text, name if meaning else ""))
        else:
            _take(header, index, meaning, shape)
        seen.add(name)
    return header


def _take(header: Header, index: int, meaning: Meaning | None, shape: Shape) -> None:
    source = header.home.at(header.row.line, index + 1)
    if meaning is None:
        header.findings.append(wrong_keys.unknown_column(source, header.row.cells[index], shape))
    elif isinstance(meaning, ChildTable):
        header.findings.append(wrong_keys.table_as_column(source, meaning))
    else:
        _take_field(header, index, meaning, shape)


def _take_field(header: Header, index: int, meaning: Field, shape: Shape) -> None:
    if meaning is shape.key:
        header.key = index
    if meaning is not shape.key or shape.keeps_key:
        header.columns.append(Column(index, meaning.name, shape.spellings.normalisers[meaning.name]))


def _title_above(home: Source, rows: Sequence[RawCells], position: int) -> Finding:
    message = say("The header is not the first row: it stands on line {line}.", line=rows[position].line)
    return Finding(rules.TITLE_ROW, home.at(rows[0].line), message, say("Delete the rows above the header."))


def _second_header(home: Source, row: RawCells) -> Finding:
    hint = say("Keep one of the two rows and delete the other.")
    return Finding(rules.TITLE_ROW, home.at(row.line), say("The header stands here a second time."), hint)


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
