"""The command ``sunlit save``: check what changed, say what the public will see of it, commit it and push it."""

from __future__ import annotations

import sys
from datetime import date
from functools import partial

import click

from generator.check.gate import Verdict
from generator.check.report.masking import visible
from generator.commands.common.day import as_of_option
from generator.commands.common.reports import FINDINGS, print_what_changed, terminal_width
from generator.commands.common.session import Session
from generator.desk.saving import save as saved
from generator.disclose.outlook.brief import in_brief
from generator.model.text.stop import CannotRun
from generator.model.text.wording import say


@click.command(
    help="Save what you changed: it is checked, you are told what the public will see of it, it is committed, and pushed to "
    "where it is published. Again, after a lost connection, it pushes what is left."
)
@click.option("-m", "message", default="", metavar="TEXT", help="What you did, in a few words.")
@as_of_option
@click.pass_obj
def save(session: Session, message: str, as_of: date | None) -> None:
    saved(
        session.root,
        as_of,
        session.language,
        partial(_message, session, message),
        partial(_judged, session),
        session.tell,
        lambda line: click.echo(visible(line)),
    )


def _judged(session: Session, verdict: Verdict) -> None:
    """Say what is wrong and what the public will see, and stop at an error."""
    print_what_changed(session, verdict, terminal_width())
    if not verdict.fit:
        session.say("Nothing was saved: put this right, then save again.")
        sys.exit(FINDINGS)
    for sentence in in_brief(verdict, session.language):
        click.echo(sentence)


def _message(session: Session, message: str) -> str:
    if message.strip():
        return message.strip()
    if sys.stdin.isatty() and sys.stdout.isatty():
        return str(click.prompt(session.translate("What did you do, in a few words?")))
    raise CannotRun(say('Say what you did, in a few words: sunlit save -m "…"'))
