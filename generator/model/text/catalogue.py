"""Message catalogues: ``locales/<locale>/<domain>.po`` → a :data:`Translate` for one language.

The ``.po`` files are read as they are, so that what a translator edits is what runs. Message ids
are the English texts, so English needs no catalogue. Pages can be in any language: what they say
stands in :data:`TEMPLATE`, and a site brings what that is in a language of its own (:class:`Catalogue`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from string import Formatter

from generator.model.text.languages import read_too
from generator.model.text.po import read_po
from generator.model.text.wording import Translate

LOCALES = Path(__file__).parents[2] / "locales"
LANGUAGES = {"zh": "zh_CN", "en": "en"}
"""Languages of the reports: our code (also the address prefix) → gettext locale."""
PAGE_LANGUAGES = {**LANGUAGES, "zh-hant": "zh_Hant", "fr": "fr"}
"""Languages of pages that are shipped: beside :data:`LANGUAGES`, those in which only what a citizen meets is translated."""
TEMPLATE = LOCALES / "pages.pot"
"""All that pages say, for whoever begins a catalogue of a further language."""


@dataclass(frozen=True, slots=True)
class Catalogue:
    """What a site's own pages say in a language, by message id: all of it, or what it says otherwise than the shipped one."""

    language: str
    words: Mapping[str, str] = field(hash=False)


@cache
def messages(language: str) -> Mapping[str, str]:
    """All messages that are shipped in a language, by message id, with those that stand for what it lacks."""
    found: dict[str, str] = {}
    for code in reversed((language, *read_too(language))):
        found |= own_messages(code)
    return found


@cache
def own_messages(language: str) -> Mapping[str, str]:
    """The messages that the language's own shipped catalogues translate; none for English and for others."""
    folder = LOCALES / PAGE_LANGUAGES.get(language, language)
    texts = (path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.po")))
    return {entry.id: entry.text for text in texts for entry in read_po(text) if entry.text}


@cache
def said_on_pages() -> frozenset[str]:
    """The ids of all messages that a page may show."""
    return frozenset(entry.id for entry in read_po(TEMPLATE.read_text(encoding="utf-8")))


def misfit(message: str, text: str) -> bool:
    """Whether a translation asks for other values than its message does, or in another form. Only the words that go with a
    number (``{n:day|days}``) may be others, or left out.
    """
    try:
        return _shape(message) != _shape(text)
    except ValueError:
        return True


def values_in(message: str) -> list[str]:
    """The values that a message asks for, each as it is written: ``{name}``, ``{n:day|days}``."""
    return [
        f"{{{name}{f'!{conversion}' if conversion else ''}{f':{form}' if form else ''}}}"
        for _, name, form, conversion in Formatter().parse(message)
        if name is not None
    ]


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
