"""Entry → the notes at the top of its page: until when its personal facts stand, that it is down, and why."""

from __future__ import annotations

from collections.abc import Iterator

from generator.disclose.disclosure import Entry
from generator.model.public_life import Stage
from generator.model.record_type import CORRECTIONS
from generator.website.places.viewpoint import Viewpoint
from generator.website.record.views import NoteView


def life_notes(view: Viewpoint, entry: Entry) -> Iterator[NoteView]:
    """At most one of a record's life, and one of what took its place."""
    translate, day = view.language.translate, view.language.day
    life = entry.life
    if life.stage is Stage.WITHDRAWN:
        words = translate("Its content is no longer public. The address stays.")
        reason = _reason(entry)
        since = day(life.since) if life.since else ""
        yield NoteView("off", translate("Withdrawn on {day}").format(day=since), words, reason)
    elif life.stage is Stage.TAKEN_DOWN:
        label = (
            translate("Taken down on {day}").format(day=day(life.since))
            if life.since
            else translate("Taken down")
        )
        words = translate(
            "The period is over, so the personal facts are no longer public. What was done stays."
        )
        yield NoteView("done", label, words)
    elif entry.only_in_period is not None and life.last_day:
        label = translate("Personal facts on this page are public until {day}").format(day=day(life.last_day))
        words = translate(
            "After that they are taken down; this address stays. Please do not copy them elsewhere."
        )
        yield NoteView("eye", label, words)
    if entry.superseded_by:
        links = tuple(view.record(reference) for reference in entry.superseded_by)
        yield NoteView(
            "none", translate("Superseded"), translate("Another record took its place:"), links=links
        )


def _reason(entry: Entry) -> str:
    rows = entry.children.get(CORRECTIONS, ()) if CORRECTIONS in entry.type.common else ()
    return next((str(row["reason"]) for row in reversed(rows) if row.get("reason")), "")
