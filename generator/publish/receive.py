"""What happens when somebody pushes: before the branch moves, and after it moved.

Before: the new commit is checked and its release built and staged; any objection refuses the push. After: the staged
release is switched live. A push that is killed in between has moved the branch; the next push or tick goes on from there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator.model.text.hashes import short_revision
from generator.model.text.stop import CannotRun
from generator.model.text.wording import Phrase, say
from generator.publish.lock import lock
from generator.publish.publication import Publication, prepare
from generator.publish.settings import read_state
from generator.publish.upkeep import begin_work, bring_up
from generator.read.git.objects import NOTHING
from generator.read.git.repository import is_ancestor, tip

HEADS = "refs/heads/"


@dataclass(frozen=True, slots=True)
class Update:
    """One line that git hands to its hooks: a name that is to move from one commit to another."""

    old: str
    new: str
    name: str


def read_updates(lines: Iterable[str]) -> Iterator[Update]:
    """The lines of a hook's standard input."""
    return (Update(*line.split(maxsplit=2)) for line in map(str.strip, lines) if line)


def before(publication: Publication, updates: Iterable[Update]) -> None:
    """Decide about a push. Returns if it is accepted; raises :class:`CannotRun` with the reason if not."""
    for update in updates:
        if reason := objection_to(publication, update):
            raise CannotRun(reason)
        if update.new != NOTHING:
            _stage(publication, update)


def _stage(publication: Publication, update: Update) -> None:
    with lock(publication.repository, publication.waiting):
        begin_work(publication)
        commit = tip(publication.repository, publication.settings.branch)
        if (commit or NOTHING) != update.old:
            raise CannotRun(
                say("Somebody else's push came first. Fetch it with 'git pull', then push again.")
            )
        _settle(publication, commit)
        prepare(publication, update.new)


def _settle(publication: Publication, commit: str) -> None:
    """A push that was accepted and is not live yet goes live first: this one is held against it."""
    state = read_state(publication.repository)
    if commit and (state is None or state.tip != commit):
        try:
            bring_up(publication)
        except CannotRun as stop:
            publication.tell(stop.phrase)


def objection_to(publication: Publication, update: Update) -> Phrase | None:
    """Why the branch may not move so; nothing if it may."""
    branch = publication.settings.branch
    if update.name != HEADS + branch:
        return say(
            "This repository publishes the branch '{branch}' and takes nothing else: 'git push origin HEAD:{branch}'.",
            branch=branch,
        )
    if publication.settings.allow_rewriting or update.old == NOTHING:
        return None
    if update.new == NOTHING:
        return say("The branch '{branch}' is what is published; it cannot be deleted.", branch=branch)
    if not is_ancestor(publication.repository, update.old, update.new):
        return say(
            "A push cannot take back what was published (a forced push). Fetch with 'git pull', then push a new commit "
            "that corrects it."
        )
    return None


def after(publication: Publication) -> None:
    """Let what the branch holds be live."""
    with lock(publication.repository, publication.waiting):
        begin_work(publication)
        release = bring_up(publication)
    if release:
        note = release.note
        publication.tell(
            say(
                "Live: revision {revision}, as of {day}.",
                revision=short_revision(note.revision),
                day=note.as_of,
            )
        )
