"""What must be gone goes first, whatever becomes of a build: by what an earlier build left ready beside its tree.

Everybody who holds the lock begins with :func:`take_down_live`, and nothing goes live but by :func:`without_expired`. So a
push cannot stop a take-down: not by data that do not build, nor by pushing so often that the tick never has its turn.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import asdict, replace
from datetime import date
from pathlib import Path

from generator.model.text.stop import CannotRun
from generator.model.text.wording import say
from generator.publish import releases, signing
from generator.publish.publication import Publication
from generator.publish.releases import NOTE, Note, Release, holds_expired
from generator.publish.settings import write_json
from generator.website.build.take_down import still_shown, take_down


def take_down_live(publication: Publication) -> None:
    """Let the live site show nothing past its day. For the holder of the lock.

    A copy of the release without it is switched live; where the disk takes no copy, the files are replaced in the live
    tree, one by one, each by a rename. Raises ``OSError`` if even that cannot be done.
    """
    served = releases.live_release(publication.live)
    if served is None or not holds_expired(served, publication.day(served.note.time_zone)):
        return
    try:
        copy = without_expired(publication, releases.copy(publication.live, served))
        releases.switch(publication.live, releases.stage(publication.live, copy.note.revision, copy.note))
    except (OSError, CannotRun):
        releases.abandon(publication.live, served.note.revision)
        _take_down_in_place(publication, served)
    publication.tell(
        say(
            "What had to be gone by {day} was taken down.",
            day=publication.day(served.note.time_zone).isoformat(),
        )
    )


def take_down_meanwhile(publication: Publication) -> None:
    """The same for whoever waits for the lock: in place, which needs none. A build that never ends holds nothing up."""
    served = releases.live_release(publication.live)
    if served and still_shown(served.tree, publication.day(served.note.time_zone)):
        _take_down_in_place(publication, served)


def _take_down_in_place(publication: Publication, served: Release) -> None:
    """The files at least; the manifests and the note, too, if there is room for them."""
    today = publication.day(served.note.time_zone)
    try:
        take_down(served.tree, today)
    except OSError:
        if still_shown(served.tree, today):
            raise
        return
    with suppress(OSError):
        _write_note(served, _note_of(served, today))


def without_expired(publication: Publication, release: Release) -> Release:
    """A release that is not live, after everything in it that must be gone today has gone."""
    today = publication.day(release.note.time_zone)
    if not holds_expired(release, today):
        return release
    take_down(release.tree, today)
    if publication.settings.signing_key:
        signing.sign(release.tree, Path(publication.settings.signing_key))
    note = _note_of(release, today)
    _write_note(release, note)
    return Release(release.folder, note)


def _note_of(release: Release, today: date) -> Note:
    return replace(release.note, expires=releases.expires(release.tree), taken_down=today.isoformat())


def _write_note(release: Release, note: Note) -> None:
    write_json(release.folder / NOTE, asdict(note))
