"""What keeps the live site right without a push: going on after a kill, the nightly tick, going back, and a look."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date

from generator.check.site.manifest import is_whole
from generator.model.declared.site import Site
from generator.model.text.hashes import short_revision
from generator.model.text.stop import CannotRun
from generator.model.text.wording import Phrase, say
from generator.publish import policy, releases
from generator.publish.expiry import take_down_live, take_down_meanwhile, without_expired
from generator.publish.failures import forget_failure, last_failure, note_failure, sentence
from generator.publish.lock import lock
from generator.publish.publication import Publication, clear_leftovers, make, prepare
from generator.publish.releases import Release
from generator.publish.settings import State, read_state, write_state
from generator.read.git.repository import is_ancestor, move_names, resolve, tip
from generator.website.build.take_down import may_turn, still_shown, turns_next

LIVE_REF, POLICY_REF, BASELINE_REF = "refs/sunlit/live", "refs/sunlit/policy", "refs/sunlit/baseline"
"""Keep git from clearing away the commits that are published. Hidden from pushes."""

COMMIT = re.compile(r"[0-9a-f]{4,64}")
"""The beginning of a commit's id: no other of the ways in which git names commits is meant."""


def bring_up(publication: Publication) -> Release | None:
    """Let the branch's commit be live, from the staged release if there is one. For the holder of the lock."""
    commit = tip(publication.repository, publication.settings.branch)
    if not commit:
        return None
    staged = releases.staged_release(publication.live, commit) or prepare(publication, commit)
    state = read_state(publication.repository)
    baseline, changes = policy.gone_live(publication.repository, publication.settings, state, commit)
    return _go_live(publication, staged, baseline, changes, commit)


def _go_live(
    publication: Publication, staged: Release, baseline: str, changes: int, stood_at: str
) -> Release:
    """``stood_at``: where the branch stood when it was decided to let this be live."""
    staged = without_expired(publication, staged)
    note, repository = staged.note, publication.repository
    release = releases.switch(publication.live, staged)
    write_state(repository, State(note.revision, note.policy, baseline, stood_at or note.revision, changes))
    move_names(repository, {LIVE_REF: note.revision, POLICY_REF: note.policy, BASELINE_REF: baseline})
    _prune(publication, release)
    forget_failure(repository)
    return release


def begin_work(publication: Publication) -> None:
    """What whoever takes the lock does first: what must be gone goes from the site, then from the disk, and so does what
    killed processes left.

    A take-down that fails is told, and does not keep anybody from building, since a build heals it.
    """
    try:
        take_down_live(publication)
    except Exception as failure:
        note_failure(publication.repository, today_of(publication).isoformat(), failure)
        publication.tell(say("The take-down failed: {sentence}", sentence=sentence(failure)))
    releases.clear_leftovers(publication.live)
    clear_leftovers(publication)
    if served := releases.live_release(publication.live):
        _prune(publication, served)


def _prune(publication: Publication, release: Release) -> None:
    for name in releases.prune(
        publication.live, publication.settings.keep, publication.day(release.note.time_zone)
    ):
        publication.tell(say("Deleted: release {name}.", name=name))


def tick(publication: Publication, *, quiet: bool = False) -> None:
    """Make the live site what it should be today: rebuilt if the day turned, a push was killed, or a file is not right.

    What must be gone goes first, from the live site and from the disk, so that it goes whatever comes of the rest.
    """
    with lock(publication.repository, lambda: _wait(publication)):
        try:
            begin_work(publication)
            done = renew(publication, releases.live_release(publication.live))
        except Exception as failure:
            note_failure(publication.repository, today_of(publication).isoformat(), failure)
            raise
        forget_failure(publication.repository)
    if not done and not quiet:
        publication.tell(say("There was nothing to do."))


def _wait(publication: Publication) -> None:
    """A push may hold the lock for long: what must be gone does not wait for it."""
    publication.waiting()
    with suppress(OSError, CannotRun):  # it is tried again with the lock, and told then
        take_down_meanwhile(publication)


def today_of(publication: Publication) -> date:
    """The day to build for, where the site is that is live."""
    served = releases.live_release(publication.live)
    return publication.day(served.note.time_zone if served else Site().time_zone)


def renew(publication: Publication, served: Release | None) -> bool:
    """Make the live site what it should be today; whether there was anything to do. For the holder of the lock."""
    state = read_state(publication.repository)
    commit = tip(publication.repository, publication.settings.branch)
    if state is None or (commit and commit != state.tip):
        if not bring_up(publication):
            return False
        publication.tell(say("A push that was interrupted is live now."))
    elif reason := _reason_to_rebuild(publication, served, state):
        publication.tell(reason)
        staged = make(publication, state.revision, state.policy, accepted=True)
        _go_live(publication, staged, state.baseline, state.changes, commit)
        publication.tell(say("The site was rebuilt."))
    else:
        return False
    return True


def _reason_to_rebuild(publication: Publication, served: Release | None, state: State) -> Phrase | None:
    if served is None:
        return say("No site is live.")
    if (served.note.revision, served.note.policy) != (state.revision, state.policy):
        return say("Another revision is live than should be.")
    day = publication.day(served.note.time_zone).isoformat()
    waits = not publication.daily and not may_turn(served.tree, publication.day(served.note.time_zone))
    if served.note.as_of > day or (served.note.as_of < day and not waits):
        return say("The day turned: the site is of {old}, today is {new}.", old=served.note.as_of, new=day)
    return None if is_whole(served.tree) else say("The live site is not what its manifest says.")


def roll_back(publication: Publication, name: str, *, own_policy: bool) -> Release:
    """Let an earlier revision be live, built anew: as of today, judged by today's policy.

    A kept release is never switched back, since it may show what had to go meanwhile.
    """
    with lock(publication.repository, publication.waiting):
        begin_work(publication)
        commit = tip(publication.repository, publication.settings.branch)
        revision = _revision(publication, name, commit)
        state = read_state(publication.repository)
        holding = policy.baseline(publication.repository, publication.settings, state)
        staged = make(publication, revision, revision if own_policy else holding, accepted=False)
        return _go_live(publication, staged, holding, state.changes if state else 0, commit)


def _revision(publication: Publication, name: str, commit: str) -> str:
    """The commit that is meant by a release's name, or by (the beginning of) a commit's id."""
    named = {release.name: release.note.revision for release in releases.releases(publication.live)}
    revision = named.get(name) or (COMMIT.fullmatch(name) and resolve(publication.repository, name))
    if not revision or not commit or not is_ancestor(publication.repository, revision, commit):
        raise CannotRun(
            say(
                "'{name}' is no revision that was published. 'sunlit publish releases' lists them.", name=name
            )
        )
    return revision


def list_releases(publication: Publication) -> Iterator[Phrase]:
    """Each kept release, newest first."""
    served = releases.live_release(publication.live)
    for release in releases.releases(publication.live):
        about = {
            "name": release.name,
            "revision": short_revision(release.note.revision),
            "day": release.note.as_of,
        }
        if served and release.folder == served.folder:
            yield say("{name}: revision {revision}, as of {day} (live)", **about)
        else:
            yield say("{name}: revision {revision}, as of {day}", **about)


def status(publication: Publication) -> tuple[tuple[Phrase, ...], bool]:
    """What is live, and what is not as it should be; whether all is well."""
    served = releases.live_release(publication.live)
    state = read_state(publication.repository)
    if served is None or state is None:
        return (say("No site is live."),), False
    kept = say("Releases kept: {n}.", n=len(releases.releases(publication.live)))
    about = say(
        "Live: revision {revision}, as of {day}.",
        revision=short_revision(served.note.revision),
        day=served.note.as_of,
    )
    troubles = tuple(_troubles(publication, served, state))
    well = (say("The live site is whole, of today, and what the branch holds."), *_ahead(served))
    return (about, kept, *(troubles or well)), not troubles


def _ahead(served: Release) -> Iterator[Phrase]:
    if day := turns_next(served.tree):
        yield say(
            "The next day on which the site says anything else than which day it is of: {day}.",
            day=day.isoformat(),
        )


def _troubles(publication: Publication, served: Release, state: State) -> Iterator[Phrase]:
    commit, today = tip(publication.repository, publication.settings.branch), today_of(publication)
    if shown := still_shown(served.tree, today):
        yield say(
            "{n:file|files} of the live site should be gone by now: 'sunlit publish tick' takes them down.",
            n=len(shown),
        )
    elif served.note.taken_down or releases.holds_expired(served, today):
        yield say(
            "What had to be gone was taken down without a build, so everything else is as of {day}.",
            day=served.note.as_of,
        )
    if reason := _reason_to_rebuild(publication, served, state):
        yield reason
    if failure := last_failure(publication.repository):
        yield say("The tick for {day} failed: {sentence}", day=failure.day, sentence=failure.sentence)
    if releases.is_full(publication.live):
        yield say("There is no room left on the disk.")
    if commit and commit != state.tip:
        yield say("A push was interrupted: 'sunlit publish tick' goes on with it.")
    elif commit and commit != state.revision:
        yield say("The site was rolled back: the branch holds {revision}.", revision=short_revision(commit))
