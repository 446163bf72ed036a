"""The commands ``sunlit build`` and ``sunlit serve``."""

from __future__ import annotations

import sys
from contextlib import nullcontext
from datetime import date
from pathlib import Path
from typing import NoReturn

import click

from generator.check.gate import Verdict
from generator.check.report import as_text
from generator.commands.common.building import build_site, serve_site
from generator.commands.common.comparing import live_of, live_options, since_option
from generator.commands.common.day import as_of_option
from generator.commands.common.progress import progress_bar
from generator.commands.common.reports import FINDINGS, terminal_width
from generator.commands.common.session import Session
from generator.construct.construction import Manner, Outcome, Unfit
from generator.model.declared.site import FrameName
from generator.read.git.earlier import earlier
from generator.read.schema.site_file import read_site

WITHHELD_REASONS = {"draft": "draft", "not-yet": "not yet due", "scope": "not for the public"}


@click.command(help="Check the data, then build the site.")
@click.option(
    "--site-dir",
    type=click.Path(path_type=Path, file_okay=False),
    help="Where the site goes (default: site/).",
)
@as_of_option
@click.option(
    "--frame",
    type=click.Choice([name.value for name in FrameName]),
    help="What is around each page (default: what data/site.yaml says, else mkdocs).",
)
@click.option("--clean", is_flag=True, help="Make every page anew, whatever an earlier build left.")
@click.option(
    "--masked",
    is_flag=True,
    help="For reviewers: without the names and values that are public for a period alone.",
)
@since_option
@live_options
@click.pass_obj
def build(
    session: Session,
    site_dir: Path | None,
    as_of: date | None,
    frame: str | None,
    clean: bool,
    masked: bool,
    since: str | None,
    live: str,
    first_release: bool,
) -> None:
    target = site_dir.resolve() if site_dir else None
    compared = earlier(session.root, since, live_of(live, first_release)) if since else nullcontext()
    try:
        with compared as baseline, progress_bar(session) as progress:
            manner = Manner(clean=clean, progress=progress)
            outcome = build_site(
                session.root,
                site_dir=target,
                as_of=as_of,
                warn=session.warn,
                frame=FrameName(frame) if frame else None,
                since=baseline,
                manner=manner,
                masked=masked,
            )
    except Unfit as unfit:
        _report_refusal(session, unfit.verdict)
    if outcome.verdict.findings:
        click.echo(as_text(outcome.verdict, session.language, terminal_width()), nl=False)
    _report_counts(session, outcome)


def _report_refusal(session: Session, verdict: Verdict) -> NoReturn:
    click.echo(as_text(verdict, session.language, terminal_width()), nl=False)
    session.say(
        "Nothing was built, and an old site was not touched. Refused: {refused}.", refused=verdict.refused
    )
    sys.exit(FINDINGS)


def _report_counts(session: Session, outcome: Outcome) -> None:
    withheld = outcome.disclosure.withheld
    session.say("Published: {n}", n=outcome.disclosure.published)
    session.say("Refused: {n}", n=outcome.verdict.refused)
    session.say("Withheld: {n}", n=sum(item.count for item in withheld))
    for item in withheld:
        session.say(
            "{reason}: {n}", indent=2, reason=session.translate(WITHHELD_REASONS[item.reason]), n=item.count
        )
    session.say("As of: {day}", day=outcome.disclosure.as_of.isoformat())
    session.say("Open: {path}", path=outcome.target / "index.html")


@click.command(help="Preview the site; a change in data/, content/ or site_templates/ shows in the browser.")
@click.option("--address", default="127.0.0.1:8000", show_default=True, help="Host and port to listen on.")
@as_of_option
@click.pass_obj
def serve(session: Session, address: str, as_of: date | None) -> None:
    session.say("A preview for you alone: the public is served by a web server, see docs/publishing.")
    if read_site(session.root).frame is not FrameName.MKDOCS:
        session.say(
            "The preview is dressed by MkDocs; 'sunlit build' makes the frame that data/site.yaml names."
        )
    try:
        serve_site(session.root, address=address, as_of=as_of)
    except Unfit as unfit:
        _report_refusal(session, unfit.verdict)
