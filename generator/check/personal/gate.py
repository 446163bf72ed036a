"""The part of the gate that looks for personal data: in everything under a root that may reach the public."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import chain
from pathlib import Path

from generator.check.content import PICTURE_SUFFIXES
from generator.check.personal.allowance import allowances
from generator.check.personal.documents import attachments, texts_of_documents
from generator.check.personal.sources import (
    texts_of_declarations,
    texts_of_file_names,
    texts_of_pages,
    texts_of_records,
)
from generator.check.personal.texts import Text, personal_findings
from generator.model.finding import Finding
from generator.model.record import Register


def check_personal_data(root: Path, register: Register, refused: Collection[str] = ()) -> Iterator[Finding]:
    """A finding for each personal value that may not be published, and for each file that cannot be searched.

    Files that are ``refused`` for another reason, by path, need not be searchable: one mistake is reported once.
    """
    documents = list(texts_of_documents((*attachments(root), *_pictures(root)), root))
    texts = chain(
        texts_of_records(register),
        texts_of_declarations(root),
        texts_of_pages(root),
        texts_of_file_names(root),
        (text for text in documents if isinstance(text, Text)),
    )
    unread = (finding for finding in documents if isinstance(finding, Finding))
    yield from (finding for finding in unread if finding.source.path not in refused)
    yield from personal_findings(texts, allowances(register.site))


def _pictures(root: Path) -> list[Path]:
    found = (root / "content").rglob("*")
    return sorted(
        path
        for path in found
        if path.suffix.lower() in PICTURE_SUFFIXES and path.is_file() and not path.is_symlink()
    )
