"""The commands ``sunlit build`` and ``sunlit serve``."""

from __future__ import annotations

import sys
from contextlib import nullcontext
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from generator.check.report.plain_text import laid_out
from generator.commands.common.building import build_site, serve_site
from generator.commands.common.comparing import live_of, live_options, since_option
from generator.commands.common.day import as_of_option
from generator.commands.common.progress import progress_bar
from generator.commands.common.reports import FINDINGS, terminal_width
from generator.commands.common.session import Session
from generator.construct.unchanged import Asked, LastTime, Said
from generator.model.declared.frame_name import FrameName
from generator.model.text.wording import Phrase

if TYPE_CHECKING:
    from generator.check.gate import Verdict

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
    asked = Asked(session.root, site_dir.resolve() if site_dir else None, frame or "", masked)
    last_time = LastTime(asked)
    said = None if clean or since else last_time.said(as_of)
    if said:
        for phrase in said.cautions:
            session.warn(phrase)
    else:
        said = _built(
            session, asked, last_time, as_of, clean=clean, since=since, live=live, first=first_release
        )
    if said.errors or said.warnings:
        findings = said.findings[session.language]
        report = laid_out(findings, said.errors, said.warnings, session.language, terminal_width())
        click.echo(report, nl=False)
    _report_counts(session, said)


def _built(
    session: Session,
    asked: Asked,
    last_time: LastTime,
    as_of: date | None,
    *,
    clean: bool,
    since: str | None,
    live: str,
    first: bool,
) -> Said:
    """What a whole build tells; it is remembered, unless it was held against another revision. Ends the run if it is refused."""
    from generator.construct.construction import Manner, Unfit
    from generator.read.git.earlier import earlier

    cautions = list[Phrase]()

    def warn(phrase: Phrase) -> None:
        cautions.append(phrase)
        session.warn(phrase)

    compared = earlier(session.root, since, live_of(live, first)) if since else nullcontext()
    if not since:
        last_time.begin()
    try:
        with compared as baseline, progress_bar(session) as progress:
            outcome = build_site(
                session.root,
                site_dir=asked.site_dir,
                as_of=as_of,
                warn=warn,
                frame=FrameName(asked.frame) if asked.frame else None,
                since=baseline,
                manner=Manner(clean=clean, progress=progress),
                masked=asked.masked,
            )
    except Unfit as unfit:
        _report_refusal(session, unfit.verdict)
    said = Said.by(outcome, cautions)
    if not since:
        last_time.keep(outcome, said)
    return said


def _report_refusal(session: Session, verdict: Verdict) -> NoReturn:
    from generator.check.report import as_text

    click.echo(as_text(verdict, session.language, terminal_width()), nl=False)
    session.say(
        "Nothing was built, and an old site was not touched. Refused: {refused}.", refused=verdict.refused
    )
    sys.exit(FINDINGS)


def _report_counts(session: Session, said: Said) -> None:
    session.say("Published: {n}", n=said.published)
    session.say("Refused: {n}", n=said.refused)
    session.say("Withheld: {n}", n=sum(count for _, count in said.withheld))
    for reason, count in said.withheld:
        session.say("{reason}: {n}", indent=2, reason=session.translate(WITHHELD_REASONS[reason]), n=count)
    session.say("As of: {day}", day=said.as_of.isoformat())
    session.say("Open: {path}", path=said.target / "index.html")


@click.command(help="Preview the site; a change in data/, content/ or site_templates/ shows in the browser.")
@click.option("--address", default="127.0.0.1:8000", show_default=True, help="Host and port to listen on.")
@as_of_option
@click.pass_obj
def serve(session: Session, address: str, as_of: date | None) -> None:
    from generator.construct.construction import Unfit
    from generator.read.schema.site_file import read_site

    session.say("A preview for you alone: the public is served by a web server, see docs/publishing.")
    if read_site(session.root).frame is not FrameName.MKDOCS:
        session.say(
            "The preview is dressed by MkDocs; 'sunlit build' makes the frame that data/site.yaml names."
        )
    try:
        serve_site(session.root, address=address, as_of=as_of)
    except Unfit as unfit:
        _report_refusal(session, unfit.verdict)
