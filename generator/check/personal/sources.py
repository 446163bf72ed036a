"""Every text under a root that may reach the public: records, declarations, pages, file names."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from generator.check.personal.allowance import allowed_by_field
from generator.check.personal.detection import personal_values
from generator.check.personal.kinds import Kind
from generator.check.personal.spelling import is_suspect
from generator.check.personal.texts import Text
from generator.model.condition import Value
from generator.model.record import Record, Register, Row, Source
from generator.model.record_type import Field
from generator.model.wording import say
from generator.read.declarations import load
from generator.read.decoding import decode
from generator.read.site_file import SITE_FILE

_FEWEST_DIGITS = 10**10
"""A whole number below this has no kind."""
_DECLARATIONS = (("data/schemas", (".yaml", ".yml", ".json")), ("data/calendar", (".yaml",)))
_OWN_FILES = (SITE_FILE, "mkdocs.yml")
_ESCAPE = "\\"
"""Without it a declaration means what it says, and need not be read once more."""
_SKIPPED = frozenset({".git"})


def texts_of_records(register: Register) -> Iterator[Text]:
    """The texts of all records and their rows that are worth a closer look."""
    for type in register.types.values():
        fields = {field.name: field for field in type.fields}
        tables = {table.name: {field.name: field for field in table.fields} for table in type.children}
        for record in register.records[type.name]:
            yield from _texts_of_row(record.row, fields, record)
            for name, rows in record.children.items():
                for row in rows:
                    yield from _texts_of_row(row, tables[name], record)


def declared_values(register: Register) -> Iterator[str]:
    """The values that stand where a schema lets values of their kind stand."""
    for text in texts_of_records(register):
        for sighting in personal_values(text.text) if text.declared else ():
            if sighting.kind in text.declared:
                yield text.text[sighting.start : sighting.end]


def _texts_of_row(row: Row, fields: Mapping[str, Field], record: Record) -> Iterator[Text]:
    for name, value in row.values.items():
        for text in _texts(value):
            if is_suspect(text) and name in fields:
                field = fields[name]
                declared = frozenset(kind for kind in Kind if allowed_by_field(field, kind))
                yield Text(text, row.source_of(name), field.label, record.id, name, declared=declared)


def _texts(value: Value) -> tuple[str, ...]:
    if isinstance(value, str):
        return (value,)
    if isinstance(value, tuple):
        return tuple(part for part in value if isinstance(part, str))
    if value is None or isinstance(value, date | bool):
        return ()
    if isinstance(value, int):
        return (str(value),) if value >= _FEWEST_DIGITS else ()
    return (f"{value:f}" if isinstance(value, Decimal) else str(value),)


def texts_of_declarations(root: Path) -> Iterator[Text]:
    """The site's settings, schemas, calendars and navigation: what stands there, and what it means where that differs."""
    paths = [root / name for name in _OWN_FILES]
    for folder, suffixes in _DECLARATIONS:
        paths += sorted(path for path in (root / folder).glob("*") if path.suffix in suffixes)
    for path in paths:
        if path.is_file() and not path.is_symlink():
            yield from _texts_of_declaration(path, path.relative_to(root).as_posix())


def _texts_of_declaration(path: Path, shown: str) -> Iterator[Text]:
    text = decode(path.read_bytes())
    if isinstance(text, str):
        yield Text(text, Source(shown), say("The file"), lined=True)
        if shown.startswith("data/") and _ESCAPE in text:
            for meant in _strings(load(path, shown)):
                if meant not in text:
                    yield Text(meant, Source(shown), say("The file"))


def _strings(declared: Any) -> Iterator[str]:
    if isinstance(declared, dict):
        for key, value in declared.items():
            yield from (str(key), *_strings(value))
    elif isinstance(declared, list):
        for value in declared:
            yield from _strings(value)
    else:
        yield str(declared)


def texts_of_pages(root: Path) -> Iterator[Text]:
    """The pages that people write in ``content/``."""
    for path in sorted((root / "content").rglob("*.md")):
        if path.is_file() and not path.is_symlink():
            text = decode(path.read_bytes())
            if isinstance(text, str):
                yield Text(text, Source(path.relative_to(root).as_posix()), say("The page"), lined=True)


def texts_of_file_names(root: Path, folders: tuple[str, ...] = ("data", "content")) -> Iterator[Text]:
    """The name of every file and folder. The finding stands at the folder above, whose name says nothing of anybody."""
    for folder in folders:
        for parent, inner, files in os.walk(root / folder):
            inner[:] = sorted(name for name in inner if name not in _SKIPPED)
            for name in (*inner, *sorted(files)):
                shown = os.fsencode(name).decode("utf-8", "replace")
                yield Text(shown, Source(_shown(Path(parent), root)), say("The name of a file here"))


def _shown(folder: Path, root: Path) -> str:
    relative = os.fsencode(folder.relative_to(root).as_posix()).decode("utf-8", "replace")
    return relative or "."
