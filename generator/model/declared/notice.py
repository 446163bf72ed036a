"""What stands on the notice that is printed for the board, as a type declares it."""

from __future__ import annotations

from dataclasses import dataclass

from generator.model.declared.kinds import FieldName, FieldNames, Lasting, RowFields, TableName


@dataclass(frozen=True, slots=True)
class Notice:
    """The record on paper, for the board, while its period is open or ahead.

    What is left out is not printed, unless it says what stands in its place.
    """

    issuer: Lasting[FieldName] = ""
    """The name in red and at the end; else the body that published the record, else the site."""
    number: Lasting[FieldName] = ""
    """The document number."""
    opening: Lasting[FieldName] = ""
    """The text before the table, in paragraphs; without it one sentence names the basis."""
    basis: Lasting[FieldName] = ""
    """The field of the basis: a related record by its title, any other text as it is."""
    table: TableName = ""
    """The child table that is printed."""
    columns: RowFields = ()
    """The fields of it; else those that its page shows. Columns empty throughout are left out."""
    closing: Lasting[FieldName] = ""
    """The text after the period, under the name of its field."""
    contact: Lasting[FieldNames] = ()
    """Where to report: fields such as telephone and address, in one sentence; else those that ``participation`` names."""
