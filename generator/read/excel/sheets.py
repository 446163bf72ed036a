"""Which sheet of a workbook holds what: the records, the rows of a child table, or nothing that is known."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from generator.model.declared.record_type import ChildTable
from generator.model.findings import rules
from generator.model.findings.finding import Finding
from generator.model.records.record import Source
from generator.model.text.folding import fold
from generator.model.text.nearest import nearest
from generator.model.text.wording import say
from generator.read.excel.cells import Sheet, Workbook
from generator.read.excel.forms import Form, form_of, is_help, typed_on_help
from generator.read.excel.package import NoWorkbook, Package
from generator.read.excel.rows import read_sheet
from generator.read.table.raw import RawCells


@dataclass(frozen=True, slots=True)
class SheetRows:
    """The rows of one sheet, and where it is."""

    home: Source
    rows: Iterator[RawCells | Finding]


@dataclass(slots=True)
class Sheets:
    """The sheets of one workbook by what they hold; ``form`` says what it was made for, if it was made as one."""

    form: Form | None = None
    records: SheetRows | None = None
    tables: list[tuple[ChildTable, SheetRows]] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


def sort_sheets(data: bytes, path: str, names: Iterable[str], children: Sequence[ChildTable] = ()) -> Sheets:
    """The sheets of the workbook ``data``; one finding alone if it is none.

    ``names`` are what the sheet of its records may be called, ``children`` the tables that other sheets may hold.
    """
    sheets = Sheets()
    try:
        _sort(Workbook(data), path, {fold(name) for name in names}, children, sheets)
    except NoWorkbook as reason:
        sheets.findings.append(reason.finding(Source(path)))
    return sheets


def _sort(
    workbook: Workbook, path: str, own: set[str], children: Sequence[ChildTable], sheets: Sheets
) -> None:
    tables = {fold(spelling): table for table in reversed(children) for spelling in table.spellings()}
    rest = []
    sheets.form, tables_of_book, typed = _without_help(workbook, path)
    sheets.findings.extend(typed)
    for rows in tables_of_book:
        name = fold(rows.home.sheet)
        if sheets.records is None and name in own:
            sheets.records = rows
        elif table := tables.get(name):
            sheets.tables.append((table, rows))
        else:
            rest.append(rows)
    for rows in rest:
        _place(rows, sheets, list(tables.values()), own)


def all_sheets(data: bytes, path: str) -> list[SheetRows]:
    """Every sheet in the workbook's order. Raises :class:`NoWorkbook` for bytes that are none."""
    return [SheetRows(Source(path, sheet=sheet.name), _rows(sheet, path)) for sheet in Workbook(data).sheets]


def form_in(data: bytes) -> Form | None:
    """What a workbook was made for, if it was made as a form. Raises :class:`NoWorkbook` for bytes that are none."""
    return form_of(Package(data).properties)


def _without_help(workbook: Workbook, path: str) -> tuple[Form | None, list[SheetRows], list[Finding]]:
    """The sheets that may hold tables; the help sheets of a form hold none, and whatever is typed there is a finding."""
    form = form_of(workbook.properties)
    tables, findings = list[SheetRows](), list[Finding]()
    for sheet in workbook.sheets:
        if form and is_help(sheet, form):
            findings.extend(typed_on_help(sheet, Source(path, sheet=sheet.name)))
        else:
            tables.append(SheetRows(Source(path, sheet=sheet.name), _rows(sheet, path)))
    return form, tables, findings


def _rows(sheet: Sheet, path: str) -> Iterator[RawCells | Finding]:
    home = Source(path, sheet=sheet.name)
    try:
        yield from read_sheet(sheet, home)
    except NoWorkbook as reason:
        yield reason.finding(home)


def _place(rows: SheetRows, sheets: Sheets, tables: list[ChildTable], own: set[str]) -> None:
    """The first sheet without a name of its own holds the records; any other is named, unless it is empty."""
    first = next(rows.rows, None)
    if first is None:
        return
    if sheets.records is None:
        sheets.records = SheetRows(rows.home, _again(first, rows.rows))
    elif fold(rows.home.sheet) in own:
        sheets.findings.append(_second(rows.home, sheets.records.home))
    else:
        sheets.findings.append(_unknown(rows.home, tables))


def _again(first: RawCells | Finding, rest: Iterator[RawCells | Finding]) -> Iterator[RawCells | Finding]:
    yield first
    yield from rest


def _second(home: Source, first: Source) -> Finding:
    message = say(
        "The sheet '{name}' is not read: the records stand on '{first}' already.",
        name=home.sheet,
        first=first.sheet,
    )
    hint = say("Put its rows under those on '{first}', or into a workbook of their own.", first=first.sheet)
    return Finding(rules.UNKNOWN_SHEET, home, message, hint)


def _unknown(home: Source, tables: list[ChildTable]) -> Finding:
    message = say("The sheet '{name}' is neither the records nor one of their tables.", name=home.sheet)
    near = nearest(home.sheet, (spelling for table in tables for spelling in table.spellings()))
    hint = say("Delete the sheet, or put it into a workbook of its own in the folder of its type.")
    if near:
        hint = say("Is '{near}' meant?", near=near)
    return Finding(rules.UNKNOWN_SHEET, home, message, hint)
