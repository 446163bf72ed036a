"""Every message has its Chinese text, every Chinese text a message, and both ask for the same names."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import click
import pytest
from babel.messages.pofile import read_po
from jinja2.ext import babel_extract

from generator.check.report.rule_page import meanings
from generator.check.rules.library import LIBRARY
from generator.commands.in_language import HELP_FRAME
from generator.model.declared.calendar import CalendarYear
from generator.model.declared.site import Site
from generator.model.text.catalogue import (
    LANGUAGES,
    LOCALES,
    PAGE_LANGUAGES,
    messages,
    misfit,
    own_messages,
)
from generator.read.schema import keys
from generator.read.schema.record_types import TableSchema

ROOT = Path(__file__).parents[1]
SPEAKERS = {"say", "translate", "plain", "_"}
HELP_KEYWORDS = {"help", "metavar"}


def messages_in_code() -> Iterator[str]:
    for path in sorted((ROOT / "generator").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                yield from _said(node)


def _said(call: ast.Call) -> Iterator[str]:
    name = call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")
    if name in SPEAKERS and call.args:
        yield from _literals(call.args[0])
    for keyword in call.keywords:
        if keyword.arg in HELP_KEYWORDS:
            yield from _literals(keyword.value)
    if isinstance(call.func, ast.Call) and getattr(call.func.func, "id", "") == "translator":
        yield from _literals(call.args[0])


def _literals(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from _literals(node.body)
        yield from _literals(node.orelse)


def messages_in_templates() -> Iterator[str]:
    for path in sorted((ROOT / "site_templates").rglob("*.html")):
        with path.open("rb") as file:
            for _, _, message, _ in babel_extract(file, ["_"], [], {"trimmed": "true"}):
                yield message


def messages_in_docstrings() -> Iterator[str]:
    """What the parameters of the rules mean, and the keys of schemas, site.yaml and calendars."""
    for definition in LIBRARY.values():
        for parameters in meanings(definition):
            yield parameters.text
    for file in (TableSchema, Site, CalendarYear):
        for declared in keys.blocks_below(file):
            yield from keys.meanings(declared).values()


def messages_of_click() -> Iterator[str]:
    """What click says by itself, and asks gettext for; and what stands beside that in its help."""
    yield from HELP_FRAME
    for path in sorted(Path(click.__file__).parent.glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("_", "ngettext"):
                for argument in node.args[:2]:
                    yield from _literals(argument)


@cache
def all_messages() -> set[str]:
    from generator.commands.build import WITHHELD_REASONS

    return {
        *messages_in_code(),
        *messages_in_templates(),
        *messages_in_docstrings(),
        *WITHHELD_REASONS.values(),
    }


def test_every_message_has_a_chinese_text() -> None:
    missing = all_messages() - set(messages("zh"))
    assert not missing, "\n".join(sorted(missing))


def test_no_message_stands_in_two_catalogues() -> None:
    homes: dict[str, list[str]] = {}
    for path in sorted((LOCALES / LANGUAGES["zh"]).glob("*.po")):
        with path.open("rb") as file:
            for message in read_po(file):
                if message.id:
                    homes.setdefault(str(message.id), []).append(path.name)
    assert not {message: names for message, names in homes.items() if len(names) > 1}


def test_every_chinese_text_belongs_to_a_message() -> None:
    unused = set(messages("zh")) - all_messages() - set(messages_of_click())
    assert not unused, "\n".join(sorted(unused))


def test_both_texts_ask_for_the_same_names() -> None:
    names = re.compile(r"\{(\w*)(?::[^}]*)?\}")
    unlike = [
        message
        for message, chinese in messages("zh").items()
        if sorted(names.findall(message)) != sorted(names.findall(chinese))
    ]
    assert not unlike, "\n".join(unlike)


def messages_on_pages() -> Iterator[str]:
    """What whoever reads a page can meet: all of the templates, and of the website what does not stop a build."""
    yield from messages_in_templates()
    paths = [ROOT / "generator" / folder for folder in ("website", "model/records", "model/declared")]
    for path in sorted(found for folder in paths for found in folder.rglob("*.py")):
        yield from _said_without_raising(ast.parse(path.read_text(encoding="utf-8")))


def _said_without_raising(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Raise) or (
        isinstance(node, ast.Call) and getattr(node.func, "id", "") == "CannotRun"
    ):
        return
    if isinstance(node, ast.Call):
        yield from _said(node)
    for inner in ast.iter_child_nodes(node):
        yield from _said_without_raising(inner)


@pytest.mark.parametrize("language", sorted(PAGE_LANGUAGES.keys() - LANGUAGES.keys()))
def test_every_further_language_says_what_pages_say(language: str) -> None:
    said, own = set(messages_on_pages()), dict(own_messages(language))
    assert len(said) > 300
    missing = sorted(said - own.keys())
    assert len(said & own.keys()) > 300
    assert not missing, "\n".join(missing)
    assert not [message for message, text in own.items() if misfit(message, text)]
