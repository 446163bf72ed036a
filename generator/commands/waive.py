"""The command ``sunlit waive``: an exception, written for somebody to vouch for."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import click

from generator.check.changes import WAIVABLE, found_changes
from generator.check.gate import Verdict
from generator.check.since import judge_since
from generator.commands.common.comparing import live_of, live_options
from generator.commands.common.day import as_of_option
from generator.commands.common.session import Session
from generator.desk.record_files.writing import write_whole
from generator.model.files.addresses import EXCEPTIONS
from generator.model.records.change import Comparison
from generator.model.text.stop import CannotRun
from generator.model.text.wording import say
from generator.read.git.earlier import RELEASE


@click.command(
    help="Write an exception: it lets one change of what is public through that no correction can account for, "
    "once somebody vouches for it. RULE is what the check names; the type alone means its schema."
)
@click.argument("subject", metavar="TYPE[/RECORD]")
@click.argument("rule", metavar="RULE")
@click.option("--reason", required=True, help="Why; the public reads it.")
@click.option("--approver", required=True, help="Who allowed it; the public reads it.")
@click.option(
    "--field",
    default="",
    help="The name of the one field that it is about (default: all that the rule finds).",
)
@click.option("--since", default=RELEASE, show_default=True, metavar="REV", help="The revision that is live.")
@as_of_option
@live_options
@click.pass_obj
def waive(
    session: Session,
    subject: str,
    rule: str,
    reason: str,
    approver: str,
    field: str,
    since: str,
    as_of: date | None,
    live: str,
    first_release: bool,
) -> None:
    if rule not in {each.id for each in WAIVABLE}:
        raise CannotRun(
            say(
                "Of the rule '{rule}' no exception is made. It is made of: {rules}.",
                rule=rule,
                rules=", ".join(sorted(each.id for each in WAIVABLE)),
            )
        )
    verdict = judge_since(session.root, as_of, since, live_of(live, first_release))
    assert verdict.comparison
    type, _, record = subject.partition("/")
    said = {
        "type": type,
        **({"record": record} if record else {}),
        **({"field": field} if field else {}),
        "rule": rule,
        "since": verdict.comparison.commit,
        "content": _content(verdict, verdict.comparison, (type, record, field, rule)),
        "reason": reason,
        "approver": approver,
    }
    path = _write(session.root, verdict, said)
    session.say(
        "Written: {path}. Commit it together with the change. Before it is pushed somebody has to vouch for it, as for a "
        "change of the schemas.",
        path=path.relative_to(session.root).as_posix(),
    )


def _content(verdict: Verdict, comparison: Comparison, about: tuple[str, str, str, str]) -> str:
    """The digest of what the exception is about. Stops if the rule finds nothing there."""
    type, record, field, rule = about
    for finding, found, content in found_changes(comparison, verdict.as_of):
        named = (found, finding.record, finding.rule.id) == (type, record, rule)
        if named and field in ("", finding.field):
            return content
    raise CannotRun(
        say(
            "The rule '{rule}' finds nothing in {subject} since revision {revision}.",
            rule=rule,
            subject=f"{type}/{record}" if record else type,
            revision=comparison.name,
        )
    )


def _write(root: Path, verdict: Verdict, said: dict[str, str]) -> Path:
    """The exception in a file of its own, under the first number of the day that is free."""
    folder, day = root / "data" / EXCEPTIONS, verdict.as_of.isoformat()
    taken = {record.id for record in verdict.register.exceptions}
    names = (f"{day}-{number}" for number in range(1, len(taken) + 1000))
    name = next(name for name in names if name not in taken and not (folder / f"{name}.yaml").exists())
    lines = [f"id: {name}", f"on: {day}", *(f"{key}: {_quoted(text)}" for key, text in said.items())]
    write_whole(root, f"data/{EXCEPTIONS}/{name}.yaml", "\n".join(lines) + "\n")
    return folder / f"{name}.yaml"


def _quoted(text: str) -> str:
    """A text as YAML takes it whole, whatever stands in it."""
    return json.dumps(text, ensure_ascii=False)
