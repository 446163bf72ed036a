"""What a body publishes, taken as files that its manifest vouches for; and what of it is kept while the body is out of reach.

A snapshot is a folder: the manifest, its signature, the package and the lists. Values that go one day stand in none of these.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from generator.check.site.manifest import Manifest, read_manifest
from generator.fleet.bodies import Body
from generator.model.files import modes
from generator.model.files.addresses import MANIFEST, SIGNATURE
from generator.model.files.working_folders import fresh_folder, left_behind
from generator.model.text.stop import CannotRun
from generator.model.text.wording import Phrase, say
from generator.publish.signing import LARGEST_SIGNATURE, NAMESPACE, signer
from generator.website.places.exports import COMPLETENESS_DATA, DATA_FOLDER, PACKAGE

MEGABYTE = 1_000_000
LARGEST_MANIFEST, LARGEST_FILE, LARGEST_SNAPSHOT = 100 * MEGABYTE, 200 * MEGABYTE, 1000 * MEGABYTE
"""Bytes: of a manifest, of a list or the package, of all that is taken of a body."""
KEPT = "kept.json"
AT_ONCE = 8
"""Bodies that are asked beside each other: most of the time is waiting."""
ATTEMPTS = 2
"""A site that is being published anew while it is read is asked once more."""
SIGNERS = "allowed-signers"


class NotTaken(Exception):
    """There is no snapshot of the body to be had; the phrase says why."""

    def __init__(self, phrase: Phrase) -> None:
        super().__init__(phrase.text)
        self.phrase = phrase


class Publisher(Protocol):
    """Whoever gives the files of a site by their addresses."""

    def file(self, address: str, largest: int) -> bytes | None:
        """The file; ``None`` if there is none. Raises :class:`NotTaken` if it cannot be had, or is larger."""

    @property
    def tags(self) -> Mapping[str, str]:
        """By which the files that were given can be asked for again, by address; none where that saves nothing."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What a body published on a day, as it lies in the folder."""

    folder: Path
    as_of: date
    """The day that the body's site shows."""
    files: Mapping[str, str]
    """The SHA-256 of each file that was taken, by its address."""
    reached: date
    """The last day on which this was what the body published."""
    unknown: tuple[str, ...] = ()
    """The names of lists that nobody asked for."""
    tags: Mapping[str, str] = field(default_factory=dict)
    """By which its server knows what it gave (``ETag``), by address."""

    def content(self, address: str) -> bytes:
        return (self.folder / address).read_bytes()

    @property
    def digest(self) -> str:
        """Of what was taken; the same as long as the lists are."""
        return hashlib.sha256(repr(sorted(self.files.items())).encode()).hexdigest()


PublisherOf = Callable[[Body, Snapshot | None], Publisher]
"""Whom to ask for the site of a body, of which that snapshot is known."""


class Standing(StrEnum):
    """What the portal has of a body."""

    CURRENT = "current"
    """What it publishes today."""
    KEPT = "kept"
    """What it published when it was last reached."""
    ABSENT = "absent"
    """Nothing."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A body with its snapshot, or with the reason why there is none, or none of today."""

    body: Body
    standing: Standing
    snapshot: Snapshot | None = None
    reason: Phrase | None = None


@dataclass(frozen=True, slots=True)
class Folder:
    """A site in a folder. Nothing is read out of it: no link that leads elsewhere is followed."""

    root: Path
    tags: Mapping[str, str] = field(default_factory=dict)

    def file(self, address: str, largest: int) -> bytes | None:
        root = self.root.resolve()
        path = (root / address).resolve()
        if not root.is_dir():
            raise NotTaken(say("Its folder is not there."))
        if not path.is_relative_to(root):
            raise NotTaken(say("{address} leads out of its folder.", address=address))
        try:
            if not path.is_file():
                return None
            with path.open("rb") as file:
                content = file.read(largest + 1)
        except OSError as error:
            raise NotTaken(_unreadable(address, error.strerror or "")) from None
        return within(content, address, largest)


def _unreadable(address: str, reason: str) -> Phrase:
    return say("{address} cannot be read ({reason}).", address=address, reason=reason)


def within(content: bytes, address: str, largest: int) -> bytes:
    """The content, which has at most ``largest`` bytes; :class:`NotTaken` if it has more."""
    if len(content) > largest:
        message = say("{address} is larger than {limit} MB.", address=address, limit=largest // MEGABYTE)
        raise NotTaken(message)
    return content


class Store:
    """The folder that keeps each body's last snapshot, and nothing else. ``days``: for how many days out of reach."""

    def __init__(self, folder: Path, days: int) -> None:
        self._folder, self._days = folder, days
        folder.mkdir(mode=modes.PRIVATE_FOLDER, parents=True, exist_ok=True)

    def take(self, body: Body, publisher_of: PublisherOf, types: Iterable[str], today: date) -> Taken:
        """The snapshot of today; else the last one, as long as that may be kept; else the reason why there is none."""
        kept = self._kept(body)
        fresh = fresh_folder(self._folder, body.id)
        try:
            snapshot = _take(fresh, body, publisher_of(body, kept), tuple(types), today, kept)
            place = self._folder / body.id
            _write_kept(fresh, snapshot)
            shutil.rmtree(place, ignore_errors=True)
            fresh.replace(place)
            return Taken(body, Standing.CURRENT, _moved(snapshot, place))
        except NotTaken as stop:
            if kept and today - kept.reached <= timedelta(self._days):
                return Taken(body, Standing.KEPT, kept, stop.phrase)
            shutil.rmtree(self._folder / body.id, ignore_errors=True)
            return Taken(body, Standing.ABSENT, reason=stop.phrase)
        finally:
            shutil.rmtree(fresh, ignore_errors=True)

    def forget_others(self, bodies: Iterable[Body]) -> None:
        """Delete what is left of bodies that the table does not name any more, and of runs that were killed."""
        known = {body.id for body in bodies}
        for path in left_behind(self._folder, "[a-z0-9-]+"):
            shutil.rmtree(path, ignore_errors=True)
        for path in self._folder.iterdir():
            if path.name not in known and not path.name.startswith("."):
                shutil.rmtree(path, ignore_errors=True)

    def _kept(self, body: Body) -> Snapshot | None:
        """What was kept, if it is whole; what is not is as good as nothing."""
        place = self._folder / body.id
        with suppress(OSError, ValueError, KeyError, TypeError):
            said = json.loads((place / KEPT).read_bytes())
            kept = Snapshot(
                place,
                date.fromisoformat(said["as_of"]),
                said["files"],
                date.fromisoformat(said["reached"]),
                tuple(said["unknown"]),
                said["tags"],
            )
            if all(_digest(kept.content(address)) == digest for address, digest in kept.files.items()):
                return kept
        return None


def _moved(snapshot: Snapshot, place: Path) -> Snapshot:
    return replace(snapshot, folder=place)


def _write_kept(folder: Path, snapshot: Snapshot) -> None:
    said = {
        "as_of": snapshot.as_of.isoformat(),
        "reached": snapshot.reached.isoformat(),
        "files": dict(snapshot.files),
        "unknown": snapshot.unknown,
        "tags": dict(snapshot.tags),
    }
    (folder / KEPT).write_text(json.dumps(said), encoding="utf-8")


def _take(
    folder: Path,
    body: Body,
    publisher: Publisher,
    types: tuple[str, ...],
    today: date,
    earlier: Snapshot | None,
) -> Snapshot:
    for attempt in range(1, ATTEMPTS + 1):
        try:
            return _take_once(folder, body, publisher, types, today, earlier)
        except _OtherFile as stop:
            if attempt == ATTEMPTS:
                raise NotTaken(stop.phrase) from None
    raise AssertionError("the last attempt returns or raises")


class _OtherFile(NotTaken):
    """A file is not the one that the manifest names: a lie, or a site that was published anew meanwhile."""


def _take_once(
    folder: Path,
    body: Body,
    publisher: Publisher,
    types: tuple[str, ...],
    today: date,
    earlier: Snapshot | None,
) -> Snapshot:
    manifest = _manifest(folder, body, publisher)
    _refuse_day(manifest.as_of, today, earlier)
    lists = {list_address(name): name for name in types}
    if PACKAGE not in manifest.files:
        raise NotTaken(say("Its manifest names no {address}.", address=PACKAGE))
    wanted = [address for address in (PACKAGE, COMPLETENESS_DATA, *lists) if address in manifest.files]
    files, left = dict[str, str](), LARGEST_SNAPSHOT
    for address in wanted:
        is_known = earlier is not None and earlier.files.get(address) == manifest.files[address]
        if earlier and is_known:
            content: bytes | None = earlier.content(address)
        else:
            content = publisher.file(address, min(LARGEST_FILE, left))
        if content is None or _digest(content) != manifest.files[address]:
            raise _OtherFile(say("{address} is not the file that its manifest names.", address=address))
        left -= len(content)
        _write(folder / address, content)
        files[address] = manifest.files[address]
    unknown = tuple(_unknown(manifest.files, wanted))
    return Snapshot(folder, manifest.as_of, files, today, unknown, dict(publisher.tags))


def list_address(type: str) -> str:
    """Where a site has the list of all records of a type."""
    return f"{DATA_FOLDER}{type}.json"


def _unknown(addresses: Iterable[str], wanted: Iterable[str]) -> Iterator[str]:
    known = frozenset(wanted)
    for address in addresses:
        name = address.removeprefix(DATA_FOLDER).removesuffix(".json")
        if address == list_address(name) and "/" not in name and address not in known:
            yield name


def _manifest(folder: Path, body: Body, publisher: Publisher) -> Manifest:
    """The manifest, signed by whom the table names if it names anybody."""
    content = publisher.file(MANIFEST, LARGEST_MANIFEST)
    if content is None:
        raise NotTaken(say("There is no site: it has no {address}.", address=MANIFEST))
    _write(folder / MANIFEST, content)
    try:
        manifest = read_manifest(folder / MANIFEST)
    except CannotRun:
        raise NotTaken(say("Its {address} is no manifest of a site.", address=MANIFEST)) from None
    if body.release_keys:
        signature = publisher.file(SIGNATURE, LARGEST_SIGNATURE)
        if signature is None:
            raise NotTaken(say("Its manifest is not signed."))
        _write(folder / SIGNATURE, signature)
        lines = (f'{body.id} namespaces="{NAMESPACE}" {key}\n' for key in body.release_keys)
        _write(folder / SIGNERS, "".join(lines).encode())
        if not signer(folder, folder / SIGNERS):
            raise NotTaken(say("Its manifest is signed by none of the keys that the table names."))
    return manifest


def _refuse_day(day: date, today: date, earlier: Snapshot | None) -> None:
    if day > today + timedelta(1):  # it is tomorrow already in other time zones
        raise NotTaken(say("Its site says that it is of {day}, which is yet to come.", day=day.isoformat()))
    if earlier and day < earlier.as_of:
        raise NotTaken(
            say(
                "Its site is of {day} now, and was of {later} before: it went back in time.",
                day=day.isoformat(),
                later=earlier.as_of.isoformat(),
            )
        )


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(mode=modes.PRIVATE_FOLDER, exist_ok=True)
    path.unlink(missing_ok=True)
    path.write_bytes(content)


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def take_all(
    store: Store,
    bodies: Iterable[Body],
    publisher_of: PublisherOf,
    types: Iterable[str],
    today: date,
) -> tuple[Taken, ...]:
    """Every body, in the order of the table."""
    bodies, types = tuple(bodies), tuple(types)
    store.forget_others(bodies)
    with ThreadPoolExecutor(AT_ONCE) as asking:
        return tuple(asking.map(lambda body: store.take(body, publisher_of, types, today), bodies))
