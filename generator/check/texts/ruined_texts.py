"""Names and declarations that were read in a wrong encoding somewhere: a check of public texts.

Records, pages and catalogues are asked when they are read, since what is ruined there is not fit to be read.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.model.findings.finding import Finding
from generator.model.records.public_text import Place, PublicText
from generator.model.records.record import Source
from generator.read.text.mojibake import ruin_in


class RuinedTexts:
    """A finding for the first ruin in each such text."""

    places = frozenset({Place.NAME, Place.DECLARATION})

    def suspects(self, text: str) -> bool:
        """There are few such texts, and most are plain."""
        return not text.isascii()

    def findings(self, text: PublicText) -> Iterator[Finding]:
        """Where the ruin begins; a name has its path."""
        if ruin := ruin_in(text.text):
            yield ruin.finding(Source(text.path) if text.place is Place.NAME else text.source_at(ruin.index))

    def left(self) -> Iterator[Finding]:
        """Nothing: each text is judged by itself."""
        yield from ()
