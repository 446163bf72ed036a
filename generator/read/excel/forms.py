"""Workbooks that ``sunlit form`` made: what marks them, and their sheets that only help to fill them in.

A form says in custom properties for which type and which columns it was made. Spreadsheet programs keep these however the
file and its sheets are renamed, ordered and saved. A help sheet bears the same mark in its first cell, and in the first cell
of each row what the others of the row held when it was made, so that whatever somebody typed there is found.
"""

from __future__ import annotations

import hashlib
import itertools
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.model.declared.record_type import RecordType
from generator.model.declared.severity import Severity
from generator.model.findings import rules
from generator.model.findings.finding import Finding
from generator.model.records.record import Source
from generator.model.text.wording import say
from generator.read.excel.cells import Sheet

TYPE, COLUMNS = "SunlitForm", "SunlitColumns"
"""The custom properties: the name of the type, and the digest of its columns."""
_NAME = re.compile(r"\w[\w-]{0,60}")
"""What a type may be called: a property says whatever somebody wrote into the file."""
_MARK = "sunlit:"
_DIGITS = 8
_EMPTY = "-"
_LIMITS = ("required", "enum", "pattern", "minimum", "maximum", "minLength", "maxLength")


@dataclass(frozen=True, slots=True)
class Form:
    """What a form was made for: the type by name, and the digest of the columns that it had."""

    type: str
    columns: str


def form_for(type: RecordType) -> Form:
    """What a form of the type is marked with: it follows from the columns, and what may stand in each."""
    said = [
        [table, field.name, field.type, field.format, field.title.all()]
        + [field.constraints.get(limit) for limit in _LIMITS]
        for table, field in type.all_fields()
    ]
    text = json.dumps(said, ensure_ascii=False, default=str)
    return Form(type.name, hashlib.sha256(text.encode()).hexdigest()[:16])


def form_of(properties: Mapping[str, str]) -> Form | None:
    """What the workbook with these properties says that it was made for; ``None`` if it is no form."""
    return Form(properties[TYPE], properties.get(COLUMNS, "")) if TYPE in properties else None


def properties_of(form: Form) -> dict[str, str]:
    """The properties that mark a form."""
    return {TYPE: form.type, COLUMNS: form.columns}


def help_rows(rows: Sequence[Sequence[str]], form: Form) -> list[list[str]]:
    """The rows of a help sheet, each with what marks it before its first cell."""
    made = [[" ".join(map(_digest, row)), *row] for row in rows]
    made[0][0] = f"{_MARK}{form.columns} {made[0][0]}"
    return made


def is_help(sheet: Sheet, form: Form) -> bool:
    """Whether a sheet of a form only helps to fill it in."""
    first = next(sheet.cells(), None) if sheet.is_table else None
    return (
        first is not None
        and (first.line, first.column) == (1, 1)
        and (first.text or "").startswith(f"{_MARK}{form.columns} ")
    )


def typed_on_help(sheet: Sheet, home: Source) -> Iterator[Finding]:
    """What somebody typed on a help sheet, cell by cell."""
    for line, cells in itertools.groupby(sheet.cells(), lambda cell: cell.line):
        digests: list[str] = []
        for cell in cells:
            if cell.column == 1:
                digests = (cell.text or "").split()
                digests = digests[1:] if line == 1 else digests
            elif not (cell.text or "").strip() or digests[cell.column - 2 : cell.column - 1] == [
                _digest(cell.text or "")
            ]:
                continue
            else:
                message = say(
                    "This sheet only helps to fill in the form: what is typed here is no record and is not read."
                )
                hint = say(
                    "Type it on the sheet of the records, or on that of the table it belongs to, and empty this cell."
                )
                yield Finding(rules.HELP_SHEET, home.at(line, cell.column), message, hint)


def misplaced(form: Form, type: RecordType, path: str) -> Finding | None:
    """A form for another type: nothing in it can be read as this one."""
    if form.type == type.name:
        return None
    other = form.type if _NAME.fullmatch(form.type) else "?"
    message = say(
        "This is a form for '{other}', and no '{type}' can be read from it.", other=other, type=type.name
    )
    hint = say(
        "Put it into data/{other}/, or copy its rows into a form for {type}.", other=other, type=type.name
    )
    return Finding(rules.MISPLACED_FORM, Source(path), message, hint)


def outdated(form: Form, type: RecordType, path: str) -> Finding | None:
    """A form whose columns, or what may stand in them, are others than those of the type now."""
    if form.columns == form_for(type).columns:
        return None
    message = say("This form was made before the columns of '{type}' became others.", type=type.label)
    hint = say(
        "What is typed in it stays and is read as far as it fits; for the next time make a new form: sunlit form {type}",
        type=type.name,
    )
    return Finding(rules.OLD_FORM, Source(path), message, hint, severity=Severity.WARNING)


def _digest(text: str) -> str:
    plain = "".join(text.split())
    return hashlib.sha256(plain.encode()).hexdigest()[:_DIGITS] if plain else _EMPTY
