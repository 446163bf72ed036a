"""A text of a record with what it is in other languages. It is compared, grouped, counted and stored as it was typed; what a page
shows is what it is in the page's language.
"""

from __future__ import annotations

from collections.abc import Mapping


class TranslatedText(str):
    """The text as it was typed; ``translations`` by the codes of languages."""

    __slots__ = ("translations",)
    translations: Mapping[str, str]

    def __new__(cls, text: str, translations: Mapping[str, str]) -> TranslatedText:
        made = super().__new__(cls, text)
        made.translations = translations
        return made

    def __str__(self) -> str:
        """Itself, so that whoever makes a text of any value keeps what it is elsewhere."""
        return self

    def __reduce__(self) -> tuple[type[TranslatedText], tuple[str, Mapping[str, str]]]:
        return TranslatedText, (str.__str__(self)[:], dict(self.translations))


def translations_of(text: str) -> Mapping[str, str]:
    """What a text is in other languages, as far as its record says so."""
    return text.translations if isinstance(text, TranslatedText) else {}
