"""The stream of public text: every text under a root that may reach the public, each with its place.

Whatever is asked of all of them (is this personal? does it last? does everybody see it?) reads this stream, and nothing
else walks the data: a place that is added here is looked at by every check. The order of the stream means nothing;
findings are sorted at the end.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from generator.check.texts.document_texts import texts_of_documents
from generator.model.declared.look import LOOK_FOLDER
from generator.model.declared.record_type import Field
from generator.model.files.attachment import ATTACHMENTS
from generator.model.findings.finding import Finding
from generator.model.records.page import CONTENT
from generator.model.records.public_text import Place, PublicText, texts_of
from generator.model.records.record import Register, Row, Source
from generator.model.text.wording import say
from generator.read.content.pages import PICTURE_SUFFIXES
from generator.read.exceptions import as_register
from generator.read.files.folders import DATA
from generator.read.schema.declared_texts import declared_texts
from generator.read.schema.site_file import SITE_FILE
from generator.read.text.decoding import decode
from generator.read.yaml.values import cut_values

_DECLARATIONS = (
    ("data/schemas", (".yaml", ".yml", ".json")),
    ("data/calendar", (".yaml",)),
    ("data/locales", (".po",)),
    (LOOK_FOLDER, (".css",)),
)
_IN_YAML = frozenset({".yaml", ".yml"})
_OWN_FILES = (SITE_FILE, "mkdocs.yml")
_SKIPPED = frozenset({".git"})


def public_texts(root: Path, register: Register, *, documents: bool = True) -> Iterator[PublicText | Finding]:
    """Every text, and a finding for each document that cannot be searched.

    ``register`` holds the records of ``root``. Documents (attachments, pictures) are read here, and nowhere else in a check.
    """
    yield from texts_of_records(register)
    yield from texts_of_records(as_register(register))
    yield from texts_of_declarations(root)
    yield from texts_of_pages(register)
    yield from texts_of_names(root)
    if documents:
        yield from texts_of_documents(_documents(root), root)


def texts_of_records(register: Register) -> Iterator[PublicText]:
    """The texts of all records and their rows; of dates, and of what is yes or no, there are none."""
    for type in register.types.values():
        fields = {field.name: field for field in type.fields}
        tables = {table.name: {field.name: field for field in table.fields} for table in type.children}
        for record in register.records[type.name]:
            yield from _texts_of_row(record.row, fields, record.id)
            for name, rows in record.children.items():
                for row in rows:
                    yield from _texts_of_row(row, tables[name], record.id)


def _texts_of_row(row: Row, fields: Mapping[str, Field], record: str) -> Iterator[PublicText]:
    for name, value in row.values.items():
        if isinstance(value, str):
            if name in fields:
                yield PublicText(value, Place.FIELD, row, fields[name], record)
        elif value is not None and name in fields:
            for text in texts_of(value):
                yield PublicText(text, Place.FIELD, row, fields[name], record)


def texts_of_declarations(root: Path) -> Iterator[PublicText]:
    """What the site's settings, schemas, calendars, catalogues and navigation say, comments included."""
    for path in declaration_files(root):
        source = Source(path.relative_to(root).as_posix())
        for typed in declared_texts(path.read_bytes(), path.suffix):
            said = say("The file")
            yield PublicText(typed.text, Place.DECLARATION, source, said=said, lined=True, typed=typed)


def declaration_files(root: Path) -> Iterator[Path]:
    """The files of the site's settings, schemas, calendars, catalogues and navigation; no link is followed."""
    paths = [root / name for name in _OWN_FILES]
    for folder, suffixes in _DECLARATIONS:
        paths += sorted(path for path in (root / folder).glob("*") if path.suffix in suffixes)
    yield from (path for path in paths if path.is_file() and not path.is_symlink())


def values_cut_in_declarations(root: Path) -> Iterator[Finding]:
    """What of a declared text YAML takes for a comment: it is never read, so nothing else could miss it."""
    for path in declaration_files(root):
        text = decode(path.read_bytes())
        if isinstance(text, str) and path.suffix in _IN_YAML:
            yield from cut_values(text, path.relative_to(root).as_posix())


def texts_of_pages(register: Register) -> Iterator[PublicText]:
    """What stands on the pages that people write, and what is read aloud there or leads elsewhere."""
    for page in register.pages:
        for line in page.lines():
            home = Source(page.path, line.line)
            yield PublicText(line.text, Place.PAGE, home, said=say("The page"), lined=True, typed=line)


def texts_of_names(root: Path, folders: tuple[str, ...] = (DATA, CONTENT)) -> Iterator[PublicText]:
    """The name of every file and folder. Its place is the folder above, whose name says nothing of anybody."""
    for folder in folders:
        for parent, inner, files in os.walk(root / folder):
            inner[:] = sorted(name for name in inner if name not in _SKIPPED)
            above = _shown(os.path.relpath(parent, root))
            for name in (*inner, *sorted(files)):
                shown = _shown(name)
                said = say("The name of a file here")
                path = shown if above == "." else f"{above}/{shown}"
                yield PublicText(shown, Place.NAME, Source(above), said=said, path=path)


def _shown(path: str) -> str:
    """A path as text, parted by ``/``; what is no UTF-8 in it becomes U+FFFD."""
    return os.fsencode(path).decode("utf-8", "replace").replace(os.sep, "/")


def _documents(root: Path) -> list[Path]:
    """What lies in ``data/attachments/``, the pictures in ``content/``, and the logo, by path; no link is followed."""
    attached = root / DATA / ATTACHMENTS
    files = sorted(attached.rglob("*")) if not attached.is_symlink() else []
    around = (*(root / CONTENT).rglob("*"), *(root / LOOK_FOLDER).glob("*"))
    pictures = sorted(path for path in around if path.suffix.lower() in PICTURE_SUFFIXES)
    return [path for path in (*files, *pictures) if path.is_file() and not path.is_symlink()]
