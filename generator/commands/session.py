"""What every command shares: the root, and the language that the person at the terminal reads."""

from __future__ import annotations

from pathlib import Path

import click

from generator.model.catalogue import translator
from generator.model.wording import Phrase


class Session:
    """One run of the command line."""

    def __init__(self, root: Path, language: str) -> None:
        self.root, self.language, self.translate = root, language, translator(language)

    def say(self, text: str, /, indent: int = 0, **parameters: object) -> None:
        """Print a message in the session's language."""
        click.echo(" " * indent + self.translate(text).format(**parameters))

    def tell(self, phrase: Phrase) -> None:
        """Print a sentence that another stage made."""
        click.echo(phrase.render(self.translate, self.language))
