"""From a commit to a staged release: inspect, see whose policy holds, take the files out, build, prove, stage.

What any step objects to is raised as :class:`CannotRun` with one sentence; the live site is not touched here.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from generator.check.calendar.clock import day_to_judge
from generator.check.site.manifest import first_difference
from generator.model.declared.site import Site
from generator.model.files.modes import PRIVATE_FOLDER
from generator.model.records.change import Baseline
from generator.model.text.stop import CannotRun
from generator.model.text.wording import Phrase, from_plain, say
from generator.publish import inspection, policy, releases, signing
from generator.publish.adoption import adopt
from generator.publish.confinement import Confinement
from generator.publish.limits import Cell, End, Ended, run_limited
from generator.publish.lock import locks_held
from generator.publish.releases import Note, Release
from generator.publish.settings import Settings, folder, read_state
from generator.read.git.earlier import live_baseline
from generator.read.git.live import Release as LiveRelease
from generator.read.git.repository import export, git_of
from generator.read.schema.schemas import read_types
from generator.read.schema.site_file import read_site

ROOT, LIVE, TRACE = "root", "live", "last-fault.txt"


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be built: the files of ``root`` into ``target``, which does not exist yet."""

    root: Path
    target: Path
    like: Path | None
    """The live tree, for links to files that do not change."""
    revision: str
    as_of: date | None
    """Nothing: today, where the site is."""
    accepted: bool
    """The data were published before: what passing time makes of them is no reason not to build."""
    since: Baseline | None = None
    """What is live, for data that are to take its place: what changes in public is accounted for."""


@dataclass(frozen=True, slots=True)
class Built:
    """What the build says of its result."""

    as_of: str
    time_zone: str
    published: int = 0
    """Records."""
    withheld: int = 0


Build = Callable[[Order], Built | None]
"""Prints findings and counts for whoever pushed; nothing if the data are not fit. May stop (:class:`CannotRun`)."""
Tell = Callable[[Phrase], None]
"""Says a sentence to whoever waits."""


@dataclass(frozen=True, slots=True)
class Publication:
    """A repository that publishes, and how: what every command of publishing works with."""

    repository: Path
    settings: Settings
    build: Build
    tell: Tell
    as_of: date | None = None
    """The day to build for; nothing: today."""
    confinement: Confinement | None = None
    """Where the build is confined to; nothing: it may do what this process may."""
    daily: bool = True
    """Whether a site is made anew on each day, so that it names that day; else only once anything it says is not so any more."""
    before_build: Callable[[], None] | None = None
    """Is called in this process before a build's own begins as a copy of it."""
    built: Callable[[Built], None] | None = None
    """Is told what each build says of its result."""

    @property
    def work(self) -> Path:
        """Where the files lie that a build reads."""
        return self.confinement.own.parent if self.confinement else folder(self.repository)

    @property
    def live(self) -> Path:
        return Path(self.settings.live)

    def waiting(self) -> None:
        """Say why nothing happens for a while."""
        self.tell(say("Another push is being published; this one waits for it."))

    def day(self, time_zone: str) -> date:
        """The day to build for, where the site is."""
        return day_to_judge(self.as_of, Site(time_zone=time_zone))


class Failed(CannotRun):
    """The machine or the generator could not do it; the data may be fit."""


class Unfit(CannotRun):
    """The gate refused the data, and its report was printed."""


def prepare(publication: Publication, commit: str) -> Release:
    """Stage a pushed commit under its own policy, if it may bring that along."""
    repository, settings = publication.repository, publication.settings
    objection = inspection.objection(repository, commit, settings.limits) or policy.objection(
        repository, settings, read_state(repository), commit
    )
    if objection:
        raise CannotRun(objection)
    _tell_what_is_not_used(publication, commit)
    return make(publication, commit, commit, accepted=False, compared=True)


def _tell_what_is_not_used(publication: Publication, commit: str) -> None:
    unused = policy.code_of(publication.repository, commit)
    if unused and not publication.settings.allow_templates:
        publication.tell(
            say("Not used, since they are code: {paths}. The installed ones are.", paths=", ".join(unused))
        )


def clear_leftovers(publication: Publication) -> None:
    """Delete the files that killed builds were reading. Only the holder of the lock may."""
    for name in (ROOT, LIVE):
        shutil.rmtree(publication.work / name, ignore_errors=True)


def make(
    publication: Publication, revision: str, policy_of: str, *, accepted: bool, compared: bool = False
) -> Release:
    """Stage the records of one commit under the policy of another (most often the same).

    ``compared``: they are held against what is live. Of what was live before (a tick, a rollback) nothing is asked.
    """
    root = publication.work / ROOT
    shutil.rmtree(root, ignore_errors=True)
    root.mkdir(mode=PRIVATE_FOLDER)
    try:
        _take_out(publication, revision, policy_of, root)
        with live_data(publication, root, revision) if compared else nullcontext() as since:
            note = _build(publication, revision, policy_of, root, accepted, since)
        return releases.stage(publication.live, revision, note)
    finally:
        shutil.rmtree(root, ignore_errors=True)
        releases.abandon(publication.live, revision)


def _take_out(publication: Publication, revision: str, policy_of: str, root: Path) -> None:
    repository, settings = publication.repository, publication.settings
    export(repository, revision, policy.exported_paths(settings), root)
    if not policy.same_policy(repository, settings, revision, policy_of):
        _lay_over(publication, policy_of, policy.policy_paths(settings), root)


def _lay_over(publication: Publication, commit: str, paths: Sequence[str], root: Path) -> None:
    """Put these paths as one commit has them in the place of those that lie there."""
    for path in paths:
        _remove(root / path)
    export(publication.repository, commit, paths, root)


@contextmanager
def live_data(publication: Publication, root: Path, commit: str) -> Iterator[Baseline | None]:
    """What is live, as files: the records of one commit, by the policy that they were judged by. Nothing before the first push.

    ``root`` holds the commit that is to take its place.
    """
    state, served = read_state(publication.repository), releases.live_release(publication.live)
    if state is None:
        yield None
        return
    within = publication.work / LIVE
    shutil.rmtree(within, ignore_errors=True)
    within.mkdir(mode=PRIVATE_FOLDER)
    zone = served.note.time_zone if served else Site().time_zone
    shown = date.fromisoformat(served.note.as_of) if served else publication.day(zone)
    release = LiveRelease(state.revision, shown)
    try:
        with live_baseline(git_of(publication.repository), release, root, zone, within=within) as baseline:
            repository, settings = publication.repository, publication.settings
            if not policy.same_policy(repository, settings, state.revision, state.policy):
                _lay_over(publication, state.policy, policy.policy_paths(settings), baseline.root)
            # Also after a rollback an exception is spent that was live once.
            exceptions = [policy.EXCEPTIONS_FOLDER]
            if not policy.have_same_objects(repository, state.policy, state.baseline, exceptions):
                _lay_over(publication, state.baseline, exceptions, baseline.root)
            _see_that_it_can_be_read(publication, commit, baseline.root)
            yield baseline
    finally:
        shutil.rmtree(within, ignore_errors=True)


def _see_that_it_can_be_read(publication: Publication, commit: str, live: Path) -> None:
    """Live schemas that an upgrade made unreadable give way to the pushed ones, which somebody vouched for.

    Nobody could push the schemas that mend it otherwise.
    """
    try:
        read_site(live)
        read_types(live)
    except CannotRun as stop:
        publication.tell(
            say(
                "What is live cannot be read by its own schemas any more ({sentence}); it is read by those of this push.",
                sentence=stop.phrase,
            )
        )
        _lay_over(publication, commit, policy.JUDGING, live)


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _build(
    publication: Publication,
    revision: str,
    policy_of: str,
    root: Path,
    accepted: bool,
    since: Baseline | None,
) -> Note:
    tree = releases.begin(publication.live, revision)
    served = releases.live_release(publication.live)
    if publication.before_build:
        publication.before_build()
    shown = (
        revision
        if policy.same_policy(publication.repository, publication.settings, revision, policy_of)
        else f"{revision}+"
    )
    like = served.tree if served else None
    if publication.confinement:
        built = _confined(publication, publication.confinement, root, shown, accepted, since)
        adopt(publication.confinement.site, tree, like)
    else:
        built = _in_child(publication, Order(root, tree, like, shown, publication.as_of, accepted, since))
    _prove(tree)
    if publication.built:
        publication.built(built)
    if publication.settings.signing_key:
        signing.sign(tree, Path(publication.settings.signing_key))
    return Note(revision, policy_of, built.as_of, built.time_zone, releases.expires(tree))


def _confined(
    publication: Publication,
    confinement: Confinement,
    root: Path,
    shown: str,
    accepted: bool,
    since: Baseline | None,
) -> Built:
    """Build where nothing else can be reached: in a place that only this body's builds write to, which stays between them."""
    confinement.prepare()
    readable = [root, publication.repository, *([since.root] if since else [])]
    for place in (root, *([since.root] if since else [])):
        confinement.lend(place)
    order = Order(root, confinement.site, None, shown, publication.as_of, accepted, since)
    cell = Cell(confinement, readable, tuple(locks_held()))
    return _in_child(publication, order, cell)


def _in_child(publication: Publication, order: Order, cell: Cell | None = None) -> Built:
    def task() -> str | None:
        built = publication.build(order)
        return json.dumps(asdict(built)) if built else None

    trace = (cell.confinement.own if cell else folder(publication.repository)) / TRACE
    ended = run_limited(task, publication.settings.limits, trace, cell)
    if cell and ended.end not in (End.DONE, End.REFUSED):
        cell.confinement.clear()  # whatever stopped it, the next build finds a clean place
    if ended.end is not End.DONE:
        raise _stopped(publication, ended, trace)
    return Built(**json.loads(ended.answer))


def _stopped(publication: Publication, ended: Ended, trace: Path) -> CannotRun:
    limits = publication.settings.limits
    nothing = say("Nothing was published; the site is as it was.")
    if ended.end is End.REFUSED:
        return CannotRun(from_plain(json.loads(ended.answer))) if ended.answer else Unfit(nothing)
    if ended.end is End.TOO_LONG:
        return CannotRun(
            say(
                "Checking and building was stopped after {seconds} seconds of computing. Most often a form "
                "(pattern) in a schema is the cause, one that can match the same text in very many ways.",
                seconds=limits.seconds,
            )
        )
    if ended.end is End.TOO_LARGE:
        return CannotRun(
            say("Checking and building needed more than {most} MB of memory.", most=limits.memory)
        )
    if ended.end is End.KILLED:
        return Failed(
            say(
                "The build was ended from outside, most often because the memory of the machine ran out. Nothing is wrong with "
                "the records: try again."
            )
        )
    if ended.end is End.NO_ROOM:
        return Failed(say("The site could not be written: {reason}.", reason=ended.answer))
    return Failed(
        say(
            "A fault of the generator stopped the build ({name}); {path} on the server says where.",
            name=ended.answer or "?",
            path=str(trace),
        )
    )


def _prove(tree: Path) -> None:
    """What is about to be served is what its manifest says."""
    wrong = first_difference(tree)
    if wrong:
        raise CannotRun(say("The built site is not whole: {address}.", address=wrong))
