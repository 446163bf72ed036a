"""Building and previewing with the frames that MkDocs makes, for whoever calls from outside (the command line).

MkDocs is loaded when it has to run: where the frames that it would make are kept, they are taken from there.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

from generator.construct.construction import (
    DEFAULT_MANNER,
    Commission,
    Construction,
    Manner,
    Outcome,
    begin,
)
from generator.construct.kept_frames import KeptFrames, MadeFrames
from generator.model.records.change import Baseline
from generator.model.text.wording import Phrase


def build_site(
    root: Path,
    *,
    site_dir: Path | None,
    as_of: date | None,
    commission: Commission | None = None,
    since: Baseline | None = None,
    manner: Manner = DEFAULT_MANNER,
    masked: bool = False,
    warn: Callable[[Phrase], None] | None = None,
) -> Outcome:
    """Build the site of ``root``; ``masked``: without what is public for a period alone. ``warn`` is told what is odd about the
    configuration, else MkDocs' log is.

    Raises :class:`~generator.construct.construction.Unfit` or :class:`~generator.model.text.stop.CannotRun`; both leave an old
    site as it was.
    """
    root = root.resolve()  # configurations stand in other folders, where a relative one would mean another
    kept = KeptFrames(root)
    frames = None if manner.clean else kept.recall()
    target = site_dir or (frames.site_dir if frames else None)
    begins = partial(begin, commission=commission, since=since, masked=masked)
    if not (frames and target):
        from generator.plugin.by_mkdocs import build

        return build(root, kept, begins, site_dir, as_of, manner, warn)
    begun = begins(root, target, as_of)
    begun.manner, begun.follows_from = manner, (*kept.configuration, *frames.folders)
    try:
        if outcome := _dressed(begun, frames, warn):
            return outcome
        from generator.plugin.by_mkdocs import build

        return build(root, kept, lambda *_: begun, site_dir, as_of, manner, warn)
    except BaseException:
        begun.abandon()
        raise


def _dressed(
    begun: Construction, frames: MadeFrames, warn: Callable[[Phrase], None] | None
) -> Outcome | None:
    """The build with frames that were made before; nothing where others are needed than were."""
    public = begun.outcome
    said = (*frames.cautions, *begun.arrange(frames.selection))
    if not frames.answers(begun.frame_requests()) or (said and not warn):  # else MkDocs' log is told
        begun.outcome = public
        return None
    for sentence in said:
        if warn:
            warn(sentence)
    return begun.dressed_by(frames)


def serve_site(root: Path, *, address: str, as_of: date | None = None) -> None:
    """Preview the site of ``root`` at ``address`` (host:port), rebuilt when a file changes, until interrupted.

    Raises as :func:`build_site` does.
    """
    from generator.plugin.by_mkdocs import serve

    serve(root, address=address, as_of=as_of)
