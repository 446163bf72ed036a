"""What git's hooks call: before and after a push on the server, before a push on a clone."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.commands.common.release_build import REFUSED, or_refuse, publication_of
from generator.commands.common.reports import print_what_changed
from generator.commands.common.session import Session
from generator.model.text.catalogue import LANGUAGES

if TYPE_CHECKING:
    from generator.model.records.change import Baseline
    from generator.publish.publication import Publication

PUSH_OPTION = "lang="


@click.group(hidden=True, help="What git calls.")
def hook() -> None:
    pass


@hook.command("pre-receive", help="Check a push, and build its release.")
@click.pass_obj
def pre_receive(session: Session) -> None:
    from generator.publish.receive import before, read_updates

    session, publication = _of_the_push(session)
    or_refuse(session, lambda: before(publication, read_updates(sys.stdin)))


@hook.command("post-receive", help="Switch the release live.")
@click.pass_obj
def post_receive(session: Session) -> None:
    from generator.publish.receive import after

    session, publication = _of_the_push(session)
    or_refuse(session, lambda: after(publication))


def _of_the_push(session: Session) -> tuple[Session, Publication]:
    """The publication of the repository that the hook runs in, in the language of whoever pushes."""
    from generator.publish.settings import read_settings

    settings = read_settings(session.root)
    session = Session(session.root, _language_of_push() or settings.language)
    return session, publication_of(session, None)


def _language_of_push() -> str:
    """``git push -o lang=en``, or ``git config push.pushOption lang=en`` once."""
    count = os.environ.get("GIT_PUSH_OPTION_COUNT", "0")
    options = [
        os.environ.get(f"GIT_PUSH_OPTION_{n}", "") for n in range(int(count) if count.isdigit() else 0)
    ]
    asked = [option.removeprefix(PUSH_OPTION) for option in options if option.startswith(PUSH_OPTION)]
    return next((language for language in asked if language in LANGUAGES), "")


@hook.command("build", help="Build what an order on standard input says.")
@click.pass_obj
def build(session: Session) -> None:
    from generator.commands.common.fleet_build import answer_order

    answer_order(sys.stdin.read(), session.language)


@hook.command("pre-push", help="Check the commits that are about to be pushed, against what is live.")
@click.argument("remote", default="")
@click.argument("address", default="")
@click.pass_obj
def pre_push(session: Session, remote: str, address: str) -> None:
    from generator.publish.client import check_commit, pushed_commits

    git_folder = Path(os.environ.get("GIT_DIR", ".git")).resolve()
    for pushed in pushed_commits(sys.stdin):
        if not check_commit(git_folder, remote, pushed, lambda root, live: _passes(session, root, live)):
            session.say("Not pushed: correct this first, commit it, and push again.")
            sys.exit(REFUSED)


def _passes(session: Session, root: Path, live: Baseline | None) -> bool:
    from generator.check.gate import judge

    verdict = judge(root, None, live)
    print_what_changed(session, verdict)
    return verdict.fit
