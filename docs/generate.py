"""Write the generated parts of the documentation: ``python docs/generate.py``; ``--check`` only compares.

docs/reference/ is made from the code and data/schemas; reports in pages that people write are
filled in by running the gate on the examples they show. ``--check`` exits 1 if a file would change.
"""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from writers.commands import commands
from writers.declarations import json_schema_of, with_tables
from writers.findings import findings
from writers.page_words import page_words
from writers.plugin_options import plugin_schema
from writers.record_types import common_fields, exceptions, record_types
from writers.reports import filled
from writers.templates import templates

from generator.model.declared.site import Site
from generator.model.text.catalogue import TEMPLATE
from generator.read.schema.record_types import TableSchema
from generator.website.search.folding import UNICODE, signs_script

ROOT = Path(__file__).resolve().parents[1]
REFERENCE = ROOT / "docs" / "reference"
WRITTEN = ("README.md", "README.zh.md", "docs/*.md", "docs/reference/s*-*.md")
"""Pages that people write; examples in them, and tables of what may be declared, are filled in."""


def generated() -> Iterator[tuple[Path, str]]:
    """Every file that is generated as a whole, and what it should hold."""
    yield REFERENCE / "commands.md", commands()
    yield REFERENCE / "record-types.md", record_types(ROOT)
    yield REFERENCE / "common-fields.md", common_fields(ROOT)
    yield REFERENCE / "exceptions.md", exceptions()
    yield REFERENCE / "findings.md", findings(ROOT)
    yield REFERENCE / "templates.md", templates()
    if unicodedata.unidata_version == UNICODE:
        yield ROOT / "site_templates" / "search" / "signs.js", signs_script()
    yield TEMPLATE, page_words()
    yield REFERENCE / "schema-file.schema.json", json_schema_of(TableSchema)
    yield REFERENCE / "site.schema.json", json_schema_of(Site)
    yield REFERENCE / "plugin.schema.json", plugin_schema()


def completed() -> Iterator[tuple[Path, str]]:
    """Every page that people write, with its tables and examples filled in."""
    for pattern in WRITTEN:
        for path in sorted(ROOT.glob(pattern)):
            yield path, filled(with_tables(path.read_text(encoding="utf-8")), ROOT)


def main(arguments: list[str]) -> int:
    """Write or compare; 1 if ``--check`` finds a file that differs."""
    changed = [
        (path, text)
        for path, text in (*generated(), *completed())
        if not path.is_file() or path.read_text(encoding="utf-8") != text
    ]
    for path, text in changed:
        sys.stdout.write(f"{path.relative_to(ROOT).as_posix()}\n")
        if "--check" not in arguments:
            path.write_text(text, encoding="utf-8")
    return 1 if changed and "--check" in arguments else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
