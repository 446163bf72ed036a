"""One fault that shows at many places is said once: a record that is missing, whoever refers to it; cells of one column that
are wrong in the same way.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from generator.check.rules.phrases import listed
from generator.model.findings import rules
from generator.model.findings.finding import Finding
from generator.model.records.record import column_letter
from generator.model.text.wording import Parameter, Phrase, say

ONCE = frozenset({rules.DANGLING_REFERENCE, rules.UNANNOUNCED})
"""Rules whose message says all of the fault: the same message at another place is the same fault."""
OF_CELLS = frozenset((
    rules.CELL_WITHOUT_VALUE, rules.HIDDEN_CELLS, rules.ROUNDED_NUMBER, rules.MOJIBAKE, rules.REQUIRED, rules.WRONG_TYPE,
    rules.NOT_ALLOWED, rules.WRONG_PATTERN, rules.WRONG_LENGTH, rules.OUT_OF_RANGE, rules.STRUCK_OUT,
))  # fmt: skip
"""Rules about a single cell of a table."""
TABLES = (".csv", ".xlsx")
FEWEST_CELLS = 3
"""Cells of a column with the same fault that are said as one."""
MOST_NAMED = 3
"""Further places that the message names."""


def together(findings: Iterable[Finding]) -> list[Finding]:
    """The findings in their order, those of one fault as one at the first of its places, which names others."""
    same: dict[object, list[Finding]] = {}
    for finding in findings:
        same.setdefault(_fault(finding), []).append(finding)
    return [one for found in same.values() for one in _said(found)]


def apart(findings: Iterable[Finding]) -> Iterator[Finding]:
    """The findings as they were before :func:`together`: one for each place."""
    for finding in findings:
        yield from finding.same or (finding,)


def _fault(finding: Finding) -> object:
    """What tells faults apart. Of a phrase Python hashes the text alone, so its parameters are asked as well."""
    is_cell = finding.rule in OF_CELLS and finding.source.column and finding.source.path.endswith(TABLES)
    if finding.rule not in ONCE and not is_cell:
        return finding
    place = (
        (finding.source.path, finding.source.sheet, finding.source.column, finding.field) if is_cell else ()
    )
    return (
        finding.rule,
        finding.severity,
        finding.message.text,
        tuple(map(str, finding.message.parameters.values())),
        finding.hint and finding.hint.text,
        place,
    )


def _said(found: Sequence[Finding]) -> Sequence[Finding]:
    """The findings of one fault, as they are said."""
    if len(found) == 1:
        return found
    if found[0].rule in ONCE:
        return [_one(found)]
    return [_of_cells(found)] if len(found) >= FEWEST_CELLS else found


def _of_cells(found: Sequence[Finding]) -> Finding:
    """Cells of one column: ``C2–C13, 12 cells``."""
    first = found[0]
    letter = column_letter(first.source.column or 1)
    lines = sorted({finding.source.line or 1 for finding in found})
    runs: list[list[int]] = []
    for line in lines:
        if runs and runs[-1][-1] == line - 1:
            runs[-1][1:] = [line]
        else:
            runs.append([line])
    cells = ", ".join("–".join(f"{letter}{line}" for line in run) for run in runs[:MOST_NAMED])
    message = say(
        "{said} The same holds for {cells}: {n:cell|cells} in all.",
        said=first.message,
        cells=cells + (", …" if len(runs) > MOST_NAMED else ""),
        n=len(lines),
    )
    return replace(first, message=message, same=tuple(found))


def _one(found: Sequence[Finding]) -> Finding:
    first, *others = found
    lines: dict[tuple[str, str], list[str]] = {}
    for finding in others[:MOST_NAMED]:
        place = finding.source
        lines.setdefault((place.path, place.sheet), []).append(str(place.line or 1))
    places: list[Parameter] = [
        _place(path, sheet, ", ".join(found)) for (path, sheet), found in lines.items()
    ]
    if len(others) > MOST_NAMED:
        places.append("…")
    message = say(
        "{said} The same stands at {n:further place|further places}: {places}.",
        said=first.message,
        n=len(others),
        places=listed(places),
    )
    return replace(first, message=message, same=tuple(found))


def _place(path: str, sheet: str, lines: str) -> Phrase:
    if sheet:
        return say("{path}, sheet {name}, line {line}", path=path, name=sheet, line=lines)
    return say("{path}, line {line}", path=path, line=lines)
