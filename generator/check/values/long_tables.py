"""Child tables so long that the page of their record would be too heavy for a phone."""

from __future__ import annotations

from collections.abc import Iterator

from generator.model.declared.severity import Severity
from generator.model.findings import rules
from generator.model.findings.finding import Finding
from generator.model.records.record import Register
from generator.model.text.wording import say

MOST_ROWS = 2_000
"""A row is about 600 bytes of a page: so many make more than a megabyte, and a phone takes seconds to lay them out."""


def check_long_tables(register: Register) -> Iterator[Finding]:
    """A warning for each table of a record that no page shows well."""
    for record in register:
        for name, rows in record.children.items():
            if len(rows) > MOST_ROWS:
                message = say(
                    "The table '{table}' of this record has {count} rows: its page would take phones very long to show.",
                    table=register.types[record.type].child(name).label,
                    count=len(rows),
                )
                hint = say(
                    "Part it into several records, by year or by place; or publish it as a .csv file in data/attachments/."
                )
                yield Finding(
                    rules.LONG_TABLE, rows[0].source, message, hint, record.id, name, Severity.WARNING
                )
