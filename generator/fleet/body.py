"""From a body to a result: the one function of the fleet, which any executor runs.

It fetches and publishes; the build is a child of its process, confined. It never raises, and what it returns is a value.
"""

from __future__ import annotations

import json
import os
import resource
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import partial
from hashlib import sha256
from pathlib import Path

from generator.check.calendar.clock import EPOCH
from generator.fleet.bodies import Body
from generator.fleet.warm import warm_up_once
from generator.fleet.wheels import unpacked
from generator.model.files.modes import PRIVATE_FOLDER
from generator.model.files.site_root import CODE
from generator.model.text.hashes import short_revision
from generator.model.text.stop import CannotRun
from generator.model.text.wording import Phrase, say
from generator.publish import releases
from generator.publish.confinement import Confinement, refuse_unconfined, refuse_user
from generator.publish.failures import last_failure, sentence
from generator.publish.following import Followed, follow
from generator.publish.install import install
from generator.publish.lock import Busy, lock
from generator.publish.publication import Built, Failed, Order, Publication
from generator.publish.settings import Limits, Settings, folder, read_settings, write_whole
from generator.read.cache.own_code import digest_of_generator
from generator.read.git.fetch import clear_left_behind, remote_tip
from generator.read.git.live import Live, NotLive, live_release
from generator.read.git.objects import GitFailed

REPOSITORY, WORK, OWN = "site.git", "work", "own"
COUNTS, SIGNERS, REPORT = "counts.json", "allowed-signers", "report.txt"
WHEELS = ".generators"


class State(StrEnum):
    """What came of a body."""

    PUBLISHED = "published"
    """Something new is live."""
    CURRENT = "current"
    """What is live is what should be: nothing was due."""
    REFUSED = "refused"
    """What is new there may not be published; the old site stays."""
    UNREACHABLE = "unreachable"
    """Its repository, or its site if others publish it, could not be asked."""
    BUSY = "busy"
    """Another process worked on it all the while."""
    TOO_LONG = "too-long"
    LOST = "lost"
    """Whoever worked on it is gone."""
    FAILED = "failed"
    """The machine or the generator could not do it."""
    BEHIND = "behind"
    """It publishes by itself, and has not what its repository holds."""


WELL = frozenset({State.PUBLISHED, State.CURRENT})
AGAIN = frozenset({State.UNREACHABLE, State.BUSY, State.LOST, State.FAILED})
"""After these another attempt may end otherwise."""


@dataclass(frozen=True, slots=True)
class BuildOptions:
    """How a build is asked for, beside its order."""

    language: str
    report: Path
    """Where its findings go."""
    generator: str = ""
    """The folder of another version, unpacked; empty: what is installed."""
    apart: bool = False
    """Whether it takes a process that is begun afresh."""


Build = Callable[[Order, BuildOptions], Built | None]
"""A function that processes elsewhere know by its name. Called in a child of a worker."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What holds for all bodies of a run."""

    store: Path
    """Where the repositories and the builds' own places stand, for the machines of all workers."""
    build: Build
    moment: int
    """Seconds since 1970: the run's now, by one clock, so that no worker's clock decides on a day."""
    as_of: date | None = None
    language: str = "zh"
    user: str = ""
    """As whom builds run; empty: as the worker."""
    confined: bool = True
    limits: Limits = Limits()
    seconds: int = 3600
    """For one body, all in all, on the clock."""
    patience: float = 30
    """Seconds that are waited for a body on which another process works."""
    daily: bool = False
    """Whether a body without news is built on each day, although all that its site says is so still."""
    keep: int = 10
    signing_key: str = ""
    digest: str = ""
    """Of the generator that plans: a worker has the same."""


@dataclass(frozen=True, slots=True)
class Work:
    """One body to be brought up to date."""

    body: Body
    plan: Plan


@dataclass(frozen=True, slots=True)
class Result:
    """What came of a body."""

    body: str
    name: str
    state: State
    revision: str = ""
    """What is live now; empty if nothing is."""
    as_of: str = ""
    published: int = 0
    """Records that are live."""
    withheld: int = 0
    seconds: float = 0
    processor: float = 0
    """Seconds of computing, of the worker and its children."""
    attempts: int = 1
    since: str = ""
    """The day since which it is behind."""
    reason: Phrase | None = None
    """Why it is not well."""
    said: tuple[Phrase, ...] = ()
    """What publishing said besides."""
    report: str = ""
    """The file with the findings of its last build."""
    worker: str = ""

    @property
    def is_well(self) -> bool:
        return self.state in WELL


def planned_digest() -> str:
    """What tells this generator from another."""
    return sha256(digest_of_generator()).hexdigest()


def publish_body(work: Work) -> Result:
    """Bring one body up to date. Whatever happens is in the result."""
    began, computed = time.monotonic(), _computed()
    body = work.body
    result = Result(body.id, body.name, State.FAILED, worker=f"{socket.gethostname()}:{os.getpid()}")
    try:
        with _at(work.plan.moment):
            result = _looked_at(work, result) if body.is_looked_at else _published(work, result)
    except Exception as error:
        result = _failed(work, result, error)
    return replace(
        result,
        seconds=round(time.monotonic() - began, 2),
        processor=round(_computed() - computed, 2),
    )


def _computed() -> float:
    of_all = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(used.ru_utime + used.ru_stime for used in of_all)


@contextmanager
def _at(moment: int) -> Iterator[None]:
    """The run's now is this process's now, and its children's."""
    before = os.environ.get(EPOCH)
    os.environ[EPOCH] = str(moment)
    try:
        yield
    finally:
        if before is None:
            del os.environ[EPOCH]
        else:
            os.environ[EPOCH] = before


def place_of(plan: Plan, body: Body) -> Path:
    """Where a body's repository and its builds' place stand."""
    return plan.store / body.id


def _published(work: Work, result: Result) -> Result:
    body, plan = work.body, work.plan
    if plan.digest and plan.digest != planned_digest():
        raise CannotRun(say("This worker has another version of the generator than the run."))
    said: list[Phrase] = []
    publication = _publication(work, said.append)
    counted: list[Built] = []
    publication = replace(publication, built=counted.append)
    followed = follow(publication, body.repository, patience=plan.patience, seconds=plan.limits.seconds)
    counts = _counts(place_of(plan, body), counted)
    return replace(
        _with_release(result, followed),
        state=State.PUBLISHED if followed.built else State.CURRENT,
        published=counts[0],
        withheld=counts[1],
        said=tuple(said),
        report=_report(work),
    )


def _with_release(result: Result, followed: Followed) -> Result:
    note = followed.release.note if followed.release else None
    return replace(result, revision=note.revision, as_of=note.as_of) if note else result


def _publication(work: Work, tell: Callable[[Phrase], None]) -> Publication:
    body, plan = work.body, work.plan
    place = place_of(plan, body)
    place.mkdir(mode=0o711, parents=True, exist_ok=True)
    repository = place / REPOSITORY
    signers = folder(repository) / SIGNERS
    settings = Settings(
        body.live,
        body.branch,
        plan.keep,
        plan.language,
        allowed_signers=str(signers) if body.keys else "",
        signing_key=plan.signing_key,
        allow_templates=bool(body.keys),
        code_is_signed_at_first=True,
        limits=plan.limits,
    )
    Path(body.live).parent.mkdir(parents=True, exist_ok=True)
    _set_up(repository, settings, plan.patience)
    if body.keys:
        write_whole(signers, "".join(f"{body.id} {key}\n" for key in body.keys))
    generator = unpacked(body.generator, plan.store / WHEELS) if body.generator else ""
    confinement = None
    if plan.confined:
        refuse_unconfined()
        if plan.user:
            refuse_user(plan.user)
        also = (Path(generator),) if generator else ()
        confinement = Confinement(place / WORK / OWN, plan.user, also)
        confinement.own.parent.mkdir(mode=0o711, parents=True, exist_ok=True)
        confinement.prepare()
    build = partial(_build, work, generator)
    settings = read_settings(repository)
    return Publication(
        repository,
        settings,
        build,
        tell,
        plan.as_of,
        confinement,
        plan.daily,
        before_build=warm_up_once,
    )


def _set_up(repository: Path, settings: Settings, patience: float) -> None:
    """Make the repository, or change what the table says otherwise now; go on where somebody was killed who did."""
    with suppress(CannotRun):
        if replace(read_settings(repository), identity="") == settings:
            return
    folder(repository).mkdir(parents=True, exist_ok=True)
    with lock(repository, lambda: None, patience):
        clear_left_behind(repository)
        install(repository, settings)


def _build(work: Work, generator: str, order: Order) -> Built | None:
    """A body with code of its own, or with another generator, has no part in a process that others were built in."""
    has_code = any((order.root / name).exists() for name in CODE)
    report = Path(_report(work))
    report.parent.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
    return work.plan.build(
        order, BuildOptions(work.plan.language, report, generator, apart=has_code or bool(generator))
    )


def _report(work: Work) -> str:
    return str(place_of(work.plan, work.body) / WORK / OWN / REPORT)


def _counts(place: Path, counted: list[Built]) -> tuple[int, int]:
    """How many records are live and withheld: as the last build said."""
    if counted:
        counts = counted[-1].published, counted[-1].withheld
        write_whole(place / COUNTS, json.dumps(counts) + "\n")
        return counts
    try:
        published, withheld = json.loads((place / COUNTS).read_bytes())
        return int(published), int(withheld)
    except (OSError, ValueError, TypeError):
        return 0, 0


def _failed(work: Work, result: Result, error: Exception) -> Result:
    """The result of what was stopped, with what is live all the same, and since when it is behind."""
    body, plan = work.body, work.plan
    if isinstance(error, Busy):
        state = State.BUSY
    elif isinstance(error, GitFailed | NotLive):
        state = State.UNREACHABLE
    elif isinstance(error, CannotRun) and not isinstance(error, Failed):
        state = State.REFUSED
    else:
        state = State.FAILED
    result = replace(result, state=state, reason=sentence(error), report=_report(work))
    if body.is_looked_at:
        return replace(result, report="")
    with suppress(OSError, ValueError):
        if release := releases.live_release(Path(body.live)):
            result = replace(result, revision=release.note.revision, as_of=release.note.as_of)
        published, withheld = _counts(place_of(plan, body), [])
        result = replace(result, published=published, withheld=withheld)
        if failure := last_failure(place_of(plan, body) / REPOSITORY):
            result = replace(result, since=failure.since)
    return result


def _looked_at(work: Work, result: Result) -> Result:
    """A body that publishes by itself: whether its site has what its repository holds."""
    body = work.body
    commit = remote_tip(None, body.repository, body.branch)
    live = live_release(Live(body.live))
    assert live
    result = replace(result, revision=live.revision, as_of=live.as_of.isoformat())
    if commit and commit != live.revision:
        reason = say("The repository holds {revision}.", revision=short_revision(commit))
        return replace(result, state=State.BEHIND, since=live.as_of.isoformat(), reason=reason)
    return replace(result, state=State.CURRENT)
