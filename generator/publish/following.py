"""A site whose records are pushed elsewhere: what is new there is fetched and goes the way of a push, and then the day's.

The repository here is one of ``sunlit publish install``, so that every command of an operator holds for it.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice

from generator.model.text.stop import CannotRun
from generator.model.text.wording import say
from generator.publish import inspection, policy, releases
from generator.publish.confinement import only_between
from generator.publish.failures import forget_failure, last_failure, note_failure, sentence
from generator.publish.lock import lock
from generator.publish.publication import Publication, prepare
from generator.publish.receive import HEADS, Update, objection_to
from generator.publish.releases import Release
from generator.publish.upkeep import begin_work, bring_up, renew, today_of
from generator.read.git import fetch as fetching
from generator.read.git.objects import NOTHING
from generator.read.git.repository import ask, resolve, tip


@dataclass(frozen=True, slots=True)
class Followed:
    """What came of it: the commit that stands there, what is live now, and whether anything was built."""

    commit: str
    release: Release | None
    built: bool


def follow(publication: Publication, source: str, *, patience: float, seconds: int) -> Followed:
    """Publish what the branch of ``source`` holds, an address or an absolute path; without anything new, what the day asks for.

    ``patience``: seconds that are waited for the lock (:class:`~generator.publish.lock.Busy`); ``seconds``: for fetching. If
    what is new cannot be published, what is live is renewed all the same, and then what stopped it is raised.
    """
    with lock(publication.repository, publication.waiting, patience):
        before = last_failure(publication.repository)
        fetching.clear_left_behind(publication.repository)
        begin_work(publication)
        try:
            return _follow(publication, source, seconds)
        except Exception as failure:
            _renew_all_the_same(publication)
            note_failure(publication.repository, today_of(publication).isoformat(), failure, before)
            raise


def _follow(publication: Publication, source: str, seconds: int) -> Followed:
    repository, branch = publication.repository, publication.settings.branch
    before = tip(repository, branch)
    commit = _newest(publication, source, before, seconds)
    if commit == before:
        built = renew(publication, releases.live_release(publication.live))
        forget_failure(repository)
        return Followed(commit, releases.live_release(publication.live), built)
    update = Update(before or NOTHING, commit, HEADS + branch)
    if reason := objection_to(publication, update):
        raise CannotRun(reason)
    prepare(publication, commit)
    ask(repository, "update-ref", update.name, commit, update.old)
    return Followed(commit, bring_up(publication), built=True)


def _newest(publication: Publication, source: str, before: str, seconds: int) -> str:
    """The commit to publish, whose objects are here."""
    repository, branch = publication.repository, publication.settings.branch
    place = fetching.place_on_this_machine(source)
    confined = only_between(place, repository) if place and publication.confinement else None
    if place and (place / "data").is_dir() and not (place / ".git").exists():
        limits = publication.settings.limits
        found = fetching.files_below(place, policy.exported_paths(publication.settings))
        files = [*islice(found, limits.files + 1)]
        if reason := inspection.objection_to_files(files, limits):
            raise CannotRun(reason)
        return fetching.commit_of_folder(repository, files, before, confined)
    commit = fetching.remote_tip(repository, source, branch, seconds, confined)
    if not commit:
        raise CannotRun(say("{path} has no branch '{branch}'.", path=fetching.shown(source), branch=branch))
    if commit == before or resolve(repository, commit):
        return commit
    most = publication.settings.limits.total
    fetching.fetch(repository, source, branch, seconds=seconds, megabytes=most, before=confined)
    if not resolve(repository, commit):
        raise CannotRun(say("The branch moved while it was fetched. The next run takes what is there then."))
    return commit


def _renew_all_the_same(publication: Publication) -> None:
    """The day does not wait for what cannot be published; that it cannot be renewed either is told."""
    try:
        if tip(publication.repository, publication.settings.branch):
            renew(publication, releases.live_release(publication.live))
    except Exception as failure:
        publication.tell(sentence(failure))
