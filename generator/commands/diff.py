"""The command ``sunlit diff``: what publishing would change in public, or what another generator or frame changed of it."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import click

from generator.check.since import judge_since
from generator.check.site.trees import TreeDifference, compare_trees
from generator.commands.common.comparing import live_of, live_options
from generator.commands.common.day import as_of_option
from generator.commands.common.reports import FINDINGS, output_option, print_report
from generator.commands.common.session import Session
from generator.disclose.outlook import OUTLOOKS
from generator.model.text.stop import CannotRun
from generator.model.text.wording import Phrase, fill, say

TEXT = "text"
MOST_LISTED = 20
"""Addresses of each kind that are printed; how many there are is said anyway. A file (``--output``) has them all."""


@click.command(
    help="Say what publishing would change in public since an earlier revision; or, with --against, how the site as it is built "
    "differs from another built tree, such as one of an older generator or another frame."
)
@click.argument("revision", metavar="[REV]", required=False)
@click.option(
    "--format", "format_", type=click.Choice(tuple(OUTLOOKS)), default=TEXT, help="The form of the report."
)
@click.option(
    "--against",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    help="Compare built trees: this one with the site (of --site-dir).",
)
@click.option(
    "--site-dir",
    type=click.Path(path_type=Path, file_okay=False),
    help="Where the site is built, for --against (default: site/).",
)
@output_option
@as_of_option
@live_options
@click.pass_obj
def diff(
    session: Session,
    revision: str | None,
    format_: str,
    against: Path | None,
    site_dir: Path | None,
    output: Path | None,
    as_of: date | None,
    live: str,
    first_release: bool,
) -> None:
    if (revision is None) == (against is None):
        raise CannotRun(say("Name either an earlier revision (REV) or a built tree (--against)."))
    if against is not None:
        if format_ != TEXT:
            raise CannotRun(say("Built trees are compared as text alone: leave out --format."))
        difference = compare_trees(against, site_dir or session.root / "site")
        print_report(_of_trees(difference, session, None if output else MOST_LISTED), output)
        sys.exit(FINDINGS if difference else 0)
    verdict = judge_since(session.root, as_of, revision or "", live_of(live, first_release))
    print_report(OUTLOOKS[format_](verdict, session.language), output)
    if not verdict.fit:
        sys.exit(FINDINGS)


def _of_trees(difference: TreeDifference, session: Session, most: int | None) -> str:
    kinds: tuple[tuple[Phrase, tuple[str, ...]], ...] = (
        (say("New: {n:address|addresses}:", n=len(difference.new)), difference.new),
        (say("Gone: {n:address|addresses}:", n=len(difference.gone)), difference.gone),
        (say("Words or links differ at {n:address|addresses}:", n=len(difference.said)), difference.said),
        (say("The look alone differs at {n:address|addresses}:", n=len(difference.shown)), difference.shown),
    )  # fmt: skip
    lines: list[str] = []
    for phrase, addresses in kinds:
        if addresses:
            lines.append(phrase.render(session.translate, session.language))
            lines += [f"  {address}" for address in addresses[:most]]
            if most and len(addresses) > most:
                lines.append("  " + fill(session.translate("… and {n} more"), n=len(addresses) - most))
    return "\n".join(lines or [session.translate("Both trees say and show the same.")]) + "\n"
