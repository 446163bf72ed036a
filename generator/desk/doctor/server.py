"""A repository that publishes: whether the nightly tick ran, who vouches for policy, whether there is a copy elsewhere."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

from generator.desk.doctor.need import Need, of_another_owner
from generator.model.text.wording import say
from generator.publish.publication import Publication
from generator.publish.releases import live_release
from generator.publish.settings import read_state
from generator.publish.upkeep import status
from generator.read.git.repository import ask

SILENT = timedelta(days=2)
"""Without a tick for so long, something that should be gone may still stand there."""
BACKUP = "sunlit.backup"
"""The setting of git that names the copy: a bundle, or the folder of a mirror."""
OLDEST_BACKUP = timedelta(days=8)
"""A copy that is made every week is never older."""


def needs_of_server(publication: Publication) -> Iterator[Need]:
    """What the operator of a repository that publishes should see to."""
    repository, settings = publication.repository, publication.settings
    install = ["sunlit", "publish", "install", str(repository), "--live", settings.live]
    if foreign := of_another_owner(repository):
        yield foreign
    yield from _ticks(publication)
    if not settings.allowed_signers:
        yield Need(
            say("No key may sign changes of schemas, calendars, look and settings: each has to be accepted by you."),
            shlex.join([*install, "--allowed-signers", "FILE"]),
        )  # fmt: skip
    if not settings.signing_key:
        yield Need(
            say("Releases are not signed, so nobody else can tell whether the live site was changed behind your back."),
            shlex.join([*install, "--sign", "FILE"]),
        )  # fmt: skip
    yield from _backup(repository, publication.day("UTC"))


def _ticks(publication: Publication) -> Iterator[Need]:
    served = live_release(publication.live)
    tick = shlex.join(["sunlit", "publish", "tick", "--repository", str(publication.repository)])
    if served is None or read_state(publication.repository) is None:
        return
    day = publication.day(served.note.time_zone)
    if day - date.fromisoformat(served.note.as_of) >= SILENT:
        yield Need(
            say("The live site is of {day}, so no tick has run since: what should be gone may still stand there.",
                day=served.note.as_of),
            tick,
        )  # fmt: skip
        return
    troubles, well = status(publication)
    for trouble in () if well else troubles[2:]:
        yield Need(trouble, tick)


def _backup(repository: Path, today: date) -> Iterator[Need]:
    named = ask(repository, "config", "--default", "", "--get", BACKUP)
    place = Path(named) if named else None
    made = (
        datetime.fromtimestamp(place.stat().st_mtime).astimezone().date()
        if place and place.exists()
        else None
    )
    if made and today - made <= OLDEST_BACKUP:
        return
    bundle = f"/backup/{repository.name.removesuffix('.git')}.bundle"
    copy = shlex.join(["git", "-C", str(repository), "bundle", "create", named or bundle, "--all"])
    tell = shlex.join(["git", "-C", str(repository), "config", BACKUP, bundle])
    yield Need(
        say("There is no copy of the repository, or none that is known: what was published could be lost with this disk.")
        if made is None
        else say("The copy of the repository is of {day}.", day=made.isoformat()),
        copy if named else f"{copy} && {tell}",
    )  # fmt: skip
