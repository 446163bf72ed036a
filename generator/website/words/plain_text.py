"""Text that fits where only some characters may stand: one line, or XML."""

from __future__ import annotations

import re
from xml.sax.saxutils import escape, quoteattr

_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""XML 1.0 knows no control signs, halves of pairs or non-characters, not even escaped."""


def fit(text: str) -> str:
    """The text without characters that XML does not know."""
    return _NOT_IN_XML.sub("", text)


def one_line(text: str) -> str:
    """The text on one line, without control signs, white space collapsed."""
    return " ".join(fit(text).split())


def xml_text(text: str) -> str:
    """The text for between two tags."""
    return escape(fit(text))


def xml_attribute(text: str) -> str:
    """The text for an attribute, with its quotes."""
    return quoteattr(fit(text))
