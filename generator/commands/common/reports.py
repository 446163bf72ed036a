"""What the commands that judge share: the day, the file of the report, and how it is printed."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.commands.common.session import Session
from generator.model.text.stop import CannotRun
from generator.model.text.wording import say

if TYPE_CHECKING:
    from generator.check.gate import Verdict

FINDINGS = 1
"""The exit status of a run that found something."""

output_option = click.option(
    "--output", type=click.Path(path_type=Path, dir_okay=False), help="Write the report to this file."
)


def print_report(report: str, output: Path | None) -> None:
    """To the terminal, or whole into the file that was asked for."""
    if output is None:
        click.echo(report, nl=False)
        return
    try:
        output.write_text(report, encoding="utf-8")
    except OSError:
        raise CannotRun(say("The report cannot be written to {path}.", path=str(output))) from None


def print_what_changed(session: Session, verdict: Verdict, width: int | None = None) -> None:
    """What was found of that which changed since the earlier revision; of what stands there as before one line."""
    from generator.check.report import as_text

    changed = verdict.of_what_changed()
    if changed.findings:
        click.echo(as_text(changed, session.language, width), nl=False)
    if verdict.elsewhere:
        session.tell(
            say(
                "{n:warning is|warnings are} about what is as it was before: see 'sunlit check'.",
                n=len(verdict.elsewhere),
            )
        )


def terminal_width() -> int | None:
    """Columns of the terminal that watches; none if nobody does, or if it (or its owner) wants no colours."""
    if not sys.stdout.isatty() or "NO_COLOR" in os.environ or os.environ.get("TERM") == "dumb":
        return None
    return shutil.get_terminal_size().columns
