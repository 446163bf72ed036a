"""The files that a published record brings along; those of a withheld one are never asked for."""

from __future__ import annotations

from generator.disclose.disclosure import Attachment
from generator.model.records.attaching import attachment_fields, attachments_named
from generator.model.records.record import Record, Register


class Attachments:
    """The attachments of a register, found by the records that name them."""

    def __init__(self, register: Register) -> None:
        self._files = {file.path: file for file in register.attachments}
        self._fields = {type.name: attachment_fields(type) for type in register.types.values()}

    def of(self, record: Record) -> tuple[Attachment, ...]:
        """What ``record`` names, each file once, by the first field that names it."""
        if not self._files:
            return ()
        found: dict[str, Attachment] = {}
        for naming in attachments_named(self._fields[record.type], record):
            file = self._files.get(naming.path)
            if file is not None:
                made = Attachment(
                    naming.field.label,
                    file.path,
                    file.content,
                    file.size,
                    file.sha256,
                    file.stored,
                    file.text,
                )
                found.setdefault(file.path, made)
        return tuple(found.values())
