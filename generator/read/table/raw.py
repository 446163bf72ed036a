"""What a source of records hands on before any schema is looked at: texts with their places.

A mapping source (YAML) yields :class:`RawMapping`, a table source (CSV, a workbook) yields
:class:`RawCells`. ``rows`` and ``tables`` turn them into rows of a type.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from generator.model.findings.finding import Finding

HEADER_WITHIN = 5
"""The header of a table is looked for in this many rows, so that a title above it can be named."""
MOST_NAMES = 1_000
"""Columns of a table and keys of a mapping: who has more did not mean them to be any."""
LINE_END = re.compile(r"\r\n|\r|\n")
"""Where a line ends for the editors in which staff count lines."""


class RawText(NamedTuple):
    """A scalar as typed; empty if the file says nothing there. Line and column are 1-based."""

    text: str
    line: int
    column: int
    plain: bool = False
    """Whether it stands there without quotes, so that it may be a number where one is looked for."""


class RawList(NamedTuple):
    """A list of values."""

    items: tuple[RawValue, ...]
    line: int
    column: int


class RawMapping(NamedTuple):
    """``key: value`` pairs in file order, repeated keys included.

    ``trouble`` says why the mapping ends before its end: what was read before stands in it.
    """

    entries: tuple[tuple[RawText, RawValue], ...]
    line: int
    column: int
    flow: bool = False
    trouble: Finding | None = None


RawValue = RawText | RawList | RawMapping


class Merge(NamedTuple):
    """Cells of a workbook that are one: the columns (1-based) of the first and the last, and the range as Excel writes it."""

    column: int
    last_column: int
    range: str


class RawCells(NamedTuple):
    """A row of a table: its first and last line in the file, and its cells from column 1 on.

    ``trouble`` is what is wrong with this row already; ``doubtful`` rows follow an unclosed quote,
    where nobody can say for sure what is a row. ``flaws`` are findings on single cells, empty here; ``merges`` begin here.
    """

    line: int
    last_line: int
    cells: list[str]
    trouble: Finding | None = None
    doubtful: bool = False
    flaws: tuple[Finding, ...] = ()
    merges: tuple[Merge, ...] = ()
