"""One value and its field → :class:`Cell`: a text in the reader's language, and the kind that lays it out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from urllib.parse import urlsplit

from generator.model.declared.condition import Value, day_of
from generator.model.declared.record_type import Field, Show
from generator.model.records.derived import is_derived
from generator.model.text.telephone import telephones
from generator.website.views import Cell, LinkView
from generator.website.words.language import Language

_NUMBERS = (int, Decimal)
FEW = 4
"""Choices that can be shown side by side."""


class CellsByName(dict[str, Cell | None]):
    """Cells by the names of their fields; a field that is empty, hidden or not declared gives ``None``.

    So that a template can ask for a field that another site's type of the same template does not have.
    """

    def __missing__(self, name: str) -> None:
        return None


def cell(field: Field, value: Value, language: Language, today: date) -> Cell:
    """The cell for a value; an absent value gives a cell with empty text. ``today`` is the as-of date."""
    label = language.text(field.label)
    if value is None or value == ():
        return Cell(field.name, label, "", _kind(field))
    if isinstance(value, date):
        made = _date(field, value, label, language, today)
    else:
        made = _MAKERS.get(_kind(field), _text)(field, value, label, language)
    return replace(made, derived=True) if is_derived(value) else made


def _kind(field: Field) -> str:
    if field.show is Show.PROGRESS:
        return "progress"
    if field.show is Show.LONG:
        return "long"
    if field.show is Show.TELEPHONE:
        return "telephone"
    if field.format == "uri":
        return "url"
    return _KINDS.get(field.type, "text")


_KINDS: Mapping[str, str] = {
    "boolean": "flag",
    "integer": "number",
    "number": "number",
    "date": "date",
    "datetime": "date",
}


def _text(field: Field, value: Value, label: str, language: Language) -> Cell:
    choices = tuple(language.choice(field, each) for each in _few_choices(field))
    return Cell(field.name, label, _joined(field, value, language), _kind(field), choices=choices)


def _few_choices(field: Field) -> list[str]:
    allowed = field.constraints.get("enum")
    return list(map(str, allowed)) if isinstance(allowed, list) and len(allowed) <= FEW else []


def _joined(field: Field, value: Value, language: Language) -> str:
    if isinstance(value, tuple):
        return language.joined(language.choice(field, str(each)) for each in value)
    return language.choice(field, str(value))


def _flag(field: Field, value: Value, label: str, language: Language) -> Cell:
    text = (
        language.translate("yes")
        if value is True
        else language.translate("no")
        if value is False
        else str(value)
    )
    return Cell(field.name, label, text, "flag")


def _number(field: Field, value: Value, label: str, language: Language) -> Cell:
    if not isinstance(value, _NUMBERS):
        return Cell(field.name, label, str(value))
    if field.names_values:
        return Cell(field.name, label, language.choice(field, str(value)))
    unit = "%" if field.show is Show.PROGRESS else ""
    return Cell(field.name, label, language.number(value) + unit, _kind(field), share=float(value))


def _date(field: Field, value: date, label: str, language: Language, today: date) -> Cell:
    day = day_of(value) or value
    text = language.day(value)
    return Cell(field.name, label, text, "date", iso=day.isoformat(), ahead=day > today, past=day < today)


def _url(field: Field, value: Value, label: str, language: Language) -> Cell:
    """Only a web address becomes a link; ``javascript:`` and the like stay text."""
    text = _joined(field, value, language)
    is_web = _is_web(text)
    return Cell(field.name, label, text, "url" if is_web else "text", href=text if is_web else "")


def _telephone(field: Field, value: Value, label: str, language: Language) -> Cell:
    """What is no number that can be dialled stays text."""
    text = _joined(field, value, language)
    numbers = tuple(LinkView(text[one.start : one.end], one.dialled) for one in telephones(text))
    return Cell(field.name, label, text, "telephone" if numbers else "text", links=numbers)


def _is_web(text: str) -> bool:
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return (
        parts.scheme in ("http", "https") and bool(parts.netloc) and not any(char.isspace() for char in text)
    )


_MAKERS: Mapping[str, Callable[[Field, Value, str, Language], Cell]] = {
    "flag": _flag,
    "number": _number,
    "progress": _number,
    "url": _url,
    "telephone": _telephone,
}
