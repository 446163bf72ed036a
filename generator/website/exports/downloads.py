"""The files under ``data/``: CSV, JSON and Excel of every type, and the package that describes the CSV files."""

from __future__ import annotations

import csv
import io
from codecs import BOM_UTF8
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from generator.disclose.disclosure import Disclosure, Entry
from generator.model.declared.condition import Value
from generator.model.declared.record_type import ChildTable, Field, RecordType
from generator.model.declared.site import Site
from generator.model.files.attachment import ATTACHMENTS, MEDIA_TYPES
from generator.model.text.wording import Wording
from generator.website.exports.csv_cells import Column, csv_column, guard
from generator.website.exports.packages import package, resource
from generator.website.exports.tables import Manner, Table, child_table, records_table, tables
from generator.website.exports.twins import twin
from generator.website.places.exports import DATA_FOLDER, PACKAGE, data_address, reader_address
from generator.website.places.naming import attachment_url
from generator.website.places.viewpoint import language_prefix
from generator.website.words.language import Language, language


def table_files(disclosure: Disclosure) -> Iterator[tuple[str, bytes]]:
    """The CSV files of every type and of what the records bring along, then the package that describes them."""
    resources = list[dict[str, Any]]()
    for type in disclosure.types:
        manner = Manner(disclosure.site, data_address(type.name, "csv"))
        for table in tables(type, disclosure.entries[type.name], manner):
            yield _table_file(table, data_address(type.name, "csv", table.name), resources)
    attached = attachment_table(disclosure)
    if attached.height:
        yield _table_file(attached, data_address(attached.type.name, "csv"), resources)
    yield PACKAGE, package(disclosure.site, resources)


def _table_file(table: Table, address: str, resources: list[dict[str, Any]]) -> tuple[str, bytes]:
    """The CSV file of a table; what the package says of it is added to ``resources``."""
    columns = [csv_column(field, values) for field, values in zip(table.fields, table.columns, strict=True)]
    content = csv_file(columns)
    resources.append(resource(table, columns, content))
    return address, content


def table_csv(entry: Entry, table: ChildTable) -> bytes:
    """One child table of one record as CSV, as the file of all records has it."""
    content = child_table(entry.type, table, (entry,))
    return csv_file(
        [csv_column(field, values) for field, values in zip(content.fields, content.columns, strict=True)]
    )


def reader_files(disclosure: Disclosure, type: RecordType) -> Iterator[tuple[str, bytes]]:
    """The records of a type once more for readers of each language: its headers, its words, the way to its pages."""
    for code in disclosure.site.languages:
        speech = language(code, own=disclosure.site.catalogues)
        prefix = language_prefix(disclosure, code)
        address = reader_address(type.name, code)
        manner = Manner(disclosure.site, address, prefix, speech)
        table = records_table(type, disclosure.entries[type.name], manner)
        columns = [
            csv_column(field, _in_words(values, speech))
            for field, values in zip(table.fields, table.columns, strict=True)
        ]
        yield address, csv_file(columns, [guard(speech.text(field.label)) for field in table.fields])


def _in_words(values: Sequence[Value], speech: Language) -> Sequence[Value]:
    """Lists in a line, yes and no as words."""
    yes, no, sign = speech.translate("yes"), speech.translate("no"), speech.translate("; ")
    words: Mapping[Any, Callable[[Value], str]] = {
        bool: lambda value: yes if value else no,
        tuple: lambda value: sign.join(map(str, value)),
    }
    return [words[value.__class__](value) if value.__class__ in words else value for value in values]


def workbook_file(
    type: RecordType, entries: Sequence[Entry], site: Site, speech: Language
) -> Iterator[tuple[str, bytes]]:
    """All tables of a type as sheets of one workbook."""
    address = data_address(type.name, "xlsx")
    from generator.website.exports.workbooks import workbook  # openpyxl is loaded where a workbook is made

    yield address, workbook(tables(type, entries, Manner(site, address, language=speech)), speech)


def json_list(type: RecordType, entries: Sequence[Entry], site: Site) -> Iterator[tuple[str, bytes]]:
    """One record a line, each as its twin has it."""
    lines = b",\n".join(twin(entry, site).rstrip() for entry in entries)
    yield data_address(type.name, "json"), b"[\n" + lines + b"\n]\n"


def csv_file(columns: Sequence[Column], header: Sequence[str] = ()) -> bytes:
    """The file of one table, its ``header`` the names of the fields if it is not said. The mark tells spreadsheets that it is
    UTF-8.
    """
    text = io.StringIO()
    rows = csv.writer(text, lineterminator="\r\n")
    rows.writerow(header or [column.field.name for column in columns])
    rows.writerows(zip(*(column.cells for column in columns), strict=True))
    return BOM_UTF8 + text.getvalue().encode("utf-8")


_FIELDS = (
    Field("number", "integer", constraints={"required": True}),
    Field("type", constraints={"required": True}),
    Field("record", constraints={"required": True}),
    Field("path", constraints={"required": True}),
    Field("url", constraints={"required": True}),
    Field("mediatype", constraints={"required": True}),
    Field("bytes", "integer", constraints={"required": True}),
    Field("sha256", constraints={"required": True, "pattern": "[0-9a-f]{64}"}),
)
_LIST = RecordType(
    name=ATTACHMENTS,
    fields=_FIELDS,
    id_field="number",
    title_field="path",
    title=Wording("附件", {"en": "Attachments"}),
)


def attachment_table(disclosure: Disclosure) -> Table:
    """One row for each file of each record; ``path`` is what the record's own fields call it."""
    named = [
        (entry.type.name, entry.id, attachment)
        for entries in disclosure.entries.values()
        for entry in entries
        for attachment in entry.attachments
    ]
    rows = [
        (
            number,
            type,
            record,
            attachment.path,
            attachment_url(attachment, disclosure.site, DATA_FOLDER),
            MEDIA_TYPES[attachment.content],
            attachment.size,
            attachment.sha256,
        )
        for number, (type, record, attachment) in enumerate(named, 1)
    ]
    columns = tuple(zip(*rows, strict=True)) if rows else tuple(() for _ in _FIELDS)
    return Table(_LIST, "", _LIST.title, _FIELDS, columns, frozenset())
