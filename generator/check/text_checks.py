"""What is asked of every public text, in one pass over the stream of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Protocol

from generator.check.characters import Characters
from generator.check.file_names import FileNames
from generator.check.period_values import PassingValues, period_values
from generator.check.personal.allowance import allowances
from generator.check.personal.texts import PersonalData
from generator.check.public_texts import public_texts
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


def check_public_texts(root: Path, register: Register, refused: Collection[str] = ()) -> Iterator[Finding]:
    """Every finding about any text under ``root`` that may reach the public, and about files that cannot be searched.

    Files that are ``refused`` for another reason, by path, need not be searchable: one mistake is reported once.
    """
    texts = (
        text
        for text in public_texts(root, register)
        if isinstance(text, PublicText) or text.source.path not in refused
    )
    checks: list[TextCheck] = [PersonalData(allowances(register.site)), Characters(), FileNames()]
    if values := period_values(register):
        checks.append(PassingValues(values))
    yield from check_texts(texts, checks)


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
