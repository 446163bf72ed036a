"""Building with the built-in frame, for whoever calls from outside (the command line)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from generator.builtin_frame.configuration import read_configuration
from generator.builtin_frame.supplier import BuiltinFrame
from generator.construct.construction import (
    DEFAULT_MANNER,
    Commission,
    Manner,
    Outcome,
    build_by,
    template_folders,
)
from generator.model.records.change import Baseline
from generator.model.text.wording import Phrase
from generator.read.schema.site_file import read_site


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
    """Build the site of ``root``, or of the one that its configuration names; ``masked``: without what is public for a period
    alone.

    Raises :class:`~generator.construct.construction.Unfit` or :class:`~generator.model.text.stop.CannotRun`; both leave an old
    site as it was.
    """
    folder = root.resolve()
    configuration = read_configuration(folder)
    root = configuration.root
    return build_by(
        BuiltinFrame(template_folders(root), read_site(root).url),
        root,
        site_dir or configuration.target,
        as_of,
        commission,
        since,
        manner,
        masked=masked,
        selection=configuration.selection,
        follows_from=configuration.files if root == folder else None,
        warn=warn,
    )
