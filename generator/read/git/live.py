"""What is live: the revision that the manifest of the published site names, asked for where the operator says it stands.

Never taken from what is judged: whoever writes ``site.yaml``, or builds into ``site/``, would choose what his change is
held against.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

from generator.model.files.addresses import MANIFEST
from generator.model.text.hashes import short_revision
from generator.model.text.stop import CannotRun
from generator.model.text.wording import Phrase, say
from generator.read.git.command import is_object_name

SECONDS = 60
"""After this a server that says nothing is not waited for."""
LARGEST = 500_000_000
"""Bytes of a manifest: past that it is none of ours."""
_NO_SUCH_PAGE = frozenset({404, 410})


@dataclass(frozen=True, slots=True)
class Live:
    """What whoever runs a command says of the published site."""

    address: str = ""
    """Its address (http or https) or its folder, or those of its manifest; empty: as the clone is set up."""
    first_release: bool = False
    """Nothing is published yet, so there is nothing to compare with."""


@dataclass(frozen=True, slots=True)
class Release:
    """What the manifest of a published site says: the full name of its commit, and the day that it shows."""

    revision: str
    as_of: date


class NotLive(CannotRun):
    """No published site was found at its address."""


class NothingThere(NotLive):
    """Whoever answers there says that there is no published site."""


class NotOneRevision(CannotRun):
    """The site was made of more than one commit: of files that were not committed, or after a rollback under other schemas."""


def live_release(live: Live) -> Release | None:
    """What is live; nothing before the first release, if the caller says that it is one.

    Stops with a sentence of its own if nothing is there, if nobody can tell, and if the first release was long ago.
    """
    try:
        release = _release(live.address)
    except NotLive:
        if live.first_release:
            return None
        raise
    if live.first_release:
        raise CannotRun(
            say(
                "{address} is published already (revision {revision}): leave out --first-release.",
                address=_shown(live.address),
                revision=short_revision(release.revision),
            )
        )
    return release


def _release(address: str) -> Release:
    try:
        content = json.loads(_manifest(address))
        release = Release(str(content["revision"]), date.fromisoformat(content["as_of"]))
    except (ValueError, KeyError, TypeError, RecursionError):
        raise NotLive(
            say(
                "{path} is not the manifest of a built site. Give --since a revision instead.",
                path=_shown(address),
            )
        ) from None
    if not is_object_name(release.revision):
        raise NotOneRevision(
            say(
                "The site of {path} was not built from one committed revision, so what it says cannot be read again. "
                "Give --since a revision instead.",
                path=_shown(address),
            )
        )
    return release


def _manifest(address: str) -> bytes:
    """The bytes of a site's manifest."""
    if "://" not in address:
        return _file(Path(address))
    if not address.startswith(("https://", "http://")):
        raise CannotRun(
            say("'{address}' is neither a folder nor an address of http or https.", address=_shown(address))
        )
    base = address if address.endswith(f"/{MANIFEST}") else f"{address.rstrip('/')}/{MANIFEST}"
    return _page(base)


def _file(path: Path) -> bytes:
    manifest = path / MANIFEST if path.is_dir() or path.name != MANIFEST else path
    try:
        return manifest.read_bytes()
    except FileNotFoundError:
        raise NothingThere(_nothing_at(str(path))) from None
    except OSError as error:
        raise NotLive(_unreachable(str(path), str(error.strerror))) from None


def _page(address: str) -> bytes:
    import http.client  # most commands ask no other host for anything
    import urllib.error
    import urllib.request

    from generator.read.git.safe_redirects import StaySafe

    try:
        request = urllib.request.Request(
            address, headers={"Cache-Control": "no-cache", "User-Agent": "sunlit"}
        )
        with urllib.request.build_opener(StaySafe).open(request, timeout=SECONDS) as answer:
            content: bytes = answer.read(LARGEST)
            return content
    except urllib.error.HTTPError as error:
        error.close()
        if error.code in _NO_SUCH_PAGE:
            raise NothingThere(_nothing_at(address)) from None
        raise NotLive(_unreachable(address, f"HTTP {error.code}")) from None
    except (OSError, http.client.HTTPException, ValueError) as error:
        reason = getattr(error, "reason", None) or error
        raise NotLive(_unreachable(address, str(reason) or type(error).__name__)) from None


def _nothing_at(address: str) -> Phrase:
    return say(
        "Nothing is published at {address} yet: there is no manifest.json. If this is the first release, say so by "
        "--first-release.",
        address=_shown(address),
    )


def _unreachable(address: str, reason: str) -> Phrase:
    return say(
        "{address} cannot be reached ({reason}), so what is live is not known. Try again; only if nothing was ever "
        "published there, add --first-release.",
        address=_shown(address),
        reason=reason,
    )


def _shown(address: str) -> str:
    """The address without the name and password that may stand in it."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return address
    return parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl() if parts.netloc else address
