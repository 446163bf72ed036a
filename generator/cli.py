"""The command ``sunlit``: arguments → call → report → exit status (0 clean, 1 findings, 2 could not run)."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from copy import copy
from datetime import date
from pathlib import Path
from typing import NoReturn

import click

from generator import __version__
from generator.check.gate import Verdict
from generator.check.report import FORMATS, as_text
from generator.check.report.record_schema import as_record_schema
from generator.check.report.rule_list import rule_list, rules_of_type
from generator.check.report.rule_page import ALL, rule_page
from generator.check.report.table_schema import as_table_schema
from generator.check.since import judge_since
from generator.commands.comparing import live_of, live_options, since_option
from generator.commands.diff import diff
from generator.commands.form import form
from generator.commands.import_file import import_, new, set_
from generator.commands.progress import progress_bar
from generator.commands.publish import publish
from generator.commands.reports import FINDINGS, as_of_option, output_option, print_report, terminal_width
from generator.commands.save import save
from generator.commands.session import Session as _Session
from generator.commands.session import type_argument
from generator.commands.take_down import take_down
from generator.commands.todo import todo
from generator.commands.verify import verify
from generator.commands.waive import waive
from generator.construct.construction import Manner, Outcome
from generator.model.text.catalogue import LANGUAGES, translator
from generator.model.text.nearest import NEARER, nearest
from generator.model.text.stop import CannotRun
from generator.model.text.wording import say
from generator.plugin.events import Refused
from generator.plugin.run import build_site, serve_site
from generator.read.git.earlier import earlier
from generator.read.schema.schemas import read_types, type_called
from generator.read.schema.site_file import read_site

COULD_NOT_RUN = 2
DEFAULT_LANGUAGE = "zh"
WITHHELD_REASONS = {"draft": "draft", "not-yet": "not yet due", "scope": "not for the public"}


@click.group(help="Check records and publish them as a disclosure website.")
@click.version_option(__version__, prog_name="sunlit", help="Show the version.")
@click.option(
    "-C",
    "root",
    type=click.Path(path_type=Path),
    default=Path(),
    help="The folder that holds data/ (default: here).",
)
@click.option(
    "--lang",
    type=click.Choice(sorted(LANGUAGES)),
    envvar="SUNLIT_LANG",
    default=DEFAULT_LANGUAGE,
    help="The language of messages: zh or en (default: zh).",
)
@click.pass_context
def sunlit(context: click.Context, root: Path, lang: str) -> None:
    context.obj = _Session(root.resolve(), lang)


@sunlit.command(help="Check the data; print every finding.")
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
    session: _Session,
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


@sunlit.command(help="Check the data, then build the site.")
@click.option(
    "--site-dir",
    type=click.Path(path_type=Path, file_okay=False),
    help="Where the site goes (default: site/).",
)
@as_of_option
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
    session: _Session,
    site_dir: Path | None,
    as_of: date | None,
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
                session.root, site_dir=target, as_of=as_of, since=baseline, manner=manner, masked=masked
            )
    except Refused as refused:
        _report_refusal(session, refused.verdict)
    if outcome.verdict.findings:
        click.echo(as_text(outcome.verdict, session.language, terminal_width()), nl=False)
    _report_counts(session, outcome)


def _report_refusal(session: _Session, verdict: Verdict) -> NoReturn:
    click.echo(as_text(verdict, session.language, terminal_width()), nl=False)
    session.say(
        "Nothing was built, and an old site was not touched. Refused: {refused}.", refused=verdict.refused
    )
    sys.exit(FINDINGS)


def _report_counts(session: _Session, outcome: Outcome) -> None:
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


@sunlit.command(help="Preview the site; a change in data/, content/ or site_templates/ shows in the browser.")
@click.option("--address", default="127.0.0.1:8000", show_default=True, help="Host and port to listen on.")
@as_of_option
@click.pass_obj
def serve(session: _Session, address: str, as_of: date | None) -> None:
    session.say("A preview for you alone: the public is served by a web server, see docs/publishing.")
    try:
        serve_site(session.root, address=address, as_of=as_of)
    except Refused as refused:
        _report_refusal(session, refused.verdict)


@sunlit.command(help="List the record types, their fields and where their records go.")
@click.pass_obj
def types(session: _Session) -> None:
    for type in read_types(session.root).values():
        session.say(
            "{name}: {title} (data/{name}/)", name=type.name, title=type.label.in_language(session.language)
        )
        for field in type.fields:
            required = session.translate("required") if field.required else ""
            click.echo(
                "    "
                + " ".join(
                    part
                    for part in (field.name, field.label.in_language(session.language), field.type, required)
                    if part
                )
            )
        for table in type.children:
            session.say(
                "{name}: {title} (a table of its own)",
                indent=4,
                name=table.name,
                title=table.label.in_language(session.language),
            )


@sunlit.command(help="List every rule there is, or those that one type declares.")
@click.option("--type", "type_name", help="Show only the rules that this type declares.")
@click.pass_obj
def rules(session: _Session, type_name: str | None) -> None:
    if type_name is None:
        click.echo(rule_list(session.language), nl=False)
        return
    types = read_types(session.root)
    type = type_called(type_name, types)
    click.echo(rules_of_type(type, types, read_site(session.root).packs, session.language), nl=False)


@sunlit.command(
    help="Explain a rule: its parameters, the types that declare it, an example that passes and one that fails."
)
@click.argument("rule")
@click.pass_obj
def explain(session: _Session, rule: str) -> None:
    if rule not in ALL:
        near = nearest(rule, ALL, NEARER)
        raise CannotRun(
            say("There is no rule '{name}'. Did you mean '{near}'?", name=rule, near=near)
            if near
            else say("There is no rule '{name}'. 'sunlit rules' lists them.", name=rule)
        )
    types = read_types(session.root) if (session.root / "data").is_dir() else {}
    click.echo(rule_page(ALL[rule], types, read_site(session.root).packs, session.language), nl=False)


@sunlit.command(help="Print a type's Table Schema as JSON.")
@type_argument
@click.option(
    "--json-schema",
    is_flag=True,
    help="Print the JSON Schema of files of records instead, for editors that complete and check while one types.",
)
@click.pass_obj
def schema(session: _Session, type_name: str, json_schema: bool) -> None:
    type = type_called(type_name, read_types(session.root))
    printed = as_record_schema if json_schema else as_table_schema
    click.echo(printed(type, session.language), nl=False)


sunlit.add_command(import_)
sunlit.add_command(new)
sunlit.add_command(set_)
sunlit.add_command(form)
sunlit.add_command(save)
sunlit.add_command(todo)
sunlit.add_command(diff)
sunlit.add_command(waive)
sunlit.add_command(verify)
sunlit.add_command(take_down)
sunlit.add_command(publish)


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command line. One place turns what stops a run into a sentence and an exit status."""
    language = _language(sys.argv[1:] if arguments is None else arguments)
    command = _in_language(sunlit, translator(language))
    try:
        command.main(args=arguments, prog_name="sunlit", standalone_mode=False)
    except CannotRun as stop:
        _stop(stop.phrase.render(translator(language), language))
    except click.ClickException as error:
        error.show()
        sys.exit(COULD_NOT_RUN)
    except (click.Abort, KeyboardInterrupt):
        sys.exit(COULD_NOT_RUN)
    sys.exit(0)


def _stop(sentence: str) -> NoReturn:
    click.echo(sentence, err=True)
    sys.exit(COULD_NOT_RUN)


def _language(arguments: Sequence[str]) -> str:
    """The language asked for, found before the arguments are parsed, since ``--help`` is printed while they are."""
    for index, argument in enumerate(arguments):
        value = argument.removeprefix("--lang=") if argument.startswith("--lang=") else ""
        if argument == "--lang" and index + 1 < len(arguments):
            value = arguments[index + 1]
        if value in LANGUAGES:
            return value
    named = os.environ.get("SUNLIT_LANG", DEFAULT_LANGUAGE)
    return named if named in LANGUAGES else DEFAULT_LANGUAGE


def _in_language(command: click.Command, translate: Callable[[str], str]) -> click.Command:
    """A copy of the command, and of those within it, whose help is translated."""
    spoken = copy(command)
    spoken.help = translate(command.help or "")
    spoken.params = [_parameter_in_language(parameter, translate) for parameter in command.params]
    if isinstance(command, click.Group) and isinstance(spoken, click.Group):
        spoken.commands = {name: _in_language(inner, translate) for name, inner in command.commands.items()}
    return spoken


def _parameter_in_language(parameter: click.Parameter, translate: Callable[[str], str]) -> click.Parameter:
    spoken = copy(parameter)
    if isinstance(spoken, click.Option):
        spoken.help = translate(spoken.help or "")
    return spoken
