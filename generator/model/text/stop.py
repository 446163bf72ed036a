"""The one exception: the run cannot go on at all, and one sentence says why (exit status 2)."""

from __future__ import annotations

from generator.model.text.wording import Phrase


class CannotRun(Exception):
    """Nothing was checked or built: no data folder, a schema that cannot be read, a target in use."""

    def __init__(self, phrase: Phrase) -> None:
        super().__init__(phrase.text)
        self.phrase = phrase

    def __reduce__(self) -> tuple[type[CannotRun], tuple[Phrase]]:
        """Whole, when a process of ours raised it: its text alone would not tell what stands for the names."""
        return CannotRun, (self.phrase,)
