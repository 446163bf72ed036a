"""Message catalogues: ``locales/<locale>/<domain>.po`` → a :data:`Translate` for one language.

The ``.po`` files are read as they are, so that what a translator edits is what runs. Message ids
are the English texts, so English needs no catalogue.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from babel.messages.pofile import read_po

from generator.model.text.wording import Translate

LOCALES = Path(__file__).parents[2] / "locales"
LANGUAGES = {"zh": "zh_CN", "en": "en"}
"""Languages of the chrome and the reports: our code (also the address prefix) → gettext locale."""


@cache
def messages(language: str) -> dict[str, str]:
    """All translated messages of a language, by message id; empty for English and unknown languages."""
    found: dict[str, str] = {}
    for path in sorted((LOCALES / LANGUAGES.get(language, language)).glob("*.po")):
        with path.open("rb") as file:
            catalogue = read_po(file, locale=LANGUAGES[language])
        found |= {
            m.id: m.string for m in catalogue if isinstance(m.id, str) and isinstance(m.string, str) and m.id
        }
    return {id: text for id, text in found.items() if text}


def translator(language: str) -> Translate:
    """The function that puts message ids into ``language``."""
    table = messages(language)
    return lambda text: table.get(text, text)
