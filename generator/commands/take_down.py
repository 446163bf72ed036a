"""The command ``sunlit take-down DIR``: what must be gone goes, although the site cannot be built."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from generator.check.calendar.clock import day_to_judge
from generator.commands.common.day import as_of_option
from generator.commands.common.session import Session
from generator.model.declared.site import Site
from generator.model.text.stop import CannotRun
from generator.model.text.wording import say
from generator.website.build import take_down as by_what_is_ready


@click.command(
    "take-down",
    help="Where the site cannot be built: replace what may not stand in DIR any more by what the last build left ready.",
)
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path, file_okay=False, exists=True))
@as_of_option
@click.pass_obj
def take_down(session: Session, folder: Path, as_of: date | None) -> None:
    tree = folder.resolve()
    zone = by_what_is_ready.time_zone(tree) or Site().time_zone
    try:
        gone = by_what_is_ready.take_down(tree, day_to_judge(as_of, Site(time_zone=zone)))
    except OSError as error:
        raise CannotRun(
            say("{path} cannot be written: {reason}.", path=str(tree), reason=str(error.strerror))
        ) from None
    for address in gone:
        session.say("Taken down: {address}", address=address)
    if not gone:
        session.say("There was nothing to take down.")
