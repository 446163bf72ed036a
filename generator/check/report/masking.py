"""What a report never prints: a personal value in full, or a sign that moves other text.

What is personal the gate's own detectors say, so whatever the gate finds a report masks, and nothing else.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Collection
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from generator.model.declared.site import Country

_FIRST_CONTROL_PICTURE = 0x2400
_DELETE = "\x7f"


def masked_path(path: str, countries: Collection[Country] = ()) -> str:
    """A path with a mask in the place of each personal value that a name in it holds; it still tells people which file."""
    from generator.check.personal.detection import masked  # a report that was kept is masked already

    return "/".join(masked(name, countries) for name in path.split("/"))


def visible(text: str) -> str:
    """The text on one line, every sign that would not be seen (or would move others) as its name."""
    return text if text.isprintable() else "".join(_picture(sign) for sign in text)


def _picture(sign: str) -> str:
    code, kind = ord(sign), unicodedata.category(sign)
    if code < ord(" "):
        return chr(_FIRST_CONTROL_PICTURE + code)
    if sign == _DELETE:
        return "␡"
    if kind in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp") or _is_noncharacter(code):
        return f"<U+{code:04X}>"
    return sign


def _is_noncharacter(code: int) -> bool:
    return 0xFDD0 <= code <= 0xFDEF or code & 0xFFFE == 0xFFFE


def storable(text: str) -> str:
    """The text as UTF-8 can hold it: what was undecodable in a file's name becomes the replacement character."""
    return text.encode("utf-8", "replace").decode("utf-8") if not text.isprintable() else text
