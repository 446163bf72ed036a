"""A form → its .xlsx file: headers with notes, lists, limits, formats; the home of openpyxl for forms.

All that is offered stands on one hidden sheet, a column for each list: what a cell itself could hold of a list ends at 255
characters, and at the first comma.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.packaging.custom import StringProperty
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation

from generator.desk.form.sheets import Column, FormBook, FormSheet, cells_of
from generator.model.declared.condition import Value
from generator.model.declared.record_type import NUMBERS, Field, Show
from generator.read.excel.forms import help_rows, properties_of
from generator.read.table.choices import id_of_choice
from generator.website.exports.sheets import MOST_ROWS, Look, cell_text, content, width
from generator.website.exports.workbooks import FORMATS, saved

LONGEST_PROMPT, LONGEST_ERROR, LONGEST_PROMPT_TITLE = 255, 225, 32
"""Characters that Excel shows beside a cell, and when it refuses what was typed."""
_MOST = 10**12
_FIRST_DAY, _LAST_DAY = 1, 2_958_465
"""Excel's numbers of 1900-01-01 and 9999-12-31."""
_SERIAL_OF_DAY_ONE = date(1899, 12, 30)
_HEAD, _REQUIRED_HEAD = PatternFill("solid", "E7EDF3"), PatternFill("solid", "FFE9A8")
_LOOKS = {"date": Look.DAY, "datetime": Look.MOMENT}
_NOTE_SIZE = (320, 140)


def form_workbook(made: FormBook) -> bytes:
    """The file; the same bytes for the same form."""
    book = Workbook()
    book.remove(book.active)
    for name, value in properties_of(made.form).items():
        book.custom_doc_props.append(StringProperty(name=name, value=value))
    sheets = [book.create_sheet(sheet.name) for sheet in made.sheets]
    lists = _Lists(made.lists_name)
    for sheet, form_sheet in zip(sheets, made.sheets, strict=True):
        _fill(sheet, form_sheet, lists, made.sheets[0])
    help_sheet = book.create_sheet(made.help_name)
    _fill_help(help_sheet, help_rows([list(row) for row in made.help], made.form))
    _style_help(help_sheet, made)
    hidden = book.create_sheet(made.lists_name)
    _fill_help(hidden, help_rows(lists.rows(), made.form))
    hidden.sheet_state = "hidden"
    return saved(book)


class _Lists:
    """The lists of the hidden sheet: equal ones stand there once."""

    def __init__(self, sheet: str) -> None:
        self.sheet, self.columns = sheet, dict[tuple[str, ...], str]()

    def range(self, choices: tuple[str, ...]) -> str:
        """Where a list stands, as a formula."""
        letter = self.columns.setdefault(choices, get_column_letter(len(self.columns) + 2))
        return f"{quote_sheetname(self.sheet)}!${letter}$2:${letter}${len(choices) + 1}"

    def rows(self) -> list[list[str]]:
        """The rows of the sheet under its first, which is empty but for the mark of the form."""
        height = max(map(len, self.columns), default=0)
        return [
            [""],
            *(
                [choices[line] if line < len(choices) else "" for choices in self.columns]
                for line in range(height)
            ),
        ]


def _fill(sheet: Any, made: FormSheet, lists: _Lists, records: FormSheet) -> None:
    sheet.freeze_panes = "A2"
    sheet.row_dimensions[1].height = 34
    titles: dict[str, dict[str, str]] = {}
    for number, column in enumerate(made.columns, 1):
        letter = get_column_letter(number)
        head = sheet.cell(1, number)
        head.value, head.data_type = cell_text(column.header), "s"
        head.number_format, head.font = FORMATS[Look.TEXT], Font(name="Calibri", size=11, bold=True)
        head.fill = _REQUIRED_HEAD if column.needed else _HEAD
        head.alignment = Alignment(vertical="center", wrap_text=True)
        head.comment = Comment(column.note, "Sunlit", *reversed(_NOTE_SIZE)) if column.note else None
        dimension = sheet.column_dimensions[letter]
        dimension.width = max(width(column.header, [row[number - 1] for row in made.rows]), 12)
        dimension.number_format = _format(column)
        if column.leads_to:
            titles[column.leads_to] = {id_of_choice(choice): choice for choice in column.choices}
        validation = _validation(column, lists, records)
        validation.add(f"{letter}2:{letter}{MOST_ROWS}")
        sheet.add_data_validation(validation)
    for line, row in enumerate(cells_of(made, titles), 2):
        for number, value in enumerate(row, 1):
            _put(sheet.cell(line, number), value)


def _put(cell: Any, value: Value) -> None:
    look, held = content(value, "")
    if held is None:
        return
    cell.value = held
    cell.alignment = Alignment(vertical="top", wrap_text=look is Look.TEXT)
    if look is Look.TEXT:
        cell.data_type = "s"  # a text may begin as a formula does
    cell.number_format = FORMATS.get(look, "General")


def _format(column: Column) -> str:
    field = column.field
    if look := _LOOKS.get(field.type):
        return FORMATS[look]
    return "General" if field.type in (*NUMBERS, "year") and not column.choices else FORMATS[Look.TEXT]


def _validation(column: Column, lists: _Lists, records: FormSheet) -> DataValidation:
    """What may be typed under the header; what is said while a cell is filled in stands beside it."""
    field = column.field
    made = _limits(field)
    if column.choices:
        made = DataValidation(type="list", formula1=lists.range(column.choices))
        made.errorStyle = "stop" if column.strict else "warning"
        made.showErrorMessage = field.type != "array"
    elif column.from_records:
        at = next(number for number, each in enumerate(records.columns, 1) if each.field is field)
        letter = get_column_letter(at)
        made = DataValidation(
            type="list", formula1=f"{quote_sheetname(records.name)}!${letter}$2:${letter}$5000"
        )
        made.errorStyle, made.showErrorMessage = "warning", True
    made.allow_blank = True
    made.showInputMessage = True
    made.promptTitle = _short(column.header.replace("\n", " "), LONGEST_PROMPT_TITLE)
    made.prompt, made.error = _short(column.note, LONGEST_PROMPT), _short(column.note, LONGEST_ERROR)
    return made


def _limits(field: Field) -> DataValidation:
    low, high = field.constraints.get("minimum"), field.constraints.get("maximum")
    if field.type in ("date", "datetime"):
        return _between("date", _serial(low, _FIRST_DAY), _serial(high, _LAST_DAY))
    if field.type == "year":
        return _between("whole", _number(low, 1000), _number(high, 9999))
    if field.type in NUMBERS:
        kind = "whole" if field.type == "integer" else "decimal"
        bounds = (0, 100) if field.show is Show.PROGRESS else (-_MOST, _MOST)
        return _between(kind, _number(low, bounds[0]), _number(high, bounds[1]))
    longest, shortest = field.constraints.get("maxLength"), field.constraints.get("minLength")
    if field.type == "string" and (longest is not None or shortest is not None):
        return _between("textLength", _number(shortest, 0), _number(longest, 32_767))
    return DataValidation()


def _between(kind: str, low: str, high: str) -> DataValidation:
    return DataValidation(
        type=kind, operator="between", formula1=low, formula2=high, errorStyle="stop", showErrorMessage=True
    )


def _number(limit: object, otherwise: int) -> str:
    try:
        return str(limit) if limit is not None and float(str(limit)) == float(str(limit)) else str(otherwise)
    except ValueError:
        return str(otherwise)


def _serial(limit: object, otherwise: int) -> str:
    """The day as Excel counts it."""
    if isinstance(limit, str):
        try:
            limit = date.fromisoformat(limit[:10])
        except ValueError:
            return str(otherwise)
    if not isinstance(limit, date):
        return str(otherwise)
    return str((date(limit.year, limit.month, limit.day) - _SERIAL_OF_DAY_ONE).days)


def _short(text: str, longest: int) -> str:
    return text if len(text) <= longest else text[: longest - 1] + "…"


def _fill_help(sheet: Any, rows: Sequence[Sequence[str]]) -> None:
    """A sheet that helps; its first column is for readers alone."""
    for line, row in enumerate(rows, 1):
        for number, text in enumerate(row, 1):
            if text:
                cell = sheet.cell(line, number)
                cell.value, cell.data_type, cell.number_format = cell_text(text), "s", FORMATS[Look.TEXT]
    sheet.column_dimensions["A"].hidden = True
    sheet.protection.sheet = True


def _style_help(sheet: Any, made: FormBook) -> None:
    for letter, size in zip("BCDE", (16, 24, 64, 32), strict=True):
        sheet.column_dimensions[letter].width = size
    table = next(line for line, row in enumerate(made.help, 1) if not row)
    for line in (1, table + 1):
        for number in range(2, 6):
            sheet.cell(line, number).font = Font(name="Calibri", size=11, bold=True)
    for row in sheet.iter_rows(min_row=table + 1, min_col=2):
        for cell in row:
            cell.alignment = Alignment(vertical="top", wrap_text=True)
