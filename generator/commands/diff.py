"""The command ``sunlit diff REV``: what publishing would change in public."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import click

from generator.check.since import judge_since
from generator.commands.comparing import live_of, live_options
from generator.commands.day import as_of_option
from generator.commands.reports import FINDINGS, output_option, print_report
from generator.commands.session import Session
from generator.disclose.outlook import OUTLOOKS


@click.command(help="Say what publishing would change in public since an earlier revision.")
@click.argument("revision", metavar="REV")
@click.option(
    "--format", "format_", type=click.Choice(tuple(OUTLOOKS)), default="text", help="The form of the report."
)
@output_option
@as_of_option
@live_options
@click.pass_obj
def diff(
    session: Session,
    revision: str,
    format_: str,
    output: Path | None,
    as_of: date | None,
    live: str,
    first_release: bool,
) -> None:
    verdict = judge_since(session.root, as_of, revision, live_of(live, first_release))
    print_report(OUTLOOKS[format_](verdict, session.language), output)
    if not verdict.fit:
        sys.exit(FINDINGS)
