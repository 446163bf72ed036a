"""A command as one reader sees it: its help, and what click says by itself, in their language; and with the options that
stand before or after its name.
"""

from __future__ import annotations

import gettext
import re
import sys
from copy import copy
from pathlib import Path
from unicodedata import east_asian_width

import click

from generator.commands.common.session import ROOT, Session
from generator.model.text.catalogue import LANGUAGES, translator
from generator.model.text.wording import Translate

HELP_FRAME = ("[OPTIONS]", "COMMAND [ARGS]...", "TEXT", "PATH", "FILE", "DIRECTORY", "NUMBER", "required")
"""What stands in click's help beside what click asks gettext for."""
FIRST_SENTENCE = re.compile(r"[;:。；：]|\.(?:\s|$)")


def root_option(default: Path | None) -> click.Option:
    """``-C``: of the group with a default; after a command's name it stands in for what was said before."""
    return click.Option(
        ["-C", "root"],
        type=click.Path(path_type=Path),
        default=default,
        expose_value=default is not None,
        callback=None if default else _use_root,
        help="The folder that holds data/ (default: here).",
    )


def language_option(default: str | None) -> click.Option:
    """``--lang``: of the group with a default; after a command's name it stands in for what was said before."""
    return click.Option(
        ["--lang"],
        type=click.Choice(sorted(LANGUAGES)),
        default=default,
        envvar="SUNLIT_LANG" if default else None,
        expose_value=default is not None,
        callback=None if default else _use_language,
        help="The language of messages: zh or en (default: zh).",
    )


def _use_root(context: click.Context, parameter: click.Parameter, root: Path | None) -> None:
    if root is not None:
        context.meta[ROOT] = root
        _use(context, root=root.resolve())


def _use_language(context: click.Context, parameter: click.Parameter, language: str | None) -> None:
    if language is not None:
        _use(context, language=language)


def _use(context: click.Context, root: Path | None = None, language: str = "") -> None:
    session = context.obj
    if isinstance(session, Session):  # a shell that completes has none
        context.obj = Session(root or session.root, language or session.language, session.as_of)


def in_language(command: click.Command, translate: Translate, *, is_outermost: bool = False) -> click.Command:
    """A copy of the command, and of those within it, whose help is translated. All but the outermost take ``-C`` and
    ``--lang`` too.
    """
    spoken = copy(command)
    vars(spoken)["_help_option"] = (
        None  # click keeps its --help in the words of whoever asked the command first
    )
    spoken.help = translate(command.help or "")
    spoken.short_help = FIRST_SENTENCE.split(spoken.help)[0]
    spoken.options_metavar = translate(command.options_metavar or "")
    shared = [] if is_outermost else [root_option(None), language_option(None)]
    spoken.params = [_parameter_in_language(parameter, translate) for parameter in (*command.params, *shared)]
    if isinstance(spoken, click.Group):
        spoken.subcommand_metavar = translate(spoken.subcommand_metavar or "")
        spoken.commands = {name: in_language(inner, translate) for name, inner in spoken.commands.items()}
    return spoken


def _parameter_in_language(parameter: click.Parameter, translate: Translate) -> click.Parameter:
    spoken = copy(parameter)
    if spoken.metavar:
        spoken.metavar = translate(spoken.metavar)
    if isinstance(spoken, click.Option):
        spoken.help = translate(spoken.help or "")
        if not (spoken.metavar or spoken.is_flag or isinstance(spoken.type, click.Choice)):
            spoken.metavar = translate(_placeholder(spoken.type))
    return spoken


def _placeholder(type: click.ParamType[object]) -> str:
    """What stands for a value of the type."""
    if isinstance(type, click.Path):
        return "FILE" if not type.dir_okay else "DIRECTORY" if not type.file_okay else "PATH"
    return "NUMBER" if isinstance(type, click.IntRange) else "TEXT"


_reader = {"language": "en"}


def speak(language: str) -> None:
    """From now on click says its own words in ``language``. It asks gettext for them, which goes by the system's language
    and by files that click does not bring; here they come from our catalogue.
    """
    _reader["language"] = language
    vars(click.formatting)["term_len"] = _columns
    for name, module in list(sys.modules.items()):
        if name.startswith("click.") and getattr(module, "_", None) is gettext.gettext:
            vars(module)["_"] = _said
        if name.startswith("click.") and getattr(module, "ngettext", None) is gettext.ngettext:
            vars(module)["ngettext"] = _said_of_many


def _columns(text: str) -> int:
    """The columns that a text takes in a terminal, where a Chinese character takes two."""
    return sum(2 if east_asian_width(sign) in "WF" else 1 for sign in click.unstyle(text))


def _said(text: str) -> str:
    return translator(_reader["language"])(text)


def _said_of_many(one: str, many: str, n: int) -> str:
    return _said(one if n == 1 else many)
