"""The report that a clerk reads at a terminal or in a push's answer: by file, then place, then cure and rule."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from rich.cells import cell_len

from generator.check.report.masking import visible
from generator.check.report.told import Told, by_file, counts_of
from generator.model.declared.severity import Severity
from generator.model.text.catalogue import translator
from generator.model.text.wording import Translate, fill

if TYPE_CHECKING:
    from generator.check.gate import Verdict

INDENT = 2
GAP = 2
NARROWEST = 16
"""Columns that a text is given however narrow the terminal is."""
_STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "bold yellow"}
_ASIDE = "dim"
_HEADING = "bold underline"

Row = tuple[str, str, str, str]
"""A place (only beside the first line of a finding), a line, how it looks in a terminal, and how much of it does so."""


def as_text(verdict: Verdict, language: str, width: int | None = None) -> str:
    """Everything that was found, uncut, the counts last.

    ``width``: columns of the terminal that watches; lines are then wrapped and coloured. Without one they are neither.
    """
    from generator.check.report.speaker import tell  # what was told before is laid out without it

    return laid_out(tell(verdict, language), verdict.errors, verdict.warnings, language, width)


def laid_out(
    findings: Iterable[Told], errors: int, warnings: int, language: str, width: int | None = None
) -> str:
    """The same of findings that are told already, sorted by place."""
    translate = translator(language)
    blocks = [
        _block(visible(path), list(_rows(found, translate)), width) for path, found in by_file(findings)
    ]
    return "\n".join([*blocks, counts_of(errors, warnings, translate) + "\n"])


def _rows(findings: Iterable[Told], translate: Translate) -> Iterator[Row]:
    def plain(text: str, /, **parameters: object) -> str:
        return fill(translate(text), **parameters)

    for told in findings:
        message = plain("{severity}: {message}", severity=told.weight, message=told.message)
        yield told.place, message, _STYLES[told.severity], told.weight
        if told.hint:
            yield "", plain("Cure: {text}", text=told.hint), "", ""
        rule = plain("Rule: {id}: {sentence}", id=told.rule, sentence=told.sentence)
        yield "", rule, _ASIDE, rule
        if told.basis:
            basis = plain("Basis: {text}", text=told.basis)
            yield "", basis, _ASIDE, basis


def _block(path: str, rows: Sequence[Row], width: int | None) -> str:
    widest = max(cell_len(place) for place, _, _, _ in rows)
    margin = INDENT + (widest + GAP if widest else 0)
    if width is not None:
        return _drawn(path, rows, margin, width)
    lines = [_beside(place, margin) + text for place, text, _, _ in rows]
    return "\n".join([path, *lines]) + "\n"


def _beside(place: str, margin: int) -> str:
    """The place in its column, which is as wide as Chinese signs make it."""
    return " " * INDENT + place + " " * (margin - INDENT - cell_len(place))


def _drawn(path: str, rows: Sequence[Row], margin: int, width: int) -> str:
    """For a terminal: the text beside the places wraps in a column of its own."""
    from rich.console import Console  # takes longer to load than a plain report to write
    from rich.text import Text

    sink = io.StringIO()
    console = Console(
        file=sink, width=width, force_terminal=True, color_system="standard", legacy_windows=False
    )
    page = Text.assemble((path, _HEADING))
    for place, line, style, styled in rows:
        text = Text(line)
        text.stylize(style, end=len(styled))
        for number, piece in enumerate(text.wrap(console, max(width - margin, NARROWEST), overflow="fold")):
            page.append("\n" + _beside("" if number else place, margin))
            page.append_text(piece)
    console.print(page, crop=False, no_wrap=True, overflow="ignore")
    return sink.getvalue()
