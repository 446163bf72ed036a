"""Where marks and labels stand in a picture, so that none covers another and none leaves it.

Letters in a picture are never larger than :data:`LETTER` per cent of its width (the style sheet holds them to that), so what
has room by this reckoning has room at every width and in the largest print.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar
from unicodedata import east_asian_width

LETTER = 4.5
"""The size of letters, in per cent of the picture's width, at most."""
NARROW = 0.62
"""How wide a letter or digit that is not Han is, beside one that is."""
MARK = 7.0
"""The width of a mark that a finger can hit (24 pixels), in per cent of a phone's picture."""
LEVELS = 4
EDGE = 2.0
Label = TypeVar("Label")


def width_of(text: str) -> float:
    """How wide a text is, in per cent of the picture, at most."""
    return sum(LETTER * (1.0 if east_asian_width(letter) in "WF" else NARROW) for letter in text)


def with_room(labels: Iterable[tuple[float, str, Label]], start: float = 0.0) -> Iterator[tuple[Label, bool]]:
    """Each label, and whether it is shown: labels are (left end in per cent, text, what is labelled), from left to right."""
    free = start
    for left, text, label in labels:
        shown = left >= free and left + width_of(text) <= 100
        if shown:
            free = left + width_of(text) + LETTER / 2
        yield label, shown


def on_axis(value: float, low: float, high: float, margin: float) -> float:
    """Where a value stands on an axis with room at both ends, all in per cent of the picture."""
    return (value - low) / (high - low) * (100 - 2 * margin) + margin


def none_covered(
    places: Sequence[float], width: float = MARK, levels: int = LEVELS
) -> list[tuple[float, int]]:
    """(place, level) of each mark: as near to its place as it can stand without covering an earlier one.

    A mark whose place is taken goes a level down; where all levels are taken there, a mark's width to the left, and at the edge
    it stays.
    """
    taken: list[list[float]] = [[] for _ in range(levels)]
    found = []
    for place in places:
        x = min(max(place, EDGE), 100 - EDGE)
        level = _free(taken, x, width)
        while level is None and x > EDGE:
            x = max(x - width, EDGE)
            level = _free(taken, x, width)
        level = levels - 1 if level is None else level
        taken[level].append(x)
        found.append((round(x, 2), level))
    return found


def _free(taken: Sequence[Sequence[float]], x: float, width: float) -> int | None:
    return next(
        (level for level, others in enumerate(taken) if all(abs(x - other) >= width for other in others)),
        None,
    )


def place(share: float) -> str:
    """A place in per cent as it is written into a picture."""
    return f"{share:.2f}"
