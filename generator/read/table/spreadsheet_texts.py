"""Texts that a spreadsheet leaves in a cell in place of what was meant: its errors, its formulas, its marks of a text.

A workbook may hold them as texts, and a CSV file holds nothing else; both readers ask here.
"""

from __future__ import annotations

import re

from generator.model.declared.severity import Severity
from generator.model.findings import rules
from generator.model.findings.finding import Finding
from generator.model.records.record import Source
from generator.model.text.wording import say

DIGITS = 15
"""Significant digits of a number in Excel: whatever has more was rounded."""
_ERROR = re.compile(
    r"#(?:REF!|N/A|NAME\?|VALUE!|DIV/0!|NUM!|NULL!|SPILL!|CALC!|FIELD!|BLOCKED!|GETTING_DATA|UNKNOWN!)|(?:Err:|错误[:：])5[0-9]{2}"
    r"|(?-i:#(?:[¡¿]?[A-ZÀ-ÞА-Я/0]+[!?]|NV|N/V|N/D|Н/Д))",
    re.IGNORECASE,
)
"""The last are those of other languages: ``#BEZUG!``, ``#VALEUR!``, ``#¡DIV/0!``, ``#ССЫЛКА!``."""
_TOO_NARROW = re.compile(r"#{3,}")
_PICTURE = re.compile(r"=?\s*(?:_xlfn\.)*(?:DISPIMG|IMAGE)\s*\(.*", re.IGNORECASE | re.DOTALL)
_REFERENCE = r"(?:(?:'[^']+'|\w+)!)?\$?[A-Za-z]{1,3}\$?[0-9]+"
_FORMULA = re.compile(
    rf"[=＝]\s*[+-]?\s*(?:@?[A-Za-z_][\w.]*\s*\(.*|{_REFERENCE}(?::{_REFERENCE})?(?:\s*[-+*/^&=<>].*)?"
    r"|[0-9.]+(?:\s*[-+*/^]\s*[0-9.()]+)+)|_xlfn\..*",
    re.DOTALL,
)
_SCIENTIFIC = re.compile(r"[+-]?[0-9](?:\.[0-9]+)?E\+(?:1[1-9]|[2-9][0-9]|[1-9][0-9]{2})", re.IGNORECASE)
_ROUNDED = re.compile(r"[1-9][0-9]{14}0{2,}")
"""More than 15 digits of which all after the 15th are noughts."""
_FORCED_TEXT = re.compile(r'="((?:[^"]|"")*)"')
_MARKED_TEXT = re.compile(r"'(?![a-z]|[0-9]0s\b)[^'’]+", re.DOTALL)
"""Not ``'tis`` or ``'90s``, nor a text in single quotation marks."""
_SUSPICIOUS = re.compile(r"[\s]*(?:[#=＝_]|Err:|错误|DISPIMG|IMAGE|[+-]?[0-9.]+[eE]\+|[0-9]{17})")
"""How every text begins of which this module says that it is not what was meant."""
_SIGNS = ("#", "=", "＝", "'", "_xlfn", "Err:", "错误", "DISPIMG", "IMAGE", "E+", "e+")
_LONG_NUMBER = re.compile(r"00(?<=[0-9]{17})")
"""Begun by what seldom stands in a text, so that a file is gone through quickly."""


def is_worth_a_look(file: str) -> bool:
    """Whether a cell of a CSV file may hold what this module has something to say about."""
    return any(sign in file for sign in _SIGNS) or bool(_LONG_NUMBER.search(file))


def flaw_of(text: str, home: Source, line: int, column: int) -> Finding | None:
    """Why the text of a cell is not what was meant."""
    if not _SUSPICIOUS.match(text):
        return None
    text, place = text.strip(), home.at(line, column)
    if _ERROR.fullmatch(text):
        return error_value(place, text)
    if _TOO_NARROW.fullmatch(text):
        return _too_narrow(place, text)
    if _PICTURE.fullmatch(text):
        return _picture(place)
    if _FORMULA.fullmatch(text):
        return _formula(place)
    if _SCIENTIFIC.fullmatch(text):
        return rounded(place)
    if _ROUNDED.fullmatch(text):
        return _perhaps_rounded(place)
    return None


def as_typed(text: str) -> str:
    """The text without what a spreadsheet writes around it so that it stays one: ``="007"``, ``'007``."""
    bare = text.strip()
    if forced := _FORCED_TEXT.fullmatch(bare):
        return forced[1].replace('""', '"')
    return bare[1:] if _MARKED_TEXT.fullmatch(bare) else text


def error_value(place: Source, text: str) -> Finding:
    """``#REF!`` and its like."""
    message = say("The cell shows the error {error}.", error=text)
    hint = say("Put its formula right, or type the value in its place.")
    return Finding(rules.CELL_WITHOUT_VALUE, place, message, hint)


def rounded(place: Source) -> Finding:
    """A number of which Excel has lost the end."""
    message = say(
        "This number has more than {limit} digits: Excel has changed the last ones into zeros.", limit=DIGITS
    )
    hint = say("Format the cell as text first, then type the number again.")
    return Finding(rules.ROUNDED_NUMBER, place, message, hint)


def _too_narrow(place: Source, text: str) -> Finding:
    message = say("The cell shows {text}: the column was too narrow for its number or day.", text=text)
    hint = say("Make the column wider in the spreadsheet, and save the file again.")
    return Finding(rules.CELL_WITHOUT_VALUE, place, message, hint)


def _picture(place: Source) -> Finding:
    message = say("A picture stands in this cell, which no page of a record can show.")
    hint = say(
        "Save the picture as a file in data/attachments/ and name it in a field for attachments; write a text here, or nothing."
    )
    return Finding(rules.CELL_WITHOUT_VALUE, place, message, hint)


def _formula(place: Source) -> Finding:
    message = say("The cell holds the text of a formula, not its result.")
    hint = say("Let the spreadsheet compute it, or type the value in its place.")
    return Finding(rules.CELL_WITHOUT_VALUE, place, message, hint)


def _perhaps_rounded(place: Source) -> Finding:
    message = say(
        "This row of digits ends in noughts from the 16th on, as Excel leaves it of a longer number."
    )
    hint = say("Compare it with its source; type it again into a cell that is formatted as text.")
    return Finding(rules.ROUNDED_NUMBER, place, message, hint, severity=Severity.WARNING)
