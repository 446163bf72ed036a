"""The command ``sunlit``: arguments → call → report → exit status (0 clean, 1 findings, 2 could not run)."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import NoReturn

import click

from generator import __version__
from generator.commands.common.day import AS_OF, as_of_option
from generator.commands.common.in_language import in_language, language_option, root_option, speak
from generator.commands.common.session import Session
from generator.model.text.catalogue import LANGUAGES, translator
from generator.model.text.stop import CannotRun

COULD_NOT_RUN = 2
DEFAULT_LANGUAGE = "zh"
COMMANDS: Mapping[str, str] = {
    "build": "build",
    "check": "check",
    "desk": "desk",
    "diff": "diff",
    "doctor": "doctor",
    "explain": "lookup",
    "fleet": "fleet",
    "form": "form",
    "import": "import_file",
    "init": "init",
    "new": "import_file",
    "portal": "portal",
    "publish": "publish",
    "rules": "lookup",
    "save": "save",
    "schema": "lookup",
    "serve": "build",
    "set": "import_file",
    "take-down": "take_down",
    "todo": "todo",
    "types": "lookup",
    "verify": "verify",
    "waive": "waive",
}
"""Each command, and its module in ``generator/commands/``, where it stands under its name as Python has it."""


class Commands(click.Group):
    """A group whose commands are loaded when they are asked for: most runs need one, and not the libraries of the others."""

    translate: Callable[[str], str] | None = None

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command = loaded(cmd_name)
        return in_language(command, self.translate) if self.translate else command


def loaded(name: str) -> click.Command:
    """The command of this name."""
    attribute = name.replace("-", "_")
    module = import_module(f"generator.commands.{COMMANDS[name]}")
    command = getattr(module, attribute, None) or getattr(module, f"{attribute}_")
    assert isinstance(command, click.Command)
    return command


@click.group(
    cls=Commands,
    help="Check records and publish them as a disclosure website.",
    params=[root_option(Path()), language_option(DEFAULT_LANGUAGE)],
)
@as_of_option
@click.version_option(__version__, prog_name="sunlit", help="Show the version.")
@click.pass_context
def sunlit(context: click.Context, root: Path, lang: str, as_of: date | None) -> None:
    session = context.obj = Session(root.resolve(), lang, as_of)
    name = context.invoked_subcommand or ""
    if as_of and name in COMMANDS and not takes_a_day(loaded(name)):
        sentence = session.translate("'{command}' goes by no day: leave out --as-of.")
        raise click.UsageError(sentence.format(command=name), context)


def takes_a_day(command: click.Command) -> bool:
    """Whether the command, or one within it, goes by a day."""
    within = command.commands.values() if isinstance(command, click.Group) else ()
    return any(parameter.name == AS_OF for parameter in command.params) or any(map(takes_a_day, within))


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command line. One place turns what stops a run into a sentence and an exit status."""
    language = _language(sys.argv[1:] if arguments is None else arguments)
    speak(language)
    command = in_language(sunlit, translator(language), is_outermost=True)
    if isinstance(command, Commands):
        command.translate = translator(language)
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
