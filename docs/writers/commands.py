"""The command line → its reference."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import click

from generator.cli import sunlit
from generator.model.text.catalogue import translator
from writers.markdown import FENCE, code, page, table
from writers.words import words


def commands() -> str:
    """The page of the group and of every command below it."""
    parts = [words("pages", "commands"), *_command(sunlit, "sunlit")]
    for name, command in _below(sunlit, "sunlit"):
        parts += _command(command, name)
    return page(*parts)


def _below(group: click.Group, name: str) -> Iterator[tuple[str, click.Command]]:
    """Every command that people call, with its full name; a group before what is in it."""
    context = click.Context(group)
    for word in sorted(group.list_commands(context)):
        command = group.get_command(context, word)
        if command and not command.hidden:
            yield f"{name} {word}", command
            if isinstance(command, click.Group):
                yield from _below(command, f"{name} {word}")


def _command(command: click.Command, name: str) -> Iterator[str]:
    yield f"## {name}"
    yield f"{translator('zh')(command.help or '')}<br>{command.help}"
    yield f"{FENCE}text\n{' '.join(_usage(command, name))}\n{FENCE}"
    options = [option for option in command.params if isinstance(option, click.Option)]
    yield table(words("headers", "commands"), [*map(_row, options), _help_row()])


def _usage(command: click.Command, name: str) -> Iterator[str]:
    yield f"{name} [OPTIONS]"
    for parameter in command.params:
        if isinstance(parameter, click.Argument):
            yield parameter.metavar or (parameter.name or "").upper()
    if isinstance(command, click.Group):
        yield "COMMAND [ARGS]…"


def _row(option: click.Option) -> Sequence[str]:
    text = option.help or ""
    default = str(option.default) if isinstance(option.default, str | int) and not option.is_flag else ""
    return code(_spelling(option)), translator("zh")(text), text, code(default)


def _spelling(option: click.Option) -> str:
    names = ", ".join(option.opts)
    if isinstance(option.type, click.Choice):
        return f"{names} [{'|'.join(option.type.choices)}]"
    if option.is_flag:
        return names
    metavar = {"path": "PATH", "datetime": "DATE", "file": "PATH", "integer range": "NUMBER"}.get(
        option.type.name, option.type.name.upper()
    )
    return f"{names} {metavar}"


def _help_row() -> Sequence[str]:
    text = "Show this message and exit."
    return code("--help"), translator("zh")(text), text, ""
