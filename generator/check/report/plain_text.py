"""The report that a clerk reads at a terminal or in a push's answer: by file, then place, then cure and rule."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from generator.check.gate import Verdict
from generator.check.report.masking import visible
from generator.check.report.speaker import Speaker, Told, by_file, counts, tell
from generator.model.declared.severity import Severity

INDENT = 2
GAP = 2
NARROWEST = 16
"""Columns that a text is given however narrow the terminal is."""
_STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "bold yellow"}
_ASIDE = "dim"
_HEADING = "bold underline"

Row = tuple[str, Text]
"""A place (only beside the first line of a finding) and a line."""


def as_text(verdict: Verdict, language: str, width: int | None = None) -> str:
    """Everything that was found, uncut, the counts last.

    ``width``: columns of the terminal that watches; lines are then wrapped and coloured. Without one they are neither.
    """
    speak = Speaker(language)
    groups = by_file(tell(verdict, language))
    blocks = [_block(visible(path), list(_rows(found, speak)), width) for path, found in groups]
    return "\n".join([*blocks, counts(verdict, speak) + "\n"])


def _rows(findings: Iterable[Told], speak: Speaker) -> Iterator[Row]:
    for told in findings:
        said = Text(speak.plain("{severity}: {message}", severity=told.weight, message=told.message))
        said.stylize(_STYLES[told.finding.severity], end=len(told.weight))
        yield told.place, said
        if told.hint:
            yield "", Text(speak.plain("Cure: {text}", text=told.hint))
        yield "", Text(speak.plain("Rule: {id}: {sentence}", id=told.rule, sentence=told.sentence), _ASIDE)
        if told.basis:
            yield "", Text(speak.plain("Basis: {text}", text=told.basis), _ASIDE)


def _block(path: str, rows: Sequence[Row], width: int | None) -> str:
    widest = max(cell_len(place) for place, _ in rows)
    margin = INDENT + (widest + GAP if widest else 0)
    if width is not None:
        return _drawn(path, rows, margin, width)
    lines = [_beside(place, margin) + text.plain for place, text in rows]
    return "\n".join([path, *lines]) + "\n"


def _beside(place: str, margin: int) -> str:
    """The place in its column, which is as wide as Chinese signs make it."""
    return " " * INDENT + place + " " * (margin - INDENT - cell_len(place))


def _drawn(path: str, rows: Sequence[Row], margin: int, width: int) -> str:
    """For a terminal: the text beside the places wraps in a column of its own."""
    sink = io.StringIO()
    console = Console(
        file=sink, width=width, force_terminal=True, color_system="standard", legacy_windows=False
    )
    page = Text.assemble((path, _HEADING))
    for place, text in rows:
        for number, line in enumerate(text.wrap(console, max(width - margin, NARROWEST), overflow="fold")):
            page.append("\n" + _beside("" if number else place, margin))
            page.append_text(line)
    console.print(page, crop=False, no_wrap=True, overflow="ignore")
    return sink.getvalue()
