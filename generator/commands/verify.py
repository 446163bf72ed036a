"""The command ``sunlit verify DIR``: a built site, judged again."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from generator.check.report import FORMATS
from generator.check.verification import verify as judge_site
from generator.commands.reports import FINDINGS
from generator.commands.session import Session


@click.command(
    help="Verify a built site: no file changed, missing or added since it was built, and no personal data in any."
)
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path, file_okay=False))
@click.option(
    "--manifest",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Hold the files against this manifest (default: the one that the build put beside DIR, else the site's own).",
)
@click.option(
    "--format", "format_", type=click.Choice(tuple(FORMATS)), default="text", help="The form of the report."
)
@click.pass_obj
def verify(session: Session, folder: Path, manifest: Path | None, format_: str) -> None:
    verdict = judge_site(folder, session.root, manifest)
    click.echo(FORMATS[format_](verdict, session.language), nl=False)
    if not verdict.fit:
        sys.exit(FINDINGS)
