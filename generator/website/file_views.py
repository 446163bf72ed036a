"""What templates are given of files that people take with them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DownloadView:
    """A file of all records of a type; ``size_note`` says how large it is (12 KB)."""

    label: str
    href: str
    size_note: str


@dataclass(frozen=True, slots=True)
class AttachmentView:
    """A file that a record brings along: ``kind`` is what programs call it (PDF), ``label`` the field that names it."""

    name: str
    href: str
    kind: str
    media_type: str
    size_note: str
    sha256: str
    label: str
