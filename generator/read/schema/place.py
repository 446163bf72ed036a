"""Where in a declaration file something stands, and the sentence that stops the run there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from generator.model.text.stop import CannotRun
from generator.model.text.wording import Parameter, Phrase, say
from generator.read.table.raw import RawList, RawMapping, RawText, RawValue
from generator.read.yaml.declarations import read_declaration

TRANSPARENT = "sunlit"
"""The block that nearly everything of a schema stands in: it goes without saying."""
LONGEST_SHOWN = 1_000
"""Characters of a value in a sentence."""
Step = str | int
"""A key, or an entry of a list: by its ``name``, or counted from the end, where stands what is added to a shipped schema."""


@dataclass(frozen=True, slots=True)
class Place:
    """What leads from the top of a declaration file to a value."""

    shown: str
    """How messages call the file."""
    file: Path | None = field(default=None, compare=False)
    """The file itself, so that messages can name the line; wherever a copy of it lies, it is the same place."""
    steps: tuple[Step, ...] = ()

    def at(self, key: str) -> Place:
        return Place(self.shown, self.file, (*self.steps, key))

    def entry(self, number: int, of: int, name: object = None) -> Place:
        """The entry of that number, from 0, in a list of so many."""
        step = name if isinstance(name, str) and name else number - of
        return Place(self.shown, self.file, (*self.steps, step))

    @property
    def where(self) -> str:
        """The keys, as messages say them; the name of the file for the file as a whole."""
        keys = [step for step in self.steps if isinstance(step, str)]
        inner = keys[1:] if keys[:1] == [TRANSPARENT] else keys
        return ".".join(inner or keys) or Path(self.shown).name

    def refusal(self, sentence: Phrase) -> CannotRun:
        """What to raise. The sentence may ask for ``{path}``, which names the line where that is known, and ``{where}``."""
        line = _line(self.file, self.steps) if self.file else None
        path = say("{path}, line {line}", path=self.shown, line=line) if line else self.shown
        said = _shortened(Phrase(sentence.text, {"where": self.where, **sentence.parameters}))
        return CannotRun(Phrase(said.text, {**said.parameters, "path": path}))


def _shortened(sentence: Phrase) -> Phrase:
    """What somebody typed may be of any length; a sentence is not."""
    return Phrase(sentence.text, {name: _short(value) for name, value in sentence.parameters.items()})


def _short(value: Parameter) -> Parameter:
    if isinstance(value, Phrase):
        return _shortened(value)
    return f"{value[:LONGEST_SHOWN]}…" if isinstance(value, str) and len(value) > LONGEST_SHOWN else value


def _line(file: Path, steps: Sequence[Step]) -> int | None:
    """The line, from 1, on which the last of the steps stands that the file itself takes; ``None`` if it takes none."""
    try:
        value: RawValue | None = read_declaration(file, file.name)
    except CannotRun:
        return None
    line = None
    for step in steps:
        place, value = next(_below(value, step), (None, None))
        if place is None:
            break
        line = place.line
    return line


def _below(value: RawValue | None, step: Step) -> Iterator[tuple[RawValue, RawValue]]:
    """What stands under a key, or is the entry of a list, and where it begins."""
    if isinstance(value, RawMapping):
        yield from ((key, below) for key, below in value.entries if key.text == str(step))
    elif isinstance(value, RawList) and isinstance(step, int):
        yield from ((item, item) for item in value.items[step : step + 1 or None])
    elif isinstance(value, RawList):
        yield from (
            (item, item)
            for item in value.items
            for _, name in _below(item, "name")
            if isinstance(name, RawText) and name.text == step
        )
