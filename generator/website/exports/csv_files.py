"""Tables → CSV files: UTF-8 with a byte order mark, lines that end as RFC 4180 has it, fields named as in the schema."""

from __future__ import annotations

import csv
import io
from codecs import BOM_UTF8
from collections.abc import Sequence

from generator.website.exports.csv_cells import Column


def csv_file(columns: Sequence[Column]) -> bytes:
    """The file of one table. The mark tells spreadsheets that it is UTF-8."""
    text = io.StringIO()
    rows = csv.writer(text, lineterminator="\r\n")
    rows.writerow([column.field.name for column in columns])
    rows.writerows(zip(*(column.cells for column in columns), strict=True))
    return BOM_UTF8 + text.getvalue().encode("utf-8")
