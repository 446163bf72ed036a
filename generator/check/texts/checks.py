"""What is asked of every public text, in one pass over the stream of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from generator.check.passing.period_values import PassingValues, period_values
from generator.check.personal.allowance import allowances
from generator.check.personal.texts import PersonalData, Value
from generator.check.texts.characters import Characters
from generator.check.texts.file_names import FileNames
from generator.check.texts.html_texts import HtmlTexts
from generator.check.texts.public_texts import public_texts
from generator.check.texts.ruined_texts import RuinedTexts
from generator.model.files.attachment import MOST_TEXT
from generator.model.findings.finding import Finding
from generator.model.records.public_text import Place, PublicText
from generator.model.records.record import Register


class TextCheck(Protocol):
    """One question: a quick look at every text, a closer one at what is suspect, and what is left at the end."""

    @property
    def places(self) -> Collection[Place]:
        """The kinds of places of whose texts it is asked."""

    def suspects(self, text: str) -> bool:
        """Whether a text is worth a closer look. Asked of every text there is, so it has to be quick."""

    def findings(self, text: PublicText) -> Iterator[Finding]:
        """What is wrong with a text that is suspect."""

    def left(self) -> Iterator[Finding]:
        """What can be told when all texts were seen."""


@dataclass(frozen=True, slots=True)
class Met:
    """What the checks met in public texts and let stand; what they refused stands apart.

    Personal values are known by kind and plain spelling, values that do not last by what their spellings have in common.
    """

    personal: frozenset[Value] = frozenset()
    passing: frozenset[str] = frozenset()
    refused_personal: frozenset[Value] = frozenset()
    refused_passing: frozenset[str] = frozenset()
    documents: Mapping[str, str] = field(default_factory=dict)
    """What each document shows, by its path from the root, as far as the search looks into it."""

    def accepted(self) -> Met:
        """The same, where what was refused stands in data that were accepted before."""
        return Met(self.personal | self.refused_personal, self.passing | self.refused_passing)


NOTHING_MET = Met()


class ShownTexts:
    """Asks nothing: keeps what documents show, for the search, since they are read once alone."""

    places = frozenset({Place.DOCUMENT})

    def __init__(self) -> None:
        self._parts: dict[str, list[str]] = {}
        self._sizes: dict[str, int] = {}

    def suspects(self, text: str) -> bool:
        return bool(text.strip())

    def findings(self, text: PublicText) -> Iterator[Finding]:
        path = text.source.path
        if text.shown and self._sizes.get(path, 0) < MOST_TEXT:
            line = " ".join(text.text[: 2 * MOST_TEXT].split())
            self._parts.setdefault(path, []).append(line)
            self._sizes[path] = self._sizes.get(path, 0) + len(line) + 1
        yield from ()

    def left(self) -> Iterator[Finding]:
        yield from ()

    def texts(self) -> Mapping[str, str]:
        """By path from the root."""
        return {path: "\n".join(parts)[:MOST_TEXT] for path, parts in self._parts.items()}


def check_public_texts(
    root: Path, register: Register, refused: Collection[str] = (), *, documents: bool = True
) -> tuple[tuple[Finding, ...], Met]:
    """Every finding about any text under ``root`` that may reach the public, and about files that cannot be searched.

    Files that are ``refused`` for another reason, by path, need not be searchable: one mistake is reported once.
    Without ``documents`` attachments and pictures are left out.
    """
    texts = (
        text
        for text in public_texts(root, register, documents=documents)
        if isinstance(text, PublicText) or text.source.path not in refused
    )
    values = period_values(register)
    personal = PersonalData(allowances(register.site), register.site.countries)
    passing = PassingValues(values)
    kept = ShownTexts()
    checks: list[TextCheck] = [personal, Characters(), FileNames(), HtmlTexts(), RuinedTexts(), kept]
    if values:
        checks.append(passing)
    findings = tuple(check_texts(texts, checks))
    return findings, Met(
        frozenset(personal.passed),
        frozenset(passing.passed),
        frozenset(personal.refused),
        frozenset(passing.refused),
        kept.texts(),
    )


def check_texts(texts: Iterable[PublicText | Finding], checks: Sequence[TextCheck]) -> Iterator[Finding]:
    """What the checks find in the texts, in one pass; findings among these go through."""
    asked = {place: [check for check in checks if place in check.places] for place in Place}
    for text in texts:
        if isinstance(text, Finding):
            yield text
            continue
        for check in asked[text.place]:
            if check.suspects(text.text):
                yield from check.findings(text)
    for check in checks:
        yield from check.left()
