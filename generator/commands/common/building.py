"""The one way from a command to a build: with the frame that is asked for, or else the one that ``site.yaml`` names.

What builds is loaded when something has to be built, and MkDocs only where it supplies the frame.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from generator.model.declared.frame_name import FrameName
from generator.model.text.stop import CannotRun
from generator.model.text.wording import Phrase, say

if TYPE_CHECKING:
    from generator.construct.construction import Commission, Manner, Outcome
    from generator.model.records.change import Baseline


def build_site(
    root: Path,
    *,
    site_dir: Path | None,
    as_of: date | None,
    warn: Callable[[Phrase], None],
    frame: FrameName | None = None,
    commission: Commission | None = None,
    since: Baseline | None = None,
    manner: Manner | None = None,
    masked: bool = False,
) -> Outcome:
    """Build the site of ``root``; ``warn`` is told what is odd about its configuration.

    Raises :class:`~generator.construct.construction.Unfit` or :class:`CannotRun`; both leave an old site as it was.
    """
    from generator.construct.construction import DEFAULT_MANNER
    from generator.read.schema.site_file import read_site

    name, manner = frame or read_site(root).frame, manner or DEFAULT_MANNER
    if name is FrameName.BUILTIN:
        from generator.builtin_frame.run import build_site as build
    else:
        from generator.plugin.run import build_site as build
    try:
        return build(
            root,
            site_dir=site_dir,
            as_of=as_of,
            commission=commission,
            since=since,
            manner=manner,
            masked=masked,
            warn=warn,
        )
    except KeyboardInterrupt:
        raise CannotRun(
            say("Stopped before the site was built. The site that stands there is whole.")
        ) from None


def serve_site(root: Path, *, address: str, as_of: date | None) -> None:
    """Preview the site until interrupted, by MkDocs' server whatever frame the site is built with.

    Raises :class:`~generator.construct.construction.Unfit` or :class:`CannotRun`.
    """
    from generator.plugin.run import serve_site as serve

    serve(root, address=address, as_of=as_of)
