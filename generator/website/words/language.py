"""How one language says things: messages, declared names, dates, numbers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cache, lru_cache

from babel import Locale
from babel.dates import format_date, format_skeleton, get_month_names

from generator.model.declared.record_type import Field
from generator.model.records.tracked_day import plain
from generator.model.text.catalogue import Catalogue, own_messages
from generator.model.text.languages import direction, is_written_in_han, locale, own_name, read_too, tag
from generator.model.text.translated import translations_of
from generator.model.text.wording import Phrase, Translate, Wording
from generator.website.words.marked import Marked, Sentence, foreign, in_language, joined, title, written

GROUPED_FROM = 10_000
"""Smaller whole numbers stay ungrouped: a year is not 2,026."""


@dataclass(frozen=True, slots=True)
class Language:
    """One language of the site by its code; ``translate`` is the gettext of its catalogue.

    ``records`` is the language that people write in, the site's first: what is theirs says so on a page in another.
    """

    code: str
    translate: Translate
    records: str = ""

    @property
    def tag(self) -> str:
        """What pages say in ``lang``."""
        return tag(self.code)

    @property
    def own_name(self) -> str:
        return own_name(self.code)

    @property
    def direction(self) -> str:
        """In which direction its pages run: ``ltr``, ``rtl``."""
        return direction(self.code)

    def text(self, wording: Wording) -> str:
        """A declared name in this language; where it has none, the one that it has, marked with its language."""
        for code in (self.code, *read_too(self.code)):
            if said := wording.translations.get(code):
                return written(said, code, self.code)
        return self.written(wording.base)

    def phrase(self, phrase: Phrase) -> str:
        """A sentence of the generator, marked where nobody has said it in this language."""
        if not phrase.parameters:
            return self.translate(phrase.text)
        return phrase.render(self.translate, self.code)

    def written(self, text: str) -> str:
        """What people wrote, as its record says it in this language, else marked with the language that it is in."""
        return written(*self._said(text), self.code)

    def title(self, text: str) -> str:
        """The title of a record: as :meth:`written`, and it breaks between words."""
        return title(*self._said(text), self.code)

    def piece(self, text: str, whole: str) -> str:
        """A piece of a text of a page, marked as that is."""
        lang = whole.lang if isinstance(whole, Marked) else ""
        return in_language(text, lang) if lang else written(text, self.code, self.code)

    def bare(self, text: str) -> str:
        """The same for where nothing can be marked: in titles of windows, in metadata."""
        return self._said(text)[0]

    def _said(self, text: str) -> tuple[str, str]:
        """What a text is in the language nearest to this one, and which that is."""
        if translations := translations_of(text):
            for code in (self.code, *read_too(self.code)):
                if code in translations:
                    return translations[code], code
        return text, self.records or self.code

    def choice(self, field: Field, value: str) -> str:
        """What one of a field's values is called in this language; a value without another name is its own."""
        return self.text(field.name_of(value)) if field.names_values else self.written(value)

    def joined(self, parts: Iterable[str], sign: str = "; ") -> str:
        """The parts of a list in a line, with the sign that parts them (a message)."""
        return joined(self.translate(sign), parts)

    def day(self, day: date) -> str:
        """2026年3月5日, 5 March 2026; with the time if there is one, and its offset."""
        shown = _long_date(day.date() if isinstance(day, datetime) else plain(day), self.code)
        return f"{shown} {day:%H:%M}{_zone(day)}" if isinstance(day, datetime) else shown

    def short_day(self, day: date) -> str:
        """3月5日, 5 Mar: for a place where the year is plain."""
        return format_skeleton("MMMd", plain(day), locale=_locale(self.code))

    def month_parts(self, month: int) -> tuple[str, str]:
        """A month's short name in two parts, of which the first will do where there is no room: 1, 月; J, an."""
        name = format_date(date(2000, month, 1), "LLL", locale=_locale(self.code))
        digits = len(name) - len(name.lstrip("0123456789"))
        return name[: digits or 1], name[digits or 1 :]

    def weekday(self, day: date) -> str:
        return _formatted(plain(day), "EEEE", self.code)

    def short_weekday(self, day: date) -> str:
        """五, Fri."""
        return _formatted(plain(day), "EEEEE" if is_written_in_han(self.code) else "EEE", self.code)

    def month_of(self, day: date) -> str:
        """7月, Jul."""
        return _formatted(day.replace(day=1), "MMM", self.code)

    def year_of(self, day: date) -> str:
        """2026年, 2026."""
        return _year(day.year, self.code)

    def number(self, number: int | Decimal) -> str:
        """As typed, with commas from ten thousand on."""
        if isinstance(number, Decimal):
            return f"{number:,f}" if abs(number) >= GROUPED_FROM else f"{number:f}"
        return f"{number:,}" if abs(number) >= GROUPED_FROM else str(number)


def _zone(moment: datetime) -> str:
    """How far its clock is ahead of universal time, of a moment that says so: ``UTC``, ``UTC+01:00``."""
    return f" {moment.tzinfo}" if moment.tzinfo else ""


@cache
def _locale(code: str) -> Locale:
    """Parsed once: Babel would go through the names of all its locales for each date."""
    return Locale.parse(locale(code))


@lru_cache(maxsize=8192)
def _long_date(day: date, code: str) -> str:
    return format_date(day, "long", locale=_locale(code))


@lru_cache(maxsize=8192)
def _formatted(day: date, pattern: str, code: str) -> str:
    return format_date(day, pattern, locale=_locale(code))


@lru_cache(maxsize=512)
def _year(year: int, code: str) -> str:
    return format_skeleton("y", date(year, 1, 1), locale=_locale(code))


def month_names(code: str) -> Iterator[tuple[str, int]]:
    """The names of the months in a language, long and short, each with its number."""
    for width in ("wide", "abbreviated"):
        yield from ((name, number) for number, name in get_month_names(width, locale=_locale(code)).items())


def language(code: str, records: str = "", own: Iterable[Catalogue] = ()) -> Language:
    """The language of that code, for records that are written in another; ``own``: what the site says in its own words."""
    words = {catalogue.language: catalogue.words for catalogue in own}
    return Language(code, _sentences(code, words) if words else _shipped_sentences(code), records)


@cache
def _shipped_sentences(code: str) -> Translate:
    return _sentences(code, {})


def _sentences(code: str, own: Mapping[str, Mapping[str, str]]) -> Translate:
    """The messages of a language, each made once: the site's own words before the shipped ones, and what its readers read too
    where neither says anything, which then says in which language it is.
    """
    tables = [(each, own.get(each, {}), own_messages(each)) for each in (code, *read_too(code))]

    @cache
    def said(text: str) -> str:
        for each, words, shipped in tables:
            found = words.get(text) or shipped.get(text) or (each == "en" and text)
            if found:
                return Sentence(found) if each == code else foreign(found, tag(each))
        return Sentence(text) if code == "en" else foreign(text, "en")

    return said
