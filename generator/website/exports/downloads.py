"""The files under ``data/``: CSV, JSON and Excel of every type, and the package that describes the CSV files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from generator.disclose.disclosure import Disclosure, Entry
from generator.model.record_type import RecordType
from generator.website.exports.attachment_list import attachment_table
from generator.website.exports.csv_cells import csv_column
from generator.website.exports.csv_files import csv_file
from generator.website.exports.packages import package, resource
from generator.website.exports.tables import Table, tables
from generator.website.exports.workbooks import workbook
from generator.website.places.exports import PACKAGE, data_address
from generator.website.words.language import Language


def table_files(disclosure: Disclosure) -> Iterator[tuple[str, bytes]]:
    """The CSV files of every type and of what the records bring along, then the package that describes them."""
    resources = list[dict[str, Any]]()
    for type in disclosure.types:
        for table in tables(type, disclosure.entries[type.name]):
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


def workbook_file(
    type: RecordType, entries: Sequence[Entry], language: Language
) -> Iterator[tuple[str, bytes]]:
    """All tables of a type as sheets of one workbook."""
    yield data_address(type.name, "xlsx"), workbook(tables(type, entries), language)
