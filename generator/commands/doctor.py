"""The command ``sunlit doctor``: what is behind or unsafe, each with the command that puts it right."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import click

from generator.commands.common.day import as_of_option
from generator.commands.common.release_build import publication_of
from generator.commands.common.reports import FINDINGS
from generator.commands.common.session import Session
from generator.desk.doctor.office import needs_of_office
from generator.desk.doctor.server import needs_of_server
from generator.publish.settings import FOLDER, SETTINGS


@click.command(
    help="Say what is behind or unsafe before it fails, each with its command: holidays, the theme's end, the clone, forms, the "
    "address; of a repository that publishes its ticks, signatures and copies. Changes nothing."
)
@click.option(
    "--repository",
    metavar="REPO.git",
    type=click.Path(path_type=Path, resolve_path=True, file_okay=False, exists=True),
    help="Look at this repository that publishes (default: the folder of -C, if it is one).",
)
@as_of_option
@click.pass_obj
def doctor(session: Session, repository: Path | None, as_of: date | None) -> None:
    is_server = (session.root / FOLDER / SETTINGS).is_file()
    if repository or is_server:
        needs = list(needs_of_server(publication_of(session, repository, as_of)))
    else:
        needs = list(needs_of_office(session.root, as_of, session.root / "site"))
    for number, need in enumerate(needs, 1):
        session.say("{n}. {what}", n=number, what=need.what.render(session.translate, session.language))
        if need.cure:
            click.echo(f"   {need.cure}")
    if needs:
        sys.exit(FINDINGS)
    session.say("Nothing is behind, and nothing looks unsafe.")
