"""``--since``: what staff write there → the earlier revision, laid out as files for as long as it is needed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from generator.model.change import Baseline
from generator.model.stop import CannotRun
from generator.model.wording import say
from generator.read.git import UNCOMMITTED, find_revision, laid_out
from generator.read.schema.site_file import read_site

RELEASE = "release"
"""Stands for the revision that the manifest of the built site names. A branch of that name is ``refs/heads/release``."""
MANIFEST = "manifest.json"
SHOWN_DIGITS = 12
"""Of a commit's name, in messages."""


@contextmanager
def earlier(root: Path, since: str) -> Iterator[Baseline]:
    """The revision that ``since`` names: a commit, branch or tag, ``release``, or the path of a manifest.

    Stops (:class:`CannotRun`) if it is not at hand, and says how to fetch it.
    """
    manifest = _manifest(root, since)
    name, day = _released(manifest) if manifest else (since, None)
    found = find_revision(root, name, read_site(root).time_zone)
    with laid_out(root, found) as (folder, files):
        yield Baseline(folder, day or found.day, name[:SHOWN_DIGITS] if manifest else since, files)


def _manifest(root: Path, since: str) -> Path | None:
    if since == RELEASE:
        return root / "site" / MANIFEST
    return Path(since) if Path(since).name == MANIFEST else None


def _released(manifest: Path) -> tuple[str, date]:
    """The revision and the as-of day that a built site was made from."""
    try:
        content = json.loads(manifest.read_bytes())
        revision, day = str(content["revision"]), date.fromisoformat(content["as_of"])
    except (OSError, ValueError, KeyError, TypeError):
        raise CannotRun(
            say(
                "{path} is not the manifest of a built site. Give --since a revision instead.",
                path=str(manifest),
            )
        ) from None
    if not revision or revision.endswith(UNCOMMITTED):
        raise CannotRun(
            say(
                "The site of {path} was built from files that were not committed, so its revision cannot be read again. "
                "Give --since a revision instead.",
                path=str(manifest),
            )
        )
    return revision, day
