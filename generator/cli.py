"""The command ``sunlit``: arguments → call → report → exit status (0 clean, 1 findings, 2 could not run)."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping, Sequence
from copy import copy
from importlib import import_module
from pathlib import Path
from typing import NoReturn

import click

from generator import __version__
from generator.commands.session import Session
from generator.model.text.catalogue import LANGUAGES, translator
from generator.model.text.stop import CannotRun

COULD_NOT_RUN = 2
DEFAULT_LANGUAGE = "zh"
COMMANDS: Mapping[str, str] = {
    "build": "build",
    "check": "check",
    "diff": "diff",
    "explain": "lookup",
    "form": "form",
    "import": "import_file",
    "new": "import_file",
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
        return _in_language(command, self.translate) if self.translate else command


def loaded(name: str) -> click.Command:
    """The command of this name."""
    attribute = name.replace("-", "_")
    module = import_module(f"generator.commands.{COMMANDS[name]}")
    command = getattr(module, attribute, None) or getattr(module, f"{attribute}_")
    assert isinstance(command, click.Command)
    return command


@click.group(cls=Commands, help="Check records and publish them as a disclosure website.")
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
    context.obj = Session(root.resolve(), lang)


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
    if isinstance(spoken, Commands):
        spoken.translate = translate
    elif isinstance(command, click.Group) and isinstance(spoken, click.Group):
        spoken.commands = {name: _in_language(inner, translate) for name, inner in command.commands.items()}
    return spoken


def _parameter_in_language(parameter: click.Parameter, translate: Callable[[str], str]) -> click.Parameter:
    spoken = copy(parameter)
    if isinstance(spoken, click.Option):
        spoken.help = translate(spoken.help or "")
    return spoken
