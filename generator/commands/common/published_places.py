"""Where nothing may be written that is for staff alone: it would come to the public, or be read as a record."""

from __future__ import annotations

from pathlib import Path

from generator.model.files.addresses import MANIFEST
from generator.model.files.site_root import PUBLISHED, TEMPLATES

_OF_THE_SITE = (*PUBLISHED, TEMPLATES, "site")


def is_published(root: Path, target: Path) -> bool:
    """Whether a file or folder stands, or would stand, in what the root publishes or reads, or in any published tree."""
    target = target.resolve()
    folders = (target, *target.parents)
    inside = any((root / name).resolve() in folders for name in _OF_THE_SITE)
    return inside or any((folder / MANIFEST).exists() for folder in folders)


def is_beside_published(folder: Path) -> bool:
    """Whether a published tree stands in the folder itself: what serves that may serve the folder."""
    try:
        return any((each / MANIFEST).exists() for each in folder.resolve().iterdir())
    except OSError:
        return False
