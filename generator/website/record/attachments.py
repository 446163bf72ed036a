"""The files that entries bring along: what a page says of them, and their bytes for the tree."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

from generator.disclose.disclosure import Attachment, Disclosure, Entry
from generator.model.declared.condition import Value, reference_ids
from generator.model.declared.record_type import Field
from generator.model.files.addresses import attachment_address
from generator.model.files.attachment import MEDIA_TYPES, Content
from generator.model.text.stop import CannotRun
from generator.model.text.wording import say
from generator.website.cells import cell
from generator.website.exports.offers import size_note
from generator.website.places.viewpoint import Viewpoint
from generator.website.record.views import AttachmentView
from generator.website.views import Cell, LinkView

_KINDS: Mapping[str, str] = {
    Content.PDF: "PDF",
    Content.DOCX: "Word",
    Content.XLSX: "Excel",
    Content.CSV: "CSV",
    Content.PNG: "PNG",
    Content.JPEG: "JPEG",
}
"""What people call them, in any language."""


def attachment_views(view: Viewpoint, entry: Entry) -> tuple[AttachmentView, ...]:
    """What the page of ``entry`` says of its files."""
    return tuple(
        AttachmentView(
            name=view.language.written(attachment.name),
            href=_href(view, attachment),
            kind=_KINDS[attachment.content],
            media_type=MEDIA_TYPES[attachment.content],
            size_note=size_note(attachment.size),
            sha256=attachment.sha256,
            label=view.language.text(attachment.label),
        )
        for attachment in entry.attachments
    )


def attachment_cell(view: Viewpoint, entry: Entry, field: Field, value: Value) -> Cell:
    """The cell of a field that names files: a link to each that is published."""
    plain = cell(field, value, view.language, view.today)
    known = {attachment.path: attachment for attachment in entry.attachments}
    links = tuple(
        LinkView(view.language.written(known[path].name), _href(view, known[path]))
        for path in reference_ids(value)
        if path in known
    )
    return replace(plain, kind="link", links=links) if links else plain


def _href(view: Viewpoint, attachment: Attachment) -> str:
    return quote(view.link_from_root(attachment_address(attachment.path)))


def attachment_files(disclosure: Disclosure, root: Path) -> Iterator[tuple[str, bytes]]:
    """Address and bytes of every file that an entry names, each once, read where it lies below ``root``.

    Never a link to the file there: whoever writes into it would write into the published site.
    Raises :class:`CannotRun` if a file is not what was checked.
    """
    named = {
        attachment.path: attachment
        for entries in disclosure.entries.values()
        for entry in entries
        for attachment in entry.attachments
    }
    for path in sorted(named):
        yield attachment_address(path), _as_checked(named[path], root)


def _as_checked(attachment: Attachment, root: Path) -> bytes:
    try:
        data = (root / attachment.stored).read_bytes()
    except OSError:
        data = b""
    if hashlib.sha256(data).hexdigest() != attachment.sha256:
        raise CannotRun(
            say(
                "{path} was changed while the site was being built. Build it once more.",
                path=attachment.stored,
            )
        )
    return data
