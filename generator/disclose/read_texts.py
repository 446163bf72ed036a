"""Texts of records as they are read: in more than one language, and without the markup of other programs.

A field ``title_fr`` beside ``title`` says what that is in French, and a neutral title has its own translations. What is declared
as HTML becomes the text that it shows, here at the door, so that no page, feed or download ever has the markup.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from generator.model.declared.condition import Value
from generator.model.declared.record_type import Field, Markup, RecordType, Show, names_in_title
from generator.model.records.record import Record
from generator.model.text.html_text import text_of_html
from generator.model.text.languages import parted, read_too
from generator.model.text.translated import TranslatedText, translations_of
from generator.model.text.wording import Wording

Values = Mapping[str, Value]
Beside = Mapping[str, Mapping[str, str]]
"""Fields → in which languages of the site they are said, and by which other fields."""
TEXT = "string"


def beside(fields: Sequence[Field], languages: Sequence[str]) -> Beside:
    """Which of the fields say what others are in a language of the site. A translation that lasts longer than what it
    translates is none: that would stand where nothing is taken down.
    """
    known = {field.name: field for field in fields if field.type == TEXT}
    found: dict[str, dict[str, str]] = {}
    for field in known.values():
        name, code = parted(field.name)
        if code in languages and name in known and known[name].lasts == field.lasts:
            found.setdefault(name, {})[code] = field.name
    return found


def with_hidden_translations(type: RecordType, languages: Sequence[str]) -> RecordType:
    """The type, whose translations are not shown by themselves as well."""
    fields = _hidden(type.fields, languages)
    children = tuple(replace(table, fields=_hidden(table.fields, languages)) for table in type.children)
    return (
        type
        if (fields, children) == (type.fields, type.children)
        else replace(type, fields=fields, children=children)
    )


def _hidden(fields: tuple[Field, ...], languages: Sequence[str]) -> tuple[Field, ...]:
    translations = {name for said in beside(fields, languages).values() for name in said.values()}
    return tuple(
        replace(field, show=Show.HIDDEN) if field.name in translations else field for field in fields
    )


class ReadTexts:
    """What the texts of a type's records say: in the languages of the site, by the type's own fields, and without markup."""

    def __init__(self, type: RecordType, languages: Sequence[str]) -> None:
        tables = [("", type.fields), *((table.name, table.fields) for table in type.children)]
        self._tables = {name: found for name, fields in tables if (found := beside(fields, languages))}
        self._html = {
            name: marked
            for name, fields in tables
            if (marked := [field.name for field in fields if field.markup is Markup.HTML])
        }

    @property
    def any(self) -> bool:
        """Whether it reads any text otherwise than it was typed."""
        return bool(self._tables or self._html)

    def record(self, record: Record) -> Record:
        """The record, whose texts know what they are in other languages."""
        if not self.any:
            return record
        children = {
            name: tuple(replace(row, values=self.values(name, row.values)) for row in rows)
            if name in self._tables or name in self._html
            else rows
            for name, rows in record.children.items()
        }
        row = replace(record.row, values=self.values("", record.values))
        return replace(record, row=row, children=children)

    def values(self, table: str, values: Values) -> Values:
        """The same of the values of a record, or of a row of a child table."""
        values = self._as_text(self._html.get(table, ()), values)
        said = {
            name: {code: str(values[other]) for code, other in fields.items() if values.get(other)}
            for name, fields in self._tables.get(table, {}).items()
        }
        own = {
            name: TranslatedText(text, translations)
            for name, translations in said.items()
            if translations and isinstance(text := values.get(name), str)
        }
        return {**values, **own} if own else values

    def _as_text(self, marked: Sequence[str], values: Values) -> Values:
        read = {name: text_of_html(value) for name in marked if isinstance(value := values.get(name), str)}
        if not read:
            return values
        return {name: read.get(name, value) for name, value in values.items() if read.get(name) != ""}


def filled(titles: Sequence[Wording], type: RecordType, values: Values, languages: Sequence[str]) -> str:
    """The first of the neutral titles that can be filled, in each language that has one; empty if none can."""
    own = _first([title.base for title in titles], type, values, "")
    translations = {
        code: said
        for code in languages
        if (said := _first([title.translations.get(code, "") for title in titles], type, values, code))
    }
    return TranslatedText(own, translations) if own and translations else own


def _first(templates: Sequence[str], type: RecordType, values: Values, language: str) -> str:
    for template in filter(None, templates):
        names = names_in_title(template)
        if not any(values.get(name) in (None, "", ()) for name in names):
            return template.format_map({name: _written(type, name, values[name], language) for name in names})
    return ""


def _written(type: RecordType, name: str, value: Value, language: str) -> str:
    """A value in a title: in a translation by the name that it has there, if it has one."""
    parts = value if isinstance(value, tuple) else (value,)
    said = [_in_language(type, name, str(part), language) for part in parts]
    return ("、" if language in ("", "zh", "zh-hant") else ", ").join(said)


def _in_language(type: RecordType, name: str, text: str, language: str) -> str:
    field = type.field(name)
    known = field.name_of(text).translations if field.names_values else translations_of(text)
    return (
        next((known[code] for code in (language, *read_too(language)) if code in known), text)
        if language
        else text
    )
