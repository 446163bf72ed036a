"""Findings on keys and headers that name no field, name one twice, or name a table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.model.declared.record_type import ChildTable, Field
from generator.model.findings import rules
from generator.model.findings.finding import Finding
from generator.model.records.record import Source
from generator.model.text.wording import Phrase, say
from generator.read.table.raw import RawText
from generator.read.table.shape import Shape
from generator.read.table.spellings import Spellings

LISTED = "、"
MOST_NAMED = 8
"""Columns that one message names."""


def unknown_column(source: Source, text: str, shape: Shape) -> Finding:
    """A header of a child table that is a field of the records."""
    message = say("The column '{name}' belongs to the records themselves.", name=text.strip())
    hint = say("Put it beside the record's '{field}', where the records stand.", field=shape.key.label)
    meaning = shape.above.meaning(text) if shape.above else None
    return Finding(rules.UNKNOWN_KEY, source, message, hint, field=meaning.name if meaning else "")


def unknown_columns(columns: Sequence[tuple[Source, str]], shape: Shape) -> Iterator[Finding]:
    """Headers that are no field of the type: one finding for each that is nearly one, and one for all others."""
    strange = []
    for source, text in columns:
        if near := shape.spellings.nearest(text):
            message = say("The column '{name}' is not known.", name=text.strip())
            yield Finding(rules.UNKNOWN_KEY, source, message, say("Is '{near}' meant?", near=near))
        else:
            strange.append((source, text.strip()))
    if strange:
        source, name = strange[0]
        message = say("The column '{name}' is not known.", name=name)
        if len(strange) > 1:
            names = LISTED.join(name for _, name in strange[:MOST_NAMED]) + (
                "…" if len(strange) > MOST_NAMED else ""
            )
            message = say("{count} columns are not known: {names}.", count=len(strange), names=names)
        yield Finding(rules.UNKNOWN_KEY, source, message, _cure(name, shape.spellings, shape.type))


def columns_of_table(source: Source, names: Sequence[str], table: ChildTable, key: Field) -> Finding:
    """Headers that are fields of one of the type's child tables."""
    message = say("The column '{name}' belongs to the table '{table}'.", name=names[0], table=table.label)
    if len(names) > 1:
        message = say(
            "The columns {names} belong to the table '{table}'.", names=LISTED.join(names), table=table.label
        )
    return Finding(rules.UNKNOWN_KEY, source, message, _move_down(source, table, key))


def rows_of_table(source: Source, names: Sequence[str], table: ChildTable, key: Field) -> Finding:
    """The same where no column has the id of a record: the rows are not records, but rows of that table."""
    message = say(
        "The rows here are no records, but rows of the table '{table}' of one record: {names}.",
        table=table.label,
        names=LISTED.join(names),
    )
    hint = say(
        "Name the file like that of the records, with '.{table}' before '.csv', and add '{field}', the record's id, to each row.",
        table=table.name,
        field=key.label,
    )
    if source.sheet:
        hint = say(
            "Name this sheet '{table}', add '{field}', the record's id, to each row, and write the record on a sheet before it.",
            table=table.label,
            field=key.label,
        )
    return Finding(rules.WRONG_SHAPE, source, message, hint)


def _move_down(source: Source, table: ChildTable, key: Field) -> Phrase:
    """Where the rows of a child table stand, for a file of this kind."""
    if source.sheet:
        return say(
            "Put it on a sheet '{table}' of this workbook, a row for each, with the record's '{field}' in each row.",
            table=table.label,
            field=key.label,
        )
    return say(
        "Put it into {path} beside this file, a row for each, with the record's '{field}' in each row.",
        path=f"{source.path.removesuffix('.csv')}.{table.name}.csv",
        field=key.label,
    )


def repeated_column(source: Source, text: str, field: str) -> Finding:
    """A second column of the same meaning."""
    message = say("The column '{name}' stands twice.", name=text.strip())
    hint = say("Delete one of the two columns, or give it the name of the field that it holds.")
    return Finding(rules.DUPLICATE_HEADER, source, message, hint, field=field)


def table_as_column(source: Source, table: ChildTable) -> Finding:
    """A header that names a child table."""
    message = say("'{table}' is a table of its own, not a column.", table=table.label)
    hint = say(
        "Put its rows into a file beside this one, named like it with '.{name}' before '.csv'.",
        name=table.name,
    )
    return Finding(rules.WRONG_SHAPE, source, message, hint, field=table.name)


def unknown_key(path: str, key: RawText, spellings: Spellings, type: str, *, stray: bool) -> Finding:
    """A key that is no field; a ``stray`` one is the rest of a text with a comma in it, in a flow mapping."""
    message = say("The field '{name}' is not known.", name=key.text)
    tables = spellings.tables_with(key.text)
    if tables:
        message = say(
            "The field '{name}' belongs to the table '{table}'.", name=key.text, table=tables[0].label
        )
        hint = say("Write it in the rows under '{table}:', each begun by '- '.", table=tables[0].label)
    elif stray:
        hint = say("If it belongs to the text before the comma, put that whole text in double quotes.")
    else:
        hint = _cure(key.text, spellings, type)
    return Finding(rules.UNKNOWN_KEY, Source(path, key.line, key.column), message, hint)


def repeated_key(path: str, key: RawText, field: str) -> Finding:
    """A second key of the same meaning."""
    message = say("The field '{name}' stands twice in this record.", name=key.text)
    hint = say("Keep the right one and delete the other.")
    return Finding(rules.DUPLICATE_KEY, Source(path, key.line, key.column), message, hint, field=field)


def _cure(text: str, spellings: Spellings, type: str) -> Phrase:
    near = spellings.nearest(text)
    if near is not None:
        return say("Is '{near}' meant?", near=near)
    return say(
        "Give it the name of the field that it is: 'sunlit schema {type}' lists them; or declare it in data/schemas/{type}.yaml.",
        type=type,
    )
