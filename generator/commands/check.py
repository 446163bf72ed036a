"""The command ``sunlit check``."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import click

from generator.check.report import FORMATS, as_text
from generator.check.since import judge_since
from generator.commands.common.comparing import live_of, live_options, since_option
from generator.commands.common.day import as_of_option
from generator.commands.common.reports import FINDINGS, output_option, print_report, terminal_width
from generator.commands.common.session import Session


@click.command(help="Check the data; print every finding.")
@click.option(
    "--format", "format_", type=click.Choice(tuple(FORMATS)), default="text", help="The form of the report."
)
@output_option
@click.option("--strict", is_flag=True, help="Count warnings as errors.")
@as_of_option
@since_option
@live_options
@click.pass_obj
def check(
    session: Session,
    format_: str,
    output: Path | None,
    strict: bool,
    as_of: date | None,
    since: str | None,
    live: str,
    first_release: bool,
) -> None:
    verdict = judge_since(session.root, as_of, since, live_of(live, first_release))
    width = None if output else terminal_width()
    report = (
        as_text(verdict, session.language, width)
        if format_ == "text"
        else FORMATS[format_](verdict, session.language)
    )
    print_report(report, output)
    if not verdict.fit or (strict and verdict.findings):
        sys.exit(FINDINGS)
