"""HTML in what is read as plain text, whose readers would see its tags and its remarks."""

from __future__ import annotations

import re

_TAG = re.compile(
    r"</(?:p|div|span|ul|ol|li|strong|em|b|i|u|h[1-6]|table|tr|td|th|a|dl|dt|dd|section|article|blockquote)\s*>|<br\s*/?>",
    re.IGNORECASE,
)
REMARK = "<!--"
"""It begins what no browser shows, and no preview of an editor."""


def holds_tags(text: str) -> bool:
    """Whether a text holds HTML beyond doubt."""
    return "<" in text and _TAG.search(text) is not None
