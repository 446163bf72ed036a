"""What every command shares: the root, and the language that the person at the terminal reads."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click
from click.shell_completion import CompletionItem

from generator.model.text.catalogue import translator
from generator.model.text.stop import CannotRun
from generator.model.text.wording import Phrase

ROOT = "sunlit.root"
"""Where click keeps the folder that was named after a command, while that command is parsed."""


class Session:
    """One run of the command line; ``as_of`` is the day that was asked for before the command's name."""

    def __init__(self, root: Path, language: str, as_of: date | None = None) -> None:
        self.root, self.language, self.translate = root, language, translator(language)
        self.as_of = as_of

    def say(self, text: str, /, indent: int = 0, **parameters: object) -> None:
        """Print a message in the session's language."""
        click.echo(" " * indent + self.translate(text).format(**parameters))

    def warn(self, phrase: Phrase) -> None:
        """The same, beside what a command puts out."""
        click.echo(phrase.render(self.translate, self.language), err=True)

    def tell(self, phrase: Phrase) -> None:
        """Print a sentence that another stage made."""
        click.echo(phrase.render(self.translate, self.language))


def _types(context: click.Context, _: click.Parameter, begun: str) -> list[CompletionItem]:
    """The types that a shell offers where one is typed, by name or title."""
    from generator.read.schema.schemas import read_types  # needed here alone; a command may start without it

    root = Path(context.meta.get(ROOT) or context.find_root().params.get("root") or ".")
    try:
        types = read_types(root)
    except CannotRun:
        return []
    names = [name for name in types if name.startswith(begun)]
    titles = [
        title for type in types.values() for title in type.title.all() if begun and title.startswith(begun)
    ]
    return [CompletionItem(text) for text in (*names, *titles)]


type_argument = click.argument("type_name", metavar="TYPE", shell_complete=_types)
"""The type that a command is about, by name or title."""
