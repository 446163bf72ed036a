"""The parts of a whole → the segments of a bar, each a link with its count and share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from types import MappingProxyType

from generator.website.charts.places import place, width_of
from generator.website.views import MarkView, SegmentView
from generator.website.words.figures import per_cent
from generator.website.words.language import Language

GAP = 0.4
LEAST = 0.1
Shown = tuple[str, float, str, int]
"""(label, number, the number as it is written, tone)."""
NOTHING: Mapping[str, str] = MappingProxyType({})


def segments(
    language: Language, parts: Sequence[Shown], href: str, before: Mapping[str, str] = NOTHING
) -> tuple[SegmentView, ...]:
    """One segment for each part that is not nought; ``before`` says of a label what it was the last time."""
    numbers = [Fraction(str(number)) for _, number, _, _ in parts]
    whole, found, x = sum(numbers) or Fraction(1), [], 0.0
    for (label, _, text, tone), number in zip(parts, numbers, strict=True):
        if number:
            share = number / whole * 100
            width, written = float(share), f"{int(share + Fraction(1, 2))}%"
            facts = language.translate("{label} {n}, {share}%").format(
                label=label, n=text, share=per_cent(share)
            )
            if label in before:
                facts = language.translate("{now}; {before}").format(now=facts, before=before[label])
            found.append(
                SegmentView(
                    mark=MarkView(href, "", facts),
                    tone=tone,
                    x=place(x),
                    width=place(max(width - GAP, LEAST)),
                    middle=place(x + width / 2),
                    label=written if width_of(written) <= width - GAP else "",
                )
            )
            x += width
    return tuple(found)
