"""A pattern means the whole of a value, wherever others write ``^`` and ``$`` around it: an alternation is one group."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any


@lru_cache(maxsize=1024)
def whole_pattern(stated: str) -> str:
    """The same pattern, held at both ends: ``^a|b$`` takes whatever begins with ``a``. What is no pattern stays what it is."""
    if "|" not in stated:
        return stated
    try:
        re.compile(stated)
    except re.error:
        return stated
    return f"(?:{stated})"


def whole_constraints(stated: Mapping[str, Any]) -> dict[str, Any]:
    """Constraints of a field for tools of Table Schema, which write ``^`` and ``$`` around a pattern."""
    pattern = stated.get("pattern")
    return {**stated, "pattern": whole_pattern(pattern)} if isinstance(pattern, str) else dict(stated)
