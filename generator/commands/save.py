"""The command ``sunlit save``: check what changed, say what the public will see of it, commit it and push it."""

from __future__ import annotations

import sys
from datetime import date

import click

from generator.check.gate import judge
from generator.check.report.masking import masked_path, visible
from generator.commands.common.day import as_of_option
from generator.commands.common.reports import FINDINGS, print_what_changed, terminal_width
from generator.commands.common.session import Session
from generator.desk.own_git import ahead, clone_of, commit, has_remote, pending, push
from generator.disclose.outlook.brief import in_brief
from generator.model.files.addresses import IMPORTS
from generator.model.text.stop import CannotRun
from generator.model.text.wording import say
from generator.read.git.earlier import live_or_last_seen
from generator.read.schema.site_file import read_site

SAVED = ("data", "content", "site_templates", "mkdocs.yml")
"""What is saved of a root: what a site is made of."""
_MOST_NAMED = 12


@click.command(
    help="Save what you changed: it is checked, you are told what the public will see of it, it is committed, and pushed to "
    "where it is published. Again, after a lost connection, it pushes what is left."
)
@click.option("-m", "message", default="", metavar="TEXT", help="What you did, in a few words.")
@as_of_option
@click.pass_obj
def save(session: Session, message: str, as_of: date | None) -> None:
    clone = clone_of(session.root)
    found = pending(clone, SAVED)
    if found.staged_elsewhere:
        session.say("Left alone, though somebody staged it: {paths}", paths=_listed(found.staged_elsewhere))
    if found.paths:
        _check(session, as_of)
        commit(clone, found.paths, _message(session, message))
        session.say("Saved: {paths}", paths=_listed(found.paths))
    elif not ahead(clone):
        session.say("Nothing has changed since it was saved last.")
        return
    if not has_remote(clone):
        session.say("It is saved on this computer alone: this folder knows no server to publish it on.")
        return
    push(clone, session.language, lambda line: click.echo(visible(line)))
    session.say("Sent.")


def _check(session: Session, as_of: date | None) -> None:
    """Judge what is there against what is live, say both, and stop at an error."""
    with live_or_last_seen(session.root, read_site(session.root).time_zone) as live:
        verdict = judge(session.root, as_of, live)
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


def _listed(paths: tuple[str, ...]) -> str:
    ordered = sorted(paths, key=lambda path: f"/{IMPORTS}/" in path)  # what somebody wrote comes first
    shown = ", ".join(visible(masked_path(path)) for path in ordered[:_MOST_NAMED])
    return f"{shown}, …" if len(paths) > _MOST_NAMED else shown
