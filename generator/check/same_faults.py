"""One fault that shows at many places is said once: a record that is missing, whoever refers to it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from generator.check.rules.phrases import listed
from generator.model import rules
from generator.model.finding import Finding
from generator.model.wording import Parameter, Phrase, say

ONCE = frozenset({rules.DANGLING_REFERENCE})
"""Rules whose message says all of the fault: the same message at another place is the same fault."""
MOST_NAMED = 3
"""Further places that the message names."""


def together(findings: Iterable[Finding]) -> list[Finding]:
    """The findings in their order, those of one fault as one at the first of its places, which names others."""
    same: dict[object, list[Finding]] = {}
    for finding in findings:
        same.setdefault(_fault(finding), []).append(finding)
    return [_one(found) for found in same.values()]


def apart(findings: Iterable[Finding]) -> Iterator[Finding]:
    """The findings as they were before :func:`together`: one for each place."""
    for finding in findings:
        yield from finding.same or (finding,)


def _fault(finding: Finding) -> object:
    """What tells faults apart. Of a phrase Python hashes the text alone, so its parameters are asked as well."""
    if finding.rule not in ONCE:
        return finding
    return (
        finding.rule,
        finding.severity,
        finding.message.text,
        tuple(map(str, finding.message.parameters.values())),
    )


def _one(found: Sequence[Finding]) -> Finding:
    first, *others = found
    if not others:
        return first
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
