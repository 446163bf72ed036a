"""Where in a declaration file something stands, and the sentence that stops the run there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from generator.model.stop import CannotRun
from generator.model.wording import Phrase, say

TRANSPARENT = "sunlit"
"""The block that nearly everything of a schema stands in: it goes without saying."""
Step = str | int
"""A key, or an entry of a list: by its ``name``, or counted from the end, where stands what is added to a shipped schema."""


@dataclass(frozen=True, slots=True)
class Place:
    """What leads from the top of a declaration file to a value."""

    shown: str
    """How messages call the file."""
    file: Path | None = None
    """The file itself, so that messages can name the line."""
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
        return CannotRun(Phrase(sentence.text, {"where": self.where, **sentence.parameters, "path": path}))


def _line(file: Path, steps: Sequence[Step]) -> int | None:
    """The line, from 1, on which the last of the steps stands that the file itself takes; ``None`` if it takes none."""
    try:
        node = yaml.compose(file.read_text(encoding="utf-8-sig"), Loader=yaml.SafeLoader)
    except (OSError, ValueError, yaml.YAMLError, RecursionError):
        return None
    line = None
    for step in steps:
        mark, node = next(_below(node, step), (None, None))
        if mark is None:
            break
        line = mark.line + 1
    return line


def _below(node: yaml.Node | None, step: Step) -> Iterator[tuple[yaml.Mark, yaml.Node]]:
    """What stands under a key, or is the entry of a list, and where it begins."""
    if isinstance(node, yaml.MappingNode):
        yield from ((key.start_mark, value) for key, value in node.value if key.value == str(step))
    elif isinstance(node, yaml.SequenceNode) and isinstance(step, int):
        yield from ((item.start_mark, item) for item in node.value[step : step + 1 or None])
    elif isinstance(node, yaml.SequenceNode):
        yield from (
            (item.start_mark, item)
            for item in node.value
            for _, name in _below(item, "name")
            if name.value == step
        )
