"""Where a line break within a text is no blank: Chinese is written without any. For pages and for records."""

from __future__ import annotations

import unicodedata

_JOINING = "“”‘’—…·"
"""Punctuation that Chinese shares with other scripts: beside a Chinese character it is Chinese."""


def flows_on(before: str, after: str) -> bool:
    """Whether a line break between these two characters stands in Chinese text; empty ones are none."""
    if not (before and after):
        return False
    if is_chinese(before):
        return is_chinese(after) or after in _JOINING
    return is_chinese(after) and before in _JOINING


def is_chinese(char: str) -> bool:
    """Characters and punctuation that fill a square and are not parted by blanks (Korean words are)."""
    return unicodedata.east_asian_width(char) in "WF" and "HANGUL" not in unicodedata.name(char, "")
