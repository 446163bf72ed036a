"""Phrases → texts of a format, which treats our own words and what records say each in its way."""

from __future__ import annotations

from collections.abc import Callable, Collection
from string import Formatter

from generator.check.personal.detection import masked
from generator.check.report.masking import masked_path, visible
from generator.check.report.speaker import PATHS
from generator.model.declared.site import Country
from generator.model.text.catalogue import translator
from generator.model.text.wording import Parameter, Phrase, Wording

Quote = Callable[[str, str], str]
"""The name of a parameter and its text on one line, masked → the text as the format writes it."""


class Writer:
    """Puts phrases into one language and one format. ``words`` writes ours, ``quote`` what a record says; ``countries`` are
    those whose ids and mobile numbers are masked too.
    """

    def __init__(
        self, language: str, words: Callable[[str], str], quote: Quote, countries: Collection[Country] = ()
    ) -> None:
        self.language, self.words, self.quote, self.countries = language, words, quote, countries
        self.translate = translator(language)

    def __call__(self, phrase: Phrase) -> str:
        pieces = Formatter().parse(self.translate(phrase.text))
        return "".join(
            self.words(words) + (self._parameter(name, phrase.parameters[name]) if name else "")
            for words, name, _, _ in pieces
        )

    def _parameter(self, name: str, value: Parameter) -> str:
        if isinstance(value, Phrase):
            return self(value)
        text = value.in_language(self.language) if isinstance(value, Wording) else str(value)
        hide = masked_path if name in PATHS else masked
        return self.quote(name, visible(hide(text, self.countries)))
