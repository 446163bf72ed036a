"""A day, a time of day or a span of time, as a section of a number format shows it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from generator.read.excel.format_code import SYSTEM_DAY, SYSTEM_TIME, Part, Piece, Section, UnknownFormat
from generator.read.excel.numeral_formats import day_number, digit_by_digit
from generator.read.table.cell_text import Held, Month
from generator.read.table.days import WEEKDAYS

_CHINESE, _ENGLISH, _LANGUAGE = 0x04, 0x09, 0x3FF
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_CHINESE_MONTHS = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二")
_ENGLISH_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_SHORT = 3
_NOON = 12


def moment_shown(section: Section, moment: datetime) -> tuple[str, Held]:
    """The text, and what is held of the moment: no more than the text shows of it. Raises :class:`UnknownFormat`."""
    if section.locale in (SYSTEM_DAY, SYSTEM_TIME):
        return _by_the_system(section.locale, moment)
    pieces = list(_with_minutes(section.pieces))
    half_of_day = section.has(Part.HALF_OF_DAY)
    texts = [_piece(section, piece, moment, half_of_day) for piece in _with_parts_of_seconds(pieces)]
    return "".join(texts), _held(
        "".join(piece.text[0] for piece in pieces if piece.part is Part.MOMENT), moment
    )


def _by_the_system(locale: int, moment: datetime) -> tuple[str, Held]:
    """As a Chinese system shows them, since a Chinese office reads them."""
    if locale == SYSTEM_DAY:
        return f"{moment.year}年{moment.month}月{moment.day}日", moment.date()
    return f"{moment.hour}:{moment:%M:%S}", None


def _held(letters: str, moment: datetime) -> Held:
    year, month, day = (any(sign in letters for sign in signs) for signs in ("ye", "m", "d"))
    if not (year and month):
        return None
    if not day:
        return Month(moment.year, moment.month)
    if "h" not in letters:
        return moment.date()
    seconds = moment.second if "s" in letters else 0
    return moment.replace(minute=moment.minute if "n" in letters else 0, second=seconds, microsecond=0)


def _with_minutes(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """The pieces in lower case, with N for those that are minutes: after hours, or before seconds."""
    units = [
        (index, piece.text.lower(), piece.part)
        for index, piece in enumerate(pieces)
        if piece.part in (Part.MOMENT, Part.ELAPSED)
    ]
    minutes = {
        index
        for place, (index, text, part) in enumerate(units)
        if part is Part.MOMENT
        and text[0] == "m"
        and (
            (place > 0 and units[place - 1][1][0] == "h")
            or (place + 1 < len(units) and units[place + 1][1][0] == "s")
        )
    }
    for index, piece in enumerate(pieces):
        text = piece.text.lower() if piece.part is Part.MOMENT else piece.text
        yield Piece(piece.part, text.replace("m", "n") if index in minutes else text)


def _with_parts_of_seconds(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """A point and noughts after seconds as one piece, of the kind of digits."""
    index = 0
    while index < len(pieces):
        piece = pieces[index]
        digits = 0
        while piece.part is Part.POINT and pieces[index + 1 + digits : index + 2 + digits] == [
            Piece(Part.DIGIT, "0")
        ]:
            digits += 1
        yield Piece(Part.DIGIT, "0" * digits) if digits else piece
        index += 1 + digits


def _piece(section: Section, piece: Piece, moment: datetime, half_of_day: bool) -> str:
    part, text = piece
    if part is Part.MOMENT:
        return _unit(section, text, moment, half_of_day)
    if part is Part.HALF_OF_DAY:
        return _half_of_day(section, text, moment)
    if part is Part.DIGIT:
        return f".{moment.microsecond:06}"[: 1 + len(text)] if len(text) > 1 or text == "0" else text
    if part in (Part.LITERAL, Part.POINT, Part.COMMA, Part.SLASH):
        return text
    if part is Part.TEXT:
        return ""
    raise UnknownFormat


def _unit(section: Section, unit: str, moment: datetime, half_of_day: bool) -> str:
    letter, width = unit[0], len(unit)
    if letter in "gb":
        raise UnknownFormat
    if letter in "ye":
        year = f"{moment.year:04}"[2 if letter == "y" and width <= 2 else 0 :]
        return digit_by_digit(year, section.numerals) if section.numerals else year
    if letter == "a":
        return ("星期" if width > _SHORT else "") + WEEKDAYS[moment.weekday()]
    if letter in "md" and width >= _SHORT:
        return _name(section, letter, width, moment)
    hour = (moment.hour % _NOON or _NOON) if half_of_day else moment.hour
    number = {"m": moment.month, "d": moment.day, "h": hour, "n": moment.minute, "s": moment.second}[letter]
    if section.numerals:
        return day_number(number, section.numerals)
    return f"{number:02}" if width > 1 else str(number)


def _name(section: Section, letter: str, width: int, moment: datetime) -> str:
    """The name of the month or the weekday; in English unless the format names a language, as Excel has it."""
    language = section.locale & _LANGUAGE if section.locale else _ENGLISH
    if language == _CHINESE and width == _SHORT + 1:
        return (
            f"{_CHINESE_MONTHS[moment.month - 1]}月" if letter == "m" else f"星期{WEEKDAYS[moment.weekday()]}"
        )
    if language != _ENGLISH:
        raise UnknownFormat
    name = _MONTHS[moment.month - 1] if letter == "m" else _ENGLISH_WEEKDAYS[moment.weekday()]
    return name[: {_SHORT: _SHORT, _SHORT + 2: 1}.get(width)]


def _half_of_day(section: Section, text: str, moment: datetime) -> str:
    chosen = text.split("/")[moment.hour >= _NOON]
    is_chinese = section.locale & _LANGUAGE == _CHINESE
    return ("下午" if moment.hour >= _NOON else "上午") if is_chinese else chosen


def elapsed_shown(section: Section, seconds: int) -> str:
    """A span of time, which is not negative: ``[h]:mm`` shows 36:00 for a day and a half. Raises :class:`UnknownFormat`."""
    pieces = list(_with_minutes(section.pieces))
    whole = {"h": seconds // 3600, "m": seconds // 60, "s": seconds}
    rest = {"h": seconds // 3600 % 24, "n": seconds // 60 % 60, "m": seconds // 60 % 60, "s": seconds % 60}
    text = ""
    for part, letters in pieces:
        if part in (Part.ELAPSED, Part.MOMENT):
            numbers = whole if part is Part.ELAPSED else rest
            if letters[0] not in numbers:
                raise UnknownFormat
            text += f"{numbers[letters[0]]:0{min(len(letters), 2)}}"
        elif part in (Part.LITERAL, Part.SLASH, Part.COMMA):
            text += letters
        elif part is not Part.TEXT:
            raise UnknownFormat
    return text


def is_day(moment: datetime, first: date, doubtful: date) -> bool:
    """Whether Excel means this day for certain."""
    return moment.date() >= first and moment.date() != doubtful
