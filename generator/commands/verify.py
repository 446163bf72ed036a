"""The command ``sunlit verify DIR``: a built site, judged again."""

from __future__ import annotations

import sys
from dataclasses import replace
from functools import partial
from pathlib import Path

import click

from generator.check.report import FORMATS
from generator.check.site.verification import verify as judge_site
from generator.commands.common.reports import FINDINGS
from generator.commands.common.session import Session
from generator.construct.proof import permitted_in
from generator.publish.signing import check_signature


@click.command(
    help="Verify a built site: no file changed, missing or added since it was built, no odd modes, and nothing in any "
    "that may not be public. "
    "What could not be asked is said."
)
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path, file_okay=False))
@click.option(
    "--manifest",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Hold the files against this manifest (default: the one that the build put beside DIR, else the site's own).",
)
@click.option(
    "--allowed-signers",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="Demand a signature by a key of this file (see ssh-keygen, ALLOWED SIGNERS).",
)
@click.option(
    "--format", "format_", type=click.Choice(tuple(FORMATS)), default="text", help="The form of the report."
)
@click.pass_obj
def verify(
    session: Session, folder: Path, manifest: Path | None, allowed_signers: Path | None, format_: str
) -> None:
    verdict = judge_site(folder, partial(permitted_in, session.root), manifest)
    findings = (*verdict.findings, *check_signature(folder.resolve(), allowed_signers))
    verdict = replace(verdict, findings=tuple(sorted(findings, key=lambda finding: finding.sort_key)))
    click.echo(FORMATS[format_](verdict, session.language), nl=False)
    if not verdict.fit:
        sys.exit(FINDINGS)
