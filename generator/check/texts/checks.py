"""What is asked of every public text, in one pass over the stream of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from generator.check.passing.period_values import PassingValues, period_values
from generator.check.personal.allowance import allowances
from generator.check.personal.texts import PersonalData, Value
from generator.check.texts.characters import Characters
from generator.check.texts.file_names import FileNames
from generator.check.texts.public_texts import public_texts
from generator.model.finding import Finding
from generator.model.public_text import Place, PublicText
from generator.model.record import Register


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

    def accepted(self) -> Met:
        """The same, where what was refused stands in data that were accepted before."""
        return Met(self.personal | self.refused_personal, self.passing | self.refused_passing)


NOTHING_MET = Met()


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
    checks: list[TextCheck] = [personal, Characters(), FileNames()]
    if values:
        checks.append(passing)
    findings = tuple(check_texts(texts, checks))
    return findings, Met(
        frozenset(personal.passed),
        frozenset(passing.passed),
        frozenset(personal.refused),
        frozenset(passing.refused),
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
