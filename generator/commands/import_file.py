"""The commands ``sunlit import``, ``new`` and ``set``: records in ``data/`` of an office's own file or of what is answered,
and changes of records that are there.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import click

from generator.check.report import as_text
from generator.commands.common.day import as_of_option
from generator.commands.common.reports import FINDINGS, terminal_width
from generator.commands.common.session import Session, type_argument
from generator.desk.importing.answers import unfit
from generator.desk.importing.importing import answers_text, import_file, new_record, set_values, write
from generator.desk.importing.wanted import Ask, Further, Import, Wanted
from generator.desk.office_file.file_report import cell_name
from generator.desk.record_files.writing import put_whole
from generator.model.declared.record_type import Field
from generator.model.text.folding import fold
from generator.model.text.stop import CannotRun
from generator.model.text.wording import say

Command = TypeVar("Command", bound=Callable[..., Any])

_MOST_CELLS = 12
_EMPTY = frozenset({"needs", "required"})
"""Rules of which a finding says that a field is empty."""


set_option = click.option(
    "--set", "given", multiple=True, metavar="FIELD=VALUE", help="A value that the file does not say."
)
answers_option = click.option(
    "--answers",
    type=click.Path(path_type=Path, dir_okay=False),
    help="A YAML file of what the file does not say, written as a record is, with rows of its tables.",
)
dry_run_option = click.option("--dry-run", is_flag=True, help="Say what would be written, and write nothing.")


def correction_options(command: Command) -> Command:
    """Adds ``--reason`` and ``--approver``, which a correction of what is published needs."""
    return _reason_option(_approver_option(command))


_reason_option = click.option(
    "--reason",
    default="",
    metavar="TEXT",
    help="Why something that is published changes, for its corrections.",
)
_approver_option = click.option(
    "--approver", default="", metavar="NAME", help="Who approved that change, for its corrections."
)


@click.command(
    "import",
    help="Make records of an office's own Excel or CSV file: with title rows, headers of two rows, sums and notes, columns in "
    "any order. Of records that are there it proposes corrections. It says what became of each column and what is missing, and "
    "writes only what the check lets through.",
)
@type_argument
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@set_option
@answers_option
@click.option(
    "--column",
    "columns",
    multiple=True,
    metavar="HEADER=FIELD",
    help="The field (or table.field) that a column holds; nothing behind the = leaves it out. It is kept for the next file.",
)
@correction_options
@dry_run_option
@as_of_option
@click.pass_obj
def import_(
    session: Session,
    type_name: str,
    file: Path,
    given: tuple[str, ...],
    answers: Path | None,
    columns: tuple[str, ...],
    reason: str,
    approver: str,
    dry_run: bool,
    as_of: date | None,
) -> None:
    wanted = Wanted(
        type_name,
        file,
        _pairs(given),
        answers,
        _pairs(columns),
        as_of,
        _asker(session),
        why=reason,
        approver=approver,
    )
    made = import_file(session.root, wanted)
    if made.answers and not made.fit:
        _keep_typed(session, answers_text(made), Path(f"{type_name}-answers.yaml"))
    _finish(session, made, dry_run=dry_run)


@click.command(
    help="Write a new record: it asks what the type needs, says what each field means, and writes only what the check lets "
    "through."
)
@type_argument
@set_option
@answers_option
@dry_run_option
@as_of_option
@click.pass_obj
def new(
    session: Session,
    type_name: str,
    given: tuple[str, ...],
    answers: Path | None,
    dry_run: bool,
    as_of: date | None,
) -> None:
    ask = _asker(session)
    wanted = Wanted(
        type_name,
        given=_pairs(given),
        answers=answers,
        as_of=as_of,
        ask=ask,
        pick=partial(_picked, session) if ask else None,
    )
    made = new_record(session.root, wanted)
    if ask and not made.fit and made.path in made.files:
        _keep_typed(session, made.files[made.path], Path(f"{type_name}-answers.yaml"))
    _finish(session, made, dry_run=dry_run)


def _keep_typed(session: Session, text: str | bytes, path: Path) -> None:
    """What was typed at a terminal and cannot be written yet is not typed again."""
    if path.exists() or path.is_symlink():
        return
    put_whole(path, text if isinstance(text, bytes) else text.encode("utf-8"))
    session.say(
        "What you typed is kept in {path}: correct it there, then once more, with --answers {path}", path=path
    )


@click.command(
    "set",
    help="Change a record that is there: its outcome, once it is known, or a correction. The correction entry that a change of "
    "what is published needs is written with it; comments and order of the file stay.",
)
@type_argument
@click.argument("id", metavar="ID")
@click.argument("given", metavar="FIELD=VALUE...", nargs=-1, required=True)
@correction_options
@dry_run_option
@as_of_option
@click.pass_obj
def set_(
    session: Session,
    type_name: str,
    id: str,
    given: tuple[str, ...],
    reason: str,
    approver: str,
    dry_run: bool,
    as_of: date | None,
) -> None:
    wanted = Wanted(
        type_name, given=_pairs(given), as_of=as_of, ask=_asker(session), why=reason, approver=approver
    )
    _finish(session, set_values(session.root, wanted, id), dry_run=dry_run)


def _asker(session: Session) -> Ask | None:
    """Who is asked; nobody where there is no terminal."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return None
    return partial(_asked, session)


def _finish(session: Session, made: Import, *, dry_run: bool) -> None:
    """Say what it came to, and write it if it may be written."""
    for phrase in made.report:
        session.tell(phrase)
    if made.findings:
        _print_findings(session, made)
    for field in made.missing:
        for source in made.empty.get(field.name, ())[:_MOST_CELLS]:
            session.say(
                "{place} is empty: {field}",
                place=cell_name(source),
                field=field.label.in_language(session.language),
            )
        _say_missing(session, field)
    for field in made.unexplained:
        _say_missing(session, field, f"--{field.name}")
    if made.unchanged:
        return
    if not made.fit:
        session.say("Nothing was written.")
        sys.exit(FINDINGS)
    if dry_run:
        for path in made.written:
            session.say("Would be written: {path}", path=path)
        return
    write(session.root, made)
    for path in made.written:
        session.say("Written: {path}", path=path)


def _print_findings(session: Session, made: Import) -> None:
    """As ``sunlit check`` prints them; an empty field is said once, with how to fill it."""
    missing = {field.name for field in made.missing}
    findings = tuple(each for each in made.findings if not (each.rule.id in _EMPTY and each.field in missing))
    verdict = replace(made.verdict, findings=findings)
    click.echo(as_text(verdict, session.language, terminal_width()), nl=False)


def _say_missing(session: Session, field: Field, option: str = "") -> None:
    choices = field.choices.in_language(session.language)
    session.say(
        "Missing: {field}. Say it by {option}…  {choices}",
        field=field.label.in_language(session.language),
        option=f"{option} " if option else f"--set {field.name}=",
        choices=choices or field.description.in_language(session.language),
    )


def _asked(session: Session, field: Field) -> str:
    """The answer for a field: asked again where it cannot be."""
    description = field.description.in_language(session.language)
    if description:
        click.echo(description)
    choices = field.choices.in_language(session.language)
    label = field.label.in_language(session.language)
    while True:
        answer = str(
            click.prompt(f"{label} ({choices})" if choices else label, default="", show_default=False)
        )
        trouble = unfit(answer, field)
        if trouble is None:
            return answer
        session.tell(trouble)


def _picked(session: Session, further: Sequence[Further]) -> Further | None:
    """What else somebody wants to fill in, by its number or name; nothing ends it."""
    names = [each.label.in_language(session.language) for each in further]
    click.echo("  ".join(f"{number} {name}" for number, name in enumerate(names, 1)))
    while True:
        answer = str(
            click.prompt(
                session.translate("Anything else? Its number, or nothing to end"),
                default="",
                show_default=False,
            )
        ).strip()
        if not answer:
            return None
        if answer.isdecimal() and 0 < int(answer) <= len(further):
            return further[int(answer) - 1]
        for each in further:
            if fold(answer) in map(fold, each.spellings()):
                return each
        session.say("There is no such number.")


def _pairs(given: Sequence[str]) -> dict[str, str]:
    pairs = {}
    for text in given:
        name, equals, value = text.partition("=")
        if not equals or not name.strip():
            raise CannotRun(say("'{text}' is not understood: write it as name=value.", text=text))
        pairs[name.strip()] = value.strip()
    return pairs
