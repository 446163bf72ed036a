"""What the commands that compare share: the earlier revision, and where that which is live is found."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from generator.read.git.command import FIRST_VARIABLE, LIVE_VARIABLE

if TYPE_CHECKING:
    from generator.read.git.live import Live

Command = TypeVar("Command", bound=Callable[..., Any])

since_option = click.option(
    "--since",
    metavar="REV",
    help="Hold the data against this earlier revision; 'release' is the one that is live.",
)
_live_option = click.option(
    "--live",
    metavar="ADDRESS",
    envvar=LIVE_VARIABLE,
    default="",
    help="Where the site is published, for 'release': its address or its folder (default: git config sunlit.live).",
)
_first_release_option = click.option(
    "--first-release",
    is_flag=True,
    envvar=FIRST_VARIABLE,
    help="Nothing is published yet, so 'release' is nothing. Refused as soon as something is.",
)


def live_options(command: Command) -> Command:
    """Adds ``--live`` and ``--first-release``, which :func:`live_of` makes one value of."""
    return _live_option(_first_release_option(command))


def live_of(live: str, first_release: bool) -> Live:
    """What was said of the published site."""
    from generator.read.git.live import Live

    return Live(live.strip(), first_release)
