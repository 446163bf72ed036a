"""Tasks with a deadline → how many days late or early each was, or is: :class:`LatenessView`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from generator.model.declared.condition import day_of
from generator.model.declared.section import TreePage
from generator.website.charts.places import on_axis, place
from generator.website.listing.row import done_words, open_words
from generator.website.places.viewpoint import Viewpoint
from generator.website.sections.branches import Branch, looks
from generator.website.sections.views import LatenessView, SlipView

MOST = 60
"""So many are shown on a page of their year."""
MARGIN = 3.0
FINISHED = ("done", "off")


@dataclass(frozen=True, slots=True)
class Slip:
    """A task, its deadline and the day on which it was done, if it is. ``days``: late, or early with a minus."""

    leaf: Branch
    due: date
    done: date | None
    days: int


def slips(leaves: Iterable[Branch], page: TreePage, today: date) -> list[Slip]:
    """Of what is followed: all that is done, and what is not and should be by now; the latest first."""
    found = [slip for leaf in leaves if leaf.is_followed and (slip := _slip(leaf, page, today))]
    return sorted(found, key=lambda slip: (-slip.days, slip.leaf.code))


def _slip(leaf: Branch, page: TreePage, today: date) -> Slip | None:
    due = day_of(leaf.entry.values.get(page.due))
    done = day_of(leaf.entry.values.get(page.done))
    if due is None:
        return None
    if done and done <= today:
        return Slip(leaf, due, done, (done - due).days)
    if (not done and looks(leaf.entry) in FINISHED) or due >= today:
        return None
    return Slip(leaf, due, None, (today - due).days)


def lateness_view(view: Viewpoint, found: Sequence[Slip], most: int = MOST) -> LatenessView | None:
    """The strip of these tasks, on an axis that has room for all of them; nothing of none."""
    if not found:
        return None
    ends = [0, *(slip.days for slip in found)]
    axis = (min(ends), max(max(ends), min(ends) + 1))
    return LatenessView(place(on_axis(0, *axis, MARGIN)), tuple(_rows(view, found[:most], axis)), len(found))


def _rows(view: Viewpoint, found: Sequence[Slip], axis: tuple[int, int]) -> Iterator[SlipView]:
    zero = on_axis(0, *axis, MARGIN)
    for slip in found:
        x = on_axis(slip.days, *axis, MARGIN)
        yield SlipView(
            link=view.record(slip.leaf.entry),
            words=slip_words(view, slip),
            look="late" if slip.days > 0 else "early" if slip.days < 0 else "on",
            x=place(x),
            left=place(min(x, zero)),
            width=place(abs(x - zero)),
            is_open=slip.done is None,
        )


def slip_words(view: Viewpoint, slip: Slip) -> str:
    """Those of the listings: so many days late, done so many days early."""
    words = open_words if slip.done is None else done_words
    return words(view.language, slip.days)
