"""Text → value, where the meaning is certain; else the text stays, and the check of the schema refuses it.

Days and months are read in ``days``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal

from generator.model.declared.condition import Value
from generator.model.declared.record_type import Field, Show
from generator.model.records.shown_number import ShownNumber
from generator.model.text.folding import canonical, fold_signs
from generator.read.table.cell_text import CellText, HeldNumber, Month
from generator.read.table.days import read_day, read_moment, read_month

Normaliser = Callable[[str], Value]

_TO_ASCII = str.maketrans("０１２３４５６７８９，．－＋％／：（）　−", "0123456789,.-+%/:() -")
_NUMBER = re.compile(r"([+-]?)([0-9]{1,60}|[0-9]{1,3}(?:,[0-9]{3}){1,20})(\.[0-9]{1,60})?")
_PERCENT = re.compile(r"(.+?) ?%")
_REMARKED = re.compile(r"([^()]+)\(([^()]+(?:\([^()]*\)[^()]*)*)\)", re.DOTALL)
_YEAR = re.compile(r"([0-9]{4}) ?年?")
_SEPARATOR = re.compile(r"[;；、|\n]")
_SEPARATOR_OF_NAMES = re.compile(r"[;；|\n]")
"""Of file names: 一、总则.pdf is one of them."""
_TRUTH_WORDS = {"zh": ("是", "否"), "en": ("yes", "no")}
_TRUTH: Mapping[str, bool] = {
    **dict.fromkeys(("是", "true", "yes", "y", "1", "√"), True),
    **dict.fromkeys(("否", "false", "no", "n", "0", "×"), False),
}


def normalise(text: str, field: Field) -> Value:
    """The value of ``field`` that ``text`` certainly means, else the text itself as :func:`clean` leaves it.

    An empty text or list comes back as ``""`` or ``()``: the caller leaves it out.
    """
    return normaliser(field)(text)


def normaliser(field: Field) -> Normaliser:
    """The function that :func:`normalise` applies for ``field``, to be looked up once a column."""
    if field.type in ("integer", "number"):
        return _number_reader(field)
    if field.type == "boolean" and {"trueValues", "falseValues"} & field.options.keys():
        return _choice_reader(field)
    if field.type in ("date", "datetime") and "%" in field.format:
        return _pattern_reader(field.type == "datetime", field.format)
    if field.type == "array" and field.show is Show.ATTACHMENT:
        return _file_names
    if field.type == "array" and field.labels:
        one = _choice_of_texts(field)
        return lambda text: tuple(str(one(part)) for part in _parts(_SEPARATOR, text))
    return _BY_TYPE.get(field.type) or _choice_of_texts(field)


def clean(text: str) -> str:
    """The text as it is typed, without outer whitespace, its lines ended by a line feed alone."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text.strip()


def _plain(text: str) -> str:
    """Full-width digits and signs as ASCII, so that one pattern reads both; without Excel's mark of a text."""
    text = text.removeprefix("'")
    return text if text.isascii() else text.translate(_TO_ASCII)


def split_remark(text: str) -> tuple[str, str] | None:
    """``80%（进度滞后）`` → ``80%`` and ``进度滞后``; nothing unless the brackets close and stand at the end."""
    text = clean(text)
    match = _REMARKED.fullmatch(text.translate(_TO_ASCII))
    return (text[: match.end(1)].strip(), text[match.start(2) : match.end(2)].strip()) if match else None


def _number_reader(field: Field) -> Normaliser:
    """Of per cent, a bare 0.8 may be 80 or less than one: it is not certain."""
    whole, percent = field.type == "integer", field.show is Show.PROGRESS
    own_signs = _own_signs(field)

    def read(text: str) -> Value:
        if type(text) is CellText:
            return _held(text, whole, percent)
        text = clean(text)
        plain = _plain(text).translate(own_signs)
        stated = _PERCENT.fullmatch(plain) if percent else None
        number = _number(stated[1] if stated else plain, whole)
        if number is None or (percent and not stated and 0 < number < 1):
            return text
        return number

    return read


def _held(text: CellText, whole: bool, percent: bool) -> Value:
    """The number that a cell of a workbook shows; with the one that it holds, where that is another."""
    held = text.held
    if not isinstance(held, HeldNumber) or (held.shown is None and held.stored):
        return clean(text)
    if held.percent != percent and (held.percent or 0 < held.stored < 1):
        return clean(text)
    stored = held.stored
    if whole and stored != stored.to_integral_value():
        return stored
    shown = Decimal(0) if held.shown is None else held.shown
    if shown != stored:
        return ShownNumber(shown, stored)
    return int(shown) if whole or shown.as_tuple().exponent == 0 else shown


def _own_signs(field: Field) -> dict[int, str]:
    """What turns a schema's own signs for thousands and decimals (Table Schema's options) into ours."""
    group, decimal = field.options.get("groupChar", ","), field.options.get("decimalChar", ".")
    signs = {".": "\0", ",": "\0"} if (group, decimal) != (",", ".") else {}
    signs |= {str(group): ",", str(decimal): "."} if signs else {}
    return {ord(sign): ours for sign, ours in signs.items() if len(sign) == 1}


def truth_words(field: Field, language: str = "zh") -> tuple[str, str]:
    """The words by which a field says yes and no: its own, else those of a language. They are read as what they mean."""
    yes, no = field.options.get("trueValues"), field.options.get("falseValues")
    usual = _TRUTH_WORDS[language]
    return (str((yes or usual[:1])[0]), str((no or usual[1:])[0]))


def _choice_reader(field: Field) -> Normaliser:
    """A schema that gives its own words for yes and no is taken at its word."""
    words = {str(word): True for word in field.options.get("trueValues") or ()}
    words |= {str(word): False for word in field.options.get("falseValues") or ()}

    def read(text: str) -> Value:
        text = clean(text)
        return words.get(text, text)

    return read


def _choice_of_texts(field: Field) -> Normaliser:
    """One of the texts that the field allows, typed with composed or decomposed accents, is that text; so is what it is called
    in any language.
    """
    allowed = [str(text) for text in field.constraints.get("enum") or ()]
    if all(text.isascii() for text in allowed) and not field.labels:
        return clean
    meant = {**field.labels, **{canonical(text): text for text in allowed}}

    def read(text: str) -> Value:
        text = clean(text)
        return text if text in allowed else meant.get(canonical(text), text)

    return read


def _number(plain: str, whole: bool) -> int | Decimal | None:
    match = _NUMBER.fullmatch(plain)
    if match is None:
        return None
    sign, digits, fraction = match.groups()
    digits = sign + digits.replace(",", "")
    if fraction is None or (whole and not fraction.strip(".0")):
        return int(digits)
    return Decimal(digits + fraction)


def _boolean(text: str) -> Value:
    text = clean(text)
    return _TRUTH.get(_plain(text).casefold(), text)


def _day(text: str) -> Value:
    if type(text) is CellText and (day := _held_day(text)):
        return day
    text = clean(text)
    return read_day(_plain(text)) or read_day(fold_signs(text)) or text


def _held_day(text: CellText) -> date | None:
    """The day that a cell of a workbook shows, if it shows no clock beside it."""
    held = text.held
    if isinstance(held, datetime):
        return held.date() if held == datetime.combine(held.date(), datetime.min.time()) else None
    return held if isinstance(held, date) else None


def _moment(text: str) -> Value:
    if type(text) is CellText and isinstance(text.held, datetime):
        return text.held
    text = clean(text)
    return read_moment(_plain(text)) or text


def _month(text: str) -> Value:
    if type(text) is CellText and isinstance(text.held, Month):
        return f"{text.held.year:04}-{text.held.month:02}"
    text = clean(text)
    return read_month(_plain(text)) or text


def _pattern_reader(with_clock: bool, pattern: str) -> Normaliser:
    """A schema that gives its own ``strptime`` pattern is taken at its word."""

    def read(text: str) -> Value:
        if type(text) is CellText and isinstance(text.held, date):
            return _moment(text) if with_clock else _day(text)
        text = clean(text)
        try:
            moment = datetime.strptime(text, pattern)
        except ValueError:
            return text
        return moment if with_clock else moment.date()

    return read


def _year(text: str) -> Value:
    text = clean(text)
    match = _YEAR.fullmatch(_plain(text))
    return int(match[1]) if match else text


def _array(text: str) -> Value:
    return _parts(_SEPARATOR, text)


def _file_names(text: str) -> Value:
    return _parts(_SEPARATOR_OF_NAMES, text)


def _parts(separator: re.Pattern[str], text: str) -> Value:
    parts = (part.strip() for part in separator.split(clean(text)))
    return tuple(part for part in parts if part)


_BY_TYPE: Mapping[str, Normaliser] = {
    "boolean": _boolean,
    "date": _day,
    "datetime": _moment,
    "year": _year,
    "yearmonth": _month,
    "array": _array,
}
