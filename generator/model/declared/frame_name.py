"""What stands around each page, by name."""

from __future__ import annotations

from enum import StrEnum


class FrameName(StrEnum):
    """What stands around each page: header, navigation, footer and style sheets."""

    MKDOCS = "mkdocs"
    """MkDocs with the theme of mkdocs.yml."""
    BUILTIN = "builtin"
    """Sunlit's own, without MkDocs; of mkdocs.yml only what it says of pages counts."""
