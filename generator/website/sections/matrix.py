"""A year's entries → :class:`MatrixView`: counted by two things at once, with the gaps in sight."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import product

from generator.disclose.disclosure import Entry
from generator.model.declared.record_type import RecordType
from generator.model.declared.section import MatrixPage, Section
from generator.model.text.folding import fold
from generator.website.places.sections import group_href, section_head
from generator.website.places.viewpoint import Viewpoint
from generator.website.places.years import by_value, year_of
from generator.website.sections.views import MatrixCellView, MatrixRowView, MatrixView
from generator.website.views import FigureView, LinkView

Column = tuple[str, ...]
_Duties = Mapping[tuple[str, str], Sequence[tuple[RecordType, str, int]]]
"""(row, column) → what calls for a record there: type, its field, how many records."""


def matrix_view(
    view: Viewpoint, type: RecordType, section: Section, year: str, entries: Sequence[Entry]
) -> MatrixView:
    """The page of a year."""
    page = section.page
    assert isinstance(page, MatrixPage)
    filled = _filled(page, entries)
    spelt = {fold(name): name for name in (*(row for row, _ in filled), *_allowed(type, page.rows))}
    duties = _duties(view, page, year, spelt)
    columns = tuple(_columns(type, page, filled))
    names = _row_names(type, page, filled, duties)
    rows = tuple(_row(view, type, page, name, columns, filled, duties) for name in names)
    return MatrixView(
        head=section_head(view, type, section, year, tuple(_figures(view, entries, rows, duties))),
        corner=view.language.text(type.field(page.rows).label),
        columns=tuple(_shown(view, type, page, column) for column in columns),
        rows=rows,
        totals=tuple(sum(row.cells[place].total for row in rows) for place in range(len(columns))),
    )


def _filled(page: MatrixPage, entries: Sequence[Entry]) -> Mapping[tuple[str, Column], list[Entry]]:
    found: dict[tuple[str, Column], list[Entry]] = {}
    for row, placed in by_value(entries, page.rows).items():
        for entry in placed:
            column = tuple(str(entry.values.get(field) or "") for field in page.columns)
            found.setdefault((row, column), []).append(entry)
    return found


def _columns(
    type: RecordType, page: MatrixPage, filled: Mapping[tuple[str, Column], object]
) -> Iterator[Column]:
    """Every combination of what the fields allow; where they allow anything, what occurs."""
    choices = [
        _choices(type, field, dict.fromkeys(column[place] for _, column in filled))
        for place, field in enumerate(page.columns)
    ]
    return product(*choices)


def _choices(type: RecordType, field: str, occurring: Mapping[str, None]) -> Sequence[str]:
    occurs = (value for value in sorted(occurring) if value)
    return list(dict.fromkeys((*_allowed(type, field), *occurs)))


def _allowed(type: RecordType, field: str) -> list[str]:
    return [str(value) for value in type.field(field).constraints.get("enum") or ()]


def _duties(view: Viewpoint, page: MatrixPage, year: str, spelt: dict[str, str]) -> _Duties:
    """``spelt``: folded name → how its row is spelt; grows by the rows that are only called for."""
    found: dict[tuple[str, str], list[tuple[RecordType, str, int]]] = {}
    for owed in page.owed:
        entries = view.disclosure.entries.get(owed.of, ())
        called = [entry for entry in entries if year_of(entry, owed.by) == year and not _is_dropped(entry)]
        type = next((type for type in view.disclosure.types if type.name == owed.of), None)
        for name, calling in by_value(called, owed.field).items() if type else ():
            assert type
            row = spelt.setdefault(fold(name), name)
            found.setdefault((row, owed.column), []).append((type, owed.field, len(calling)))
    return found


def _is_dropped(entry: Entry) -> bool:
    return entry.state is not None and entry.state.look == "off"


def _row_names(
    type: RecordType, page: MatrixPage, filled: Mapping[tuple[str, Column], object], duties: _Duties
) -> Sequence[str]:
    """In the order that the field allows values; else what is called for first, in the order of its columns."""
    columns = [owed.column for owed in page.owed]
    called = sorted(duties, key=lambda duty: columns.index(duty[1]))
    occurring = dict.fromkeys((*(name for name, _ in called), *sorted(name for name, _ in filled)))
    return list(dict.fromkeys((*_allowed(type, page.rows), *occurring)))


def _row(
    view: Viewpoint,
    type: RecordType,
    page: MatrixPage,
    name: str,
    columns: Sequence[Column],
    filled: Mapping[tuple[str, Column], list[Entry]],
    duties: _Duties,
) -> MatrixRowView:
    called = {column: duties.get((name, column), ()) for column in dict.fromkeys(text for _, text in duties)}
    return MatrixRowView(
        title=view.language.choice(type.field(page.rows), name),
        notes=tuple(_note(view, name, duty) for found in called.values() for duty in found),
        cells=tuple(
            _cell(view, _shown(view, type, page, column), column, filled.get((name, column), []), called)
            for column in columns
        ),
    )


def _note(view: Viewpoint, name: str, duty: tuple[RecordType, str, int]) -> LinkView:
    type, field, count = duty
    title = view.language.translate("{what} ({n})").format(n=count, what=view.language.text(type.label))
    return LinkView(title, group_href(view, type, field, name))


def _cell(
    view: Viewpoint,
    shown: str,
    column: Column,
    entries: Sequence[Entry],
    called: Mapping[str, Sequence[object]],
) -> MatrixCellView:
    is_called = any(called.get(part) for part in column)
    return MatrixCellView(
        shown,
        tuple(view.record(entry) for entry in entries),
        len(entries),
        is_called and not entries,
    )


def _shown(view: Viewpoint, type: RecordType, page: MatrixPage, column: Column) -> str:
    parts = zip(page.columns, column, strict=True)
    return view.language.joined(
        (view.language.choice(type.field(field), part) for field, part in parts), " · "
    )


def _figures(
    view: Viewpoint, entries: Sequence[Entry], rows: Sequence[MatrixRowView], duties: _Duties
) -> Iterator[FigureView]:
    say = view.language.translate
    yield FigureView(say("records"), str(len(entries)))
    missing = sum(cell.gap for row in rows for cell in row.cells)
    if duties:
        yield FigureView(say("called for and there"), str(len(duties) - missing), f"/ {len(duties)}")
        yield FigureView(say("missing"), str(missing), look="late" if missing else "done")
    else:
        cells = [cell for row in rows for cell in row.cells]
        yield FigureView(
            say("combinations that occur"), str(sum(bool(c.total) for c in cells)), f"/ {len(cells)}"
        )
