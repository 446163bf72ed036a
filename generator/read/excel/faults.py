"""What a sheet must not have and its cells must not show: the findings, each with its cure."""

from __future__ import annotations

import itertools
from collections.abc import Collection, Iterator

from generator.model.declared.severity import Severity
from generator.model.findings import rules
from generator.model.findings.finding import Finding
from generator.model.records.record import Source
from generator.model.text.wording import say

_LOOK_AT_THEM = say("Show them and look at them; delete what is not to be published.")


def no_table(home: Source) -> Finding:
    """A sheet of another kind than cells."""
    hint = say("Delete it from the file; a picture belongs into data/attachments/.")
    return Finding(rules.UNKNOWN_SHEET, home, say("This sheet is a chart, not a table."), hint)


def hidden_sheet(name: str, home: Source) -> Finding:
    """A sheet that nobody sees."""
    message = say("The sheet '{name}' is hidden, but holds something.", name=name)
    hint = say("Show it and look at it; delete it if it is not to be published.")
    return Finding(rules.HIDDEN_CELLS, home, message, hint)


def hidden_rows(lines: Collection[int], home: Source) -> Iterator[Finding]:
    """Rows that hold something and that nobody sees: a finding for each run of neighbours."""
    for first, last in _runs(lines):
        message = say("Rows {first} to {last} are hidden, but hold something.", first=first, last=last)
        if first == last:
            message = say("This row is hidden, but holds something.")
        yield Finding(rules.HIDDEN_CELLS, home.at(first), message, _LOOK_AT_THEM)


def hidden_columns(columns: Collection[int], header: Source) -> Iterator[Finding]:
    """The same for columns, at their headers."""
    for first, _ in _runs(sorted(columns)):
        message = say("Columns that hold something are hidden here.")
        yield Finding(rules.HIDDEN_CELLS, header.at(header.line, first), message, _LOOK_AT_THEM)


def unseen(place: Source, *, by_format: bool) -> Finding:
    """A cell that holds something which its number format does not show, or its colour hides."""
    message = say("This cell is written in the colour of its background, so that nobody sees what it holds.")
    hint = say("Give it a colour that can be read and look at it; empty it if it is not to be published.")
    if by_format:
        message = say("The number format of this cell hides what it holds.")
        hint = say("Give it the format General and look at it; empty it if it is not to be published.")
    return Finding(rules.HIDDEN_CELLS, place, message, hint)


def struck_out(place: Source) -> Finding:
    """The first cell of a row whose text, or a part of it, is struck out: no page of the site shows the line."""
    message = say(
        "Text of this row is struck out. The site shows no such line: it says the text as if it held."
    )
    hint = say("If it holds, take the line away. If it does not, write what holds instead.")
    return Finding(rules.STRUCK_OUT, place, message, hint, severity=Severity.WARNING)


def no_result(place: Source) -> Finding:
    """A formula that was never computed."""
    message = say("The cell holds a formula, but the file does not hold its result.")
    hint = say("Open the file in Excel or WPS, and save it again.")
    return Finding(rules.CELL_WITHOUT_VALUE, place, message, hint)


def unshown(place: Source) -> Finding:
    """A number in a format that leaves open what is meant."""
    message = say("What this cell shows cannot be told from its number format.")
    hint = say("Format the cell as text or as a date, and type it again.")
    return Finding(rules.CELL_WITHOUT_VALUE, place, message, hint)


def _runs(numbers: Collection[int]) -> Iterator[tuple[int, int]]:
    """Neighbouring numbers as their first and last."""
    for _, run in itertools.groupby(enumerate(numbers), lambda pair: pair[1] - pair[0]):
        members = [value for _, value in run]
        yield members[0], members[-1]
