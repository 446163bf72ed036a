"""The tables of an office's file → records while they are put together, each value with the cell that it was read in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from generator.desk.importing.wanted import Import
from generator.desk.office_file.file_report import (
    cell_name,
    columns_found,
    discreet,
    shown,
    understood,
    unplaced,
)
from generator.desk.office_file.office_table import OfficeTable
from generator.desk.office_file.said_outside import said_above, said_below, title_among, title_field
from generator.model.declared.condition import Value
from generator.model.declared.record_type import ChildTable, Field, RecordType
from generator.model.findings import rules
from generator.model.findings.finding import Finding
from generator.model.records.record import Row, Source
from generator.model.text.wording import say
from generator.read.table.shape import shape_of

NOTHING: tuple[Value, ...] = (None, "", ())


@dataclass(slots=True)
class Draft:
    """A record while it is put together: its values, and where each was read."""

    home: Source
    values: dict[str, Value] = field(default_factory=dict)
    sources: dict[str, Source] = field(default_factory=dict)
    children: dict[str, list[Row]] = field(default_factory=dict)
    comments: Mapping[str, str] = field(default_factory=dict)
    given: set[str] = field(default_factory=set)
    """Fields that somebody said beside the file."""
    beside: set[str] = field(default_factory=set)
    """Fields that were said above or below the table, for all of its rows."""
    adds_rows: bool = False
    """Whether its rows come to those of a record that is there, instead of being all of them."""
    about_others: bool = False
    """Whether it says too little to be a record of its own: it is about one that is there."""

    def take(self, name: str, value: Value, source: Source | None = None) -> None:
        self.values[name] = value
        self.sources[name] = source or self.home

    def is_empty(self, name: str) -> bool:
        return self.values.get(name) in NOTHING


def drafts_of(tables: Sequence[OfficeTable], type: RecordType, made: Import) -> list[Draft]:
    """The records of the tables: the rows of the first that has records, or one record with the rows of child tables."""
    own = [table for table in tables if table.holds is None]
    drafts = [
        _draft(row, table.beside, beside)
        for table in own
        for row, beside in zip(table.rows, table.rows_beside, strict=True)
    ] or [Draft(tables[0].home)]
    for table in tables:
        made.report.append(understood(table))
        made.report.extend(columns_found(table))
        if table.holds and own and len(drafts) > 1:
            message = say(
                "The rows of '{table}' do not say which record they belong to.", table=table.holds.label
            )
            hint = say("Import them with their own record, one file for each.")
            made.findings.append(
                Finding(
                    rules.ORPHAN_ROW, table.home.at(table.header_line), message, hint, field=table.holds.name
                )
            )
        elif table.holds:
            drafts[0].children.setdefault(table.holds.name, []).extend(table.rows)
        if table.holds:
            made.findings.extend(_of_several_records(table, type))
        _take_said(drafts, table, type, made)
    return drafts


def _of_several_records(table: OfficeTable, type: RecordType) -> Iterator[Finding]:
    """A column of the records' own beside rows of a child table that says of each row something else."""
    spellings = shape_of(type).records.spellings
    for index, header in enumerate(table.headers):
        meaning = spellings.meaning(header) if header and index not in table.targets else None
        if isinstance(meaning, Field) and index not in table.left_out and _differs(table, index, meaning):
            message = say(
                "'{field}' is one value of a record, and here each row has another.", field=meaning.label
            )
            hint = say(
                "If each row is about a record of its own, import them one by one, or say by --column what it is."
            )
            place = table.home.at(table.header_line, index + 1)
            yield Finding(rules.ORPHAN_ROW, place, message, hint, field=meaning.name)


def _differs(table: OfficeTable, index: int, field: Field) -> bool:
    """Whether a column of the record's own says of each row something else. A free text may be a remark on the row."""
    texts = {text for _, text in table.unplaced.get(index, ())}
    return len(texts) > 1 and (field.required or field.type != "string")


def _draft(row: Row, table: ChildTable | None, beside: Row | None) -> Draft:
    """The draft of a row; with columns of a child table in it, a row of that is part of it."""
    places = {name: row.source_of(name) for name in row.places}
    draft = Draft(row.source, sources=places, adds_rows=table is not None)
    if table and beside:
        draft.children[table.name] = [beside]
    for name, value in row.values.items():
        draft.take(name, value, row.source_of(name))
    return draft


def _take_said(drafts: Sequence[Draft], table: OfficeTable, type: RecordType, made: Import) -> None:
    """What stands above and below the table, into every record that does not say it itself."""
    above = said_above(table.above, table.home, type)
    below = said_below(table.below, table.home, type, table.holds, len(table.rows))
    rest = [*above.rest, *below.rest]
    title = title_among(above, type) if len(drafts) == 1 else None
    its_field = title_field(type)
    if title and its_field and drafts[0].is_empty(its_field.name):
        above.take(its_field.name, title[0], *title)
        rest.extend(each for each in above.titles if each != title)
    else:
        rest.extend(above.titles)
    for said in (above, below):
        for name, (value, source) in said.values.items():
            for draft in drafts:
                if draft.is_empty(name):
                    draft.take(name, value, source)
                    draft.beside.add(name)
            made.report.append(
                say(
                    "{place}: {field} is {value}.",
                    place=cell_name(source),
                    field=type.field(name).label,
                    value=shown(value, type.field(name)),
                )
            )
    private = _private_texts(drafts, type)
    made.report.extend(
        say("{place}: not placed: {text}", place=cell_name(source), text=discreet(text, private))
        for text, source in rest
    )
    made.report.extend(unplaced(table, private))


def _private_texts(drafts: Sequence[Draft], type: RecordType) -> list[str]:
    """Personal values of these records: a report does not repeat them."""
    names = {(table, each.name) for table, each in type.all_fields() if each.personal and not each.lasts}
    texts = {str(value) for draft in drafts for name, value in draft.values.items() if ("", name) in names}
    for draft in drafts:
        for table, rows in draft.children.items():
            texts |= {
                str(value) for row in rows for name, value in row.values.items() if (table, name) in names
            }
    return sorted((text for text in texts if len(text) > 1), key=len, reverse=True)
