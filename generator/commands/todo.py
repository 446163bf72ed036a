"""The command ``sunlit todo``: what is due and by when, for the staff who see to it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from generator.commands.common.day import DAY, as_day, as_of_option
from generator.commands.common.published_places import is_published
from generator.commands.common.session import Session
from generator.desk.record_files.writing import put_whole
from generator.desk.todo.report import FORMS
from generator.desk.todo.todo import todo as found
from generator.model.text.stop import CannotRun
from generator.model.text.wording import say


@click.command(
    help="Say what is due and by when, late things first: outcomes, replies, updates, remedies, what a period lacks. It is what "
    "'sunlit check' will call late once its day is over."
)
@click.option("--who", default="", metavar="NAME", help="For this person or unit alone.")
@click.option(
    "--until",
    type=DAY,
    callback=as_day,
    help="The last day to look at, like 2026-12-31 (default: 60 days from today).",
)
@click.option(
    "--format",
    "format_",
    type=click.Choice(tuple(FORMS)),
    default="text",
    help="The form: a text, a calendar or a page.",
)
@click.option(
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write it to this file, outside of what is published.",
)
@as_of_option
@click.pass_obj
def todo(
    session: Session, who: str, until: date | None, format_: str, output: Path | None, as_of: date | None
) -> None:
    if output is not None and is_published(session.root, output):
        raise CannotRun(
            say("{path} lies where things are published. Choose a folder beside it: the list is for staff.", path=str(output))
        )  # fmt: skip
    content = FORMS[format_](found(session.root, as_of, until, who.strip()), session.language)
    if output is None:
        click.echo(content, nl=False)
        return
    try:
        put_whole(output, content.encode("utf-8"))
    except OSError:
        raise CannotRun(say("The report cannot be written to {path}.", path=str(output))) from None
