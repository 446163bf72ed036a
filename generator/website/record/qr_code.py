"""QR codes (segno's only home): a text → one SVG path, the same for the same text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

import segno

from generator.website.record.views import CodeView

QUIET_ZONE = 4
"""Modules left free on each side: what a reader needs to find the code (ISO/IEC 18004)."""


def quick_code(text: str) -> CodeView:
    """The code of a text. A fifth of it may be soiled or torn (level Q) and it can still be read."""
    matrix = segno.make_qr(text, error="q", boost_error=False).matrix
    path = "".join(bar for y, row in enumerate(matrix, QUIET_ZONE) for bar in _bars(row, y))
    return CodeView(text, path, len(matrix) + 2 * QUIET_ZONE)


def _bars(row: Sequence[int], y: int) -> Iterator[str]:
    """The dark runs of a row, each a bar one unit high."""
    x = QUIET_ZONE
    for dark, run in groupby(row):
        width = len(list(run))
        if dark:
            yield f"M{x} {y}h{width}v1h-{width}z"
        x += width
