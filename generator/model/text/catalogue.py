"""Message catalogues: ``locales/<locale>/<domain>.po`` → a :data:`Translate` for one language.

The ``.po`` files are read as they are, so that what a translator edits is what runs. Message ids
are the English texts, so English needs no catalogue.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from string import Formatter

from babel.messages.pofile import read_po

from generator.model.text.wording import Translate

LOCALES = Path(__file__).parents[2] / "locales"
LANGUAGES = {"zh": "zh_CN", "en": "en"}
"""Languages of the reports: our code (also the address prefix) → gettext locale."""
PAGE_LANGUAGES = {**LANGUAGES, "zh-hant": "zh_Hant", "fr": "fr"}
"""Languages of pages: in those beside :data:`LANGUAGES`, what a citizen meets is translated, and nothing else."""
SPOKEN_TOO = {"zh-hant": "zh"}
"""What stands for a message that a catalogue lacks, before the English one."""


@cache
def messages(language: str) -> dict[str, str]:
    """All translated messages of a language, by message id; empty for English and unknown languages."""
    own = own_messages(language)
    return messages(SPOKEN_TOO[language]) | own if language in SPOKEN_TOO else own


def own_messages(language: str) -> dict[str, str]:
    """The messages that the language's own catalogues translate."""
    found: dict[str, str] = {}
    locale = PAGE_LANGUAGES.get(language, language)
    for path in sorted((LOCALES / locale).glob("*.po")):
        with path.open("rb") as file:
            catalogue = read_po(file, locale=locale)
        found |= {
            m.id: m.string for m in catalogue if isinstance(m.id, str) and isinstance(m.string, str) and m.id
        }
    return {id: text for id, text in found.items() if text}


def misfit(message: str, text: str) -> bool:
    """Whether a translation asks for other values than its message does, or in another form. Only the words that go with a
    number (``{n:day|days}``) may be others, or left out.
    """
    try:
        return _shape(message) != _shape(text)
    except ValueError:
        return True


def _shape(text: str) -> list[tuple[str, str, str]]:
    found = []
    for _, name, form, conversion in Formatter().parse(text):
        if name is not None:
            if "{" in (form or ""):
                raise ValueError(text)
            found.append((name, conversion or "", "" if "|" in (form or "") else form or ""))
    return sorted(found)


def translator(language: str) -> Translate:
    """The function that puts message ids into ``language``."""
    table = messages(language)
    return lambda text: table.get(text, text)
