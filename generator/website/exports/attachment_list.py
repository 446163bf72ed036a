"""Every attachment of the site as a table: which record names it, what it is, where it is, how large, its SHA-256."""

from __future__ import annotations

from generator.disclose.disclosure import Disclosure
from generator.model.attachment import ATTACHMENTS, MEDIA_TYPES
from generator.model.record_type import Field, RecordType
from generator.model.wording import Wording
from generator.website.exports.tables import Table
from generator.website.places.exports import DATA_FOLDER
from generator.website.places.naming import attachment_url

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
