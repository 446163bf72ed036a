"""The files under ``data/``: CSV, JSON and Excel of every type, and the package that describes the CSV files."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from generator.disclose.disclosure import Disclosure
from generator.model.record_type import RecordType
from generator.website.exports.attachment_list import attachment_table
from generator.website.exports.csv_cells import csv_column
from generator.website.exports.csv_files import csv_file
from generator.website.exports.json_lists import json_files
from generator.website.exports.packages import package, resource
from generator.website.exports.places import PACKAGE, data_address
from generator.website.exports.tables import tables
from generator.website.exports.workbooks import workbook
from generator.website.language import Language


def download_files(disclosure: Disclosure, language: Language) -> Iterator[tuple[str, bytes]]:
    """The twins and downloads of every type, then the package."""
    resources = list[dict[str, Any]]()
    for type in disclosure.types:
        yield from json_files(type, disclosure.entries[type.name], disclosure.site)
        yield from _table_files(disclosure, type, language, resources)
    yield from _attachment_list(disclosure, resources)
    yield PACKAGE, package(disclosure.site, resources)


def _attachment_list(disclosure: Disclosure, resources: list[dict[str, Any]]) -> Iterator[tuple[str, bytes]]:
    """What files the records bring along, of all types; nothing where none does."""
    table = attachment_table(disclosure)
    if table.height:
        columns = [
            csv_column(field, values) for field, values in zip(table.fields, table.columns, strict=True)
        ]
        content = csv_file(columns)
        resources.append(resource(table, columns, content))
        yield data_address(table.type.name, "csv"), content


def _table_files(
    disclosure: Disclosure, type: RecordType, language: Language, resources: list[dict[str, Any]]
) -> Iterator[tuple[str, bytes]]:
    """The tables of a type; what the package says of each is added to ``resources``."""
    found = list(tables(type, disclosure.entries[type.name]))
    for table in found:
        columns = [
            csv_column(field, values) for field, values in zip(table.fields, table.columns, strict=True)
        ]
        content = csv_file(columns)
        resources.append(resource(table, columns, content))
        yield data_address(type.name, "csv", table.name), content
    yield data_address(type.name, "xlsx"), workbook(found, language)
